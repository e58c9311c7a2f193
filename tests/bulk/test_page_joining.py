"""Photos of the pages of one form, sent as a file each."""

from __future__ import annotations

import pytest

import ipforms
from ipforms import bulk, formats
from tests.checks.cases import record

pytest.importorskip("rapidocr")
MARKET = "guangzhou-market"


def pictures(tmp_path, *numbers):
    """Pages of a filled form as pictures: the first is the cover, the others hold its tables."""
    printed = ipforms.render(record(MARKET), "pdf")
    for number in numbers:
        (tmp_path / f"IMG_{number}.png").write_bytes(formats.page_picture(printed, number))
    return tmp_path


@pytest.mark.slow
def test_photos_of_the_pages_of_one_form_are_one_form(tmp_path):
    found = {result.path.name: result for result in bulk.read([pictures(tmp_path, 1, 2, 3, 4)])}
    assert [result.status for result in found.values()] == ["paper", "read", "paper", "paper"]
    assert found["IMG_2.png"].submission.record.name == record(MARKET).name
    assert not {"form.end_missing", "form.start_missing"} & {
        each.code for each in found["IMG_2.png"].submission.findings
    }
    assert found["IMG_3.png"].paper.other.text() == "“IMG_2.png”这份表的另一页"


@pytest.mark.slow
def test_pages_that_are_missing_are_told_once_and_not_field_by_field(tmp_path):
    (result,) = bulk.check([pictures(tmp_path, 2)])
    codes = [finding.code for finding in result.report.findings if finding.severity.value == "error"]
    assert sorted(codes) == ["form.end_missing", "form.start_missing"]
