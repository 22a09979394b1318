"""Planning: what the newsroom means to write, who does it, and by when."""
