"""Headers → fields: every spelling of a label, what is ambiguous, what is refused, and what a refusal may show."""

from __future__ import annotations

import pytest

import ipforms
from ipforms import paths
from ipforms.bulk.column_errors import RowNumberTooHigh, SameColumn, UnknownColumns
from ipforms.bulk.columns import MOST_ROWS, columns_of
from ipforms.schemas.base import extra
from ipforms.text.label_tokens import fold

FORMS = [form.id for form in ipforms.forms()]


def columns(form_id):
    return columns_of(ipforms.form(form_id).model)


def found(form_id, header):
    target = columns(form_id).find(header)
    return None if target is None else paths.join(target[0].path(target[1]))


@pytest.mark.parametrize("form_id", FORMS)
def test_every_header_and_every_path_means_its_own_field(form_id):
    for column in columns(form_id).all:
        assert columns(form_id).find(column.header) == (column, 0), column.header
        assert found(form_id, paths.join(column.path(0))) == paths.join(column.path(0))


@pytest.mark.parametrize("form_id", FORMS)
def test_no_two_fields_have_one_header(form_id):
    headers = [fold(column.header) for column in columns(form_id).all]
    assert len(set(headers)) == len(headers)


@pytest.mark.parametrize("form_id", FORMS)
def test_an_alias_means_its_field_or_nothing_but_never_another_one(form_id):
    known = columns(form_id)
    for column in known.all:
        for alias in (column.leaf.title, *(extra(column.leaf.info, "aliases") or ())):
            target = known.find(alias)
            same = target and alias in (target[0].leaf.title, *(extra(target[0].leaf.info, "aliases") or ()))
            owner = target and any(fold(alias) == fold(group.title) for group in target[0].groups)
            assert target is None or target[0] is column or same or owner or fold(target[0].header) == fold(alias)


@pytest.mark.parametrize("form_id", FORMS)
def test_numbered_columns_of_every_repeated_section_count_from_one(form_id):
    for column in columns(form_id).all:
        if column.section:
            for header in (
                f"{column.header}2",
                f"{column.header} ２",
                f"{column.header}（2）",
                f"第2个{column.header}",
            ):
                assert columns(form_id).find(header) == (column, 1), header


@pytest.mark.parametrize(
    ("form_id", "header", "path"),
    [
        ("guangzhou-enterprise", " 统一社会\n信用代码 ", "uscc"),
        ("guangzhou-enterprise", "统 一 社 会 信 用 代 码：", "uscc"),
        ("guangzhou-enterprise", "法定代表人-姓名", "legal_representative.name"),
        ("guangzhou-enterprise", "法人代表（身份证号）", "legal_representative.id_number"),
        ("guangzhou-enterprise", "联系人", "contact.name"),
        ("guangzhou-enterprise", "专利【申请量】", "patents.applied"),
        ("guangzhou-enterprise", "机构１名称", "ip_units[0].unit"),
        ("guangzhou-enterprise", "机构名称01", "ip_units[0].unit"),
        ("guangzhou-enterprise", "第2个机构名称", "ip_units[1].unit"),
        ("guangzhou-enterprise", "ip_units[7].headcount", "ip_units[7].headcount"),
        ("guangzhou-market", "联系人2手机", "contacts[1].mobile"),
        ("guangzhou-market", "联系人２\u200b手机", "contacts[1].mobile"),
        ("guangzhou-market", "注册资金(万元)", "registered_capital"),
        ("guangzhou-market", "注册资本", "registered_capital"),
        ("jinhua-application", "E-mail", "email"),
        ("jinhua-application", "有效专利拥有量发明", "valid_patents.invention"),
        ("jinhua-recommendation", "推荐企业3联系电话", "enterprises[2].phones"),
    ],
)
def test_a_header_is_known_in_the_spellings_of_people(form_id, header, path):
    assert found(form_id, header) == path


@pytest.mark.parametrize(
    ("form_id", "header"),
    [
        ("guangzhou-enterprise", "姓名"),  # of whom?
        ("guangzhou-enterprise", "日期"),
        ("guangzhou-enterprise", "申请量"),
        ("guangzhou-enterprise", "机构名称0"),  # people count from 1
        ("guangzhou-enterprise", "统一社会信用代码2"),  # not a section
        ("guangzhou-enterprise", "ip_units.unit"),
        ("guangzhou-enterprise", "ip_units[0]"),
        ("guangzhou-enterprise", "contact"),
        ("guangzhou-enterprise", "机构1名称2"),
        ("guangzhou-enterprise", "2"),
        ("guangzhou-enterprise", "（）"),
        ("guangzhou-enterprise", ""),
        ("guangzhou-market", "联系人²手机"),
    ],
)
def test_an_ambiguous_or_empty_header_is_refused_and_not_guessed(form_id, header):
    assert found(form_id, header) is None


