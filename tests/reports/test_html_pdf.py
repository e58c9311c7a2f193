"""The pages of a PDF on the HTML page: the right ones, each once, with marks on the cells and numbers covered."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

import ipforms
from ipforms.paths import Place
from ipforms.pipeline.checking import check
from ipforms.reports import html_page as page_module
from ipforms.reports.marked_pages import marked_pages
from ipforms.reports.table_excerpts import personal_places
from tests.formats.pdf_notation import fillable
from tests.replicas import FORMS
from tests.reports.batch import ON, finding, outcomes
from tests.reports.pages import page, sections, source, text
from tests.reports.printed import boxes_of, document, marked, pixels, returned_pdf

PHONE = "13800138000"
PAINT, INK = 13, 8  # the shade of what is painted over, and what is darker is ink


def numbered(report):
    return list(enumerate(report.findings, 1))


@pytest.mark.parametrize("form_id", FORMS)
def test_each_finding_marks_its_cell_on_the_picture_with_links_both_ways(form_id, tmp_path):
    report = returned_pdf(form_id, tmp_path)
    (section,) = sections(page([report]))
    assert not section.xpath(".//table[@class='paper']")
    for number, each in numbered(report):
        (mark,) = section.xpath(f".//*[local-name()='a'][@id='c1-{number}']")
        assert mark.get("href") == f"#f1-{number}"
        assert section.xpath(f".//li[@id='f1-{number}']//a[@href='#c1-{number}']")
        (edge,) = mark.getparent().xpath("*[local-name()='rect']")
        left, top, wide, high = (float(edge.get(side)) for side in ("x", "y", "width", "height"))
        assert (left, top, left + wide, top + high) == pytest.approx(each.place.box)
        assert edge.get("class") == "edge error"


@pytest.mark.parametrize("form_id", FORMS)
def test_each_page_with_findings_is_shown_once_and_no_other(form_id, tmp_path):
    report = returned_pdf(form_id, tmp_path)
    first = [each for each in report.findings if each.place.page == min(one.place.page for one in report.findings)]
    for findings in (report.findings, first):
        shown = sections(page([dataclasses.replace(report, findings=tuple(findings))]))[0]
        captions = [text(each) for each in shown.xpath(".//figcaption")]
        assert captions == [f"第{number}页" for number in sorted({each.place.page for each in findings})]
        assert len(shown.xpath(".//*[local-name()='image']")) == len(captions)


def test_the_picture_shows_the_page_and_says_what_is_on_it(tmp_path):
    report = returned_pdf("jinhua-application", tmp_path)
    (shown,) = marked_pages(report.submission, numbered(report)[:2])
    drawn = pixels(shown.image)
    assert (drawn.columns, len(drawn.rows)) == (909, 1286)
    name = next(place for path, place in report.submission.places.items() if path == "enterprise_name")
    assert sum(shade < INK for shade in drawn.box(*name.box)) > 200
    assert shown.alt_text == "第1页的图像，标出2处，见第1、2条；个人号码已遮盖。"
    (english,) = marked_pages(report.submission, numbered(report)[:2], "en")
    assert english.caption == "page 1"
    assert english.alt_text.startswith("Picture of page 1 with 2 places marked: findings 1, 2.")


def test_a_note_on_how_a_value_was_read_shows_no_page_of_its_own(tmp_path):
    report = returned_pdf("jinhua-application", tmp_path)
    note = finding("jinhua-application", "employees", "value.declared_none", report.findings[0].place)
    assert marked_pages(report.submission, [(1, note)]) == ()


def test_a_cell_with_several_findings_has_one_edge_of_the_heaviest_and_a_number_for_each(tmp_path):
    report = returned_pdf("jinhua-application", tmp_path)
    place = report.findings[0].place
    note = finding("jinhua-application", "employees", "value.declared_none", place)
    (shown,) = marked_pages(report.submission, [(1, note), (2, report.findings[0])])
    (spot,) = shown.areas
    assert spot.severity == "error"
    assert [tag.number for tag in spot.tags] == [1, 2]
    assert spot.badge(0) < spot.badge(1) < spot.left + spot.width


@pytest.mark.parametrize("form_id", FORMS)
def test_nothing_of_a_personal_cell_is_seen_but_its_masked_text(form_id, tmp_path):
    report = returned_pdf(form_id, tmp_path)
    shown = {each.caption: each for each in marked_pages(report.submission, numbered(report))}
    cells = [place for place in personal_places(report.submission) if _says(report, place)]
    assert cells
    for place in cells:
        drawn = pixels(shown[f"第{place.page}页"].image)
        left, top, right, bottom = place.box
        assert set(drawn.box(left + 2, top + 2, right - 2, bottom - 2)) == {PAINT}
        assert any(
            "*" in words.text for words in shown[f"第{place.page}页"].redacted_lines if top < words.base < bottom
        )


def _says(report, place):
    tables = (block.cells for block in report.submission.sheet.blocks if hasattr(block, "cells"))
    return any(cell.place == place and any(map(str.isdigit, cell.text)) for cells in tables for cell in cells)


@pytest.mark.parametrize("told", [f"知识产权部 {PHONE}", PHONE, "请在工作日来电，电话是010-66778899转3，找联系人"])
def test_a_number_of_a_person_in_another_cell_is_covered_and_the_words_around_it_are_not(told, tmp_path):
    report = returned_pdf(
        "jinhua-application", tmp_path, contact_title=told, ip_protection_status=f"公司概况\n{told}。"
    )
    (shown,) = marked_pages(report.submission, numbered(report))
    drawn, data = pixels(shown.image), report.submission.source_file.data()
    number = PHONE if PHONE in told else "010-66778899"
    places = boxes_of(data, number)
    assert len(places) >= len(number)
    for _, (left, top, right, bottom) in places:
        assert set(drawn.box(left, top, right, bottom)) == {PAINT}
    for _, box in boxes_of(data, "公司概况"):
        assert min(drawn.box(*box)) < INK


FIELDS = {
    "enterprise_name": ("金华双龙公司", (100, 700, 300, 720)),
    "mobile": (PHONE, (100, 650, 300, 670)),
    "contact_title": (f"经理{PHONE}", (100, 600, 300, 620)),
    "address": ("", (100, 550, 300, 570)),
    "office_phones": ("", (100, 500, 300, 520)),
}


def test_fields_of_a_fillable_form_are_covered_where_a_number_stands_in_them():
    values, boxes = ({name: each[at] for name, each in FIELDS.items()} for at in (0, 1))
    report = marked(check(ipforms.read(fillable(values, boxes=boxes)), on=ON))
    assert report.submission.format == "pdf-form"
    (shown,) = marked_pages(report.submission, numbered(report))
    drawn = pixels(shown.image)

    def shades(name):
        left, bottom, right, top = boxes[name]
        return set(drawn.box(left + 2, 842 - top + 2, right - 2, 842 - bottom - 2))

    assert shades("mobile") == shades("contact_title") == {PAINT}
    assert shades("address") == shades("office_phones") == {15}
    # the number behind 经理 is taken for the telephone that is blank, so its own field tells it as well
    assert [words.text for words in shown.redacted_lines] == ["138******00", "经理138******00"]


def test_the_page_holds_no_number_of_a_person(tmp_path):
    report = returned_pdf("guangzhou-enterprise", tmp_path)
    person = report.record.legal_representative
    for number in (person.id_number, *person.phones):
        assert number not in source([report])


@pytest.mark.parametrize("become", ["gone", "changed", "longer", "a folder"])
def test_the_tables_are_drawn_if_the_file_is_no_longer_what_it_was(become, tmp_path):
    report = returned_pdf("jinhua-application", tmp_path)
    path = tmp_path / "jinhua-application.pdf"
    data = path.read_bytes()
    path.unlink()
    if become == "a folder":
        path.mkdir()
    elif become != "gone":
        path.write_bytes(data[:-9] + b" " + data[-8:] if become == "changed" else data + b"\n")
    (section,) = sections(page([report]))
    assert not section.xpath(".//*[local-name()='image']")
    assert section.xpath(".//table[@class='paper']")
    assert all(section.xpath(f".//a[@id='c1-{number}']") for number, _ in numbered(report))


def test_a_pdf_from_memory_is_shown_too_and_a_report_may_travel(tmp_path):
    report = marked(check(ipforms.read(document("jinhua-application")), on=ON))
    assert len(marked_pages(report.submission, numbered(report))) == 1
    from_file = returned_pdf("jinhua-application", tmp_path)
    packed = pickle.dumps(from_file.submission.source_file)
    assert len(packed) < 1_000
    assert pickle.loads(packed).data() == from_file.submission.source_file.data()


def test_a_relative_path_is_found_from_another_folder(tmp_path, monkeypatch):
    (tmp_path / "甲.pdf").write_bytes(document("jinhua-application"))
    monkeypatch.chdir(tmp_path)
    sub = ipforms.read("甲.pdf")
    monkeypatch.chdir("/")
    assert sub.source_file.data()[:5] == b"%PDF-"


def test_a_word_file_and_a_record_have_no_pictures():
    assert not page(outcomes()).xpath("//*[local-name()='image']")


def test_a_finding_whose_place_is_not_known_is_told_without_a_link(tmp_path):
    report = returned_pdf("jinhua-application", tmp_path)
    astray = finding("jinhua-application", "employees", place=Place(page=9, row=3))
    (section,) = sections(page([dataclasses.replace(report, findings=(astray, report.findings[0]))]))
    assert "第9页" in text(section)
    assert len(section.xpath(".//li//a")) == 1


def test_pictures_stop_when_there_are_many_and_tables_go_on(tmp_path, monkeypatch):
    report = returned_pdf("jinhua-application", tmp_path)
    monkeypatch.setattr(page_module, "_MOST_PICTURED", 1)
    first, second = sections(page([report, report]))
    assert first.xpath(".//*[local-name()='image']") and not first.xpath(".//table[@class='paper']")
    assert second.xpath(".//table[@class='paper']") and not second.xpath(".//*[local-name()='image']")


def test_the_same_file_gives_the_same_bytes_and_a_page_is_small(tmp_path):
    report = returned_pdf("guangzhou-enterprise", tmp_path)
    assert source([report]) == source([report])
    hidden = personal_places(
        report.submission
    )  # in the order of the fields, not of a set, which differs in each process
    assert hidden == tuple(place for place in report.submission.places.values() if place in set(hidden))
    assert all(len(each.image) < 90_000 for each in marked_pages(report.submission, numbered(report)))


def test_the_page_still_loads_nothing(tmp_path):
    root = page([returned_pdf("jinhua-application", tmp_path)])
    for element in root.iter():
        if isinstance(element.tag, str):
            assert not {"src", "srcset", "style", "onclick"} & set(element.attrib)
            assert element.get("href", "#").startswith(("#", "data:image/png;base64,"))
