"""One form from one mapping, with the labels of the form as keys.

    python examples/fill_one.py [out/one]

A record holds any state of a form: what is not given stays blank and can be filled in by hand. Dates, phones and the
like may be written as people write them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import ipforms

DATA: dict[str, Any] = {
    "封面": {"申报单位": "广州云岭生物医药科技有限公司", "联系人": "何嘉敏", "申报时间": "2017年3月20日"},
    "单位名称": "广州云岭生物医药科技有限公司",
    "注册地址": "广州市天河区科韵路16号自编2栋501房",
    "注册时间": "2008.6.12",
    "统一社会信用代码": "91440106 MAXXXXX07Q",
    "组织机构代码": "MAXXXXX07",
    "法定代表人": {"姓名": "梁伟雄", "身份证号": "440101198001010017", "电话": "80000001、13800138000"},
    "联系人": {"姓名": "何嘉敏", "电话": "（020）80000002转8001", "邮箱": "he@yunling.example.com"},
    "邮编": "510665",
    "专利（件）": {"申请量": 42, "授权量": 25, "有效量": 22},
    "商标（件）": {"申请量": 15, "授权量": 11, "有效量": 11},
    "知识产权工作机构": [{"机构名称": "知识产权部", "人员数量": 3, "姓名": "何嘉敏、周子轩、李敏"}],
    "知识产权制度": [
        {"名称": "专利管理办法", "制定时间": "2012年5月", "数量": 1},
        {"名称": "知识产权奖励制度", "制定时间": "2015", "数量": 2},
    ],
    "申报单位概述": "公司从事生物医药研发与生产，主营体外诊断试剂。\n现有员工160人，其中研发人员52人。",
}


def main(out: str = "out/one") -> None:
    """Write the form into the folder `out`."""
    form = ipforms.form("guangzhou-enterprise")
    record = form.model.model_validate(DATA)
    path = Path(out) / "重点企业入库申报书.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ipforms.render(record))
    print(path)


if __name__ == "__main__":
    main(*sys.argv[1:2])
