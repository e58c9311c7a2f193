"""`ipforms registry list | show | due | review | report`: what is asked of a registry."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ipforms.cli.command import command
from ipforms.cli.options import json_option, policies, policy_option
from ipforms.cli.registry_options import RegistryOptions, as_span, list_policies, registry_options
from ipforms.cli.terminal import Terminal, print_json
from ipforms.messages import say

if TYPE_CHECKING:
    from ipforms.registry.register import ApplicationState

_TABLES = (
    *("entries", "applications", "parties", "liaisons", "activities", "cultivations", "leads", "cases", "events"),
)
_STATES = ("district", "city", "decided")
_SHOWN = 30  # lines of people that a terminal shows of a long list; --json has them all

show_numbers_option = click.option("--show-numbers", is_flag=True)
programme_option = click.option("--programme", metavar="ID")


@command("list")
@click.argument("table", type=click.Choice(_TABLES), default="entries", metavar="TABLE")
@click.option("--state", type=click.Choice(_STATES), metavar="|".join(_STATES))
@click.option("--party", metavar="PARTY")
@click.option("--left", is_flag=True)
@programme_option
@show_numbers_option
@json_option
@registry_options()
def list_rows(
    terminal: Terminal,
    table: str,
    state: "ApplicationState | None",
    party: str | None,
    left: bool,
    programme: str | None,
    show_numbers: bool,
    as_json: bool,
    registry: RegistryOptions,
) -> None:
    """`ipforms registry list`."""
    from ipforms.registry.record_kinds import party_of

    with registry.opened() as opened:
        own = party_of(opened, party) if party else None
        found = opened.rows(table, registry.day, party=own, programme=programme, state=state, left=left)
        rows = [each for each in found if own is None or own in (each.get("party"), each.get("id"))]
    show_rows(terminal, table, rows, as_json=as_json, show_numbers=show_numbers)


def show_rows(
    terminal: Terminal, table: str, rows: Sequence[Mapping[str, Any]], *, as_json: bool, show_numbers: bool
) -> None:
    """Rows of a table with some columns, or as JSON with all of them; personal numbers masked unless asked for."""
    from ipforms.registry import column_title, masked_rows
    from ipforms.registry.column_texts import SHOWN_COLUMNS, row_texts

    shown = rows if show_numbers else masked_rows(rows)
    if as_json:
        print_json(list(shown))
        return
    columns = SHOWN_COLUMNS[table]
    headers = [column_title(name, terminal.lang, table) for name in columns]
    terminal.table(headers, [row_texts(table, each, terminal.lang) for each in shown])
    terminal.print("registry.count", count=len(rows))
    if not rows and table != "applications":
        terminal.print("registry.no_rows")


@command()
@click.argument("party", metavar="PARTY")
@show_numbers_option
@json_option
@registry_options()
def show(terminal: Terminal, party: str, show_numbers: bool, as_json: bool, registry: RegistryOptions) -> None:
    """`ipforms registry show`."""
    from ipforms.registry import masked_rows
    from ipforms.registry.record_kinds import party_of

    with registry.opened() as opened:
        number = party_of(opened, party)
        found = {
            "parties": [opened.row("parties", number)],
            "applications": [each for each in opened.applications(registry.day) if each["party"] == number],
            "entries": [each for each in opened.entries(registry.day, left=True) if each["party"] == number],
            **{
                table: opened.rows(table, registry.day, party=number)
                for table in ("liaisons", "activities", "cultivations", "leads", "cases")
            },
            "events": opened.events(party=number),
        }
    if as_json:
        print_json({name: rows if show_numbers else masked_rows(rows) for name, rows in found.items()})
        return
    for name, rows in found.items():
        if rows:
            terminal.line(say(f"registry.table.{name}", terminal.lang), style="bold")
            show_rows(terminal, name, rows, as_json=False, show_numbers=show_numbers)


@command()
@click.option("--within", callback=as_span, default="30d", metavar="SPAN")
@policy_option
@json_option
@registry_options()
def due(
    terminal: Terminal, within: datetime.timedelta, policy: tuple[str, ...], as_json: bool, registry: RegistryOptions
) -> int:
    """`ipforms registry due`."""
    from ipforms.registry.column_texts import readings

    asked = list_policies(policy)
    with registry.opened() as opened:
        items = opened.due(registry.on or datetime.datetime.now(), within, asked)
    if as_json:
        print_json([each.to_dict() for each in items])
    else:
        _table(terminal, "due", [each.cells(terminal.lang) for each in items])
        overdue, without = sum(each.overdue for each in items), sum(each.due is None for each in items)
        soon = len(items) - overdue - without
        terminal.print("registry.due_count", overdue=overdue, due=soon, without=without, style="bold")
        terminal.line(readings(asked, "due", terminal.lang))
    return 1 if any(each.overdue for each in items) else 0


@command()
@policy_option
@json_option
@registry_options()
def review(terminal: Terminal, policy: tuple[str, ...], as_json: bool, registry: RegistryOptions) -> int:
    """`ipforms registry review`."""
    from ipforms.registry.list_review import to_decide

    with registry.opened() as opened:
        proposed = opened.review(registry.day, policies(policy))
    if as_json:
        print_json([each.to_dict() for each in proposed])
    else:
        _table(terminal, "review", [each.cells(terminal.lang) for each in to_decide(proposed)])
        found = Counter("judged" if each.judged_before else each.verdict for each in proposed)
        counts: dict[str, Any] = {name: found[name] for name in ("yes", "no", "unknown", "judged")}
        terminal.print("registry.review_count", day=registry.day.isoformat(), **counts, style="bold")
        terminal.print("registry.review_decides")
    return 1 if any(each.verdict == "no" for each in proposed) else 0


@command()
@click.option("--year", type=click.IntRange(1990, 2200), metavar="YEAR")
@policy_option
@json_option
@registry_options()
def report(
    terminal: Terminal, year: int | None, policy: tuple[str, ...], as_json: bool, registry: RegistryOptions
) -> int:
    """`ipforms registry report`."""
    from ipforms.registry.column_texts import readings

    asked = list_policies(policy)
    with registry.opened() as opened:
        counted = opened.report(year or registry.day.year, registry.day, asked)
    if as_json:
        print_json([each.to_dict() for each in counted])
    else:
        _table(terminal, "report", [each.cells(terminal.lang) for each in counted])
        terminal.line(readings(asked, "report", terminal.lang))
    return 0 if all(each.is_met for each in counted) else 1


def _table(terminal: Terminal, view: str, rows: Sequence[Sequence[str]]) -> None:
    """What is due, the report or the review, as far as a terminal has room for it."""
    terminal.table(say(f"registry.{view}_columns", terminal.lang).split(","), rows[:_SHOWN])
