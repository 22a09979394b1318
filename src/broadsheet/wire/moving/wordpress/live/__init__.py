"""A WordPress that answers: what its REST API gives to anybody, read as records."""
