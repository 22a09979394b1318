"""A brief: a short story written, illustrated and published from one page."""
