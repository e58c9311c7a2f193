"""Rows below the entries of a list that say with a label what has no column."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import sheet

HEAD = "企业名称 | 企业联络人及职务 | 联系电话 | 领域 | 重点保护专利"
ENTRIES = (
    "甲锁业有限公司 | 应一帆⏎经理 | 13893947491 | 锁具 | ZL201310336837.9",
    "乙茶叶有限公司 | 欧锦堂⏎专员 | 13915916235 | 茶叶 | 无",
)


def _read(*below: str) -> list[list[str]]:
    lines = [HEAD, *(line for entry, row in zip(ENTRIES, below, strict=True) for line in (entry, row))]
    text = "\n".join((*lines, "推荐单位：某局 | < | < | < | <"))
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(text)).fields.texts
    names = ("name", "address", "liaison_name", "phones", "industry")
    return [[texts.get(f"enterprises[{at}].{name}", "").strip() for name in names] for at in (0, 1)]


@pytest.mark.parametrize("row", ["^ | 企业地址：{}路1号 | < | < | <", "^ | 企业地址 | {}路1号 | < | <"])
def test_a_row_below_each_entry_that_has_a_label_is_a_column(row):
    assert _read(row.format("甲"), row.format("乙")) == [
        ["甲锁业有限公司", "甲路1号", "应一帆", "13893947491", "锁具"],
        ["乙茶叶有限公司", "乙路1号", "欧锦堂", "13915916235", "茶叶"],
    ]
