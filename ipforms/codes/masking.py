"""What a message may show of a person's spreadsheet: short, printable, and nobody's number.

A number in the wrong column is a person's number all the same, so long ones are hidden wherever they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from ipforms.codes.identifier import compact
from ipforms.messages import Note
from ipforms.text import NOT_XML, one_line
from ipforms.text.regex import regex

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_SHOWN = 60  # characters of a value that a line of a report has room for
_REASON = 400  # characters; reasons are sentences of ours, which quote a value cut already
_LONG_RUN = regex(r"[0-9０-９](?:[ \-－—]?[0-9０-９]){5,}[ \-－—]?[0-9０-９XxＸｘ]")
_VALUES = frozenset({"text", "texts", "value"})
"""What notes call the words of a document; anything else that they hold is a sentence of ours."""
_EXCERPT = 24  # characters; one identifier with its prefix fits
# Patents with their check digit, high-tech certificates. A telephone has neither their length nor their dot. Credit
# codes of digits alone, one too many or too few: 91 to 93 are registers of enterprises (GB 32100), and no province.
# What has a day of birth in the middle may be the card of a foreign resident, which begins with 9 too. And what
# telephones and WeChat call pictures: a moment of this century to the second, or in milliseconds since 1970.
_PUBLIC = regex(
    r"""(?<![0-9A-Za-z]) (?:ZL[ ]?)? (?: [0-9]{4}[ ]?[0-9][ ]?[0-9]{7} | [0-9]{8} ) [.．][0-9Xx] (?![0-9])
      | (?<![A-Za-z]) (?:ZL|GR)[ ]?[0-9]{8,13} (?![0-9])
      | (?<![0-9]) 9[1-3][0-9]{4} (?!(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])) [0-9]{11,13} (?![0-9Xx])
      | (?<![0-9]) 20[0-9]{2} (?:0[1-9]|1[0-2]) (?:[0-2][0-9]|3[01]) (?:[01][0-9]|2[0-3]) (?:[0-5][0-9]){2} (?![0-9])
      | (?<=[A-Za-z_]) 1[4-9][0-9]{11} (?![0-9])""",
    re.VERBOSE,
)
_DIGIT = "[0-9０-９]"
_PERSONAL = regex(
    rf"""{_DIGIT} (?: [ \u3000]? {_DIGIT} ){{10,}} [XxＸｘ]?   # eleven digits and more
       | 0{_DIGIT}{{2,3}} [-－—] {_DIGIT}{{7,8}}                 # a landline
       | 1[3-9]{_DIGIT} - {_DIGIT}{{4}} - {_DIGIT}{{4}}          # a mobile in groups""",
    re.VERBOSE,
)
_IDENTITY = regex("[0-9]{17}[0-9X]")
_ROUNDED = regex(r"[0-9](?:\.[0-9]{1,5})?E\+[0-9]{1,3}")


def mask(text: str, first: int = 6, last: int = 2) -> str:
    """A number with its middle hidden; one too short to keep anything secret is hidden whole.

    >>> mask("440101198001010017"), mask("12345678")
    ('440101**********17', '********')
    """
    number = compact(text)
    hidden = len(number) - first - last
    if hidden < 4:
        return "*" * len(number)
    return number[:first] + "*" * hidden + number[len(number) - last :]


def masked_digits(text: str) -> str:
    """A text with the middle of each long run of digits hidden.

    >>> masked_digits("13800138000@163.com")
    '138****8000@163.com'
    """
    return _LONG_RUN.sub(_mask_run, text)


def _mask_run(found: re.Match[str]) -> str:
    return mask(found[0], 3, 4) if len(found[0]) > 10 else mask(found[0], 2, 1)


def hide(text: str, personal: re.Pattern[str]) -> str:
    """A text with the middle of what `personal` finds hidden, but for numbers of patents and certificates.

    Those are public, and a person who is to correct one must see it.

    >>> hide("13800138000 ZL201710601862.3 IMG_20220620153012", regex("[0-9]{11,}"))
    '138******00 ZL201710601862.3 IMG_20220620153012'
    """
    pieces, end = [], 0
    for start, stop in hidden_spans(text, personal):
        pieces += [text[end:start], mask(text[start:stop], 3, 2)]
        end = stop
    return "".join((*pieces, text[end:]))


