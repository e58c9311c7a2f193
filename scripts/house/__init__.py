"""The house in figures: how large it is, how many floors it has, what stands twice, and how far a call travels.

`python -m scripts.house` prints the table of this tree; with another checkout as its argument, that one's beside it:

    git worktree add ../before 5d8a238 && python -m scripts.house ../before

Figures of structure come from the source as text; calls between rooms are counted while one form is read and one row
is filled.
"""
