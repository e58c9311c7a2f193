"""CSV → rows: encodings, delimiters, headers, line numbers, streaming."""

from __future__ import annotations

import codecs
import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms.bulk.sources import TableLimits, open_source
from ipforms.bulk.sources.header_block import LOOKED_AT
from ipforms.bulk.sources.table_model import (
    AlreadyRead,
    EmptySource,
    InaccessibleFile,
    InvalidOption,
    MissingFile,
    UndecodableText,
)
from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument
from tests.bulk.row_codes import codes

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def rows(data, **options):
    with open_source(data.encode() if isinstance(data, str) else data, **options) as source:
        return [(row.number, dict(row.values), codes(row)) for row in source.tables[0]]


def headers(data, **options):
    with open_source(data.encode() if isinstance(data, str) else data, **options) as source:
        return source.tables[0].headers


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_recognised(encoding):
    data = "企业名称,联系电话\r\n广州测试公司,020-81050369\r\n".encode(encoding)
    assert rows(data) == [(2, {"企业名称": "广州测试公司", "联系电话": "020-81050369"}, [])]


def test_utf16_big_endian_with_a_mark_is_recognised():
    assert headers(codecs.BOM_UTF16_BE + "名称\t电话\n".encode("utf-16-be")) == ("名称", "电话")


def test_rare_characters_of_gb18030_are_kept():
    assert rows("姓名\n𬭎㛃\n".encode("gb18030"))[0][1] == {"姓名": "𬭎㛃"}


def test_an_encoding_that_is_given_is_used_and_a_mark_stands_above_it():
    assert headers("名称\n".encode("gb18030"), encoding="GBK") == ("名称",)
    assert headers("名称\n".encode("utf-8-sig"), encoding="gbk") == ("名称",)
    assert headers("名稱\n".encode("big5"), encoding="big5") == ("名稱",)


@pytest.mark.parametrize("name", ["no-such", "base64", "a\0b", "undefined"])
def test_an_unknown_encoding_is_a_typed_error(name):
    with pytest.raises(InvalidOption, match="encoding"):
        open_source(b"a\n", encoding=name)


def test_a_byte_that_breaks_the_encoding_is_named_with_its_line():
    with pytest.raises(UndecodableText) as caught:
        rows(b"a\nb\n\xc3\xfb\nc\n", encoding="utf-8")
    assert caught.value.context["line"] == 3
    assert "--encoding gb18030" in str(caught.value)
    assert "--encoding gb18030" in caught.value.message("en")


def test_a_byte_that_is_neither_utf8_nor_gb18030_is_refused():
    with pytest.raises(UndecodableText, match="第 2 行"):
        rows(b"a,b\n\xff\xff\xff,1\n")


def test_a_late_byte_in_a_large_file_is_named_with_its_line(tmp_path):
    path = tmp_path / "大.csv"
    line = b"x" * 99 + b"\n"
    path.write_bytes(b"name\n" + line * 90_000 + "名\n".encode("gbk"))
    with open_source(path) as source, pytest.raises(UndecodableText) as caught:
        list(source.tables[0])
    assert caught.value.context["line"] == 90_002


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_outside_of_quotes(delimiter):
    header = f'"企业,名;称|全"{delimiter}电话{delimiter}地址\n'
    assert headers(header) == ("企业,名;称|全", "电话", "地址")


def test_a_full_width_comma_is_text():
    assert headers("企业，名称\n") == ("企业，名称",)


def test_the_sep_line_of_excel_is_honoured_and_counted():
    assert rows("sep=;\r\n名称;电话,1\r\n甲;2\r\n") == [(3, {"名称": "甲", "电话,1": "2"}, [])]


def test_a_delimiter_can_be_given():
    assert headers("a:b,c\n", delimiter=":") == ("a", "b,c")
    with pytest.raises(InvalidOption):
        open_source(b"a\n", delimiter="::")


def test_numbers_are_physical_lines_even_with_breaks_in_cells():
    data = '名称,备注\n甲,"一\r\n二"\n\n乙,三\n'
    assert rows(data) == [(2, {"名称": "甲", "备注": "一\r\n二"}, []), (5, {"名称": "乙", "备注": "三"}, [])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end):
    assert rows(end.join(["a,b", "1,2", "3,4"])) == [(2, {"a": "1", "b": "2"}, []), (3, {"a": "3", "b": "4"}, [])]


def test_short_rows_are_filled_with_blanks_and_blank_rows_passed_over():
    assert rows("a,b,c\n1\n,,\n , ,\n2,,3,,\n") == [(2, {"a": "1"}, []), (5, {"a": "2", "c": "3"}, [])]