def hidden_spans(text: str, personal: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the numbers of a text begin and end that `hide` hides.

    >>> list(hidden_spans("ZL201710601862.3 13800138000", regex("[0-9]{11,}")))
    [(17, 28)]
    """
    public = [found.span() for found in _PUBLIC.finditer(text)]
    for found in personal.finditer(text):
        if not any(start <= found.start() and found.end() <= end for start, end in public):
            yield found.span()


def excerpt(text: str) -> str:
    """The start of a text, short enough for a message, and without a long run of digits, which may be personal.

    >>> excerpt("一" * 30)
    '一一一一一一一一一一一一一一一一一一一一一一一一…'
    >>> excerpt("138 0013 8000@139.com")
    '138****8000@139.com'
    """
    line = masked_digits(one_line(text[: 4 * _EXCERPT]))
    return line if len(line) <= _EXCERPT and len(text) <= 4 * _EXCERPT else line[:_EXCERPT] + "…"


def masked_value(value: Any, *, personal: bool) -> str:
    """A value as a report shows it.

    >>> masked_value("440101198001010017", personal=True), masked_value("13800138000", personal=True)
    ('440101**********17', '138******00')
    >>> masked_value("法务部 13800138000", personal=False)
    '法务部 138******00'
    >>> masked_value("914401010000000003", personal=False), masked_value("440101198001010017", personal=False)
    ('914401010000000003', '440*************17')
    """
    text = "" if value is None else str(value)
    return _hidden(text[:_SHOWN]) if personal else masked_text(text)


def masked_text(text: str, most: int = _SHOWN) -> str:
    """A text of no personal field, cut to `most` characters, with the middle of long numbers hidden."""
    start = "".join(
        character if character.isprintable() or character.isspace() else "\ufffd" for character in text[: 2 * most]
    )
    start = hide(start, _PERSONAL)
    return start if len(start) <= most and len(text) <= 2 * most else start[: most - 1] + "…"


def personal_spans(text: str) -> list[tuple[int, int]]:
    """Where the numbers of a text begin and end of which `masked_text` hides the middle.

    >>> personal_spans("法务部 13800138000"), personal_spans("已授权 18 件")
    ([(4, 15)], [])
    """
    return list(hidden_spans(text, _PERSONAL))


def masked_repr(thing: "DataclassInstance") -> str:
    """The `repr` of a dataclass that holds words of a document: the middle of their long numbers is hidden."""
    shown = (f"{each.name}={_masked_words(getattr(thing, each.name))!r}" for each in fields(thing) if each.repr)
    return f"{type(thing).__name__}({', '.join(shown)})"


def _masked_words(value: Any) -> Any:
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return tuple(map(masked_digits, value))
    return masked_digits(value) if isinstance(value, str) else value


def masked_note(note: Note, *, personal: bool) -> Note:
    """A note on a value, without the personal part of the value."""
    return Note(note.code, {key: _fact(key, fact, personal=personal) for key, fact in note.context.items()})


def _fact(key: str, fact: Any, *, personal: bool) -> Any:
    if type(fact) is tuple:  # not a named tuple, such as a place
        return tuple(_fact(key, each, personal=personal) for each in fact)
    if not isinstance(fact, str):
        return fact
    return masked_value(fact, personal=personal) if key in _VALUES else masked_text(fact, _REASON)


def _hidden(text: str) -> str:
    number = compact(NOT_XML.sub("\ufffd", text))
    if not any(map(str.isdecimal, number)):
        return text
    # Of a number that Excel has rounded to 4.40101E+17 nothing is left to hide, and a person must see what happened.
    if _ROUNDED.fullmatch(number):
        return text
    return mask(number) if _IDENTITY.fullmatch(number) else mask(number, 3, 2)
