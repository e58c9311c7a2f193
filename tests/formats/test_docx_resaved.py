"""What other programs make of a document when they save it again."""

from __future__ import annotations

from ipforms.formats import docx
from tests.formats import notation


def control(*texts):
    """A content control with one run, of which each text is a `w:t`."""
    runs = "".join(f"<w:t>{text}</w:t>" for text in texts)
    return f'<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent><w:r>{runs}</w:r></w:sdtContent></w:sdt>'


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def read(*inline):
    return docx.read(notation.docx(notation.p(*inline)), name="data")


def text(sheet):
    (paragraph,) = sheet.blocks
    return paragraph.text


def codes(sheet):
    return [note.code for note in sheet.notes]


def test_a_control_that_libreoffice_has_written_three_times_is_read_once():
    sheet = read(run("联系人："), control("张三"), control("张三", "张三"), control("张三"), run("。"))
    assert (text(sheet), codes(sheet)) == ("联系人：张三。", ["reading.repeated"])


def test_a_control_of_several_runs_is_read_once():
    sheet = read(
        control("天河区9号"), control("天河区", "天河区9号"), control("9", "天河区9号"), control("号天河区9号")
    )
    assert text(sheet) == "天河区9号"


def test_controls_that_say_the_same_are_all_read_where_nothing_gives_libreoffice_away():
    sheet = read(control("1"), control("1"), control("1"))
    assert (text(sheet), codes(sheet)) == ("111", [])


def test_a_control_after_the_repeated_ones_is_read():
    sheet = read(control("张三"), control("张三", "张三"), control("李四"))
    assert text(sheet) == "张三李四"


def test_a_prompt_in_words_own_words_is_no_text_even_if_the_file_does_not_say_that_it_is_one():
    sheet = read(control("单击或点击此处输入文字。"))
    assert (text(sheet), [trace.code for trace in sheet.traces]) == ("", ["reading.placeholder"])


def test_a_date_that_changes_with_every_opening_is_told():
    field = (
        '<w:fldSimple w:instr=" DATE \\@ &quot;yyyy年M月d日&quot; "><w:r><w:t>2026年11月22日</w:t></w:r></w:fldSimple>'
    )
    sheet = read(field)
    assert (text(sheet), codes(sheet)) == ("2026年11月22日", ["reading.date_field"])
    assert codes(read(field.replace(" DATE", " CREATEDATE"))) == []
