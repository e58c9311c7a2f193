"""Scans and photos: a page that was drawn and made a picture is read as the page was."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdfium2
import pytest

import ipforms
from ipforms.formats import scan

CONTRACT = Path(__file__).parents[1] / "data" / "contract"

pytestmark = pytest.mark.skipif(not scan.is_installed(), reason="pip install 'ipforms[scan]'")


def record(form_id):
    return ipforms.form(form_id).model.model_validate(json.loads((CONTRACT / f"{form_id}.json").read_text("utf-8")))


def scanned(data, dpi=200, suffix="TIFF", turn=0.0):
    """The pages of a PDF as pictures in one file, as a scanner makes it."""
    pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(data)]
    pages = [page.rotate(turn, expand=True, fillcolor="white", resample=3) if turn else page for page in pages]
    out = io.BytesIO()
    more = {} if suffix == "PNG" else {"save_all": True, "append_images": pages[1:]}
    pages[0].save(out, suffix, **more, **({"resolution": dpi} if suffix == "PDF" else {"dpi": (dpi, dpi)}))
    return out.getvalue()


@pytest.fixture(scope="module")
def application():
    return record("jinhua-application")


def test_a_scan_is_read(application):
    sub = ipforms.read(scanned(ipforms.render(application, "pdf"), turn=1.5))
    assert (sub.form.id, sub.format) == ("jinhua-application", "scan")
    assert sub.values == application.model_dump(mode="json")
    assert [finding.code for finding in sub.findings] == ["reading.recognised"]


@pytest.mark.slow
@pytest.mark.parametrize("form_id", ["guangzhou-enterprise", "guangzhou-market", "jinhua-recommendation"])
@pytest.mark.parametrize("turn", [0.0, 90.0, 180.0])
def test_each_form_is_read_whichever_way_it_lies(form_id, turn):
    expected = record(form_id)
    sub = ipforms.read(scanned(ipforms.render(expected, "pdf"), suffix="PDF", turn=turn))
    assert sub.form.id == form_id
    wrong = [key for key, value in expected.model_dump(mode="json").items() if sub.values[key] != value]
    assert wrong == []
