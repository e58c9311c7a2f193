"""`ipforms registry`: the commands of the list itself."""

import click

from ipforms.cli.command import CommandGroup
from ipforms.cli.registry_publish import publish, registry_template
from ipforms.cli.registry_record import add, decide, recommended, record, settle
from ipforms.cli.registry_store import backup, export_registry, import_registry, init, migrate, verify
from ipforms.cli.registry_views import due, list_rows, report, review, show


@click.group("registry", cls=CommandGroup)
def registry() -> None:
    """`ipforms registry`: the group of its commands."""


_COMMANDS = (
    *(init, add, list_rows, show, decide, recommended, record, due, review, settle, report),
    *(publish, registry_template, export_registry, import_registry, backup, migrate, verify),
)
for each in _COMMANDS:
    registry.add_command(each)
