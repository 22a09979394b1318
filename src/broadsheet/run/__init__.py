"""Running a publication: its processes, their loops and what they keep doing."""
