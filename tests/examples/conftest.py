"""The workbooks of the sample data, one after the other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.examples.samples import WORKBOOKS, entries


@pytest.fixture(params=WORKBOOKS)
def form_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def records(form_id: str) -> list[dict[str, Any]]:
    """The records of a workbook, as JSON."""
    found, _ = entries(form_id, f"{form_id}.xlsx")
    return [entry.record.model_dump(mode="json") for entry in found if entry.record]
