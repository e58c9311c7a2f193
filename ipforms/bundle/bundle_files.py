"""One file of a folder: opened and recognised."""

import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from ipforms import pipeline
from ipforms.bundle.materials import FORM, Paper
from ipforms.bundle.paper_recognition import recognise, without_companies
from ipforms.codes.masking import masked_text
from ipforms.containers.file_format import FileFormat, file_format
from ipforms.errors import (
    IpformsError,
    LimitExceeded,
    MissingExtra,
    UnsupportedFormat,
    reason_key,
    unreadable,
    why_not_opened,
)
from ipforms.intake import FileRole, IntakeFile
from ipforms.intake.mail_words import NO_WORDS, MailWords
from ipforms.messages import Bilingual, Lang
from ipforms.pipeline.submission import NoForm, Submission
from ipforms.text import comparable

_HEAD = 64  # bytes by which a picture is known
_OF_FOLDERS = "unreadable.folder_"  # reasons why a file in a folder is not opened: a link, a pipe, too deep
TABLES: frozenset[FileFormat] = frozenset(("xlsx", "xls", "xlsb", "ods", "database", "parquet"))


class FileKind(StrEnum):
    """What a file is."""

    WORD = "word"
    """A Word document (.docx)."""
    OLD_WORD = "old-word"
    """An OLE file, as .doc and .wps are, or an encrypted .docx."""
    PDF = "pdf"
    OFD = "ofd"
    """The Chinese standard of fixed pages, in which electronic licences come."""
    IMAGE = "image"
    TEXT_DOCUMENT = "text-document"
    """RTF, HTML or XML, often under the name of .doc, and OpenDocument."""
    SPREADSHEET = "spreadsheet"
    ARCHIVE = "archive"
    """ZIP, RAR, 7z, a mail."""
    EMPTY = "empty"
    UNKNOWN = "unknown"


_DOCUMENTS = (FileKind.WORD, FileKind.OLD_WORD, FileKind.PDF, FileKind.OFD, FileKind.TEXT_DOCUMENT)
MAY_BE_A_FORM = frozenset((*_DOCUMENTS, FileKind.IMAGE))  # what is handed to the readers

_KINDS: dict[FileFormat, FileKind] = {
    "empty": FileKind.EMPTY,
    "pdf": FileKind.PDF,
    "ofd": FileKind.OFD,
    "docx": FileKind.WORD,
    "picture": FileKind.IMAGE,
    **dict.fromkeys(("ole", "doc", "xls", "ppt", "works", "encrypted"), FileKind.OLD_WORD),
    **dict.fromkeys(("rtf", "html", "mhtml", "xml", "fodt", "wordml", "opc"), FileKind.TEXT_DOCUMENT),
    **dict.fromkeys(("odt", "ods", "odp"), FileKind.TEXT_DOCUMENT),
    **dict.fromkeys(("xlsx", "xlsb"), FileKind.SPREADSHEET),
    **dict.fromkeys(("zip", "pptx", "rar", "7z", "gzip"), FileKind.ARCHIVE),
}


def kind_of(data: bytes) -> FileKind:
    """What the bytes of a file are.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"")
    (<FileKind.PDF: 'pdf'>, <FileKind.EMPTY: 'empty'>)
    """
    return _KINDS.get(file_format(data), FileKind.UNKNOWN)


