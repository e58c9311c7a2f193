"""click's commands and groups, with help and usage errors in the language of this run."""

from __future__ import annotations

import re
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from ipforms.cli import output
from ipforms.cli.lang import say

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_OPTIONS, _COMMAND = say("[选项]", "[OPTIONS]"), say("命令 [参数]...", "COMMAND [ARGS]...")


class Command(click.Command):
    """A command."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("context_settings", _SETTINGS)
        attributes.setdefault("options_metavar", _OPTIONS)
        super().__init__(*args, **attributes)
        # Read by `cli.lang`; people write it at the end as well as in front.
        self.params.append(click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, hidden=True))

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return _page(self, ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own `--help`, described in our language."""
        return _described(super().get_help_option(ctx))


class Group(click.Group):
    """A group of commands."""

    command_class = Command

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("context_settings", _SETTINGS)
        attributes.setdefault("options_metavar", _OPTIONS)
        attributes.setdefault("subcommand_metavar", _COMMAND)
        super().__init__(*args, **attributes)

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return _page(self, ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own `--help`, described in our language."""
        return _described(super().get_help_option(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of work, not of the alphabet."""
        return list(self.commands)


def _described(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = say("显示本帮助。", "Show this help.")
    return option


def _page(command: click.Command, ctx: click.Context) -> str:
    usage = " ".join((ctx.command_path, *command.collect_usage_pieces(ctx)))
    parts: list[Any] = [Text(f"{say('用法：', 'Usage: ')}{usage}", style="bold"), "", command.help or ""]
    arguments = [(param.make_metavar(ctx), getattr(param, "help", "") or "") for param in _arguments(command)]
    parts += _section(say("参数", "Arguments"), arguments)
    records = [param.get_help_record(ctx) for param in command.get_params(ctx) if isinstance(param, click.Option)]
    parts += _section(say("选项", "Options"), [record for record in records if record])
    if isinstance(command, click.Group):
        commands = [(name, sub.get_short_help_str(200)) for name, sub in command.commands.items()]
        parts += _section(say("命令", "Commands"), commands)
    return output.captured(*parts)


def _arguments(command: click.Command) -> list[Argument]:
    return [param for param in command.params if isinstance(param, Argument)]


def _section(title: str, records: list[tuple[str, str]]) -> list[Any]:
    if not records:
        return []
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2), title_justify="left")
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for name, text in records:
        table.add_row(Text(name), Text(text))
    return ["", Text(title, style="bold"), table]


class Argument(click.Argument):
    """An argument with a help text, which click's own has not."""

    def __init__(self, *args: Any, help: str = "", **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.help = help


def explain(error: click.ClickException) -> str:
    """A usage error in the language of this run."""
    ctx = getattr(error, "ctx", None)
    end = (
        say(f"。运行 {ctx.command_path} --help 查看用法。", f". Run {ctx.command_path} --help for help.") if ctx else ""
    )
    return _reason(error).rstrip(".。") + end


def _reason(error: click.ClickException) -> str:
    english = error.format_message()
    if isinstance(error, UnknownCommand):
        return error.message
    if isinstance(error, click.MissingParameter):
        name = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
        return say(f"缺少参数 {name}", english)
    if isinstance(error, click.NoSuchOption):
        near = "、".join(error.possibilities or ())
        return say(f"没有选项 {error.option_name}" + (f"（是否为 {near}？）" if near else ""), english)
    if isinstance(error, click.BadOptionUsage):
        return say(f"选项 {error.option_name} 的用法不对，可能缺少取值", english)
    if isinstance(error, click.BadParameter):
        return say(_bad_parameter(error), english)
    extra = _EXTRA.match(error.message)
    if extra:
        return say(f"多余的参数 {extra[1]}", english)
    return say(f"命令写法有误：{error.message}", english)


def _bad_parameter(error: click.BadParameter) -> str:
    name = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
    choices = getattr(getattr(error.param, "type", None), "choices", None)
    return f"{name} 的取值不对，可选：{'、'.join(map(str, choices))}" if choices else f"{name} 的取值不对"


class UnknownCommand(click.UsageError):
    """Kept apart so that it can be said in Chinese."""


def resolve(
    group: click.Group, ctx: click.Context, args: list[str]
) -> tuple[str | None, click.Command | None, list[str]]:
    """`Group.resolve_command`, with our words for a command that does not exist."""
    name = args[0] if args else ""
    if group.get_command(ctx, name) is None and not name.startswith("-"):
        known = "、".join(group.commands)
        raise UnknownCommand(say(f"没有命令 {name}。可用：{known}", f"no command {name}. Known: {known}"), ctx)
    return click.Group.resolve_command(group, ctx, args)
