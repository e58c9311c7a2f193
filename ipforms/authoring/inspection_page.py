"""An inspection as one HTML page that stands alone: pictures of the pages, the tables with their grid, the fields."""

import base64
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ipforms import formats
from ipforms.authoring.inspection import InspectedBlock, Inspection
from ipforms.errors import IpformsError
from ipforms.messages import Lang, say
from ipforms.reports.html_page import page_parts
from ipforms.reports.redaction import redaction_of
from ipforms.reports.words import where

if TYPE_CHECKING:
    from ipforms.formats import PageImage

_MOST_PAGES = 30  # of one file that are drawn
_MOST_COLUMNS = 400  # of a table; a broken file may claim more
_ROLES = ("value", "likely", "doubtful", "label", "print", "blank", "unclaimed")


def write_inspection(inspection: Inspection, lang: Lang = "zh") -> bytes:
    """The page: nothing is loaded, nothing is sent, no scripts."""

    def words(key: str, **context: object) -> str:
        return say(f"authoring.inspect.{key}", lang, **context)

    template, parts = page_parts("inspection.html.jinja", lang)
    read = inspection.read
    facts = {
        "title": words("title", form=read.form.title, format=read.format),
        "seen": inspection,
        "roles": _ROLES,
        "tables": list(_tables(inspection)),
        "images": _images(inspection),
        "most_columns": _MOST_COLUMNS,
        "say": words,
        "where": where,
        "role_of": lambda block: _role(block, inspection),
        "encoded": lambda data: base64.b64encode(data).decode(),
    }
    return template.render(parts | facts).encode()


def _role(block: InspectedBlock, inspection: Inspection) -> str:
    """The colour of a block: of a value how sure it is."""
    if block.role != "value":
        return block.role
    found = {inspection.read.evidence[path].certainty.value for path in block.paths}
    return next((each for each in ("doubtful", "likely") if each in found), "value")


def _tables(inspection: Inspection) -> Iterator[tuple[int, list[tuple[int, list[InspectedBlock]]]]]:
    """The blocks by table, 0 for what stands outside of any, and by row."""
    for table, blocks in groupby(inspection.blocks, key=lambda each: each.block.table if each.block.cell else 0):
        rows = groupby(blocks, key=lambda each: each.block.cell.row if each.block.cell else 0)
        yield table, [(row, list(cells)) for row, cells in rows]


def _images(inspection: Inspection) -> "list[tuple[int, PageImage]]":
    """The pages of a file that has some."""
    read = inspection.read
    data = read.source_file.data() if read.source_file else None
    pages = sorted({each.block.place.page for each in inspection.blocks if each.block.place.page})[:_MOST_PAGES]
    if data is None or not pages:
        return []
    hidden = redaction_of(read)
    spans = hidden.number_spans if inspection.is_masked else lambda text: ()
    cells = hidden.cells_of if inspection.is_masked else lambda page: ()
    try:
        return list(formats.page_images(data, pages, cells, spans))
    except IpformsError:  # it was read; whatever is the matter with its pages, the tables are there
        return []
