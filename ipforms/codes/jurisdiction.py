"""辖区 (jurisdiction): whether an address, an office, a postcode or a telephone number belongs to a city.

The one judge of this question, with three answers: inside, outside, unknown. The paper decides it (the licence, the map
of a registering office), not the form, so whoever asks makes no more than a warning of an "outside", and "unknown" is
the answer to all that can be read in two ways: 北京路 is a street of Guangzhou, and an address may begin with a street.

Source: GB/T 2260 (`ipforms.codes.divisions`); GB 32100-2015, characters 3–8: the office that registered a firm, which
for large ones is that of the province or the nation (中国小商品城 in Yiwu has a code of 330000).

    >>> from ipforms.codes.divisions import GUANGZHOU, JINHUA
    >>> of_address("天河区科韵路16号", GUANGZHOU).division.code, of_address("科韵路16号", GUANGZHOU).verdict
    ('440106', 'unknown')
    >>> of_address("浙江省杭州市西湖区", JINHUA)
    Locality(verdict='outside', division=None, named='杭州市')
    >>> of_address("广州市天河区", JINHUA).verdict, of_address("金华市婺城区市场监督管理局", JINHUA).division.name
    ('outside', '婺城区')
    >>> of_office("330782", JINHUA).division.name, of_office("330000", JINHUA).verdict
    ('义乌市', 'unknown')
"""

from dataclasses import dataclass
from typing import Literal

from ipforms.codes.divisions import NATION, PROVINCES, City, Division, by_code, province_of
from ipforms.text import comparable
from ipforms.text.regex import regex

Verdict = Literal["inside", "outside", "unknown"]

# 市 as the end of a city's name: not the first character of a word such as 市场, 市民 or 市辖区.
_CITY = regex("([\u4e00-\u9fff]{2,4}?市)(?![场民政心郊辖])")
_WORDS = ("超市", "城市", "都市", "夜市", "菜市", "集市", "门市")
# The cities of GB/T 2260 (the table of python-stdnum, with former ones) that end like these words.
_CITY_LIKE_A_WORD = regex(
    "(?:[丰兴凤双塔增宜宣应晋枝桐永海潞白盐禹聊肥藁诸运邹阿韩项麻]城|共青城|[宜成昌江花]都|[厦天江海玉荆]门|辛集)市"
)
_NOT_IN_ADDRESSES = ("市辖区", "郊区")  # names of population registers, which no address begins with
_LONGEST = 200  # characters; what is longer is no address, and only its start is looked at


@dataclass(frozen=True, slots=True)
class Locality:
    """Where something is, as seen from a city."""

    verdict: Verdict  # "inside" the city, "outside" of it, or "unknown"
    division: Division | None = None  # inside: the district, where it is known
    named: str = ""  # outside: the other province or city by its name, or ""


_UNKNOWN = Locality("unknown")


def of_address(text: str | None, home: City) -> Locality:
    """Where an address lies, or an office whose name begins with its place, as far as the text tells.

    A district counts without its city before it: the forms are those of one city. Another place counts by the full
    name of a province, or by a name that ends in 市.
    """
    address = comparable((text or "")[:_LONGEST]).removeprefix("中国")
    province = next((name for name in PROVINCES.values() if address.startswith(name)), home.province)
    if province != home.province:
        return Locality("outside", named=province)
    rest = address.removeprefix(home.province).removeprefix(home.province[:-1])
    division = _division(rest, home)
    if division or rest.startswith(home.name[:-1]):
        return Locality("inside", division)
    city = _other_city(rest)
    return Locality("outside", named=city) if city else _UNKNOWN


def _other_city(text: str) -> str | None:
    """The city that a text begins with; 城市之光 and 门市部 are none."""
    found = _CITY.match(text)
    if found is None or (found[1].endswith(_WORDS) and not _CITY_LIKE_A_WORD.fullmatch(found[1])):
        return None
    return found[1]


def _division(text: str, home: City) -> Division | None:
    """The division that a text begins with, with or without its city: 金华 is also the start of 金华开发区."""
    short = home.name[:-1]
    starts = (text, text.removeprefix(home.name), text.removeprefix(short))
    known = (one for one in home.divisions if one.name not in _NOT_IN_ADDRESSES)
    return next((one for one in known if any(start.startswith(one.name) for start in starts)), None)


def of_office(code: str, home: City) -> Locality:
    """Where a registering office sits, by its division code; those of the province and the nation register for all."""
    if code[:4] == home.code[:4]:
        return Locality("inside", by_code(code))
    if code in (home.code[:2] + "0000", NATION):
        return _UNKNOWN
    return Locality("outside", named=province_of(code) or code)


def of_postcode(postcode: str, home: City) -> Locality:
    """Where a postcode belongs, by its first digits alone: published lists contradict each other beyond them."""
    return Locality("inside" if postcode.startswith(home.postcodes) else "outside")
