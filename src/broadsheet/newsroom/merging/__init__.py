"""Two texts of one story, made one by the person who wrote the second."""
