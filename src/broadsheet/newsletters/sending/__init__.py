"""Sending numbers: what people decide, the ledger, and the workers that go by it."""
