"""Readers of foreign files, given what nobody foresaw: README.md says how."""
