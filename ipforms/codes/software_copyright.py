"""计算机软件著作权登记号 (software copyright registration number) of 中国版权保护中心.

The year, `SR` and a serial number: six digits in older years, seven in newer ones, without a check digit. The
certificate also has a number of its own, 软著登字第…号, which is often written instead.

Source: 《计算机软件著作权登记证书》 as issued, https://www.ccopyright.com.cn/; the digit count is general knowledge.

    >>> validate("登记号：2017SR123456")
    '2017SR123456'
    >>> print(check("软著登字第1234567号")[0].message())
    “软著登字第…号”是证书号，不是登记号
    >>> is_valid("SR2017")
    False
"""

from datetime import date

from ipforms.codes import identifier, masking
from ipforms.messages import Note
from ipforms.text import one_line
from ipforms.text.regex import regex

_LABEL = regex("(?:软件著作权|登记号|:)+")
_SHAPE = regex("((?:19|20)[0-9]{2})SR([0-9]{1,8})")
_CERTIFICATE = regex("软著(?:变补?|变)?登字第?([0-9]{1,9})号?")
# 计算机软件保护条例 came into force on 1991-10-01; the first registrations are of 1992.
_FIRST_YEAR = 1991


def compact(text: str) -> str:
    """The bare number.

    >>> compact("登记号：2017 sr 123456")
    '2017SR123456'
    """
    return identifier.without_prefix(identifier.compact(text), _LABEL)


def check(text: str, *, on: date | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful; with a day `on`, also whether the year is still to come."""
    number = compact(text)
    if _CERTIFICATE.fullmatch(number):
        return (Note("software_copyright.certificate"),)
    found = _SHAPE.fullmatch(number)
    if found is None:
        return (Note("software_copyright.number", {"text": masking.excerpt(text)}),)
    return tuple(_number_notes(int(found[1]), len(found[2]), on))


def _number_notes(year: int, digits: int, on: date | None) -> list[Note]:
    notes = []
    if on is not None and year > on.year:
        notes.append(Note("software_copyright.future", {"year": year, "on": on.isoformat()}))
    elif year < _FIRST_YEAR:
        notes.append(Note("software_copyright.year", {"year": year}))
    if not 4 <= digits <= 7:
        notes.append(Note("software_copyright.length", {"length": digits}))
    return notes


def format(text: str) -> str:
    """The bare number; a text of another shape as it was typed."""
    number = compact(text)
    return number if _SHAPE.fullmatch(number) else one_line(text)


IDENTIFIER = identifier.Identifier(format, check, context={"on": "form_date"})
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
