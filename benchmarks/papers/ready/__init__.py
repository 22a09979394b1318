"""The newspaper as ready bytes in a process's memory."""
