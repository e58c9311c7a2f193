"""All that came, and what it comes to: of two forms of one applicant which counts, never by the name of a file."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from ipforms.bulk import ReadResult
from ipforms.bundle.paper_recognition import names_company
from ipforms.codes.masking import masked_text
from ipforms.collate.comparison import compare
from ipforms.collate.differences import SUBSTANTIAL, Difference, DifferenceKind
from ipforms.findings import Finding
from ipforms.intake.member_names import copy_marks
from ipforms.messages import Bilingual, Lang, Note
from ipforms.pipeline.submission import Submission
from ipforms.roster.attendance import Attendance, Invited, attendance
from ipforms.roster.companies import assign, by_applicant, clashes, renamed
from ipforms.roster.received import WITHDRAWAL, Category, FormFacts, ReceivedFile, received


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
        self._tell_mails()
        for letter in self._withdrawals():
            for file in self.files:
                if file.applicant == letter.applicant and file.category is Category.FORM:
                    file.findings.append(Finding(Note("roster.withdrawal", {"other": letter.name})))
        self.clashes = clashes(self.files)
        self._tell_renamed()
        self.attendance = None if self._invited is None else attendance(asked, self.files)

    def _tell_mails(self) -> None:
        """Quote mails beside the forms that came with them or that they name, and say of letters that are nobody's.

        A form that came with a mail may be a copy of the one that counts, of which the mail speaks none the less.
        """
        for mail in self.files:
            if mail.reason and mail.reason.key == WITHDRAWAL and not mail.applicant:
                mail.reason = Bilingual(f"{WITHDRAWAL}_unknown", mail.reason.context)
            for file in self.files if mail.words else ():
                is_named = mail.category is Category.CONTAINER and mail.applicant == file.applicant != ""
                if file.category is Category.FORM and (is_named or mail.below in file.below.parents):
                    file.findings.append(Finding(mail.words.note(mail.name)))

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
        return sum(file.is_member and file.number == 1 for file in self.files)

    @property
    def further(self) -> int:
        """How many of them are no files, but further forms in one."""
        return sum(file.number > 1 for file in self.files)

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
        letters = (file for file in self.files if file.reason and file.reason.key == WITHDRAWAL)
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
            "in_folders": len(self.files) - self.further - self.members,
            "in_archives": self.members,
            "counts": {category.value: count for category, count in self.counts.items()},
            "clashes": [each.text(lang) for each in self.clashes],
            "attendance": self.attendance.to_dict() if self.attendance else None,
            "list": [file.to_dict(lang) for file in self.files],
        }


_SHOWN = 6  # labels of fields that differ in one sentence
_NEARLY_BLANK = 2  # fields: a form with fewer has been opened and saved, and not filled in


def settle(files: Sequence[ReceivedFile]) -> None:
    """Say of each but one of an applicant's forms of one kind what it is beside the one that counts."""
    plain = sorted(files, key=lambda file: copy_marks(file.below.name))
    ordered = sorted(plain, key=_weight, reverse=True)  # stable: of what is the same in all the plainest name
    counts = ordered[0]
    for other in ordered[1:]:
        _judge(other, counts)


def settle_blanks(files: Sequence[ReceivedFile]) -> None:
    """Say of forms in which nothing is filled in what they are: nobody's, or the answer of one who has no other.

    A path that names a company tells that one has sent it, even if nobody knows that company.
    """
    blank = {file.below: file for file in files if file.is_blank}
    are_others = any(file.facts and not file.is_blank for file in files)
    known = {file.applicant for file in files if file.facts and not file.is_blank}
    for file in files:
        if file.category is not Category.OLDER and (file.is_blank or file.same_as in blank):
            is_sent = not are_others or (not file.applicant and names_company(file.below.as_posix()))
            is_answer = file.applicant not in known | {""} or (is_sent and file.is_blank)
            file.category = Category.FORM if is_answer else Category.BLANK
            file.reason = Bilingual("roster.reason.unfilled")


def counting(submissions: Iterable[Submission]) -> Submission | None:
    """The one of an applicant's forms that counts; None of none."""
    return max(submissions, key=lambda sub: _weight_of(FormFacts.of(sub, None)), default=None)


def _weight(file: ReceivedFile) -> tuple[bool, str, date, int, bool]:
    return _weight_of(_facts(file))


def _weight_of(facts: FormFacts) -> tuple[bool, str, date, int, bool]:
    is_filled = facts.filled >= _NEARLY_BLANK
    return is_filled, facts.stated, facts.sent or date.min, facts.filled, not facts.is_printed


def _judge(file: ReceivedFile, counts: ReceivedFile) -> None:
    one, other = _facts(file), _facts(counts)
    names: dict[str, object] = {"other": counts.name}
    if one.filled < _NEARLY_BLANK <= other.filled:
        file.category, file.reason = Category.OLDER, Bilingual("roster.reason.blank", names)
        return
    found = _differences(one, other)
    labels = list(dict.fromkeys(each.label for each in found))
    if not labels:
        key = "twin" if one.is_printed != other.is_printed else "same"
        file.category, file.reason = Category.COPY, Bilingual(f"roster.reason.{key}", names)
        return
    key, facts = _precedence(one, other, found)
    file.category = Category.OLDER if key else Category.UNDECIDED
    # A printed copy that says something else than its Word file is for a person to see, whichever is the later.
    file.to_decide = not key or one.is_printed != other.is_printed
    key = key or ("twin_differs" if file.to_decide and one.is_printed != other.is_printed else "undecided")
    shown = [*labels[:_SHOWN], *(["……"] if len(labels) > _SHOWN else [])]
    file.reason = Bilingual(f"roster.reason.{key}", {**names, **facts, "labels": shown})
    if file.to_decide:
        counts.findings.append(Finding(Note("roster.other_form", {"other": file.name, "labels": shown})))


def _precedence(one: FormFacts, other: FormFacts, found: Sequence[Difference]) -> tuple[str, dict[str, object]]:
    """Why the other one counts, and the facts of it; "" where that cannot be told."""
    if one.stated and other.stated and not _within(one.stated, other.stated):
        return "older_date", {"date": one.stated, "later": other.stated}
    if one.sent and other.sent and one.sent != other.sent:
        return "older_mail", {"date": one.sent.isoformat(), "later": other.sent.isoformat()}
    is_comparable = one.is_printed == other.is_printed and (other.stated or not one.stated)
    return ("less_complete" if is_comparable and _is_silent(one, found) else ""), {}


def _is_silent(one: FormFacts, found: Sequence[Difference]) -> bool:
    """Whether a form says nothing at all where it differs from another; 无 and what cannot be read are answers."""
    return all(each.kind is DifferenceKind.ONLY_SECOND and each.path not in one.noted for each in found)


def _within(one: str, other: str) -> bool:
    """Whether a date may be the same day as another that says less or more: 2022-05 and 2022-05-16."""
    return one.startswith(other) or other.startswith(one)


def _differences(one: FormFacts, other: FormFacts) -> list[Difference]:
    """In what two forms differ in substance."""
    unsure = one.unsure | other.unsure
    found = compare(one.record(), other.record()).differences
    return [each for each in found if each.kind in SUBSTANTIAL and each.path not in unsure]


def _facts(file: ReceivedFile) -> FormFacts:
    assert file.facts is not None, "only forms are judged"
    return file.facts
