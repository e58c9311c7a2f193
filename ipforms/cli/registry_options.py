"""Arguments and options of the registry's commands, and how a registry is opened for one."""

import contextlib
import datetime
import functools
import getpass
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from ipforms.cli.options import as_date, chosen_policies
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.rules.policies import LIST_DEFAULT, ListPolicies

if TYPE_CHECKING:
    from ipforms.registry import Registry, RegistryTransaction

DEFAULT_REGISTRY = "registry.db"
_VARIABLE = "IPFORMS_REGISTRY"
_SPAN = re.compile(r"([0-9]{1,4})\s*([dhw天周])?")
_UNITS = {"h": "hours", "d": "days", "天": "days", "w": "weeks", "周": "weeks", None: "days"}


class NoSpan(IpformsError):
    """An option that is no span of time."""


@dataclass(frozen=True)
class RegistryOptions:
    """Which registry, who works with it, and as of when."""

    where: str  # the path or URL
    by: str = ""  # who makes changes
    on: datetime.date | None = None  # the day that is asked for, or on which something happened; None if none was given

    @property
    def day(self) -> datetime.date:
        """The day; today if none was given."""
        return self.on or datetime.date.today()

    @contextlib.contextmanager
    def opened(self) -> "Iterator[Registry]":
        """The registry.

        Raises:
            MissingExtra: what it needs is not installed.
            NoRegistry: there is none.
            RegistryVersion: it has to be migrated first.
        """
        from ipforms.registry import Registry

        registry = Registry.open(self.where)
        try:
            yield registry
        finally:
            registry.close()

    @contextlib.contextmanager
    def changed(self) -> "Iterator[tuple[Registry, RegistryTransaction]]":
        """The registry and a transaction of it."""
        with self.opened() as registry, registry.write(by=self.by, at=datetime.datetime.now()) as change:
            yield registry, change


def where_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--db: which registry."""
    return click.option("--db", "where", envvar=_VARIABLE, default=DEFAULT_REGISTRY, metavar="FILE|URL")(function)


def registry_options(*, writes: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """--db and --on, and --by of a command that writes, which the command gets as one `registry`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def packed(*args: Any, where: str, on: datetime.date | None, recorder: str | None = None, **rest: Any) -> Any:
            own = RegistryOptions(where, recorder or (_user() if writes else ""), on)
            return function(*args, registry=own, **rest)

        packed = click.option("--on", callback=as_date, metavar="DATE")(packed)
        if writes:
            packed = click.option("--recorder", metavar="NAME")(packed)
        return where_option(packed)

    return decorate


def _user() -> str:
    """Who is at the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such entry among the users, as in a container
        return os.environ.get("USERNAME", "?")


LIST_POLICIES = Bilingual("cli.registry.policies")
"""The names and values of `--policy` of what is asked of the list itself."""


def list_policies(given: Iterable[str]) -> ListPolicies:
    """How to read what the notices leave open about the list itself.

    Raises:
        UnfitPolicy: one of them is not understood.
    """
    return chosen_policies(LIST_DEFAULT, given, LIST_POLICIES)


def as_span(_: click.Context, param: click.Parameter, value: str) -> datetime.timedelta:
    """A callback of click: a span such as 30d, 24h, 2w.

    Raises:
        NoSpan: it is none.
    """
    found = _SPAN.fullmatch(value.strip().lower())
    if found is None:
        raise NoSpan(option=param.opts[0], value=masked_text(value))
    return datetime.timedelta(**{_UNITS[found[2]]: int(found[1])})
