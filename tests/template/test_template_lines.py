"""Line breaks, tabs and spaces of a value, in each place where a tag can stand."""

from __future__ import annotations

import pytest
from lxml import etree

from ipforms.template import Template
from tests.documents import W, paragraph_text, part
from tests.template.template_notation import p, run, tiny

BOLD = "<w:rPr><w:b/></w:rPr>"
CENTRED = '<w:pPr><w:pStyle w:val="Normal"/><w:jc w:val="center"/></w:pPr>'


def body(data: bytes, **texts: str):
    return etree.fromstring(part(Template("t", data).fill(texts))).find(f"{W}body")


def lines(element) -> list[str]:
    return [paragraph_text(each) for each in element.iter(f"{W}p") if each.getparent().tag != f"{W}pict"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_line_is_a_paragraph(end):
    assert lines(body(tiny(p("前{{ a }}后")), a=f"甲{end}乙{end}丙")) == ["前甲", "乙", "丙后"]


def test_blank_lines_stay():
    assert lines(body(tiny(p("{{ a }}")), a="\n甲\n\n乙\n")) == ["", "甲", "", "乙", ""]


def test_the_paragraphs_look_like_the_first_one():
    first, second = body(tiny(p(run("{{ a }}", BOLD), properties=CENTRED)), a="甲\n乙").findall(f"{W}p")

    for name in ("pPr", "r/rPr"):
        path = "/".join(f"{W}{step}" for step in name.split("/"))
        assert etree.tostring(first.find(path)) == etree.tostring(second.find(path))
    assert second.find(f"{W}pPr/{W}jc") is not None
    assert second.find(f"{W}r/{W}rPr/{W}b") is not None


def test_properties_are_found_in_xml_that_is_written_with_white_space():
    properties = "\n <w:pPr>\n  <w:jc w:val='center'/>\n </w:pPr>\n "
    block = f"<w:p>{properties}<w:r>\n {BOLD}\n <w:t>{{{{ a }}}}</w:t></w:r></w:p>"
    _, second = body(tiny(block), a="甲\n乙").findall(f"{W}p")

    assert second.find(f"{W}pPr/{W}jc") is not None
    assert second.find(f"{W}r/{W}rPr/{W}b") is not None


def test_a_break_before_the_page_is_not_said_again():
    properties = '<w:pPr><w:keepNext/><w:pageBreakBefore w:val="1"/><w:jc w:val="center"/></w:pPr>'
    first, second = body(tiny(p("{{ a }}", properties=properties)), a="甲\n乙").findall(f"{W}p")

    assert first.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert second.find(f"{W}pPr/{W}pageBreakBefore") is None
    assert second.find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("section", ["<w:sectPr/>", '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'])
def test_the_last_paragraph_of_a_section_stays_one(section):
    found = body(tiny(p("{{ a }}", properties=f"<w:pPr>{section}</w:pPr>")), a="甲\n乙")

    assert lines(found) == ["甲\n乙"]
    assert len(list(found.iter(f"{W}sectPr"))) == 2


def test_tracked_changes_of_properties_do_not_confuse_the_next_paragraph():
    old = '<w:pPrChange w:id="1" w:author="甲"><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>'
    old_run = '<w:rPrChange w:id="2" w:author="甲"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    block = p(
        run("{{ a }}", f"<w:rPr><w:b/>{old_run}</w:rPr>"),
        properties=f'<w:pPr><w:jc w:val="center"/><w:rPr><w:b/></w:rPr>{old}</w:pPr>',
    )
    _, second = body(tiny(block), a="甲\n乙").findall(f"{W}p")

    assert [jc.get(f"{W}val") for jc in second.iter(f"{W}jc")] == ["center"]
    assert second.find(f"{W}r/{W}rPr/{W}b") is not None
    assert not list(second.iter(f"{W}i"))


def test_the_runs_before_and_after_keep_their_lines():
    block = p("前", run("{{ a }}", BOLD), "后", run("{{ b }}"))

    assert lines(body(tiny(block), a="甲\n乙", b="丙\n丁")) == ["前甲", "乙后丙", "丁"]


PLACES = {
    "hyperlink": f"<w:p><w:hyperlink r:id='rId1'>{run('{{ a }}')}</w:hyperlink></w:p>",
    "inline control": f"<w:p><w:sdt><w:sdtContent>{run('{{ a }}')}</w:sdtContent></w:sdt></w:p>",
    "block control": f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{p('{{ a }}')}</w:sdtContent></w:sdt>",
    "text box": (
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{p('{{ a }}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ),
    "insertion": f"<w:p><w:ins w:id='1' w:author='甲'>{run('{{ a }}')}</w:ins></w:p>",
}


@pytest.mark.parametrize("place", PLACES)
def test_in_a_link_a_control_or_a_box_a_line_is_broken_in_its_paragraph(place):
    found = body(tiny(PLACES[place]), a="甲\n乙\t丙")

    assert "甲\n乙\t丙" in lines(found)
    assert len(list(found.iter(f"{W}br"))) == 1


def test_in_a_cell_inside_of_a_control_each_line_is_a_paragraph():
    cell = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p('{{ a }}')}</w:tc></w:tr></w:tbl>"

    found = body(tiny(f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>"), a="甲\n乙")

    assert lines(found) == ["甲", "乙"]


def test_a_tab_is_a_tab_and_spaces_stay():
    found = body(tiny(p("{{ a }}")), a="  甲\t\t乙  丙 ")

    assert lines(found) == ["  甲\t\t乙  丙 "]
    assert len(list(found.iter(f"{W}tab"))) == 2
    for text in found.iter(f"{W}t"):
        assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
