"""A Word package in which a few parts are changed; all others stay as they were."""

from dataclasses import replace

from lxml import etree

from ipforms.containers.opc import Relation, relations
from ipforms.containers.safe_xml import parse
from ipforms.containers.zip_archive import CONTENT_TYPES, zip_bytes
from ipforms.errors import unreadable
from ipforms.formats.docx.docx_context import DocxLimits
from ipforms.formats.docx.docx_package import main_part, open_package
from ipforms.formats.docx_markup import Element, serialised

# To copy a file all its parts are inflated, pictures too. A returned form never comes near to these.
_PART_BYTES, _TOTAL_BYTES = 150_000_000, 300_000_000

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_TYPES, _NO_RELS = f'<Types xmlns="{_TYPES}"/>', f'<Relationships xmlns="{_RELS}"/>'


class DocxCopy:
    """A copy of a returned document in the making.

    Attributes:
        main: the name of the document's part.
    """

    def __init__(self, data: bytes, name: str, limits: DocxLimits) -> None:
        """Open the original.

        Raises:
            UnreadableDocument, UnsupportedFormat, LimitExceeded: as reading it would.
        """
        self._limits = replace(limits, part_bytes=_PART_BYTES, total_bytes=_TOTAL_BYTES)
        self._name = name
        self._original = open_package(data, name, self._limits)
        self._spelled = self._original.spelled()
        self._changed: dict[str, bytes] = {}
        self.main = main_part(self._original)

    def related(self, kind: str) -> str | None:
        """The part of a kind that belongs to the document; it may be named and missing."""
        found = (each.target for each in self._relations() if each.kind == kind and not each.external)
        return next(found, None)

    def root(self, part: str) -> Element | None:
        """The root of a part, with all that stands in it; None if there is no such part.

        Raises:
            UnreadableDocument, LimitExceeded: it is no XML, or hostile.
        """
        data = self._original.read(part)
        if data is None:
            return None
        # The reader's parser is the guard; it also drops what a copy must keep, so that the part is parsed again.
        parse(self._name, part, data, self._limits)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=self._limits.huge_xml)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise unreadable(self._name, "docx_part", part=part, error=error) from error

    def put(self, part: str, root: Element) -> None:
        """Replace a part, or add it."""
        key = part.lower()
        self._spelled.setdefault(key, part)
        self._changed[key] = serialised(root)

    def relate(self, kind: str, part: str, content_type: str, *, like: str) -> None:
        """Name a part among those that belong to the document, and say what it is.

        Args:
            kind: the last word of the relationship's type.
            part: the part's name.
            content_type: what it is.
            like: the beginning of the type, which differs in ISO 29500 Strict.
        """
        folder, _, file = self.main.rpartition("/")
        where = f"{folder}/_rels/{file}.rels".lstrip("/")
        root = self.root(where)
        lines = etree.fromstring(_NO_RELS) if root is None else root
        if self.related(kind) is None:
            known = {each.get("Id") for each in lines}
            free = next(name for number in range(1, len(known) + 2) if (name := f"rId{number}") not in known)
            target = part.rpartition("/")[2]
            etree.SubElement(lines, f"{{{_RELS}}}Relationship", Id=free, Type=f"{like}/{kind}", Target=target)
            self.put(where, lines)
        self._declare(part, content_type)

    def free(self, stem: str) -> str:
        """A name for a new part beside the document that is not taken."""
        folder = self.main.rpartition("/")[0]
        names = (f"{folder}/{stem}{number or ''}.xml".lstrip("/") for number in range(len(self._spelled) + 1))
        return next(name for name in names if name.lower() not in self._spelled)

    def save(self) -> bytes:
        """The package; the same parts give the same bytes."""
        names = ((key, name) for key, name in self._spelled.items() if not key.endswith("/"))
        return zip_bytes({name: self._changed.get(key) or self._original.read(key) or b"" for key, name in names})

    def _relations(self) -> list[Relation]:
        return relations(self._original, self.main)

    def _declare(self, part: str, content_type: str) -> None:
        root = self.root(CONTENT_TYPES)
        types = etree.fromstring(_NO_TYPES) if root is None else root
        if not any((each.get("PartName") or "").lower() == f"/{part}".lower() for each in types):
            etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)
            self.put(CONTENT_TYPES, types)
