"""An export of Medium, read as the records of a paper that moves."""
