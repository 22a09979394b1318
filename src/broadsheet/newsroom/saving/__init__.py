"""How a story's form is saved without overwriting or losing anybody's words."""
