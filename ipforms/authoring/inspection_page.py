"""An inspection as one HTML page that stands alone: pictures of the pages, the tables with their grid, the fields."""

import base64
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from ipforms import formats
from ipforms.authoring.inspection import InspectedBlock, InspectedField, Inspection
from ipforms.errors import IpformsError
from ipforms.messages import Lang, say
from ipforms.reports.redaction import redaction_of
from ipforms.reports.words import where

if TYPE_CHECKING:
    from ipforms.formats import PageImage, Rectangle

_MOST_PAGES = 30  # of one file that are drawn
_MOST_COLUMNS = 400  # of a table; a broken file may claim more

_STYLE = """
body{font:14px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;
margin:1.5em;color:#1b1f24;max-width:1500px}
h1{font-size:20px}h2{font-size:16px;margin-top:2em}table{border-collapse:collapse;margin:.8em 0}
td,th{border:1px solid #8c959f;padding:3px 6px;vertical-align:top;text-align:left}th{background:#f0f3f6}
.sheet td{min-width:2em;white-space:pre-wrap}.n{color:#656d76;font-size:11px;font-weight:normal}
.value{background:#dafbe1}.likely{background:#fff8c5}.doubtful{background:#ffe2d9}.label{background:#ddf4ff}
.print{background:#f0f3f6;color:#424a53}.blank{background:#fff}.unclaimed{background:#fbdfff;outline:2px solid #a333c8}
.path{display:block;font:11px ui-monospace,monospace;color:#57606a}
p.block{padding:2px 6px;margin:2px 0;white-space:pre-wrap}
.page{position:relative;margin:1em 0;border:1px solid #8c959f}.page img{width:100%;display:block}
.page a{position:absolute;border:2px solid #1a7f37;background:#2da44e22;overflow:visible}
.page a span{position:absolute;right:0;bottom:100%;font:10px ui-monospace,monospace;
background:#fffe;white-space:nowrap}
.page a.likely{border-color:#9a6700;background:#d4a72c33}
.page a.doubtful{border-color:#cf222e;background:#cf222e22}
.page a.label{border:1px dashed #0969da;background:#54aeff22}
.page a.unclaimed{border-color:#a333c8;background:#a333c822}
.page a.print,.page a.blank{border:1px dotted #8c959f;background:none}
tr:target,td:target{outline:3px solid #0969da}
"""


def write_inspection(inspection: Inspection, lang: Lang = "zh") -> bytes:
    """The page: nothing is loaded, nothing is sent, no scripts."""
    return "\n".join(_page(inspection, lang)).encode()


def _page(inspection: Inspection, lang: Lang) -> Iterator[str]:
    read = inspection.read
    title = _say("title", lang, form=read.form.title, format=read.format)
    yield f'<!DOCTYPE html><html lang="{escape(lang)}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
    scores = "、".join(f"{form} {score:.2f}" for form, score in inspection.scores)
    yield f"<p>{escape(_say('scores', lang))}{escape(scores)}</p>"
    roles = ("value", "likely", "doubtful", "label", "print", "blank", "unclaimed")
    yield (
        "<p>"
        + " ".join(f'<span class="{role}">&nbsp;{escape(_say(role, lang))}&nbsp;</span>' for role in roles)
        + "</p>"
    )
    yield from _pictures(inspection, lang)
    yield f"<h2>{escape(_say('fields', lang))}</h2>"
    yield from _fields(inspection.fields, lang)
    yield f"<h2>{escape(_say('spare', lang, count=len(inspection.unclaimed)))}</h2>"
    yield from (f'<p class="block unclaimed">{_at(each, lang)}{escape(each.text)}</p>' for each in inspection.unclaimed)
    if inspection.missing:
        yield f"<h2>{escape(_say('missing', lang))}</h2><p>{escape('；'.join(inspection.missing))}</p>"
    yield f"<h2>{escape(_say('findings', lang))}</h2><ul>"
    yield from (f"<li><code>{escape(each.code)}</code> {escape(each.text(lang))}</li>" for each in read.findings)
    yield f"</ul><h2>{escape(_say('sheet', lang))}</h2>"
    yield from _sheet(inspection, lang)
    yield "</body></html>"


def _say(key: str, lang: Lang, **context: object) -> str:
    return say(f"authoring.inspect.{key}", lang, **context)


def _at(block: InspectedBlock, lang: Lang) -> str:
    return f'<span class="n">{escape(where(block.block.place, lang))} </span>'


