"""What the rest of the world reads in the DNS about mail of the paper's, and what to mend."""
