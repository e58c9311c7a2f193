"""click's commands and groups, with help and usage errors in the language of the call.

A command carries no help text: the catalogue has it under what people type, `cli.<command>.help.about` for the command
itself and `cli.<command>.help.<option>` for an option or argument; `cli.help.<option>` for what commands share.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click

from ipforms.cli.terminal import Terminal
from ipforms.messages import Bilingual, catalogue, fill, languages
from ipforms.text.regex import regex

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_EXTRA = regex(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
POLICIES = Bilingual("cli.policies")  # the names and values of `--policy`


class LateChoice(click.ParamType[str]):
    """A choice of what other packages may add to: known when a command runs."""

    name = "choice"

    def __init__(self, known: Callable[[], Sequence[str]]) -> None:
        self.choices: Sequence[str] = ()
        self._known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value, if it is one of them."""
        self.choices = self._known()
        if value not in self.choices:
            self.fail(f"{value!r} is not one of {', '.join(self.choices)}.", param, ctx)
        return value


class _Localised(click.Command):
    """Help in the language of the call."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("context_settings", _SETTINGS)
        super().__init__(*args, **attributes)

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return _page(self, ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own `--help`, described by the catalogue."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = None
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of the usage line."""
        terminal = terminal_of(ctx)
        words = {"[OPTIONS]": terminal.say("usage.options"), "COMMAND [ARGS]...": terminal.say("usage.command")}
        return [words.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]


class Command(_Localised):
    """A command."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        # Read by `terminal.language`; people write it at the end as well as in front.
        self.params.append(click.Option(["--lang"], type=LateChoice(languages), expose_value=False, hidden=True))


def command(name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command of a function that takes the terminal of the call first."""
    return lambda function: click.command(name, cls=Command)(click.pass_obj(function))


class CommandGroup(_Localised, click.Group):
    """A group of commands, listed in the order of work, not of the alphabet."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for.

        Raises:
            UnknownCommand: there is none of this name.
        """
        name = args[0] if args else ""
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            known = list(self.commands)
            raise UnknownCommand(terminal_of(ctx).say("usage.unknown_command", name=name, known=known), ctx)
        return super().resolve_command(ctx, args)


