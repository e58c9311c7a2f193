"""The commands, joined."""

from __future__ import annotations

import click

import ipforms
from ipforms.cli.bundle import bundle
from ipforms.cli.check import check
from ipforms.cli.command import CommandGroup
from ipforms.cli.compare import compare
from ipforms.cli.demo import demo
from ipforms.cli.documents import blank, flatten, forms, schema, workbook
from ipforms.cli.fill import fill
from ipforms.cli.read import read
from ipforms.cli.recommend import recommend


@click.group(cls=CommandGroup)
@click.version_option(ipforms.__version__, "--version", prog_name="ipforms", help=None)
@click.option("--lang", type=click.Choice(["zh", "en"]), metavar="zh|en", expose_value=False)
def app() -> None:
    """The group of all commands."""


for each in (forms, blank, schema, workbook, fill, flatten, read, check, compare, recommend, bundle, demo):
    app.add_command(each)
