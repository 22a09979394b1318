"""Where people are signed in: how long it lasts, how it is seen, how it is ended."""
