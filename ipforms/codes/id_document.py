"""身份证件号码 (number of an identity document): which document stands in a cell labelled 身份证号码.

A legal representative may come from Hong Kong, Taiwan or abroad and put the number of another valid document. Shapes:

- 居民身份证, 港澳台居民居住证 and the new 外国人永久居留身份证: 18 characters, see `ipforms.codes.resident_id`
- 第一代居民身份证: 15 digits, void since 2013-01-01
- 外国人永久居留身份证 issued before 2023-12-01: 3 letters and 12 digits
- 港澳居民来往内地通行证 (回乡证): H or M and 8 digits, on old ones 2 more
- 台湾居民来往大陆通行证 (台胞证): 8 digits
- 护照: one or two letters and 6 to 8 digits, and some shapes of other states

No list of shapes is complete, so a number of no known shape is a warning. A masked number cannot be verified, and is
accepted with a warning.

Source: 国家移民管理局 https://www.nia.gov.cn/ (document formats); the shapes of travel permits and passports are
general knowledge.

    >>> kind("440101198001010017").value, kind("H1234567890").value, kind("E12345678").value
    ('resident_id', 'hk_macao_permit', 'passport')
    >>> print(check("4401011980****0055")[0].message())
    证件号码有被遮盖的数字，无法核验
    >>> is_valid("XY-77/2")
    True
"""

import re
from datetime import date
from enum import StrEnum

from ipforms.codes import divisions, identifier, masking, resident_id
from ipforms.messages import Bilingual, Note
from ipforms.text import one_line
from ipforms.text.regex import regex


class DocumentKind(StrEnum):
    """A kind of identity document."""

    RESIDENT_ID = "resident_id"
    RESIDENCE_PERMIT = "residence_permit"
    PERMANENT_RESIDENCE = "permanent_residence"
    OLD_RESIDENT_ID = "old_resident_id"
    OLD_PERMANENT_RESIDENCE = "old_permanent_residence"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    PASSPORT = "passport"
    MASKED = "masked"
    UNKNOWN = "unknown"


_PASSPORT = regex(
    """[A-Z]{1,2}[0-9]{6,8}     # of China and most states
     | [A-Z]{3}[0-9]{6}
     | [0-9]{9}                 # of the United States, for one
     | [0-9]{2}[A-Z]{2}[0-9]{5} # of France""",
    re.VERBOSE,
)
_OTHERS = (
    (DocumentKind.OLD_RESIDENT_ID, regex("[0-9]{15}")),
    (DocumentKind.OLD_PERMANENT_RESIDENCE, regex("[A-Z]{3}[0-9]{12}")),
    (DocumentKind.HK_MACAO_PERMIT, regex("[HM][0-9]{8}(?:[0-9]{2})?")),
    (DocumentKind.TAIWAN_PERMIT, regex("[0-9]{8}")),
    (DocumentKind.PASSPORT, _PASSPORT),
)
_RESIDENT = (DocumentKind.RESIDENT_ID, DocumentKind.RESIDENCE_PERMIT, DocumentKind.PERMANENT_RESIDENCE)

compact = identifier.compact


def kind(text: str) -> DocumentKind:
    """The document that a number belongs to by its shape; its check character is not looked at."""
    number = compact(text)
    if len(number) > 30:
        return DocumentKind.UNKNOWN
    if identifier.is_masked(number):
        return DocumentKind.MASKED
    # One letter too many is a slip in a resident number, not another document.
    if len(number) == 18 and sum(map(identifier.is_digits, number)) >= 15:
        return _resident_kind(number)
    found = next((one for one, shape in _OTHERS if shape.fullmatch(number)), DocumentKind.UNKNOWN)
    return DocumentKind.UNKNOWN if found is DocumentKind.OLD_RESIDENT_ID and not _is_old(number) else found


def _is_old(number: str) -> bool:
    """Whether fifteen digits can be a number of the first generation, which had no century and no check character."""
    whole = f"{number[:6]}19{number[6:]}0"
    return divisions.province_of(whole) is not None and resident_id.birth_date(whole) is not None


def _resident_kind(number: str) -> DocumentKind:
    if number[:2] in ("81", "82", "83"):
        return DocumentKind.RESIDENCE_PERMIT
    return DocumentKind.PERMANENT_RESIDENCE if resident_id.is_foreign(number) else DocumentKind.RESIDENT_ID


def check(text: str, *, on: date | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful; only a number of the 18-character kind can be wrong."""
    found = kind(text)
    number = compact(text)
    if found in _RESIDENT:
        return resident_id.check(number, on=on)
    if identifier.is_scientific(number):
        return (Note("resident_id.scientific"),)
    if found is DocumentKind.UNKNOWN:
        return (_unknown_note(number),)
    if found in (DocumentKind.MASKED, DocumentKind.OLD_RESIDENT_ID):
        return (Note(f"id_document.{found.value}"),)
    return (Note("id_document.other", {"kind": Bilingual(f"id_document.{found.value}")}),)


def _unknown_note(number: str) -> Note:
    """A lone run of 16 to 20 digits is most likely a resident number with a slip."""
    if 16 <= len(number) <= 20 and identifier.is_digits(number[:-1]):
        return Note("id_document.length", {"length": len(number)})
    return Note("id_document.unknown", {"masked": mask(number[:30])})


def format(text: str) -> str:
    """The bare number of a known document; any other text as it was typed.

    >>> format("h12345678"), format("证件遗失 补办中")
    ('H12345678', '证件遗失 补办中')
    """
    if kind(text) in (DocumentKind.MASKED, DocumentKind.UNKNOWN):
        return one_line(text)
    number = compact(text)
    return resident_id.format(text) if len(number) == 18 else number


def mask(text: str) -> str:
    """The number with its middle hidden; a short one whole.

    >>> mask("440101198001010017"), mask("H12345678")
    ('440101**********17', '*********')
    """
    return masking.mask(text, 6, 2)


IDENTIFIER = identifier.Identifier(format, check, re.compile("[0-9]{17}[0-9X]"), context={"on": "today"})
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
