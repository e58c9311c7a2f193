"""Texts that are odd for their field, and their neighbours that are not."""

from __future__ import annotations

import re

import pytest

import ipforms
from ipforms.matching.field_evidence import BY_POSITION, Found
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.intervals import Fragment
from ipforms.matching.text_blocks import text_blocks
from ipforms.paths import Place
from ipforms.pipeline.plausibility import implausible
from ipforms.pipeline.spare_text import fields_for_spare_text
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, field
from ipforms.sheet import Paragraph, Sheet
from tests.matching.sheet_notation import sheet

FORM = ipforms.form("guangzhou-market")


def code(path, text):
    return next((note.code for _, note in implausible(FORM.model, {path: text}, FORM.matcher.keys)), None)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("mailing_address", "广州市增城区广州大道中180号  邮政编码：511300", "value.label_inside"),
        ("bank_credit_rating", "AA+    开户银行：广州农村商业银行", "value.label_inside"),
        ("bank", "备注：基本户", "value.colon_inside"),
        ("bank", "××银行××支行", "value.like_a_sample"),
        ("name", "广州\ufffd\ufffd有限公司", "value.like_a_sample"),
        ("name", "????有限公司", "value.like_a_sample"),
        ("registered_address", "广州市越秀区 13800138000", "value.other_kind"),
        ("bank", "中国银行    广州分行", "value.wide_gap"),
        ("registered_address", "Registered address\n广州市海珠区机场路463号", "value.other_script"),
        ("name", "广州云岭 生物医药有限公司", "value.blank_inside"),
        ("legal_representative.name", "黄昇/13594366902", "value.other_kind"),
        ("legal_representative.name", "黄昇 转8001", "value.not_a_name"),
        ("legal_representative.name", "广州甲有限公司", "value.not_a_name"),
        ("declaration.signatory", "（签字）", "value.not_a_name"),
        ("declaration.signatory", "日期", "value.not_a_name"),
        ("declaration.signatory", "厂长", "value.not_a_name"),
        ("legal_representative.name", "技术总监", "value.not_a_name"),
        ("ip_units[0].names", "2012年5月", "value.not_a_name"),
        ("legal_representative.name", "John Smith", "value.foreign_name"),
        ("legal_representative.id_number", "广州市荔湾区", "value.no_number"),
        ("goods_categories", "箱包、联系人：王五", "value.label_inside"),
        ("mailing_address", "＊", "value.no_words"),
        ("district_endorsement.opinion", "同意。\n33.", "value.no_words"),
        ("registered_address", "ZL202010856021.9", "value.other_kind"),
        ("bank", "91440106MA5CXY0K07", "value.other_kind"),
        ("legal_representative.name", "叶䶮", "value.once_private"),
    ],
)
def test_what_is_odd_is_told(path: str, text: str, expected: str) -> None:
    assert code(path, text) == expected


def test_a_number_of_which_a_check_tells_what_is_wrong_is_not_told_twice() -> None:
    assert code("legal_representative.email", "x") is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("name", "TCL集团（广州）有限公司"),
        ("name", "广州 3M 研究所"),
        ("registered_address", "广州市白云区科韵路252号自编5栋1701-1703房（仅限办公）"),
        ("bank", "中国银行广州分行"),
        ("bank_credit_rating", "AAA-"),
        ("legal_representative.name", "张三"),
        ("legal_representative.name", "欧阳娜娜"),
        ("legal_representative.name", "阿卜杜拉·买买提"),
        ("legal_representative.name", "张 三"),
        ("legal_representative.name", "章子怡"),
        ("legal_representative.name", "𠮷野"),
        ("legal_representative.email", "deng@baiyun.example.com"),
        ("legal_representative.id_number", "440101********0015"),
        ("goods_categories", "箱包、皮具（含服饰配件）、3C数码"),
        ("ip_work", "一、制度：已建立。\n二、机构：设法务部  2人。"),
    ],
)
def test_what_people_write_is_not(path: str, text: str) -> None:
    assert code(path, text) is None


def spare(text, blank, place=None, found=BY_POSITION):
    """The blank fields that a piece of unassigned text is told at, with the codes."""
    (block,) = text_blocks(Sheet((Paragraph(text, Place(row=5)),)), frozenset())
    places = {} if place is None else dict.fromkeys(blank, place)
    fields = FieldTexts(dict.fromkeys(blank, ""), places, [Fragment(block, text, True)])
    fields.found = dict.fromkeys(blank, found)
    paper = Sheet(())
    told = {path: note.code.removeprefix("form.") for path, note in fields_for_spare_text(FORM.model, fields, paper)}
    assert told.pop("ip_units") == told.pop("ip_policies") == "words_left", "a section without a row may be meant too"
    return {path: code for path, code in told.items() if "." in path or path in blank}


