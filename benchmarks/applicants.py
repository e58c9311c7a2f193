"""A CSV of made-up applicants for the Jinhua application form: every row has names, numbers and texts of its own."""

from __future__ import annotations

import csv
import random
from pathlib import Path

FORM = "jinhua-application"

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "晓明建华志强丽敏文静海燕国平雪梅俊杰慧玲嘉豪思远"
_TRADES = ("精密机械", "五金工具", "生物医药", "新材料", "汽车部件", "电子科技", "纺织", "智能装备", "食品", "环保设备")
_DISTRICTS = ("婺城区", "金东区", "兰溪市", "义乌市", "东阳市", "永康市")
_TITLES = ("知识产权部经理", "法务主管", "总经理助理", "研发总监", "办公室主任")

HEADERS = (
    *("企业名称", "地址", "contact_name", "contact_title", "mobile", "office_phones", "has_ip_department", "email"),
    *("employees", "rd_staff", "high_tech", "ip_model_title", "valid_patents", "valid_trademarks"),
    *("well_known_trademark", "ip_protection_status", "enterprise_endorsement.opinion", "enterprise_endorsement.date"),
)


def row(serial: int, chance: random.Random) -> tuple[str, ...]:
    """One applicant."""
    given = chance.choice(_GIVEN) + chance.choice(_GIVEN)
    district, trade = chance.choice(_DISTRICTS), chance.choice(_TRADES)
    staff = chance.randrange(30, 3000)
    rights = [chance.randrange(40) for _ in range(3)]
    year = chance.randrange(2016, 2022)
    return (
        f"金华{given}{trade}{serial}有限公司",
        f"浙江省金华市{district}临江东路{chance.randrange(1, 2000)}号{chance.randrange(1, 30)}幢",
        chance.choice(_SURNAMES) + given,
        chance.choice(_TITLES),
        f"139{chance.randrange(10**8):08d}",
        f"0579-8{chance.randrange(10**7):07d}",
        chance.choice("是否"),
        f"ip{serial}@example.com",
        str(staff),
        str(staff // chance.randrange(4, 12)),
        chance.choice(("否", f"是（证书编号GR{year}33{chance.randrange(10**6):06d}，{year}年12月16日，有效期三年）")),
        chance.choice(
            ("否", f"是（浙江省知识产权示范企业（{year}年认定））", f"是（国家知识产权优势企业（{year}年））")
        ),
        f"{sum(rights)}件（发明{rights[0]}件，实用新型{rights[1]}件，外观设计{rights[2]}件）",
        f"{chance.randrange(60)}件",
        chance.choice(("否", "否", "是")),
        f"公司设有知识产权部，专职人员{chance.randrange(1, 9)}名，建立了专利挖掘、商标监测和维权预案制度。\n"
        f"{year}年处理侵权线索{chance.randrange(30)}起，其中{chance.randrange(9)}起经调解结案，投入{staff}万元。",
        "所填内容属实，同意申报。",
        f"{year + 1}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日",
    )


def write(path: Path, count: int) -> Path:
    """So many rows; the same ones each time."""
    chance = random.Random(2022)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADERS)
        for serial in range(1, count + 1):
            rows.writerow(row(serial, chance))
    return path
