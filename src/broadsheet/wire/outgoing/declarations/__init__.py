"""What the paper declares to machines at addresses that they know: robots, trust, security."""
