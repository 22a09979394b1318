"""Imports that are begun, watched and stopped in the editor."""
