"""Whether an address lies in a city, as far as its text tells.

>>> whereabouts("广州市天河区科韵路16号", divisions.GUANGZHOU), whereabouts("天河区科韵路16号", divisions.GUANGZHOU)
('inside', 'inside')
>>> whereabouts("浙江省义乌市北苑街道", divisions.JINHUA), whereabouts("南京市广州路1号", divisions.GUANGZHOU)
('inside', 'outside')
>>> whereabouts("科韵路16号", divisions.GUANGZHOU), whereabouts(None, divisions.GUANGZHOU)
('untold', 'untold')
"""

from __future__ import annotations

import re
from typing import Literal

from ipforms.codes import divisions
from ipforms.text import without_space

Whereabouts = Literal["inside", "outside", "untold"]

_CITY = re.compile("[\u4e00-\u9fff]{2,3}市(?!场)")
_LONGEST = 200


def whereabouts(address: str | None, home: divisions.City) -> Whereabouts:
    """Whether an address begins with the city or a part of it, begins with another place, or names neither."""
    text = without_space(address or "")[:_LONGEST].removeprefix("中国")
    rest = text.removeprefix(home.province).removeprefix(home.province[:-1])
    if rest.startswith(home.name[:-1]) or divisions.find(text, city=home.key):
        return "inside"
    return "outside" if _CITY.match(rest) or text.startswith(_elsewhere(home)) else "untold"


def _elsewhere(home: divisions.City) -> tuple[str, ...]:
    return tuple(name for name in divisions.PROVINCES.values() if name != home.province)
