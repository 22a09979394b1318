"""Saved pages of any newspaper, read as the records of a paper that moves."""
