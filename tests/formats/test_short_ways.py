"""Short ways through the readers: where one is taken, the long way gives the same."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ipforms.containers.safe_xml import parse
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.docx_limits import DocxLimits
from ipforms.formats.docx.inline import inline
from ipforms.formats.docx.numbering import Numbering
from ipforms.formats.docx.ooxml_names import P
from ipforms.formats.docx.paragraph_text import ParagraphText
from ipforms.formats.docx.plain import is_unmarked, plain
from ipforms.formats.docx.style_properties import StyleProperties
from ipforms.formats.pdf.layout_analysis.ruling_lines import TableFrame
from ipforms.formats.pdf.layout_analysis.table_grid import grid_of
from ipforms.formats.pdf.layout_analysis.text_lines import lines
from ipforms.formats.pdf.pdf_page import BoundingBox, Character, RulingLine
from tests.documents import part
from tests.formats.notation import SPACES, p, r
from tests.replicas import FORMS, replica

SWITCHES = ("split_runs", "numbers_as_list", "tracked_changes", "sym_ticks", "hidden_text", "bookmarks", "proof_errors")
ON_LINES = (0.0, 10.0, 20.0, 30.0)


@st.composite
def frames(draw):
    """Three rooms by three, of whose lines some pieces may be missing."""
    pieces = [(at, start, start + 10.0) for at, start in itertools.product(ON_LINES, ON_LINES[:-1])]
    sides = [RulingLine(at, 0.0, 30.0) for at in (0.0, 30.0)]
    inner = [RulingLine(*piece) for piece in pieces if 0 < piece[0] < 30]
    kept = st.lists(st.sampled_from(inner), unique=True)
    return TableFrame(sides + draw(kept), sides + draw(kept))


@given(frames(), *[st.one_of(st.sampled_from(ON_LINES), st.floats(-5, 35))] * 2)
def test_the_cell_at_a_point_holds_it(frame, x, y):
    table = grid_of(frame)
    holding = {number for number, square in enumerate(table.squares) if square.box.holds(x, y)}
    assert table.at(x, y) in (holding or {None})


@example([("王", 0.0), ("王", 3.0)])  # an empty character is no blank: the gap of a pair still tells nothing
@given(st.lists(st.tuples(st.sampled_from("王a1 　"), st.sampled_from((0.0, 0.5, 3.0, 9.0))), min_size=1, max_size=12))
def test_a_struck_character_at_its_end_changes_nothing_in_a_line(said):
    written, right = [], 0.0
    for number, (text, gap) in enumerate(said):
        written.append(Character(text, BoundingBox(right + gap, 0, right + gap + 10, 10), number))
        right += gap + 10
    struck = Character("", BoundingBox(right, 0, right + 10, 10), len(said))
    short, long = lines(written), lines([*written, struck])
    assert [(each.text, each.box, each.size) for each in short] == [(each.text, each.box, each.size) for each in long]


def no_part():
    return None


def reading(root):
    styles = StyleProperties(lambda: b"", lambda data: None)
    return DocxContext("DOCX", DocxLimits(), styles, Numbering(no_part), unmarked=is_unmarked(root))


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("switch", [None, *SWITCHES])
def test_a_plain_paragraph_says_what_it_says_element_by_element(form_id, switch):
    made = replica(form_id, 3, *[switch] * (switch is not None))
    root = parse("DOCX", "document", part(made.data), DocxLimits())
    short = 0
    for paragraph in root.iter(P):
        text = plain(paragraph, reading(root))
        if text is not None:
            line = ParagraphText(read := reading(root), None)
            inline(paragraph, line)
            assert (text, line.boxes, line.goes_on) == (line.text(), [], False)
            assert read.diagnostics == reading(root).diagnostics
            short += 1
    assert short


@pytest.mark.parametrize(
    "paragraph",
    [
        p("甲", look="<w:numPr/>"),
        p("甲", look="<w:rPr><w:vanish/></w:rPr>"),
        p("甲", look="<w:rPr><w:del/></w:rPr>"),
        p(r("甲", look="<w:vanish/>")),
        p(r("R", look='<w:rFonts w:ascii="Wingdings 2"/>')),
        p(r('<w:br w:type="page"/>')),
        p(f"<w:ins>{r('甲')}</w:ins>"),
        p(r("<w:tab/>")),
    ],
)
def test_what_is_more_than_characters_is_not_plain(paragraph):
    root = parse("DOCX", "document", f"<w:body {SPACES}>{paragraph}</w:body>".encode(), DocxLimits())
    assert plain(root[0], reading(root)) is None
