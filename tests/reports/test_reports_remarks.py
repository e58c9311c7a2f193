"""The notes on a copy of the applicant's PDF: around the right cells, in whole sentences, the form as it was."""

from __future__ import annotations

import dataclasses
import io

import pypdf
import pytest

import ipforms
from ipforms.pipeline.checking import check
from ipforms.reports.comments import commented
from tests.formats.pdf_notation import pdf, replaced, rule
from tests.replicas import FORMS
from tests.reports.batch import ON, finding
from tests.reports.printed import document, marked

JINHUA = "jinhua-application"


def report_on(form_id=JINHUA):
    data = document(form_id)
    return data, marked(check(ipforms.read(data), on=ON, name="甲.pdf"))


def notes(data):
    """The notes of each page."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return {at: [each.get_object() for each in page.get("/Annots", ())] for at, page in enumerate(pages, 1)}


@pytest.mark.parametrize("form_id", FORMS)
def test_a_note_stands_around_each_cell_with_findings(form_id):
    data, report = report_on(form_id)
    heights = [float(page.mediabox.height) for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    made = notes(commented(data, report))
    found = []
    for page, each in made.items():
        for note in each:
            left, bottom, right, top = map(float, note["/Rect"])
            found.append((page, left, heights[page - 1] - top, right, heights[page - 1] - bottom))
            assert note["/Subtype"] == "/Square"
    expected = {(each.place.page, *each.place.box) for each in report.findings}
    assert len(found) == len(expected)
    for one, other in zip(sorted(found), sorted(expected), strict=True):
        assert one == pytest.approx(other, abs=0.1)


@pytest.mark.parametrize("form_id", FORMS)
def test_the_copy_reads_back_as_the_same_form_with_the_same_findings(form_id):
    data, report = report_on(form_id)
    again = ipforms.read(commented(data, report))
    assert again.record == report.record
    assert again.findings == report.submission.findings


def test_a_note_says_what_was_met_what_to_do_and_by_which_clause_signed_and_dated():
    data, report = report_on()
    one = finding(JINHUA, "employees", place=report.submission.places["employees"], source="金华附件2")
    ((note,),) = notes(commented(data, dataclasses.replace(report, findings=(one,)), author="婺城局")).values()
    assert note["/Contents"].startswith("【须补正】企业总人数：")
    assert note["/Contents"].endswith("。\r依据：金华附件2")
    assert (note["/T"], note["/Subj"], note["/M"]) == ("婺城局", "复核意见", "D:20170401000000")
    english = notes(commented(data, dataclasses.replace(report, findings=(one,)), "en"))[1][0]
    assert english["/Contents"].startswith("[To be corrected] ")
    assert english["/Subj"] == "Review"


def test_several_findings_on_a_cell_are_one_note_with_numbers():
    data, report = report_on()
    place = report.submission.places["employees"]
    two = (finding(JINHUA, "employees", place=place), finding(JINHUA, "rd_staff", place=place))
    ((note,),) = notes(commented(data, dataclasses.replace(report, findings=two))).values()
    assert note["/Contents"].startswith("1. 【须补正】") and "\r2. 【须补正】" in note["/Contents"]


def test_what_has_no_place_stands_at_the_corner_of_the_first_page():
    data, report = report_on()
    missing = finding(JINHUA, "", "form.label_missing")
    ((note,),) = notes(commented(data, dataclasses.replace(report, findings=(missing,)))).values()
    left, bottom, _, _ = map(float, note["/Rect"])
    assert left < 50 and bottom > 780


def test_no_number_of_a_person_stands_in_a_note():
    data, report = report_on()
    mobile = dataclasses.replace(finding(JINHUA, "mobile"), place=report.submission.places["mobile"])
    mobile = dataclasses.replace(mobile, note=type(mobile.note)("form.left_over", {"text": "13905790000"}))
    ((note,),) = notes(commented(data, dataclasses.replace(report, findings=(mobile,)))).values()
    assert "139******00" in note["/Contents"] and "13905790000" not in note["/Contents"]


def test_the_same_arguments_give_the_same_bytes_and_nothing_to_say_gives_the_file():
    data, report = report_on()
    assert commented(data, report) == commented(data, report)
    assert commented(data, dataclasses.replace(report, findings=())) is data


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_a_turned_page_the_note_stands_where_the_cell_is_seen(turn):
    frame = "".join(rule(*each) for each in ((99, 700, 300, 700), (99, 760, 300, 760), (99, 700, 99, 760)))
    _, report = report_on()
    turned = pdf(frame, page=f"/Rotate {turn}")
    seen = {0: (99, 82, 300, 142), 90: (700, 99, 760, 300), 180: (295, 700, 496, 760), 270: (82, 295, 142, 496)}
    place = report.submission.places["employees"]._replace(page=1, box=seen[turn])
    one = dataclasses.replace(report, findings=(finding(JINHUA, "employees", place=place),))
    ((note,),) = notes(commented(turned, one)).values()
    assert [float(side) for side in note["/Rect"]] == pytest.approx([99, 700, 300, 760], abs=1)


def test_a_page_that_is_not_there_and_a_broken_file():
    data, report = report_on()
    far = dataclasses.replace(report.findings[0], place=report.findings[0].place._replace(page=99))
    assert notes(commented(data, dataclasses.replace(report, findings=(far,)))) == {1: []}
    with pytest.raises(ipforms.UnreadableDocument, match="甲"):
        commented(replaced(data, b"/Pages", b"/Paper")[:900], report)
