"""`ipforms registry add | recommended | decide | settle | record`: what comes in, what is decided, what offices do."""

from typing import Any

import click

import ipforms
from ipforms.bulk.check_files import CheckOptions
from ipforms.cli.check import check_results
from ipforms.cli.command import command
from ipforms.cli.inventory import IntakeOptions, intake_options, opened_intake, show_roster, write_list
from ipforms.cli.options import (
    RunOptions,
    executor_for,
    files_argument,
    json_option,
    policies,
    policy_option,
    run_options,
)
from ipforms.cli.registry_options import RegistryOptions, list_policies, registry_options
from ipforms.cli.settled_results import settled
from ipforms.cli.terminal import Terminal, print_json
from ipforms.codes.masking import masked_text
from ipforms.roster import Category, ReceivedFile
from ipforms.rules.programmes import DECISION_VERDICTS, LEVELS, REVIEW_OUTCOMES, DecisionVerdict, Level, ReviewOutcome

_KINDS = (
    *("party", "visit", "service", "training", "navigation", "office-liaison", "party-liaison", "end-liaison"),
    *("cultivation", "acceptance", "lead", "transfer", "dispute-inside", "dispute-outside", "counterfeit-patent"),
    *("other-province", "other", "refer", "close", "publish", "leave", "revoke", "withdraw"),
)
"""Of `ipforms.registry.RECORDS`, whose libraries are not loaded to show help; decisions have commands of their own."""


@command()
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.option("--party", "parties", multiple=True, metavar="PARTY")
@click.option("--id", "ids", multiple=True, type=int, metavar="NUMBER")
@click.option("--programme", metavar="ID")
@click.option("--set", "facts", multiple=True, metavar="NAME=TEXT")
@policy_option
@registry_options(writes=True)
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


@command()
@click.argument("applications", nargs=-1, required=True, type=int, metavar="NUMBER...")
@click.option("--level", type=click.Choice(LEVELS), required=True, metavar="|".join(LEVELS))
@click.option("--verdict", type=click.Choice(DECISION_VERDICTS), default="approve", metavar="|".join(DECISION_VERDICTS))
@click.option("--by", metavar="NAME")
@click.option("--opinion", metavar="TEXT")
@click.option("--batch", metavar="TEXT")
@click.option("--seen", type=int, metavar="REVISION")
@registry_options(writes=True)
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


@command()
@click.argument("entries", nargs=-1, required=True, type=int, metavar="NUMBER...")
@click.option("--outcome", type=click.Choice(REVIEW_OUTCOMES), required=True, metavar="|".join(REVIEW_OUTCOMES))
@click.option("--by", metavar="NAME")
@click.option("--opinion", metavar="TEXT")
@policy_option
@registry_options(writes=True)
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


@command()
@click.argument("tables", nargs=-1, required=True, metavar="FILE...")
@click.option("--by", metavar="NAME")
@click.option("--opinion", metavar="TEXT")
@json_option
@registry_options(writes=True)
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


@command()
@files_argument
@registry_options(writes=True)
@click.option("--district", metavar="NAME")
@policy_option
@intake_options
@run_options
def add(
    terminal: Terminal,
    files: tuple[str, ...],
    registry: RegistryOptions,
    district: str | None,
    policy: tuple[str, ...],
    received: IntakeOptions,
    run: RunOptions,
) -> int:
    """`ipforms registry add`."""
    from ipforms.registry import applications_among

    asked = CheckOptions(on=registry.day, policies=policies(policy))
    roster = received.prepare()
    with registry.opened():  # a registry that cannot be opened is told before an hour of reading
        pass
    with opened_intake(files, received.own) as found, executor_for(len(found), run) as (pool, width):
        results = check_results(terminal, found, asked, width, executor=pool, quiet=run.quiet or run.as_json)
        with settled(results, roster) as known:
            items = applications_among(known, policies=asked.policies, district=district, lang=terminal.lang)
    with registry.changed() as (_, change):
        added = change.add(items, on=registry.on)
    used = {item.applicant for item in items}
    forms = [file for file in roster.files if file.category is Category.FORM]
    left_out = [file for file in forms if file.applicant not in used or (file.facts and not file.facts.form.rules)]
    write_list(terminal, roster, received, asked.on, overwrite=run.overwrite)
    verdicts: dict[str, Any] = {name: sum(item.values["verdict"] == name for item in items) for name in _VERDICTS}
    if run.as_json:
        names = [file.name for file in left_out]
        print_json({**vars(added), "verdicts": verdicts, "left_out": names, "received": roster.to_dict(terminal.lang)})
    elif not run.quiet:
        show_roster(terminal, roster)
        counts: dict[str, Any] = {name: len(numbers) for name, numbers in vars(added).items()}
        terminal.print("registry.added", **counts, style="bold")
        terminal.print("registry.added_verdicts", **verdicts)
        for number, before, name in added.renamed:
            terminal.print("registry.added_renamed", number=number, before=before, name=name, style="yellow")
        if left_out:
            more = "……" if len(left_out) > _SHOWN else ""
            names = [terminal.say(f"registry.left_out_{_why(file)}", name=file.name) for file in left_out[:_SHOWN]]
            terminal.print("registry.left_out", count=len(left_out), names=names, more=more)
    return 0 if roster.is_clean and not left_out else 1


def _why(file: ReceivedFile) -> str:
    """Why a form was not registered."""
    if file.facts and not file.facts.form.rules:
        return "form"
    return "doubted" if file.facts and file.facts.applicant else "nameless"


_VERDICTS = ("yes", "no", "unknown")
_SHOWN = 20  # names of files; --json has them all
