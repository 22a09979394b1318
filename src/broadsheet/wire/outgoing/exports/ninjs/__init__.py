"""The newspaper as IPTC ninjs 3.1."""
