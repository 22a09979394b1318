"""Numbers in the editor: composed, looked at, tried on the staff."""
