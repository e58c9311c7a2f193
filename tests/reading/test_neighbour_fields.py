"""What stands in one field and belongs into the blank one beside it."""

from __future__ import annotations

import pytest

import ipforms
from ipforms import paths
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.intervals import Fragment
from ipforms.matching.text_blocks import text_blocks
from ipforms.pipeline.neighbour_fields import with_moved_parts, without_labels
from tests.matching.sheet_notation import sheet
from tests.reading.test_returned_cells import read_with


def returned(form_id, typed):
    """The full form with other texts in some of its cells, read back."""
    return read_with({tuple(path.split(".")): text for path, text in typed.items()}, ipforms.form(form_id))


@pytest.mark.parametrize(
    ("form_id", "typed", "read"),
    [
        (
            "jinhua-application",
            {"contact_name": "王丽萍（行政部主任）", "contact_title": ""},
            {"contact_name": "王丽萍", "contact_title": "行政部主任"},
        ),
        (
            "jinhua-application",
            {"contact_name": "王丽萍", "contact_title": "王丽萍（行政部主任）"},
            {"contact_name": "王丽萍", "contact_title": "行政部主任"},
        ),
        (
            "jinhua-application",
            {"contact_name": "", "contact_title": "王丽萍（行政部主任）"},
            {"contact_name": "王丽萍", "contact_title": "行政部主任"},
        ),
        (
            "jinhua-application",
            {"mobile": "15957910836/0579-87521903", "office_phones": ""},
            {"mobile": "15957910836", "office_phones": ["0579-87521903"]},
        ),
        (
            "jinhua-application",
            {"mobile": "", "office_phones": "0579-87521903（办）、15957910836（手机）"},
            {"mobile": "15957910836", "office_phones": ["0579-87521903"]},
        ),
        (
            "jinhua-application",
            {"office_phones": "0579-87521903 a.b@c.example.com", "email": ""},
            {"office_phones": ["0579-87521903"], "email": "a.b@c.example.com"},
        ),
        (
            "guangzhou-enterprise",
            {"mailing_address": "广州市从化区聚宝路6号（510900）", "postcode": ""},
            {"mailing_address": "广州市从化区聚宝路6号", "postcode": "510900"},
        ),
        (
            "guangzhou-enterprise",
            {"mailing_address": "广州市从化区聚宝路6号 邮编：510900", "postcode": ""},
            {"mailing_address": "广州市从化区聚宝路6号", "postcode": "510900"},
        ),
        (
            "guangzhou-market",
            {"legal_representative.landline": "020-84730099、13640281904", "legal_representative.mobile": ""},
            {"legal_representative.landline": "020-84730099", "legal_representative.mobile": "13640281904"},
        ),
    ],
)
def test_the_part_goes_to_the_blank_field_and_is_told(form_id, typed, read):
    sub = returned(form_id, typed)
    assert {path: paths.get(sub.values, paths.parse(path)) for path in read} == read
    target = next((path for path, text in typed.items() if not text), "contact_title")
    assert [finding.code for finding in sub.findings if finding.path == target] == ["value.from_neighbour"]
    assert sub.evidence[target].certainty == "likely"


@pytest.mark.parametrize(
    ("form_id", "typed"),
    [
        ("jinhua-application", {"contact_name": "王丽萍（行政部主任）"}),  # the post has its own text
        ("jinhua-application", {"mobile": "0579-87521903", "office_phones": ""}),  # a value in the wrong cell
        ("jinhua-application", {"mobile": "", "office_phones": "15957910836"}),
        (
            "guangzhou-enterprise",
            {"registered_address": "广州市一号（510900）", "mailing_address": "广州市二号（510800）", "postcode": ""},
        ),
    ],
)
def test_what_is_not_clear_stays_where_it_stands(form_id, typed):
    sub = returned(form_id, typed)
    assert "value.from_neighbour" not in [finding.code for finding in sub.findings]


def test_a_second_number_of_another_kind_without_a_blank_field_is_found_by_the_check():
    record = ipforms.form("jinhua-application").model(mobile="15957910836、0579-87521903")
    assert "phone.not_mobile" in [
        finding.code for finding in ipforms.check(record).findings if finding.path == "mobile"
    ]


