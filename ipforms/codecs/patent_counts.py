"""Valid patents held: 18件（发明5件，实用新型10件，外观设计3件）."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, quoted, sayable, wrong_type
from ipforms.codecs.counts import COUNT
from ipforms.codecs.numerals import NUMERAL, is_apart
from ipforms.messages import Note
from ipforms.text import unspaced

PatentCounts = dict[str, int | None]  # `{"total": int | None, "invention": …, "utility_model": …, "design": …}`

_PARTS = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}
_PART = re.compile(rf"(发明|实用新型|实用|外观设计|外观)(?:专利)?:?({NUMERAL})[件项个]?")
_NAMED = {"发明": "invention", "实用新型": "utility_model", "实用": "utility_model"}
_TOTAL = re.compile(rf"(?:共计?|合计|总计|总数)(?:专利)?:?({NUMERAL})[件项个]?")
# A dot between digits is a fraction, which a count has not: it stays, and is refused.
_LEFT = re.compile(
    r"""[,，、;；。()（）:：/／] | (?<!\d)\. | \.(?!\d)
      | 其中|包括|包含|分别|有效专利|有效|授权|专利权?|国内|[现已共拥]*有|目前|[本我]?公司|企业|以及|[和及为]""",
    re.VERBOSE,
)
_PRINTED = re.compile(r"(?:[件项个_,，、;；()（）:：] | 其中|专利|发明|实用新型|外观设计|[共合总]计)*", re.VERBOSE)
_OWN = re.compile(r"(\d{1,6})件（发明(\d{1,6})件，实用新型(\d{1,6})件，外观设计(\d{1,6})件）", re.ASCII)
_LONGEST = 400  # characters; a sentence with a total and three kinds has a quarter of that


@dataclass(frozen=True)
class PatentCountsCodec(Codec[PatentCounts]):
    """Patents by kind.

    >>> PatentCountsCodec().decode("发明5件，实用新型10件，外观设计3件").value
    {'total': 18, 'invention': 5, 'utility_model': 10, 'design': 3}
    """

    none_is_answer = True

    def encode(self, value: PatentCounts) -> str:
        """The total, and in brackets the parts that are known."""
        parts = "，".join(f"{word}{value[name]}件" for name, word in _PARTS.items() if value[name] is not None)
        total = "" if value["total"] is None else f"{value['total']}件"
        return f"{total}（{parts}）" if parts else total

    def decode(self, text: str) -> Decoded[PatentCounts]:
        """Read a count, with or without its parts; a total that differs from the sum of its parts is doubted."""
        if (value := self.printed_value(text)) is not None:
            return Decoded(value)
        shown = quoted(text, 80)
        bare = unspaced(text)
        if is_apart(text):
            return Decoded(_shape(None, {}), (Note("number.several", {"text": shown}),))
        if _PRINTED.fullmatch(bare):
            return Decoded(_shape(None, {}))
        found = _PART.findall(bare) if len(bare) <= _LONGEST else []
        parts = {_NAMED.get(word, "design"): COUNT.decode(numeral) for word, numeral in found}
        if len(parts) < len(found) or len(bare) > _LONGEST:
            return Decoded(_shape(None, {}), (Note("number.unreadable", {"text": shown}),))
        total = _TOTAL.search(bare)
        rest = _LEFT.sub("", _PART.sub("", _TOTAL.sub("", bare)))
        stated = COUNT.decode(total[1] if total else rest or ("" if found else bare))
        notes = [*stated.notes, *(note for part in parts.values() for note in part.notes)]
        if total and rest:
            notes.append(Note("number.remark", {"text": shown, "remark": quoted(rest)}))
        known = {name: part.value for name, part in parts.items()}
        listed = total is not None and "其中" not in bare and "包括" not in bare
        return _sum(stated.value, known, shown, notes, listed=listed)

    def printed_value(self, text: str) -> PatentCounts | None:
        """The counts of `73件（发明37件，实用新型3件，外观设计33件）`."""
        own = _OWN.fullmatch(text)
        total, *parts = map(int, own.groups()) if own else (0,)
        return {"total": total, **dict(zip(_PARTS, parts, strict=True))} if own and total == sum(parts) else None

    def plain(self, value: Any) -> PatentCounts:
        """A mapping of counts, or a bare total. A total that is not given is the sum of the parts."""
        if not isinstance(value, Mapping):
            return _shape(COUNT.canonical(value), {})
        if not value.keys() <= {"total", *_PARTS}:
            raise wrong_type(value)
        counts = {name: None if count is None else COUNT.canonical(count) for name, count in value.items()}
        holdings = _shape(counts.pop("total", None), counts)
        COUNT.canonical(holdings["total"] or 0)
        return holdings


def _shape(total: int | None, parts: Mapping[str, int | None]) -> PatentCounts:
    known = [part for part in parts.values() if part is not None]
    return {
        "total": sum(known) if total is None and known else total,
        **{name: parts.get(name) for name in _PARTS},
    }


def _sum(
    total: int | None, parts: dict[str, int | None], shown: str, notes: list[Note], *, listed: bool
) -> Decoded[PatentCounts]:
    """`listed`: the total stands behind its parts as their sum, so parts that are not named are none."""
    value = _shape(total, parts)
    added = sum(part or 0 for part in parts.values())
    complete = parts and (listed or len(parts) == len(_PARTS))
    if total is not None and (added > total or (complete and added != total)):
        notes.append(Note("number.sum", {"text": shown, "parts": sayable(added), "total": sayable(total)}))
    return Decoded(value, tuple(notes))


PATENT_COUNTS = PatentCountsCodec()
