"""What a reader sees: the theme's files, and what its templates may call."""
