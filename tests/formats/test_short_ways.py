"""Short ways through the reader of PDF: where one is taken, the long way gives the same."""

from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from ipforms.formats.pdf.layout_analysis.ruling_lines import TableFrame
from ipforms.formats.pdf.layout_analysis.table_grid import grid_of
from ipforms.formats.pdf.layout_analysis.text_lines import lines
from ipforms.formats.pdf.pdf_page import BoundingBox, Character, RulingLine

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
