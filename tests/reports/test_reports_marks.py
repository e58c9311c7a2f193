"""The form's own tables beside the findings: the same cells and spans, marked where a finding stands."""

from __future__ import annotations

import dataclasses

import pytest

from ipforms import paths
from ipforms.paths import Place
from ipforms.reports.cell_masking import masked_cell_text
from ipforms.reports.table_excerpts import excerpts
from ipforms.schemas.labels import is_personal
from ipforms.sheet import Cell, Sheet, Table
from tests.effort import crossed, some
from tests.replicas import FORMS, SWITCHES
from tests.reports.batch import (
    finding,
    marked_everywhere,
    returned,
)
from tests.reports.pages import page, sections, text


@pytest.mark.parametrize("form_id", FORMS)
def test_each_finding_marks_the_cell_it_is_about_with_links_both_ways(form_id):
    report = marked_everywhere(returned(form_id, 4))
    sheet = report.submission.sheet
    cells = {cell.place: cell.text for table in sheet.blocks if isinstance(table, Table) for cell in table.cells}
    (section,) = sections(page([report]))
    in_cells = 0
    for number, each in enumerate(report.findings, 1):
        (mark,) = section.xpath(f".//a[@id='c1-{number}']")
        (item,) = section.xpath(f".//li[@id='f1-{number}']")
        assert mark.get("href") == f"#f1-{number}"
        assert item.xpath(f".//a[@href='#c1-{number}']")
        parent = mark.getparent()
        assert {"marked", "error"} <= set(parent.get("class").split())
        if each.place in cells:
            in_cells += 1
            personal = any(_is_personal(report, path) for path, place in _places(report) if place == each.place)
            assert parent.tag == "td"
            # lxml's parser gives text as HTML has it: CR and the like are gone in both.
            assert (
                parent.find("span").text_content().split()
                == masked_cell_text(cells[each.place], personal=personal).split()
            )
    assert in_cells > 10


def _places(report):
    return report.submission.places.items()


def _is_personal(report, path):
    return is_personal(report.form.model, paths.parse(path))


def test_only_what_has_a_mark_is_drawn():
    report = returned("jinhua-application", 1, "other_annexes", "letter_before")
    one = next(place for path, place in _places(report) if path == "employees")
    report = dataclasses.replace(report, findings=(finding("jinhua-application", "employees", place=one),))
    (section,) = sections(page([report]))
    assert len(section.xpath(".//table[@class='paper']")) == 1
    assert len(section.xpath(".//a[starts-with(@id, 'c')]")) == 1


def test_a_note_on_how_a_value_was_read_draws_no_table_of_its_own():
    report = returned("guangzhou-enterprise", 1)
    place = report.submission.places["copyrights.works"]
    note = finding("guangzhou-enterprise", "copyrights.works", "value.declared_none", place)
    report = dataclasses.replace(report, findings=(note,))
    (section,) = sections(page([report]))
    assert len(section.xpath(".//li")) == 1
    assert not section.xpath(".//table[@class='paper']")


def test_a_place_that_is_not_in_the_file_is_told_without_a_link():
    far = finding("jinhua-application", "employees", place=Place(table=9, row=9, column=9))
    report = dataclasses.replace(returned("jinhua-application"), findings=(far,))
    (section,) = sections(page([report]))
    assert "看原表" not in text(section)
    assert not section.xpath(".//li//a")


def _drawn_grid(rows):
    """Where a browser puts the cells: (row, column) → text, by the algorithm of the HTML standard."""
    taken, found = set(), {}
    for row, boxes in enumerate(rows):
        column = 0
        for box in boxes:
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}
            if not box.is_gap:
                found[row, column] = (box.rows, box.columns)
            column += box.columns
    return found


@pytest.mark.parametrize(("switch", "form_id"), some(crossed([None, *SWITCHES], FORMS)))
def test_drawn_tables_have_the_cells_of_the_file_where_they_stand(switch, form_id):
    read = returned(form_id, 6, *([switch] if switch else [])).submission
    everything = [(number, _at(place)) for number, place in enumerate(_all_places(read.sheet))]
    drawn = [each for each in excerpts(read, everything) if each.is_table]
    tables = [block for block in read.sheet.blocks if isinstance(block, Table)]
    assert len(drawn) == len(tables)
    for table, each in zip(tables, drawn, strict=True):
        spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in table.cells}
        assert _drawn_grid(each.rows) == spans


def _at(place):
    return finding("jinhua-application", "", "form.left_over", place)


def _all_places(sheet):
    for block in sheet.blocks:
        yield from (cell.place for cell in block.cells) if isinstance(block, Table) else (block.place,)


def test_a_mark_on_a_covered_place_stands_in_the_cell_that_covers_it():
    table = Table(3, 2, (Cell(0, 0, 3, 1, "甲", Place(1, 1, 1)), Cell(0, 1, 1, 1, "乙", Place(1, 1, 2))), Place(1))
    read = dataclasses.replace(returned("jinhua-application").submission, sheet=Sheet((table,)), places={})
    (drawn,) = excerpts(read, [(1, _at(Place(1, 2, 1)))])
    assert [(box.text, len(box.tags)) for row in drawn.rows for box in row] == [("甲", 1), ("乙", 0)]


def test_of_a_table_without_end_only_the_beginning_is_drawn():
    cells = tuple(Cell(row, 0, 1, 1, str(row), Place(1, row + 1, 1)) for row in range(5_000))
    sheet = Sheet((Table(5_000, 1, cells, Place(1)),))
    read = dataclasses.replace(returned("jinhua-application").submission, sheet=sheet, places={})
    report = dataclasses.replace(returned("jinhua-application"), submission=read)
    marks = (_at(Place(1, 1, 1)), _at(Place(1, 4_000, 1)))
    (section,) = sections(page([dataclasses.replace(report, findings=marks)]))
    assert len(section.xpath(".//table[@class='paper']//tr")) == 500
    assert "以下 4500 行从略。" in text(section)
    assert [link.get("href") for link in section.xpath(".//li//a")] == ["#c1-1"]
