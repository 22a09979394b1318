"""What an editor wrote → what WordPress would show of it."""
