"""`forms`, `blank`, `schema`, `workbook` and the help pages."""

from __future__ import annotations

import io
import json
import re
from typing import Literal, get_args, get_origin, get_type_hints

import click
import openpyxl
import pytest

import ipforms
from ipforms.bulk.columns import columns_of
from ipforms.cli.app import app
from ipforms.cli.command import command_key, help_texts, key_of
from ipforms.cli.terminal import Terminal
from ipforms.messages import catalogue, say
from ipforms.rules.policies import Policies

HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
COMMANDS = (
    "forms",
    "blank",
    "schema",
    "workbook",
    "map",
    "fill",
    "flatten",
    "read",
    "check",
    "compare",
    "recommend",
    "bundle",
    "inspect",
    "new-form",
    "lint-form",
    "registry",
    "serve",
    "demo",
)
ENGLISH = re.compile(r"\b(Usage|Options|Arguments|Commands|Show|Default|Error|default|this|the)\b")


def test_a_help_page_is_in_one_language(calls, tmp_path):
    pages = [[*each, "--help"] for each in ([], *([command] for command in COMMANDS))]
    for status, out, _ in calls(pages, "zh", tmp_path):
        assert status == 0 and "用法：" in out and not ENGLISH.search(out), out
    for status, out, _ in calls(pages, "en", tmp_path):
        assert status == 0 and out.startswith("Usage: ") and not HAN.search(out), out


def contexts(top):
    """A command and all below it."""
    yield top
    for command in getattr(top.command, "commands", {}).values():
        yield from contexts(click.Context(command, parent=top))


def test_every_command_has_a_help_text_and_so_have_its_options():
    assert tuple(app.commands) == COMMANDS
    for lang in ("zh", "en"):
        top = click.Context(app, info_name="ipforms", obj=Terminal(lang))
        for ctx in contexts(top):
            texts = help_texts(ctx.command, ctx)
            assert texts.about and all(meaning for _, meaning in (*texts.arguments, *texts.options)), ctx.command.name
            # At 80 columns a longer spelling leaves no room for any meaning of the page.
            assert all(len(spelling) <= 40 for spelling, _ in (*texts.arguments, *texts.options)), ctx.command.name


def test_every_help_text_belongs_to_a_command_or_an_option():
    keys = {key for key in catalogue("zh") if re.match(r"cli\.(\w+\.){0,2}help\.", key)}
    below = list(contexts(click.Context(app)))[1:]
    names = {command_key(ctx): set(map(key_of, ctx.command.params)) | {"about", "help"} for ctx in below}
    known = {f"cli.{command}.help.{name}" for command, own in names.items() for name in own}
    known |= {f"cli.help.{name}" for name in set().union({"version", "lang"}, *names.values())}
    assert keys <= known


def test_the_help_of_policy_lists_what_there_is():
    for lang in ("zh", "en"):
        listed = dict(each.split("=") for each in re.split("[；;] ?", say("cli.policies", lang)))
        assert listed.keys() == get_type_hints(Policies).keys()
        for name, hint in get_type_hints(Policies).items():
            choices = get_args(hint)
            assert listed[name] == "|".join(choices) if get_origin(hint) is Literal else listed[name].endswith("|none")


def test_without_arguments_the_help_page_is_shown(cli):
    assert cli().stdout == cli("--help").stdout
    assert "0." in cli("--version").stdout


def test_forms_lists_every_form_and_its_guides(cli):
    done = cli("forms")
    listed = json.loads(cli("forms", "--json").stdout)
    assert [each["id"] for each in listed if each["kind"] == "form"] == [form.id for form in ipforms.forms()]
    assert all(each["id"] in done.stdout and each["title"] for each in listed)


def test_a_reader_that_leaves_early_is_no_fault(cli):
    for arguments in ("forms", "schema guangzhou-market"):
        done = cli("-c", f"{cli.script[0]} {arguments} | head -1", program=["sh"])
        assert (done.returncode, done.stderr) == (0, ""), arguments


