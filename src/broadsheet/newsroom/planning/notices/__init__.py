"""Telling people what became of plans of theirs: in the editor, and by letter as they chose."""
