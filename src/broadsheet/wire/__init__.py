"""Machine formats: what goes out to machines and comes in from them."""
