"""Backups: a whole publication in one file, and back again row for row."""
