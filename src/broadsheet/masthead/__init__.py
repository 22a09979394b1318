"""Who we are: name, nameplate, contact, policies, place and zone."""
