"""Tag libraries."""