def _fields(fields: Iterable[InspectedField], lang: Lang) -> Iterator[str]:
    names = (
        "path",
        "label_of",
        "value_of",
        "text",
        "place",
        "found",
        "certainty",
        "likeness",
        "margin",
        "rivals",
        "why",
    )
    yield "<table><tr>" + "".join(f"<th>{escape(_say(f'column.{name}', lang))}</th>" for name in names) + "</tr>"
    for each in fields:
        about = each.evidence
        cells = (
            each.path,
            each.label,
            "" if each.value in (None, []) else each.value,
            about.text,
            "；".join(where(place, lang) for place in about.places),
            f"{about.found} {about.label}".strip(),
            about.certainty.value,
            f"{each.likeness:.2f}",
            f"{each.margin:.2f}",
            " / ".join(about.alternatives),
            "；".join(note.message(lang) for note in (*about.reasons, *about.notes)),
        )
        role = about.certainty.value if about.text.strip() and about.certainty.value != "sure" else ""
        row = "".join(f"<td>{escape(str(cell))}</td>" for cell in cells)
        yield f'<tr id="{escape(each.path)}" class="{role}">{row}</tr>'
    yield "</table>"


def _role(block: InspectedBlock, inspection: Inspection) -> str:
    """The colour of a block: of a value how sure it is."""
    if block.role != "value":
        return block.role
    found = {inspection.read.evidence[path].certainty.value for path in block.paths}
    return next((each for each in ("doubtful", "likely") if each in found), "value")


def _sheet(inspection: Inspection, lang: Lang) -> Iterator[str]:
    for table, group in groupby(inspection.blocks, key=lambda each: each.block.table if each.block.cell else 0):
        blocks = list(group)
        if not table:
            for each in blocks:
                words = f"{_at(each, lang)}{escape(each.text)}{_paths(each)}"
                yield f'<p class="block {_role(each, inspection)}">{words}</p>'
            continue
        yield f'<table class="sheet"><caption class="n">{escape(_say("table", lang, number=table))}</caption>'
        for row, cells in groupby(blocks, key=lambda each: each.block.cell.row if each.block.cell else 0):
            yield f'<tr><th class="n">{row + 1}</th>'
            yield from (_cell(each, inspection) for each in cells)
            yield "</tr>"
        yield "</table>"


def _cell(each: InspectedBlock, inspection: Inspection) -> str:
    cell = each.block.cell
    assert cell is not None
    spans = f'rowspan="{cell.row_span}" colspan="{min(cell.column_span, _MOST_COLUMNS)}"'
    return f'<td {spans} class="{_role(each, inspection)}">{escape(each.text)}{_paths(each)}</td>'


def _paths(each: InspectedBlock) -> str:
    return "".join(f'<a class="path" href="#{escape(path)}">{escape(path)}</a>' for path in each.paths)


def _pictures(inspection: Inspection, lang: Lang) -> Iterator[str]:
    """The pages of a file that has some, with every block drawn on them."""
    read = inspection.read
    data = read.source_file.data() if read.source_file else None
    pages = sorted({each.block.place.page for each in inspection.blocks if each.block.place.page})[:_MOST_PAGES]
    if data is None or not pages:
        return
    hidden = redaction_of(read)
    spans = hidden.number_spans if inspection.is_masked else lambda text: ()
    cells = hidden.cells_of if inspection.is_masked else lambda page: ()
    try:
        images = list(formats.page_images(data, pages, cells, spans))
    except IpformsError:  # it was read; whatever is the matter with its pages, the tables are there
        return
    yield f"<h2>{escape(_say('pages', lang))}</h2>"
    for number, image in images:
        yield f'<div class="page" style="max-width:{image.width * 1.6:.0f}px">'
        yield f'<img alt="{number}" src="data:image/png;base64,{base64.b64encode(image.png()).decode()}">'
        for each in inspection.blocks:
            box = each.block.place.box
            if each.block.place.page == number and box is not None and each.role != "blank":
                yield _marked(each, box, image, inspection)
        yield "</div>"


def _marked(each: InspectedBlock, box: "Rectangle", image: "PageImage", inspection: Inspection) -> str:
    left, top, right, bottom = box
    style = (
        f"left:{100 * left / image.width:.2f}%;top:{100 * top / image.height:.2f}%;"
        f"width:{100 * (right - left) / image.width:.2f}%;height:{100 * (bottom - top) / image.height:.2f}%"
    )
    names = " ".join(path.rpartition(".")[2] for path in each.paths)
    target = escape(each.paths[0]) if each.paths else ""
    title = escape(f"{' '.join(each.paths)}\n{each.text}")
    role = _role(each, inspection)
    return f'<a href="#{target}" class="{role}" style="{style}" title="{title}"><span>{escape(names)}</span></a>'
