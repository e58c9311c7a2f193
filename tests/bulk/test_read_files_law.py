"""read → fill is a round trip for any record, in every format of table. A blank form is a blank row: none to fill."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms import bulk
from ipforms.bulk import result_rows, result_tables
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.read_result import ReadResult
from ipforms.codecs import LINE
from ipforms.schemas.base import is_blank
from tests.effort import examples
from tests.reading.strategies import representable


@cache
def blank(form_id):
    return ipforms.read(ipforms.form(form_id).blank())


def as_read(number, record, form_id):
    """What `bulk.read` gives for a document of this record; that reading gives the record is a law of its own."""
    submission = replace(blank(form_id), record=record, values=record.model_dump(mode="json"))
    return ReadResult(Path(f"{number}.docx"), submission)


def written_and_filled(form_id, records, suffix):
    """The records that `fill` takes from the table that `read` writes of these."""
    results = [as_read(number, record, form_id) for number, record in enumerate(records)]
    with tempfile.TemporaryDirectory() as name:
        (table,) = result_tables.write(results, Path(name) / f"out{suffix}")
        with bulk.open_source(table) as source:
            entries = list(bulk.Rows(ipforms.form(form_id), source, derive=False))
    assert [problem.reason() for entry in entries for problem in entry.faults] == []
    return [entry.record for entry in entries]


@pytest.mark.parametrize("suffix", result_tables.SUFFIXES)
@pytest.mark.parametrize("form_id", [form.id for form in ipforms.forms()])
@given(data=st.data())
@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
def test_what_was_read_fills_the_same_form_again_for_any_record(form_id, suffix, data):
    filled = representable(form_id).filter(lambda record: not is_blank(record))
    records = data.draw(st.lists(filled, min_size=1, max_size=3))
    assert written_and_filled(form_id, records, suffix) == records


@pytest.mark.parametrize("suffix", result_tables.SUFFIXES)
def test_a_sign_at_the_end_of_a_line_of_a_text_is_no_list(suffix, tmp_path):
    form = ipforms.form("jinhua-application")
    record = form.model.model_validate({"enterprise_endorsement": {"opinion": "情况属实、\n同意申报"}})
    (table,) = result_tables.write([as_read(0, record, form.id)], tmp_path / f"out{suffix}")
    with bulk.open_source(table) as source:
        assert [entry.record for entry in bulk.Rows(form, source, derive=False)] == [record]


@pytest.mark.parametrize("name", ["跳过", "金华甲公司000", "=1+1", "详见附件", "甲公司"])
def test_a_name_of_any_kind_comes_back_from_its_cell(name):
    form = ipforms.form("jinhua-application")
    (text,) = result_rows.cells_of(form, form.model.model_construct(enterprise_name=name), guard=True).values()
    assert ExcelCellDecoder().decode(LINE, text).value == name
