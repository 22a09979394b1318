"""Systems that people leave us for: each imports what we export, in earnest."""
