"""What stands in a cell: an entry, nothing, or a word for nothing.

In a file that was read, 无, 见附件 and the sample text of a form are notes of its reading; a record that a program
built holds such a word as its value. Both come to the same here.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from ipforms.codecs import nothing
from ipforms.messages import Note
from ipforms.rules.checks.case import Case
from ipforms.rules.checks.record_cells import RecordCell
from ipforms.schemas.base import is_blank

_LONGEST = 20  # characters; the longest word for nothing, with brackets and blanks around it, is shorter


class CellState(Enum):
    """What stands in a cell."""

    FILLED = "filled"
    BLANK = "blank"
    NONE = "none"
    """无, /, ——: somebody says that there is none."""
    ELSEWHERE = "elsewhere"
    """见附件."""
    SAMPLE = "sample"
    """xxxx年, 待定: sample text, or a word that says that it is open."""
    UNREAD = "unread"
    """Something stands there that could not be read; reading has a finding on it."""


_STATES = {
    "value.declared_none": CellState.NONE,
    "value.elsewhere": CellState.ELSEWHERE,
    "value.pending": CellState.SAMPLE,
    "value.placeholder": CellState.SAMPLE,
}


def cell_state(case: Case, cell: RecordCell) -> CellState:
    """What stands in a cell."""
    word = word_for_nothing(cell.value)
    if word is not None:
        return _STATES[word.code]
    return absent(case, cell.path) if is_blank(cell.value) else CellState.FILLED


def absent(case: Case, path: str) -> CellState:
    """Why a cell has no value: nobody filled it in, or something stands there that is no value."""
    if path in case.unread:
        return CellState.UNREAD
    for note in case.notes.get(path, ()):
        if note.code in _STATES:
            return _STATES[note.code]
    return CellState.BLANK


def word_for_nothing(value: Any) -> Note | None:
    """The note on a value that is a mere 无 or 见附件; None for any other value.

    >>> word_for_nothing("见附件").code, word_for_nothing(["无"]).code
    ('value.elsewhere', 'value.declared_none')
    >>> word_for_nothing("无锡分公司") is None
    True
    """
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return nothing(value) if isinstance(value, str) and len(value) <= _LONGEST else None