def test_all_unknown_headers_are_named_with_the_nearest_known_one():
    with pytest.raises(UnknownColumns) as caught:
        columns("jinhua-application").resolve("表", ["企业总人数", "研发人员甲乙", "zzz"], "jinhua-application")
    message = str(caught.value)
    assert "“研发人员甲乙”（是否为“研发人员”？）" in message
    assert "“zzz”" in message and "企业总人数" not in message
    assert "did you mean “研发人员”" in caught.value.message("en")
    assert "ipforms schema jinhua-application --columns" in message


def test_a_row_of_data_in_place_of_the_header_does_not_show_its_personal_numbers():
    data = [
        "金华测试有限公司",
        "13800138000",
        "440101198001010017",
        "138-0013-8000",
        "0579-82177827",
        "４４０１０１１９８００１０１００１７",
    ]
    with pytest.raises(UnknownColumns) as caught:
        columns("jinhua-application").resolve("表", data, "jinhua-application")
    for lang in ("zh", "en"):
        assert not any(number in caught.value.message(lang) for number in data[1:])


def test_a_header_of_a_page_of_text_and_thousands_of_headers_make_a_short_message():
    with pytest.raises(UnknownColumns) as caught:
        columns("jinhua-application").resolve(
            "表", ["甲" * 40_000, *(f"列{n}x" for n in range(2000))], "jinhua-application"
        )
    assert len(str(caught.value)) < 2_500
    assert "共 2001 列" in str(caught.value)


@pytest.mark.parametrize(
    "headers",
    [
        ("机构名称", "机构名称1"),
        ("机构名称1", "机构名称０１"),
        ("ip_units[1].unit", "机构名称2"),
        ("uscc", "统一社会信用代码"),
        ("法定代表人姓名", "法人代表姓名"),
    ],
)
def test_two_headers_of_one_field_are_an_error_that_names_both(headers):
    with pytest.raises(SameColumn) as caught:
        columns("guangzhou-enterprise").resolve("表", headers, "guangzhou-enterprise")
    assert all(header in str(caught.value) for header in headers)


@pytest.mark.parametrize(
    "headers", [("有效专利拥有量", "有效专利拥有量发明"), ("valid_patents.design", "valid_patents")]
)
def test_a_field_and_a_part_of_it_are_the_same_column(headers):
    with pytest.raises(SameColumn):
        columns("jinhua-application").resolve("表", headers, "jinhua-application")


@pytest.mark.parametrize(
    "header", ["机构名称999999", "ip_units[999999].unit", f"机构名称{MOST_ROWS + 1}", "第999个机构名称"]
)
def test_a_row_number_beyond_reason_is_an_error_before_a_list_is_made(header):
    for ignore in (False, True):
        with pytest.raises(RowNumberTooHigh, match=str(MOST_ROWS)):
            columns("guangzhou-enterprise").resolve("表", [header], "guangzhou-enterprise", ignore=ignore)


def test_the_highest_row_number_is_taken():
    header = f"机构名称{MOST_ROWS}"
    found = columns("guangzhou-enterprise").resolve("表", [header], "guangzhou-enterprise")
    assert found[header][1] == MOST_ROWS - 1


def test_unknown_headers_can_be_ignored_but_doubles_cannot():
    known = columns("jinhua-application")
    assert list(known.resolve("表", ["备注", "企业名称"], "jinhua-application", ignore=True)) == ["企业名称"]
    with pytest.raises(SameColumn):
        known.resolve("表", ["备注", "企业名称", "申报企业名称"], "jinhua-application", ignore=True)


def test_in_a_section_sheet_its_own_short_labels_come_first():
    known = columns("guangzhou-enterprise")
    units = next(section for section in known.sections if section.name == "ip_units")
    policies = next(section for section in known.sections if section.name == "ip_policies")
    found = known.match(["单位名称", "姓名", "联系电话", "怪名"], within=units)
    assert [match.path for match in found[:3]] == ["name", "ip_units[0].names", "ip_units[0].phones"]
    assert found[3].state == "asked"
    found = known.match(["统一社会信用代码", "名称", "数量"], within=policies)
    assert [match.path for match in found] == ["uscc", "ip_policies[0].title", "ip_policies[0].count"]
