"""A company's folder: its files, compared with the list of materials."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipforms.bundle.bundle_files import BundleFile, identify, with_stamped_copies
from ipforms.bundle.bundle_findings import about_copies, about_file, about_item, about_names, applicant
from ipforms.bundle.material_items import MaterialItem, Status, material_item
from ipforms.bundle.materials import FORM, Materials, materials_of
from ipforms.codes.masking import masked_text
from ipforms.errors import unreadable
from ipforms.findings import Finding
from ipforms.forms import Form
from ipforms.forms import form as known_form
from ipforms.intake import FileRole, FolderLimits, Intake, IntakeFile, IntakeLimits
from ipforms.intake.member_names import readable
from ipforms.intake.unpacking import is_container
from ipforms.messages import Lang, Note, Severity
from ipforms.pipeline.report import finding_dict
from ipforms.pipeline.submission import Submission


@dataclass(frozen=True)
class Bundle:
    """What a company handed in."""

    folder: str  # the folder's own name
    form: Form  # the form that it is about
    items: tuple[MaterialItem, ...]  # the entries of the list, the form first
    files: tuple[BundleFile, ...]  # all files, in the order of their names
    # what is missing, doubled, unreadable, doubtful, or must be seen on paper. Findings of reading a form are in its
    # submission
    findings: tuple[Finding, ...]
    ignored: tuple[str, ...] = ()  # names of hidden files, lock files and previews, which were passed over

    @property
    def form_files(self) -> tuple[BundleFile, ...]:
        """The files that are the form: as Word file, as PDF, as pictures."""
        return tuple(file for file in self.files if file.is_placed and file.papers == (FORM,))

    @property
    def unsure(self) -> tuple[BundleFile, ...]:
        """The files of which nobody can say what they are."""
        files = (file for file in self.files if not file.is_opened)
        return tuple(file for file in files if not any(file in each.files for each in self.items))

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """The forms that were read."""
        return tuple(file.submission for file in self.form_files if file.submission)

    @property
    def applicant(self) -> str:
        """Whose folder it is, by the first form in it; "" if none was read."""
        return next((name for name in map(applicant, self.submissions) if name), "")

    @property
    def has_several_applicants(self) -> bool:
        """Whether the forms in it are of different applicants."""
        return any(finding.code == "bundle.several_applicants" for finding in self.findings)

    @property
    def is_forms_alone(self) -> bool:
        """Whether there are forms in it and nothing else."""
        return all(file.submission for file in self.files)

    @property
    def complete(self) -> bool:
        """Whether each entry of the list is there, once, and can be opened."""
        return all(each.status is Status.PRESENT for each in self.items)

    @property
    def ok(self) -> bool:
        """Whether nothing must be put right."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The bundle as plain data."""
        return {
            "folder": masked_text(self.folder),
            "form": self.form.id,
            "title": self.form.title,
            "applicant": self.applicant,
            "complete": self.complete,
            "ok": self.ok,
            "items": [each.to_dict(lang) for each in self.items],
            "files": [file.to_dict(lang) for file in self.files],
            "findings": [finding_dict(finding, lang) for finding in self.findings],
            "ignored": [masked_text(name) for name in self.ignored],
        }


def bundle(
    folder: str | os.PathLike[str],
    form: str = "jinhua-application",
    materials: Materials | None = None,
    limits: FolderLimits | None = None,
) -> Bundle:
    """Look through a company's folder and compare it with the list of materials.

    Files are recognised by their contents (a Word file that reads as the form is the form) and by their names, a
    stamped copy also by the Word file that it stands beside. What fits nothing is listed as unsure. Archives and mails
    are opened, within limits; links are never followed.

    Args:
        folder: the folder of one company, with those in it; or the archive or mail that it has sent.
        form: the id of the form that it is about.
        materials: the list; None for that of the form's notice. Guangzhou's notice gives none.
        limits: how much is looked at.

    Raises:
        UnknownForm: there is no form of this id.
        UnreadableDocument: there is no such folder, or it cannot be opened.
        LimitExceeded: there are more files in it than the limit. A file that is too large is a finding.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "申报表.docx").write_bytes(known_form("jinhua-application").blank())
    ...     _ = (Path(folder) / "营业执照.jpg").write_bytes(b"\\xff\\xd8\\xff")
    ...     made = bundle(folder)
    >>> [(item.requirement.id, item.status.value) for item in made.items]
    [('form', 'present'), ('licence', 'present'), ('proof', 'missing')]
    """
    about, limits = known_form(form), limits or FolderLimits()
    listed = materials or materials_of(about)
    requirements = listed.requirements(about)
    papers = tuple(paper for requirement in requirements for paper in requirement.papers)
    root = Path(folder)
    if not root.is_dir() and not is_container(root):
        raise unreadable(readable(str(root)), "no_folder")
    with Intake([root], IntakeLimits(limits, file_bytes=limits.file_bytes)) as intake:
        own = [file for file in intake if file.role is not FileRole.LEFTOVER]
        identified = [identify(file, _name(file, root), about.id, papers) for file in own]
        ignored = tuple(_name(file, root) for file in intake if file.role is FileRole.LEFTOVER)
    files = with_stamped_copies(identified)
    submissions = [file.submission for file in files if file.submission and file.papers == (FORM,)]
    read = submissions[0] if submissions else None
    items = tuple(material_item(requirement, files, read) for requirement in requirements)
    own_name = readable(root.absolute().name)
    findings = (
        *([] if listed.is_official else [Finding(Note("bundle.no_list"))]),
        *(finding for each in items for finding in about_item(each, read)),
        *about_names(own_name, files, submissions, papers),
        *(finding for file in files for finding in about_file(file, about, papers)),
        *about_copies(files),
    )
    return Bundle(own_name, about, items, files, findings, ignored)


def _name(file: IntakeFile, root: Path) -> str:
    """A file's path below the folder; below the archive or mail, with its name, where one was given."""
    return readable(file.shown.relative_to(root if root.is_dir() else root.parent).as_posix())
