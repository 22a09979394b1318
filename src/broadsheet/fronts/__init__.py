"""What we choose to show: fronts, picks, Latest, Don't Miss, the strip."""
