"""A paper of ours, from what ``broadsheet export ninjs`` wrote of it."""
