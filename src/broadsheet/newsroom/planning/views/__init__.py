"""In the editor: the board, the calendar, one's own work, a plan. Thin."""
