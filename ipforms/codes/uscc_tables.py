"""Tables of GB 32100-2015: registering departments, kinds of organisation, and which of them can be legal persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LegalPerson = Literal["usual", "possible", "no"]


@dataclass(frozen=True, slots=True)
class Department:
    """A registering department and the kinds of organisation that it registers, by their character."""

    name: str
    kinds: Mapping[str, str]


DEPARTMENTS: Mapping[str, Department] = {
    "1": Department("机构编制", {"1": "机关", "2": "事业单位", "3": "编办直接管理机构编制的群众团体", "9": "其他"}),
    "2": Department("外交", {"1": "外国常驻新闻机构", "9": "其他"}),
    "3": Department(
        "司法行政",
        {
            "1": "律师执业机构",
            "2": "公证处",
            "3": "基层法律服务所",
            "4": "司法鉴定机构",
            "5": "仲裁委员会",
            "9": "其他",
        },
    ),
    "4": Department("文化", {"1": "外国在华文化中心", "9": "其他"}),
    "5": Department("民政", {"1": "社会团体", "2": "民办非企业单位", "3": "基金会", "9": "其他"}),
    "6": Department(
        "旅游",
        {"1": "外国旅游部门常驻代表机构", "2": "港澳台地区旅游部门常驻内地（大陆）代表机构", "9": "其他"},
    ),
    "7": Department("宗教", {"1": "宗教活动场所", "2": "宗教院校", "9": "其他"}),
    "8": Department("工会", {"1": "基层工会", "9": "其他"}),
    "9": Department("工商", {"1": "企业", "2": "个体工商户", "3": "农民专业合作社"}),
    "A": Department("中央军委改革和编制办公室", {"1": "军队事业单位", "9": "其他"}),
    "N": Department(
        "农业",
        {"1": "组级集体经济组织", "2": "村级集体经济组织", "3": "乡镇级集体经济组织", "9": "其他"},
    ),
    "Y": Department("其他", {"1": "其他"}),
}

# By the first two characters. 91 also covers branches and partnerships, so "usual" is no proof: the licence is.
LEGAL_PERSON: Mapping[str, LegalPerson] = {
    "91": "usual",
    "92": "no",
    "93": "possible",
    **dict.fromkeys(("11", "12", "13", "51", "52", "53", "81", "N1", "N2", "N3", "N9"), "possible"),
}
