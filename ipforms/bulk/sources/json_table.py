"""JSON and JSONL: records that are nested already. Numbers keep their digits: 1.10 is Decimal("1.10")."""

import json
from collections.abc import Iterator
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


class _JsonParser:
    """Parses a text, and notes what the grammar allows but a record must not have."""

    def __init__(self) -> None:
        self._problems: list[RowProblem] = []
        self._ends: dict[int, int] = {}  # how many problems there were when an object ended
        self._told = 0
        self._json = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_float=self._decimal,
            parse_int=self._integer,
            parse_constant=self._constant,
        )

    def value(self, text: str) -> Any:
        """The value of a text."""
        self._problems, self._ends, self._told = [], {}, 0
        return self._json.decode(text)

    def row(self, number: int, value: Any) -> SourceRow:
        """What was parsed, or an entry of it, as a row; each entry in its turn has the problems of its own."""
        end = self._ends.get(id(value), len(self._problems))
        problems = tuple(self._problems[self._told : end])
        self._told = end
        if isinstance(value, dict):
            return SourceRow(number, value, problems)
        kind = Bilingual(f"source.json.{_TYPES[type(value)]}")
        odd = RowProblem("table.json_not_object", {"kind": kind, "example": EXAMPLE})
        return SourceRow(number, {}, (*problems, odd))

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                self._problems.append(RowProblem("table.json_duplicate_key", {"key": key}))
            found[key] = value
        self._ends[id(found)] = len(self._problems)
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
        self._problems.append(RowProblem("table.number", {"column": "", "value": shown}))


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
        return reader.row(number, reader.value(text))
    except json.JSONDecodeError as fault:
        facts = {"column": fault.pos + 1, "reason": fault.msg, "example": EXAMPLE}
        return SourceRow(number, {}, (RowProblem("table.json_syntax", facts),))
    except RecursionError:
        return SourceRow(number, {}, (RowProblem("table.json_too_deep"),))


class JsonTable(_JsonRecords):
    """A list of objects, or one object. Its syntax is checked when it is opened."""

    def __init__(self, data: ByteSource, limits: TableLimits, encoding: str | None) -> None:
        super().__init__(data, limits, encoding)
        text = decode(data.read(limits.max_file_bytes), self._encoding, self.name)
        parser = _JsonParser()
        try:
            value = parser.value(text.lstrip("\ufeff"))
        except json.JSONDecodeError as fault:
            raise _invalid(self.name, fault) from fault
        except RecursionError as fault:
            raise InvalidJson(name=self.name, reason=Bilingual("source.json_depth")) from fault
        self._rows = list(map(parser.row, count(1), value if isinstance(value, list) else [value]))
        _refuse_others(self._rows, self.name)

    def __iter__(self) -> Iterator[SourceRow]:
        return iter(self._rows)

    def total(self, taken: int) -> int:
        """All of them are held."""
        return len(self._rows)


def _invalid(name: str, fault: json.JSONDecodeError) -> InvalidJson:
    place = {"line": fault.lineno, "column": fault.colno, "error": fault.msg}
    return InvalidJson(name=name, reason=Bilingual("source.json_syntax", place))


def _refuse_others(rows: list[SourceRow], name: str) -> None:
    """A list of something else than objects is the wrong file."""
    odd = ((row.number, note.context) for row in rows for note in row.problems if note.code == "table.json_not_object")
    for number, context in odd:
        raise InvalidJson(name=name, reason=Bilingual("source.json_entry", {"number": number, **context}))
