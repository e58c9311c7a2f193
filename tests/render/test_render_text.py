"""The text of a blank form is the source's; that of a filled one is that plus the values, each at its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipforms
from ipforms.errors import InvalidText
from ipforms.schemas.record_texts import encode
from ipforms.template import leaves
from tests.documents import cells, expected, part, unparted

SECTIONS = {
    "guangzhou-enterprise": {"ip_units": 4, "ip_policies": 4},
    "guangzhou-market": {"contacts": 2, "ip_units": 3, "ip_policies": 4},
    "jinhua-recommendation": {"enterprises": 6},
    "jinhua-application": {},
}


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def subsequence(small: str, large: str) -> bool:
    rest = iter(large)
    return all(character in rest for character in small)


def entries(form_id: str, contract: Any, section: str, count: int) -> Any:
    """The full record with so many rows in a section, all different."""
    data = contract(form_id)
    first, *_ = data[section]
    name = next(key for key in first if isinstance(first[key], str))
    data[section] = [{**first, name: f"第{serial}行"} for serial in range(1, count + 1)]
    return ipforms.form(form_id).model.model_validate(data)


def repeated() -> Iterator[Any]:
    for form_id, sections in SECTIONS.items():
        for section, printed in sections.items():
            for count in (0, 1, printed, printed + 1, printed * 5):
                yield pytest.param(form_id, section, printed, count, id=f"{form_id}-{section}-{count}")


def test_a_blank_form_has_the_text_of_the_source(form, request):
    source = request.config.rootpath / "tests" / "data" / "sources" / f"{form.id}.txt"

    assert bare("".join(cells(form.blank()))) == bare(source.read_text(encoding="utf-8"))


def test_a_record_of_nothing_is_the_blank_form(form):
    assert ipforms.render(form.model()) == form.blank()
    assert ipforms.render(form.model.model_validate({})) == form.blank()


def test_a_filled_form_has_each_value_in_its_cell(form, record):
    assert cells(ipforms.render(record)) == expected(form.source.read_bytes(), encode(record))


def test_a_filled_form_has_the_print_of_the_blank_one_plus_the_values(form, record):
    """Cell by cell: the filled cell holds the blank one's print in its order, and what it holds more is the values.

    A date that is filled in stands where its blank was printed, and the rows of the market's rules are numbered.
    """
    blank, filled = cells(form.blank()), cells(ipforms.render(record))
    added = 0

    assert len(blank) == len(filled)
    for before, after in zip(blank, filled, strict=True):
        print = re.sub(r" +年 +月 +日", "", before)
        assert subsequence(bare(print), bare(after))
        added += len(bare(after)) - len(bare(before))
    blanks = sum(len("年月日") for path, text in leaves(encode(record)) if text and _has_printed_blank(form, path))
    numbers = sum(len(str(n)) for n in range(1, len(getattr(record, "ip_policies", [])) + 1)) if _numbered(form) else 0
    assert added == sum(len(bare(text)) for _, text in leaves(encode(record))) - blanks + numbers


def _numbered(form) -> bool:
    return "ip_policies[].row_number" in form.template.fields


def _has_printed_blank(form, path) -> bool:
    dotted = ".".join(map(str, path))
    return f'{{{{ {dotted} or "'.encode() in part(form.source.read_bytes())


def test_every_value_of_the_record_is_in_the_form(form, record):
    text = "\n".join(cells(ipforms.render(record)))

    values = [value for _, value in leaves(encode(record)) if value]
    assert len(values) > 10
    assert [value for value in values if value not in text] == []


def test_every_field_of_the_model_is_in_the_template_and_the_other_way_round(form):
    def patterns(texts: Any, path: str = "") -> Iterator[str]:
        for name, text in texts.items():
            here = f"{path}{name}"
            if isinstance(text, list):
                yield from patterns(text[0], f"{here}[].")
            elif isinstance(text, dict):
                yield from patterns(text, f"{here}.")
            else:
                yield here

    full = encode(form.model.model_validate(_one_row_each(form)))
    assert set(patterns(full)) == {name for name in form.template.fields if not name.endswith(".row_number")}


def _one_row_each(form) -> Any:
    first = {"enterprises": "name", "contacts": "name", "ip_units": "unit", "ip_policies": "title"}
    return {section: [{first[section]: "甲"}] for section in form.template.least_rows}


@pytest.mark.parametrize(("form_id", "section", "printed", "count"), list(repeated()))
def test_rows_grow_beyond_what_is_printed_and_blank_ones_fill_up(contract, form_id, section, printed, count):
    form, record = ipforms.form(form_id), entries(form_id, contract, section, count)
    filled = cells(ipforms.render(record))

    assert filled == expected(form.source.read_bytes(), encode(record))
    assert len([cell for cell in filled if re.fullmatch(r"第\d+行", cell)]) == count
    width = (len(filled) - len(cells(form.blank()))) / (max(count, printed) - printed) if count > printed else 0
    assert width == int(width)


def test_the_rules_of_a_market_are_numbered_where_they_are_filled_in(contract):
    filled = cells(ipforms.render(entries("guangzhou-market", contract, "ip_policies", 3)))
    start = filled.index("第1行") - 1

    assert [filled[start + 4 * row] for row in range(4)] == ["1", "2", "3", ""]


def test_the_enterprises_of_a_recommendation_are_numbered_as_on_the_blank(contract):
    filled = cells(ipforms.render(entries("jinhua-recommendation", contract, "enterprises", 8)))

    assert [filled[filled.index(f"第{number}行") - 1] for number in range(1, 9)] == list("12345678")


def test_a_date_takes_the_place_of_its_blank(contract):
    data = contract("guangzhou-enterprise")
    dated = cells(ipforms.render(ipforms.form("guangzhou-enterprise").model.model_validate(data)))
    data["declaration"]["date"] = None
    undated = cells(ipforms.render(ipforms.form("guangzhou-enterprise").model.model_validate(data)))

    (dated_cell,) = [cell for cell in dated if "法定代表人（签名）" in cell]
    (undated_cell,) = [cell for cell in undated if "法定代表人（签名）" in cell]
    assert dated_cell.endswith("2017年3月20日")
    assert undated_cell.endswith("    年    月    日")


LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), max_size=40
)


@given(title=LINES, text=st.lists(LINES, max_size=5).map("\n".join))
def test_any_text_of_a_record_is_printed_as_the_record_holds_it(title, text):
    form = ipforms.form("guangzhou-market")
    record = form.model(name=title, ip_work=text, honours="a\tb", ip_policies=[{"title": title}])
    filled = cells(ipforms.render(record))

    assert unparted(filled) == unparted(expected(form.source.read_bytes(), encode(record)))
    assert filled[filled.index("单位名称") + 1] == (record.name or "")
    assert "a\tb" in filled


def test_ten_thousand_characters_of_several_kinds_are_whole(contract):
    text = "\n".join(f"第{n}段：䶮𬭎㛃 & < > \" ' {{{{ x }}}} {{% y %}} ]]> 👩‍👩‍👧" for n in range(260))
    assert len(text) > 10_000
    record = ipforms.form("guangzhou-enterprise").model.model_validate(
        {**contract("guangzhou-enterprise"), "overview": text}
    )

    (cell,) = [cell for cell in cells(ipforms.render(record)) if "第259段" in cell]
    assert cell.endswith(f"\n{text}")


@pytest.mark.parametrize(
    ("data", "label", "path"),
    [
        ({"name": "甲\x07乙"}, "单位名称", "name"),
        ({"overview": "甲\x07"}, "申报单位概述", "overview"),
    ],
)
def test_a_control_character_is_refused_with_the_printed_label(data, label, path):
    model = ipforms.form("guangzhou-enterprise").model
    record = model.model_construct(**{**model().__dict__, **data})

    with pytest.raises(InvalidText) as caught:
        ipforms.render(record)
    assert caught.value.context["label"].startswith(label)
    assert caught.value.context["path"] == path
    assert caught.value.context["character"] == "U+0007"
    assert label in str(caught.value)
    assert path in caught.value.message("en")


def test_a_control_character_in_a_row_is_refused_with_the_row():
    model = ipforms.form("guangzhou-enterprise").model
    record = model.model_validate({"ip_units": [{"unit": "甲"}, {"unit": "乙"}]})
    record.ip_units[1].__dict__["names"] = ["丙", "\x00"]

    with pytest.raises(InvalidText, match=r"知识产权工作机构建立情况 第2行 姓名”（ip_units\[1\]\.names）"):
        ipforms.render(record)


def test_the_rendered_document_is_the_golden_one(form, record, golden):
    """Any change of what is written shows here; look at it, then `pytest tests/render --regenerate`."""

    def digest(data: bytes) -> str:
        return hashlib.sha256(part(data)).hexdigest()

    golden(f"{form.id}.docx", {"blank": digest(form.blank()), "full": digest(ipforms.render(record))})
