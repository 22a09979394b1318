"""What differs between two states of a story, by field, by block and by word."""
