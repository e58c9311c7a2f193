"""The open half: habits, layouts and words that workers may see."""
