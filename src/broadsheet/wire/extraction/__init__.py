"""A newspaper's saved page → its story, as plain data. Pure: no database, no network."""
