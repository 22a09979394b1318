"""The reconciliation report: what the source had, what became of each thing, and what differs."""
