"""A registry as Excel and back, and an office's own list, with headers in its own words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipforms import bulk
from ipforms.registry import (
    FilledRegistry,
    Registry,
    export_workbook,
    import_list,
    is_whole,
    masked_rows,
    read_list,
    restore_workbook,
)
from ipforms.registry.list_row import UnclearList
from ipforms.registry.office_list import UnfitList
from ipforms.registry.record_kinds import record
from ipforms.registry.registry_workbook import EditedWorkbook, NoWholeWorkbook
from tests.effort import examples
from tests.registry.registry_makers import admitted

NOW = datetime(2024, 12, 2, 9)
TODAY = NOW.date()
DAYS = st.dates(date(2019, 1, 1), TODAY)
# What people type, with what a workbook cannot hold as it is: control characters, codes of Excel's own, long texts.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.sampled_from(
        ["_x0041_", " 前后有空格 ", "=1+1", "#N/A", "001", "1e5", "长" * 40_000, "\ufffe", "a\r\nb", "说明"]
    ),
)


@contextmanager
def empty() -> Iterator[Registry]:
    with TemporaryDirectory() as folder:
        registry = Registry.create(Path(folder) / "registry.db")
        yield registry
        registry.close()


def take(registry: Registry, data: bytes | str, **more):
    given_names = {name: more.pop(name) for name in ("names", "ignore_unknown") if name in more}
    with bulk.open_source(data, sheet=more.pop("sheet", None)) as source:
        rows, _ = read_list(source, **given_names)
    with registry.write(by="甲", at=NOW) as change:
        return import_list(change, rows, "guangzhou", table="名录.xlsx", **more)


def book(*rows) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.slow
@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.none() | TEXTS, DAYS), min_size=1, max_size=4, unique=True))
def test_a_whole_workbook_gives_the_same_registry_again(things):
    with empty() as registry, empty() as other:
        with registry.write(by="甲", at=NOW) as change:
            party, _ = admitted(change, 1, date(2019, 5, 20))
            for topic, name, note, day in things:
                change.liaison("party", name, programme="guangzhou", party=party, phone="13800138000", on=day)
                change.activity("visit", programme="guangzhou", party=party, topic=topic, note=note, on=day)
        data = export_workbook(registry, TODAY, whole=True)
        with bulk.open_source(data) as source:
            restore_workbook(other, source)

        assert other.events() == registry.events()
        assert other.stored() == registry.stored() == other.as_of()


NAMES = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=2, max_size=6).map("广州{}有限公司".format)
PEOPLE = st.none() | st.text("赵钱孙李周吴", min_size=2, max_size=3)


@st.composite
def lists(draw):
    """Rows of a list: names that are not alike, days in order."""
    rows = []
    for name in draw(st.lists(NAMES, min_size=1, max_size=6, unique=True)):
        first, second, last = sorted(draw(DAYS) for _ in range(3))
        own = {"单位名称": name, "类别": draw(st.sampled_from(["企业", "市场"])), "入库日期": first.isoformat()}
        own |= {"公示日期": draw(st.sampled_from([None, second.isoformat()])), "联系人": draw(PEOPLE)}
        if draw(st.booleans()):
            own |= {"退出日期": last.isoformat(), "退出原因": draw(st.sampled_from(["注销", "不再符合条件"]))}
        own |= {"批次": draw(st.sampled_from([None, "第一批"])), "所属区县": draw(st.sampled_from([None, "天河区"]))}
        rows.append(own | {"联系电话": draw(st.sampled_from([None, "13800138000", "020-80001234转8001"]))})
    return rows


def test_a_row_without_a_number_gets_none_that_a_later_row_has_and_is_asked_about_once(registry):
    head = ("单位名称", "类别", "名录编号", "入库日期")
    take(registry, book(head, ("甲公司", "企业", None, "2022-01-05"), ("乙公司", "企业", "2022-001", "2022-03-05")))
    rows = registry.entries(TODAY)
    assert [(each["name"], each["number"], each["application"]) for each in rows] == [
        ("乙公司", 1, None),
        ("甲公司", 2, None),
    ]
    asked = registry.review(date(2022, 12, 1))
    assert [(each.verdict, each.judged_before) for each in asked] == [("unknown", False)] * 2
    with registry.write(by="甲", at=NOW) as change:
        change.settle_entry(asked[0].entry, "stay", on=date(2022, 12, 1))
    assert [each.judged_before for each in registry.review(date(2023, 12, 1))] == [True, False]


@pytest.mark.slow
@settings(max_examples=examples(25), deadline=None)
@given(lists())
def test_a_list_that_was_imported_and_exported_says_the_same(rows):
    headers = list(dict.fromkeys(header for row in rows for header in row))
    with empty() as registry, empty() as other:
        take(registry, book(headers, *([row.get(header) for header in headers] for row in rows)))
        data = export_workbook(registry, TODAY, whole=True)
        take(other, data, sheet="名录")

        listed = [
            [{name: value for name, value in row.items() if name not in _OWN} for row in each.entries(TODAY, left=True)]
            for each in (registry, other)
        ]
        assert listed[0] == listed[1] and len(listed[0]) == len(rows)
        for row in rows:
            (found,) = [each for each in listed[0] if each["name"] == row["单位名称"]]
            assert (found["contact"], found["phone"], found["admitted_on"]) == (
                row["联系人"],
                row["联系电话"],
                row["入库日期"],
            )


_OWN = ("entry", "application", "party")


OFFICE = book(
    ["2022年重点企业名录"],
    ["序号", "重点企业名称", "统一信用代码", "所在区", "认定时间", "联络员", "手机", "备注"],
    [
        1,
        "广州云岭生物医药科技有限公司",
        "91440106MAXXXXX07Q",
        "天河区",
        "2022年5月15日",
        "何嘉敏",
        13800138000,
        "老企业",
    ],
    [2, "广州海珠石新材料有限公司", None, "海珠区", date(2022, 5, 15), "李敏", "138******01", None],
    ["合计", "2家", None, None, None, None, None, None],
)


def test_a_list_of_an_office_is_taken_with_headers_in_its_own_words_and_twice_nothing_is_doubled():
    with empty() as registry:
        first = take(registry, OFFICE, kind="enterprise")
        rows = registry.entries(TODAY)
        again = take(registry, OFFICE, kind="enterprise")
        events = registry.events()
        review = registry.review(TODAY)

    assert (len(first.entries), first.masked) == (2, 1)
    assert [(each["code"], each["phone"], each["admitted_on"], each["number"]) for each in rows] == [
        ("91440106MAXXXXX07Q", "13800138000", "2022-05-15", 1),
        (None, None, "2022-05-15", 2),
    ]
    assert (again.entries, again.known, again.changed) == ((), first.entries, ())
    assert [each["actor"] for each in events] == ["甲"] * len(events)
    assert {each.verdict for each in review} == {"unknown"}  # of whom nothing is known, nobody says that it must leave


def test_what_an_office_has_changed_in_its_list_comes_back_as_a_correction():
    with empty() as registry:
        take(registry, OFFICE, kind="enterprise")
        made = openpyxl.load_workbook(io.BytesIO(export_workbook(registry, TODAY, whole=True)))
        sheet = made["名录"]
        (phone,) = (cell.column for cell in sheet[1] if cell.value == "联系电话")
        sheet.cell(2, phone).value = "13800138009"
        stream = io.BytesIO()
        made.save(stream)
        with (
            empty() as other,
            bulk.open_source(stream.getvalue()) as source,
            pytest.raises(EditedWorkbook, match="名录"),
        ):
            restore_workbook(other, source)
        result = take(registry, stream.getvalue(), sheet="名录")

        assert (len(result.changed), result.entries) == (1, ())
        assert registry.entries(TODAY)[0]["phone"] == "13800138009"


def test_an_offices_own_numbers_and_remarks_go_out_as_they_came_in():
    own = book(
        ["单位名称", "类别", "名录编号", "入库日期", "备注"],
        ["广州甲有限公司", "企业", "穗知保2022-007号", "2022-05-15", "老字号"],
    )
    with empty() as registry:
        take(registry, own)
        sheet = openpyxl.load_workbook(io.BytesIO(export_workbook(registry, TODAY)))["名录"]
        said = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
        assert (said["名录编号"], said["备注"]) == ("穗知保2022-007号", "老字号")
        assert registry.entries(TODAY)[0]["number"] == 7


def test_a_list_that_has_gone_on_is_taken_as_far_as_it_agrees_with_the_registry():
    head = ["单位名称", "类别", "统一社会信用代码", "入库日期", "公示日期", "退出日期", "退出原因"]
    code, renamed = "91440106MAXXXXX07Q", "广州甲股份有限公司"
    with empty() as registry:
        take(registry, book(head, ["广州甲有限公司", "企业", None, "2022-05-15", None, None, None]))
        take(registry, book(head, ["广州甲有限公司", "企业", code, "2022-05-15", "2022-05-17", None, None]))
        (entry,) = registry.entries(TODAY)
        assert (entry["code"], entry["published_on"]) == (code, "2022-05-17")
        events = registry.events()
        for row, why in (
            (["广州甲有限公司", "企业", code, "2022-05-16", None, None, None], "入库日期"),
            ([renamed, "企业", code, "2022-05-15", None, None, None], "变更单位信息"),
        ):
            with pytest.raises(UnfitList, match=why):
                take(registry, book(head, row))
        assert registry.events() == events
        with registry.write(by="甲", at=NOW) as change:
            record(change, "party", {"party": entry["party"], "renamed": renamed, "on": "2023-01-05"})
        take(registry, book(head, [renamed, "企业", code, "2022-05-15", None, "2024-03-01", "注销"]))
        (left,) = registry.entries(TODAY, left=True)
        assert (left["name"], left["left_on"], left["left_why"]) == (renamed, "2024-03-01", "注销")
        assert registry.entries(date(2022, 12, 31))[0]["name"] == "广州甲有限公司"


def test_a_column_that_is_not_sure_is_asked():
    unclear = book(["企业名称", "入库日期", "主管"], ["广州甲有限公司", "2022-05-15", "天河区"])
    with empty() as registry:
        with pytest.raises(UnclearList, match=r"“主管”.*名录有这些列：名录编号"):
            take(registry, unclear, kind="enterprise")
        take(registry, unclear, kind="enterprise", names={"主管": "所属区县"})
        assert registry.entries(TODAY)[0]["district"] == "天河区"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["广州甲有限公司", "2022-05", "企业", "1"], "日期不完整"),
        (["广州甲有限公司", None, "企业", "1"], "没有入库日期"),
        (["广州甲有限公司", "2025-05-01", "企业", "1"], "还没有到"),
        (["广州甲有限公司", "2022-05-15", None, "1"], "企业还是市场"),
        (["广州甲有限公司", "2022-05-15", "企业", "甲字号"], "看不懂"),
        (["广州丙有限公司", "2022-06-15", "企业", None], "与第 2 行是同一家"),
        (["广州甲有限公司", "2022-05-15", "企业", None, "91440106MAXXXXX07R"], "代码不对"),
        (["广州乙有限公司", "2022-05-15", "企业", "9"], "相同"),
    ],
)
def test_a_row_that_does_not_say_enough_stops_the_list_and_is_named(row, why):
    good = ["广州丙有限公司", "2022-05-15", "企业", "9"]
    with empty() as registry:
        with pytest.raises(UnfitList, match=f"第 3 行.*{why}"):
            take(registry, book(["单位名称", "入库日期", "类别", "名录编号", "统一社会信用代码"], good, row))
        assert registry.events() == []


def test_a_list_without_days_takes_the_day_that_is_given():
    with empty() as registry:
        take(
            registry, book(["企业名称", "区县"], ["广州甲有限公司", "天河区"]), kind="enterprise", on=date(2022, 5, 15)
        )
        assert registry.entries(TODAY)[0]["admitted_on"] == "2022-05-15"


def test_a_masked_workbook_is_not_restored_and_a_filled_registry_is_not_overwritten():
    with empty() as registry, empty() as other:
        take(registry, OFFICE, kind="enterprise")
        with bulk.open_source(export_workbook(registry, TODAY)) as source:
            assert not is_whole(source)
            with pytest.raises(NoWholeWorkbook):
                restore_workbook(other, source)
        text = " ".join(
            str(cell)
            for sheet in openpyxl.load_workbook(io.BytesIO(export_workbook(registry, TODAY)))
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        )
        assert "13800138000" not in text and masked_rows([{"phone": "13800138000"}])[0]["phone"] in text
        with bulk.open_source(export_workbook(registry, TODAY, whole=True)) as source, pytest.raises(FilledRegistry):
            restore_workbook(registry, source)


def test_the_same_registry_and_day_give_the_same_workbook():
    with empty() as registry:
        take(registry, OFFICE, kind="enterprise")
        assert export_workbook(registry, TODAY, whole=True) == export_workbook(registry, TODAY, whole=True)
