"""Today's rules on a record, kept beside it: the verdict, the arithmetic of each condition, and by which rules.

Rules are quick for one form and slow for a hundred thousand. A verdict follows from the record and the rules alone, so
it is kept with a fingerprint of the rules; where the rules have changed since, it is found again.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any

from ipforms import codes, rules
from ipforms.forms import Form
from ipforms.forms import form as known_form
from ipforms.messages import Lang, Note
from ipforms.pipeline.report import Report
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Verdict
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.rules.record_facts import RecordFacts


def fingerprint(form: Form, policies: Policies = DEFAULT) -> str:
    """Which rules judge a form: their code, the codes that they ask, and the policies."""
    own = getattr(form.rules, "__module__", "")
    return hashlib.sha256(f"{_sources()}{own}{_version(own)}{policies!r}".encode()).hexdigest()


@cache
def _sources() -> str:
    found = hashlib.sha256()
    for module in (rules, codes):
        for text in _texts(module):
            found.update(text)
    return found.hexdigest()


def _texts(module: ModuleType) -> Iterator[bytes]:
    open_: list[Traversable] = [files(module.__name__)]
    while open_:
        for each in sorted(open_.pop().iterdir(), key=lambda item: item.name):
            if each.is_dir():
                open_.append(each)
            elif each.name.endswith((".py", ".csv")):
                yield each.read_bytes()


def _version(module: str) -> str:
    """The version of another package whose rules these are."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(module.partition(".")[0].replace("_", "-"))
    except (PackageNotFoundError, ValueError):
        return ""


def conditions(eligibility: Eligibility | None) -> list[dict[str, Any]]:
    """The conditions as they are kept."""
    return [] if eligibility is None else [_condition(each) for each in eligibility.conditions]


def _condition(condition: Condition) -> dict[str, Any]:
    titles = {lang: condition.title.text(lang) for lang in _LANGUAGES}
    return {
        "id": condition.id,
        "title": titles,
        "verdict": condition.verdict.value,
        "arithmetic": condition.arithmetic,
        "clause": str(condition.clause),
    }


_LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def verdict_of(eligibility: Eligibility | None) -> str:
    """The whole; a form that asks for no qualification gives none to doubt."""
    return (Verdict.YES if eligibility is None else eligibility.verdict).value


def kept_notes(report: Report) -> list[dict[str, Any]]:
    """How the values of a returned form were read, as rules go by it: 近30件 proves no 30."""
    if report.submission is None:
        return []
    return [
        {"path": each.path, "code": each.note.code, "context": _plain(each.note.context)}
        for each in report.submission.findings
        if each.path
    ]


def _plain(context: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in context.items() if isinstance(value, str | int)}


def judged(
    form_id: str, record: Mapping[str, Any], report: Mapping[str, Any], policies: Policies = DEFAULT
) -> Eligibility | None:
    """What today's rules say of an application as it is kept."""
    form = known_form(form_id)
    if form.rules is None:
        return None
    notes: dict[str, tuple[Note, ...]] = {}
    for each in report.get("notes", ()):
        notes[each["path"]] = (*notes.get(each["path"], ()), Note(each["code"], each["context"]))
    return form.rules(RecordFacts(form.model.model_validate(record), notes, policies))
