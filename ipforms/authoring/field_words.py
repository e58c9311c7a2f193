"""What the words of a label tell: the name of its field in data, and the kind of its values."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_ENOUGH = 0.6  # of a label's characters: with fewer known, its name would say something else
KNOWN = 0.9  # how sure a kind is that the words of a label say
_LONGEST_NAME = 40  # characters of a field's name
_REMARK = re.compile(r"[（(][^（）()]*[)）]|^[\d一二三四五六七八九十]+[、.．]|[*★：:/／\-—\s]")

_ASIDE = re.compile(
    r"""(?<=[\u4e00-\u9fff]) [ ]?[/／]?[ ]? [A-Za-z][A-Za-z .'-]*$   # in a second language; of a formula: 科技人员数b
      | [（(] \d+ [人名个项] [)）]                                    # how many: 核对人（2人）
      | [（(] [^（()）]* [、，,；;填] [^（()）]* [)）]  # what belongs to it: 方案（目标、经费）; （个人填身份证号）""",
    re.VERBOSE,
)
_SECOND_LANGUAGE = re.compile(r"(?<=[\u4e00-\u9fff])[/／]?[A-Za-z][A-Za-z .'’&/-]*$")
_UNIT = re.compile(r"[（(](?:单位[：:])?([^（()）]{1,5})[)）]$")  # at the end of a label: 创汇（万美元）
_REMARK_LAST = re.compile("[（(][^（()）]*[)）]$")
_OF_NO_UNIT = ("line", "paragraphs", "date", "period", "year", "person")  # kinds that a unit in brackets rules out
_SOMEBODY = re.compile("(?:人员?|经理|主任|主管|员)$")
_PARTS = re.compile("[及和与、/／]")  # between two things that one blank is for


class KindWords(NamedTuple):
    """A kind, and how sure its words are: from 0 to 1."""

    kind: str
    certainty: float
    personal: bool = False


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "field_words.toml").read_text(encoding="utf-8"))


UNITS: Mapping[str, str] = {
    unit: kind
    for kind, units in _words()["units"].items()
    for each in units
    for unit in ((each, f"万{each}") if kind == "count" and not each.startswith("万") else (each,))
}
"""Units that forms print behind a blank, and the kind of the numbers before them."""


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], KindWords], ...]:
    return tuple(
        (re.compile(each["label"]), KindWords(each["kind"], KNOWN, each.get("personal", False)))
        for each in _words()["kinds"]
    )


def kind_of(label: str, unit: str = "") -> KindWords:
    """The kind that a label, and the unit behind its blank, ask for; a line of text where they do not say.

    >>> kind_of("营业收入（万元）").kind, kind_of("其中发明", "件").kind, kind_of("所属行业").kind
    ('money', 'count', 'line')
    """
    if unit in UNITS and not (unit == "年" and re.search("年[度份]$", label)):
        return KindWords(UNITS[unit], 1.0)
    bare = _ASIDE.sub("", label) or label
    named = [(part, kind_of(part)) for part in _PARTS.split(bare) if part] if _PARTS.search(bare) else []
    parts = [each for _, each in named]
    if len({each.kind for each in parts}) > 1 and all(
        each.certainty >= KNOWN or _SOMEBODY.search(part) for part, each in named
    ):
        return KindWords("line", KNOWN, any(each.personal for each in parts))  # 经办人及电话
    said = _UNIT.search(label)
    by_unit = KindWords(UNITS[said[1]], KNOWN) if said and said[1] in UNITS else KindWords("line", 0.8)
    ends = (bare, _REMARK_LAST.sub("", bare)) if said is None or said[1] not in UNITS else (bare,)  # 利率（年化）
    found = next((words for end in ends for pattern, words in _kinds() if pattern.search(end)), by_unit)
    return by_unit if found.kind in _OF_NO_UNIT and by_unit.certainty == KNOWN else found  # 高级职称（人）


@cache
def name_of(label: str) -> str:
    """The name of a field by the words of its label; "" where too few are known.

    >>> name_of("联系人手机"), name_of("上年度营业收入（万元）"), name_of("鼋头渚")
    ('contact_mobile', 'last_year_revenue', '')
    """
    if year := re.fullmatch(r"((?:19|20)\d\d)年?度?", label):
        return f"y{year[1]}"
    bare = _REMARK.sub("", _SECOND_LANGUAGE.sub("", label))
    paths, names, known, at = _words()["paths"], list[str](), 0, 0
    while at < len(bare):
        word = next((bare[at:end] for end in range(len(bare), at, -1) if bare[at:end] in paths), "")
        if word:
            names.append(paths[word])
            known += len(word)
        at += len(word) or 1
    name = "_".join(dict.fromkeys(names))
    return name if known and known >= _ENOUGH * len(bare) and len(name) <= _LONGEST_NAME else ""
