"""What machines get: feeds, sitemaps, structured data and the paper's declarations."""
