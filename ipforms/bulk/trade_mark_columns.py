"""Trade marks in two columns, a name beside its number, as the one value that a form has for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ipforms.bulk.column_contents import ColumnContents
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.header_reading import read_header
from ipforms.bulk.header_scores import Target
from ipforms.bulk.sources import RowProblem, SourceRow
from ipforms.codecs import TRADE_MARKS
from ipforms.codes.masking import masked_text
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

_NUMBERS = regex(r"(?:第?G?\d{5,9}[A-Z]?号?[\s、,，;；/|]*)+")
_BETWEEN = regex(r"\s*[、,，;；/|\n]\s*")
_MOST = 0.8  # of the values of a column that show which of the two it holds


def with_trade_marks(matches: Sequence[ColumnMatch], contents: Sequence[ColumnContents]) -> list[ColumnMatch]:
    """The matches, with each column of numbers joined to the column of names of the same trade marks."""
    found = [*matches]
    for target in dict.fromkeys(each for match in matches for each in _marks_of(match)):
        may_be = [at for at, match in enumerate(found) if target in _marks_of(match) and contents[at].values]
        numbers = [at for at in may_be if _share(contents[at], numbers=True) >= _MOST]
        names = [at for at in may_be if _share(contents[at], numbers=False) >= _MOST]
        names = [at for at in names if found[at].state == "sure"] or names  # 重点专利·名称 beside 重点商标·名称
        if any(target in each.parts and each.state == "sure" for each in found):  # 名称 | 注册号/专利号, row by row
            for at in names:
                found[at] = replace(found[at], state="asked", why=Bilingual("bulk.match.unsure"))
            continue
        pairs = _pairs(found, names, numbers)
        for number, name in pairs.items():
            found[name] = _sure(found[name], target, Bilingual("bulk.match.words"))
            found[number] = _sure(found[number], None, Bilingual("bulk.match.joined", {"other": found[name].header}))
        for number in set(numbers) - pairs.keys() if len(may_be) > len(numbers) else ():  # of which names?
            found[number] = replace(found[number], state="asked", why=Bilingual("bulk.match.unsure"))
    return found


def _pairs(matches: Sequence[ColumnMatch], names: Sequence[int], numbers: Sequence[int]) -> dict[int, int]:
    """The columns of numbers, each with its column of names: by the number in their headers, or else in their order."""
    by_number = [{read_header(matches[at].header).number: at for at in own} for own in (numbers, names)]
    found = {at: by_number[1][number] for number, at in by_number[0].items() if number in by_number[1]}
    is_told = list(map(len, by_number)) == [len(numbers), len(names)] and found
    in_order = dict(zip(numbers, names, strict=True)) if len(numbers) == len(names) else {}
    return found if is_told else in_order


def joined_columns(matches: Sequence[ColumnMatch]) -> dict[str, str]:
    """The columns of numbers, each with that of the names."""
    return {each.header: str(each.why.context["other"]) for each in matches if each.why.key == "bulk.match.joined"}


def join_row(row: SourceRow, joined: Mapping[str, str]) -> SourceRow:
    """A row with each name and its number in the column of names."""
    problems = list(row.problems)
    values, *further = [_joined(own, joined, problems) for own in (row.values, *row.further)]
    return replace(row, values=values, problems=tuple(problems), further=tuple(further))


def _joined(own: Mapping[str, Any], joined: Mapping[str, str], problems: list[RowProblem]) -> dict[str, Any]:
    values = {header: value for header, value in own.items() if header not in joined}
    for number, name in joined.items():
        numbers, names = (_items(own.get(header)) for header in (number, name))
        if numbers and names and len(numbers) != len(names):
            text = masked_text(str(own[number]))
            problems.append(RowProblem("table.not_split", {"column": number, "text": text}))
        elif numbers:
            pairs = zip(names or [""] * len(numbers), numbers, strict=True)
            values[name] = "、".join(f"“{one}”{other}" if one else other for one, other in pairs)
    return values


def _sure(match: ColumnMatch, target: Target | None, why: Bilingual) -> ColumnMatch:
    return replace(match, state="sure", target=target, why=why, runners=(), parts=(), rival="")


def _items(value: Any) -> list[str]:
    text = "" if value is None else str(value).removesuffix(".0").strip()
    return [each for each in _BETWEEN.split(text) if each]


def _marks_of(match: ColumnMatch) -> tuple[Target, ...]:
    if match.state == "unused" or match.why.key == "bulk.match.given":
        return ()
    may_be = (match.target, *match.runners)
    return tuple(each for each in may_be if each is not None and each[0].leaf.codec is TRADE_MARKS)


def _share(contents: ColumnContents, *, numbers: bool) -> float:
    """The share of values that are numbers alone, or have none."""
    texts = [str(value).removesuffix(".0").strip() for value in contents.values]
    if numbers:
        found = [text for text in texts if _NUMBERS.fullmatch(text)]
    else:
        found = [text for text in texts if not any(map(str.isdigit, text))]
    return len(found) / len(texts) if texts else 0.0
