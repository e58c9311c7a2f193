"""`ipforms registry init | migrate | backup | export | import`: where a registry is kept, and as a workbook."""

from typing import Any

import click

from ipforms import bulk
from ipforms.cli.command import command
from ipforms.cli.fill import NoRows
from ipforms.cli.options import as_names, header_rows_option, json_option, overwrite_option, write_document
from ipforms.cli.registry_options import RegistryOptions, registry_options, where_option
from ipforms.cli.registry_publish import only_programme
from ipforms.cli.registry_views import programme_option, show_numbers_option
from ipforms.cli.terminal import Terminal, print_json
from ipforms.rules.programmes import PARTY_KINDS, PartyKind


@command()
@where_option
def init(terminal: Terminal, where: str) -> None:
    """`ipforms registry init`."""
    from ipforms.registry import Registry

    registry = Registry.create(where)
    terminal.print("registry.made", name=registry.name)
    registry.close()


@command()
@where_option
def migrate(terminal: Terminal, where: str) -> None:
    """`ipforms registry migrate`."""
    from ipforms.registry import Registry

    before, after = Registry.migrate(where)
    terminal.print("registry.current" if before == after else "registry.migrated", before=before, after=after)


@command()
@click.argument("target", metavar="FILE")
@where_option
def backup(terminal: Terminal, target: str, where: str) -> None:
    """`ipforms registry backup`."""
    with RegistryOptions(where).opened() as registry:
        registry.backup(target)
    terminal.print("registry.backed_up", path=target)


@command()
@json_option
@where_option
def verify(terminal: Terminal, as_json: bool, where: str) -> int:
    """`ipforms registry verify`."""
    with RegistryOptions(where).opened() as opened:
        kept, follows = opened.stored(), opened.as_of()
    wrong = {name: sorted(_differing(kept[name], follows[name])) for name in kept if kept[name] != follows[name]}
    if as_json:
        print_json({"ok": not wrong, "differing": wrong})
    else:
        named = [f"{name} {numbers}" for name, numbers in wrong.items()]
        terminal.print("registry.differs" if wrong else "registry.agrees", names=named)
    return 1 if wrong else 0


def _differing(kept: dict[int, dict[str, object]], follows: dict[int, dict[str, object]]) -> set[int]:
    return {id for id in kept.keys() | follows.keys() if kept.get(id) != follows.get(id)}


@command("export")
@click.argument("target", metavar="FILE.xlsx")
@show_numbers_option
@overwrite_option
@registry_options()
def export_registry(
    terminal: Terminal, /, target: str, show_numbers: bool, overwrite: bool, registry: RegistryOptions
) -> None:
    """`ipforms registry export`."""
    from ipforms.registry import export_workbook

    with registry.opened() as opened:
        data = export_workbook(opened, registry.day, whole=show_numbers, lang=terminal.lang)
    write_document(terminal, data, target, ".xlsx", overwrite=overwrite)
    terminal.print("registry.exported_whole" if show_numbers else "registry.exported_masked", error=True)


@command("import")
@click.argument("data", metavar="FILE")
@click.option("--kind", type=click.Choice(PARTY_KINDS), metavar="|".join(PARTY_KINDS))
@click.option("--sheet", metavar="NAME")
@header_rows_option
@click.option("--map", "names", metavar="HEADER=NAME", multiple=True, callback=as_names)
@click.option("--ignore-unknown", is_flag=True)
@programme_option
@json_option
@registry_options(writes=True)
def import_registry(
    terminal: Terminal,
    /,
    data: str,
    kind: PartyKind | None,
    sheet: str | None,
    header_rows: tuple[int, int] | None,
    names: dict[str, str],
    ignore_unknown: bool,
    programme: str | None,
    as_json: bool,
    registry: RegistryOptions,
) -> None:
    """`ipforms registry import`."""
    from ipforms.registry import import_list, is_whole, read_list, restore_workbook

    with bulk.open_source(data, sheet=sheet, header_rows=header_rows) as source:
        if sheet is None and is_whole(source):
            with registry.opened() as opened:
                restore_workbook(opened, source)
                terminal.print("registry.restored", parties=len(opened.parties()), events=len(opened.events()))
            return
        found, rows = read_list(source, names, ignore_unknown=ignore_unknown)
    if not found:
        raise NoRows(name=data)
    with registry.changed() as (opened, change):
        own = programme or only_programme(opened)
        made = import_list(change, found, own, table=data, kind=kind, on=registry.on)
    counts: dict[str, Any] = {name: len(getattr(made, name)) for name in ("entries", "known", "changed")}
    if as_json:
        print_json(
            {
                **vars(made),
                "unused_sheets": rows.unused,
                "ignored": rows.ignored,
                "skipped": [each.to_dict(terminal.lang) for each in rows.skipped],
            }
        )
        return
    terminal.print("registry.imported", **counts, style="bold")
    if made.masked:
        terminal.print("registry.imported_masked", count=made.masked)
    if rows.unused:
        terminal.print("registry.imported_sheets", sheets=rows.unused, style="yellow")
    if rows.ignored:
        terminal.print("registry.imported_ignored", headers=rows.ignored)
    for each in rows.skipped:
        terminal.print("registry.imported_skipped", row=each.row, text=each.value)
