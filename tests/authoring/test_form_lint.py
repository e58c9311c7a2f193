"""What lint-form says of sound forms, of faulty ones, and of what people do to documents."""

from __future__ import annotations

import pickle
import re
import shutil
from pathlib import Path

import pytest

import ipforms
from ipforms.authoring import form_lint
from ipforms.authoring.document_changes import CHANGES, DocumentChange
from ipforms.authoring.form_lint import lint
from ipforms.authoring.form_package import new_form
from ipforms.authoring.pytest_plugin import lint_form  # noqa: F401 - a fixture
from ipforms.authoring.sample_records import sample_record
from ipforms.cli.app import run
from ipforms.forms import trial
from ipforms.forms.declared_form import InvalidDeclaration, declared_form
from tests.authoring.blank_forms import GRID, blank_form
from tests.template.template_notation import loop, p, tbl, tiny, tr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HERE = tuple(name for name, change in CHANGES.items() if not change.office)


def declared(folder: Path, template: bytes, toml: str = 'id = "tried"') -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "form.docx").write_bytes(template)
    (folder / "form.toml").write_text(toml, "utf-8")
    return folder


FORM = tiny(
    p("走访登记表"),
    tbl(tr("单位名称", "{{ name }}"), tr("走访日期", "{{ visited_on }}")),
    loop("item in items", tr("{{ item.title }}", "{{ item.number }}"), at_least=2),
)


def test_a_form_by_tags_alone_is_named_by_what_it_prints(tmp_path):
    form = declared_form(declared(tmp_path / "f", FORM, 'id = "tried"\n[[fields]]\npath = "visited_on"\nkind = "date"'))
    fields = form.model.__pydantic_fields__
    assert [(name, info.title) for name, info in fields.items()][:2] == [
        ("visited_on", "visited_on"),
        ("name", "单位名称"),
    ]
    assert form.model.model_validate({"visited_on": "2024年3月1日"}).visited_on == "2024-03-01"
    assert form.template.least_rows == {"items": 2}


def test_records_of_a_declared_form_travel_between_processes(tmp_path, monkeypatch):
    folder = declared(tmp_path / "f", FORM)
    record = declared_form(folder).model.model_validate({"name": "甲", "items": [{"title": "乙"}]})
    assert pickle.loads(pickle.dumps(record)) == record


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("id = 3", "lower-case letters"),
        ("titel = 'x'\nid = 'a'", "“titel” is not known; what there is: .*title"),
        ("not toml", "name = value"),
        ("id = 'a'\nfields = 'name'", "a line .*fields"),
        ('id = "a"\n[[fields]]\nlabel = "单位"', "number 1 has no path"),
        ('id = "a"\n[[fields]]\npath = "单位"', "the path “单位” is wrong"),
        ('id = "a"\n[[fields]]\npath = "name"\nkind = "no"', "unknown kind “no”; what there is: .*date"),
        ('id = "a"\n[[fields]]\npath = "name"\nstage = "no"', "unknown stage “no”"),
        ('id = "a"\n[[fields]]\npath = "name"\nlabel = 3', "label of “name” is a text"),
        ('id = "a"\n[[fields]]\npath = "name"\nkind = "choice"', "options of “name”"),
        ('id = "a"\n[[fields]]\npath = "name"\n[[fields]]\npath = "name"', "“name” stands twice"),
        ('id = "a"\n[[fields]]\npath = "name"\n[[fields]]\npath = "name.x"', "“name” is a field already"),
    ],
)
def test_a_declaration_that_says_what_cannot_be_is_refused(tmp_path, toml, told):
    with pytest.raises(InvalidDeclaration) as caught:
        declared_form(declared(tmp_path / "f", FORM, toml))
    assert re.search(told, caught.value.message("en"))


@pytest.mark.parametrize(
    ("text", "told"), [("单位名称：", "nothing is tagged"), ("{{ a }} {{ a.b }}", "“a” is a field")]
)
def test_a_template_with_no_tags_or_with_a_field_that_is_a_group_is_refused(tmp_path, text, told):
    with pytest.raises(InvalidDeclaration) as caught:
        declared_form(declared(tmp_path / "f", tiny(p(text))))
    assert told in caught.value.message("en")