def test_a_row_with_too_many_columns_is_a_problem_of_that_row_only():
    found = rows("a,b\n1,2,3\n4,5\n")
    assert [problems for _, _, problems in found] == [["table.too_many_columns"], []]
    with open_source(b"a,b\n1,2,3,,5\n") as source:
        (row,) = source.tables[0]
    assert row.problems[0].message() == "该行在 C, E 列有内容，超出表头的 2 列"
    assert "C, E" in row.problems[0].message("en")


def test_a_value_under_a_nameless_column_is_a_problem_of_its_row():
    blank = "1,,3\n" * LOOKED_AT
    assert rows(f"a,,c\n{blank}1,2,3\n")[-1][2] == ["table.blank_header"]


def test_a_nameless_column_with_values_at_the_top_is_called_by_its_letters():
    assert rows("a,,c\n1,,3\n1,2,3\n")[1] == (3, {"a": "1", "〔B〕": "2", "c": "3"}, [])


def test_header_cells_are_trimmed_and_put_in_one_line():
    assert headers('\ufeff 企业名称 ,"联系\n电话",\u3000地址,,\n') == ("企业名称", "联系电话", "地址")


def test_a_header_that_stands_twice_gets_the_letters_of_its_column():
    assert headers("名称,电话, 名称 ,电话\n") == ("名称", "电话", "名称〔C〕", "电话〔D〕")


def test_title_rows_above_the_header_are_passed_over():
    assert rows("企业名单\n\n2026年\n名称,电话\n甲,1\n") == [(5, {"名称": "甲", "电话": "1"}, [])]


def test_a_single_column_is_no_title():
    assert rows("名称\n甲\n乙\n") == [(2, {"名称": "甲"}, []), (3, {"名称": "乙"}, [])]


def test_rows_for_people_are_skipped_and_counted():
    with open_source("名称,电话\n# 注\n说明：必填,x\n示例公司,1\n甲,2\n".encode()) as source:
        table = source.tables[0]
        assert [row.number for row in table] == [5]
        assert table.skipped == [2, 3, 4]


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n", codecs.BOM_UTF8, b" \r\n"])
def test_a_source_without_a_header_is_empty(data):
    with pytest.raises(EmptySource, match="空"):
        open_source(data)


def test_a_header_without_rows_is_a_table_without_rows():
    assert rows("名称,电话\n") == []


def test_a_quote_that_never_closes_is_a_problem_and_not_a_long_cell():
    found = rows('a,b\n1,2\n3,"4\n5,6\n7,8\n')
    assert found[0] == (2, {"a": "1", "b": "2"}, [])
    assert (found[1][0], found[1][2]) == (3, ["table.unclosed_quote"])


def test_a_quote_open_in_the_header_is_an_error():
    with pytest.raises(UnreadableDocument, match="双引号"):
        open_source(b'a,"b\n1,2\n')


def test_a_cell_beyond_the_field_limit_is_a_typed_error_that_speaks_of_quotes():
    data = 'a,b\n1,"' + "x" * (csv.field_size_limit() + 1) + '"\n'
    with open_source(data.encode()) as source, pytest.raises(LimitExceeded, match=r"第 2 行.*双引号"):
        list(source.tables[0])


def test_a_long_cell_is_a_problem_of_its_row():
    assert rows("a,b\n12345,1\n1,2\n", limits=TableLimits(max_cell_chars=4)) == [
        (2, {"b": "1"}, ["table.cell_too_long"]),
        (3, {"a": "1", "b": "2"}, []),
    ]


def test_too_many_columns_or_a_line_without_end_are_refused():
    with pytest.raises(LimitExceeded):
        open_source(",".join(f"c{i}" for i in range(2001)).encode())
    with pytest.raises(LimitExceeded, match="第 1 行"):
        open_source(b"x" * 101, limits=TableLimits(max_line_chars=100))


def test_nul_characters_pass_as_they_are():
    assert rows("名称,电话\n甲\0乙,1\n")[0][1]["名称"] == "甲\0乙"


def test_missing_files_directories_and_bad_names_are_typed(tmp_path):
    with pytest.raises(MissingFile, match="找不到文件"):
        open_source(tmp_path / "没有.csv")
    with pytest.raises(InaccessibleFile, match="文件夹"):
        open_source(str(tmp_path))
    for name in ("a\0b.csv", "x" * 5000):
        with pytest.raises(IpformsError):
            open_source(name)


def test_a_file_that_may_not_be_read_is_typed(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "denied")

    path = tmp_path / "a.csv"
    path.write_text("a\n")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InaccessibleFile, match="权限"):
        open_source(path)


def test_a_text_stream_is_a_wrong_call():
    with pytest.raises(InvalidOption, match="rb"):
        open_source(io.StringIO("a\n"))


