"""The wire inbox: agencies' copy that nobody has taken or declined yet."""
