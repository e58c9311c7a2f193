"""银行账号 (number of a bank account): no standard fixes its length, and only cards have a check digit.

What is sure is that it consists of digits, and that a spreadsheet must not have rounded it. The number itself never
stands in a note.

    >>> [note.code for note in check("3602000109200000000")], [note.code for note in check("3.602E+18")]
    ([], ['bank_account.scientific'])
"""

from __future__ import annotations

from ipforms.codes import base
from ipforms.messages import Note

_LEAST, _MOST = 9, 32


def check(text: str) -> tuple[Note, ...]:
    """What is wrong or doubtful."""
    number = base.compact(text)
    if base.is_scientific(number):
        return (Note("bank_account.scientific"),)
    if not base.is_digits(number):
        return (Note("bank_account.characters"),)
    if not _LEAST <= len(number) <= _MOST:
        return (Note("bank_account.length", {"least": _LEAST, "most": _MOST, "length": len(number)}),)
    return ()
