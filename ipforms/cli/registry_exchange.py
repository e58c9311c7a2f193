"""`ipforms registry export | import`: a registry as a workbook, and an office's own list or a whole workbook as one."""

from __future__ import annotations

from typing import Any

import click

from ipforms import bulk
from ipforms.cli.command import Command
from ipforms.cli.fill import NoRows
from ipforms.cli.options import as_names, json_option, overwrite_option, write_document
from ipforms.cli.registry_options import RegistryOptions, registry_options
from ipforms.cli.registry_publish import only_programme
from ipforms.cli.registry_views import programme_option, show_numbers_option
from ipforms.cli.terminal import Terminal, print_json
from ipforms.rules.programmes import PARTY_KINDS, PartyKind


@click.command("export", cls=Command)
@click.argument("target", metavar="FILE.xlsx")
@show_numbers_option
@overwrite_option
@registry_options()
@click.pass_obj
def export_registry(
    terminal: Terminal, /, target: str, show_numbers: bool, overwrite: bool, registry: RegistryOptions
) -> None:
    """`ipforms registry export`."""
    from ipforms.registry import export_workbook

    with registry.opened() as opened:
        data = export_workbook(opened, registry.day, whole=show_numbers, lang=terminal.lang)
    write_document(terminal, data, target, overwrite=overwrite)
    terminal.print("registry.exported_whole" if show_numbers else "registry.exported_masked", error=True)


@click.command("import", cls=Command)
@click.argument("data", metavar="FILE")
@click.option("--kind", type=click.Choice(PARTY_KINDS), metavar="|".join(PARTY_KINDS))
@click.option("--sheet", metavar="NAME")
@click.option("--map", "names", metavar="HEADER=NAME", multiple=True, callback=as_names)
@click.option("--ignore-unknown", is_flag=True)
@programme_option
@json_option
@registry_options(writes=True)
@click.pass_obj
def import_registry(
    terminal: Terminal,
    /,
    data: str,
    kind: PartyKind | None,
    sheet: str | None,
    names: dict[str, str],
    ignore_unknown: bool,
    programme: str | None,
    as_json: bool,
    registry: RegistryOptions,
) -> None:
    """`ipforms registry import`."""
    from ipforms.registry import LIST_FORM, import_list, is_whole, restore_workbook

    with bulk.open_source(data, sheet=sheet) as source:
        if sheet is None and is_whole(source):
            with registry.opened() as opened:
                restore_workbook(opened, source)
                terminal.print("registry.restored", parties=len(opened.parties()), events=len(opened.events()))
            return
        rows = bulk.Rows(LIST_FORM, source, names=names, ignore_unknown=ignore_unknown)
        found = list(rows)
    if not found:
        raise NoRows(name=data)
    with registry.changed() as (opened, change):
        own = programme or only_programme(opened)
        made = import_list(change, found, own, table=data, kind=kind, on=registry.on)
    counts: dict[str, Any] = {name: len(getattr(made, name)) for name in ("entries", "known", "changed")}
    if as_json:
        print_json(
            {**vars(made), "ignored": rows.ignored, "skipped": [each.to_dict(terminal.lang) for each in rows.skipped]}
        )
        return
    terminal.print("registry.imported", **counts, style="bold")
    if made.masked:
        terminal.print("registry.imported_masked", count=made.masked)
    if rows.ignored:
        terminal.print("registry.imported_ignored", headers=rows.ignored)
    for each in rows.skipped:
        terminal.print("registry.imported_skipped", row=each.row, text=each.value)
