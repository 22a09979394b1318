"""What a change of a story's text alters: found by rules, shown by words."""
