"""Rows that show how to fill a table in are no entries, and what is only masked or named so is one."""

from __future__ import annotations

import pytest

from ipforms.matching.example_rows import without_example_rows
from ipforms.matching.field_texts import FieldTexts


def rows(*texts):
    """What is left of a section's rows, given as cells, and the texts that are told."""
    cells = {f"firms[{row}].c{at}": text for row, line in enumerate(texts) for at, text in enumerate(line.split("|"))}
    fields, told = without_example_rows(FieldTexts({"unit": "甲局", **cells}, joined=["firms[1].c0"]))
    return fields.texts, [text for text, _ in told], fields.joined


@pytest.mark.parametrize(
    "example",
    [
        "例|浙江省金华市|张三",
        "例：|甲公司",
        "××有限公司（示例）|浙江省|张三",
        "××有限公司|浙江省××市××路|0579-XXXXXXXX",
        "某某机械有限公司|XX路|XXX",
        "（与营业执照一致）|（ZL开头）",
        "必填|如：义乌市××路1号",
    ],
)
def test_an_example_is_told_and_the_rows_behind_move_up(example: str) -> None:
    texts, told, joined = rows(example, "金华甲有限公司|乙路")
    assert texts == {"unit": "甲局", "firms[0].c0": "金华甲有限公司", "firms[0].c1": "乙路"}
    assert told == [example.replace("|", " ")]
    assert joined == ["firms[0].c0"]


@pytest.mark.parametrize("closing", ["以下空白", "（以下空白）|", "—以下无内容—|", "此行以下空白|此行以下空白"])
def test_what_closes_a_table_is_no_entry(closing: str) -> None:
    texts, told, _ = rows("金华甲有限公司|乙路", closing)
    assert set(texts) == {"unit", "firms[0].c0", "firms[0].c1"} and len(told) == 1


@pytest.mark.parametrize(
    "entry",
    ["广州示例科技有限公司|路", "张**|440101********0015|138****8000", "例外服饰有限公司|路", "AXXX有限公司|路"],
)
def test_an_entry_stays(entry: str) -> None:
    texts, told, _ = rows(entry, "金华甲有限公司|乙路")
    assert told == [] and len({path.partition(".")[0] for path in texts}) == 3
