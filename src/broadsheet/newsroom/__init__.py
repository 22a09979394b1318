"""What we write: stories, bylines, sections, authors, blocks."""
