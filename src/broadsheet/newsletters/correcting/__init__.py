"""Corrections for those who were sent the mistake: whom the ledger knows, and how they hear."""
