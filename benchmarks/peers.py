"""What people use otherwise, as plain loops over the same CSV; each is run as a process of its own.

`python -m benchmarks.peers docxtpl rows.csv folder 500`. They check nothing: what stands in
a cell goes into the document.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

import ipforms
from benchmarks.applicants import FORM
from ipforms.bulk.columns import columns_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _patterns(headers: list[str]) -> list[str]:
    """The field of each column, by its path."""
    columns = columns_of(ipforms.form(FORM).model)
    found = [columns.find(header) for header in headers]
    return [each[0].pattern if each else header for each, header in zip(found, headers, strict=True)]


def _rows(path: Path, count: int) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        fields = _patterns(next(rows))
        for cells in islice(rows, count):
            yield dict(zip(fields, cells, strict=True))


def docxtpl(rows: Iterator[dict[str, str]], out: Path) -> None:
    """The loop of docxtpl's own documentation: open the template, render, save."""
    from docxtpl import DocxTemplate

    template = out.parent / "template.docx"
    template.write_bytes(ipforms.form(FORM).source.read_bytes())
    for number, row in enumerate(rows, 1):
        context: dict[str, Any] = {}
        for path, text in row.items():
            *groups, name = path.split(".")
            here = context
            for group in groups:
                here = here.setdefault(group, {})
            here[name] = text
        for group in ("enterprise_endorsement", "recommender_endorsement"):
            context.setdefault(group, {})
        document = DocxTemplate(template)
        document.render(context, autoescape=True)
        document.save(out / f"{number:06d}_{row['enterprise_name']}.docx")


def mailmerge(rows: Iterator[dict[str, str]], out: Path) -> None:
    """docx-mailmerge2 on the same template, with merge fields for its tags."""
    from mailmerge import MailMerge

    template = out.parent / "merge.docx"
    template.write_bytes(_with_merge_fields(ipforms.form(FORM).source.read_bytes()))
    for number, row in enumerate(rows, 1):
        with MailMerge(template) as document:
            document.merge(**{path.replace(".", "_"): text for path, text in row.items()})
            document.write(out / f"{number:06d}_{row['enterprise_name']}.docx")


def _with_merge_fields(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            part = given.read(name)
            taken.writestr(name, _fields(part) if name == "word/document.xml" else part)
    return made.getvalue()


def _fields(document: bytes) -> bytes:
    root = etree.fromstring(document)
    for text in list(root.iter(f"{_W}t")):
        tag = (text.text or "").strip()
        if tag.startswith("{{"):
            run = text.getparent()
            field = etree.Element(f"{_W}fldSimple")
            field.set(f"{_W}instr", f" MERGEFIELD {tag[2:-2].split()[0].replace('.', '_')} ")
            run.getparent().replace(run, field)
            field.append(run)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def office(rows: Iterator[dict[str, str]], out: Path) -> None:
    """LibreOffice makes PDFs of the same rows, all in one call; the DOCX must be there first, which ipforms does."""
    from ipforms import bulk

    data = [{key: text for key, text in row.items() if "." not in key} for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        bulk.fill(ipforms.form(FORM), data, folder)
        files = [str(path) for path in Path(folder).glob("*.docx")]
        profile = f"-env:UserInstallation={(out.parent / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), *files]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


PEERS: dict[str, Callable[[Iterator[dict[str, str]], Path], None]] = {
    "docxtpl": docxtpl,
    "docx-mailmerge2": mailmerge,
    "LibreOffice": office,
}


if __name__ == "__main__":
    _, _name, _data, _out, _count = sys.argv
    PEERS[_name](_rows(Path(_data), int(_count)), Path(_out))
