"""JSON and JSONL: records that are nested already. Numbers keep their digits: 1.10 is Decimal("1.10")."""

import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Any, Literal

from ipforms.bulk.sources.byte_source import ByteSource
from ipforms.bulk.sources.table_model import EmptySource, InvalidJson, RowProblem, SourceRow, SourceTable, TableLimits
from ipforms.bulk.sources.text_encoding import Lines, decode, encoding_of
from ipforms.messages import Bilingual

EXAMPLE = '{"enterprise_name": "……"}'
_MAX_DIGITS = 400  # more would take ages to write out, and no form asks for them
_SPACE = " \t\r\n"
_TYPES = {list: "array", str: "text", bool: "boolean", int: "number", Decimal: "number", type(None): "null"}


@dataclass
class _JsonParser:
    """Parses one value after another and notes what the grammar allows but a record must not have."""

    problems: list[RowProblem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._json = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_float=self._decimal,
            parse_int=self._integer,
            parse_constant=self._constant,
        )

    def value(self, text: str, start: int = 0) -> tuple[Any, int, tuple[RowProblem, ...]]:
        """The value that starts at `start`, where it ends, and its problems."""
        self.problems.clear()
        found, end = self._json.raw_decode(text, start)
        return found, end, tuple(self.problems)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                self.problems.append(RowProblem("table.json_duplicate_key", {"key": key}))
            found[key] = value
        return found

    def _decimal(self, text: str) -> Decimal | None:
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite() and abs(number.adjusted()) < _MAX_DIGITS:
            return number
        self._constant(text)
        return None

    def _integer(self, text: str) -> int | None:
        if len(text) <= _MAX_DIGITS:
            return int(text)
        self._constant(text)
        return None

    def _constant(self, text: str) -> None:
        shown = text if len(text) <= 24 else f"{text[:20]}…"
        self.problems.append(RowProblem("table.number", {"column": "", "value": shown}))


def _row(number: int, value: Any, problems: tuple[RowProblem, ...]) -> SourceRow:
    if isinstance(value, dict):
        return SourceRow(number, value, problems)
    kind = Bilingual(f"source.json.{_TYPES[type(value)]}")
    odd = RowProblem("table.json_not_object", {"kind": kind, "example": EXAMPLE})
    return SourceRow(number, {}, (*problems, odd))


class _JsonRecords(SourceTable):
    kind: Literal["cells", "records"] = "records"
    excel = False

    def __init__(self, data: ByteSource, limits: TableLimits, encoding: str | None) -> None:
        super().__init__(data.name)
        self._data = data
        self._limits = limits
        self._encoding = encoding_of(data, encoding)
        if not data.sample.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
            raise EmptySource(name=data.name)

    @property
    def headers(self) -> None:
        """None: records have no columns."""
        return None


class JsonlTable(_JsonRecords):
    """One object a line, streamed. A broken line is a problem of that line; the next ones go on."""

    def __iter__(self) -> Iterator[SourceRow]:
        reader = _JsonParser()
        lines = Lines(self._data.open(), self._encoding, self.name, self._limits.max_line_chars)
        for number, line in enumerate(lines, 1):
            text = line.strip("\ufeff" + _SPACE)
            if text:
                yield _line(reader, number, text)

    def total(self, taken: int) -> int | None:
        """By how much of the file has been read."""
        return self._data.total(taken)


def _line(reader: _JsonParser, number: int, text: str) -> SourceRow:
    try:
        value, end, problems = reader.value(text)
        if end < len(text):
            raise json.JSONDecodeError("Extra data", text, end)
    except json.JSONDecodeError as fault:
        facts = {"column": fault.pos + 1, "reason": fault.msg, "example": EXAMPLE}
        return SourceRow(number, {}, (RowProblem("table.json_syntax", facts),))
    except RecursionError:
        return SourceRow(number, {}, (RowProblem("table.json_too_deep"),))
    return _row(number, value, problems)


class JsonTable(_JsonRecords):
    """A list of objects, or one object. Its syntax is checked when it is opened."""

    def __init__(self, data: ByteSource, limits: TableLimits, encoding: str | None) -> None:
        super().__init__(data, limits, encoding)
        text = decode(data.read(limits.max_file_bytes), self._encoding, self.name)
        try:
            self._rows = list(_elements(text.lstrip("\ufeff")))
        except json.JSONDecodeError as fault:
            raise _invalid(self.name, fault) from fault
        except RecursionError as fault:
            raise InvalidJson(name=self.name, reason=Bilingual("source.json_depth")) from fault
        _refuse_others(self._rows, self.name)

    def __iter__(self) -> Iterator[SourceRow]:
        return iter(self._rows)

    def total(self, taken: int) -> int:
        """All of them are held."""
        return len(self._rows)


def _elements(text: str) -> Iterator[SourceRow]:
    """Entries of the outer list, parsed one by one, so that each knows its own problems."""
    reader = _JsonParser()
    at = _skip(text, 0)
    if text[at : at + 1] == "[":
        end = yield from _entries(reader, text, _skip(text, at + 1))
    else:
        value, end, problems = reader.value(text, at)
        yield _row(1, value, problems)
    end = _skip(text, end)
    if end < len(text):
        raise json.JSONDecodeError("Extra data", text, end)


def _entries(reader: _JsonParser, text: str, at: int) -> Generator[SourceRow, None, int]:
    """The entries from `at` on; returns where the list ends."""
    if text[at : at + 1] == "]":
        return at + 1
    for number in count(1):
        value, at, problems = reader.value(text, at)
        yield _row(number, value, problems)
        at = _skip(text, at)
        mark = text[at : at + 1]
        if mark != ",":
            break
        at = _skip(text, at + 1)
    if mark != "]":
        raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    return at + 1


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _invalid(name: str, fault: json.JSONDecodeError) -> InvalidJson:
    place = {"line": fault.lineno, "column": fault.colno, "error": fault.msg}
    return InvalidJson(name=name, reason=Bilingual("source.json_syntax", place))


def _refuse_others(rows: list[SourceRow], name: str) -> None:
    """A list of something else than objects is the wrong file."""
    odd = ((row.number, note.context) for row in rows for note in row.problems if note.code == "table.json_not_object")
    for number, context in odd:
        raise InvalidJson(name=name, reason=Bilingual("source.json_entry", {"number": number, **context}))
