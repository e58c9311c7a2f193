"""Each entry of the material list, with the files that meet it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ipforms import paths
from ipforms.bundle.bundle_files import BundleFile, FileKind
from ipforms.bundle.materials import FORM, Paper, Requirement, text_in
from ipforms.codes.masking import masked_text
from ipforms.messages import Lang
from ipforms.pipeline.submission import Submission


class Status(StrEnum):
    """What is there of an entry of the list."""

    PRESENT = "present"
    MISSING = "missing"
    DOUBLED = "doubled"
    """More than once, where one is asked for."""
    UNREADABLE = "unreadable"
    """Its files are there, and none of them can be opened."""
    UNSURE = "unsure"
    """Something is there, and a person must say whether it is what is asked for."""


@dataclass(frozen=True)
class MaterialItem:
    """An entry of the list."""

    requirement: Requirement  # what is asked for
    files: tuple[BundleFile, ...]  # the files that were recognised as it, in the order of their names
    maybe: tuple[BundleFile, ...]  # files that may be it or something else
    status: Status  # what that comes to

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Which of the papers that would meet it are there, and can be opened."""
        there = {paper for file in self.files if not file.is_unreadable for paper in file.papers}
        return tuple(paper for paper in self.requirement.papers if paper.id in there)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The entry as plain data."""
        clause = self.requirement.clause
        return {
            "id": self.requirement.id,
            "title": text_in(self.requirement.title, lang),
            "clause": str(clause) if clause else "",
            "status": self.status.value,
            "papers": [paper.id for paper in self.papers],
            "files": [masked_text(file.name, len(file.name) + 1) for file in self.files],
            "maybe": [masked_text(file.name, len(file.name) + 1) for file in self.maybe],
        }


def material_item(requirement: Requirement, files: Sequence[BundleFile], form: Submission | None) -> MaterialItem:
    """What the files come to for one entry.

    Args:
        requirement: the entry.
        files: all files of the folder.
        form: the form that was read, for the conditions that it claims; None if none was.
    """
    own = {paper.id for paper in requirement.papers}
    sure = tuple(file for file in files if file.is_placed and own.issuperset(file.papers))
    maybe = tuple(file for file in files if own.intersection(file.papers) and file not in sure)
    return MaterialItem(requirement, sure, maybe, _status(requirement, sure, maybe, form))


def _status(
    requirement: Requirement, sure: Sequence[BundleFile], maybe: Sequence[BundleFile], form: Submission | None
) -> Status:
    usable = [file for file in sure if not file.is_unreadable]
    if not usable:
        if maybe:
            return Status.UNSURE
        return Status.UNREADABLE if sure else Status.MISSING
    if _is_doubled(requirement, usable):
        return Status.DOUBLED
    there = [paper for paper in requirement.papers if any(paper.id in file.papers for file in usable)]
    return Status.PRESENT if any(is_proof(paper, form) for paper in there) else Status.UNSURE


def is_proof(paper: Paper, form: Submission | None) -> bool:
    """Whether a paper is one of the list, and proves what the form claims; where no form was read, that stays open."""
    if not paper.is_listed:
        return False
    return form is None or not paper.claims or is_claimed(paper, form)


def is_claimed(paper: Paper, form: Submission) -> bool:
    """Whether the form claims one of the conditions that the paper proves.

    A title is claimed by 是, a number by being more than 0; 若干 and other numbers that are not exact claim it too.
    """
    inexact = {finding.path for finding in form.findings if finding.code.startswith("number.")}
    return any(_is_yes(form.values, path) or path.partition(".")[0] in inexact for path in paper.claims)


def _is_yes(values: Mapping[str, Any], path: str) -> bool:
    return bool(paths.get(values, paths.parse(path)))


def _is_doubled(requirement: Requirement, usable: Sequence[BundleFile]) -> bool:
    """Certificates may be many; of the form, a Word file and a PDF are asked for, and pictures are its pages."""
    if requirement.several:
        return False
    if requirement.id != FORM:
        return len(usable) > 1
    kinds = Counter(file.kind for file in usable if file.kind is not FileKind.IMAGE)
    return max(kinds.values(), default=0) > 1
