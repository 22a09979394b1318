"""IPTC ninjs 3.x and 2.x, and 1.x where it is the same: JSON."""
