"""Ghost: its importer's format."""
