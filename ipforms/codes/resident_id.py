"""公民身份号码 (resident identity number), GB 11643-1999.

On the 居民身份证 that the public security offices issue: division (6), birth date (8), sequence (3, odd for men), check
character by ISO 7064 MOD 11-2. The same eighteen characters stand on the 港澳台居民居住证 (81, 82, 83) and, beginning
with 9, on the 外国人永久居留身份证 issued since 2023-12-01, of which only the check character is known for sure.

A number may carry a division that did not exist in the year of birth: numbers were first given from 1984 on, by place
of residence. So of the division only the province is looked at, and `stdnum.cn.ric.validate`, which rejects most
people born before 1985, is not used.

Source: https://openstd.samr.gov.cn/ GB 11643-1999 《公民身份号码》

    >>> validate("440101 19800101 005x")
    '44010119800101005X'
    >>> validate("440101198002300016")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 身份证号码中的出生日期 1980-02-30 不存在
    >>> mask("440101198001010017")
    '440101**********17'
"""

from datetime import date

from ipforms.codes import divisions, identifier, masking
from ipforms.messages import Note
from ipforms.text import one_line
from ipforms.text.regex import regex

_SHAPE = regex("[0-9]{17}[0-9X]")
# What people type for the last X: the multiplication sign, the Cyrillic and the Roman ten.
_MEANT_X = frozenset("×ХⅩ✕")
_AGES = range(16, 111)

compact = identifier.compact


def is_shape(number: str) -> bool:
    """Whether a compact number has the shape: 17 digits, and a digit or X."""
    return _SHAPE.fullmatch(number) is not None


def is_foreign(number: str) -> bool:
    """Whether a compact number is that of a foreign permanent resident."""
    return number.startswith("9")


def birth_date(text: str) -> date | None:
    """The birth date, where the number has a possible one.

    >>> birth_date("440101198001010017")
    datetime.date(1980, 1, 1)
    """
    number = compact(text)
    if not is_shape(number) or is_foreign(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def check(text: str, *, on: date | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful; with a day `on`, also whether the age is plausible."""
    number = compact(text)
    if identifier.is_scientific(number):
        return (Note("resident_id.scientific"),)
    if len(number) != 18:
        return (Note("resident_id.length", {"length": len(number)}),)
    if not is_shape(number):
        return tuple(_character_notes(number))
    return (*_check_character_notes(number), *_place_and_birth_notes(number, on))


def _character_notes(number: str) -> list[Note]:
    """Name each impossible character; the number itself, and so a corrected one, is never shown."""
    notes = []
    for index, character in enumerate(number):
        if identifier.is_digits(character) or (index == 17 and character == "X"):
            continue
        meant = "X" if index == 17 and character in _MEANT_X else identifier.look_alike(character)
        context = {"position": index + 1, "character": character}
        if meant == character:
            notes.append(Note("resident_id.character", context))
        else:
            notes.append(Note("resident_id.look_alike", {**context, "suggestion": meant}))
    return notes


def _check_character_notes(number: str) -> tuple[Note, ...]:
    from stdnum.cn import ric  # it loads ssl and more, which nobody needs who only fills in forms

    expected = ric.calc_check_digit(number)
    if number[17] == expected:
        return ()
    return (Note("resident_id.check_character", {"expected": expected, "found": number[17]}),)


def _place_and_birth_notes(number: str, on: date | None) -> tuple[Note, ...]:
    if is_foreign(number):
        return ()
    notes = []
    if divisions.province_of(number) is None:
        notes.append(Note("resident_id.division", {"division": number[:2]}))
    born = birth_date(number)
    if born is None:
        notes.append(Note("resident_id.date", {"date": f"{number[6:10]}-{number[10:12]}-{number[12:14]}"}))
    elif on is not None:
        notes += _age_notes(born, on)
    return tuple(notes)


def _age_notes(born: date, on: date) -> list[Note]:
    if born > on:
        return [Note("resident_id.future", {"date": born.isoformat(), "on": on.isoformat()})]
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return [] if age in _AGES else [Note("resident_id.age", {"age": age})]


def format(text: str) -> str:
    """The eighteen characters; a text of another shape as it was typed."""
    number = compact(text)
    return number if is_shape(number) else one_line(text)


def mask(text: str) -> str:
    """The number with the birth date and sequence hidden."""
    return masking.mask(text, 6, 2)


IDENTIFIER = identifier.Identifier(format, check, context={"on": "today"})
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
