"""What every kind of report says with the same words: the messages `reports.*` of the catalogue, places, severities."""

from __future__ import annotations

from typing import Any

from ipforms import messages
from ipforms.messages import Lang, Severity
from ipforms.paths import Place

COUNTED = (Severity.ERROR, Severity.WARNING, Severity.ATTACHMENT, Severity.HUMAN)
"""What asks something of somebody. A note does not, and is listed without being counted."""


def report_text(key: str, lang: Lang, /, **context: Any) -> str:
    """The message `reports.<key>` of the catalogue.

    >>> report_text("severity.error", "zh"), report_text("verdict.yes", "en")
    ('错误', 'met')
    """
    return messages.say(f"reports.{key}", lang, **context)


def stage_text(stage: str | None, lang: Lang = "zh") -> str:
    """The name of a stage; that of another package's form, which has given it none, is what it is called by.

    >>> stage_text("district"), stage_text("county")
    ('区县推荐', 'county')
    """
    return messages.catalogue(lang).get(f"reports.stage.{stage}", stage or "")


def seen_place(place: Place | None, lang: Lang = "zh") -> str:
    """As much of a place as a person sees on paper, see `Place.seen`; "" if there is none."""
    return "" if place is None else place.seen(lang)


def where(place: Place | None, lang: Lang = "zh") -> str:
    """A place for people; "" if there is none.

    >>> where(Place(table=1, row=3, column=2)), where(Place(row=4), "en")
    ('第1个表格第3行第2列', 'paragraph 4')
    """
    return "" if place is None else place.message(lang)
