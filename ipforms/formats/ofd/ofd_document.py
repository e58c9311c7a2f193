"""The documents of an OFD file: their pages with all that is drawn on them, in its order (GB/T 33190-2016, 7).

What they share are drawing parameters, pictures and drawings (7.9).
"""

import base64
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ipforms.containers.safe_xml import Element
from ipforms.errors import exceeded, unreadable
from ipforms.formats.ofd.ofd_package import OfdPackage
from ipforms.formats.ofd.ofd_pictures import picture_within
from ipforms.formats.ofd.ofd_values import Box, box, is_on, page_box
from ipforms.formats.pdf.pdf_limits import PdfLimits

_MOST_BASES = 20  # drawing parameters that rest on each other; more are a circle
_FILES = (("MultiMedia", "MediaFile"), ("Font", "FontFile"))
_COLOURS = ("FillColor", "StrokeColor")


@dataclass(frozen=True, slots=True)
class DrawingStyle:
    """What an object looks like unless it says so itself; None where nothing is said."""

    fill: Element | None = None
    stroke: Element | None = None
    width: str | None = None

    def over(self, other: "DrawingStyle") -> "DrawingStyle":
        """This style, and where it says nothing the other one."""
        fill = other.fill if self.fill is None else self.fill
        stroke = other.stroke if self.stroke is None else self.stroke
        return DrawingStyle(fill, stroke, self.width or other.width)


def own_style(element: Element) -> DrawingStyle:
    """What an element itself says."""
    fill, stroke = (element.find(name) for name in _COLOURS)
    return DrawingStyle(fill, stroke, element.get("LineWidth"))


@dataclass
class OfdResources:
    """The resources of a document, by their IDs."""

    parameters: dict[str, Element] = field(default_factory=dict)  # elements DrawParam
    files: dict[str, str] = field(default_factory=dict)  # parts that hold pictures and fonts
    drawings: dict[str, Element] = field(default_factory=dict)  # elements CompositeGraphicUnit

    def add(self, package: OfdPackage, root: Element, path: str, beside: str) -> None:
        """Add the resources of the parts that elements name."""
        for part, resources in package.linked(root, path, beside):
            self.parameters |= dict(_by_id(resources, "DrawParam"))
            self.drawings |= dict(_by_id(resources, "CompositeGraphicUnit"))
            base = resources.get("BaseLoc", "").strip("/ ")
            for kind, file in _FILES:
                for key, element in _by_id(resources, kind):
                    name = (element.findtext(file) or "").strip()
                    location = name if name.startswith("/") or not base else f"{base}/{name}"
                    self.files[key] = package.find(location if name else None, part, is_needed=False)

    def style(self, key: str | None) -> DrawingStyle:
        """What drawing parameters say, with those that they rest on."""
        found = DrawingStyle()
        for _ in range(_MOST_BASES):
            element = self.parameters.get(key or "")
            if element is None:
                break
            found, key = found.over(own_style(element)), element.get("Relative")
        return found


def _by_id(resources: Element, name: str) -> Iterator[tuple[str, Element]]:
    return ((each.get("ID", ""), each) for each in resources.iter(name))


ROOT = "OFD.xml"
WHITESPACE = "ipforms"  # the application under whose name our files carry blanks and line breaks as they were typed
_LIMITS = PdfLimits()
_LAYERS = {"Background": 0, "Body": 1, "Foreground": 2}
_STAMP = "Stamp"


class OfdStamp(NamedTuple):
    """A stamp on a page: where, what is drawn for it, and the picture of a seal."""

    box: Box
    blocks: tuple[Element, ...] = ()
    picture: bytes = b""


Annotation = tuple[Box, Element]  # where an annotation stands, and what is drawn for it


@dataclass
class OfdPage:
    """A page."""

    box: Box  # left, top, width and height in millimetres
    groups: list[Element]  # what is drawn, from the ground up
    annotations: list[Annotation]  # what is drawn over it
    stamps: list[OfdStamp]  # stamps and seals on it


@dataclass
class OfdDocument:
    """A document of the file."""

    resources: OfdResources  # what its pages share; those of a page are there when the page is
    pages: Iterator[OfdPage]  # in their order, read one by one
    attachments: list[str]  # what its attached files are called
    whitespace: bytes  # blanks and line breaks as they were typed, where we made the file


def documents(package: OfdPackage) -> Iterator[OfdDocument]:
    """The documents of a file, in its order.

    Raises:
        UnreadableDocument: it has none.
        LimitExceeded: it has too many pages.
    """
    part = package.find(ROOT, "")
    if not part:
        raise unreadable(package.name, "ofd_part", part=ROOT)
    pages = 0
    for body in package.xml(part).iter("DocBody"):
        for document in package.linked(body, "DocRoot", part):
            reader = _DocumentReader(package, *document)
            pages += reader.page_count
            if pages > _LIMITS.pages:
                raise exceeded(package.name, "pages", _LIMITS.pages, count=pages)
            yield reader.document(body, part)
    if not pages:
        raise unreadable(package.name, "no_pages")