def test_standard_input_is_read_and_stays_open(monkeypatch):
    stream = io.BytesIO("名称\n甲\n".encode("gbk"))
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": stream})())
    with open_source("-") as source:
        assert [dict(row.values) for row in source.tables[0]] == [{"名称": "甲"}]
    assert not stream.closed


class Endless(io.RawIOBase):
    """A CSV of a million rows that counts what is taken from it."""

    def __init__(self):
        self.taken = 0
        self.left = b"name,phone\n"
        self.rows = 1_000_000

    def readable(self):
        return True

    def readinto(self, buffer):
        while len(self.left) < len(buffer) and self.rows:
            more = min(self.rows, 1000)
            self.left += b"company,020-81050369\n" * more
            self.rows -= more
        part, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(part)] = part
        self.taken += len(part)
        return len(part)


@pytest.mark.slow
def test_a_million_rows_stream():
    stream = Endless()
    tracemalloc.start()
    with open_source(stream) as source:
        found = iter(source.tables[0])
        assert next(found).number == 2
        assert stream.taken < 4 << 20
        assert sum(1 for _, _ in zip(range(19_999), found, strict=False)) == 19_999
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 16 << 20
        assert sum(1 for _ in found) == 980_000
    assert not stream.closed


def test_a_stream_is_read_once_and_a_file_again(tmp_path):
    with open_source(Endless()) as source:
        next(iter(source.tables[0]))
        with pytest.raises(AlreadyRead):
            next(iter(source.tables[0]))
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\n" + b"1\n" * 5_000_000)
    with open_source(path) as source:
        for _ in range(2):
            assert next(iter(source.tables[0])).number == 2


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
FIELD = CELL.filter(lambda text: text.strip())


@given(
    st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(FIELD, min_size=width, max_size=width), max_size=6)),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"]),
    st.sampled_from(",\t;|"),
)
def test_what_a_writer_writes_is_what_is_read(matrix, encoding, delimiter):
    width = len(matrix[0]) if matrix else 1
    names = [f"列{index}" for index in range(width)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([names, *matrix])
    found = rows(text.getvalue().encode(encoding), encoding=encoding, delimiter=delimiter, format="csv")
    kept = [row for row in matrix if not row[0].lstrip().startswith(("#", "说明", "示例"))]
    assert [values for _, values, _ in found] == [dict(zip(names, row, strict=True)) for row in kept]
    assert not any(problems for _, _, problems in found)


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_typed_error(data):
    try:
        with open_source(data) as source:
            for table in source.tables:
                list(table)
    except IpformsError as error:
        assert error.message("zh")
        assert error.message("en")


@given(st.text(alphabet='a,"\n\r;\t甲#=\0', max_size=60))
def test_any_text_gives_rows_or_a_typed_error(text):
    try:
        rows(text, format="csv")
    except IpformsError as error:
        assert error.message("en")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_may_hold_characters_with_a_nul_at_the_other_place(encoding):
    text = "单位名称,邮编\n一一一一,510665\n二一公司一部,510666\n"
    assert [values for _, values, _ in rows(text.encode(encoding))] == [
        {"单位名称": "一一一一", "邮编": "510665"},
        {"单位名称": "二一公司一部", "邮编": "510666"},
    ]


def test_big5_is_told_from_gb18030():
    text = "單位名稱,郵政編碼\n國際皮具城有限公司廣東分公司,510665\n"
    for encoding in ("big5", "gb18030"):
        assert rows(text.encode(encoding))[0][1] == {"單位名稱": "國際皮具城有限公司廣東分公司", "郵政編碼": "510665"}
    assert headers("单位名称,邮编\n犇羴鱻淼皛公司,1\n".encode("gbk")) == ("单位名称", "邮编")
    assert headers("名称\n甲\n".encode("gbk")) == ("名称",)


def test_a_row_whose_first_cell_is_an_error_is_no_remark():
    with open_source("名称,邮编\n#N/A,510665\n# 说明,\n".encode()) as source:
        assert [row.number for row in source.tables[0]] == [2]
        assert source.tables[0].skipped == [3]


def test_a_label_in_any_brackets_is_the_label(rows_of):
    ((entry,), _) = rows_of("guangzhou-market", "单位\u200b名称,注册资金〔万元〕,邮政编码\n甲市场,5000,'046000\n")
    assert (entry.record.registered_capital, entry.record.postcode) == (5000, "046000")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "####"])
def test_an_error_that_a_spreadsheet_has_written_is_no_value(error, rows_of):
    (first, second), _ = rows_of("guangzhou-market", f"单位名称,注册地址\n甲市场,{error}\n乙市场,#1 栋\n")
    assert [(fault.path, fault.note.code) for fault in first.faults] == [("registered_address", "table.error_cell")]
    assert second.record.registered_address == "#1 栋"
