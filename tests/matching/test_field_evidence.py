"""Each field says how it was found: by its position, a label, the header of its column, the order, or not at all."""

from __future__ import annotations

from ipforms.matching.field_evidence import LabelEvidence, found_by_labels
from tests.matching.sheet_notation import match, matcher, sheet

FORM = "单位名称 | {{ name }} | {{ code }}\n姓名 | 电话\n{{ person }} | {{ phone }}"


def _how(document):
    return {path: found.how for path, found in match(FORM, document).fields.found.items()}


def test_a_field_is_found_by_its_label_its_column_or_what_stands_beside_it():
    assert _how("单位名称 | 甲 | 1\n姓名 | 电话\n张三 | 138") == {
        "name": "label",
        "code": "order",
        "person": "column",
        "phone": "column",
    }


def test_a_label_beside_a_value_of_an_entry_names_it_and_so_does_that_of_a_row_of_years():
    cards = "{%tr for p in ps %} | < | < | <\n产品 | {{ p.name }} | 占比 | {{ p.share }}\n{%tr endfor %} | < | < | <"
    found = match(cards, "产品 | 轴承 | 占比 | 4\n产品 | 齿轮 | 占比 | 5").fields.found
    assert {path: each.how for path, each in found.items() if path.startswith("ps[1]")} == {
        "ps[1].name": "label",
        "ps[1].share": "label",
    }
    years = match(
        "收入 | {{ f[0].sum }} | {{ f[1].sum }}\n利润 | {{ f[0].net }} | {{ f[1].net }}", "收入 | 1 | 2\n利润 | 3 | 4"
    )
    assert {each.how for each in years.fields.found.values()} == {"label"}


def test_a_field_whose_own_label_is_gone_was_found_by_order_though_a_column_goes_on_above_it():
    form_map = matcher("单位名称 | 日期\n意见 | {{ opinion }}").form_map
    column, own = (index for index, label in form_map.labels if label.text in ("日期", "意见"))
    seen = {column: LabelEvidence("日期", 1.0), own: LabelEvidence("意见", 1.0)}
    how = [found_by_labels(form_map, labels, {}, {})["opinion"].how for labels in (seen, {column: seen[column]})]
    assert how == ["label", "order"]


def test_a_blank_place_is_found_and_a_label_that_is_not_there_is_missing():
    assert _how("单位名称 |  | \n姓名 | 电话\n | ")["name"] == "label"
    assert _how("姓名 | 电话\n张三 | 138")["name"] == "missing"


def test_a_label_in_other_words_is_less_alike():
    found = match("单位名称 | {{ name }}\n注册地址 | {{ address }}", "单位名称 | 甲\n注册地点 | 乙").fields.found
    assert found["name"].likeness == 1.0 and 0.7 < found["address"].likeness < 1.0
    assert found["address"].label_text == "注册地点"


def test_an_untouched_form_is_found_by_position():
    found = matcher(FORM).match(sheet("单位名称 | 甲 | 1\n姓名 | 电话\n张三 | 138")).fields.found
    assert {each.how for each in found.values()} == {"position"}


def test_the_rows_of_a_section_are_found_by_their_columns():
    form = "机构 | 人数\n{%tr for unit in units %} | <\n{{ unit.name }} | {{ unit.count }}\n{%tr endfor %} | <"
    found = match(form, "机构 | 人数\n法务部 | 3\n专利部 | 4").fields.found
    assert {path: each.how for path, each in found.items() if "[" in path} == {
        "units[0].name": "column",
        "units[0].count": "column",
        "units[1].name": "column",
        "units[1].count": "column",
    }


def test_a_hint_that_the_sender_has_deleted_stands_between_no_label_and_its_value():
    form = "单位名称 | {{ name }}\n概述 | <\n（所从事行业，1000字以内） | <\n{{ overview }} | <\n电话 | {{ phone }}"
    found = match(form, "单位名称 | 甲\n概述 | <\n公司从事五金制造。 | <\n电话 | 138").fields.found
    assert found["overview"].how == "label"
