"""`forms`, `blank`, `schema`, `workbook`: what there is, and what to start from."""

import json
from pathlib import Path
from typing import Any, get_args

import click

import ipforms
from ipforms.bulk.columns import columns_of
from ipforms.bulk.entry_workbook import entry_workbook
from ipforms.cli.command import command
from ipforms.cli.options import (
    form_argument,
    json_option,
    output_option,
    overwrite_option,
    stage_option,
    write_document,
)
from ipforms.cli.terminal import Terminal, print_json
from ipforms.forms import BLANK_FORMATS, SUFFIXES, Form, guests, guide
from ipforms.render.rendered import BlankFormat
from ipforms.schemas.base import Stage
from ipforms.schemas.jsonschema import UiLibrary


def _documents() -> list[dict[str, str]]:
    origins = {guest.form.id: guest.origin for guest in guests() if guest.form}
    listed = []
    for form in ipforms.forms():
        origin = origins.get(form.id, f"ipforms {ipforms.__version__}")
        about = {"id": form.id, "title": form.title, "notice": form.notice, "annex": form.annex}
        listed.append(about | {"kind": "form", "origin": origin})
        for name, (title, _) in form.guides.items():
            about = {"id": name, "title": title, "notice": form.notice, "annex": "附件1"}
            listed.append(about | {"kind": "guide", "origin": origin})
    return listed


@command()
@json_option
def forms(terminal: Terminal, as_json: bool) -> None:
    """`ipforms forms`."""
    listed = _documents()
    if as_json:
        print_json(listed)
    else:
        rows = [(each["id"], each["title"], each["notice"], each["annex"], each["origin"]) for each in listed]
        terminal.table("forms.columns", rows)


@command()
@form_argument
@output_option
@click.option("--format", type=click.Choice(BLANK_FORMATS), metavar="|".join(BLANK_FORMATS))
@overwrite_option
def blank(terminal: Terminal, form_id: str, target: str | None, format: BlankFormat | None, overwrite: bool) -> None:
    """`ipforms blank`."""
    suffix = Path(target or "").suffix.lower().lstrip(".")
    by_name: BlankFormat = next((known for known in BLANK_FORMATS if known == suffix), "docx")
    chosen = format or by_name
    suffixes = [SUFFIXES[each] for each in ((format,) if format else BLANK_FORMATS)]
    data = (guide(form_id) if chosen == "docx" else None) or ipforms.form(form_id).blank(chosen)
    write_document(terminal, data, target or f"{form_id}.{chosen}", *suffixes, overwrite=overwrite)


@command()
@click.argument("file", metavar="FILE")
@output_option
@overwrite_option
def flatten(terminal: Terminal, file: str, target: str | None, overwrite: bool) -> None:
    """`ipforms flatten`."""
    write_document(
        terminal, ipforms.flatten(file), target or f"{Path(file).stem}-flat.pdf", ".pdf", overwrite=overwrite
    )


@command()
@form_argument
@stage_option
@click.option("--columns", is_flag=True)
@click.option("--no-null", is_flag=True)
@click.option("--ui", type=click.Choice(get_args(UiLibrary)), metavar="|".join(get_args(UiLibrary)))
@json_option
def schema(
    terminal: Terminal, form_id: str, stage: Stage, columns: bool, no_null: bool, ui: UiLibrary | None, as_json: bool
) -> None:
    """`ipforms schema`."""
    form = ipforms.form(form_id)
    if not columns:
        print_json(form.ui_schema(stage, ui) if ui else form.json_schema(stage, nullable=not no_null))
        return
    listed = _columns(form)
    if as_json:
        print_json(listed)
    else:
        rows = [(each["column"], each["path"], each["description"], each["example"]) for each in listed]
        terminal.table("schema.columns", rows)


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


@command()
@form_argument
@output_option
@overwrite_option
def workbook(terminal: Terminal, form_id: str, target: str | None, overwrite: bool) -> None:
    """`ipforms workbook`."""
    form = ipforms.form(form_id)
    path = target or f"{form_id}.xlsx"
    called = f"{form_id}.xlsx" if path == "-" else Path(path).name
    write_document(terminal, entry_workbook(form, called), path, ".xlsx", overwrite=overwrite)
