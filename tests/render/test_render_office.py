"""Filled forms as LibreOffice opens, prints and saves them: nothing clipped, nothing lost, cells as they were."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import ipforms
from ipforms.schemas.record_texts import encode
from ipforms.template import leaves
from tests.documents import W, cells, part

pytestmark = pytest.mark.office

FORMS = [form.id for form in ipforms.forms()]
LONG = {
    "jinhua-application": "ip_protection_status",
    "guangzhou-enterprise": "overview",
    "guangzhou-market": "work_plan",
}
# Name of the case: pages at least and at most, as LibreOffice sets them with the fonts of the tests.
PAGES = {
    "jinhua-application-full": (1, 1),
    "jinhua-recommendation-full": (1, 1),
    "guangzhou-enterprise-full": (3, 4),
    "guangzhou-market-full": (4, 5),
    "jinhua-application-long": (12, 18),
    "guangzhou-enterprise-long": (13, 20),
    "guangzhou-market-long": (13, 20),
    "jinhua-recommendation-many": (4, 7),
    "guangzhou-enterprise-many": (5, 8),
    "guangzhou-market-many": (7, 11),
    "jinhua-application-wide": (1, 3),
    "jinhua-recommendation-wide": (1, 4),
    "guangzhou-enterprise-wide": (3, 6),
    "guangzhou-market-wide": (4, 7),
    "jinhua-application-hostile": (1, 2),
    "jinhua-recommendation-hostile": (1, 3),
    "guangzhou-enterprise-hostile": (3, 5),
    "guangzhou-market-hostile": (4, 6),
}


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def long_text() -> str:
    """Some ten thousand characters in paragraphs that are told apart, each short enough for one line."""
    return "\n".join(f"第{number:04}段：公司建立了知识产权管理制度。" for number in range(460))


def record_of(case: str, contract: Any) -> Any:
    form_id, _, kind = case.rpartition("-")
    data = contract(form_id)
    if kind == "long":
        data[LONG[form_id]] = long_text()
    elif kind == "many":
        for section in ipforms.form(form_id).template.least_rows:
            data[section] = [{**data[section][0], **_numbered(data[section][0], number)} for number in range(30)]
    elif kind == "hostile":
        data = _hostile(data)
    elif kind == "wide":
        data = _wide(data)
    return ipforms.form(form_id).model.model_validate(data)


def _numbered(row: dict[str, Any], number: int) -> dict[str, Any]:
    name = next(key for key, value in row.items() if isinstance(value, str))
    return {name: f"第{number:02}号"}


def _hostile(data: dict[str, Any]) -> dict[str, Any]:
    names = ("name", "enterprise_name", "recommending_unit", "address", "registered_address", "overview", "honours")
    return {**data, **{name: "䶮𬭎㛃&<b>\"'{{x}}{%y%}]]>" for name in names if name in data}}


def _wide(value: Any) -> Any:
    """Names that are long, and e-mail addresses that offer no place to break a line."""
    if isinstance(value, list):
        return [_wide(child) for child in value]
    if not isinstance(value, dict):
        return value
    wide = {name: _wide(child) for name, child in value.items()}
    wide |= {"name": f"{value['name']}·买买提·阿卜杜热合曼·艾合买提江"} if value.get("name") else {}
    return wide | ({"email": f"{'a-very_long.address' * 3}@subdomain.example.com"} if value.get("email") else {})


@pytest.fixture(scope="module")
def printed(soffice, contract, tmp_path_factory) -> Path:
    """All cases as DOCX, as PDF and as DOCX saved anew; two calls of LibreOffice."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    folder = tmp_path_factory.mktemp("printed")
    files = [folder / f"{case}.docx" for case in PAGES]
    for file in files:
        file.write_bytes(ipforms.render(record_of(file.stem, contract)))
    soffice("pdf", files, folder)
    soffice("docx:MS Word 2007 XML", files, folder / "saved")
    return folder


@pytest.fixture(params=PAGES)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def printed_text(folder: Path, case: str) -> list[str]:
    """The text of each page, white space aside, in the order in which LibreOffice has set it: cell by cell."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", folder / f"{case}.pdf", "-"]
    pages = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\f")[:-1]
    return [bare(page) for page in pages]


def test_a_filled_form_has_the_pages_that_it_should(printed, case):
    least, most = PAGES[case]

    assert least <= len(printed_text(printed, case)) <= most


def test_every_line_of_every_value_is_printed_whole(printed, case, contract):
    text = "".join(printed_text(printed, case))
    lines = {bare(line) for _, value in leaves(encode(record_of(case, contract))) for line in value.split("\n")}

    assert [line for line in lines if line not in text] == []


def test_all_print_of_the_form_is_printed(printed, case):
    text = "".join(printed_text(printed, case))
    template = ipforms.form(case.rpartition("-")[0]).source.read_bytes()
    print = {bare(piece) for cell in cells(template) for piece in re.split(r"\{.*?\}[}]?", cell)}

    assert len(print) > 10
    assert [piece for piece in print if piece not in text] == []


def test_no_word_leaves_its_page(printed, case):
    command = ["pdftotext", "-bbox", "-enc", "UTF-8", printed / f"{case}.pdf", "-"]
    page = etree.fromstring(subprocess.run(command, check=True, capture_output=True).stdout)
    margin = 29  # points, 10 mm; the narrowest margin of a form is 15 mm, and the page number stands below it
    for sheet in page.iter("{*}page"):
        width, height = float(sheet.get("width")), float(sheet.get("height"))
        for word in sheet.iter("{*}word"):
            left, right, top, bottom = (float(word.get(side)) for side in ("xMin", "xMax", "yMin", "yMax"))
            assert margin <= left < right <= width - margin, word.text
            assert margin <= top < bottom <= height - margin / 2, word.text


def test_no_row_has_a_height_that_would_clip_its_text(printed, case):
    heights = etree.fromstring(part((printed / f"{case}.docx").read_bytes())).iter(f"{W}trHeight")

    assert {height.get(f"{W}hRule") for height in heights} == {"atLeast"}


def test_libreoffice_saves_the_same_cells(printed, case):
    ours, theirs = ((printed / folder / f"{case}.docx").read_bytes() for folder in (".", "saved"))

    assert [bare(text) for text in cells(theirs) if bare(text)] == [bare(text) for text in cells(ours) if bare(text)]
    assert shape(theirs) == shape(ours)


def shape(data: bytes) -> list[list[tuple[int, bool]]]:
    """For each row its cells: how many columns each covers, and whether it continues the one above."""

    def cell(element: Any) -> tuple[int, bool]:
        span = element.find(f"{W}tcPr/{W}gridSpan")
        merge = element.find(f"{W}tcPr/{W}vMerge")
        continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        return (1 if span is None else int(span.get(f"{W}val")), continued)

    return [[cell(each) for each in row.iter(f"{W}tc")] for row in etree.fromstring(part(data)).iter(f"{W}tr")]
