"""The newspaper as one writes it with Wagtail alone."""
