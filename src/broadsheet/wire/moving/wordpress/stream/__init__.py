"""Bytes of an export → its parts, one at a time, whatever is wrong between them."""
