"""`forms`, `blank`, `schema`, `workbook`: what there is, and what to start from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

import ipforms
from ipforms.bulk.columns import columns_of
from ipforms.bulk.entry_workbook import entry_workbook
from ipforms.cli import output
from ipforms.cli.command import Argument, Command
from ipforms.cli.lang import say
from ipforms.cli.options import deliver, form_argument, json_option, output_option, overwrite_option
from ipforms.forms import BLANK_FORMATS, Form, guide
from ipforms.schemas.base import STAGES, Stage


def _documents() -> list[dict[str, str]]:
    listed = []
    for form in ipforms.forms():
        listed.append({"id": form.id, "title": form.title, "notice": form.notice, "annex": form.annex, "kind": "form"})
        for name, (title, _) in form.guides.items():
            listed.append({"id": name, "title": title, "notice": form.notice, "annex": "附件1", "kind": "guide"})
    return listed


@click.command(cls=Command, help=say("列出全部表格。", "List all forms."))
@json_option
def forms(as_json: bool) -> None:
    """`ipforms forms`."""
    listed = _documents()
    if as_json:
        output.as_json(listed)
        return
    headers = say("编号,名称,文件,附件", "id,title,notice,annex").split(",")
    output.table(headers, [(each["id"], each["title"], each["notice"], each["annex"]) for each in listed])


@click.command(cls=Command, help=say("生成空白的官方表格。", "Write an empty official form."))
@form_argument
@output_option
@click.option(
    "--format",
    type=click.Choice(BLANK_FORMATS),
    metavar="|".join(BLANK_FORMATS),
    help=say(
        "文件格式：docx，或 pdf（带表单域，可直接在浏览器、PDF 阅读器中填写）。默认按输出文件名，否则 docx。",
        "Format: docx, or pdf (with fields to fill in, in a browser or PDF viewer). Default: by the output's name, "
        "else docx.",
    ),
)
@overwrite_option
def blank(form_id: str, target: str | None, format: str | None, overwrite: bool) -> None:
    """`ipforms blank`."""
    chosen = format or ("pdf" if target and target.lower().endswith(".pdf") else "docx")
    data = (guide(form_id) if chosen == "docx" else None) or ipforms.form(form_id).blank(chosen)
    deliver(data, target or f"{form_id}.{chosen}", overwrite=overwrite)


@click.command(
    cls=Command,
    help=say(
        "将填好的 PDF 表单转为普通 PDF：表单域变成页面文字，不能再改，任何阅读器显示一致。",
        "Turn a filled PDF form into a plain PDF: its fields become text of the pages, the same in every viewer.",
    ),
)
@click.argument("file", cls=Argument, metavar="FILE", help=say("填好的 PDF 表单。", "The filled PDF form."))
@output_option
@overwrite_option
def flatten(file: str, target: str | None, overwrite: bool) -> None:
    """`ipforms flatten`."""
    deliver(ipforms.flatten(file), target or f"{Path(file).stem}-flat.pdf", overwrite=overwrite)


@click.command(
    cls=Command,
    help=say(
        "输出表格的 JSON Schema；加 --columns 则列出填写数据可用的列名。",
        "Print a form's JSON Schema; with --columns, the names that columns of data may have.",
    ),
)
@form_argument
@click.option(
    "--stage",
    type=click.Choice(STAGES),
    default="applicant",
    metavar="|".join(STAGES),
    help=say(
        "按哪个阶段确定必填项：草稿、申报、区县推荐、终审。默认 applicant。",
        "The stage that decides what is required. Default: applicant.",
    ),
)
@click.option("--columns", is_flag=True, help=say("列出列名。", "List the columns."))
@json_option
def schema(form_id: str, stage: Stage, columns: bool, as_json: bool) -> None:
    """`ipforms schema`."""
    form = ipforms.form(form_id)
    if not columns:
        output.as_json(form.json_schema(stage))
        return
    listed = _columns(form)
    if as_json:
        output.as_json(listed)
        return
    headers = say("列名,字段路径,说明,示例", "column,field path,description,example").split(",")
    output.table(headers, [(each["column"], each["path"], each["description"], each["example"]) for each in listed])


def _columns(form: Form) -> list[dict[str, Any]]:
    listed = []
    for column in columns_of(form.model).all:
        info = column.leaf.info
        example = (info.examples or [""])[0]
        listed.append(
            {
                "column": column.header + ("1" if column.section else ""),
                "path": column.pattern.replace("[]", "[0]"),
                "description": info.description or "",
                "example": example if isinstance(example, str) else json.dumps(example, ensure_ascii=False),
            }
        )
    return listed


@click.command(
    cls=Command,
    help=say(
        "生成填写数据用的 Excel 表：中文表头、填写说明、下拉选项、示例行。",
        "Write an Excel workbook to enter data in: headers, notes, drop-downs, an example row.",
    ),
)
@form_argument
@output_option
@overwrite_option
def workbook(form_id: str, target: str | None, overwrite: bool) -> None:
    """`ipforms workbook`."""
    form = ipforms.form(form_id)
    path = target or f"{form_id}.xlsx"
    called = f"{form_id}.xlsx" if path == "-" else Path(path).name
    deliver(entry_workbook(form, called), path, overwrite=overwrite)
