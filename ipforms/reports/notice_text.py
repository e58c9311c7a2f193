"""The sentences of the notice of corrections: the messages `reports.notice.*` of the catalogue, put together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ipforms.messages import Lang, Severity
from ipforms.reports.words import report_text
from ipforms.text.enumerations import chinese_number

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

    def return_by(self, key: str, deadline: Deadline, **facts: str) -> str:
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
