"""`ipforms registry add`: the applications among files that came, into the registry, whole or not at all."""

from __future__ import annotations

from typing import Any

import click

from ipforms.bulk.check_files import CheckOptions
from ipforms.cli.check import check_results
from ipforms.cli.command import Command
from ipforms.cli.inventory import IntakeOptions, intake_options, opened_intake, show_roster, write_list
from ipforms.cli.options import RunOptions, executor_for, files_argument, policies, policy_option, run_options
from ipforms.cli.registry_options import RegistryOptions, registry_options
from ipforms.cli.settled_results import settled
from ipforms.cli.terminal import Terminal, print_json
from ipforms.roster import Category


@click.command(cls=Command)
@files_argument
@registry_options(writes=True)
@click.option("--district", metavar="NAME")
@policy_option
@intake_options
@run_options
@click.pass_obj
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
    left_out = [file.name for file in forms if file.applicant not in used or (file.facts and not file.facts.form.rules)]
    write_list(terminal, roster, received, asked.on, overwrite=run.overwrite)
    verdicts: dict[str, Any] = {name: sum(item.values["verdict"] == name for item in items) for name in _VERDICTS}
    if run.as_json:
        print_json(
            {**vars(added), "verdicts": verdicts, "left_out": left_out, "received": roster.to_dict(terminal.lang)}
        )
    elif not run.quiet:
        show_roster(terminal, roster)
        counts: dict[str, Any] = {name: len(numbers) for name, numbers in vars(added).items()}
        terminal.print("registry.added", **counts, style="bold")
        terminal.print("registry.added_verdicts", **verdicts)
        for number, before, name in added.renamed:
            terminal.print("registry.added_renamed", number=number, before=before, name=name, style="yellow")
        if left_out:
            more = "……" if len(left_out) > _SHOWN else ""
            terminal.print("registry.left_out", count=len(left_out), names=left_out[:_SHOWN], more=more)
    return 0 if roster.is_clean and not left_out else 1


_VERDICTS = ("yes", "no", "unknown")
_SHOWN = 20  # names of files; --json has them all