def test_a_field_that_the_template_does_not_print_is_named(tmp_path):
    toml = 'id = "tried"\n[[fields]]\npath = "fax"\nlabel = "传真"'
    report = lint(declared_form(declared(tmp_path / "f", FORM, toml)))
    assert not report.ok
    assert [miss.path for row in report.rows for miss in row.misses] == ["fax"]


def test_a_kind_of_document_of_which_nothing_comes_back_is_a_fault(tmp_path, monkeypatch, capsys):
    def lose(root, form):
        for text in root.iter(f"{{{W}}}t"):
            text.text = (text.text or "").partition("：")[0]

    folder = declared(tmp_path / "f", tiny(p("走访登记表"), p("单位名称：{{ name }}"), p("走访日期：{{ visited_on }}")))
    monkeypatch.setattr(form_lint, "CHANGES", {"office_doc": DocumentChange(lose)})
    assert run(["lint-form", str(folder), "--records", "1"]) == 1
    table, _, end = capsys.readouterr().out.rpartition("改动后读回·LibreOffice 另存为 DOC：0/2")
    assert "全部读不出" in table and "Word 文件（DOCX）" in table
    assert "还不能放心使用" in end and "可以使用" not in end
    assert "文件里没有找到这一栏的内容" in end  # and nothing that reading says of other fields


def test_made_up_records_are_the_same_for_a_seed(form):
    assert sample_record(form.model, 3) == sample_record(form.model, 3)
    record = form.model.model_validate(sample_record(form.model, 3))
    assert record.model_dump(mode="json") == sample_record(form.model, 3)


@pytest.mark.slow
def test_the_fixture_of_a_package_s_own_tests(lint_form, tmp_path):  # noqa: F811 - the fixture
    made = new_form(blank_form(GRID[:5]), "空白.docx", tmp_path / "yiwu")
    assert lint_form(made.form, records=1, changes=()).ok
    with pytest.raises(pytest.fail.Exception, match="fax"):
        lint_form(declared(tmp_path / "g", FORM, 'id = "tried"\n[[fields]]\npath = "fax"'), changes=())


@pytest.mark.slow
@pytest.mark.parametrize("form_id", [each.id for each in ipforms.forms()])
def test_our_own_forms_are_sound_and_bear_what_people_do(form_id):
    report = lint(ipforms.form(form_id), records=1, changes=HERE)
    assert report.ok, report.text("en")
    changed = [row for row in report.rows if row.check == "changed"]
    assert len(changed) == len(HERE)
    exact, fields = sum(row.exact for row in changed), sum(row.fields for row in changed)
    assert exact >= 0.98 * fields, report.text("en")


@pytest.mark.office
def test_a_form_comes_back_from_libreoffice():
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    report = lint(ipforms.form("jinhua-application"), records=1, changes=("office_docx", "office_doc", "office_pdf"))
    rows = [row for row in report.rows if row.check == "changed"]
    assert len(rows) == 3
    assert all(row.exact >= 0.9 * row.fields for row in rows), report.text("en")


def test_a_form_without_a_name_of_its_own_is_called_by_the_first_name_in_a_part_of_it(tmp_path):
    tags = tiny(p("编号：{{ serial }}"), p("申请人电话：{{ applicant.phone }}"), p("申请人名称：{{ applicant.name }}"))
    form = declared_form(declared(tmp_path / "f", tags))
    record = form.model.model_validate({"serial": "17", "applicant": {"name": "甲公司"}})
    assert (form.name_field, form.applicant_of(record), form.applicant_of(form.model())) == (
        "applicant.name",
        "甲公司",
        "",
    )


@pytest.mark.parametrize("typed", ["46.8万元", "46.8", "3万元"])
def test_a_unit_that_is_printed_behind_the_blank_is_no_label_of_what_is_typed_before_it(tmp_path, typed):
    tags = tiny(tbl(tr("单位名称", "{{ name }}"), tr("涉案金额", "{{ amount }}万元"), tr("联系人", "{{ contact }}")))
    toml = 'id = "tried"\n[[fields]]\npath = "amount"\nkind = "money"\nlabel = "涉案金额"'
    anew = tiny(tbl(tr("单位名称", "甲公司", "涉案金额", typed), tr("联系人", "陈晓岚", "备注", "")))
    with trial(declared_form(declared(tmp_path / "f", tags, toml))):
        assert ipforms.read(anew, form="tried").values["amount"] == typed.removesuffix("万元")
