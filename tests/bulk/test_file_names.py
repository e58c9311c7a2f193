"""Names of files: what a pattern may say, what no system takes, and that no two records share a name."""

from __future__ import annotations

import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipforms
from ipforms.bulk.columns import columns_of
from ipforms.bulk.file_names import DEFAULT, FileNamer, InvalidPattern, safe

FORM = ipforms.form("guangzhou-enterprise")
RECORD = FORM.model.model_validate(
    {
        "name": "广州测试有限公司",
        "uscc": "91440106MAXXXXX07Q",
        "registered_on": "2008-06-12",
        "legal_representative": {"name": "梁伟雄", "id_number": "440101198001010017", "phones": ["13800138000"]},
        "ip_units": [{"unit": "法务部", "names": ["张三", "李四"]}],
        "patents": {"applied": 42},
    }
)


def name(pattern, record=RECORD, serial=1, row=2, title="广州测试有限公司"):
    return FileNamer(pattern, ".docx", type(record)).name(serial, row, title, record)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (DEFAULT, "001_广州测试有限公司.docx"),
        ("{serial:03d}_{name}.docx", "001_广州测试有限公司.docx"),
        ("{row}-{uscc}", "2-91440106MAXXXXX07Q.docx"),
        ("{legal_representative.name}_{registered_on}", "梁伟雄_2008年6月12日.docx"),
        ("{ip_units[0].unit}_{ip_units[0].names}_{ip_units[7].unit}", "法务部_张三、李四_.docx"),
        ("{name:.2}{serial:>4}", "广州   1.docx"),
        ("{patents.applied}{{x}}", "42{x}.docx"),
        ("{cover.organizer}", "001.docx"),
        ("", "001.docx"),
        ("///", "___.docx"),
        ("..", "001.docx"),
    ],
)
def test_a_pattern_is_filled_with_what_the_form_prints(pattern, expected):
    assert name(pattern) == expected


def test_composite_values_are_printed_and_not_represented():
    record = ipforms.form("jinhua-application").model.model_validate(
        {"high_tech": True, "valid_patents": {"invention": 5}, "has_ip_department": False}
    )
    assert name("{high_tech}_{valid_patents}_{has_ip_department}", record) == "是_5件（发明5件）_否.docx"


@pytest.mark.parametrize(
    "pattern",
    [
        *("{name.__class__}", "{name.__init__.__globals__}", "{uscc.__class__.__mro__}", "{__class__}", "{0}", "{}"),
        *("{serial!r}", "{name!s}", "{serial.real}", "{nam}", "{cover}", "{legal_representative}", "{ip_units}"),
        *("{ip_units[0]}", "{ip_units.unit}", "{uscc[0]}", "{legal_representative[0].name}", "{ip_units[x].unit}"),
        *("{name", "name}", "{na{me}", "{serial:q}", "{name:03d}", "{serial:{name}}", "{:3}", "{ }", "{model_dump}"),
        *("{serial:1000000000d}", "{name:>99999999}", "{serial:.999999999f}", "{serial:0{serial:0999999}d}"),
    ],
)
def test_what_is_no_field_or_no_format_is_refused_in_both_languages_before_any_memory_goes(pattern):
    tracemalloc.start()
    with pytest.raises(InvalidPattern) as caught:
        FileNamer(pattern, ".docx", FORM.model)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
    reason = caught.value.context["reason"]
    assert any("\u4e00" <= character <= "\u9fff" for character in reason.text("zh"))
    assert not any("\u4e00" <= character <= "\u9fff" for character in reason.text("en"))


def test_an_unknown_field_is_named():
    with pytest.raises(InvalidPattern, match=r"没有字段“legal\.nam”") as caught:
        FileNamer("{legal.nam}", ".docx", FORM.model)
    assert "no field “legal.nam”" in caught.value.message("en")


@pytest.mark.parametrize("form", ipforms.forms(), ids=lambda form: form.id)
def test_no_personal_field_of_any_form_gets_into_a_name(form):
    personal = [column.pattern.replace("[]", "[0]") for column in columns_of(form.model).all if column.leaf.personal]
    assert personal
    for path in personal:
        with pytest.raises(InvalidPattern, match="个人信息"):
            FileNamer(f"{{{path}}}", ".docx", form.model)


@pytest.mark.parametrize(
    "device", ["con", "NUL", "aux.txt", "Com1", "LPT9.x", "com¹", "PRN", "CONIN$", "con. ", " nul"]
)
def test_the_devices_of_windows_are_no_names(device):
    assert safe(device).startswith("_")


@given(st.text(max_size=400))
def test_a_name_is_one_that_every_system_takes(text):
    made = safe(text)
    assert len(made.encode()) <= 200
    assert not set(made) & set('<>:"/\\|?*\0\n\r\t\x7f')
    assert made == made.strip() and not made.endswith(".")
    assert safe(made) == made


def test_a_very_long_chinese_name_is_cut_between_characters(tmp_path):
    made = name("{name}", title="广州" * 500)
    assert made == "广州" * 33 + ".docx"
    (tmp_path / made).touch()
    assert name("{name}", title="䶮😀" * 200).removesuffix(".docx").strip("䶮😀") == ""


def test_names_that_differ_in_case_or_composition_alone_get_suffixes():
    namer = FileNamer("{name}", ".docx", FORM.model)
    titles = ["Café", "CAFÉ", unicodedata.normalize("NFD", "café"), "Straße", "STRASSE", "甲", "甲"]
    made = [namer.name(1, 1, title, RECORD) for title in titles]
    folded = {unicodedata.normalize("NFD", each).casefold() for each in made}
    assert len(folded) == len(titles)
    assert made[0] == "Café.docx" and made[1] == "CAFÉ_2.docx" and made[-1] == "甲_2.docx"


@given(st.lists(st.sampled_from(["X", "x", "X_2", "x_2", "X_2_2", "X_3", "Y", ""]), max_size=12))
def test_no_two_names_are_the_same_whatever_suffixes_the_names_have_themselves(titles):
    namer = FileNamer("{name}", ".docx", FORM.model)
    made = [namer.name(serial, serial, title, RECORD) for serial, title in enumerate(titles, 1)]
    assert len({each.casefold() for each in made}) == len(titles)
    again = FileNamer("{name}", ".docx", FORM.model)
    assert made == [again.name(serial, serial, title, RECORD) for serial, title in enumerate(titles, 1)]


def test_ten_thousand_records_of_one_name_take_no_longer_than_they_should():
    namer = FileNamer("form", ".docx", FORM.model)
    assert len({namer.name(serial, serial, "甲", RECORD) for serial in range(10_000)}) == 10_000


def test_names_that_begin_with_the_serial_number_are_not_kept_in_memory():
    namer = FileNamer(DEFAULT, ".docx", FORM.model)
    names = {namer.name(serial, serial, "甲公司", RECORD) for serial in range(1, 2001)}
    assert len(names) == 2000 and namer._given == {}


@pytest.mark.parametrize(
    "pattern", ["{name}", "{serial}{row}", "{serial}1_{name}", "x{serial}_{name}", "{serial:_^9}_{name}"]
)
def test_other_names_are_told_apart_by_what_was_given(pattern):
    namer = FileNamer(pattern, ".docx", FORM.model)
    first, second = (namer.name(1, 1, "甲公司", RECORD) for _ in range(2))
    assert first != second


def test_a_record_without_a_name_gets_a_name_for_its_file():
    assert FileNamer(DEFAULT, ".docx", FORM.model).name(7, 8, "", RECORD) == "007_未填名称.docx"
