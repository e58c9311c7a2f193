"""Cells are read by the codecs of their fields; the model does not ask these once more, and need not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.bulk.cell_decoder import CellDecoder
from ipforms.bulk.columns import columns_of
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.row_reader import RowReader
from ipforms.bulk.sources import SourceRow
from tests.effort import examples
from tests.strategies import hostile_text


@pytest.mark.parametrize("form_id", [form.id for form in ipforms.forms()])
@given(data=st.data())
@settings(max_examples=examples(60), suppress_health_check=[*HealthCheck])
def test_what_cells_give_is_a_record_as_the_model_itself_makes_it(form_id, data):
    form = ipforms.form(form_id)
    names = tuple(column.pattern.replace("[]", "[0]") for column in columns_of(form.model).all if not column.is_part)
    texts = data.draw(st.lists(hostile_text(), min_size=len(names), max_size=len(names)))
    reader = RowReader(form, CellDecoder("表", ExcelCellDecoder(excel=data.draw(st.booleans()))), names)
    faulty = {
        problem.column for problem in reader.row_record(SourceRow(2, dict(zip(names, texts, strict=True)))).faults
    }
    values = {name: text for name, text in zip(names, texts, strict=True) if name not in faulty}
    record = reader.row_record(SourceRow(2, values)).record

    assert record is not None
    assert type(record).model_validate(record.model_dump(mode="json")) == record
