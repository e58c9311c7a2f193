"""`ipforms registry record`: what offices do, one thing at a time: a visit, a liaison, a case, the end of a term."""

from __future__ import annotations

import click

from ipforms.cli.command import Command
from ipforms.cli.options import policy_option
from ipforms.cli.registry_options import RegistryOptions, list_policies, registry_options
from ipforms.cli.terminal import Terminal

_KINDS = (
    *("party", "visit", "service", "training", "navigation", "office-liaison", "party-liaison", "end-liaison"),
    *("cultivation", "acceptance", "lead", "transfer", "dispute-inside", "dispute-outside", "counterfeit-patent"),
    *("other-province", "other", "refer", "close", "publish", "leave", "revoke", "withdraw"),
)
"""Of `ipforms.registry.RECORDS`, whose libraries are not loaded to show help; decisions have commands of their own."""


@click.command(cls=Command)
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.option("--party", "parties", multiple=True, metavar="PARTY")
@click.option("--id", "ids", multiple=True, type=int, metavar="NUMBER")
@click.option("--programme", metavar="ID")
@click.option("--set", "facts", multiple=True, metavar="NAME=TEXT")
@policy_option
@registry_options(writes=True)
@click.pass_obj
def record(
    terminal: Terminal,
    kind: str,
    parties: tuple[str, ...],
    ids: tuple[int, ...],
    programme: str | None,
    facts: tuple[str, ...],
    policy: tuple[str, ...],
    registry: RegistryOptions,
) -> None:
    """`ipforms registry record`."""
    from ipforms.registry.record_kinds import kind_title, party_of, record_each, terms_of

    asked = list_policies(policy)
    said = {
        name.strip() if mark else f"{name}=": value or mark
        for name, mark, value in (each.partition("=") for each in facts)
    }
    with registry.opened() as opened:
        rows = [{"party": party_of(opened, each)} for each in parties] + [{"id": each} for each in ids]
    with registry.changed() as (opened, change):
        numbers = record_each(change, kind, {**said, "programme": programme, "on": registry.on}, rows)
    terms = terms_of(opened, kind, numbers, change.at, asked)
    shown = [own if own is not None else row.get("id", "") for own, row in zip(numbers, rows or [{}], strict=True)]
    terminal.print("registry.recorded", kind=kind_title(kind), numbers=shown)
    for each in terms:
        terminal.line(each.sentence(terminal.lang))
