"""What Wagtail's page permissions can't say of a story (docs/rights.md)."""
