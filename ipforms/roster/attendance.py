"""The list of those who were asked: who has not answered, who answered more than once, who was not asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ipforms.bundle.paper_recognition import short_name
from ipforms.codes.masking import masked_text
from ipforms.roster.received import Category, ReceivedFile
from ipforms.text import name_key


@dataclass(frozen=True, slots=True)
class Invited:
    """One who was asked."""

    name: str  # as the list has it
    code: str = ""  # the credit code, or ""

    def is_of(self, name: str, code: str) -> bool:
        """Whether a form of this name or this credit code is its answer."""
        return bool(self.code and self.code == code) or name_key(self.name) == name_key(name)


@dataclass(frozen=True)
class Attendance:
    """Who has answered."""

    answered: int  # how many of those asked have, with one form or more
    missing: tuple[str, ...]  # who has sent nothing
    # who has sent something, and no form that is filled in and could be read
    unread: tuple[tuple[str, tuple[str, ...]], ...]
    # who of the answered has sent more than one form, copies apart, with their files
    twice: tuple[tuple[str, tuple[str, ...]], ...]
    uninvited: tuple[tuple[str, tuple[str, ...]], ...]  # who has sent a form and was not asked, with their files

    @property
    def is_complete(self) -> bool:
        """Whether nobody need ask anybody."""
        return not (self.missing or self.unread or self.uninvited)

    def to_dict(self) -> dict[str, Any]:
        """The attendance as plain data."""
        listed = {name: [_entry(*each) for each in getattr(self, name)] for name in ("unread", "twice", "uninvited")}
        return {"answered": self.answered, "missing": [masked_text(name) for name in self.missing], **listed}


def _entry(name: str, files: Sequence[str]) -> dict[str, Any]:
    return {"name": masked_text(name), "files": list(files)}


_ANSWERS = frozenset((Category.FORM, Category.UNDECIDED, Category.OLDER))
_SENT = frozenset((Category.UNREAD, Category.PAPER, Category.OTHER, Category.CONTAINER))


def attendance(invited: Iterable[Invited], files: Sequence[ReceivedFile]) -> Attendance:
    """Hold a list against what came."""
    asked = list(dict.fromkeys(invited))
    # A table of companies is an office's, which nobody asks as a company.
    forms = [file for file in files if file.facts and not file.facts.is_table and file.category in _ANSWERS]
    forms = [file for file in forms if file.applicant and not file.is_blank]
    missing, unread, twice = [], [], []
    for each in asked:
        own = [file for file in forms if _is_answer(file, each)]
        other = [file.name for file in files if (file.category in _SENT or file.is_blank) and _is_about(file, each)]
        if len({file.facts.form_id for file in own if file.facts}) < len(own):
            twice.append((each.name, tuple(file.name for file in own)))
        elif not own and other:
            unread.append((each.name, tuple(other)))
        elif not own:
            missing.append(each.name)
    strangers: dict[str, list[str]] = {}
    for file in forms:
        if not any(_is_answer(file, each) for each in asked):
            strangers.setdefault(file.applicant, []).append(file.name)
    answered = len(asked) - len(missing) - len(unread)
    uninvited = tuple((name, tuple(own)) for name, own in strangers.items())
    return Attendance(answered, tuple(missing), tuple(unread), tuple(twice), uninvited)


def _is_answer(file: ReceivedFile, invited: Invited) -> bool:
    return invited.is_of(file.applicant, file.facts.code if file.facts else "")


def _is_about(file: ReceivedFile, invited: Invited) -> bool:
    return short_name(file.applicant) == short_name(invited.name)
