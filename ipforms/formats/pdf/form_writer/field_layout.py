"""DOCX → the print of a form without its values, and the slots in it that are to become fields.

The form is filled with one private-use character a field. Where such a character comes out in the layout, a slot
is: its own paragraph, the rest of a line behind a label, or the blanks of a printed 年 月 日. The character gives way
to a mark that the typesetter reports the place of.
"""

import re
from collections.abc import Iterator, Sequence

from ipforms.codecs import box_count
from ipforms.formats.pdf.form_writer.line_breaking import SMALLEST_FIELD_SIZE, TIGHT
from ipforms.formats.pdf.form_writer.slot_boxes import FieldSlot, PrintedForm
from ipforms.formats.pdf.typesetting import docx_layout
from ipforms.formats.pdf.typesetting.paragraph_layout import LayoutNode
from ipforms.formats.pdf.typesetting.run_layout import lines
from ipforms.paths import pattern_of

_FIRST_PRIVATE, _LAST_PRIVATE = 0xE000, 0xF8FF  # the private use area of Unicode's basic plane
_MARKER = re.compile(f"[{chr(_FIRST_PRIVATE)}-{chr(_LAST_PRIVATE)}]")
_DATE = re.compile(r"\s*年\s*月\s*日\s*")
_LIMIT = re.compile(r"(\d{2,6})\s*字(?:以内|以下)")
_REMARK = re.compile(r"\s*[（(].*[)）]\s*", re.DOTALL)
DATE_PARTS = (("year", "年", 2.8), ("month", "月", 1.9), ("day", "日", 1.9))
"""The fields of a printed date: the name, what is printed behind, and how wide its blank is in font sizes."""

_LINE_TO_WRITE_ON = re.compile("[_＿]{2,}")
_LEAST_ROOM = 4.0  # em: a number, or a short name
_PROSE_SIZE = 10.5  # 五号: at this size a text of the greatest length that the form allows has room in its cell


def marker(number: int) -> str:
    """The character that stands for the field of this number in a document that is to be taken apart."""
    return chr(_FIRST_PRIVATE + number)


def printed_form(marked: bytes, empty: bytes, names: Sequence[str], prose: frozenset[str]) -> PrintedForm:
    """Take the slots out of a form.

    Args:
        marked: the form as a DOCX, with a `marker` in the place of each field.
        empty: the same with what the form prints there while they are blank.
        names: of the fields, by their numbers.
        prose: patterns of the fields that hold several paragraphs.
    """
    return _SlotWalk(names, prose).walk(docx_layout.layout(marked), docx_layout.layout(empty))


class _SlotWalk:
    def __init__(self, names: Sequence[str], prose: frozenset[str]) -> None:
        self._names, self._prose = names, prose
        self._slots: list[FieldSlot] = []
        self._marks = 0

    def walk(self, marked: LayoutNode, blank: LayoutNode) -> PrintedForm:
        for section, bare in zip(marked["sections"], blank["sections"], strict=True):
            for block, empty in zip(section["blocks"], bare["blocks"], strict=True):
                if "table" in block:
                    self._table(block["table"], empty["table"])
                else:
                    self._paragraph(block["paragraph"], empty["paragraph"], "top")
        return PrintedForm(marked, self._slots)

    def _mark(self) -> int:
        self._marks += 1
        return self._marks

    def _table(self, table: LayoutNode, blank: LayoutNode) -> None:
        table["marked"] = True
        for index, (row, bare) in enumerate(zip(table["rows"], blank["rows"], strict=True)):
            row["split"] = False
            for cell, empty in zip(row["cells"], bare["cells"], strict=True):
                self._cell(table, index, cell, empty)

    def _cell(self, table: LayoutNode, index: int, cell: LayoutNode, blank: LayoutNode) -> None:
        both = list(zip(cell["paragraphs"], blank["paragraphs"], strict=True))
        made = [slot for own, empty in both for slot in self._paragraph(own, empty, cell["align"])]
        if not made:
            return
        remarks = [_text(own) for own, _ in both if "room" not in own and _REMARK.fullmatch(_text(own))]
        for slot in made:
            slot.hint = " ".join(text.strip() for text in remarks)
            found = _LIMIT.search(slot.hint)
            slot.limit = int(found[1]) if found and slot.prose else None
        rows = table["rows"][index : index + cell["rows"]]
        if len(both) == 1 and "room" in both[0][0]:
            first, last = (row.setdefault("mark", self._mark()) for row in (rows[0], rows[-1]))
            widths, column = table["widths"], cell["column"]
            made[0].frame = (first, last, sum(widths[:column]), sum(widths[column : column + cell["columns"]]))
        else:
            height = sum(row["height"] for row in rows) - table["margins"]["top"] - table["margins"]["bottom"]
            _share(cell["paragraphs"], made, height)

    def _paragraph(self, own: LayoutNode, blank: LayoutNode, across: str) -> list[FieldSlot]:
        if "columns" in own:
            empties = [*blank["columns"], *({"pieces": []} for _ in own["columns"])]
            both = zip(own["columns"], empties, strict=False)
            return [slot for part, empty in both for slot in self._paragraph(part, empty, across)]
        text = _text(own)
        if not _MARKER.search(text):
            return []
        defaults = _defaults(text, _text(blank))
        alone = "wide" not in own and bool(_MARKER.fullmatch(text)) and not _DATE.fullmatch(defaults[0])
        made = [self._alone(own, text, across)] if alone else list(self._inline(own, defaults, across))
        self._slots += made
        return made

    def _slot(self, marker: str, own: LayoutNode, across: str, part: str = "") -> FieldSlot:
        path = self._names[ord(marker) - _FIRST_PRIVATE]
        align = "left" if own["align"] == "justify" else own["align"]
        prose = pattern_of(path) in self._prose
        first = max(own["first"], 0) if prose else 0.0
        return FieldSlot(path, part, own["size"], own["line"], first, align, across, prose, self._mark())

    def _alone(self, own: LayoutNode, marker: str, across: str) -> FieldSlot:
        slot = self._slot(marker, own, across)
        own.update(pieces=[], measured=[], mark=slot.mark, room=own["line"])
        slot.head, slot.height = slot.mark, own["line"]
        return slot

    def _inline(self, own: LayoutNode, defaults: list[str], across: str) -> Iterator[FieldSlot]:
        """The slots of a line, whose markers give way to boxes."""
        pieces: list[LayoutNode] = []
        head, left = self._mark(), iter(defaults)
        parts = [part for piece in own["pieces"] for part in _parted(piece)]
        for at, part in enumerate(parts):
            if "marker" not in part:
                pieces.append(part)
            else:
                default = next(left)
                dated = _DATE.fullmatch(default)
                # Behind the last one of a line is room, unless its text ends at the right.
                is_open = at + 1 == len(parts) and own["align"] in ("left", "justify")
                for name, unit, wide in DATE_PARTS if dated else (("", "", 0.0),):
                    slot = self._slot(part["marker"], own, across, name)
                    slot.head, slot.height, slot.first = head, own["line"], 0.0
                    slot.wide = wide * own["size"] or (None if is_open else _room(default, own))
                    slot.align = "center" if name else "left"
                    pieces.append({"field": slot.mark, "wide": slot.wide or 0})
                    pieces += [{"text": unit}] if unit else []
                    yield slot
        own.update(pieces=pieces, measured=[], mark=head)


