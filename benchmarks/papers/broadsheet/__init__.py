"""The newspaper in Broadsheet: loaded in bulk, published through the newsroom's act."""
