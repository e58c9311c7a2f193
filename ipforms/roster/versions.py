"""Two filled forms of one applicant: which counts, and why. Never by the name of a file.

The later one counts: by the dates that are written in them, else by the days of the mails that they came with. Where
that does not tell, the more complete one. Where neither tells, a person must say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ipforms.collate.comparison import compare
from ipforms.collate.differences import SUBSTANTIAL
from ipforms.findings import Finding
from ipforms.intake.member_names import copy_marks
from ipforms.messages import Bilingual, Note
from ipforms.pipeline.submission import Submission
from ipforms.roster.received import Category, FormFacts, ReceivedFile

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
    """Say of forms in which nothing is filled in what they are: nobody's, or the answer of one who has no other."""
    blank = {file.below: file for file in files if file.is_blank}
    are_others = any(file.facts and not file.is_blank for file in files)
    known = {file.applicant for file in files if file.facts and not file.is_blank}
    for file in files:
        if file.category is not Category.OLDER and (file.is_blank or file.same_as in blank):
            is_answer = file.applicant not in known | {""} or (not are_others and file.is_blank)
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
    labels = _differences(one, other)
    if not labels:
        key = "twin" if one.is_printed != other.is_printed else "same"
        file.category, file.reason = Category.COPY, Bilingual(f"roster.reason.{key}", names)
        return
    key, facts = _precedence(one, other)
    file.category = Category.OLDER if key else Category.UNDECIDED
    # A printed copy that says something else than its Word file is for a person to see, whichever is the later.
    file.to_decide = not key or one.is_printed != other.is_printed
    key = key or ("twin_differs" if file.to_decide and one.is_printed != other.is_printed else "undecided")
    shown = [*labels[:_SHOWN], *(["……"] if len(labels) > _SHOWN else [])]
    file.reason = Bilingual(f"roster.reason.{key}", {**names, **facts, "labels": shown})
    if file.to_decide:
        counts.findings.append(Finding(Note("roster.other_form", {"other": file.name, "labels": shown})))


def _precedence(one: FormFacts, other: FormFacts) -> tuple[str, dict[str, object]]:
    """Why the other one counts, and the facts of it; "" where that cannot be told."""
    if one.stated and other.stated and not _within(one.stated, other.stated):
        return "older_date", {"date": one.stated, "later": other.stated}
    if one.sent and other.sent and one.sent != other.sent:
        return "older_mail", {"date": one.sent.isoformat(), "later": other.sent.isoformat()}
    if one.is_printed == other.is_printed and one.filled < other.filled and (other.stated or not one.stated):
        return "less_complete", {"count": one.filled, "more": other.filled}
    return "", {}


def _within(one: str, other: str) -> bool:
    """Whether a date may be the same day as another that says less or more: 2022-05 and 2022-05-16."""
    return one.startswith(other) or other.startswith(one)


def _differences(one: FormFacts, other: FormFacts) -> list[str]:
    """The labels of the fields in which two forms differ in substance."""
    unsure = one.unsure | other.unsure
    found = (each for each in compare(one.record(), other.record()).differences if each.kind in SUBSTANTIAL)
    return list(dict.fromkeys(each.label for each in found if each.path not in unsure))


def _facts(file: ReceivedFile) -> FormFacts:
    assert file.facts is not None, "only forms are judged"
    return file.facts
