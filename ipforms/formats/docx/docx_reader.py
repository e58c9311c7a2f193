"""The document: which parts are read, in which order, and the Sheet that they make."""

from collections.abc import Iterator
from typing import Literal

from ipforms.containers.opc import Relation, relations
from ipforms.containers.safe_xml import Element, parse
from ipforms.errors import UnreadableDocument, exceeded, unreadable
from ipforms.formats.docx.activex import shown
from ipforms.formats.docx.blocks import blocks, boxed
from ipforms.formats.docx.docx_context import DocxContext, DocxLimits
from ipforms.formats.docx.docx_diagnostics import DocxDiagnostics
from ipforms.formats.docx.docx_package import main_part, open_package
from ipforms.formats.docx.docx_table import read_table, tell_floating
from ipforms.formats.docx.drawings import is_stamp
from ipforms.formats.docx.numbering import Numbering
from ipforms.formats.docx.ooxml_names import SPACE, P, w
from ipforms.formats.docx.side_parts import SideParts
from ipforms.formats.docx.style_properties import StyleProperties
from ipforms.paths import Place
from ipforms.sheet import Block, Paragraph, Sheet, Table

Part = Literal["body", "header", "footer", "note"]

_APART: dict[str, Part] = {"header": "header", "footer": "footer", "footnotes": "note", "endnotes": "note"}
_NOT_FOLLOWED = frozenset(("hyperlink",))
_DEFAULT_LIMITS = DocxLimits()


def read(data: bytes, *, name: str = "DOCX", limits: DocxLimits = _DEFAULT_LIMITS) -> Sheet:
    """Read a Word document.

    Returns:
        What a person sees in it, as cells; what they should know besides is in `notes`.

    Raises:
        UnreadableDocument: it is broken, protected by a password, or brings a DTD.
        UnsupportedFormat: it is a file of another kind.
        LimitExceeded: it is larger than `limits`.
    """
    return _DocxReader(data, name, limits).sheet()


def trail(data: bytes, *, name: str = "DOCX", limits: DocxLimits = _DEFAULT_LIMITS) -> dict[Place, list[int]]:
    """Where the places of a document's body stand in its XML, by the same walk as `read`.

    Returns:
        For each place of the Sheet its paragraphs, by their numbers among all `w:p` of the document's part, from 0.
        A number holds in any parse of that part, with or without comments, strict or not.

    Raises:
        UnreadableDocument, UnsupportedFormat, LimitExceeded: as `read`.
    """
    return _DocxReader(data, name, limits).trail()


class _Story:
    """The flow outside of cells: paragraphs and tables, each with its number."""

    def __init__(self, context: DocxContext, part: Part) -> None:
        self.context, self._part = context, part
        self.blocks: list[Block] = []
        self.place = Place(row=1, part=part)
        self._paragraphs, self._tables = 1, 0

    def paragraph(self, text: str, number: str) -> None:
        """A paragraph outside of tables."""
        self.blocks.append(Paragraph(self.context.measured(number + text), self.place))
        self._paragraphs += 1
        if self._paragraphs > self.context.limits.paragraphs:
            raise exceeded(self.context.name, "paragraphs", self.context.limits.paragraphs)
        self.place = Place(row=self._paragraphs, part=self._part)

    def table(self, element: Element) -> None:
        """A table that stands in no other."""
        table = read_table(element, self.context, Place(table=self._tables + 1, part=self._part))
        if table is not None:
            self._tables += 1
            self.blocks.append(table)

    def floating(self, box: Element, place: Place) -> None:
        """A text box outside of tables: what it says is a paragraph, unless it looks like a stamp or a watermark."""
        if is_stamp(box):
            tell_floating(box, self.context, place)
        else:
            boxed(box, self)


