"""`inspect`: why something was read as it was."""

from pathlib import Path

import click

import ipforms
from ipforms.authoring.inspection import Inspection, inspect_reading
from ipforms.authoring.inspection_page import write_inspection
from ipforms.cli.command import command
from ipforms.cli.options import json_option, only_form_option, output_option, overwrite_option, write_document
from ipforms.cli.terminal import Terminal, print_json
from ipforms.codes.masking import masked_text
from ipforms.messages import say


@command("inspect")
@click.argument("file", metavar="FILE")
@output_option
@only_form_option
@click.option("--show-numbers", is_flag=True)
@overwrite_option
@json_option
def inspect(
    terminal: Terminal,
    file: str,
    target: str | None,
    form_id: str | None,
    show_numbers: bool,
    overwrite: bool,
    as_json: bool,
) -> int:
    """`ipforms inspect`."""
    found = inspect_reading(ipforms.read(file, form_id), masked=not show_numbers)
    if as_json:
        print_json(found.to_dict(terminal.lang))
        return 0
    path = target or f"{Path(file).stem}-inspect.html"
    write_document(terminal, write_inspection(found, terminal.lang), path, ".html", ".htm", overwrite=overwrite)
    if path != "-":
        _show(terminal, found)
    return 0


def _show(terminal: Terminal, found: Inspection) -> None:
    """What an engineer looks for first: what is not sure, and what nobody has taken."""
    unsure = [each for each in found.fields if each.evidence.certainty.value != "sure"]
    rows = []
    for each in unsure:
        how = say(f"authoring.found.{each.evidence.found}", terminal.lang)
        certainty = say(f"reports.certainty.{each.evidence.certainty.value}", terminal.lang)
        rows.append((each.path, each.label, each.evidence.text, how, certainty))
    if rows:
        terminal.table("inspect.columns", rows)
    for block in found.unclaimed:
        terminal.print("inspect.unclaimed", text=masked_text(" ".join(block.text.split())))
    terminal.print(
        "inspect.sum",
        form=found.read.form.title,
        fields=len(found.fields),
        unsure=len(unsure),
        unclaimed=len(found.unclaimed),
    )
