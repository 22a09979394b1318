"""What stories are about: people, places, organisations, events, subjects."""
