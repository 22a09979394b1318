"""The checks, one a file; each says what is wrong and how to mend it."""
