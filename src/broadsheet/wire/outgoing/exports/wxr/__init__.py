"""WordPress: its importer's format, WXR 1.2."""
