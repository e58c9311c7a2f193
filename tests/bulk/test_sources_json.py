"""JSON and JSONL → rows."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms.bulk.sources import TableLimits, open_source
from ipforms.bulk.sources.table_model import EmptySource, InvalidJson, InvalidOption, UndecodableText
from ipforms.errors import IpformsError, LimitExceeded
from tests.bulk.row_codes import codes


def opened(data, **options):
    """The format, and the rows as plain tuples."""
    with open_source(data.encode() if isinstance(data, str) else data, **options) as source:
        (table,) = source.tables
        assert (table.kind, table.excel, table.headers) == ("records", False, None)
        return source.format, [(row.number, row.values, codes(row)) for row in table]


def test_a_list_of_objects_is_json_and_counts_from_one():
    assert opened('[{"a": 1}, {"a": null, "b": ""}]') == ("json", [(1, {"a": 1}, []), (2, {"a": None, "b": ""}, [])])


def test_an_empty_list_has_no_rows():
    assert opened(" [ ] ") == ("json", [])


def test_one_object_over_several_lines_is_one_record():
    assert opened('{\n "a": {\n  "b": [1]\n }\n}\n') == ("json", [(1, {"a": {"b": [1]}}, [])])


def test_one_object_a_line_is_jsonl_and_blank_lines_are_passed_over():
    assert opened('{"a": 1}\n\n{"a": 2}\n') == ("jsonl", [(1, {"a": 1}, []), (3, {"a": 2}, [])])


def test_digits_are_not_lost():
    _, [(_, values, problems)] = opened('[{"a": 1.10, "b": 12345678901234567890, "c": 0.1}]')
    assert values == {"a": Decimal("1.10"), "b": 12345678901234567890, "c": Decimal("0.1")}
    assert str(values["a"]) == "1.10"
    assert problems == []


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e999999999", "1e99999999999999999999", "9" * 5000]
)
def test_numbers_that_no_form_can_hold_are_a_problem_of_their_row(number):
    for text in (f'[{{"a": {number}}}, {{"a": 1}}]', f'{{"a": {number}}}\n{{"a": 1}}\n'):
        assert [problems for _, _, problems in opened(text)[1]] == [["table.number"], []]


def test_a_key_that_stands_twice_is_a_problem_of_its_row():
    for text in ('[{"a": 1}, {"b": {"a": 1, "a": 2}}]', '{"a": 1}\n{"b": {"a": 1, "a": 2}}\n'):
        assert [problems for _, _, problems in opened(text)[1]] == [[], ["table.json_duplicate_key"]]


def test_a_broken_line_is_a_problem_with_its_place_and_the_next_ones_go_on():
    with open_source(b'{"a": 1}\n{"a": x}\n[1]\n{"a": 2} {}\n{"a": 3}\n') as source:
        rows = list(source.tables[0])
    assert [(row.number, codes(row)) for row in rows] == [
        (1, []),
        (2, ["table.json_syntax"]),
        (3, ["table.json_not_object"]),
        (4, ["table.json_syntax"]),
        (5, []),
    ]
    assert "第 7 个字符" in rows[1].problems[0].message()
    assert "character 7" in rows[1].problems[0].message("en")
    assert "JSON" in rows[1].problems[0].hint()


@pytest.mark.parametrize("text", ["[1]", '[{"a": 1}, "x"]', "[[]]", "[null]", "[true]", "[1.5]"])
def test_a_list_of_something_else_is_refused_with_its_index(text):
    with pytest.raises(InvalidJson, match="应为对象的数组"):
        open_source(text.encode())


def test_the_index_of_the_odd_entry_is_named():
    with pytest.raises(InvalidJson, match="第 2 项"):
        open_source(b'[{"a": 1}, "x"]')


@pytest.mark.parametrize(
    "text", ['[{"a": 1}', '[{"a": 1},]', '[{"a": 1}] x', "[,]", '[{"a" 1}]', '[{"a": 1} {"b": 2}]']
)
def test_a_syntax_error_is_named_with_line_and_column(text):
    with pytest.raises(InvalidJson, match=r"第 2 行第 \d+ 个字符"):
        open_source(("\n" + text).encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_every_encoding_is_read(encoding):
    text = '{"名称": "广州测试公司"}\n{"名称": "乙"}\n'
    assert opened(text.encode(encoding))[1][0][1] == {"名称": "广州测试公司"}
    text = '[{"名称": "广州测试公司"},\n{"名称": "乙"}]'
    assert opened(text.encode(encoding))[1][1][1] == {"名称": "乙"}


def test_bytes_that_are_no_text_are_named_with_their_line():
    with pytest.raises(UndecodableText, match="第 2 行"):
        open_source(b'[{"a":\n"\xff\xff"}]')


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_nothing_is_an_empty_source(format):
    with pytest.raises(EmptySource):
        open_source(b" \n", format=format)


def test_nesting_that_is_too_deep_is_no_crash():
    deep = '{"a":' + "[" * 100_000
    with pytest.raises(IpformsError):
        open_source(("[" + deep).encode())
    assert opened(deep + "\n{}\n", format="jsonl")[1] == [(1, {}, ["table.json_too_deep"]), (2, {}, [])]


def test_a_large_json_is_refused_and_a_large_line_too():
    with pytest.raises(LimitExceeded):
        open_source(b"[" + b"{}," * 100 + b"{}]", limits=TableLimits(max_file_bytes=100))
    long = b'{"a": "' + b"x" * 100 + b'"}'
    with open_source(long, limits=TableLimits(max_line_chars=50)) as source, pytest.raises(LimitExceeded):
        list(source.tables[0])


def test_the_name_decides_only_where_the_content_leaves_it_open(tmp_path):
    def found(name, data):
        path = tmp_path / name
        path.write_text(data, encoding="utf-8")
        with open_source(path) as source:
            return source.format

    assert found("a.json", '{"a": 1}') == "json"
    assert found("a.json", '{"a": 1}\n{"a": 2}') == "jsonl"
    assert found("a.jsonl", '{"a"\n{"a": 2}') == "jsonl"
    assert found("a.csv", '[{"a": 1}]') == "json"
    assert found("a.csv", "[序号],名称\n1,甲\n") == "csv"
    assert found("a.xlsx", "序号,名称\n1,甲\n") == "csv"
    assert found("a.tsv", "序号\t名称\n1\t甲\n") == "csv"


def test_an_unknown_format_is_a_wrong_call():
    with pytest.raises(InvalidOption, match="jsonl"):
        open_source(b"[]", format="yaml")


def test_jsonl_streams():
    class Slow(io.RawIOBase):
        taken = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            line = b'{"a": 1}' + b" " * 91 + b"\n"
            part = (line * (len(buffer) // 100 + 1))[: len(buffer) // 100 * 100]
            buffer[: len(part)] = part
            self.taken += len(part)
            return len(part)

    stream = Slow()
    with open_source(stream) as source:
        rows = iter(source.tables[0])
        assert [next(rows).number for _ in range(3)] == [1, 2, 3]
    assert stream.taken < 4 << 20


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.lists(st.dictionaries(st.text(max_size=5), PLAIN, max_size=4), max_size=4)


@given(RECORDS, st.booleans(), st.sampled_from([None, 1]))
def test_what_is_dumped_is_what_is_read(records, ascii_only, indent):
    text = json.dumps(records, ensure_ascii=ascii_only, indent=indent)
    assert [values for _, values, _ in opened(text.encode("utf-8", "surrogatepass"), format="json")[1]] == records
    lines = "".join(json.dumps(record) + "\n" for record in records)
    if lines:
        assert [values for _, values, _ in opened(lines, format="jsonl")[1]] == records


@given(st.text(alphabet='{}[]",:1eE-.\n atruefalsn', max_size=40))
def test_any_text_gives_rows_or_a_typed_error(text):
    for format in ("json", "jsonl", None):
        try:
            with open_source(text.encode(), format=format) as source:
                list(source.tables[0])
        except IpformsError as error:
            assert error.message("en")
