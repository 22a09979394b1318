"""How a story goes through the newsroom: who reads it before it may be public."""
