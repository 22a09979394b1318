"""Stories in Apple News: its format, its API (developer.apple.com/documentation/applenews)."""
