"""Beside any text of a form something struck or white: no value changes, and it is told."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

import ipforms
from tests.effort import EVERYTHING
from tests.strategies import contract

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LOOKS = {"reading.struck": "<w:strike/>", "reading.invisible_text": '<w:color w:val="FFFFFF"/>'}


def beside(data: bytes, number: int, look: str) -> bytes:
    """A copy with a run of its own before the text of this number; b"" if there is none."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as package:
        for name in given.namelist():
            content = given.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                texts = list(root.iter(f"{{{WORD}}}t"))
                if number >= len(texts):
                    return b""
                run = f'<w:r xmlns:w="{WORD}"><w:rPr>{look}</w:rPr><w:t>9甲</w:t></w:r>'
                texts[number].getparent().addprevious(etree.fromstring(run))
                content = etree.tostring(root)
            package.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("code", LOOKS)
@pytest.mark.parametrize("form_id", ["jinhua-application", "guangzhou-enterprise"])
def test_no_value_changes_by_what_is_not_seen_beside_it(form_id, code):
    data = ipforms.render(ipforms.form(form_id).model.model_validate(contract(form_id)))
    before = ipforms.read(data)
    places = set(before.places.values())
    number, at_fields, step = 0, 0, 1 if EVERYTHING else 4
    while changed := beside(data, number, LOOKS[code]):
        after = ipforms.read(changed)
        (told, *_) = [finding for finding in after.findings if finding.code == code]
        assert after.values == before.values
        assert (told.place in places) == bool(told.path)
        at_fields += bool(told.path)
        number += step

    assert number > 50
    assert at_fields * step >= len([place for place in places if place.table]) // 2
