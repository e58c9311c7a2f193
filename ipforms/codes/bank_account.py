"""银行账号 (number of a bank account).

Given by the bank: no standard fixes its length, and only cards have a check digit. What is sure is that it consists of
digits, and that a spreadsheet must not have rounded it. The number itself never stands in a note.

Source: none that fixes the form is known; the lengths that are taken without a doubt are wide on purpose.

    >>> validate("3602 0001 0920 0000 000")
    '3602000109200000000'
    >>> [note.code for note in check("基本户")]
    ['bank_account.characters']
    >>> validate("3.602E+18")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 银行账号被表格软件改成了科学计数法，数字已丢失
"""

import re

from ipforms.codes import identifier
from ipforms.messages import Note
from ipforms.text import one_line

_LEAST, _MOST = 9, 32  # digits; chosen so that no account in use is doubted

compact = identifier.compact


def check(text: str) -> tuple[Note, ...]:
    """What is wrong or doubtful."""
    number = compact(text)
    if identifier.is_scientific(number):
        return (Note("bank_account.scientific"),)
    if not identifier.is_digits(number):
        return (Note("bank_account.characters"),)
    if not _LEAST <= len(number) <= _MOST:
        return (Note("bank_account.length", {"least": _LEAST, "most": _MOST, "length": len(number)}),)
    return ()


def format(text: str) -> str:
    """The digits without the blanks of their groups; a text that is no such number as it was typed.

    >>> format("3602 0001-0920 0000 000"), format("基本户 3602")
    ('3602000109200000000', '基本户 3602')
    """
    number = compact(text)
    return number if identifier.is_digits(number) else one_line(text)


IDENTIFIER = identifier.Identifier(format, check, re.compile(f"[0-9]{{{_LEAST},{_MOST}}}"))
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
