"""`ipforms registry init | migrate | backup`: where a registry is kept."""

from __future__ import annotations

import click

from ipforms.cli.command import Command
from ipforms.cli.options import json_option
from ipforms.cli.registry_options import RegistryOptions, where_option
from ipforms.cli.terminal import Terminal, print_json


@click.command(cls=Command)
@where_option
@click.pass_obj
def init(terminal: Terminal, where: str) -> None:
    """`ipforms registry init`."""
    from ipforms.registry import Registry

    registry = Registry.create(where)
    terminal.print("registry.made", name=registry.name)
    registry.close()


@click.command(cls=Command)
@where_option
@click.pass_obj
def migrate(terminal: Terminal, where: str) -> None:
    """`ipforms registry migrate`."""
    from ipforms.registry import Registry

    before, after = Registry.migrate(where)
    terminal.print("registry.current" if before == after else "registry.migrated", before=before, after=after)


@click.command(cls=Command)
@click.argument("target", metavar="FILE")
@where_option
@click.pass_obj
def backup(terminal: Terminal, target: str, where: str) -> None:
    """`ipforms registry backup`."""
    with RegistryOptions(where).opened() as registry:
        registry.backup(target)
    terminal.print("registry.backed_up", path=target)


@click.command(cls=Command)
@json_option
@where_option
@click.pass_obj
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
