"""Documents of the registry: which there are, and how each becomes a file.

The texts come from `document_tables` and `document_letters`, the paper from a tagged DOCX in `templates`, or from the
office's own copy of it. A PDF is set from the filled DOCX, and so is a workbook: whoever changes the template changes
all three.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from ipforms import formats
from ipforms.errors import IpformsError, UnsupportedFormat
from ipforms.messages import Bilingual, Lang, say
from ipforms.registry import document_letters, document_tables
from ipforms.registry.document_request import DocumentRequest, DocumentTexts
from ipforms.registry.register import Registry
from ipforms.render.rendered import Rendered
from ipforms.reports.document_workbook import document_workbook

if TYPE_CHECKING:
    from ipforms.template import Template

DocumentFormat = Literal["docx", "pdf", "xlsx"]
DOCUMENT_FORMATS: tuple[DocumentFormat, ...] = get_args(DocumentFormat)
_TEMPLATES = files("ipforms") / "registry" / "templates"


class UnknownDocument(IpformsError):
    """The registry has no document of that name."""


@dataclass(frozen=True)
class RegistryDocumentKind:
    """One kind of document."""

    id: str  # its name in calls, and that of its template
    # makes the texts of each document of this kind
    texts: Callable[[Registry, DocumentRequest], Iterator[DocumentTexts]]

    def title(self, lang: Lang = "zh") -> str:
        """What it is called, as in the names of files."""
        return say(f"registry.document_title.{self.id}", lang)


DOCUMENTS = {
    each.id: each
    for each in (
        RegistryDocumentKind("list", document_tables.roster_list),
        RegistryDocumentKind("publicity", document_letters.publicity),
        RegistryDocumentKind("liaisons", document_tables.liaisons),
        RegistryDocumentKind("ledger", document_tables.ledger),
        RegistryDocumentKind("jurisdiction", document_letters.jurisdiction),
        RegistryDocumentKind("lead-transfer", document_letters.lead_transfer),
        RegistryDocumentKind("lead-bulletin", document_letters.lead_bulletin),
        RegistryDocumentKind("admission", document_letters.admission),
        RegistryDocumentKind("leaving", document_letters.leaving),
        RegistryDocumentKind("acceptance", document_tables.acceptance),
    )
}


@dataclass(frozen=True)
class RegistryDocument:
    """A document, made.

    Attributes:
        kind: what it is.
        stem: the name of its file without a suffix.
        docx: its bytes as DOCX.
        rows: the numbers of the rows that it is made of: entries, cases or leads.
        on: the day that stands in it.
    """

    kind: RegistryDocumentKind
    stem: str
    docx: bytes
    rows: tuple[int, ...]
    on: str

    def rendered(self, format: DocumentFormat = "docx") -> Rendered:
        """The document in a format: "docx", "pdf" or "xlsx".

        Raises:
            UnsupportedFormat: `format` is none of these.
        """
        if format not in DOCUMENT_FORMATS:
            raise UnsupportedFormat(format=format, known=DOCUMENT_FORMATS)
        if format == "pdf":
            return Rendered(*formats.typeset(self.docx))
        return Rendered(self.docx if format == "docx" else document_workbook(self.docx, self.kind.title(), self.on))


def registry_documents(
    registry: Registry, kind: str, asked: DocumentRequest, template: "Template | None" = None
) -> list[RegistryDocument]:
    """Make all documents of a kind; none where the registry has nothing for them.

    Args:
        registry: the registry.
        kind: "list", "publicity", "liaisons", "ledger", "jurisdiction", "lead-transfer", "lead-bulletin", "admission",
            "leaving" or "acceptance".
        asked: which day, year and parties, and what stands in the head.
        template: the office's own; that of ipforms if None.

    Raises:
        UnknownDocument: there is no such kind.
        InvalidTemplate: the template asks for what the registry does not have.
    """
    own = known_document(kind)
    used = template or registry_template(kind)
    return [
        RegistryDocument(own, _stem(own, asked, made.about), used.fill(made.texts), made.rows, asked.on.isoformat())
        for made in own.texts(registry, asked)
    ]


def known_document(kind: str) -> RegistryDocumentKind:
    """A kind of document by its name.

    Raises:
        UnknownDocument: there is none.
    """
    if kind not in DOCUMENTS:
        titles = {name: Bilingual(f"registry.document_title.{name}") for name in DOCUMENTS}
        known = [Bilingual("registry.named", {"name": name, "title": title}) for name, title in titles.items()]
        raise UnknownDocument(name=kind, known=known)
    return DOCUMENTS[kind]


def template_bytes(kind: str) -> bytes:
    """The tagged DOCX of a kind of document, for an office to change.

    Raises:
        UnknownDocument: there is no such kind.
    """
    return (_TEMPLATES / f"{known_document(kind).id}.docx").read_bytes()


@cache
def registry_template(kind: str) -> "Template":
    """The template of a kind of document, compiled."""
    from ipforms.template import Template

    return Template(f"{kind}.docx", template_bytes(kind))


def office_template(path: Path) -> "Template":
    """An office's own template.

    Raises:
        UnreadableDocument: it is no DOCX.
        InvalidTemplate: its tags are wrong.
    """
    from ipforms.template import Template

    return Template(path.name, path.read_bytes())


def _stem(kind: RegistryDocumentKind, asked: DocumentRequest, about: str) -> str:
    year = f"{asked.of_year}年" if kind.id == "ledger" else ""
    return "-".join(filter(None, (f"{year}{kind.title()}", about)))
