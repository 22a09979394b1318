"""Asking people to work here, by e-mail."""
