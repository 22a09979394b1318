"""Ghost: its exports, as records."""
