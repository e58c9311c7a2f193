"""Reviewing: what a person says of a reading is decoded and checked as if it had been read; the reading stays."""

from __future__ import annotations

import io
from functools import cache

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipforms
from ipforms import formats
from ipforms.desk.document_view import shown_blocks, shown_pages
from ipforms.desk.review_model import Review, ReviewState, field_texts, review_of, state_of
from ipforms.pipeline.corrections import corrected
from ipforms.reports.notice import NothingToCorrect, notice
from tests.strategies import contract

WRONG = "91440106MAXXXXX07R"  # its check character is Q
RECORD = ipforms.form("guangzhou-enterprise").model.model_validate({**contract("guangzhou-enterprise"), "uscc": WRONG})


@cache
def reading(format: str) -> ipforms.Submission:
    return ipforms.read(ipforms.render(RECORD, format))


PATHS = st.deferred(lambda: st.sampled_from(tuple(reading("docx").evidence)))


def text_of(letter: bytes) -> str:
    return "\n".join(each.text for each in docx.Document(io.BytesIO(letter)).paragraphs)


def review(state: ReviewState, format: str = "docx") -> Review:
    return review_of(reading(format), state, ipforms.check(state.of(reading(format))))


def test_what_is_doubtful_comes_first_and_what_is_sure_in_the_order_of_the_form():
    made = review(ReviewState())
    assert made.first == made.open == ("uscc",)
    assert [each.path for each in made.ordered][:2] == ["uscc", "cover.applicant"]
    assert [each.path for each in made.findings] == ["uscc"]


def test_a_correction_is_checked_at_once_and_settles_the_doubt():
    made = review(ReviewState(texts={"uscc": "91440106MAXXXXX07Q"}))
    assert made.open == () and made.report.ok and not made.findings
    assert next(each for each in made.fields if each.path == "uscc").state == "changed"
    assert reading("docx").record.uscc == WRONG


def test_a_text_that_says_nothing_of_the_kind_is_a_finding_and_no_value():
    made = review(ReviewState(texts={"patents.applied": "很多"}))
    assert made.report.record.patents.applied is None
    assert "patents.applied" in {each.path for each in made.findings if each.severity == "error"}


def test_whoever_accepts_a_doubtful_value_settles_the_reading_and_not_what_is_wrong_with_it():
    made = review(ReviewState(confirmed=frozenset({"uscc"})))
    assert made.open == ()
    assert [each.path for each in made.findings] == ["uscc"]


def test_a_row_that_was_not_read_can_be_added():
    at = len(RECORD.ip_units)
    made = review(ReviewState(texts={f"ip_units[{at}].unit": "法务部", f"ip_units[{at}].headcount": "2"}))
    assert made.report.record.ip_units[at].unit == "法务部"
    assert any(each.path == f"ip_units[{at}].unit" and each.state == "changed" for each in made.fields)


def test_an_edited_sentence_is_what_the_letter_says_and_a_blank_one_is_left_out():
    proposed = review(ReviewState()).findings[0].sentence
    made = review(ReviewState(sentences={proposed: "请核对代码。"}))
    assert (made.findings[0].sentence, made.findings[0].edited) == (proposed, "请核对代码。")
    letter = notice(made.report, office="某局", edits=made.state.sentences)
    assert "请核对代码。" in text_of(letter) and proposed not in text_of(letter)
    with pytest.raises(NothingToCorrect):
        notice(made.report, office="某局", edits={proposed: ""})
    assert "另请提供照片。" in text_of(notice(made.report, office="某局", edits={proposed: "", "": "另请提供照片。"}))


def test_every_field_with_a_place_is_marked_in_the_document():
    placed = set(reading("docx").places)
    cells = [cell for block in shown_blocks(reading("docx")) for row in block.rows for cell in row]
    assert {path for cell in cells for path in cell.paths} == placed
    boxes = [box for page in shown_pages(reading("pdf")) for box in page.boxes]
    assert {box.path for box in boxes} == {path for path, place in reading("pdf").places.items() if place.box}


@given(PATHS)
def test_what_is_edited_without_a_change_is_the_same_value(path: str) -> None:
    read = reading("docx")
    assert corrected(read, {path: field_texts(read, {})[path]}).record == read.record


@given(st.lists(st.tuples(PATHS, st.text(max_size=12)), max_size=6))
def test_any_texts_are_taken_and_the_last_one_of_a_field_counts(changes: list[tuple[str, str]]) -> None:
    state = state_of({"kind": "value", "path": path, "after": text} for path, text in changes)
    made = review(state)
    assert state.texts == dict(changes)
    assert not set(made.open) & set(state.texts)
    assert made.report.record == ipforms.form("guangzhou-enterprise").model.model_validate(made.report.record)


def test_pages_are_drawn_in_the_points_of_their_places():
    data = ipforms.render(RECORD, "pdf")
    sizes = formats.page_sizes(data)
    assert len(sizes) >= len(shown_pages(reading("pdf")))
    boxes = [(sizes[page.number - 1], box) for page in shown_pages(reading("pdf")) for box in page.boxes]
    assert all(box.left + box.width < width and box.top + box.height < height for (width, height), box in boxes)
    drawn = formats.page_picture(data, 2)
    assert drawn is not None and drawn.startswith(b"\x89PNG")
    assert formats.page_picture(data, len(sizes) + 1) is None
    assert formats.page_picture(ipforms.render(RECORD), 1) is None and formats.page_sizes(b"PK") == []


def test_a_row_that_is_emptied_is_gone_and_those_behind_it_keep_their_names():
    rows = len(RECORD.ip_policies)
    emptied = {f"ip_policies[0].{name}": "" for name in ("title", "adopted_on", "count")}
    made = review(ReviewState(texts={**emptied, "ip_policies[1].count": "很多"}))
    assert [each.title for each in made.report.record.ip_policies] == [each.title for each in RECORD.ip_policies][1:]
    shown = {each.path: each for each in made.fields}
    assert (shown["ip_policies[0].title"].text, shown["ip_policies[0].title"].state) == ("", "changed")
    assert shown[f"ip_policies[{rows - 1}].title"].text == RECORD.ip_policies[-1].title
    (finding,) = [each for each in made.findings if each.path.startswith("ip_policies")]
    assert finding.path == "ip_policies[1].count" and "很多" in finding.sentence
