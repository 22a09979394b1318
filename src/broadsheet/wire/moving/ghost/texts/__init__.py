"""A post's text, in whichever form Ghost keeps it → HTML."""
