"""The words that every kind of report uses for one thing, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ipforms.messages import Lang, Severity
from ipforms.paths import Place
from ipforms.rules.verdicts import Said, Verdict
from ipforms.schemas.base import Stage

SEVERITIES: Mapping[Severity, Said] = {
    Severity.ERROR: Said("错误", "error"),
    Severity.WARNING: Said("提醒", "warning"),
    Severity.ATTACHMENT: Said("需附材料", "attachment"),
    Severity.HUMAN: Said("需人工判断", "judgement"),
    Severity.NOTE: Said("说明", "note"),
}
COUNTED = (Severity.ERROR, Severity.WARNING, Severity.ATTACHMENT, Severity.HUMAN)
"""What asks something of somebody. A note does not, and is listed without being counted."""

VERDICTS: Mapping[Verdict, Said] = {
    Verdict.YES: Said("符合", "met"),
    Verdict.NO: Said("不符合", "not met"),
    Verdict.UNKNOWN: Said("待核实", "to be settled"),
}
STAGES: Mapping[Stage, Said] = {
    "draft": Said("草稿", "draft"),
    "applicant": Said("申报", "applicant"),
    "district": Said("区县推荐", "district"),
    "final": Said("终审", "final"),
}
NEEDS: Mapping[str, Said] = {
    "attachment": Said("附材料", "paper"),
    "human": Said("人工判断", "judgement"),
    "correction": Said("补正", "correction"),
}
MODES: Mapping[str, Said] = {
    "any": Said("满足其中一项即可", "one is enough"),
    "all": Said("须全部满足", "all are asked for"),
}


def say(lang: Lang, zh: str, en: str) -> str:
    """The text in the language of the report."""
    return zh if lang == "zh" else en


def where(place: Place | None, lang: Lang = "zh") -> str:
    """A place for people; "" if there is none.

    >>> where(Place(table=1, row=3, column=2)), where(Place(row=4), "en")
    ('第1个表格第3行第2列', 'paragraph 4')
    """
    if place is None:
        return ""
    if lang == "zh":
        return str(place)
    row = "row" if place.table else "paragraph"
    steps = (("page", place.page), ("table", place.table), (row, place.row), ("column", place.column))
    return ", ".join(f"{name} {number}" for name, number in steps if number is not None)
