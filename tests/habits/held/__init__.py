"""The held half: habits, layouts and words that are kept for the last measurement."""
