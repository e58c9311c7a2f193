"""The commands, joined."""

from __future__ import annotations

import click

import ipforms
from ipforms.cli import command
from ipforms.cli.bundle import bundle
from ipforms.cli.check import check
from ipforms.cli.compare import compare
from ipforms.cli.demo import demo
from ipforms.cli.documents import blank, flatten, forms, schema, workbook
from ipforms.cli.fill import fill
from ipforms.cli.lang import say
from ipforms.cli.read import read
from ipforms.cli.recommend import recommend


class _App(command.Group):
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return command.resolve(self, ctx, args)


@click.group(
    cls=_App,
    help=say(
        "知识产权保护“直通车”官方表格：查看、生成空白表、批量填写，读取、检查收回的表格。",
        "Official forms of the IP fast lanes of Jinhua and Guangzhou: blanks, schemas, filling, reading, checking.",
    ),
)
@click.version_option(
    ipforms.__version__, "--version", prog_name="ipforms", help=say("显示版本。", "Show the version.")
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    metavar="zh|en",
    expose_value=False,
    help=say(
        "界面语言，默认中文（也可设置环境变量 IPFORMS_LANG）。", "Language; also by IPFORMS_LANG. Chinese by default."
    ),
)
def app() -> None:
    """The group of all commands."""


for each in (forms, blank, schema, workbook, fill, flatten, read, check, compare, recommend, bundle, demo):
    app.add_command(each)