def _room(default: str, own: LayoutNode) -> float:
    """How wide the field of a blank in a line is: as what the form prints there, and a few characters at least."""
    wide = sum(0.55 if each.isascii() else 1.05 for each in default)  # em, with a little to spare
    if boxes := box_count(default):
        wide += boxes * 1.0 + len(_LINE_TO_WRITE_ON.findall(default)) * 4.0  # and what words behind one need besides
    return float(min(max(wide, _LEAST_ROOM) * own["size"], own["inside"] - own["size"]))


def _parted(piece: LayoutNode) -> Iterator[LayoutNode]:
    """A piece of text with its markers apart."""
    if "text" not in piece:
        yield piece
        return
    at = 0
    for found in _MARKER.finditer(piece["text"]):
        if found.start() > at:
            yield {**piece, "text": piece["text"][at : found.start()]}
        yield {"marker": found[0]}
        at = found.end()
    if at < len(piece["text"]):
        yield {**piece, "text": piece["text"][at:]}


def _text(paragraph: LayoutNode) -> str:
    tokens = [{"text": each["token"]} if "token" in each else each for each in paragraph.get("pieces", ())]
    return "\n".join(lines(tokens))


def _defaults(text: str, blank: str) -> list[str]:
    """What the blank form prints in the place of each marker."""
    pattern = "(.*?)".join(re.escape(part) for part in _MARKER.split(text))
    found = re.fullmatch(pattern, blank, re.DOTALL)
    return list(found.groups()) if found else [""] * len(_MARKER.findall(text))


def _share(paragraphs: list[LayoutNode], made: list[FieldSlot], height: float) -> None:
    """Give the slots of a cell what its print leaves of its height: two lines at least, or room for their limit."""
    alone = [own for own in paragraphs if "room" in own]
    free = height - sum(_printed_height(own) for own in paragraphs)
    for own in alone:
        slot = next(each for each in made if each.mark == own["mark"])
        least = own["line"] * 2 if slot.prose else 2 * SMALLEST_FIELD_SIZE * TIGHT + 0.2
        if slot.limit:
            a_line = int((own["inside"] - own["first"]) / _PROSE_SIZE)
            least = (slot.limit // a_line + 4) * own["line"] * _PROSE_SIZE / own["size"]
        own["room"] = slot.height = max(least, free / len(alone))


def _printed_height(paragraph: LayoutNode) -> float:
    """How high the print of a paragraph is: of a slot, the distances around it."""
    around = float(max(paragraph["before"], 0) + paragraph["after"])
    return around if "room" in paragraph else around + float(paragraph.get("height") or paragraph["line"])
