"""Every public address, for search engines; and what is news now."""
