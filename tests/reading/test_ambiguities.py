"""A doubt of a page is said of a field where the field might have another value; else it is not."""

from __future__ import annotations

import pytest

from ipforms.forms import form
from ipforms.paths import Place
from ipforms.pipeline.ambiguities import ambiguous_fields
from ipforms.sheet import Doubt, Sheet

CELL = Place(1, 1, 1, 1)


def said(form_id, path, text, *doubts):
    """The codes that are said of a field with this text."""
    sheet = Sheet((), doubts=doubts, line_breaks_are_typed=False)
    found = list(ambiguous_fields(form(form_id).model, {path: text}, {path: CELL}, sheet))
    assert all(of == path for of, _ in found)
    return [code for _, code in found]


def end(before, read, after, *others):
    return Doubt("reading.line_ends", before, read, after, others, CELL)


@pytest.mark.parametrize(
    ("path", "text", "doubt", "matters"),
    [
        # In the middle of an address nobody ends a line; a blank there is one that was not drawn.
        ("mailing_address", "广州市天河区北街", end("广州市天河", "", "区北街", "\n"), False),
        ("mailing_address", "广州A座B栋", end("广州A座", "", "B栋", "\n", " "), True),
        ("mailing_address", "体育西路16号", end("体育西路16", "", "号", "\n", " "), False),
        # A list has an item a line; one character is none.
        ("ip_units[0].names", "张伟、欧阳文静郭文博", end("欧阳文静", "", "郭文博", "\n"), True),
        ("ip_units[0].names", "张伟、李嘉敏", end("张伟、李嘉", "", "敏", "\n"), False),
        ("ip_units[0].names", "张伟、李嘉敏", end("张伟、", "", "李嘉敏", "\n"), False),
        # A paragraph ends with a sentence.
        ("overview", "公司设有专人。建立了制度。", end("公司设有专人。", "", "建立了制度。", "\n"), True),
        ("overview", "公司设有专人，建立了制度。", end("公司设有专人，", "", "建立了制度。", "\n"), False),
        ("overview", "its marks in the EU", end("marks in", " ", "the EU", "\n", ""), True),
        # What has the shape of an identifier was read right.
        ("contact.email", "a@example.com", end("a@exam", "", "ple.com", "\n", " "), False),
        ("contact.email", "a@exam ple.com", end("a@exam", " ", "ple.com", "\n", ""), True),
        ("declaration.date", "2017年3月9日", end("2017年", "", "3月9日", "\n"), False),
        # Of another field in the same cell.
        ("mailing_address", "广州市天河区", end("马俊杰", "", "总经理", "\n"), False),
    ],
)
def test_a_doubt_matters_if_people_write_so_and_the_value_differs(path, text, doubt, matters):
    assert said("guangzhou-enterprise", path, text, doubt) == ["reading.line_ends"] * matters


def test_a_field_that_begins_behind_its_label_knows_its_doubt():
    doubt = end("通讯地址：广州A座", "", "B栋", "\n", " ")
    assert said("guangzhou-enterprise", "mailing_address", "广州A座B栋", doubt) == ["reading.line_ends"]


def test_of_two_doubts_of_one_kind_one_is_said():
    doubts = end("A座", "", "B座", " "), end("B座", "", "C座", " ")
    assert said("guangzhou-enterprise", "mailing_address", "A座B座C座", *doubts) == ["reading.line_ends"]


def test_a_doubt_at_another_place_is_none_of_the_field():
    doubt = end("广州A座", "", "B栋", " ")._replace(place=Place(1, 2, 1, 1))
    assert said("guangzhou-enterprise", "mailing_address", "广州A座B栋", doubt) == []


@pytest.mark.parametrize("text", ["广州市越\n秀区", "广州市；\n越秀区"])
def test_an_address_goes_on_behind_a_break(text):
    assert said("guangzhou-enterprise", "mailing_address", text) == []


def test_where_every_line_break_was_typed_there_is_no_doubt():
    model, texts = form("guangzhou-enterprise").model, {"mailing_address": "广州市越\n秀区"}
    assert list(ambiguous_fields(model, texts, {"mailing_address": CELL}, Sheet(()))) == []


def test_a_gap_in_a_name_may_be_a_character_that_was_not_drawn():
    gap = Doubt("reading.gaps", "王", " ", "明", ("〓",), CELL)
    assert said("guangzhou-enterprise", "contact.name", "王 明", gap) == ["reading.gaps"]
    assert said("guangzhou-enterprise", "contact.name", "王 明", gap._replace(others=("\u00a0",))) == []


@pytest.mark.parametrize(
    ("text", "before", "after", "matters"),
    [
        (
            "婺坊（注册号5567123）、金婺缘（注册号9912045）",
            "、金婺",
            "缘（注册号",
            False,
        ),  # the one mark without a number
        ("婺坊、金婺缘", "、金婺", "缘", True),
    ],
)
def test_a_mark_among_others_with_numbers_is_not_parted_from_its_own(text, before, after, matters):
    found = said("jinhua-recommendation", "enterprises[0].key_trademarks", text, end(before, "", after, "\n"))
    assert ("reading.line_ends" in found) is matters


@pytest.mark.parametrize(("pages", "codes"), [({1}, []), (set(), ["reading.gaps"])])
def test_no_paper_tells_a_blank_from_one_at_which_no_line_ends(pages, codes):
    doubt = Doubt("reading.gaps", "通过GB/T", " ", "29490认证", ("\u00a0",), CELL)
    sheet = Sheet((), doubts=(doubt,), recognised_pages=frozenset(pages))
    texts = {"overview": "通过GB/T 29490认证。"}
    found = ambiguous_fields(form("guangzhou-enterprise").model, texts, {"overview": CELL}, sheet)
    assert [code for _, code in found] == codes
