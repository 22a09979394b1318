"""Live coverage: a story that is written in public, entry by entry."""