def kind_of_file(path: Path) -> FileKind:
    """What a file is by its first bytes, which are enough for pictures and PDFs; `UNKNOWN` if it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return kind_of(stream.read(_HEAD))
    except OSError:
        return FileKind.UNKNOWN


_REASON = 400  # characters of a reader's error that a list shows
_OF_COPIES = (".jpg", ".jpeg", ".png", ".pdf")  # what no program opens that has such a name and another beginning
_COPIES = frozenset((FileKind.PDF, FileKind.IMAGE, FileKind.OFD))
_STAMPED = re.compile("盖公?章|签章|签字|扫描")
_REST = re.compile(r"盖公?章|签章|签字|扫描|电子|word|pdf|[件版及]|[\W_]")


@dataclass(frozen=True)
class BundleFile:
    """A file of a company's folder."""

    name: str  # its path below the folder
    kind: FileKind = FileKind.UNKNOWN  # what it is by its bytes; `UNKNOWN` if it was not opened
    size: int = 0  # its bytes, as far as it was opened
    digest: str = field(default="", repr=False)  # SHA-256 of its contents, "" if it was not opened
    papers: tuple[str, ...] = ()  # ids of the papers that it may be; one if it was recognised, none if nothing fits
    # how it was recognised: "content", "name", "folder", "text" (the title of a document), "beside" (the form of the
    # same name), or ""
    basis: str = ""
    submission: Submission | None = field(default=None, repr=False)  # the form in it, if it is one
    error: IpformsError | None = None  # why reading stopped, or None
    certificates: tuple[str, ...] = ()  # numbers of certificates of high-tech enterprises in its text, if it is no form
    is_opened: bool = False  # whether it is an archive or a mail whose files are listed after it
    members: int = 0  # how many files are in it
    words: MailWords = NO_WORDS  # of a mail, what it says itself

    @property
    def is_placed(self) -> bool:
        """Whether it counts as a paper of the list; of an archive only its name is known."""
        return bool(self.papers) and self.kind is not FileKind.ARCHIVE

    @property
    def is_unread(self) -> bool:
        """Whether it is of a format that is not read yet, or not on this machine: no fault of the file."""
        return isinstance(self.error, UnsupportedFormat | MissingExtra)

    @property
    def is_unreadable(self) -> bool:
        """Whether it is of no use as it is: broken, empty, not opened."""
        return self.error is not None and not self.is_unread

    def reason(self, lang: Lang = "zh") -> str:
        """Why it is of no use, or ""."""
        why = self.error.context.get("reason") if self.error else None
        text = why.text(lang) if isinstance(why, Bilingual) else self.error.message(lang) if self.error else ""
        return masked_text(text, _REASON)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The file as plain data."""
        return {
            "name": masked_text(self.name, len(self.name) + 1),
            "kind": self.kind.value,
            "size": self.size,
            "papers": list(self.papers),
            "basis": self.basis,
            "form": self.submission.form.id if self.submission else None,
            "reason": self.reason(lang),
        }


class NamedBytes(io.BytesIO):
    """Bytes that know the name of their file, for the messages of readers."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def identify(found: IntakeFile, name: str, form_id: str, papers: Sequence[Paper]) -> BundleFile:
    """Open a file and find out what it is.

    Args:
        found: what the intake says of it.
        name: its path below the folder.
        form_id: the form that the folder is about.
        papers: all papers of the list, the form among them.
    """
    found = found.as_it_is_now()
    if found.role is FileRole.CONTAINER:
        return BundleFile(
            name, FileKind.ARCHIVE, error=found.error, is_opened=True, members=found.members, words=found.words
        )
    if found.role is FileRole.REFUSED:
        is_archive = not isinstance(found.error, LimitExceeded) and not reason_key(found.error).startswith(_OF_FOLDERS)
        return named(BundleFile(name, FileKind.ARCHIVE if is_archive else FileKind.UNKNOWN, error=found.error), papers)
    try:
        data = found.path.read_bytes()
    except OSError as error:
        return named(BundleFile(name, error=unreadable(name, "not_opened", reason=why_not_opened(error))), papers)
    file = BundleFile(name, kind_of(data), len(data), hashlib.sha256(data).hexdigest())
    called = named(file, papers)
    # A picture that is called a licence is taken for one; reading it would take seconds.
    is_told = file.kind is FileKind.IMAGE and called.papers and FORM not in called.papers
    if file.kind is FileKind.EMPTY:
        return replace(called, error=unreadable(name, "empty"))
    if file.kind is FileKind.UNKNOWN and called.papers and found.path.suffix.lower() in _OF_COPIES:
        return replace(called, error=unreadable(name, "picture_broken"))
    return called if is_told or file.kind not in MAY_BE_A_FORM else _read(file, data, form_id, papers)


def _read(file: BundleFile, data: bytes, form_id: str, papers: Sequence[Paper]) -> BundleFile:
    others = [paper for paper in papers if paper.id != FORM]
    try:
        sub = pipeline.read(NamedBytes(data, file.name))
    except NoForm as fault:
        # What was read and is not the form is no form by its name, but a PDF whose words may have been lost in a scan.
        called = named(file, papers if file.kind is FileKind.PDF else others)
        found = called if called.papers else named(file, others, fault)
        return replace(found, certificates=fault.context.get("certificates", ()))
    except IpformsError as error:
        return named(replace(file, error=error), papers)
    if sub.form.id == form_id:
        return replace(file, submission=sub, papers=(FORM,), basis="content")
    return replace(file, submission=sub, basis="content")


def named(file: BundleFile, papers: Sequence[Paper], fault: NoForm | None = None) -> BundleFile:
    """The file with what its name says, or else its folders' names, the nearest first, or else its title.

    A table may list certificates, and is no copy of any.
    """
    is_table = file.kind is FileKind.SPREADSHEET or (file.error and file.error.context.get("format") in TABLES)
    found = None if is_table else recognise(file.name, papers, fault.context if fault else {})
    return replace(file, papers=tuple(paper.id for paper in found.papers), basis=found.basis) if found else file


def with_stamped_copies(files: Iterable[BundleFile]) -> tuple[BundleFile, ...]:
    """The files, with those taken for the form that can only be its stamped copy.

    Names of copies often do not say 申报表: 某某公司.pdf beside 某某公司.docx, or 盖章扫描件.pdf. Offices ask for both
    files under the company's name, so the copy is recognised by the file of the same name beside it.
    """
    files = tuple(files)
    stems = {_bare(file.name) for file in files if file.submission and file.papers == (FORM,)} - {""}
    return tuple(replace(file, papers=(FORM,), basis="beside") if _is_copy(file, stems) else file for file in files)


def _is_copy(file: BundleFile, stems: set[str]) -> bool:
    if file.papers or file.kind not in _COPIES:
        return False
    stem = comparable(PurePosixPath(file.name).stem)
    says_only_so = _STAMPED.search(stem) is not None and not _REST.sub("", without_companies(stem))
    return says_only_so or _bare(file.name) in stems


def _bare(name: str) -> str:
    """A name without the words that distinguish a copy from its original."""
    return _REST.sub("", comparable(PurePosixPath(name).stem))
