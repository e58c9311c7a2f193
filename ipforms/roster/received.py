"""One file that came: what became of it, why, whose it is; no more is kept than telling versions apart takes."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from ipforms.bulk import ReadResult
from ipforms.codes.masking import masked_text
from ipforms.collate.exclusion import WITHDRAWN
from ipforms.findings import Finding
from ipforms.forms import Form
from ipforms.forms import form as known_form
from ipforms.intake import FileRole, IntakeFile
from ipforms.intake.mail_words import NO_WORDS, MailWords, withdrawal_in
from ipforms.messages import Bilingual, Lang, say
from ipforms.pipeline.certainty import Certainty
from ipforms.pipeline.office_parts import SENDER, later_parts
from ipforms.pipeline.submission import NoForm, Submission
from ipforms.schemas.base import FormModel
from ipforms.schemas.jinhua import JinhuaRecommendation
from ipforms.text import name_key

WITHDRAWAL = "roster.reason.withdrawal"  # why a letter that takes an application back is for a person
_FAST = 1  # of zlib's levels: a record is packed as long as its run lasts
_NAME = 200  # characters of a file's name
_REASON = 400  # characters of why it could not be read
_RECOGNISED = "scan"
_PRINTED = frozenset(("pdf", "ofd", _RECOGNISED))
"""Formats, up to the first hyphen, that are made by printing or picturing a form and not by typing into it."""


class Category(StrEnum):
    """What a file is among all that came; the numbers of all categories add up to the number of files."""

    FORM = "form"
    """A form that counts."""
    UNDECIDED = "undecided"
    """A second form of an applicant, of which a person must say whether it counts."""
    COPY = "copy"
    """A form that says the same as one that counts, as a printed or scanned copy does."""
    OLDER = "older"
    """A form that has been replaced by another one."""
    BLANK = "blank"
    """A form in which nothing is filled in, and nobody whose it might be."""
    PAPER = "paper"
    OTHER = "other"
    """Neither a form nor a paper: a notice, a letter, a program."""
    DUPLICATE = "duplicate"
    CONTAINER = "container"
    LEFTOVER = "leftover"
    UNREAD = "unread"


@dataclass(slots=True)
class FormFacts:
    """What tells forms of one applicant apart."""

    form_id: str  # which form
    applicant: str  # who applies, as written; "" if nobody is named
    doubts_applicant: bool  # whether that name may have been misread
    code: str  # the credit code, or ""
    # the latest date that the applicant has written in it, or else an office; ISO, maybe without a day; "" if none
    stated: str
    sent: date | None  # the day of the mail that it came with
    filled: int  # how many fields are filled in
    is_printed: bool  # whether it is a printed or scanned copy
    reached: tuple[str, ...]  # mobile phone and e-mail: two names with one of them may be one company
    # fields whose characters were recognised in a picture and are in doubt; they tell no forms apart
    unsure: frozenset[str]
    noted: frozenset[str]  # fields of which reading had something to say: 无, or a text that is no value
    packed: bytes = field(repr=False)  # the record, packed

    @classmethod
    def of(cls, sub: Submission, sent: date | None, on: date | None = None) -> "FormFacts":
        """The facts of a submission; a date behind the day, which is today if None, is a slip and tells nothing."""
        record: Any = sub.record
        day = (on or date.today()).isoformat()
        return cls(
            form_id=sub.form.id,
            applicant=sub.form.applicant_of(record),
            doubts_applicant=sub.evidence[sub.form.name_field].certainty is Certainty.DOUBTFUL,
            code=getattr(record, "uscc", None) or "",
            stated=_stated(sub, day),
            sent=sent,
            filled=sum(1 for _ in _filled(sub.values)),
            reached=tuple(filter(None, map(sub.values.get, ("mobile", "email")))),
            is_printed=sub.format.partition("-")[0] in _PRINTED,
            unsure=frozenset(each.path for each in sub.evidence.unsure()) if sub.format == _RECOGNISED else frozenset(),
            noted=frozenset(each.path for each in sub.findings),
            packed=zlib.compress(sub.record.model_dump_json().encode(), _FAST),
        )

    @property
    def is_table(self) -> bool:
        """Whether it lists companies, and is of none of them."""
        return issubclass(self.form.model, JinhuaRecommendation)

    @property
    def form(self) -> Form:
        """Which form."""
        return known_form(self.form_id)

    @property
    def key(self) -> str:
        """The applicant as a key; "" if nobody is named."""
        return name_key(self.applicant)

    def record(self) -> FormModel:
        """What the form says."""
        return self.form.model.model_validate_json(zlib.decompress(self.packed))


@dataclass(slots=True)
class ReceivedFile:
    """A file that came."""

    below: PurePath  # where it is, below the folder that all paths have in common
    category: Category  # what it is among the others
    # why it is that, in words; None of a form that counts, but for a further one of its file
    reason: Bilingual | None = None
    applicant: str = ""  # whose it is, as far as that is known; "" if it is not
    basis: str = ""  # how that is known: "content", "name", "folder"; "" if it is not
    facts: FormFacts | None = None  # of a form, what it says
    number: int = 1  # which of the forms in its file it is
    words: MailWords = NO_WORDS  # of a mail what it says itself
    text: str = ""  # the same, of a letter its head
    is_member: bool = False  # whether it came in an archive or a mail
    to_decide: bool = False  # whether a person must look at it
    same_as: PurePath | None = None  # of a duplicate, the file before it
    findings: list[Finding] = field(default_factory=list)  # of a form that counts, what only other files tell of it

    @property
    def is_blank(self) -> bool:
        """Whether it is a form in which nothing is filled in."""
        return self.facts is not None and not self.facts.filled

    @property
    def name(self) -> str:
        """What it is called, with people's numbers masked."""
        return masked_text(self.below.as_posix(), _NAME)

    def applicant_text(self, lang: Lang = "zh") -> str:
        """Whose it is, or ""; a name that may have been misread bears a mark."""
        name = masked_text(self.applicant, _NAME)
        is_doubted = bool(name and self.basis == "content" and self.facts and self.facts.doubts_applicant)
        return say("reports.doubted_name", lang, name=name) if is_doubted else name

    def reason_text(self, lang: Lang = "zh") -> str:
        """Why it is what it is, or ""."""
        return self.reason.text(lang) if self.reason else ""

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The file as plain data."""
        return {
            "name": self.name,
            "category": self.category.value,
            "reason": self.reason_text(lang),
            "applicant": self.applicant_text(lang),
            "to_decide": self.to_decide,
        }


def received(result: ReadResult, below: PurePath, on: date | None = None) -> ReceivedFile:
    """What became of a file by a day, today if None, by itself; other files may still change that."""
    category = _CATEGORIES[result.status]
    if result.paper and result.paper.other and result.paper.basis != "page":
        category = Category.OTHER
    file = result.file
    words = file.words if file else NO_WORDS
    text = f"{words.own} {words.of_another}" if words else _head(result)
    if withdrawal := _withdrawal(result, category):
        reason = Bilingual(WITHDRAWAL, {"text": words.quoted() if words else withdrawal})
        is_member = bool(file and file.is_member)
        return ReceivedFile(below, Category.OTHER, reason, words=words, text=text, is_member=is_member, to_decide=True)
    same_as = _below(file.same_as, result.path, below) if file and file.same_as else None
    facts = FormFacts.of(result.submission, file.sent if file else None, on) if result.submission else None
    return ReceivedFile(
        below,
        category,
        _reason(result, category, same_as),
        facts=facts,
        applicant=facts.applicant if facts else "",
        basis="content" if facts and facts.applicant else "",
        number=result.number,
        words=words,
        text=text,
        is_member=bool(file and file.is_member),
        to_decide=result.error is not None or bool(result.paper and result.paper.is_open) or _asks_by_mail(file),
        same_as=same_as,
    )


_CATEGORIES = {
    "read": Category.FORM,
    "findings": Category.FORM,
    "failed": Category.UNREAD,
    "paper": Category.PAPER,
    "duplicate": Category.DUPLICATE,
    "container": Category.CONTAINER,
    "leftover": Category.LEFTOVER,
}


def _reason(result: ReadResult, category: Category, same_as: PurePath | None) -> Bilingual | None:
    if result.error is not None:
        texts = {f"text_{lang}": masked_text(result.error.message(lang), _REASON) for lang in ("zh", "en")}
        return Bilingual("roster.reason.error", texts)
    if result.paper is not None and result.paper.other:
        return result.paper.other
    if result.paper is not None:
        titles = [paper.title for paper in result.paper.papers]
        return Bilingual("roster.reason.paper", {"basis": _basis(result.paper.basis), "papers": titles})
    file = result.file
    if same_as is not None:
        return Bilingual("roster.reason.duplicate", {"other": masked_text(same_as.as_posix(), _NAME)})
    if file and file.words:
        facts = {"text": file.words.quoted(), "count": file.members}
        return Bilingual("roster.reason.mail" if file.members else "roster.reason.bare_mail_says", facts)
    if _is_bare_mail(file):
        return Bilingual("roster.reason.bare_mail")
    if category is Category.CONTAINER and file:
        return Bilingual("roster.reason.container", {"count": file.members})
    if result.number > 1:
        return Bilingual("roster.reason.further_form", {"number": result.number})
    return Bilingual("roster.reason.leftover") if category is Category.LEFTOVER else None


def _is_bare_mail(file: IntakeFile | None) -> bool:
    """Whether it is a mail without attachments: what it says stands in its text."""
    return file is not None and file.role is FileRole.CONTAINER and not file.members


def _asks_by_mail(file: IntakeFile | None) -> bool:
    """Whether a mail says what no form beside it does."""
    return _is_bare_mail(file) or bool(file and file.words.corrects)


def _withdrawal(result: ReadResult, category: Category) -> str:
    """The words by which a letter takes an application back: in its name or its title, of a mail also in its text."""
    is_letter = isinstance(result.error, NoForm) or category is Category.OTHER or _is_bare_mail(result.file)
    titles = (result.path.stem, _head(result)) if is_letter else ()
    says = result.file.words.withdrawal if result.file else ""
    return next(filter(None, (withdrawal_in(title, WITHDRAWN) for title in titles)), says)


def _head(result: ReadResult) -> str:
    """How a document begins that is no form, or ""."""
    head = result.error.context.get("head", "") if result.error else ""
    return str(head or (result.paper.other.context.get("title", "") if result.paper and result.paper.other else ""))


def _below(other: PurePath, path: PurePath, below: PurePath) -> PurePath:
    """Another file below the folder that a file is named below."""
    return PurePath(*other.parts[len(path.parts) - len(below.parts) :])


def _basis(basis: str) -> Bilingual:
    return Bilingual(f"roster.basis.{basis}")


def _filled(value: Any) -> Iterator[Any]:
    """The leaves of a record's values that say something."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _filled(each)
    elif value not in (None, ""):
        yield value


def _stated(sub: Submission, day: str) -> str:
    """The date of filling in that can be; one of an office alone counts where the applicant has written none."""
    offices = later_parts(sub.form.model, SENDER)
    by_applicant = {name: value for name, value in sub.values.items() if name not in offices}
    return max(_dates(by_applicant, day), default="") or max(_dates(sub.values, day), default="")


def _dates(values: Mapping[str, Any], day: str) -> Iterator[str]:
    """The dates up to a day that people write beside their signature and on the cover; none of titles, certificates."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _dates(value, day)
        elif name == "date" and isinstance(value, str) and value <= day:
            yield value
