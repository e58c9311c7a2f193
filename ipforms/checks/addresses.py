"""Is an address in the city: told only where the text itself names another province or city.

An address may begin with a street, so what names no place at all is not doubted; and 北京路 is a street of Guangzhou,
so a province counts by its full name only.

    >>> from ipforms.codes.divisions import GUANGZHOU, JINHUA
    >>> elsewhere("深圳市南山区科技园", GUANGZHOU), elsewhere("广东省广州市北京路374号", GUANGZHOU)
    ('深圳市', None)
    >>> elsewhere("浙江省杭州市西湖区", JINHUA), elsewhere("义乌市北苑街道", JINHUA)
    ('杭州市', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ipforms.checks.case import Case, CheckResult
from ipforms.checks.record_cells import at
from ipforms.codes.divisions import PROVINCES, City
from ipforms.messages import Note
from ipforms.text import comparable

# 市 as the end of a city's name: something follows it, and it is not a word such as 市场 or 市民.
_CITY = re.compile("([\u4e00-\u9fff]{2,4}?市)(?=[\u4e00-\u9fff])(?![场民政心郊辖])")
_NOT_A_NAME = ("超市", "城市", "都市", "夜市", "菜市", "集市", "门市")
_LONGEST = 200


def elsewhere(address: str, home: City) -> str | None:
    """The other province or city that an address names first; None if it names none."""
    text = comparable(address[:_LONGEST]).removeprefix("中国")
    province = next((name for name in PROVINCES.values() if text.startswith(name)), None)
    if province not in (None, home.province):
        return province
    text = text.removeprefix(home.province).removeprefix(home.province[:-1])
    if text.startswith((home.name[:-1], *(one.name for one in home.divisions))):
        return None
    found = _CITY.match(text)
    return None if found is None or found[1].endswith(_NOT_A_NAME) else found[1]


@dataclass(frozen=True)
class InCity:
    """The addresses are in the city.

    Attributes:
        city: the city.
        fields: the paths of the addresses.
        source: the clause.
        section: the repeated section whose rows have these fields; "" for fields of the form itself.
    """

    city: City
    fields: tuple[str, ...]
    source: str
    section: str = ""

    def __call__(self, case: Case) -> Iterator[CheckResult]:
        """Addresses that name another place."""
        for path, address in self._addresses(case):
            found = elsewhere(address, self.city) if address else None
            if found:
                yield CheckResult(
                    Note("address.other_city", {"found": found, "city": self.city.name}), path, self.source
                )

    def _addresses(self, case: Case) -> Iterator[tuple[str, str | None]]:
        record = case.record
        if not self.section:
            yield from ((field, at(record, field)) for field in self.fields)
            return
        for index, row in enumerate(at(record, self.section)):
            yield from ((f"{self.section}[{index}].{field}", at(row, field)) for field in self.fields)
