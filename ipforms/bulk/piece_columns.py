"""Columns that hold one value in pieces: 市 | 区 | 街道门牌, 年 | 月 | 日, a code in boxes, a tick below each answer.

Values side by side that together are of a kind, and none alone, are matched as the one column that they are.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ipforms.bulk.column_contents import SAMPLES, ColumnContents, kinds_of
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.header_reading import read_header
from ipforms.bulk.header_scores import Target
from ipforms.bulk.sources import SourceRow
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.bulk.value_kinds import kind_of
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

Match = Callable[[Sequence[str], Sequence[ColumnContents], Mapping[str, "Target | None"]], list[ColumnMatch]]

_MOST = 0.8  # of the rows that show what the pieces are; the rest are blanks, totals, remarks
_FEWEST = 3  # rows that show it
_LONGEST = 4  # columns of one value: 省 | 市 | 区 | 门牌
_MOST_ANSWERS = 12  # columns of what may be ticked: 国家级 | 省级 | 市级 | 无, the kinds of goods of a market
_TICKS = "√"  # stands between the answers of which some are ticked
_TICK = regex("[√✓✔☑■●★]|[Yy](?:es)?|1")
_OF_TITLE = regex("(?:国家|省|市)级?")  # below 示范 | 优势 | 试点, in place of a tick
_NO_TICK = regex("[-—/×✗□☐○0]?")
_LEVEL = regex(r".{0,4}(?:省份?|城?市|区县?|县|乡?镇|街道|镇街)(?:[（(].*[)）])?")  # a header of such a piece
_LEVEL_NAME = regex(r"[\u4e00-\u9fff]{1,8}[省市区县镇乡道]?$")  # 广州市, 番禺区
_ENDING = regex(r"(?:年份?|月份?|日|号)$")
_WITH_PLACE = regex(r".{1,8}[省市县]|.{1,5}区")  # an address that is whole: it begins with the town


class _Kind(NamedTuple):
    """What pieces may be together."""

    name: str  # the kind of the value
    between: str  # what stands between the pieces in it
    word: str  # what a header calls it
    pieces: tuple[str, ...]  # what each of them looks like; the last one may be missing
    headers: tuple[str, ...] = ()  # what a header of each says, where none stands above them all


_KINDS = (
    _Kind(
        "date",
        "-",
        "日期",
        (r"(?:19|20)\d\d年?", r"(?:0?[1-9]|1[0-2])月?", r"(?:0?[1-9]|[12]\d|3[01])日?"),
        ("年", "月", "日"),
    ),
    _Kind("landline", "-", "电话", (r"0\d{2,3}", r"\d{7,8}", r"\d{1,6}"), ("区号", "", "分机")),
    _Kind("address", "", "地址", ()),
    *(_Kind(name, "", "", ()) for name in ("uscc", "org_code", "identity")),
    _Kind("answer", _TICKS, "", ()),
    _Kind("answers", _TICKS, "", ()),  # of a field that takes several
)
_CODES = {"uscc": (18,), "org_code": (9, 10), "identity": (18,)}  # characters


def with_pieces(
    match: Match,
    headers: Sequence[str],
    contents: Sequence[ColumnContents],
    given: Mapping[str, Target | None],
    rows: Sequence[Mapping[str, Any]],
) -> list[ColumnMatch]:
    """What each column is, pieces of a value as the column that they are together.

    Args:
        match: what columns are by themselves.
        headers: from left to right.
        contents: the values of each.
        given: header → its field.
        rows: the rows from the top, by header.
    """
    found: dict[str, tuple[_Kind, Sequence[str]]] = {}
    names, held = [*headers], [*contents]
    for at, run, kind in _runs(headers, rows):
        if run[0] not in names or not given.keys().isdisjoint(run[1:]):
            continue
        at = names.index(run[0])
        whole = ColumnContents([_joined(row, run, kind.between) for row in rows if run[0] in row], ExcelCellDecoder())
        for name in _names(run, kind, given):
            tried = [*names[:at], name, *names[at + len(run) :]]
            now = [*held[:at], whole, *held[at + len(run) :]]
            one = match(tried, now, given)[at] if tried.count(name) == 1 else None
            is_named = one is not None and one.state == "sure" and one.why.key != "bulk.match.contents"
            if is_named and one and one.target and _takes(one.target, kind):
                names, held = tried, now
                found[name] = kind, run
                break
    return [each for one in match(names, held, given) for each in _apart(one, *found.get(one.header, (None, ())))]


def pieces_of_value(matches: Sequence[ColumnMatch]) -> dict[str, tuple[str, list[str]]]:
    """The columns that hold a value in pieces: the first one → what stands between, and all of them."""
    found: dict[str, tuple[str, list[str]]] = {}
    for each in matches:
        if each.why.key == "bulk.match.piece":
            first = str(each.why.context["other"])
            found.setdefault(first, (str(each.why.context["between"]), [first]))[1].append(each.header)
    return found


def join_pieces(row: SourceRow, pieces: Mapping[str, tuple[str, list[str]]]) -> SourceRow:
    """A row with each such value whole, in the first of its columns."""
    values = dict(row.values)
    for first, (between, headers) in pieces.items():
        whole = _joined(values, headers, between)
        for header in headers:
            values.pop(header, None)
        if whole:
            values[first] = whole
    return replace(row, values={each: values[each] for each in row.values if each in values} | values)


def _apart(match: ColumnMatch, kind: _Kind | None, run: Sequence[str]) -> Iterator[ColumnMatch]:
    if kind is None:
        yield match
        return
    yield replace(match, header=run[0])
    yield from (piece_of(header, run[0], kind.between) for header in run[1:])


def piece_of(header: str, first: str, between: str) -> ColumnMatch:
    """A column that is one value with an earlier one."""
    return ColumnMatch(header, "sure", None, Bilingual("bulk.match.piece", {"other": first, "between": between}))


def _takes(target: Target, kind: _Kind) -> bool:
    """Whether a field is of a kind; one of several values takes several answers."""
    return kind.name in kinds_of(target[0]) or (kind.between == _TICKS and target[0].has_many)


def _joined(values: Mapping[str, Any], headers: Sequence[str], between: str) -> str:
    if between == _TICKS:
        below = ((each.rpartition(LEVELS)[2], _text(values.get(each, ""))) for each in headers)
        said = ((answer, _TICK.fullmatch(text), _OF_TITLE.fullmatch(text)) for answer, text in below)
        return "、".join(f"{level[0]}{answer}" if level else answer for answer, tick, level in said if tick or level)
    found = (values.get(each, "") for each in headers)
    texts = (f"{each:%Y-%m-%d}" if isinstance(each, datetime.date) else str(each) for each in found)
    own = map(_text, texts)
    return between.join(text.rstrip("年月日") if between == "-" else text for text in own if text)


def _names(run: Sequence[str], kind: _Kind, given: Mapping[str, Target | None]) -> list[str]:
    """What their one column may be called: by what stands above them, or by one of them."""
    if run[0] in given:
        return [run[0]]
    above = read_header(run[0]).above
    own = [above] if above else sorted(run, key=len, reverse=True)
    return [name for each in own for name in (f"{_ENDING.sub('', each)}{kind.word}", each)]


def _runs(headers: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Sequence[str], _Kind]]:
    texts = [[_text(row.get(each, "")) for row in rows[:SAMPLES]] for each in headers]
    at = 0
    while at < len(headers) - 1:
        lengths = range(min(_MOST_ANSWERS, len(headers) - at), 1, -1)
        tries = ((kind, headers[at : at + most], texts[at : at + most]) for most in lengths for kind in _KINDS)
        kind, run = next(((kind, run) for kind, run, own in tries if _is_run(kind, run, own)), (None, ()))
        if kind is not None:
            yield at, run, kind
        at += len(run) or 1


def _is_run(kind: _Kind, run: Sequence[str], texts: Sequence[Sequence[str]]) -> bool:
    if len({read_header(each).above for each in run}) > 1:
        return False
    if kind.between == _TICKS:
        return _are_ticks(run, texts, is_one=kind.name == "answer")
    if len(run) > _LONGEST or not all(map(any, texts[:2])):
        return False
    if kind.pieces:
        is_said = bool(read_header(run[0]).above) or all(map(str.__contains__, run, kind.headers))
        least = (_FEWEST, _FEWEST, 1)  # few have an extension, or a day
        shapes = zip(texts, map(re.compile, kind.pieces), least, strict=False)
        return (
            is_said
            and len(run) <= len(kind.pieces)
            and all(_most(each.fullmatch, own, few) for own, each, few in shapes)
        )
    if kind.name == "address":
        return _is_address(run, texts)
    wholes = ["".join(each) for each in zip(*texts, strict=True)]
    if not _most(lambda text: len(text) in _CODES[kind.name], wholes):
        return False
    return _most(lambda text: kind_of(text) == kind.name, wholes) and not any(
        _most(lambda text: kind_of(text) == kind.name, own) for own in texts
    )


def _is_address(run: Sequence[str], texts: Sequence[Sequence[str]]) -> bool:
    """Whether towns and districts stand before what is left of an address."""
    if not read_header(run[0]).above and (len(run) < 3 or not all(map(_LEVEL.fullmatch, run[:-1]))):
        return False
    if not _most(_LEVEL_NAME.match, texts[0]) or not all(_most(_is_place, own) for own in texts[:-1]):
        return False
    if _most(_WITH_PLACE.match, texts[-1]):
        return False
    return _most(lambda text: kind_of(text) == "address", ["".join(each) for each in zip(*texts, strict=True)])


def _are_ticks(run: Sequence[str], texts: Sequence[Sequence[str]], *, is_one: bool) -> bool:
    """Whether nothing but ticks, or the level of a title, stands below the answers to what is asked above them.

    Args:
        run: the headers.
        texts: of each, what stands below.
        is_one: whether there must be one in most rows.
    """
    if not read_header(run[0]).above or any(LEVELS not in each for each in run):
        return False
    rows = [list(each) for each in zip(*texts, strict=True)]
    ticks = [sum(bool(_TICK.fullmatch(text) or _OF_TITLE.fullmatch(text)) for text in row) for row in rows]
    are_ticks = all(
        _TICK.fullmatch(text) or _NO_TICK.fullmatch(text) or _OF_TITLE.fullmatch(text) for row in rows for text in row
    )
    told = sum(count == 1 if is_one else count > 0 for count in ticks)
    return are_ticks and told >= max(_FEWEST, _MOST * sum(count > 0 for count in ticks))


def _text(value: Any) -> str:
    return str(value).strip().removesuffix(".0")


def _is_place(text: str) -> bool:
    return kind_of(text) == "place"


def _most(test: Callable[[str], Any], texts: Sequence[str], least: int = _FEWEST) -> bool:
    """Whether most values that are there are so."""
    filled = [text for text in texts if text]
    return len(filled) >= least and sum(bool(test(text)) for text in filled) >= _MOST * len(filled)
