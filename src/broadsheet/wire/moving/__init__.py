"""A paper moves in from another system: everything in it becomes ours, or is set aside by name."""
