"""The pages on which live coverage is written."""