class _DocumentReader:
    """Reads one document."""

    def __init__(self, package: OfdPackage, part: str, root: Element) -> None:
        self._package, self._part, self._root = package, part, root
        self._resources = OfdResources()
        self._templates = {each.get("ID", ""): each for each in root.iterfind("CommonData/TemplatePage")}
        self._layers_of = cache(self._template_layers)
        self._annotations: dict[str, list[Annotation]] = defaultdict(list)
        self._stamps: dict[str, dict[Box, OfdStamp]] = defaultdict(dict)
        self._elements = root.findall("Pages/Page")
        self.page_count = len(self._elements)

    def document(self, body: Element, beside: str) -> OfdDocument:
        """The document; its signatures are named by `body`, which stands in the part `beside`."""
        for kind in ("PublicRes", "DocumentRes"):
            self._resources.add(self._package, self._root, f"CommonData/{kind}", self._part)
        for part, root in self._linked("Annotations"):
            self._read_annotations(root, part)
        for part, root in self._package.linked(body, "Signatures", beside):
            self._read_signatures(root, part)
        attached = (each for _, root in self._linked("Attachments") for each in root.iter("Attachment"))
        names = [each.get("Name") or each.findtext("FileLoc") or "" for each in attached]
        return OfdDocument(self._resources, map(self._page, self._elements), names, self._whitespace())

    def _linked(self, name: str) -> Iterator[tuple[str, Element]]:
        return self._package.linked(self._root, name, self._part)

    def _page(self, element: Element) -> OfdPage:
        key, areas = element.get("ID", ""), [self._root.findtext("CommonData/PageArea/PhysicalBox")]
        root, ordered = self._content(element), list[tuple[int, int, Element]]()
        if root is not None:
            areas.insert(0, root.findtext("Area/PhysicalBox"))
            ordered += [(_LAYERS.get(each.get("Type", ""), 1), 1, each) for each in root.iterfind("Content/Layer")]
            for use in root.iterfind("Template"):
                order, layers = self._layers_of(use.get("TemplateID", ""))
                ordered += [(_LAYERS.get(use.get("ZOrder", order), 0), 0, each) for each in layers]
        groups = [each for _, _, each in sorted(ordered, key=lambda entry: entry[:2])]
        return OfdPage(page_box(areas), groups, self._annotations.pop(key, []), [*self._stamps.pop(key, {}).values()])

    def _template_layers(self, key: str) -> tuple[str, list[Element]]:
        """Where the layers of a template lie unless a page says so, and these layers."""
        template = self._templates.get(key)
        root = None if template is None else self._content(template)
        if template is None or root is None:
            return "", []
        return template.get("ZOrder", "Background"), root.findall("Content/Layer")

    def _content(self, element: Element) -> Element | None:
        """The content of a page or a template, its resources added to those of the document."""
        part = self._package.find(element.get("BaseLoc"), self._part)
        if not part:
            return None
        root = self._package.xml(part)
        self._resources.add(self._package, root, "PageRes", part)
        return root

    def _read_annotations(self, root: Element, part: str) -> None:
        for page in root.iter("Page"):
            key = page.get("PageID", "")
            for _, listed in self._package.linked(page, "FileLoc", part):
                for each in listed.iter("Annot"):
                    appearance = each.find("Appearance")
                    if appearance is None or not is_on(each.get("Visible"), default=True):
                        continue
                    place = box(appearance.get("Boundary"))
                    if each.get("Type") == _STAMP:
                        self._stamps[key][place] = OfdStamp(place, (appearance,))
                    else:
                        self._annotations[key].append((place, appearance))

    def _read_signatures(self, root: Element, part: str) -> None:
        for element in root.iter("Signature"):
            location = self._package.find(element.get("BaseLoc"), part)
            if not location:
                continue
            signature = self._package.xml(location)
            named = [signature.findtext("SignedInfo/Seal/BaseLoc"), signature.findtext("SignedValue")]
            parts = [found for each in named if each and (found := self._package.find(each, location))]
            picture = next(filter(None, (picture_within(self._package.data(each)) for each in parts)), b"")
            for stamp in signature.iter("StampAnnot"):
                place = box(stamp.get("Boundary"))
                # Some programs write a seal as an annotation too; it is one all the same.
                self._stamps[stamp.get("PageRef", "")].setdefault(place, OfdStamp(place, (), picture))

    def _whitespace(self) -> bytes:
        extensions = (each for _, root in self._linked("Extensions") for each in root.iter("Extension"))
        for each in extensions:
            if each.get("AppName") == WHITESPACE:
                with suppress(ValueError):
                    return base64.b64decode(each.findtext("Data") or "", validate=True)
        return b""
