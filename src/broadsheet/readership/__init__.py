"""What readers read: sums of visits, by story, day and the site that led there."""