def test_blank_writes_the_empty_form_and_keeps_another_file(cli, tmp_path):
    form = ipforms.form("guangzhou-market")
    done = cli("blank", form.id)
    assert done.returncode == 0 and f"{form.id}.docx" in done.stderr and done.stdout == ""
    target = tmp_path / f"{form.id}.docx"
    assert target.read_bytes() == form.blank()
    assert cli("blank", form.id).returncode == 0
    target.write_bytes(b"mine")
    done = cli("blank", form.id)
    assert done.returncode == 2 and "--overwrite" in done.stderr and target.read_bytes() == b"mine"
    assert cli("blank", form.id, "--overwrite").returncode == 0 and target.read_bytes() == form.blank()
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_blank_and_workbook_write_to_standard_output(cli, tmp_path):
    assert cli("blank", "jinhua-materials", "-o", "-", binary=True).stdout[:2] == b"PK"
    made = cli("workbook", "jinhua-application", "-o", "-", binary=True).stdout
    said = [str(row[0].value) for row in openpyxl.load_workbook(io.BytesIO(made))["填写说明"]]
    assert any("ipforms fill jinhua-application jinhua-application.xlsx" in line for line in said)
    assert list(tmp_path.iterdir()) == []


def test_schema_prints_the_library_s_schema_of_the_stage(calls, tmp_path):
    forms = ipforms.forms()
    asked = [["schema", form.id, "--stage", stage] for form in forms for stage in ("applicant", "final")]
    printed = [json.loads(out) for _, out, _ in calls([["schema", forms[0].id], *asked], "zh", tmp_path)]
    expected = [form.json_schema(stage) for form in forms for stage in ("applicant", "final")]
    assert printed == [forms[0].json_schema(), *expected]


def test_schema_lists_columns_that_are_all_understood(calls, tmp_path):
    asked = [["schema", form.id, "--columns", *more] for form in ipforms.forms() for more in ([], ["--json"])]
    printed = iter([out for _, out, _ in calls(asked, "zh", tmp_path)])
    for form, table, listed in zip(ipforms.forms(), printed, printed, strict=True):
        columns = columns_of(form.model)
        assert len(json.loads(listed)) == len(columns.all)
        for each in json.loads(listed):
            assert columns.find(each["column"]) == columns.find(each["path"]) is not None
            assert each["path"] in table


def test_a_workbook_is_filled_in_and_becomes_forms(cli, tmp_path):
    assert cli("workbook", "jinhua-application", "-o", "data.xlsx").returncode == 0
    done = cli("fill", "jinhua-application", "data.xlsx")
    assert done.returncode == 2 and "只有表头" in done.stderr
    book = openpyxl.load_workbook(tmp_path / "data.xlsx")
    book.worksheets[0]["A4"] = "金华甲有限公司"
    book.save(tmp_path / "data.xlsx")
    done = cli("fill", "jinhua-application", "data.xlsx", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["written"], told["skipped_rows"]) == (0, 1, [2, 3])


def test_a_blank_pdf_has_fields_and_a_filled_one_becomes_print(cli, tmp_path):
    assert cli("blank", "jinhua-application", "-o", "blank.pdf").returncode == 0
    assert cli("blank", "jinhua-application", "--format", "pdf").returncode == 0
    blank = (tmp_path / "blank.pdf").read_bytes()
    assert blank == (tmp_path / "jinhua-application.pdf").read_bytes()
    assert blank == ipforms.form("jinhua-application").blank("pdf")
    (tmp_path / "data.csv").write_text("申报企业名称\n金华双龙公司\n", encoding="utf-8")
    assert cli("fill", "jinhua-application", "data.csv", "--format", "pdf-form", "--name", "one").returncode == 0
    assert ipforms.read(tmp_path / "out" / "one.pdf").format == "pdf-form"
    assert cli("flatten", "out/one.pdf").returncode == 0
    sub = ipforms.read(tmp_path / "one-flat.pdf")
    assert (sub.format, sub.values["enterprise_name"]) == ("pdf", "金华双龙公司")


def test_a_file_that_cannot_be_flattened_is_named(cli, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    done = cli("flatten", "bad.pdf")
    assert done.returncode == 2 and "bad.pdf" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (("blank", "jinhua-application", "-o", "空白.wps"), ".docx、.pdf、.ofd"),
        (("blank", "jinhua-application", "-o", "空白.doc"), ".docx、.pdf、.ofd"),
        (("blank", "jinhua-application", "-o", "空白"), ".docx、.pdf、.ofd"),
        (("blank", "jinhua-application", "--format", "pdf", "-o", "空白.docx"), ".pdf"),
        (("workbook", "jinhua-application", "-o", "表.xls"), ".xlsx"),
    ],
)
def test_no_document_gets_a_name_that_says_something_else(cli, tmp_path, arguments, known):
    done = cli(*arguments)
    assert done.returncode == 2 and f"此处可用：{known}。" in done.stderr
    assert not list(tmp_path.iterdir())
