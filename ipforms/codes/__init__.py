"""Identifiers: one small module a number, each with `compact`, `check`, `validate`, `is_valid` and `format`.

See `ipforms.codes.identifier` for what the five mean. `divisions` and `jurisdiction` know our two cities, and `masking`
hides the numbers of persons; these three are no numbers themselves.

    >>> sorted(ALL)[:3]
    ['bank_account', 'email', 'high_tech_certificate']
"""

from types import ModuleType

from ipforms.codes import (
    bank_account,
    email,
    high_tech_certificate,
    id_document,
    org_code,
    patent,
    phone,
    postcode,
    registration_number,
    resident_id,
    software_copyright,
    trademark,
    uscc,
)
from ipforms.codes.identifier import InvalidCode

ALL: dict[str, ModuleType] = {
    "uscc": uscc,
    "org_code": org_code,
    "registration_number": registration_number,
    "resident_id": resident_id,
    "id_document": id_document,
    "patent": patent,
    "trademark": trademark,
    "software_copyright": software_copyright,
    "high_tech_certificate": high_tech_certificate,
    "postcode": postcode,
    "phone": phone,
    "email": email,
    "bank_account": bank_account,
}

__all__ = ["ALL", "InvalidCode"]
