"""`ipforms registry decide | settle`: what people decide on applications and on proposals of a review."""

from __future__ import annotations

import click

from ipforms.cli.command import Command
from ipforms.cli.options import policies, policy_option
from ipforms.cli.registry_options import RegistryOptions, registry_options
from ipforms.cli.terminal import Terminal
from ipforms.rules.programmes import DECISION_VERDICTS, LEVELS, REVIEW_OUTCOMES, DecisionVerdict, Level, ReviewOutcome


@click.command(cls=Command)
@click.argument("applications", nargs=-1, required=True, type=int, metavar="NUMBER...")
@click.option("--level", type=click.Choice(LEVELS), required=True, metavar="|".join(LEVELS))
@click.option("--verdict", type=click.Choice(DECISION_VERDICTS), default="approve", metavar="|".join(DECISION_VERDICTS))
@click.option("--by", metavar="NAME")
@click.option("--opinion", metavar="TEXT")
@click.option("--batch", metavar="TEXT")
@click.option("--seen", type=int, metavar="REVISION")
@registry_options(writes=True)
@click.pass_obj
def decide(
    terminal: Terminal,
    applications: tuple[int, ...],
    level: Level,
    verdict: DecisionVerdict,
    by: str | None,
    opinion: str | None,
    batch: str | None,
    seen: int | None,
    registry: RegistryOptions,
) -> None:
    """`ipforms registry decide`."""
    with registry.changed() as (opened, change):
        for number in applications:
            change.decide(number, level, verdict, by=by, opinion=opinion, on=registry.on, batch=batch, seen=seen)
    terminal.print("registry.decided", count=len(applications), verdict=terminal.say(f"registry.verdicts.{verdict}"))
    unfit = [number for number in applications if opened.row("applications", number)["verdict"] == "no"]
    if unfit and verdict == "approve":
        terminal.print("registry.decided_unfit", numbers=unfit, style="yellow")


@click.command(cls=Command)
@click.argument("entries", nargs=-1, required=True, type=int, metavar="NUMBER...")
@click.option("--outcome", type=click.Choice(REVIEW_OUTCOMES), required=True, metavar="|".join(REVIEW_OUTCOMES))
@click.option("--by", metavar="NAME")
@click.option("--opinion", metavar="TEXT")
@policy_option
@registry_options(writes=True)
@click.pass_obj
def settle(
    terminal: Terminal,
    entries: tuple[int, ...],
    outcome: ReviewOutcome,
    by: str | None,
    opinion: str | None,
    policy: tuple[str, ...],
    registry: RegistryOptions,
) -> None:
    """`ipforms registry settle`."""
    asked = policies(policy)
    with registry.changed() as (_, change):
        for number in entries:
            change.settle_entry(number, outcome, by=by, opinion=opinion, on=registry.on, policies=asked)
    terminal.print("registry.settled", count=len(entries), outcome=terminal.say(f"registry.outcomes.{outcome}"))
