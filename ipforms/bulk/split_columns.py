"""Columns that hold several fields, such as 联系人及电话: split where all values that were looked at show how.

A piece goes to the field that it can be of, by its kind (a person, a telephone, a number), and else by its place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ipforms.best_assignment import assignment
from ipforms.bulk.column_contents import PHONES, ColumnContents, kinds_of
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.header_scores import Target
from ipforms.bulk.sources import RowProblem, SourceRow
from ipforms.bulk.value_kinds import kind_of
from ipforms.codecs import IdentifierCodec
from ipforms.codecs.counts import CountCodec
from ipforms.codecs.persons import is_name
from ipforms.codes.masking import masked_text
from ipforms.messages import Bilingual
from ipforms.text import half_width
from ipforms.text.enumerations import numbered
from ipforms.text.label_tokens import are_words

_BETWEEN = re.compile(r"[\s/、,;:|┋()（）+]+")  # ┋ between the blanks of one question, in the export of a questionnaire
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d{7,}|0\d{2,3}-)|(?<=\d{7})(?=[\u4e00-\u9fff])")
"""Between a word and a telephone or an account without anything between: 何娜13800138000."""
_FEWEST = 3  # values that show how a column is split
_MOST = 0.8  # of them; among the others are lines that are of no applicant, and rows that will be refused
_SHARE = 0.5  # of them that have more than one piece
_IN_PLACE = 0.2  # what it speaks for a field that a piece stands where the header names it
_TEXTS = (
    "", "organisation", "address", "person", "post", "office", "department", "place",
)  # a post may begin as a name does: 董事长  # fmt: skip
_SURELY, _PERHAPS, _SHORT = 1.0, 0.5, 40  # of a piece that shows its kind; of any other text so many characters long


def with_splits(matches: Sequence[ColumnMatch], contents: Sequence[ColumnContents]) -> list[ColumnMatch]:
    """The matches, with a column of several fields sure where its values show how it is split."""
    taken = {match.target for match in matches if match.state == "sure"}
    found = []
    for match, each in zip(matches, contents, strict=True):
        found.append(_with_split(match, each, taken))
        taken |= {found[-1].target, *found[-1].parts} if found[-1].state == "sure" else set()
    return found


def _with_split(match: ColumnMatch, contents: ColumnContents, taken: set[Target | None]) -> ColumnMatch:
    parts = tuple(part for part in match.parts if part not in taken)
    if match.state != "asked" or not parts or len(contents.values) < _FEWEST:
        return match
    found = [pieces_of(value, parts) for value in contents.values]
    whole = [each for each in found if each]
    if len(whole) < max(_FEWEST, _MOST * len(found)):
        return match
    used = tuple(part for part in parts if any(part in each for each in whole))
    if len(used) == 1:  # 邮编（通信地址） holds codes alone; a text may hold both, a number be any of 专利（申请/授权）
        shown = [part for part in parts if _share(part, [each[used[0]] for each in whole]) >= _MOST]
        if shown != [used[0]]:
            return match
        return replace(match, state="sure", target=used[0], why=Bilingual("bulk.match.words"), parts=(), runners=())
    are_told = all(_fits(piece, 0, part, used) >= _SURELY for each in whole for part, piece in each.items())
    if not are_told and sum(len(each) > 1 for each in whole) < _SHARE * len(whole):
        return match  # a telephone of either kind, from row to row, shows whose field it is
    return replace(match, state="sure", target=None, why=Bilingual("bulk.match.split"), parts=used, runners=())


def part_header(header: str, target: Target) -> str:
    """What the part of a column is called: 联系人及电话 → 手机."""
    return f"{header} → {target[0].header}"


def split_row(row: SourceRow, splits: Mapping[str, Sequence[Target]]) -> SourceRow:
    """A row with the fields of such columns in columns of their own."""
    values: dict[str, Any] = {}
    problems = list(row.problems)
    for header, value in row.values.items():
        if header not in splits:
            values[header] = value
            continue
        found = pieces_of(value, splits[header])
        if found is None:
            problems.append(RowProblem("table.not_split", {"column": header, "text": masked_text(str(value))}))
        values |= {part_header(header, target): text for target, text in (found or {}).items()}
    spanned = frozenset(
        name
        for header in row.spanned
        for name in ([part_header(header, each) for each in splits[header]] if header in splits else [header])
    )
    return replace(row, values=values, problems=tuple(problems), spanned=spanned)


def rows_of_lines(row: SourceRow, sections: Iterable[Sequence[str]]) -> SourceRow:
    """A row whose cells hold several rows of a section, a line each: two policies and, beside them, two dates.

    Args:
        row: of one applicant.
        sections: of each section, the columns of fields that have one value.
    """
    for headers in sections:
        texts = [(each, value) for each in headers if type(value := row.values.get(each)) is str and "\n" in value]
        if len(texts) < 2 or row.further:
            continue
        lines = {each: numbered(text) or text.split("\n") for each, text in texts}
        if len({len(each) for each in lines.values()}) > 1:
            continue
        first, *further = (dict(zip(lines, each, strict=True)) for each in zip(*lines.values(), strict=True))
        row = replace(row, values={**row.values, **first}, further=tuple(further))
    return row


def pieces_of(value: Any, targets: Sequence[Target]) -> dict[Target, str] | None:
    """The pieces of a value by their fields; None where they cannot be told, {} where there is nothing.

    A field that takes a list may have several.
    """
    text = _JOINED.sub(" ", half_width(str(value)))
    expected = frozenset[str]().union(*(kinds_of(each) for each, _ in targets))
    pieces = [each for each in _BETWEEN.split(text) if each and (not are_words(each) or kind_of(each) in expected)]
    is_whole = len(pieces) == 1 and any(_fits(pieces[0], 0, each, targets) >= _SURELY for each in targets)
    if len(pieces) == 1 and "-" in text and not is_whole:  # 39-22-15, 李敏-经理-0579-82000000
        pieces = [each.strip() for each in text.split("-", len(targets) - 1)]
    fits = [{each: _fits(piece, at, each, targets) for each in targets} for at, piece in enumerate(pieces)]
    scores: list[Mapping[Target, float]] = [{each: score for each, score in own.items() if score > 0} for own in fits]
    given = assignment(scores)
    found: dict[Target, str] = {}
    for piece, target, own in zip(pieces, given, scores, strict=True):
        taken = target or next((each for each in own if each[0].has_many and each in found), None)
        if taken is None:
            return None
        found[taken] = f"{found[taken]}、{piece}" if taken in found else piece
    return found


def _share(part: Target, pieces: Sequence[str]) -> float:
    """The share of pieces that show that they are of a field."""
    return sum(_fits(piece, 0, part, ()) >= _SURELY for piece in pieces) / len(pieces)


def _fits(piece: str, at: int, target: Target, targets: Sequence[Target]) -> float:
    """How far a piece may be of a field, above 0 where it may."""
    column, kind = target[0], kind_of(piece)
    expected = kinds_of(column)
    score = 0.0
    if expected & PHONES:
        siblings = sum(bool(kinds_of(each) & PHONES) for each, _ in targets) > 1
        score = _SURELY if kind in (expected if siblings else PHONES) else 0.0
    elif "person" in expected:
        score = (
            _SURELY if kind == "person" else _PERHAPS if is_name(piece) and (len(piece) < 5 or "·" in piece) else 0.0
        )
    elif isinstance(column.leaf.codec, CountCodec):
        score = _SURELY if kind == "number" else 0.0
    elif isinstance(column.leaf.codec, IdentifierCodec):
        pattern = column.leaf.codec.canonical_pattern
        score = _SURELY if pattern is not None and pattern.fullmatch(piece) else 0.0
    elif kind == "post" and kind in expected:
        score = _SURELY
    elif kind in _TEXTS and len(piece) <= _SHORT and not piece.isdigit():
        score = _PERHAPS * (_PERHAPS if kind == "person" else _SURELY)
    return score and score + _IN_PLACE * (at < len(targets) and targets[at] == target)


def split_targets(matches: Iterable[ColumnMatch]) -> dict[str, tuple[Target, ...]]:
    """The columns that are split, each with its fields."""
    return {match.header: match.parts for match in matches if match.why.key == "bulk.match.split"}
