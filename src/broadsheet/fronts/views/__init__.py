"""Readers' pages, one file a kind."""
