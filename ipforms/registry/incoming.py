"""What comes to the registry: a checked form with its files; those of a folder, by the roster of all its files."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ipforms.bulk import CheckResult
from ipforms.codes import divisions, jurisdiction, uscc
from ipforms.codes.divisions import City
from ipforms.messages import Lang
from ipforms.pipeline.report import Report
from ipforms.registry.judgement import conditions, fingerprint, kept_notes, verdict_of
from ipforms.reports.contact import contact_of
from ipforms.roster import Category, ReceivedFile
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.rules.programmes import programme_of_form
from ipforms.schemas.layout import layout, leaves

_OFFICES = ("组织单位", "推荐单位", "地址")  # labels of what names a district, the office first


@dataclass(frozen=True)
class Incoming:
    """An application, as it is to be registered: plain data, so that many of them can wait for their transaction.

    Attributes:
        form: the id of its form.
        applicant: whose it is.
        code: the applicant's credit code; None where there is none, or no right one.
        party: more columns of the party: district, contact, phone, email.
        values: more columns of the application: record, report, files, verdict, conditions, rules.
    """

    form: str
    applicant: str
    code: str | None
    party: Mapping[str, str | None]
    values: Mapping[str, Any]

    @classmethod
    def of(
        cls,
        report: Report,
        files: Iterable[Mapping[str, str]] = (),
        *,
        policies: Policies = DEFAULT,
        district: str | None = None,
        lang: Lang = "zh",
    ) -> "Incoming":
        """A checked form.

        Args:
            report: its record, findings and eligibility.
            files: where each of its files is: `path`, `sha256`, `category`.
            policies: by which it was judged.
            district: the district whose office it goes to; looked for in the form if None.
            lang: the language in which the report is kept.
        """
        contact = contact_of(report)
        code = getattr(report.record, "uscc", None)
        party = {"district": district or _district(report), "contact": contact.name, "phone": contact.phone}
        return cls(
            report.form.id,
            report.applicant,
            code if code and uscc.is_valid(code) else None,
            {name: value or None for name, value in {**party, "email": contact.email}.items()},
            {
                "record": report.record.model_dump(mode="json"),
                "report": {**report.to_dict(lang), "notes": kept_notes(report)},
                "files": list(files),
                "verdict": verdict_of(report.eligibility),
                "conditions": conditions(report.eligibility),
                "rules": fingerprint(report.form, policies),
            },
        )

    @cached_property
    def digest(self) -> str:
        """What tells it from another application: all that its form says.

        The same form in another file is the same application.
        """
        text = json.dumps([self.form, self.applicant, self.values["record"]], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def applications_among(
    results: Iterable[tuple[CheckResult, ReceivedFile]],
    *,
    policies: Policies = DEFAULT,
    district: str | None = None,
    lang: Lang = "zh",
) -> list[Incoming]:
    """The applications among files that came: each form that counts and has rules of its own, with all of its files.

    A form whose applicant is not named, or whose name may have been misread, is of no party yet.

    Args:
        results: every file, checked, and what it is among the others: a settled roster's.
        policies: how to read what the notices leave open.
        district: the district of all of them; looked for in each form if None.
        lang: the language in which reports are kept.
    """
    files: dict[str, list[dict[str, str]]] = defaultdict(list)
    counting: list[tuple[str, Report]] = []
    for result, file in results:
        if file.applicant:
            files[file.applicant].append(_file(result, file))
        report = result.report if file.category is Category.FORM else None
        if report and report.applicant and not report.doubts_applicant and report.form.rules:
            counting.append((file.applicant, report))
    return [
        Incoming.of(report, files[name], policies=policies, district=district, lang=lang) for name, report in counting
    ]


def _file(result: CheckResult, file: ReceivedFile) -> dict[str, str]:
    with result.read.source.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    path = result.read.file.shown if result.read.file else result.path  # a further form has its file's
    return {"path": str(Path.cwd() / path), "sha256": found, "category": file.category.value}


def _district(report: Report) -> str | None:
    """The district as far as the form tells."""
    home = divisions.city(programme_of_form(report.form.id).id)
    return next(_districts(report, home), None) if home else None


def _districts(report: Report, home: City) -> Iterator[str]:
    for word in _OFFICES:
        for text in _labelled(report, word):
            division = jurisdiction.of_address(text, home).division
            if division:
                yield division.name


def _labelled(report: Report, word: str) -> Iterator[str]:
    """The texts of the form under a label that has a word in it."""
    for pattern, leaf, above in leaves(layout(report.form.model)):
        if word in leaf.title and not any(each.repeated for each in above):
            value: Any = report.record
            for step in pattern.split("."):
                value = getattr(value, step, None)
            if isinstance(value, str):
                yield value
