"""Sound documents to make mutants of: all from this repository."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import ipforms
from ipforms import formats
from ipforms.render.rendered import RenderFormat
from tests.formats.foreign_forms import Over, string
from tests.formats.ofd_by_another_hand import HANDS, written
from tests.formats.wordml import flat_opc, wordml
from tests.replicas import replica

from . import archive_mutants

ROOT = Path(__file__).parents[2]
FORMS = ("jinhua-application", "jinhua-recommendation", "guangzhou-enterprise", "guangzhou-market")
_REPLICAS = 6  # of each form, with other habits each


class Seed(NamedTuple):
    """A sound document: what it is called, which form, and its bytes."""

    name: str
    form: str
    data: bytes


@cache
def contract(form: str) -> dict[str, Any]:
    """The record of a form that its contract shows."""
    found: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "contract" / f"{form}.json").read_text("utf-8"))
    return found


@cache
def rendered(form: str, format_: RenderFormat, *, blank: bool = False) -> bytes:
    """A form, filled in or blank, in a format."""
    record = ipforms.form(form).model.model_validate({} if blank else contract(form))
    return ipforms.render(record, format_)


@cache
def docx() -> tuple[Seed, ...]:
    """Forms filled in and blank, and as other people would have typed them."""
    own = [Seed("own", form, rendered(form, "docx", blank=blank)) for form in FORMS for blank in (False, True)]
    others = [Seed("replica", form, replica(form, seed).data) for form in FORMS for seed in range(_REPLICAS)]
    return (*own, *others)


@cache
def pdf() -> tuple[Seed, ...]:
    """Flat and fillable ones, ours and of others."""
    own = [Seed(kind, form, rendered(form, kind)) for form in FORMS for kind in ("pdf", "pdf-form")]
    blank = [Seed("pdf-form", form, rendered(form, "pdf-form", blank=True)) for form in FORMS]
    return (*own, *blank, Seed("foreign", FORMS[0], _foreign()))


@cache
def ofd() -> tuple[Seed, ...]:
    """Ours, and those of another hand."""
    own = [Seed("ofd", form, rendered(form, "ofd")) for form in FORMS]
    hands = zip(FORMS, HANDS.values(), strict=False)
    others = [(form, written(formats.read(rendered(form, "docx")).sheet, hand)) for form, hand in hands]
    return (*own, *(Seed("hand", form, data) for form, data in others))


def _foreign() -> bytes:
    made = Over(FORMS[0])
    return made.field("enterprise_name", b"/FT/Tx/T(a)/V" + string("金华双龙")).made()


@cache
def markup() -> tuple[Seed, ...]:
    """Word's XML in one file, which takes no LibreOffice."""
    forms = [(form, rendered(form, "docx")) for form in FORMS]
    return tuple(Seed(kind.__name__, form, kind(data)) for form, data in forms for kind in (wordml, flat_opc))


@cache
def old() -> tuple[Seed, ...]:
    """What is looked at before LibreOffice gets it: a page, RTF, OpenDocument, a .doc."""
    page = (
        "<html><body><table border=1><tr><td style='mso-hide:all'>企业名称</td><td><input value=甲></td></tr></table>"
    )
    rtf = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}{\trowd\cellx4000 \intbl \u20225?\cell\row}}"
    letter = (ROOT / "tests" / "data" / "tables" / "letter.doc").read_bytes()
    mail = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + page.encode()
    return tuple(Seed(f"old{at}", FORMS[0], data) for at, data in enumerate((page.encode(), rtf, letter, mail)))


@cache
def opendocument() -> tuple[Seed, ...]:
    """A text of OpenDocument with a table and a field."""
    names = ("office", "text", "table")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    cell = "<table:table-cell><text:p>企业名称<text:date>1</text:date></text:p></table:table-cell>"
    row = f"<table:table-row>{cell * 2}</table:table-row>"
    body = f"<office:body><office:text><table:table>{row * 3}</table:table></office:text></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    parts = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content), ("Pictures/1.png", "x")]
    return (Seed("odt", FORMS[0], archive_mutants.packed([(name, text.encode()) for name, text in parts])),)


@cache
def workbooks() -> tuple[Seed, ...]:
    """Tables of companies as people send them."""
    examples = [ROOT / "examples" / "data" / f"{form}.xlsx" for form in FORMS if form != FORMS[1]]
    tests = sorted((ROOT / "tests" / "data" / "tables").glob("companies.*"))
    named = [(path, path.stem if path.stem in FORMS else FORMS[2]) for path in (*examples, *tests)]
    return tuple(Seed(path.name, form, path.read_bytes()) for path, form in named)


@cache
def csv_tables() -> tuple[Seed, ...]:
    """A table whose columns are field paths, one whose columns are labels."""
    returned = (ROOT / "examples" / "data" / "returned-by-a-colleague.csv").read_bytes()
    return (Seed("returned", FORMS[2], _utf8(returned)), *(Seed("paths", form, _csv(form)) for form in FORMS))


def _utf8(data: bytes) -> bytes:
    try:
        return data.decode("utf-8-sig").encode()
    except UnicodeDecodeError:
        return data.decode("gb18030").encode()


def _csv(form: str) -> bytes:
    flat = {name: value for name, value in contract(form).items() if not isinstance(value, dict | list)}
    out = io.StringIO()
    csv.writer(out).writerows((list(flat), list(flat.values()), list(flat.values())))
    return out.getvalue().encode()


@cache
def json_records() -> tuple[Seed, ...]:
    """Records as JSON."""
    return tuple(Seed("json", form, json.dumps(contract(form), ensure_ascii=False).encode()) for form in FORMS)
