"""What the records of several forms are made of."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from ipforms import paths

from .names import Names
from .numbers import Numbers

Record = dict[str, Any]

_UNITS = (
    "知识产权部",
    "法务部",
    "技术中心专利组",
    "品牌管理部",
    "知识产权管理办公室",
    "研发管理部",
    "总工程师办公室",
)
_POLICIES = (
    "专利管理办法",
    "商标使用管理规定",
    "知识产权奖励制度",
    "商业秘密保护制度",
    "研发项目知识产权管理规程",
    "知识产权档案管理办法",
    "软件著作权登记管理规定",
    "参展知识产权管理规定",
    "合同知识产权条款审查办法",
    "知识产权管理手册（第2版）",
)


def numbered(rng: Random, low: int, high: int) -> int:
    """A number of things, small ones more often than large ones."""
    return int(low + (high - low) * rng.random() ** 2)


def units(
    rng: Random,
    names: Names,
    numbers: Numbers,
    first: str,
    at_most: int,
    kinds: tuple[str, ...] = _UNITS,
) -> list[Record]:
    """Rows of 知识产权工作机构建立情况; `first` works in the first one."""
    found = []
    for index, unit in enumerate(rng.sample(kinds, rng.randint(1, at_most))):
        people = [first] if index == 0 else []
        people += [names.person().text for _ in range(rng.randint(0 if people else 1, 3))]
        phone = numbers.landline() if rng.random() < 0.7 else numbers.mobile()
        found.append(
            {
                "unit": unit,
                "headcount": len(people) + rng.randint(0, 4),
                "names": people,
                "phones": [phone],
            }
        )
    return found


def policies(
    rng: Random,
    since: int,
    until: int,
    at_most: int,
    titles: tuple[str, ...] = _POLICIES,
) -> list[Record]:
    """Rows of 知识产权制度制定情况."""
    chosen = rng.sample(titles, rng.randint(1, at_most))
    return [
        {
            "title": title,
            "adopted_on": day(rng, since, until, exact=False),
            "count": numbered(rng, 1, 5),
        }
        for title in chosen
    ]


def day(rng: Random, since: int, until: int, *, exact: bool = True) -> str:
    """A day between two years; if not `exact`, it may be a month or a year."""
    whole = f"{rng.randint(since, until)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    return whole if exact else rng.choice((whole, whole[:7], whole[:7], whole[:4]))


def drafted(rng: Random, records: list[Record], optional: tuple[str, ...]) -> Iterator[Record]:
    """The records, some of them with fields that nobody has filled yet."""
    for record in records:
        if rng.random() < 0.35:
            for field in rng.sample(optional, rng.randint(1, 3)):
                _blank(record, field)
        yield record


def _blank(record: Record, field: str) -> None:
    *above, last = paths.parse(field)
    inner = paths.get(record, tuple(above)) if above else record
    inner.pop(str(last), None)
