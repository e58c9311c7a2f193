"""`ipforms map`: what the columns of a table are, as a workbook in which a person chooses what is not sure."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk.atomic_files import write_whole
from ipforms.bulk.mapping_file import form_of, mapping_path, mapping_workbook
from ipforms.bulk.table_matches import match_table
from ipforms.cli.command import command
from ipforms.cli.options import header_rows_option, json_option, overwrite_option
from ipforms.cli.terminal import Terminal, print_json


@command("map")
@click.argument("form_and_data", metavar="[FORM] DATA", nargs=-1, required=True)
@click.option("-o", "--output", "target", metavar="FILE.xlsx")
@click.option("--sheet", metavar="NAME")
@click.option("--encoding", metavar="NAME")
@click.option("--delimiter", metavar="CHAR")
@header_rows_option
@overwrite_option
@json_option
def map_columns(
    terminal: Terminal,
    /,
    form_and_data: tuple[str, ...],
    target: str | None,
    overwrite: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """`ipforms map`."""
    *form_ids, data = form_and_data
    with bulk.open_source(data, **options) as source:
        form = ipforms.form(form_ids[0]) if form_ids else form_of(source)
        matches = match_table(form, bulk.arranged(form, source).tables[0])
    counts = Counter(match.state for match in matches)
    path = Path(target) if target else mapping_path(data) or Path("mapping.xlsx")
    if as_json:
        print_json({"form": form.id, "columns": [match.to_dict(terminal.lang) for match in matches]})
    else:
        write_whole(path, mapping_workbook(form, matches, terminal.lang), overwrite=overwrite)
        terminal.line(form.title, style="bold")
        sure, asked, unused = (counts[state] for state in ("sure", "asked", "unused"))
        terminal.print("map.counts", total=len(matches), sure=sure, asked=asked, unused=unused)
        for match in matches:
            if match.state == "asked":
                terminal.print("map.asked", header=match.header, why=match.why.text(terminal.lang))
        mapping = [] if path == mapping_path(data) else ["--mapping", path]
        terminal.print("map.next", path=path, command=["ipforms", "fill", form.id, data, *mapping])
    return 1 if counts["asked"] else 0
