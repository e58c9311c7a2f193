"""The trail: the places of a Sheet as paragraphs of the XML, by the same walk."""

from __future__ import annotations

from itertools import cycle

import pytest
from lxml import etree

import ipforms
from ipforms.formats.docx import read, trail
from ipforms.sheet import Table
from tests.documents import W, paragraph_text, part
from tests.effort import some
from tests.replicas import FORMS, SWITCHES, replica
from tests.reports.full_reports import members, packed


def test_the_paragraphs_of_a_place_hold_its_text(form, record):
    data = ipforms.render(record)
    paragraphs, places = list(etree.fromstring(part(data)).iter(f"{W}p")), trail(data)
    for block in read(data).blocks:
        for held in block.cells if isinstance(block, Table) else (block,):
            assert "\n".join(paragraph_text(paragraphs[number]) for number in places[held.place]) == held.text


@pytest.mark.parametrize(("form_id", "switch"), some(zip(cycle(FORMS), SWITCHES)))
def test_every_place_of_a_sheet_is_on_the_trail(form_id, switch):
    data = replica(form_id, 2, switch).data
    blocks, places = read(data).blocks, trail(data)
    expected = {held.place for block in blocks for held in (block.cells if isinstance(block, Table) else (block,))}

    assert expected <= set(places)


def test_comments_in_the_xml_do_not_shift_the_numbers(form, record):
    data = ipforms.render(record)
    parts = dict(members(data))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body><!-- <w:p/> --><?x y?>", 1)

    assert trail(packed(parts)) == trail(data)
