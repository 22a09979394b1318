"""What can be wrong with a publication's set-up, and how to mend it."""
