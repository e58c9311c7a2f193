"""Readers: the bytes of a file → a neutral `Sheet` of cells, one room a format. They know nothing of forms."""
