"""What tags may say, and what is said of those that may not."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from ipforms.errors import InvalidTemplate
from ipforms.formats import docx
from ipforms.template import Template
from tests.documents import cells, part
from tests.template.template_notation import document, loop, p, run, saved, tbl, tiny, tr


def filled(data: bytes, **texts) -> list[str]:
    return cells(Template("表.docx", data).fill(texts))


def faults(*blocks: str) -> list[str]:
    with pytest.raises(InvalidTemplate) as caught:
        Template("表.docx", tiny(*blocks))
    assert str(caught.value).startswith("模板“表.docx”有误：")
    return [fault.text("en") for fault in caught.value.context["faults"]]


def test_a_tag_prints_its_field():
    assert filled(tiny(p("名称：{{ name }}。")), name="甲") == ["名称：甲。"]


@pytest.mark.parametrize(
    "runs",
    [
        ("{", "{ name }}"),
        ("{{ na", "me }", "}"),
        ("{{", " name ", "}}"),
        ("名", "{{ name", run(" }}", "<w:rPr><w:b/></w:rPr>"), "后"),
    ],
)
def test_a_tag_that_word_has_split_over_runs_is_one_tag(runs):
    (text,) = filled(tiny(p(*runs)), name="甲")

    assert text.strip("名后") == "甲"


def test_print_and_values_come_encoded():
    ((_, compiled),) = Template("t", tiny(p("名称：{{ name }}。")))._parts
    pieces = list(compiled.code.root_render_func(compiled.code.new_context({"name": "甲&乙"})))

    assert all(type(piece) is bytes for piece in pieces) and "甲&amp;乙".encode() in pieces


def test_names_are_paths():
    template = Template("t", tiny(p("{{ cover.date }}"), loop("unit in units", tr("{{ unit.name }}"))))

    assert template.fields == {"cover.date", "units[].name"}


def test_the_same_field_may_be_printed_twice():
    assert filled(tiny(p("{{ name }}"), p("{{ name }}")), name="甲") == ["甲", "甲"]


@pytest.mark.parametrize("tag", ['{{ date or "    年    月    日" }}', "{{ date or “    年    月    日” }}"])
def test_a_default_is_printed_where_there_is_no_value(tag):
    assert filled(tiny(p(tag)), date="") == ["    年    月    日"]
    assert filled(tiny(p(tag)), date="2017年3月9日") == ["2017年3月9日"]


def test_a_default_is_print_to_the_character():
    assert filled(tiny(p('{{ name or "A&B < C" }}')), name="") == ["A&B < C"]


def test_rows_grow_with_their_section_and_are_at_least_as_many_as_the_form_prints():
    template = tiny(loop("unit in units", tr("{{ unit.row_number }}", "{{ unit.name }}"), at_least=2))

    assert Template("t", template).least_rows == {"units": 2}
    assert filled(template, units=[]) == [""] * 4
    assert filled(template, units=[{"name": "甲"}]) == ["1", "甲", "", ""]
    assert filled(template, units=[{"name": name} for name in "甲乙丙"]) == ["1", "甲", "2", "乙", "3", "丙"]


def test_a_section_without_a_comment_prints_no_blank_row():
    template = tiny(loop("unit in units", tr("{{ unit.name }}")))

    assert Template("t", template).least_rows == {"units": 0}
    assert filled(template, units=[]) == []


def test_a_comment_belongs_to_the_loop_that_it_follows():
    first, second = tr("{%tr for a in ones %}"), tr("{%tr for b in twos %}{#rows:3#}")
    template = tiny(tbl(first, tr("{{ a.x }}"), tr("{%tr endfor %}"), second, tr("{{ b.x }}"), tr("{%tr endfor %}")))

    assert Template("t", template).least_rows == {"ones": 0, "twos": 3}


def test_a_comment_in_a_table_inside_of_a_cell_belongs_to_its_loop_too():
    first, second = tr("{%tr for a in ones %}"), tr("{%tr for b in twos %}{#rows:3#}")
    inner = tbl(first, tr("{{ a.x }}"), tr("{%tr endfor %}"), second, tr("{{ b.x }}"), tr("{%tr endfor %}"))

    assert Template("t", tiny(tbl(tr(inner + p(""))))).least_rows == {"ones": 0, "twos": 3}


def test_a_label_is_merged_over_the_rows_of_a_loop():
    data = Template("t", tiny(loop("a in ones", tr("人{% vm %}", "{{ a.x }}")))).fill(
        {"ones": [{"x": "甲"}, {"x": "乙"}]}
    )

    assert cells(data) == ["人", "甲", "", "乙"]
    assert b'<w:vMerge w:val="restart"/>' in part(data)
    assert b'<w:vMerge w:val="continue"/>' in part(data)


@pytest.mark.parametrize(
    "name", ["items", "values", "keys", "copy", "count", "get", "pop", "update", "index", "format"]
)
def test_a_field_may_be_named_like_a_method(name):
    template = tiny(p(f"{{{{ {name} }}}}"), p(f"{{{{ g.{name} }}}}"), loop("row in rows", tr(f"{{{{ row.{name} }}}}")))

    assert filled(template, **{name: "甲"}, g={name: "乙"}, rows=[{name: "丙"}]) == ["甲", "乙", "丙"]
    with pytest.raises(InvalidTemplate):
        filled(template, **{name: "甲"}, g={}, rows=[])


def test_a_row_is_not_seen_outside_of_its_loop():
    with pytest.raises(InvalidTemplate, match=r"row\.x"):
        filled(tiny(loop("row in rows", tr("{{ row.x }}")), p("{{ row.x }}")), rows=[{"x": "甲"}])


def test_headers_footers_and_the_first_page_have_tags_too():
    made = document(p("{{ a }}"))
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "页眉 {{ b }}"
    section.footer.paragraphs[0].text = "页脚 {{ c }}"
    section.first_page_header.paragraphs[0].text = "首页 {{ d.e }}"
    template = Template("t", saved(made))
    data = template.fill({"a": "1", "b": "<2>", "c": "3\n4", "d": {"e": "5"}})

    assert template.fields == {"a", "b", "c", "d.e"}
    everything = "".join(part(data, name).decode() for name in _names(data) if "header" in name or "footer" in name)
    assert "页眉 &lt;2&gt;" in everything
    assert "首页 5" in everything
    assert "页脚 3</w:t></w:r></w:p><w:p>" in everything


def test_a_tag_in_a_header_only_makes_a_template_of_it():
    made = document(p("无标签"))
    made.sections[0].header.paragraphs[0].text = "{{ b }}"
    data = saved(made)

    assert part(Template("t", data).fill({"b": "1"})) == part(data)


def test_a_document_without_tags_is_copied():
    data = tiny(p("无标签 {x} }}"))

    assert part(Template("t", data).fill({})) == part(data)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ name|upper }}",
        "{{ name|nosuch }}",
        "{{ name() }}",
        "{{ name.upper() }}",
        "{{ name + 'x' }}",
        "{{ 1 + 1 }}",
        "{{ 'x' }}",
        "{{ name[0] }}",
        "{{ name['x'] }}",
        "{{ name ~ name }}",
        "{{ name if name }}",
        "{{ not name }}",
        "{{ name and name }}",
        "{{ name or name }}",
        "{{ name or 5 }}",
        "{{ name is defined }}",
        "{{ [name] }}",
        "{{ name.__class__ }}",
        "{{ _name }}",
        "{{ self }}",
        "{{ loop.index }}",
        "{% include 'x' %}",
        "{% import 'x' as x %}",
        "{% extends 'x' %}",
        "{% set x = 1 %}",
        "{% macro x() %}{% endmacro %}",
        "{% block x %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% call name() %}{% endcall %}",
        "{% with x = 1 %}{% endwith %}",
        "{% if name %}x{% endif %}",
        "{% if loop.first %}x{% endif %}",
        "{% for x in name.y %}{% endfor %}",
        "{% for x, y in name %}{% endfor %}",
        "{% for x in name if x %}{% endfor %}",
        "{% for x in name %}{% else %}y{% endfor %}",
        "{% for x in name recursive %}{% endfor %}",
        "{% for x in name() %}{% endfor %}",
        "{% for loop in name %}{% endfor %}",
        "{% for x in name %}{{ x }}{% endfor %}",
        "{% for x in name %}{{ loop.cycle('a') }}{% endfor %}",
        "{% for x in name %}{{ loop.changed }}{% endfor %}",
        "{% for x in name %}{% if loop.first %}{% elif x.y|upper %}{% endif %}{% endfor %}",
    ],
)
def test_logic_is_refused(tag):
    assert faults(p(tag))


def test_a_fault_quotes_its_tag_and_all_faults_are_told_at_once():
    told = faults(
        p("{{ name }}", "{{ name|", "upper }}"),
        tbl(tr("{{ fine }}", "{% include 'x' %}")),
        p("{{ total + 1 }}"),
        p("{% if name %}{{ x() }}{% endif %}"),
    )

    assert told == [
        "the tag {{ name| upper }}: only a field path is allowed: no filter, arithmetic or call".replace("| ", "|"),
        "the tag {% include 'x' %}: only field paths and loops are allowed: no condition or assignment",
        "the tag {{ total + 1 }}: only a field path is allowed: no filter, arithmetic or call",
        "the tag {% if name %}: only field paths and loops are allowed: no condition or assignment",
        "the tag {{ x() }}: only a field path is allowed: no filter, arithmetic or call",
    ]


def test_faults_are_told_in_both_languages():
    with pytest.raises(InvalidTemplate) as caught:
        Template("表.docx", tiny(p("{{ name|upper }}")))

    assert (
        caught.value.message("zh")
        == "模板“表.docx”有误：标签 {{ name|upper }}：只允许字段路径，不支持过滤器、运算和函数"
    )
    assert caught.value.message("en") == (
        "The template “表.docx” is wrong: the tag {{ name|upper }}: "
        "only a field path is allowed: no filter, arithmetic or call"
    )


def test_all_printing_tags_of_wrong_syntax_are_told_at_once():
    told = faults(p("{{ a b }}"), p("{{ fine }}"), p("{{ }}"), p("{{ c. }}"))

    assert [fault.split(":")[0] for fault in told] == [
        "the tag {{ a b }}",
        "the tag {{ }}",
        "the tag {{ c. }}",
    ]


@pytest.mark.parametrize("tag", ["{% for x in y %}", "{% endfor %}", "{% nosuch %}", "{{ name", "{% for %}", "{# open"])
def test_a_tag_that_does_not_end_or_is_unknown_is_told(tag):
    (told,) = faults(p("甲"), p(tag), p("乙"))

    assert told.startswith("the tag {") and ("{%tr endfor %}" if "%" in tag else "{{ field }}") in told


@pytest.mark.parametrize("tag", ["｛｛ name ｝｝", "{ name }", "{｛ name }}", "｛%tr endfor %｝"])
def test_what_was_meant_to_be_a_tag_is_told(tag):
    assert [f"“{tag}” looks like a tag" in fault for fault in faults(p(f"甲：{tag} {{{{ fine }}}}"))] == [True]


def test_names_in_chinese_and_loops_of_neither_rows_nor_paragraphs_are_told():
    assert "letters of a to z" in faults(p("{{ 单位名称 }}"))[0]
    assert "{%tr endfor %}" in faults(p("{% for x in y %}"), p("{{ x.a }}"), p("{% endfor %}"))[0]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (["{% foo %}", "{% bar %}", "{{ a b }}"], ["{% foo %}", "{% bar %}", "{{ a b }}"]),
        (["{% for x in %}", "{{ x.y }}", "{% endfor %}", "{% baz %}"], ["{% for x in %}", "{% baz %}"]),
        (["{% endfor %}", "{% endif %}"], ["{% endfor %}", "{% endif %}"]),
        (["{%p for x in y %}", "{{ x.z }}"], ["{%p for x in y %}"]),
        (["{% nosuch %}", "{{ n|u }}", "{% if n %}", "{% endif %}"], ["{% nosuch %}", "{{ n|u }}", "{% if n %}"]),
    ],
)
def test_statements_of_wrong_syntax_are_told_at_once_with_what_stands_behind_them(written, told):
    found = faults(*map(p, written))
    assert len(found) == len(told)
    assert all(any(tag in fault for fault in found) for tag in told)


@pytest.mark.parametrize("tag", ["{{r name }}", "{{p name }}", "{{tr name }}", "{%tr for x in a.b %}"])
def test_a_tag_is_named_as_it_was_typed(tag):
    ends = [p("{%tr endfor %}")] if "for" in tag else []
    assert any(tag in fault for fault in faults(p(tag), *ends))


def test_a_comment_is_not_printed_where_there_is_no_tag_either():
    template = Template("t", tiny(p("甲{# 内部备注 #}乙")))
    (text,) = docx.read(template.fill({})).texts()
    assert text == "甲乙" and not template.fields


@pytest.mark.parametrize("part", ["docProps/core.xml", "word/comments.xml", "word/charts/chart1.xml"])
@pytest.mark.parametrize("tag", ["{{ name }}", "{% for x in y %}", "{# 备注 #}", "{{</t><t> name }}"])
def test_a_tag_in_a_part_that_is_not_filled_is_told_with_its_part(part, tag):
    data = with_part(tiny(p("{{ c|d }}")), part, f"<x><t>{tag}</t></x>")
    with pytest.raises(InvalidTemplate) as caught:
        Template("t", data)
    assert part in str(caught.value) and "{{ c|d }}" in str(caught.value)


@pytest.mark.parametrize("text", ["{ name }", "{{}}", "100% {甲} %", "}} {{"])
def test_braces_that_are_no_tag_may_stand_there(text):
    assert Template("t", with_part(tiny(p("{{ c }}")), "docProps/core.xml", f"<x>{text}</x>")).fields == {"c"}


def with_part(data: bytes, name: str, xml: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as archive:
        for other in {*old.namelist()} - {name}:
            archive.writestr(other, old.read(other))
        archive.writestr(name, xml)
    return out.getvalue()


def test_faults_of_the_header_and_of_the_body_are_told_together():
    made = document(p("{{ a b }}"))
    made.sections[0].header.paragraphs[0].text = "{{ c|d }}"

    with pytest.raises(InvalidTemplate) as caught:
        Template("t", saved(made))
    assert {"{{ a b }}", "{{ c|d }}"} <= set(_quoted(str(caught.value)))


def test_a_loop_in_a_loop_goes_through_a_field_of_its_row():
    inner = (tr("{%tr for b in a.bs %}{# rows: 2 #}"), tr("{{ a.n }}", "{{ b.x }}"), tr("{%tr endfor %}"))
    template = Template("t", tiny(loop("a in ones", *inner)))
    texts = {"ones": [{"n": "1", "bs": [{"x": "甲"}]}, {"n": "2", "bs": []}]}

    assert template.fields == {"ones[].n", "ones[].bs[].x"} and template.least_rows["ones[].bs"] == 2
    assert cells(template.fill(texts)) == ["1", "甲", "1", "", "2", "", "2", ""]


@pytest.mark.parametrize("inner", ["b in others", "b in c.bs", "b in a.bs.cs", "a in a.bs"])
def test_any_other_loop_in_a_loop_is_refused(inner):
    rows = (tr("{%tr for " + inner + " %}"), tr("{{ a.x }}"), tr("{%tr endfor %}"))

    assert faults(loop("a in ones", *rows))[0].startswith(f"the tag {{%tr for {inner} %}}: a loop must")


def test_entries_may_have_a_column_each():
    template = Template("t", tiny(tbl(tr("{{ years[0].year }}", "{{ years[1].year }}"))))

    assert template.fields == {"years[].year"}
    assert cells(template.fill({"years": [{"year": "2024"}]}, {"years[].year": "__年"})) == ["2024", "__年"]
    with pytest.raises(InvalidTemplate, match="years"):
        template.fill({"years": [{"year": "1"}] * 3})


@pytest.mark.parametrize("tag", ["{{r name }}", "{{p name }}"])
def test_a_tag_of_docxtpl_for_rich_text_is_refused(tag):
    assert "must stand in plain text" in faults(p(tag))[0]


def test_a_tag_outside_of_text_is_refused():
    assert (
        "must stand in plain text" in faults("<w:p><w:r><w:instrText>HYPERLINK {{ url }}</w:instrText></w:r></w:p>")[0]
    )
    assert "must stand in plain text" in faults('<w:p><w:r><w:t w:x="{{ url }}">x</w:t></w:r></w:p>')[0]


def test_every_field_that_the_texts_lack_is_named():
    template = Template("t", tiny(p("{{ a }}{{ b.c }}"), loop("r in rows", tr("{{ r.x }}{{ r.y }}"))))

    with pytest.raises(InvalidTemplate) as caught:
        template.fill({"b": {}, "rows": [{"x": ""}, {}]})
    assert caught.value.message("en").endswith(
        "the field “a” does not exist; the field “b.c” does not exist; "
        "the field “rows[].x” does not exist; the field “rows[].y” does not exist"
    )
    assert "没有名为“rows[].y”的字段" in str(caught.value)


def test_a_section_that_the_texts_lack_is_named():
    template = Template("t", tiny(loop("r in rows", tr("{{ r.x }}"), at_least=3)))

    with pytest.raises(InvalidTemplate, match="rows"):
        template.fill({})
    for wrong in ("甲", None, {"x": "甲"}, ["甲"]):
        with pytest.raises(InvalidTemplate, match="rows"):
            template.fill({"rows": wrong})


@pytest.mark.parametrize("value", [None, {"x": "甲"}, ["甲"], 1.5, b"x"])
def test_a_value_that_is_no_text_is_refused_with_the_field(value):
    with pytest.raises(InvalidTemplate, match="“name”"):
        Template("t", tiny(p("{{ name }}"))).fill({"name": value})


def _names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def _quoted(message: str) -> list[str]:
    return re.findall(r"\{\{.*?\}\}", message)
