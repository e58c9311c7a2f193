"""Identifiers that were taken for numbers, and so have lost their leading zeros.

Each function is total: digits that are not such a case come back as they were.
"""

from __future__ import annotations

from ipforms.codes import org_code, patent, phone

# Postcodes that begin with 01 to 07 (Inner Mongolia, Shanxi, Hebei); 5… is left out: those of Guangzhou begin so.
_NORTH = "123467"


def phone_number(digits: str) -> str:
    """A landline with the zero of its area code.

    >>> phone_number("2081050369"), phone_number("13800138000")
    ('020-81050369', '13800138000')
    """
    return phone.restore_leading_zero(digits) or digits


def postcode_number(digits: str) -> str:
    """A postcode with the zero in front that those of the north have; 51066 is one of Guangzhou that lacks a digit.

    >>> postcode_number("10020"), postcode_number("51066")
    ('010020', '51066')
    """
    return digits.zfill(6) if len(digits) == 5 and digits[0] in _NORTH else digits


def organisation_code(digits: str) -> str:
    """An organisation code with its zeros, if its check character says that they belong to it.

    >>> organisation_code("192038213")
    '192038213'
    """
    filled = digits.zfill(9)
    return filled if 6 <= len(digits) < 9 and org_code.is_valid(filled) else digits


def patent_number(digits: str) -> str:
    """A patent number of 2000 to 2003 with the zeros of its year, if its check character says that they belong to it.

    >>> patent_number("8140375")
    '008140375'
    """
    filled = digits.zfill(9)
    return filled if 5 <= len(digits) < 9 and patent.is_valid(filled) else digits
