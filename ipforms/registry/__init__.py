"""The list itself: enterprises and markets, what was decided on them, what is due (extra `ipforms[registry]`)."""
