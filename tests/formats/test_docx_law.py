"""Law 3: reading a document that we wrote gives the cells that were written; LibreOffice in between changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.formats.docx import read
from ipforms.schemas.record_texts import encode
from ipforms.sheet import Sheet, Table
from tests.documents import expected, unparted
from tests.effort import examples
from tests.strategies import records

FORMS = [form.id for form in ipforms.forms()]


def seen(sheet: Sheet) -> list[str]:
    """The lines outside of tables, and the cells, that say something."""
    found: list[str] = []
    for block in sheet.blocks:
        texts = [cell.text for cell in block.cells] if isinstance(block, Table) else block.text.split("\n")
        found += texts
    return [text for text in found if text]


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_reading_a_document_that_we_wrote_gives_the_cells_that_were_written(form_id, data):
    form = ipforms.form(form_id)
    record = data.draw(records(form_id))
    sheet = read(ipforms.render(record))

    written = [text for text in expected(form.source.read_bytes(), encode(record)) if text]
    assert unparted(seen(sheet)) == unparted(written)
    assert sheet.notes == ()


def test_a_table_s_cells_cover_its_grid_once(form, record):
    for block in read(ipforms.render(record)).blocks:
        if isinstance(block, Table):
            covered = [
                (row, column)
                for cell in block.cells
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            ]
            assert sorted(covered) == [(row, column) for row in range(block.rows) for column in range(block.columns)]


@pytest.mark.office
def test_a_document_that_libreoffice_saved_anew_keeps_its_cells(soffice, contract, tmp_path):
    made = {form_id: ipforms.form(form_id).model.model_validate(contract(form_id)) for form_id in FORMS}
    for form_id, record in made.items():
        (tmp_path / f"{form_id}.docx").write_bytes(ipforms.render(record))
    soffice("docx:MS Word 2007 XML", tmp_path.glob("*.docx"), tmp_path / "saved")

    for form_id, record in made.items():
        ours, theirs = read(ipforms.render(record)), read((tmp_path / "saved" / f"{form_id}.docx").read_bytes())
        assert [table.cells for table in ours.blocks if isinstance(table, Table)] == [
            table.cells for table in theirs.blocks if isinstance(table, Table)
        ]
        assert seen(ours) == seen(theirs)
        assert theirs.notes == ()
