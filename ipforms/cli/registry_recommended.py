"""`ipforms registry recommended`: districts' tables of recommendations, as their decisions."""

from __future__ import annotations

import click

import ipforms
from ipforms.cli.command import Command
from ipforms.cli.options import json_option
from ipforms.cli.registry_options import RegistryOptions, registry_options
from ipforms.cli.terminal import Terminal, print_json
from ipforms.codes.masking import masked_text


@click.command(cls=Command)
@click.argument("tables", nargs=-1, required=True, metavar="FILE...")
@click.option("--by", metavar="NAME")
@click.option("--opinion", metavar="TEXT")
@json_option
@registry_options(writes=True)
@click.pass_obj
def recommended(
    terminal: Terminal,
    tables: tuple[str, ...],
    by: str | None,
    opinion: str | None,
    as_json: bool,
    registry: RegistryOptions,
) -> int:
    """`ipforms registry recommended`."""
    from ipforms.registry import Recommended

    read = [Recommended.of(ipforms.read(table).record) for table in tables]
    numbers: list[int] = []
    unknown: list[str] = []
    with registry.changed() as (_, change):
        for each in read:
            own = Recommended(each.programme, by or each.unit, each.names)
            found, missing = change.recommend(own, opinion=opinion, on=registry.on)
            numbers += found
            unknown += map(masked_text, missing)
    if as_json:
        print_json({"recommended": numbers, "unknown": unknown})
    else:
        terminal.print("registry.all_recommended", count=len(numbers))
        if unknown:
            terminal.print("registry.not_recommended", count=len(unknown), names=unknown)
    return 1 if unknown else 0
