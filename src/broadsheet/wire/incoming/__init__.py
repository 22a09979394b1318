"""What comes in from other systems: agencies' copy, as ninjs."""