def test_who_applies_is_read_from_the_cover_s_label_where_the_table_has_no_other():
    table = "申报单位 | 广州甲公司 | 申报时间 | 2017-04-10\n通信地址 | 甲路1号 | 邮编 | 510440\n信用代码 | 9144 | < | <"
    fields = ipforms.form("guangzhou-enterprise").matcher.match(sheet(table)).fields
    settled, moved = with_moved_parts(ipforms.form("guangzhou-enterprise").model, fields)
    assert settled.texts["name"].strip() == settled.texts["cover.applicant"].strip() == "广州甲公司"
    assert [part.note.code for part in moved if part.target == "name"] == ["value.said_elsewhere"]
    assert not settled.found["name"].is_confirmed


def test_a_blank_beside_the_own_label_stays_one():
    table = "申报单位 | 广州甲公司 | 申报时间 | 2017-04-10\n单位名称 | | 邮编 | 510440\n通信地址 | 甲路1号 | 代码 | "
    fields = ipforms.form("guangzhou-enterprise").matcher.match(sheet(table)).fields
    settled, _ = with_moved_parts(ipforms.form("guangzhou-enterprise").model, fields)
    assert not settled.texts["name"].strip()


def test_a_post_behind_a_name_is_found_where_the_document_has_no_place_for_it():
    fields = FieldTexts(texts={"enterprises[0].name": "甲公司", "enterprises[0].liaison_name": "胡晓，市场总监"})
    settled, _ = with_moved_parts(ipforms.form("jinhua-recommendation").model, fields)
    assert settled.texts["enterprises[0].liaison_name"] == "胡晓，市场总监"  # of which its codec takes the name
    assert settled.texts["enterprises[0].liaison_title"] == "市场总监"


@pytest.mark.parametrize(
    ("path", "text", "read"),
    [
        ("contact.phones", "邮箱：a@b.cn", ""),  # its own value is lacking, and what stands there is said elsewhere
        ("contact.phones", "手机", ""),
        ("contact.phones", "020-84730099  邮箱：a@b.cn", "020-84730099"),
        ("contact.phones", "邮箱：c@d.cn", "邮箱：c@d.cn"),  # which nobody else says
        ("declaration.signatory", "戴立群      单位盖章：", "戴立群"),
        ("declaration.signatory", "单位", "单位"),  # a name may be any word
        ("overview", "甲\n手机", "甲\n手机"),  # so may a line of prose
    ],
)
def test_the_next_label_is_no_value_nor_is_what_another_field_says(path, text, read):
    form = ipforms.form("guangzhou-enterprise")
    fields = FieldTexts(texts={path: text, "contact.email": "a@b.cn"})
    settled = without_labels(form.model, fields, form.matcher.keys | form.matcher.names)
    assert settled.texts == {path: read, "contact.email": "a@b.cn"}


@pytest.mark.parametrize(
    ("typed", "remark", "read"),
    [
        ("是", "浙江省知识产权示范企业（2021年认定）", "是，浙江省知识产权示范企业（2021年认定）"),
        ("是", "证书复印件", "是"),  # a paper
        ("是", "2021年认定证书复印件", "是"),
        ("是，金华市级", "2021年认定", "是，金华市级"),  # it says which
        ("否", "浙江省知识产权示范企业（2021年认定）", "否"),
    ],
)
def test_a_remark_behind_a_bare_yes_tells_the_rest(typed, remark, read):
    assert beside("ip_model_title", typed, remark) == read


@pytest.mark.parametrize(
    ("remark", "is_of_it"),
    [("发明8、实用新型16、外观设计18", True), ("发明8、实用新型16、外观设计20", False), ("42", False)],
)
def test_the_kinds_behind_a_total_are_its_parts_if_they_add_up_to_it(remark, is_of_it):
    assert (beside("valid_patents", "42件", remark) == f"42件，{remark}") is is_of_it


def beside(path, typed, remark):
    """What a field has that says one thing, where another cell behind it belongs to no field."""
    value, words = text_blocks(sheet(f"{typed} | {remark}"))
    fields = FieldTexts({path: typed}, {path: value.place}, [Fragment(words, words.text, True)])
    made, moved = with_moved_parts(ipforms.form("jinhua-application").model, fields)
    assert len(made.unassigned) + len(moved) == 1, "it is told, or is part of the value"
    return made.texts[path]
