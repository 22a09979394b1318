"""Every act that can change a page, as rules of a state machine: one file for each desk."""
