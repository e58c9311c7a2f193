"""Valid patents held: 18件（发明5件，实用新型10件，外观设计3件）."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, quoted, sayable, wrong_type
from ipforms.codecs.counts import COUNT, UNITS, without_tick
from ipforms.codecs.numerals import BEFORE, MORE, NUMERAL, is_apart
from ipforms.codecs.other_rights import OTHER_THAN_PATENTS, apart, remark
from ipforms.messages import Note
from ipforms.text import unspaced
from ipforms.text.regex import regex

PatentCounts = dict[str, int | None]  # `{"total": int | None, "invention": …, "utility_model": …, "design": …}`

_PARTS = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}
_NAMED = {"发": "invention", "实": "utility_model", "新": "utility_model", "外": "design"}
_KIND = "(?:发明(?![人创])|实用新型|实用|新型(?=专利|[0-9:(])|外观设计|外观)(?:专利)?(?:拥有量|数量)?"
_ABOUT = rf"(?:{BEFORE})?(?:{NUMERAL})(?:{MORE})?"  # 近10, 10余
_NUMBER = rf"(?:{NUMERAL})(?:{UNITS})?"
_PLACE = "\0"  # where a kind and its number stood
_NUMERAL = regex(NUMERAL)
_AND = "(?:[,、;/和与及]|以及)"
_BEHIND = regex(rf"(?P<kind>{_KIND})(?:授权|有效|[为有共:])*[(]?(?P<number>{_ABOUT}|[无—-])(?:{UNITS})?[)]?")
_BEFORE = regex(rf"(?P<number>{_ABOUT})(?:{UNITS})?[的为是]?(?:有效|授权|国内)?(?P<kind>{_KIND})")
_RESPECTIVELY = regex(
    rf"(?P<kinds>{_KIND}(?:{_AND}{_KIND})+)[各分别为有是:]*(?P<numbers>{_NUMBER}(?:{_AND}{_NUMBER})+)"
)
"""发明、实用新型分别为18件、7件."""
_TOGETHER = regex(rf"{_KIND}{_AND}(?={_KIND})")  # 实用新型及外观30件 is the number of neither
_SHARED = regex(rf"{_KIND}{_AND}{_PLACE}")
_TOTAL = regex(rf"(?:共计?|合计|总计|总数)(?:有效|授权)*(?:专利)?:?(?:{NUMERAL})")
_INEXACT = regex("[余多近约逾超]|左右|以上|以下|不足")
_PARTLY = regex("其中|包括|包含|含")
# What says no more than that there are patents.
_LEFT = regex(
    r"""[,、;。()：:/] | (?<!\d)\. | \.(?!\d)
      | 其中|包括|包含|含|分别|有效|授权|专利权?|国内|[现已共拥]*有|目前|[本我]?公司|企业|以及|均|[和及为]""",
    re.VERBOSE,
)
_OF_A_KIND = regex(rf"(?<={_PLACE})[(]((?:其中|包括|包含|内?含)[^(){_PLACE}]*\d[^(){_PLACE}]*)[)]")
"""发明5（其中授权3）: of this kind alone, and no total."""
_SIGNS = regex("[、;。()]|(?<![0-9]),|,(?![0-9])|其中|包括|包含|含")
_PRINTED = regex(rf"(?:[_,、;()] | {UNITS} | 其中|专利|发明|实用|新型|外观|设计|[共合总小]计)*".replace(" ", ""))
_OWN = regex(r"(\d{1,6})件（发明(\d{1,6})件，实用新型(\d{1,6})件，外观设计(\d{1,6})件）", re.ASCII)
_ROUGH = frozenset(("number.about", "number.at_least", "number.at_most"))
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
        bare = without_tick(unspaced(text))
        if is_apart(text):
            return Decoded(_shape(None, {}), (Note("number.several", {"text": shown}),))
        if _PRINTED.fullmatch(bare):
            return Decoded(_shape(None, {}))
        bare, beside = apart(bare, shown, OTHER_THAN_PATENTS) if len(bare) <= _LONGEST else (bare, ())
        found, rest = _parts(bare) if len(bare) <= _LONGEST else ([], bare)
        kinds = [_NAMED[kind[0]] for kind, _ in found]
        is_unclear = len(set(kinds)) < len(kinds) or len(bare) > _LONGEST
        has_shared = _SHARED.search(rest) is not None
        if is_unclear or (has_shared and not _NUMERAL.search(rest)):
            return Decoded(_shape(None, {}), (Note("number.unreadable", {"text": shown}),))
        parts = {kind: COUNT.decode(numeral) for kind, (_, numeral) in zip(kinds, found, strict=True)}
        of_kinds = "，".join(_OF_A_KIND.findall(rest))
        rest = _OF_A_KIND.sub("", rest)
        stated = _stated(rest, shown, alone=not found)
        remarks = (each for each in stated.notes if not beside or each.code != "number.remark")
        if of_kinds:
            beside = (*beside, remark(shown, of_kinds))
        notes = [*beside, *remarks, *(note for part in parts.values() for note in part.notes)]
        total = _TOTAL.search(rest)
        is_behind = total is not None and rest.find(_PLACE) < total.start()
        listed = is_behind and not (has_shared or _PARTLY.search(bare))
        return _sum(stated.value, {name: part.value for name, part in parts.items()}, shown, notes, listed=listed)

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


def _parts(bare: str) -> tuple[list[tuple[str, str]], str]:
    """The kinds with their numbers, and what stands beside these."""
    if together := _RESPECTIVELY.search(bare):
        kinds, numbers = (re.findall(each, together[at]) for each, at in ((_KIND, "kinds"), (NUMERAL, "numbers")))
        if len(kinds) == len(numbers):
            return list(zip(kinds, numbers, strict=True)), _PLACE.join(bare.split(together[0]))
    behind, before = (list(pattern.finditer(bare)) for pattern in (_BEHIND, _BEFORE))
    found = before if len(before) > len(behind) else behind
    shared = [each.end() for each in _TOGETHER.finditer(bare)]
    rest, at = "", 0
    for each in found:
        rest, at = f"{rest}{bare[at : each.start()]}{_PLACE}", each.end()
    own = [each for each in found if each.start("kind") not in shared]
    return [(each["kind"], each["number"].strip("无—-")) for each in own], rest + bare[at:]


def _stated(rest: str, shown: str, *, alone: bool) -> Decoded[int]:
    """The total that is stated beside the kinds, or instead of them."""
    words = rest.replace(_PLACE, "")
    if alone:
        return COUNT.decode(words)
    if not _LEFT.sub("", words):
        return Decoded(None)
    if _INEXACT.search(words) and not _NUMERAL.search(words):
        return COUNT.decode(_LEFT.sub("", words))  # 实用新型10余件: no sum of such parts proves anything
    if not _NUMERAL.search(words):
        return Decoded(None, (remark(shown, words),))
    return COUNT.decode(",".join(piece.strip(":") for piece in _SIGNS.split(words) if _LEFT.sub("", piece)))


def _shape(total: int | None, parts: Mapping[str, int | None]) -> PatentCounts:
    known = [part for part in parts.values() if part is not None]
    return {"total": sum(known) if total is None and known else total, **{name: parts.get(name) for name in _PARTS}}


def _sum(
    total: int | None, parts: dict[str, int | None], shown: str, notes: list[Note], *, listed: bool
) -> Decoded[PatentCounts]:
    """`listed`: the total stands behind its parts as their sum, so parts that are not named are none."""
    value = _shape(total, parts)
    added = sum(part or 0 for part in parts.values())
    complete = parts and (listed or len(parts) == len(_PARTS))
    if total is not None and (added > total or (complete and added != total)):
        notes.append(Note("number.sum", {"text": shown, "parts": sayable(added), "total": sayable(total)}))
    rough = {each.code for each in notes} & _ROUGH
    if total is None and rough:  # 发明5件，实用新型10余件: the sum is as rough as its parts
        code = rough.pop() if len(rough) == 1 else "number.about"
        notes = [
            Note(code, {"text": shown, "value": sayable(added)}),
            *(each for each in notes if each.code not in _ROUGH),
        ]
    return Decoded(value, tuple(notes))


PATENT_COUNTS = PatentCountsCodec()
