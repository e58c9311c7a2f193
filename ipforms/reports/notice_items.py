"""Findings as the items of a letter, a sentence each: what it is about, what stands there, what is wrong, what to do.

A person finds a field by its printed label and by what was written there; the grid of the file is not seen on paper.
`NoticeText` has the sentences around them, the messages `reports.notice.*` of the catalogue.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from ipforms import paths
from ipforms.codes.masking import masked_value
from ipforms.findings import Finding
from ipforms.messages import Lang, Note, Severity
from ipforms.pipeline.report import Report
from ipforms.reports.words import FindingText, finding_text, report_text
from ipforms.schemas.base import is_blank
from ipforms.schemas.labels import is_personal
from ipforms.text.enumerations import chinese_number

_STOPS = "。."
_SAYS_MORE = re.compile("[，；。,;.]")
_QUOTING = MappingProxyType({"form.label_missing": "label", "form.left_over": "text"})
"""Codes that come once for each label or text of a form typed anew, thirty times in some, and the slot that differs."""
_WRITTEN = 30  # characters of what stands in a field: about a line of the letter


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One item of a letter."""

    labels: tuple[str, ...]  # the fields, in the order of the form, each once; none where it is the file as a whole
    points: tuple[str, ...]  # what is wrong and what to do, a sentence each


Edits = Mapping[str, str]
"""What a person has made of proposed sentences: "" leaves one out, and what stands under "" is added at the end."""


def notice_items(
    report: Report, severity: Severity, lang: Lang = "zh", edits: Edits = MappingProxyType({})
) -> list[NoticeItem]:
    """The items of one severity, in the order in which they first come.

    One finding on many fields is one item, and so are all findings on one field.
    """
    if severity is Severity.ERROR and is_blank(report.record):
        return [NoticeItem((), (report_text("notice.blank_form", lang) + report_text("full_stop", lang),))]
    labels: dict[str, dict[str, None]] = {}
    for finding in _merged(report.of_sender, lang):
        if finding.severity is severity:
            labels.setdefault(letter_sentence(finding, report, lang), {})[_label(finding)] = None
    points: dict[tuple[str, ...], list[str]] = {}
    for sentence, about in labels.items():
        if edited := edits.get(sentence, sentence):
            points.setdefault(tuple(filter(None, about)), []).append(edited)
    if severity is Severity.ERROR and (added := edits.get("")):
        points.setdefault((), []).append(added)
    return [NoticeItem(about, tuple(sentences)) for about, sentences in points.items()]


def _merged(findings: Sequence[Finding], lang: Lang) -> Iterator[Finding]:
    """The findings, those on the whole file that differ in the words that they quote as one."""
    quoted: dict[tuple[str, str], dict[str, None]] = {}
    for finding in findings:
        if slot := _quotes(finding):
            quoted.setdefault((finding.code, slot), {})[str(finding.note.context[slot])] = None
    for finding in findings:
        if not (slot := _quotes(finding)):
            yield finding
        elif words := quoted.pop((finding.code, slot), None):
            together = report_text("notice.between_quotations", lang).join(words)
            yield replace(finding, note=Note(finding.code, {slot: together}))


def _quotes(finding: Finding) -> str:
    """The slot of words that a finding on the whole file quotes, and nothing else; "" for any other finding."""
    return "" if finding.label else _QUOTING.get(finding.code, "")


def _label(finding: Finding) -> str:
    """The printed label; a heading that ends as the field below it is called says it once."""
    steps = finding.label.split()
    return " ".join(step for before, step in zip(["", *steps], steps, strict=False) if not before.endswith(step))


def letter_sentence(finding: Finding, report: Report, lang: Lang) -> str:
    """What is wrong, what to do and why, in one sentence."""
    text = finding_text(finding, lang)
    written = _written(finding, report)
    found = text.found.rstrip(_STOPS)
    if written and written not in found:
        found = report_text("notice.written", lang, text=written, found=found)
    action = text.action.rstrip(_STOPS)
    step = "".join(finding.label.split()[-1:])
    asked, _, what = action.replace(": ", "：").partition("：")
    if step and step in what and not _SAYS_MORE.search(what):  # “请填写：联系人手机号码” below 手机号码 says it twice
        action = asked
    if action and action not in found:
        found = report_text("notice.action_of", lang, found=found, action=action)
    return found + _clause(text, finding, lang) + report_text("full_stop", lang)


def _clause(text: FindingText, finding: Finding, lang: Lang) -> str:
    """The clause, unless it is the field's own label on the form, which the item names already."""
    own = [f"“{step}”" for step in finding.label.split()]
    if not text.clause or text.clause.endswith(tuple(own)):
        return ""
    return report_text("notice.clause", lang, clause=text.clause)


def _written(finding: Finding, report: Report) -> str:
    """What stands in the field, short and with personal numbers masked; "" where nothing does, or it is not known."""
    text = report.submission.texts.get(finding.path, "") if report.submission and finding.path else ""
    if not text.strip():
        return ""
    personal = is_personal(report.form.model, paths.parse(finding.path))
    shown = " ".join(masked_value(text, personal=personal).split())
    return shown if len(shown) <= _WRITTEN else shown[:_WRITTEN] + "…"


Deadline = datetime.date | int | None


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The notice's sentences in a language."""

    lang: Lang

    def text(self, key: str, /, **context: Any) -> str:
        """The message `reports.notice.<key>` of the catalogue."""
        return report_text(f"notice.{key}", self.lang, **context)

    def opening(self, title: str, file: str, received: datetime.date | None, asked: Sequence[Severity]) -> str:
        """Which form it is about, and what is asked; nothing is of an applicant that does not qualify."""
        facts = {
            "title": title,
            "received": self.text("received", day=self.text("day", day=received)) if received else "",
            "file": self.text("file", name=file) if file else "",
        }
        if not asked:
            return self.text("opening_refusal", **facts)
        *others, last = (self.text(f"verb.{severity}") for severity in asked)
        verbs = self.text("last_verb", verbs=others, last=last) if others else last
        return self.text("opening", verbs=verbs, **facts)

    def heading(self, order: int, key: str) -> str:
        """The heading of a section."""
        return self.text("heading", order=self._ordinal(order), name=self.text(key))

    def item(self, order: int, labels: Sequence[str], points: Sequence[str]) -> tuple[str, str]:
        """The lead of an item, which names the fields, and what is said of them; a label is not said twice."""
        about = self.text("label_separator").join(labels)
        order_text = self.text("item", order=self._ordinal(order), about="")
        said = points[0] if len(points) == 1 else self._points(points)
        if not about or (len(labels) == 1 and said.startswith(about)):
            return order_text, said
        return order_text + report_text("labelled", self.lang, label=about, text=""), said

    def _points(self, sentences: Sequence[str]) -> str:
        return "".join(self.text("point", number=number, text=text) for number, text in enumerate(sentences, 1)).strip()

    def _ordinal(self, order: int) -> str:
        return chinese_number(order) if self.lang == "zh" else str(order)

    def return_by(self, key: str, deadline: Deadline, **facts: Any) -> str:
        """What to do, until when: the message `key` of the notice."""
        if deadline is None:
            by = self.text("soon")
        elif isinstance(deadline, int):
            by = self.text("within", days=deadline)
        else:
            by = self.text("by", day=self.text("day", day=deadline))
        return self.text(key, by=by, **facts)

    def doubts(self, office: str, key: str = "doubts") -> str:
        """What to do about what is right as it is, or is not clear; the latter alone with the key "questions"."""
        return self.text(key, we=self.text("bureau" if office.endswith("局") else "unit", office=office))
