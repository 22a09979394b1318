"""Where the press keeps what it printed: one small interface, on SQLite or PostgreSQL."""
