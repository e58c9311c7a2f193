"""The applicants of the three years: 60 enterprises and 5 markets that belong to nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import ipforms
from ipforms.codes import org_code, uscc
from ipforms.registry import Incoming

GUANGZHOU = {"越秀区": "440104", "天河区": "440106", "黄埔区": "440112", "番禺区": "440113", "南沙区": "440115"}
JINHUA = ("义乌市", "东阳市", "永康市")
_BRANDS = [
    "云岭",
    "海珠石",
    "粤芯",
    "珠江源",
    "岭南星",
    "木棉",
    "羊城",
    "越禾",
    "天工",
    "南粤",
    "白鹭",
    "荔湾",
    "五羊",
    "鼎新",
    "启明",
    "博远",
    "华睿",
    "中科越",
    "金穗",
    "瑞康",
]
_TRADES = ("生物医药科技", "新材料", "智能装备", "新能源汽车部件", "信息技术")
_MARKETS = ("南方国际皮具城", "越秀电子数码城", "天河服装批发市场", "番禺珠宝交易中心", "黄埔汽车用品城")
_PEOPLE = [
    "何嘉敏",
    "梁伟雄",
    "罗文博",
    "谢雨桐",
    "黄志强",
    "周子轩",
    "李敏",
    "陈晓岚",
    "邓国强",
    "吴思远",
    "林浩然",
    "郑佳怡",
]


def enterprise(number: int, day: date, *, patents: int = 36) -> Incoming:
    """An application of enterprise 1 to 50 of Guangzhou, with so many patents applied for."""
    name = f"广州{_BRANDS[number % 20]}{_TRADES[number // 20]}有限公司"
    district = list(GUANGZHOU)[number % 5]
    record = _guangzhou(name, district, number, day) | {
        "patents": {"applied": patents, "granted": min(patents, 20), "valid": min(patents, 18)},
        "trademarks": {"applied": 0, "granted": 0, "valid": 0},
        "copyrights": {"software": 0, "works": 0},
        "overview": "公司从事研发与生产，设有知识产权部，近三年研发投入稳定增长。",
    }
    return _incoming("guangzhou-enterprise", record, district, day)


def market(number: int, day: date) -> Incoming:
    """An application of market 1 to 5 of Guangzhou."""
    district = list(GUANGZHOU)[number % 5]
    record = _guangzhou(f"广州{_MARKETS[number - 1]}有限公司", district, 100 + number, day) | {
        "floor_area": "35000",
        "merchants": 420,
        "honours": f"{day.year - 3}年被区知识产权局认定为知识产权保护规范化市场培育单位。",
        "ip_work": "市场设立知识产权工作站，每月巡查。",
    }
    person = record.pop("contact")["name"]
    record["cover"] = {"contact": person}
    record["contacts"] = [{"name": person, "mobile": f"13800138{100 + number:03d}"}]
    record["legal_representative"]["mobile"] = f"13800138{200 + number:03d}"
    return _incoming("guangzhou-market", record, district, day)


def jinhua(number: int, day: date) -> Incoming:
    """An application of enterprise 1 to 10 of Jinhua."""
    county = JINHUA[number % 3]
    record = {
        "enterprise_name": f"{county[:2]}市{_BRANDS[number]}智能装备有限公司",
        "address": f"浙江省金华市{county}科创路{number}号",
        "contact_name": _PEOPLE[number],
        "contact_title": "知识产权部经理",
        "mobile": f"13905790{number:03d}",
        "has_ip_department": True,
        "valid_patents": {"total": 18, "invention": 5, "utility_model": 10, "design": 3},
        "valid_trademarks": 5,
        "high_tech": {"held": False},
        "ip_model_title": {"held": False},
        "well_known_trademark": {"held": False},
        "enterprise_endorsement": {"opinion": "所填内容属实，同意申报。", "date": day.isoformat()},
    }
    return _incoming("jinhua-application", record, county, day)


def _guangzhou(name: str, district: str, number: int, day: date) -> dict[str, Any]:
    person = _PEOPLE[number % len(_PEOPLE)]
    return {
        "name": name,
        "registered_address": f"广州市{district}创新路{number}号",
        "uscc": _credit_code(GUANGZHOU[district], number),
        "legal_representative": {"name": _PEOPLE[(number + 1) % len(_PEOPLE)]},
        "contact": {"name": person, "phones": [f"13800138{number:03d}"], "email": f"ip{number:03d}@example.com"},
        "ip_units": [{"unit": "知识产权部", "headcount": 3, "names": [person]}],
        "ip_policies": [{"title": "知识产权管理办法", "adopted_on": str(day.year - 2), "count": 1}],
        "declaration": {"date": day.isoformat()},
    }


def _credit_code(division: str, number: int) -> str:
    high, low = divmod(number + 500, len(uscc.ALPHABET))
    body = f"MAXXXX{uscc.ALPHABET[high]}{uscc.ALPHABET[low]}"
    code = f"91{division}{body}{org_code.check_character(body)}"
    return code + uscc.check_character(code)


def _incoming(form: str, record: dict[str, Any], district: str, day: date) -> Incoming:
    report = ipforms.check(ipforms.form(form).model.model_validate(record), on=day)
    return Incoming.of(report, district=district)
