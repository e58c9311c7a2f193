"""Documents of the registry, and the story of three years, whose numbers were worked out by hand."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

import ipforms.formats
from examples.three_years.story import Story
from ipforms.errors import InvalidTemplate
from ipforms.registry import (
    DOCUMENTS,
    DocumentRequest,
    Registry,
    RegistryDocument,
    office_template,
    registry_documents,
    template_bytes,
)
from ipforms.rules.policies import ListPolicies

NOW = date(2024, 12, 2)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    registry = Registry.create(tmp_path_factory.mktemp("three-years") / "registry.db")
    told = Story(registry)
    told.tell()
    yield told
    registry.close()


def made(story: Story, kind: str, on: date = NOW, programme: str = "guangzhou", **more: object) -> list[str]:
    """The texts of the documents of a kind."""
    found = registry_documents(story.registry, kind, DocumentRequest(programme, on, **more))  # type: ignore[arg-type]
    return [_text(each) for each in found]


def _text(made: RegistryDocument) -> str:
    return "\n".join(ipforms.formats.read(made.docx).sheet.texts())


# By hand, from the script of the story. First year: 34 applied, E34 was returned by its district and E33 refused by
# the city, so 32 entered, with M1 to M3 there were 35 to be visited, E5 and E6 were not; E7 was served once, E8 never;
# of ten in Jinhua J10 had no liaison. Second year: E34 to E50 are 17, with M4 and M5 54 are on the list, E10 and E11
# left on 22 December, which leaves 52, of which E12 was not visited; M3 alone began to be cultivated. Third year: E13
# left, which leaves 51, of which E14, E15 and M2 were not visited and E16 was served once; nobody entered.
BY_HAND = {
    2022: "32/30 2/2 1/1 35/35 33/35 33/35 10/10 9/10",
    2023: "17/30 1/2 1/1 52/52 51/52 52/52 10/10 10/10",
    2024: "0/30 2/2 0/1 51/51 48/51 50/51 10/10 10/10",
}


@pytest.mark.parametrize("year", BY_HAND)
def test_the_counts_of_a_year_are_those_worked_out_by_hand(story, year):
    counted = story.registry.report(year, min(date(year, 12, 31), NOW))

    assert " ".join(f"{each.count}/{each.asked}" for each in counted) == BY_HAND[year]


def test_what_is_overdue_at_the_end_is_what_was_worked_out_by_hand(story):
    # M2's two years ended on 1 June; E21's case of 15 October was due in a month; J5's dispute of 28 November, 16:00,
    # within 24 hours. J2's has an hour left, E22's case of 20 November is due on 20 December, and six things by the
    # year's end: entries, a navigation, visits to E14, E15 and M2, a second service for E16.
    items = story.registry.due(datetime(2024, 12, 2, 9), timedelta(days=30))

    name = {number: key for key, number in story.party.items()}
    overdue = [(each.kind, name[each.party], f"{each.due:%m-%d %H}") for each in items if each.overdue]
    assert overdue == [
        ("acceptance", "M2", "06-01 23"),
        ("counterfeit_patent", "E21", "11-15 23"),
        ("dispute_inside", "J5", "11-29 16"),
    ]
    due = {(each.kind, name.get(each.party or 0, "")) for each in items if not each.overdue}
    assert due == {
        *(("dispute_outside", "J2"), ("counterfeit_patent", "E22"), ("entry", ""), ("navigation", "")),
        *(("visit", "E14"), ("visit", "E15"), ("visit", "M2"), ("service", "E16")),
    }


def test_the_review_of_the_second_year_proposes_the_two_that_no_longer_qualify(story):
    proposed = story.registry.review(date(2023, 12, 20))

    name = {number: key for key, number in story.party.items()}
    assert [name[each.party] for each in proposed if each.verdict == "no"] == ["E10", "E11"]
    # 47 enterprises need a judgement on their industry; five markets and ten of Jinhua qualify
    assert Counter(each.verdict for each in proposed) == {"no": 2, "unknown": 47, "yes": 15}


def test_the_list_has_all_that_are_on_it_with_masked_phones(story):
    (text,) = made(story, "list")

    assert "共51家" in text and text.count("企业202") == 46 and text.count("市场202") == 5
    assert "138******01" in text and "13800138001" not in text
    assert "13800138001" in made(story, "list", show_numbers=True)[0]
    assert "白鹭生物医药" not in text  # E10 has left
    assert "2024-06-20起为示范市场" in text


def test_a_public_notice_has_its_period_and_its_clause(story):
    (text,) = made(story, "publicity", date(2022, 5, 16), days=5)

    assert "2022年5月16日起至2022年5月20日止（共5日）" in text and "35家" in text
    assert "在广州市知识产权信息网站公示" in text
    assert not made(story, "publicity")  # all have been made public


def test_each_that_leaves_gets_a_notice_with_the_arithmetic(story):
    first, second = made(story, "leaving", date(2023, 12, 22))

    assert "12 < 30" in first and "附件1二（一），特此通知" in first and "2023年12月22日" in second
    assert len(made(story, "leaving", since=date(2023, 1, 1))) == 3


def test_a_notice_without_a_clause_on_leaving_leaves_a_blank(story, tmp_path):
    number = story.entry["J9"]
    copy = tmp_path / "copy.db"
    story.registry.backup(copy)
    registry = Registry.open(copy)
    with registry.write(by="甲", at=datetime(2024, 12, 2)) as change:
        change.leave(number, "企业已注销", on=NOW)
    (text,) = (
        "\n".join(ipforms.formats.read(each.docx).sheet.texts())
        for each in registry_documents(registry, "leaving", DocumentRequest("jinhua", NOW))
    )
    registry.close()

    assert "依据____" in text


def test_the_liaison_of_a_district_is_that_of_its_own_enterprises(registry, write):
    with write() as change:
        for name, district in (("甲公司", "天河区"), ("乙公司", "南沙区")):
            change.enter(change.party("guangzhou", "enterprise", name, district=district), on=date(2022, 5, 15))
        change.liaison("office", "赵志强", programme="guangzhou", office="天河区市场监督管理局", on=date(2022, 5, 20))
    (found,) = registry_documents(registry, "liaisons", DocumentRequest("guangzhou", NOW))
    table = next(each for each in docx.Document(io.BytesIO(found.docx)).tables if "甲公司" in _words(each))
    rows = {row.cells[1].text: "".join(cell.text for cell in row.cells) for row in table.rows}
    assert "赵志强" in rows["甲公司"] and "赵志强" not in rows["乙公司"]


def _words(table):
    return "".join(cell.text for row in table.rows for cell in row.cells)


def test_a_dispute_is_reported_to_the_office_above_with_its_24_hours(story):
    asked = {"office": "永康市市场监督管理局", "notice_title": "甲方案"}
    inside, outside = made(story, "jurisdiction", programme="jinhua", **asked)

    assert "金华市市场监督管理局：" in inside and "2024年11月29日16时前" in inside
    assert "2024年12月2日10时前" in outside and "依据甲方案三（二）2，" in inside
    _, blank = made(story, "jurisdiction", programme="jinhua")
    assert "____：" in blank and "依据《____" in blank  # the notice says neither its title nor the province's office
    (_, named) = made(story, "jurisdiction", programme="jinhua", to="甲省局")
    assert "甲省局：" in named


def test_a_dispute_without_a_term_in_its_notice_leaves_room_for_what_it_rests_on(registry, write):
    with write() as change:
        party = change.party("guangzhou", "enterprise", "广州甲", on=date(2019, 1, 1))
        change.case("dispute_inside", party, "侵权", received=datetime(2019, 1, 31, 15))
    asked = DocumentRequest("guangzhou", date(2019, 2, 1))
    (letter,) = registry_documents(registry, "jurisdiction", asked)
    assert "依据____________________。现将" in _text(letter)
    (letter,) = registry_documents(registry, "jurisdiction", replace(asked, policies=ListPolicies(own_hours=24)))
    assert "，应当于2019年2月1日15时前报请指定管辖。现将" in _text(letter)


def test_leads_are_handed_over_and_counted(story):
    assert len(made(story, "lead-transfer")) == 2
    (text,) = made(story, "lead-bulletin", date(2023, 12, 31))
    assert "案件线索3条，已移送2条，尚未移送1条" in text


def test_of_the_markets_those_whose_two_years_are_over_are_listed(story):
    (text,) = made(story, "acceptance")

    assert "共2家" in text and "粤知示字第001号" in text and "通过" in text


def test_the_ledger_says_what_is_missing_for_whom(story):
    (text,) = made(story, "ledger", date(2022, 12, 31))

    assert text.count("联系走访不足") == 2 and text.count("专业服务不足") == 2
    assert "32 ≥ 30" in text and "33 < 35" in text


def test_a_workbook_has_the_tables_of_the_document_with_numbers_as_numbers(story):
    (ledger,) = registry_documents(story.registry, "ledger", DocumentRequest("guangzhou", date(2022, 12, 31)))
    book = openpyxl.load_workbook(io.BytesIO(ledger.rendered("xlsx").data))

    assert [sheet.title for sheet in book][1:] == ["二、各单位服务情况", "三、工作记录"]
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    assert rows[1][:3] == ("序号", "单位名称", "类别") and rows[2][4:6] == (1, 2)
    assert ledger.rendered("xlsx") == ledger.rendered("xlsx")


def test_every_kind_of_document_cites_a_clause_and_has_a_template_that_an_office_can_change(story, tmp_path):
    for kind in DOCUMENTS:
        assert "{{ clause" in _all_xml(template_bytes(kind)), kind
    own = tmp_path / "本局名录.docx"
    document = docx.Document()
    document.add_paragraph("{{ office }} {{ listing }} {{ count }}")
    document.save(str(own))
    asked = DocumentRequest("guangzhou", NOW, office="甲局")

    (mine,) = registry_documents(story.registry, "list", asked, office_template(own))
    assert "甲局 广州市" in "\n".join(ipforms.formats.read(mine.docx).sheet.texts())
    document.add_paragraph("{{ weather }}")
    document.save(str(own))
    with pytest.raises(InvalidTemplate, match="weather"):
        registry_documents(story.registry, "list", asked, office_template(own))


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_kind_becomes_a_pdf_whose_fonts_have_all_characters(story, kind):
    programme = "jinhua" if kind == "jurisdiction" else "guangzhou"
    found = registry_documents(story.registry, kind, DocumentRequest(programme, NOW, since=date(2022, 1, 1), year=2024))
    for each in found[:2] or registry_documents(
        story.registry, kind, DocumentRequest(programme, date(2022, 5, 16), since=date(2022, 1, 1))
    ):
        rendered = each.rendered("pdf")
        assert rendered.data.startswith(b"%PDF") and not rendered.lacking
        if kind in ("admission", "leaving", "jurisdiction", "lead-transfer"):
            assert len(pypdfium2.PdfDocument(rendered.data)) == 1


def _all_xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def test_the_same_story_gives_the_same_documents(story, tmp_path: Path):
    asked = DocumentRequest("guangzhou", NOW)

    assert registry_documents(story.registry, "list", asked) == registry_documents(story.registry, "list", asked)


@pytest.mark.slow
def test_the_story_runs_as_a_command_and_writes_every_kind_of_document(tmp_path):
    command = [sys.executable, "-W", "error", "-m", "examples.three_years", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", cwd=Path(__file__).parents[2])

    assert (done.returncode, done.stderr) == (0, "")
    assert "65 家单位" in done.stdout and done.stdout.count("已逾期") == 3 and done.stdout.count("将到期") == 8
    stems = {path.stem.partition("-")[0].removeprefix("2024年") for path in (tmp_path / "out").rglob("*.docx")}
    assert {kind.title() for kind in DOCUMENTS.values()} <= stems
