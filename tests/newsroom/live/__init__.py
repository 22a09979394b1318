"""Live coverage: acts, rights, the page for who writes it."""
