"""Numbers about numbers: sums over lists and over numbers, and never one reader's doings."""
