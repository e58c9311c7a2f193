"""The commented copy: every comment at its cell, the form as it was, nothing lost."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from functools import cache
from itertools import cycle
from pathlib import Path

import docx
import pytest
from lxml import etree

import ipforms
from ipforms.findings import Finding
from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.reports.comments import commented
from tests.effort import some
from tests.replicas import FORMS, SWITCHES, replica
from tests.reports.full_reports import DAY, NOTHING, bare, comments, member, members, on_every_field, packed, report_of

# Each form without a difficulty, and each difficulty with one form, in turn.
CASES = [(form, ()) for form in FORMS] + some(zip(cycle(FORMS), ((switch,) for switch in SWITCHES)))
# Drawings, deletions and fields make the text of a cell's XML another one than what is seen.
UNLIKE_XML = {"tracked_changes", "form_checkbox", "eq_boxed_digits", "sym_ticks", "wingdings2_ticks", "w14_checkbox"}
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@cache
def commented_case(form_id, switches):
    """A replica, what was read of it, and its copy with a comment on every field."""
    made = replica(form_id, 11, *switches)
    sub = ipforms.read(made.data)
    return made, sub, commented(made.data, report_of(sub, on_every_field(sub)))


@pytest.fixture(params=CASES, ids=lambda case: "-".join((case[0], *case[1])))
def case(request):
    return commented_case(*request.param)


@pytest.fixture(scope="module")
def form():
    """A plain returned form with its submission."""
    data = replica("guangzhou-enterprise", 3).data
    return data, ipforms.read(data)


def on(sub, *said):
    """Findings as (path, note)."""
    return report_of(sub, [Finding(note, path, path, sub.places.get(path)) for path, note in said])


def test_the_copy_reads_back_as_the_same_form(case):
    _, before, copy = case
    after = ipforms.read(copy)

    assert (after.values, after.places, after.marks) == (before.values, before.places, before.marks)
    assert after.findings == before.findings


def test_every_comment_stands_at_the_cell_of_its_value(case):
    made, sub, copy = case
    found = comments(copy)
    unlike = UNLIKE_XML.intersection(made.switches)
    checked = 0
    for path in sub.places:
        here = [comment for comment in found if f"<{path}>" in comment.text]
        assert len(here) == 1, path
        if made.written.get(path, "").strip() and not unlike:
            checked += bare(made.written[path]) in here[0].around
    assert unlike or checked > len(sub.places) * 0.6


def test_all_other_parts_of_the_file_stay_as_they_were(case):
    made, _, copy = case
    before, after = dict(members(made.data)), dict(members(copy))
    changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}

    assert set(after) - set(before) == {"word/comments.xml"}
    assert set(before) <= set(after)
    assert {name for name in before if before[name] != after[name]} <= changed


def test_the_document_loses_nothing_but_gains_marks(case):
    made, _, copy = case
    root = etree.fromstring(member(copy, "word/document.xml"))
    for mark in list(root.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference")):
        gone = mark.getparent() if mark.tag.endswith("Reference") else mark
        gone.getparent().remove(gone)

    assert etree.tostring(root, method="c14n") == etree.tostring(
        etree.fromstring(member(made.data, "word/document.xml")), method="c14n"
    )


def test_python_docx_sees_the_comments(form):
    data, sub = form
    seen = list(docx.Document(io.BytesIO(commented(data, on(sub, ("uscc", NOTHING)), author="审核员"))).comments)

    assert [(each.author, each.initials, each.timestamp.date()) for each in seen] == [("审核员", "审核\u2060", DAY)]
    assert seen[0].text == "【须补正】uscc：“十三月”不是可识别的日期。请写成“2017年3月9日”。"


def test_one_comment_holds_all_that_is_said_of_a_cell(form):
    data, sub = form
    findings = [
        Finding(NOTHING, "uscc", "统一社会信用代码", sub.places["uscc"], "穗知〔2017〕5号附件2"),
        Finding(Note("value.elsewhere", {"text": "见附件"}), "uscc", "统一社会信用代码", sub.places["uscc"]),
        Finding(Note("value.declared_none", {"text": "无"}), "name", "单位名称", sub.places["name"]),
    ]
    found = comments(commented(data, report_of(sub, findings)))

    assert [comment.text.split("\n") for comment in found] == [
        [
            "1. 【须补正】统一社会信用代码：“十三月”不是可识别的日期。请写成“2017年3月9日”。",
            "依据：穗知〔2017〕5号附件2",
            "2. 【须补充材料】统一社会信用代码：写明“见附件”，内容不在表内。请提供所指的附件，或将内容填入表内。",
        ]
    ]


def test_what_has_no_place_in_the_body_is_listed_at_the_first_line_of_the_document(form):
    data, sub = form
    lost = [
        Finding(Note("form.label_missing", {"label": "邮政编码"})),
        Finding(NOTHING, "uscc", "统一社会信用代码", Place(table=99, row=1, column=1)),
        Finding(NOTHING, "", "", Place(row=1, part="header")),
        Finding(NOTHING, "name", "单位名称", Place(table=1, row=1, column=1, page=2)),
    ]
    found = comments(commented(data, report_of(sub, [*lost, *on_every_field(sub)])))

    assert found[0].text.count("【") == len(lost)
    assert "表中找不到“邮政编码”" in found[0].text
    assert "统一社会信用代码：" in found[0].text
    assert found[0].paragraph is next(p for p in found[0].paragraph.getroottree().iter("{*}p") if "".join(p.itertext()))


def test_no_finding_is_lost_whatever_the_places(form):
    data, sub = form
    places = [None, *set(sub.places.values()), Place(table=7, row=7, column=7), Place(row=500)]
    findings = [
        Finding(Note("form.left_over", {"text": f"第{number}号"}), place=place) for number, place in enumerate(places)
    ]
    text = "\n".join(comment.text for comment in comments(commented(data, report_of(sub, findings))))

    assert [number for number in range(len(places)) if f"“第{number}号”" not in text] == []


def test_a_comment_on_a_text_box_hangs_on_the_paragraph_that_holds_the_box():
    data = replica("guangzhou-enterprise", 3, "cover_in_textbox").data
    sub = ipforms.read(data)
    found = comments(commented(data, on(sub, ("cover.applicant", NOTHING))))

    assert len(found) == 1
    assert not list(found[0].paragraph.iterancestors("{*}txbxContent"))
    assert list(found[0].paragraph.iter("{*}txbxContent"))


def test_in_a_content_control_the_marks_stand_before_the_text_and_the_comment_begins_with_a_blank_line():
    data = replica("jinhua-application", 4, "sdt_cells").data
    sub = ipforms.read(data)
    found = comments(commented(data, report_of(sub, on_every_field(sub))))
    controlled = [comment for comment in found if next(comment.cell.iterancestors("{*}sdt"), None) is not None]

    assert 0 < len(controlled) < len(found)
    for comment in found:
        names = [etree.QName(child).localname for child in comment.paragraph if not child.tag.endswith("}pPr")]
        marks = ["commentRangeStart", "commentRangeEnd", "r"]
        assert (names[:3] == marks, comment.text.startswith("\n")) == (comment in controlled, comment in controlled)


def test_comments_that_are_there_stay_and_numbers_are_not_used_twice(form):
    data, sub = form
    once = commented(data, on(sub, ("name", NOTHING)), author="甲")
    twice = commented(once, on(sub, ("name", NOTHING), ("uscc", NOTHING)), author="乙")
    found = comments(twice)

    assert sorted(comment.attributes["author"] for comment in found) == ["乙", "乙", "甲"]
    assert len({comment.attributes["id"] for comment in found}) == 3
    assert member(twice, "word/_rels/document.xml.rels") == member(once, "word/_rels/document.xml.rels")
    assert member(twice, "[Content_Types].xml") == member(once, "[Content_Types].xml")


def test_a_relationship_whose_comments_part_is_missing_gets_its_part(form):
    data, sub = form
    report = on(sub, ("name", NOTHING))
    parts = dict(members(commented(data, report)))
    del parts["word/comments.xml"]
    parts["word/document.xml"] = member(data, "word/document.xml")

    assert comments(commented(packed(parts), report))[0].text.startswith("【须补正】name")


def test_a_strict_document_stays_strict():
    data = replica("jinhua-application", 3, "strict_ooxml").data
    sub = ipforms.read(data)
    copy = commented(data, report_of(sub, on_every_field(sub)))
    rels = member(copy, "word/_rels/document.xml.rels").decode()

    for name in ("word/document.xml", "word/comments.xml"):
        root = etree.fromstring(member(copy, name))
        assert etree.QName(root).namespace == STRICT
        assert list(root.iter(f"{{{W}}}*")) == []
    assert "http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in rels


def test_a_personal_number_that_a_reader_quotes_is_hidden(form):
    data, sub = form
    note = Note("reading.hidden_text", {"place": "第3段", "text": "手机13800138000，身份证440101198001010017"})
    copy = commented(data, report_of(sub, [Finding(note, place=sub.places["name"])]))
    text = comments(copy)[0].text

    assert "138" in text
    assert "13800138000" not in text
    assert "440101198001010017" not in text


def test_characters_that_no_document_can_hold_are_shown_as_such(form):
    data, sub = form
    finding = Finding(Note("form.left_over", {"text": "x"}), label="<b>&\x07\ufffe", place=sub.places["name"])

    assert "<b>&\ufffd\ufffd：" in comments(commented(data, report_of(sub, [finding])))[0].text


def test_nothing_to_say_gives_the_file_itself(form):
    data, sub = form
    read_so = Finding(Note("value.declared_none", {"text": "无"}), "name", "单位名称", sub.places["name"])

    assert commented(data, report_of(sub, [])) is data
    assert commented(data, report_of(sub, [read_so])) is data


def test_the_same_arguments_give_the_same_bytes_and_the_date_is_an_argument(form):
    data, sub = form
    report = report_of(sub, on_every_field(sub))
    moment = datetime(2026, 1, 5, 9, 30)

    assert commented(data, report) == commented(data, report)
    assert dates(commented(data, report)) == {"2017-03-20T00:00:00Z"}
    assert dates(commented(data, report, when=moment)) == {"2026-01-05T09:30:00Z"}
    assert dates(commented(data, report, when=date(2026, 1, 5))) == {"2026-01-05T00:00:00Z"}


def dates(data):
    return {comment.attributes["date"] for comment in comments(data)}


def test_a_pdf_without_an_identity_gives_the_same_bytes_too():
    made = ipforms.render(ipforms.form("guangzhou-market").model(), "pdf")
    plain = re.sub(rb"/ID *\[[^]]*\]", lambda found: b" " * len(found[0]), made)
    report = on(ipforms.read(plain), ("name", NOTHING))
    assert plain != made and len({commented(plain, report) for _ in range(2)}) == 1


def test_an_english_comment_has_no_chinese_but_the_labels_and_the_clause(form):
    data, sub = form
    finding = Finding(NOTHING, "uscc", "统一社会信用代码", Place(table=9, row=1, column=2), "G28")

    assert comments(commented(data, report_of(sub, [finding]), lang="en"))[0].text == (
        "[To be corrected] 统一社会信用代码: “十三月” is not a date. Write it as 2017-03-09.\nSource: G28"
    )


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", ipforms.UnreadableDocument),
        (b"PK\3\4 cut off", ipforms.UnreadableDocument),
        (b"%PDF-1.7", ipforms.UnreadableDocument),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_typed_error(form, data, error):
    with pytest.raises(error):
        commented(data, on(form[1], ("name", NOTHING)))


def test_a_broken_comments_part_is_refused_with_a_typed_error(form):
    data, sub = form
    report = on(sub, ("name", NOTHING))
    parts = dict(members(commented(data, report))) | {"word/comments.xml": b"<w:comments"}
    with pytest.raises(ipforms.UnreadableDocument, match=r"comments\.xml"):
        commented(packed(parts), report)


def test_a_document_type_in_the_comments_part_is_refused(form):
    data, sub = form
    report = on(sub, ("name", NOTHING))
    bomb = b'<!DOCTYPE c [<!ENTITY a "aaaa">]><c b="&a;"/>'
    parts = dict(members(commented(data, report))) | {"word/comments.xml": bomb}
    with pytest.raises(ipforms.UnreadableDocument, match="DTD"):
        commented(packed(parts), report)


@pytest.mark.office
def test_libreoffice_keeps_every_comment_at_its_cell_and_every_text(soffice, tmp_path):
    chosen = [(form, ()) for form in FORMS]
    chosen += [("guangzhou-enterprise", (each,)) for each in ("sdt_rows", "other_grid", "strict_ooxml", "tables_cut")]
    chosen += [("jinhua-application", (each,)) for each in ("sdt_cells", "sdt_runs", "nested_table", "smart_tags")]
    made = {f"{number}.docx": replica(form_id, 3, *switches) for number, (form_id, switches) in enumerate(chosen)}
    for name, each in made.items():
        sub = ipforms.read(each.data)
        (tmp_path / name).write_bytes(commented(each.data, report_of(sub, on_every_field(sub))))
    soffice("docx:MS Word 2007 XML", [tmp_path / name for name in made], tmp_path / "saved")

    for name, each in made.items():
        before, after = (read_back(folder / name) for folder in (tmp_path, tmp_path / "saved"))
        assert [text for text, _ in after] == [text for text, _ in before]
        if {"sdt_cells", "sdt_runs"}.intersection(each.switches):
            # LibreOffice 7.4 itself repeats what stands in content controls when it saves, with comments or without.
            assert [set(around) for _, around in after] == [set(around) for _, around in before]
        else:
            assert after == before
            saved = ipforms.read((tmp_path / "saved" / name).read_bytes())
            assert saved.values == ipforms.read(each.data).values


@pytest.mark.office
def test_a_document_that_libreoffice_saved_gets_its_comments_at_its_cells(soffice, tmp_path):
    made = {f"{form_id}.docx": replica(form_id, 7) for form_id in FORMS}
    for name, each in made.items():
        (tmp_path / name).write_bytes(each.data)
    soffice("docx:MS Word 2007 XML", [tmp_path / name for name in made], tmp_path / "saved")

    for name, each in made.items():
        data = (tmp_path / "saved" / name).read_bytes()
        sub = ipforms.read(data)
        found = comments(commented(data, report_of(sub, on_every_field(sub))))
        for path in sub.places:
            here = next(comment for comment in found if f"<{path}>" in comment.text)
            assert bare(each.written.get(path, "")) in here.around


def read_back(path: Path):
    return [(bare(comment.text), comment.around) for comment in comments(path.read_bytes())]
