"""The problems of a row that was read from a table."""


def codes(row):
    """Codes of the problems, each of which can say what is wrong and what to do, in both languages."""
    for note in row.problems:
        assert all((note.message(), note.message("en"), note.hint(), note.hint("en")))
    return [note.code for note in row.problems]
