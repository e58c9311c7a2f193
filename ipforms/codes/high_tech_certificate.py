"""高新技术企业证书编号 (number of a high-tech enterprise certificate).

Issued with the science, finance and tax offices of a province under 《高新技术企业认定管理办法》: `GR` (or `GF` for the
re-examinations of 2011 to 2016), the year, the province's division code and six digits. Valid for three years.

Source: https://www.innocom.gov.cn/ 高新技术企业认定管理工作网

    >>> validate("ＧＲ202144207832"), province("GR202144207832")
    ('GR202144207832', '广东省')
    >>> validate("GR2021442078")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 高新技术企业证书编号应为 GR 加 12 位数字，“GR20*******8”不符
"""

from datetime import date

from ipforms.codes import divisions, identifier, masking
from ipforms.messages import Note
from ipforms.text import one_line
from ipforms.text.regex import regex

_LABEL = regex("(?:证书编号|证书号|编号|:)+")
_SHAPE = regex("G[RF]([0-9]{4})([0-9]{2})[0-9]{6}")
_FIRST_YEAR = 2008  # of 《高新技术企业认定管理办法》, under which they are issued
_TERM = 3  # years


def compact(text: str) -> str:
    """The bare number.

    >>> compact("证书编号：gr 2021 44 207832")
    'GR202144207832'
    """
    return identifier.without_prefix(identifier.compact(text), _LABEL)


def province(text: str) -> str | None:
    """The province that issued a certificate; None where the number does not tell."""
    found = _SHAPE.fullmatch(compact(text))
    return None if found is None else divisions.province_of(found[2])


def year(text: str) -> int | None:
    """The year of issue; None where the number does not tell.

    >>> year("GR202144207832")
    2021
    """
    found = _SHAPE.fullmatch(compact(text))
    return None if found is None else int(found[1])


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of certificates that a text names, each once.

    >>> numbers_in("高新技术企业证书 证书编号：GR 202144207832 发证日期：2021年12月16日")
    ('GR202144207832',)
    """
    return tuple(dict.fromkeys(found[0] for found in _SHAPE.finditer(identifier.compact(text))))


def check(text: str, *, on: date | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful; with a day `on`, also whether the certificate can still be valid."""
    issued = year(text)
    if issued is None:
        return (Note("high_tech_certificate.number", {"text": masking.excerpt(text)}),)
    notes = []
    if province(text) is None:
        notes.append(Note("high_tech_certificate.province", {"code": compact(text)[6:8]}))
    if on is not None and issued > on.year:
        notes.append(Note("high_tech_certificate.future", {"year": issued, "on": on.isoformat()}))
    elif issued < _FIRST_YEAR:
        notes.append(Note("high_tech_certificate.year", {"year": issued}))
    elif on is not None and on.year - issued > _TERM:
        notes.append(Note("high_tech_certificate.expired", {"year": issued, "on": on.isoformat()}))
    return tuple(notes)


def format(text: str) -> str:
    """The bare number; a text of another shape as it was typed."""
    number = compact(text)
    return number if _SHAPE.fullmatch(number) else one_line(text)


IDENTIFIER = identifier.Identifier(format, check, context={"on": "form_date"})
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
