"""同上 and ditto marks in a table mean the row above; what points elsewhere goes onto the form, and is told."""

from __future__ import annotations

import pytest

FORM = "jinhua-application"
HEAD = ["企业名称", "联系地址", "联系人", "企业总人数"]
FIRST = ["金华一有限公司", "金华市八一路1号", "王一", 300]


def entries(rows_of, *rows):
    return rows_of(FORM, {"表": [HEAD, *rows]})[0]


def codes(entry):
    return [(problem.column, problem.note.code) for problem in entry.problems]


@pytest.mark.parametrize("mark", ["同上", " 同 上。", "〃", "″", '"', "”", "与上一行相同"])
def test_a_ditto_mark_takes_the_value_of_the_row_above_and_is_told(mark, rows_of):
    rows = ["金华二有限公司", mark, mark, mark], ["金华三有限公司", mark, "李三", 5]
    _, second, third = entries(rows_of, FIRST, *rows)
    found = second.record.address, second.record.contact_name, second.record.employees, third.record.address
    assert found == (*FIRST[1:], FIRST[1])
    assert codes(second) == [(header, "value.ditto") for header in HEAD[1:]] and len(codes(third)) == 1


@pytest.mark.parametrize(
    "above", [[], [["金华一有限公司", None, "王一", 300]], [FIRST, ["合计", "1 家", None, 300]], [FIRST, HEAD]]
)
def test_a_ditto_mark_that_nothing_stands_above_is_refused(above, rows_of):
    last = entries(rows_of, *above, ["金华二有限公司", "同上", "李二", 5])[-1]
    assert last.record is None and [fault.note.code for fault in last.faults] == ["table.ditto_of_nothing"]
    assert "“联系地址”写“同上”" in last.faults[0].reason()


@pytest.mark.parametrize("text", ["见附件", "详见营业执照", "见名片"])
def test_what_points_to_another_paper_stays_and_is_told(text, rows_of):
    (entry,) = entries(rows_of, ["金华四有限公司", text, "王一", 300])
    assert entry.record.address == text and codes(entry) == [("联系地址", "value.elsewhere")]


@pytest.mark.parametrize("text", ["同左", "与注册地址相同"])
def test_what_points_into_its_own_row_stays_and_is_told(text, rows_of):
    (entry,) = entries(rows_of, ["金华四有限公司", text, "王一", 300])
    assert entry.record.address == text and codes(entry) == [("联系地址", "value.ditto_unclear")]


@pytest.mark.parametrize("text", ["见山街道3号", "同济路5号", "上海路〃号"])
def test_an_address_that_begins_like_a_pointer_is_one(text, rows_of):
    (entry,) = entries(rows_of, ["金华四有限公司", text, "王一", 300])
    assert entry.record.address == text and codes(entry) == []


def test_what_was_read_of_one_file_says_nothing_of_the_next(rows_of):
    found, _ = rows_of(FORM, {"表": [["#文件", *HEAD], ["a.docx", *FIRST], ["b.docx", "金华二有限公司", "同上"]]})
    assert found[1].record.address == "同上"


@pytest.mark.parametrize("layout", ["turned", "cards"])
def test_on_a_card_the_mark_means_the_field_above_and_not_the_other_applicant(layout, rows_of):
    lines = [["市场名称", "广州甲市场有限公司", "广州乙市场有限公司"], ["商户数", 860, 420]]
    lines += [
        ["注册地址", "广州市越秀区站南路16号", "广州市天河区石牌西路8号"],
        ["办公地址", "广州市越秀区环市路1号", "同上"],
    ]
    lines += [["联系人", "谭秀英", "苏文"], ["联系人手机", "13902221111", "13711112222"]]
    sheets = (
        {"表": lines} if layout == "turned" else {f"第{at}家": [[each[0], each[at]] for each in lines] for at in (1, 2)}
    )
    entries, _ = rows_of("guangzhou-market", sheets)
    assert [each.record.office_address for each in entries] == ["广州市越秀区环市路1号", "广州市天河区石牌西路8号"]