def test_text_that_belongs_nowhere_is_told_at_the_blank_fields_of_its_kind() -> None:
    blank = ["merchants", "legal_representative.email", "postcode"]
    assert spare("320家", blank) == {"merchants": "maybe_elsewhere"}
    assert set(spare("510400", blank)) == {"merchants", "postcode"}
    assert set(spare("a@b.example.com", blank)) == {"legal_representative.email"}
    assert spare("附注", blank) == {}


@pytest.mark.parametrize(("row", "code"), [(5, "maybe_elsewhere"), (9, "words_left")])
def test_any_words_may_be_a_name_and_mostly_are_if_they_stand_close_by(row: int, code: str) -> None:
    found = Found("label", "联系", 0.75)
    assert spare("陈晓岚", ["contacts[0].name"], Place(row=row), found) == {"contacts[0].name": code}


def test_words_far_from_a_blank_beside_its_own_label_are_not_told_at_it() -> None:
    assert spare("陈晓岚", ["contacts[0].name"], Place(row=9)) == {}


def test_what_is_no_name_is_left_over_for_no_name() -> None:
    assert spare("154", ["contacts[0].name"], Place(row=5)) == {}
    assert spare("本表一式三份，报区局两份", ["contacts[0].name"], Place(row=5)) == {}
    assert spare("办公地点", ["contacts[0].name"], Place(row=5)) == {}, "words of labels alone"


def test_words_without_a_figure_are_left_over_for_no_number() -> None:
    assert spare("二、知识产权数量", ["merchants", "contacts[0].id_number"], Place(row=5)) == {}


@pytest.mark.parametrize(
    ("rows", "path", "is_told"),
    [
        ("市场开业时间 | 2004年10月 | 管理人员 | 46人", "registered_on", True),  # a time as well
        ("专员手机 | 13800138000 | 事务所 | 甲路1号", "merchants", False),
        ("专员手机 | 13800138000 | 事务所 | 甲路1号", "legal_representative.mobile", True),
        ("编号 | 制度 | 状态\n1 | 甲办法 | 320", "merchants", False),
        (" | 甲办法 | \n1 | 甲办法 | 320", "merchants", True),  # no head of a column
        ("320 | 甲办法", "merchants", True),
    ],
)
def test_what_has_another_label_in_a_table_belongs_to_no_blank_far_away(rows, path, is_told):
    paper = sheet(rows)
    fields = FieldTexts({path: ""}, {path: Place(table=3, row=1, column=2)}, found={path: BY_POSITION})
    fields.unassigned = [Fragment(each, each.text, True) for each in text_blocks(paper) if re.search(r"\d", each.text)]
    told = {path for path, _ in fields_for_spare_text(FORM.model, fields, paper)}
    assert (path in told) is is_told
    fields.places = {path: Place(table=1, row=1, column=2)}
    assert path in {path for path, _ in fields_for_spare_text(FORM.model, fields, paper)}, "it is close by"


def test_a_sentence_with_a_year_and_a_number_of_no_known_kind_are_left_over_for_no_field():
    assert spare("说明：营业收入为2016年度数；面积含室外卸货区。", ["registered_on"]) == {}
    assert spare("1.单位名称应与营业执照一致。", ["contacts[0].id_number"]) == {}


def test_words_right_of_a_value_that_no_field_stands_before_may_be_a_part_of_it() -> None:
    words, *_ = text_blocks(Sheet((Paragraph("发明17件", Place(table=1, row=3, column=4)),)))
    fields = FieldTexts({"merchants": "45", "postcode": ""}, {}, [Fragment(words, words.text, True)])
    fields.places = {"merchants": Place(table=1, row=3, column=2), "postcode": Place(table=1, row=3, column=6)}
    told = {path: note.code for path, note in fields_for_spare_text(FORM.model, fields, Sheet(()))}
    assert told["merchants"] == "form.words_beside"
    fields.places["postcode"] = Place(table=1, row=3, column=3)
    told = {path: note.code for path, note in fields_for_spare_text(FORM.model, fields, Sheet(()))}
    assert "merchants" not in told


@pytest.mark.parametrize(
    ("text", "is_odd"), [("ZL202010249446.3", False), ("610113199104111445", False), ("440101 13800138000", True)]
)
def test_a_number_is_what_a_line_called_one_asks_for(text: str, is_odd: bool) -> None:
    class Granted(FormModel):
        number: types.Line = field("授权号", "专利号、登记号等", "2023SR0418862")

    assert bool(list(implausible(Granted, {"number": text}, frozenset()))) is is_odd
