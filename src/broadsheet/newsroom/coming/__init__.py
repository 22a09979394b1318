"""What goes out when: one list of what the next hours bring, from every room."""