class LateCommands(Mapping[str, click.Command]):
    """Commands whose modules are imported when they are asked for.

    Args:
        places: name → the module in `ipforms.cli` and the command's name there, joined by a dot.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> click.Command:
        module, _, own = self._places[name].partition(".")
        command: click.Command = getattr(import_module(f"ipforms.cli.{module}"), own)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class UnknownCommand(click.UsageError):
    """There is no such command; the message is in the language of the call already."""


def terminal_of(ctx: click.Context) -> Terminal:
    """The terminal of a call; a Chinese one where nobody has given any, as for the documentation."""
    return ctx.find_object(Terminal) or Terminal()


class HelpTexts(NamedTuple):
    """What the help of a command says."""

    usage: str  # how it is called
    about: str  # what it does
    arguments: list[tuple[str, str]]  # the name and the meaning of each
    options: list[tuple[str, str]]  # the spelling and the meaning of each


def help_texts(command: click.Command, ctx: click.Context) -> HelpTexts:
    """The help of a command in the language of the call."""
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    return HelpTexts(
        " ".join((ctx.command_path, *command.collect_usage_pieces(ctx))),
        _text(ctx, command, "about"),
        [(each.make_metavar(ctx), _meaning(ctx, command, each)) for each in params if isinstance(each, click.Argument)],
        list(_options(ctx, command, params)),
    )


def _options(ctx: click.Context, command: click.Command, params: list[click.Parameter]) -> Iterator[tuple[str, str]]:
    for each in params:
        record = each.get_help_record(ctx) if isinstance(each, click.Option) else None
        if record:  # click's own words are left of it: “[required]”
            yield record[0], "  ".join(filter(None, (_meaning(ctx, command, each), record[1])))


def key_of(param: click.Parameter) -> str:
    """The name of a parameter in the catalogue, that by which people know it: of `--json` json, of FILES files."""
    long = next((each for each in param.opts if each.startswith("--")), param.name or "")
    return long.removeprefix("--").replace("-", "_")


def _meaning(ctx: click.Context, command: click.Command, param: click.Parameter) -> str:
    return _text(ctx, command, key_of(param), default=param.default, policies=POLICIES)


def command_key(ctx: click.Context) -> str:
    """The name of a command in the catalogue, with the groups that it stands in: `registry.add`.

    >>> top = click.Context(click.Group("ipforms"))
    >>> command_key(click.Context(click.Command("add"), parent=click.Context(click.Group("registry"), parent=top)))
    'registry.add'
    """
    above = f"{command_key(ctx.parent)}." if ctx.parent and ctx.parent.parent else ""
    return f"{above}{ctx.command.name}"


def _text(ctx: click.Context, command: click.Command, name: str, **context: Any) -> str:
    """A help text: of the command itself, or of all commands; "" where there is none."""
    lang = terminal_of(ctx).lang
    texts = catalogue(lang)
    own = f"cli.{command_key(ctx)}.help.{name}" if ctx.parent else ""
    return fill(texts.get(own) or texts.get(f"cli.help.{name}", ""), lang, context)


def _page(command: click.Command, ctx: click.Context) -> str:
    from rich.text import Text

    from ipforms.cli.rich_output import captured

    terminal, texts = terminal_of(ctx), help_texts(command, ctx)
    parts: list[Any] = [Text(terminal.say("usage.title", usage=texts.usage), style="bold"), "", texts.about]
    parts += _section(terminal.say("usage.arguments_title"), texts.arguments)
    parts += _section(terminal.say("usage.options_title"), texts.options)
    if isinstance(command, click.Group):
        commands = [(name, _summary(name, ctx)) for name in command.commands]
        parts += _section(terminal.say("usage.commands_title"), commands)
    return captured(*parts)


def _summary(name: str, ctx: click.Context) -> str:
    """What a command does; its module is not imported for that."""
    command = click.Command(name)
    about = _text(click.Context(command, parent=ctx), command, "about")
    return click.Command(None, help=about).get_short_help_str(200)  # characters; longer ones end at a sentence


def _section(title: str, records: list[tuple[str, str]]) -> list[Any]:
    if not records:
        return []
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2), title_justify="left")
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for name, text in records:
        table.add_row(Text(name), Text(text))
    return ["", Text(title, style="bold"), table]


def explain(error: click.ClickException, terminal: Terminal) -> str:
    """A usage error in the language of the call."""
    ctx = getattr(error, "ctx", None)
    end = terminal.say("usage.see_help", command=ctx.command_path) if ctx else ""
    return _reason(error, terminal).rstrip(".。") + end


def _reason(error: click.ClickException, terminal: Terminal) -> str:
    """What is wrong with a call; in English it is click's own message."""
    if isinstance(error, UnknownCommand):
        return error.message
    key, facts = _fault(error)
    return terminal.say(f"usage.{key}", english=error.format_message(), **facts)


def _fault(error: click.ClickException) -> tuple[str, dict[str, Any]]:
    """The key of a usage error, and what its message needs."""
    param, ctx = getattr(error, "param", None), getattr(error, "ctx", None)
    name = param.get_error_hint(ctx) if param and ctx else ""
    if isinstance(error, click.MissingParameter):
        return "missing", {"name": name}
    if isinstance(error, click.NoSuchOption):
        near = list(error.possibilities or ())
        return "no_such_option_but" if near else "no_such_option", {"name": error.option_name, "near": near}
    if isinstance(error, click.BadOptionUsage):
        return "bad_usage", {"name": error.option_name}
    if isinstance(error, click.BadParameter):
        choices = list(map(str, getattr(getattr(param, "type", None), "choices", None) or ()))
        if isinstance(kind := getattr(param, "type", None), click.IntRange) and None not in (kind.min, kind.max):
            return "bad_range", {"name": name, "least": kind.min, "most": kind.max}
        return "bad_choice" if choices else "bad_value", {"name": name, "choices": choices}
    extra = _EXTRA.match(error.message)
    return ("extra", {"extra": extra[1]}) if extra else ("other", {"reason": error.message})
