"""Many new stories published at once: the rows that publishing each by itself would write."""