class _DocxReader:
    """The parts of one file, brought together."""

    def __init__(self, data: bytes, name: str, limits: DocxLimits) -> None:
        self._name, self._limits = name, limits
        self._package = open_package(data, name, limits)
        self._part = main_part(self._package)
        self._diagnostics = DocxDiagnostics(
            macros=any(part.endswith("vbaproject.bin") for part in self._package.names())
        )
        self._relations = self._related()

    def sheet(self) -> Sheet:
        """Read all parts."""
        context = self._context()
        story = _Story(context, "body")
        blocks(self._body(context), story)
        apart = tuple(self._apart(context))
        notes, traces = context.diagnostics.notes(), context.diagnostics.traces()
        return Sheet(tuple(story.blocks), apart, tuple(context.marks), notes, traces=traces)

    def trail(self) -> dict[Place, list[int]]:
        """Read the body for its places alone."""
        context = self._context()
        context.trail = []
        body = self._body(context)
        blocks(body, _Story(context, "body"))
        numbers = {paragraph: number for number, paragraph in enumerate(body.getparent().iter(P))}
        places: dict[Place, list[int]] = {}
        for place, paragraph in context.trail:
            places.setdefault(place, []).append(numbers[paragraph])
        return places

    def _context(self) -> DocxContext:
        return DocxContext(
            self._name,
            self._limits,
            self._styles(),
            Numbering(self._numbering),
            diagnostics=self._diagnostics,
            beside=SideParts(self._beside, self._control),
        )

    def _beside(self, kind: str) -> Iterator[Element]:
        """The parts of a kind, those of the whole package included."""
        for each in (*self._relations, *relations(self._package, "")):
            root = self._optional(each.target) if each.kind == kind and not each.external else None
            if root is not None:
                yield root

    def _control(self, name: str) -> str | None:
        """What an ActiveX control shows; None if it is of no known kind, or broken."""
        part = next((each.target for each in self._relations if each.id == name and not each.external), None)
        root = None if part is None else self._optional(part)
        if part is None or root is None:
            return None
        binary = next((each.target for each in self._lines(part) if each.kind == "activeXControlBinary"), None)
        return shown(root, None if binary is None else self._bytes(binary))

    def _body(self, context: DocxContext) -> Element:
        root = self._root(self._part)
        body = None if root is None else root.find(w("body"))
        if body is None:
            raise unreadable(self._name, "no_body")
        context.preserve = root.get(SPACE) == "preserve"
        return body

    def _lines(self, part: str) -> list[Relation]:
        """The relationships of a part; none where they are broken."""
        try:
            return relations(self._package, part)
        except UnreadableDocument:
            self._diagnostics.broken.append(f"{part.rpartition('/')[2]}.rels")
            return []

    def _related(self) -> list[Relation]:
        found = self._lines(self._part)
        self._diagnostics.external = sum(each.external and each.kind not in _NOT_FOLLOWED for each in found)
        return found

    def _apart(self, context: DocxContext) -> list[Paragraph]:
        apart: list[Paragraph] = []
        parts = {
            each.target: _APART[each.kind] for each in self._relations if each.kind in _APART and not each.external
        }
        for target, part in parts.items():
            root = self._optional(target)
            if root is None:
                continue
            story = _Story(context, part)
            for section in _notes(root) if part == "note" else [root]:
                blocks(section, story)
            apart += _flat(story.blocks)
        return apart

    def _styles(self) -> StyleProperties:
        part = self._target("styles") or ""
        if part and part not in self._package.names():
            self._diagnostics.missing.append(part)
            part = ""
        return StyleProperties(lambda: self._bytes(part) if part else None, lambda data: self._parsed(part, data))

    def _numbering(self) -> Element:
        part = self._target("numbering")
        return None if part is None else self._optional(part)

    def _target(self, kind: str) -> str | None:
        return next((each.target for each in self._relations if each.kind == kind and not each.external), None)

    def _root(self, part: str) -> Element:
        data = self._package.read(part)
        return None if data is None else parse(self._name, part, data, self._limits)

    def _optional(self, part: str) -> Element:
        """The root of a part that the document can do without: what is wrong with it is a note."""
        data = self._bytes(part)
        return None if data is None else self._parsed(part, data)

    def _bytes(self, part: str) -> bytes | None:
        try:
            data = self._package.read(part)
        except UnreadableDocument:
            self._diagnostics.broken.append(part)
            return None
        if data is None:
            self._diagnostics.missing.append(part)
        return data

    def _parsed(self, part: str, data: bytes) -> Element:
        try:
            return parse(self._name, part, data, self._limits)
        except UnreadableDocument:
            self._diagnostics.broken.append(part)
            return None


def _notes(root: Element) -> list[Element]:
    """Footnotes and endnotes, without the lines that set them off."""
    return [each for each in root if each.get(w("type"), "normal") == "normal"]


def _flat(found: list[Block]) -> list[Paragraph]:
    """Paragraphs, and cells as such; blank ones tell nothing apart from the body."""
    flat: list[Paragraph] = []
    for block in found:
        flat += [Paragraph(cell.text, cell.place) for cell in block.cells] if isinstance(block, Table) else [block]
    return [paragraph for paragraph in flat if paragraph.text.strip()]
