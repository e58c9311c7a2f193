"""What people and programs do to a Word form before it comes back, done to a DOCX: for `lint-form`.

Each change is made to the filled form; none of them takes a value away, so all of them should be read again.
"""

import copy
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ipforms.containers.zip_archive import zip_bytes
from ipforms.forms import Form
from ipforms.template.document_editor import opened_document, set_span, span_of
from ipforms.text import label_key

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _T, _TR, _TC, _TBL = (f"{_W}{name}" for name in ("p", "t", "tr", "tc", "tbl"))
_LONGEST_LABEL = 12  # characters of a label that somebody breaks over two lines
_FINER = 6  # columns of the new grid for one of the old
_PAGE = 9_000  # twips, the width of the text of an A4 page


@dataclass(frozen=True)
class DocumentChange:
    """A change."""

    # a root element of the main part, and the form → nothing; the root is changed. Or a whole document
    change: Callable[[Any, Form], None] | None = None
    office: str = ""  # the format that LibreOffice saves it in, where the change is made by that; "" otherwise

    def is_possible(self) -> bool:
        """Whether this machine can do it."""
        return not self.office or shutil.which("soffice") is not None

    def apply(self, document: bytes, form: Form) -> bytes:
        """The document, changed."""
        if self.office:
            from ipforms import formats

            return formats.saved_as(document, self.office)
        parts, name, root = opened_document(form.id, document)
        assert self.change is not None
        self.change(root, form)
        xml = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return zip_bytes(parts | {name: xml})


def _delete_row(root: Any, form: Form) -> None:
    """The last blank row of a table goes, as people delete what they do not need."""
    for row in reversed(list(root.iter(_TR))):
        cells = [cell for cell in row if cell.tag == _TC]
        merged = row.findall(f"{_TC}/{_W}tcPr/{_W}vMerge")
        if len(cells) > 1 and not merged and not any("".join(cell.itertext()).strip() for cell in cells):
            row.getparent().remove(row)
            return


def _break_labels(root: Any, form: Form) -> None:
    """Labels are broken over two lines by a blank and a line break, as narrow cells ask for."""
    keys = form.matcher.keys
    for paragraph in root.iter(_P):
        texts = list(paragraph.iter(_T))
        whole = "".join(text.text or "" for text in texts)
        if len(texts) == 1 and 3 < len(whole) <= _LONGEST_LABEL and label_key(whole) in keys:
            middle = len(whole) // 2
            run = texts[0].getparent()
            texts[0].text = whole[:middle]
            rest = copy.deepcopy(texts[0])
            rest.text = whole[middle:]
            run.insert(run.index(texts[0]) + 1, etree.Element(f"{_W}br"))
            run.insert(run.index(texts[0]) + 2, rest)


def _paste_photo(root: Any, form: Form) -> None:
    """A picture in the first paragraph of the document's last table: a seal, a photo, a signature."""
    cells = [cell for cell in root.iter(_TC) if not "".join(cell.itertext()).strip()] or list(root.iter(_TC))
    if cells:
        paragraph = next(cells[-1].iter(_P))
        paragraph.append(etree.fromstring(_DRAWING))


def _cut_table(root: Any, form: Form) -> None:
    """The longest table is cut in two, with a blank paragraph between."""
    tables = [table for table in root.iter(_TBL) if not any(True for _ in table.iterancestors(_TBL))]
    for table in sorted(tables, key=lambda each: -len(each.findall(_TR)))[:1]:
        rows = table.findall(_TR)
        for row in rows[len(rows) // 2 :]:
            if row.find(f"{_TC}/{_W}tcPr/{_W}vMerge") is None:
                rest = etree.Element(_TBL)
                for child in table:
                    if child.tag != _TR:
                        rest.append(copy.deepcopy(child))
                for each in rows[rows.index(row) :]:
                    rest.append(each)
                table.addnext(rest)
                table.addnext(etree.Element(_P))
                return


def _other_grid(root: Any, form: Form) -> None:
    """Every table gets a finer grid, and every row columns of its own in it, as a table has that was typed anew."""
    for table in root.iter(_TBL):
        grid = table.find(f"{_W}tblGrid")
        columns = 0 if grid is None else len(grid)
        if not columns:
            continue
        for row in table.findall(_TR):
            _share_out(row, columns * _FINER)
        width = sum(int(column.get(f"{_W}w", "0")) for column in grid) or _PAGE
        for column in list(grid):
            grid.remove(column)
        for _ in range(columns * _FINER):
            etree.SubElement(grid, f"{_W}gridCol").set(f"{_W}w", str(width // (columns * _FINER)))


def _share_out(row: Any, total: int) -> None:
    """Share out the columns of a finer grid among the cells of a row; cells that are merged with others keep theirs."""
    cells = row.findall(_TC)
    spans = [_FINER * span_of(cell) for cell in cells]
    merged = [cell.find(f"{_W}tcPr/{_W}vMerge") is not None for cell in cells]
    free = [at for at, is_merged in enumerate(merged) if not is_merged]
    if len(free) > 1 and not any(merged[free[0] :]) and sum(spans) == total:
        for giver, taker in zip(free[::2], free[1::2], strict=False):
            moved = spans[giver] // 3
            spans[giver], spans[taker] = spans[giver] - moved, spans[taker] + moved
    for cell, span in zip(cells, spans, strict=True):
        set_span(cell, span)


def _spaces_in_labels(root: Any, form: Form) -> None:
    """Short labels are spread: 姓　名."""
    keys = form.matcher.keys
    for text in root.iter(_T):
        if text.text and 1 < len(text.text) < 4 and label_key(text.text) in keys:
            text.text = "\u3000".join(text.text)


_DRAWING = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:drawing><wp:inline>
<wp:extent cx="900000" cy="900000"/>
<wp:docPr id="9001" name="图片 1"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/>
</a:graphic></wp:inline></w:drawing></w:r>"""

CHANGES: dict[str, DocumentChange] = {
    "row_deleted": DocumentChange(_delete_row),
    "labels_broken": DocumentChange(_break_labels),
    "labels_spread": DocumentChange(_spaces_in_labels),
    "photo_pasted": DocumentChange(_paste_photo),
    "table_cut": DocumentChange(_cut_table),
    "other_grid": DocumentChange(_other_grid),
    "office_docx": DocumentChange(office="docx"),
    "office_doc": DocumentChange(office="doc"),
    "office_pdf": DocumentChange(office="pdf"),
}
"""The changes by name; `authoring.change.<name>` says each in words."""
