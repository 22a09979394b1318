"""The whole newspaper for other systems."""
