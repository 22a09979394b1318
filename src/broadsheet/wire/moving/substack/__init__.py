"""An export of Substack, read as the records of a paper that moves."""
