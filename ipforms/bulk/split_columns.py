"""Columns that hold several fields, such as 联系人及电话: split where all values that were looked at show how.

A piece goes to the field that it can be of, by its kind (a person, a telephone, a number), and else by its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ipforms.best_assignment import assignment
from ipforms.bulk.column_contents import PHONES, ColumnContents, kinds_of
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_scores import Target
from ipforms.bulk.sources import RowProblem, SourceRow
from ipforms.bulk.value_kinds import kind_of
from ipforms.codecs import DATE, TRADE_MARKS, IdentifierCodec, IdentifiersCodec
from ipforms.codecs.amounts import AmountCodec
from ipforms.codecs.counts import CountCodec
from ipforms.codecs.persons import is_name
from ipforms.codes.masking import masked_text
from ipforms.messages import Bilingual
from ipforms.text import half_width
from ipforms.text.enumerations import numbered
from ipforms.text.label_tokens import are_words
from ipforms.text.regex import regex

_BETWEEN = regex(
    r"[\s/、,;:|┋()（）+]+|(?<=[年月日])(?:制[定订]|印发|出台|发布)(?=[\s,;]|$)"
)  # ┋ between the blanks of one question, in the export of a questionnaire
_JOINED = regex(r"(?<=[\u4e00-\u9fff])(?=(?:\d{1,4}-)?\d{7,}|0\d{2,3}-)|(?<=\d{7})(?=[\u4e00-\u9fff])")
"""Between a word and a telephone or an account without anything between: 何娜13800138000."""
_MARK = regex(r"第?G?\d{5,9}号?")
_YEAR = regex(r"(?:19|20)\d\d年?")
_NAMED = ("bulk.match.word", "bulk.match.words")  # why a column is the first field of a section by a word for it
_FEWEST = 3  # values that show how a column is split
_MOST = 0.8  # of them; among the others are lines that are of no applicant, and rows that will be refused
_SHARE = 0.5  # of them that have more than one piece
_IN_PLACE = 0.2  # what it speaks for a field that a piece stands where the header names it
PART = " → "  # between the header of a column of several fields and what one of them is called
_TEXTS = (
    "", "organisation", "address", "person", "post", "office", "department", "place", "document",
)  # a post may begin as a name does: 董事长  # fmt: skip
_SURELY, _PERHAPS, _SHORT = 1.0, 0.5, 40  # of a piece that shows its kind; of any other text so many characters long


def with_splits(
    matches: Sequence[ColumnMatch], contents: Sequence[ColumnContents], columns: Sequence[FieldColumn]
) -> list[ColumnMatch]:
    """The matches, with a column of several fields sure where its values show how it is split."""
    taken = {match.target for match in matches if match.state == "sure"}
    found = []
    for match, each in zip(matches, contents, strict=True):
        whole = _with_section(match, each, taken, columns)
        found.append(_with_split(match, each, taken) if whole is None else whole)
        taken |= {found[-1].target, *found[-1].parts} if found[-1].state == "sure" else set()
    return found


def _with_section(
    match: ColumnMatch, contents: ColumnContents, taken: set[Target | None], columns: Sequence[FieldColumn]
) -> ColumnMatch | None:
    """A column named as the entries of a section, where each value has all of each: 制度 above 1.…（2012年）."""
    field, index = match.target or (None, 0)
    section = field.section if field and match.why.key in _NAMED and match.state == "sure" else None
    if field is None or section is None or field.is_applicant or field.leaf is not section.children[0]:
        return None
    parts = tuple((each, index) for each in columns if each.section is section and (each, index) not in taken)
    parts = ((field, index), *parts)
    entries = [pieces_of(entry, parts) for value in contents.values for entry in entries_of(value, parts)]
    whole = [each for each in entries if each and parts[0] in each and len(each) > 1]
    told = [_fits(text, 0, part, parts) >= _SURELY for each in whole for part, text in each.items() if part != parts[0]]
    if len(whole) < max(_FEWEST, _MOST * len(entries)) or not all(told):
        return None
    used = tuple(part for part in parts if any(part in each for each in whole))
    return replace(match, target=None, why=Bilingual("bulk.match.split"), parts=used)


def _with_split(match: ColumnMatch, contents: ColumnContents, taken: set[Target | None]) -> ColumnMatch:
    parts = tuple(part for part in match.parts if part[0].has_many or part not in taken)
    if match.state != "asked" or not parts:
        return match
    found = [pieces_of(entry, parts) for value in contents.values for entry in entries_of(value, parts)]
    if found and len(contents.values) < _FEWEST and all(map(_is_as_named, found, [parts] * len(found))):
        return replace(match, state="sure", target=None, why=Bilingual("bulk.match.split"), parts=parts, runners=())
    if len(contents.values) < _FEWEST:
        return match
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


def _is_as_named(pieces: Mapping[Target, str] | None, parts: Sequence[Target]) -> bool:
    """Whether a value has each field that its header names, in that order: that shows it in a row or two."""
    return pieces is not None and [*pieces] == [*parts]


def part_header(header: str, target: Target) -> str:
    """What the part of a column is called: 联系人及电话 → 手机."""
    return f"{header}{PART}{target[0].header}"


def split_row(row: SourceRow, splits: Mapping[str, Sequence[Target]]) -> SourceRow:
    """A row with the fields of such columns in columns of their own."""
    problems = list(row.problems)
    values, *further = [own for said in (row.values, *row.further) for own in _split_values(said, splits, problems)]
    spanned = frozenset(
        name
        for header in row.spanned
        for name in ([part_header(header, each) for each in splits[header]] if header in splits else [header])
    )
    return replace(row, values=values, problems=tuple(problems), spanned=spanned, further=tuple(further))


def _split_values(
    said: Mapping[str, Any], splits: Mapping[str, Sequence[Target]], problems: list[RowProblem]
) -> list[dict[str, Any]]:
    """What a row says, and behind it the further entries of what it has in one cell."""
    found: list[dict[str, Any]] = [{}]
    for header, value in said.items():
        if header not in splits:
            found[0][header] = value
            continue
        entries = [pieces_of(entry, splits[header]) for entry in entries_of(value, splits[header])]
        if None in entries:
            problems.append(RowProblem("table.not_split", {"column": header, "text": masked_text(str(value))}))
            continue
        own = ({part_header(header, each): text for each, text in (entry or {}).items()} for entry in entries)
        for at, entry in enumerate(own):
            found[0] |= entry if at == 0 else {}
            found += [entry] if at else []
    return found


def entries_of(value: Any, targets: Sequence[Target]) -> list[Any]:
    """The entries of a section in one cell, each in a line of its own: 技术中心（1人）⏎商标科（2人）."""
    section = targets[0][0].section
    if type(value) is not str or section is None or targets[0][0].is_applicant:
        return [value]
    sign = "\n" if "\n" in value.strip() else "；"
    entries = numbered(value) or [each for each in value.replace(";", "；").split(sign) if any(map(str.isalnum, each))]
    first = [pieces_of(each, targets) for each in entries]
    return entries if all(each and targets[0] in each for each in first) else [value]


def pieces_of(value: Any, targets: Sequence[Target]) -> dict[Target, str] | None:
    """The pieces of a value by their fields; None where they cannot be told, {} where there is nothing.

    A field that takes a list may have several. A line for each field is a piece, whatever stands in it.
    """
    found = _placed(_pieces(_JOINED.sub(" ", half_width(str(value))), targets), targets)
    lines = [each.strip() for each in str(value).split("\n")]
    return _placed(lines, targets) if found is None and len(lines) == len(targets) else found


def _pieces(text: str, targets: Sequence[Target]) -> list[str]:
    expected = frozenset[str]().union(*(kinds_of(each) for each, _ in targets))
    pieces = [each for each in _BETWEEN.split(text) if each and (not are_words(each) or kind_of(each) in expected)]
    is_whole = len(pieces) == 1 and any(_fits(pieces[0], 0, each, targets) >= _SURELY for each in targets)
    if len(pieces) == 1 and "-" in text and not is_whole:  # 39-22-15, 李敏-经理-0579-82000000
        return [each.strip() for each in text.split("-", len(targets) - 1)]
    return pieces


def _placed(pieces: Sequence[str], targets: Sequence[Target]) -> dict[Target, str] | None:
    own = [(at, piece) for at, piece in enumerate(pieces) if any(map(str.isalnum, piece))]  # 842/—
    fits = [{each: _fits(piece, at, each, targets) for each in targets} for at, piece in own]
    scores: list[Mapping[Target, float]] = [{each: score for each, score in one.items() if score > 0} for one in fits]
    found: dict[Target, str] = {}
    given = assignment(scores)
    for (_, piece), target, likely in zip(own, given, scores, strict=True):
        taken = target or next((each for each in likely if each[0].has_many and each in given), None)
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
    elif isinstance(column.leaf.codec, CountCodec | AmountCodec):
        score = _SURELY if kind == "number" else 0.0
    elif column.leaf.codec is TRADE_MARKS:
        score = _SURELY if _MARK.fullmatch(piece) else 0.0
    elif column.leaf.codec is DATE:
        score = _SURELY if kind == "date" or _YEAR.fullmatch(piece) else 0.0
    elif isinstance(column.leaf.codec, IdentifierCodec | IdentifiersCodec):
        score = _SURELY if _is_code(piece, column.leaf.codec) else 0.0
    elif kind == "post" and kind in expected:
        score = _SURELY
    elif kind in _TEXTS and len(piece) <= _SHORT and not piece.isdigit():
        score = _PERHAPS * (_PERHAPS if kind == "person" else _SURELY)
    return score and score + _IN_PLACE * (at < len(targets) and targets[at] == target)


def _is_code(piece: str, codec: IdentifierCodec | IdentifiersCodec) -> bool:
    """Whether a piece is a code, written in whatever way: 44-033301040001234 is an account."""
    said = codec.decode(piece).value
    codes = [said] if isinstance(said, str) else said or ()
    return codec.canonical_pattern is not None and bool(codes) and all(map(codec.canonical_pattern.fullmatch, codes))


def split_targets(matches: Iterable[ColumnMatch]) -> dict[str, tuple[Target, ...]]:
    """The columns that are split, each with its fields."""
    return {match.header: match.parts for match in matches if match.why.key == "bulk.match.split"}
