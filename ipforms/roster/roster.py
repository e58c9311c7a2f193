"""All that came, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from ipforms.bulk import ReadResult
from ipforms.codes.masking import masked_text
from ipforms.findings import Finding
from ipforms.messages import Bilingual, Lang, Note
from ipforms.roster.attendance import Attendance, Invited, attendance
from ipforms.roster.companies import assign, by_applicant, clashes, renamed
from ipforms.roster.received import Category, ReceivedFile, received
from ipforms.roster.versions import settle, settle_blanks


class Roster:
    """Who has sent what. Give it every result, then `settle` it.

    Args:
        invited: who was asked; None where there is no such list.

    Attributes:
        files: every file that came, once, in the order of the results.
        attendance: who has answered; None where nobody has a list of those who were asked.
        clashes: credit codes under two names, and names that may be of one company.

    >>> import ipforms, tempfile
    >>> from pathlib import Path
    >>> record = ipforms.form("jinhua-application").model(enterprise_name="金华甲有限公司", employees=12)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "申报表.docx").write_bytes(ipforms.render(record))
    ...     _ = Path(folder, "申报表打印.pdf").write_bytes(ipforms.render(record, "pdf"))
    ...     _ = Path(folder, "Thumbs.db").write_bytes(b"x")
    ...     roster = Roster()
    ...     for result in ipforms.bulk.read([folder]):
    ...         _ = roster.add(result, result.path.relative_to(folder))
    ...     roster.settle()
    >>> [(file.name, file.category.value) for file in roster.files]
    [('Thumbs.db', 'leftover'), ('申报表.docx', 'form'), ('申报表打印.pdf', 'copy')]
    >>> roster.files[2].reason_text()
    '与“申报表.docx”内容一致'
    """

    def __init__(self, invited: Iterable[Invited] | None = None) -> None:
        self.files: list[ReceivedFile] = []
        self.attendance: Attendance | None = None
        self.clashes: list[Bilingual] = []
        self._renamed: set[str] = set()
        self._invited = None if invited is None else list(invited)

    def add(self, result: ReadResult, below: PurePath) -> ReceivedFile:
        """Take in what became of a file."""
        file = received(result, below)
        self.files.append(file)
        return file

    def settle(self) -> None:
        """Join the files by applicant, tell which form of each counts, and hold the list of those asked against it."""
        asked = self._invited or []
        assign(self.files, [each.name for each in asked if each.name])
        for own in by_applicant(self.files).values():
            settle(own)
        settle_blanks(self.files)
        for letter in self._withdrawals():
            for file in self.files:
                if file.applicant == letter.applicant and file.category is Category.FORM:
                    file.findings.append(Finding(Note("roster.withdrawal", {"other": letter.name})))
        self.clashes = clashes(self.files)
        self._tell_renamed()
        self.attendance = None if self._invited is None else attendance(asked, self.files)

    def _tell_renamed(self) -> None:
        for pair in renamed(self.files):
            for file, other in (pair, reversed(pair)):
                facts = {"other": other.applicant, "file": other.name}
                file.findings.append(Finding(Note("roster.other_name", facts)))
                self._renamed.add(file.applicant)
            names = [masked_text(file.applicant) for file in pair]
            self.clashes.append(Bilingual("roster.renamed", {"names": names}))

    @property
    def counts(self) -> Mapping[Category, int]:
        """How many files of each category; they add up to the number of files."""
        found = Counter(file.category for file in self.files)
        return {category: found[category] for category in Category}

    @property
    def members(self) -> int:
        """How many of the files came in archives and mails."""
        return sum(file.is_member for file in self.files)

    @property
    def answered(self) -> frozenset[str]:
        """Whose form counts: nobody is to be asked for a further file that cannot be read."""
        return frozenset(file.applicant for file in self.files if file.category is Category.FORM and file.applicant)

    @property
    def undecided(self) -> frozenset[str]:
        """Who has sent forms that differ, maybe under two names, of which a person must say which one counts."""
        files = (
            file for file in self.files if file.to_decide and file.category in (Category.UNDECIDED, Category.OLDER)
        )
        return frozenset(file.applicant for file in files if file.applicant) | self._renamed

    @property
    def withdrawn(self) -> frozenset[str]:
        """Who has taken the application back by a letter of its own."""
        return frozenset(letter.applicant for letter in self._withdrawals())

    def _withdrawals(self) -> list[ReceivedFile]:
        letters = (file for file in self.files if file.reason and file.reason.key == "roster.reason.withdrawal")
        return [letter for letter in letters if letter.applicant]

    @property
    def to_decide(self) -> list[ReceivedFile]:
        """The files that a person must look at, whatever their form says."""
        return [file for file in self.files if file.to_decide]

    @property
    def is_clean(self) -> bool:
        """Whether nothing but the forms themselves need be looked at."""
        return not (self.to_decide or self.clashes) and (self.attendance is None or self.attendance.is_complete)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """All that came as plain data."""
        return {
            "files": len(self.files),
            "in_folders": len(self.files) - self.members,
            "in_archives": self.members,
            "counts": {category.value: count for category, count in self.counts.items()},
            "clashes": [each.text(lang) for each in self.clashes],
            "attendance": self.attendance.to_dict() if self.attendance else None,
            "list": [file.to_dict(lang) for file in self.files],
        }
