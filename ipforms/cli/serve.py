"""`ipforms serve`: the desk in a browser and the HTTP service, and the people who may log in there."""

import sys
import webbrowser
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipforms.bulk.workers import MOST
from ipforms.cli.command import command
from ipforms.cli.options import policy_option
from ipforms.cli.registry_options import list_policies
from ipforms.cli.terminal import Terminal
from ipforms.errors import IpformsError, MissingExtra

if TYPE_CHECKING:
    from ipforms.desk.desk_settings import DeskSettings

_ROLES = ("look", "check", "decide")
_OPENING = "open.html"
_PORTS = click.IntRange(0, 65_535)


class HalfCertificate(IpformsError):
    """`--certificate` without `--key`, or the other way round."""


@command()
@click.argument("folder", metavar="FOLDER", default="ipforms-desk", type=Path)
@click.option("--host", default="127.0.0.1", metavar="ADDRESS")
@click.option("--port", type=_PORTS, default=8765, metavar="N")
@click.option("--name", "names", multiple=True, metavar="NAME")
@click.option("--database", default="", metavar="URL")
@click.option("--registry", default="", metavar="FILE|URL")
@policy_option
@click.option("--jobs", type=click.IntRange(1, MOST), metavar="N")
@click.option("--certificate", type=Path, metavar="FILE")
@click.option("--key", type=Path, metavar="FILE")
@click.option("--behind-https", is_flag=True)
@click.option("--open-applicants", is_flag=True)
@click.option("--no-browser", is_flag=True)
@click.option("--add-person", metavar="NAME")
@click.option("--remove-person", metavar="NAME")
@click.option("--add-token", metavar="NAME")
@click.option("--role", type=click.Choice(_ROLES), default="check", metavar="|".join(_ROLES))
def serve(
    terminal: Terminal,
    /,
    folder: Path,
    certificate: Path | None,
    key: Path | None,
    no_browser: bool,
    add_person: str | None,
    remove_person: str | None,
    add_token: str | None,
    role: str,
    **options: Any,
) -> int:
    """`ipforms serve`."""
    settings = _settings(terminal, folder, options)
    if add_person or remove_person or add_token:
        _change_people(terminal, settings, role, add=add_person, remove=remove_person, token=add_token)
        return 0
    from ipforms.desk import desk_server

    if (certificate is None) != (key is None):
        raise HalfCertificate
    https = desk_server.Certificate(certificate, key) if certificate and key else None

    def ready(address: str) -> None:
        terminal.print("serve.ready", address=address, folder=settings.folder.absolute(), error=True)
        if not settings.is_local and not settings.secure and https is None:
            terminal.print("serve.plain_http", style="yellow", error=True)
        if settings.is_local and not no_browser:
            webbrowser.open(_opening(settings.folder.absolute(), address))

    try:
        desk_server.serve(settings, ready, https)
    except KeyboardInterrupt:  # how people stop it
        terminal.print("serve.stopped", error=True)
    return 0


def _opening(folder: Path, address: str) -> str:
    """A page of the owner's alone that leads to an address: others can see the arguments of a browser, not this."""
    page = folder / _OPENING
    page.unlink(missing_ok=True)
    page.touch(0o600, exist_ok=False)
    page.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={escape(address)}">', "utf-8")
    return page.as_uri()


def _settings(terminal: Terminal, folder: Path, options: dict[str, Any]) -> "DeskSettings":
    """What an instance is told.

    Raises:
        MissingExtra: the libraries of the extra are not installed.
    """
    try:
        import ipforms.desk.desk_server  # noqa: F401 - with all that it needs
        from ipforms.desk.desk_settings import DeskSettings
    except ImportError as error:
        raise MissingExtra(package=error.name or "fastapi", extra="serve") from None
    secure, jobs, policies = options.pop("behind_https"), options.pop("jobs"), list_policies(options.pop("policy"))
    given = {
        **options,
        "policies": policies,
        "secure": secure,
        "lang": terminal.lang,
        **({"jobs": jobs} if jobs else {}),
    }
    return DeskSettings(folder, **given)


def _change_people(
    terminal: Terminal, settings: "DeskSettings", role: str, *, add: str | None, remove: str | None, token: str | None
) -> None:
    from ipforms.desk.accounts import Accounts, DeskRole
    from ipforms.desk.desk_store import DeskStore

    accounts = Accounts(DeskStore(settings))
    if add:
        accounts.add_person(add, DeskRole.named(role), _password(terminal))
        terminal.print("serve.person_added", name=add, role=role, error=True)
    if remove:
        accounts.close_person(remove)
        terminal.print("serve.person_removed", name=remove, error=True)
    if token:
        click.echo(accounts.add_token(token, DeskRole.named(role)))
        terminal.print("serve.token_added", name=token, role=role, error=True)


def _password(terminal: Terminal) -> str:
    """Typed twice without being seen; from a pipe, its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt(terminal.say("serve.password"), hide_input=True, confirmation_prompt=True, err=True))
