"""What became of one file that was read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from ipforms.bundle.bundle_files import FileKind, kind_of_file
from ipforms.bundle.paper_recognition import RecognisedPaper
from ipforms.errors import IpformsError
from ipforms.findings import Finding
from ipforms.intake import FileRole, IntakeFile
from ipforms.messages import Lang, Severity
from ipforms.pipeline.submission import NoForm, Submission
from ipforms.schemas.base import is_blank

Status = Literal["read", "findings", "failed", "paper", "duplicate", "container", "leftover"]

_TO_BE_SEEN = (Severity.ERROR, Severity.WARNING)
_FEWEST = 12  # characters at the head of a page; a logo has fewer
_CUT = frozenset(("form.start_missing", "form.end_missing"))


class PageHolder(Protocol):
    """A result of one file, in whatever shape."""

    @property
    def page(self) -> "ReadResult | None":
        """What reading says of it, if it may be one page of several."""


@dataclass(frozen=True)
class ReadResult:
    """What became of one file.

    Attributes:
        path: the file as people know it; of one that came in an archive or a mail, below that.
        submission: what was read, or None.
        error: why it could not be read, or not all of a container; or None.
        file: what the intake says of it: where its bytes are, which file it is a copy of.
        paper: what it was taken for where it is no form: a licence, a certificate, a page with a seal.
        number: which of the forms in its file it is.
    """

    path: Path
    submission: Submission | None
    error: IpformsError | None = None
    file: IntakeFile | None = None
    paper: RecognisedPaper | None = None
    number: int = 1

    def forms(self) -> "Iterator[ReadResult]":
        """It, and a result for each further form of its file that is filled in: 两家.docx, 两家#2.docx."""
        yield self
        for number, each in enumerate(forms_of(self.submission) if self.submission else (), 1):
            if number > 1 and not is_blank(each.record):
                path = self.path.with_name(f"{self.path.stem}#{number}{self.path.suffix}")
                yield replace(self, path=path, submission=each, number=number)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """The findings that a person must look at: errors and warnings."""
        found = self.submission.findings if self.submission else ()
        return tuple(finding for finding in found if finding.severity in _TO_BE_SEEN)

    @property
    def status(self) -> Status:
        """What became of it.

        A form is "read", or "findings" if a person must look at it. "failed" could not be read, or is no form that we
        know; "paper" is part of somebody's papers, or neither that nor a form; "duplicate" has the bytes of a file
        before it; "container" is an archive or a mail whose files have results of their own; "leftover" is what no
        person put there.
        """
        if self.submission is not None:
            return "findings" if self.doubts else "read"
        if self.paper is not None:
            return "paper"
        return _STATUSES.get(self.file.role, "failed") if self.file else "failed"

    @property
    def is_answer(self) -> bool:
        """Whether it is a form, or may be one that could not be read."""
        return self.status in ("read", "findings", "failed")

    @property
    def page(self) -> "ReadResult | None":
        """Itself, if it is a picture that may be one page of several: a part of a form, its cover, or unknown."""
        other = self.paper.other if self.paper and self.paper.is_open else None
        is_unknown = other is not None and len(str(other.context.get("title", ""))) >= _FEWEST
        return self if self.number == 1 and (self.is_part or self.is_cover or is_unknown) else None

    @property
    def is_cover(self) -> bool:
        """Whether it is a picture with the title of a form, and no form."""
        return isinstance(self.error, NoForm) and kind_of_file(self.source) is FileKind.IMAGE

    @property
    def is_part(self) -> bool:
        """Whether it is a picture of some of a form's pages."""
        sub = self.submission
        return sub is not None and sub.format == "scan" and missing_fields(sub) > 0

    @property
    def source(self) -> Path:
        """Where its bytes are while the results are asked for."""
        return self.file.path if self.file else self.path

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """What was read as plain data; of a file that could not be read, the reason and its code."""
        read = self.submission
        return {
            "file": str(self.path),
            "form": read.form.id if read else None,
            "format": read.format if read else None,
            "values": read.values if read else None,
            "findings": [_finding_dict(finding, lang) for finding in read.findings] if read else [],
            "doubtful": [each.to_dict(lang) for each in read.evidence.unsure()] if read else [],
            "marks": [each.to_dict() for each in read.marks] if read else [],
            "code": self.error.code if self.error else None,
            "error": self.error.message(lang) if self.error else None,
        }


def forms_of(first: Submission) -> list[Submission]:
    """All forms of a file, each with the document that it was read from, and told that it is not alone in it."""
    told = tuple(finding for finding in first.findings if finding.code == "form.several")
    return [
        first,
        *(
            replace(
                each, sheet=first.sheet, source_file=first.source_file, marks=first.marks, findings=told + each.findings
            )
            for each in first.others
        ),
    ]


def missing_fields(sub: Submission) -> int:
    """How many fields are on pages that a document does not have."""
    return len(sub.cut) if any(finding.code in _CUT for finding in sub.findings) else 0


def _finding_dict(finding: Finding, lang: Lang) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "label": finding.label,
        "place": str(finding.place) if finding.place else "",
        "message": finding.text(lang),
        "hint": finding.note.hint(lang),
    }


_STATUSES: dict[FileRole, Status] = {
    FileRole.DUPLICATE: "duplicate",
    FileRole.CONTAINER: "container",
    FileRole.LEFTOVER: "leftover",
}
