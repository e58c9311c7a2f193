"""`ipforms registry record`: what offices do, one thing at a time: a visit, a liaison, a case, the end of a term."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from ipforms.cli.command import Command
from ipforms.cli.registry_options import RegistryOptions, party_of, registry_options
from ipforms.cli.terminal import Terminal
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.rules.programmes import ACTIVITY_KINDS, CASE_KINDS

if TYPE_CHECKING:
    from ipforms.registry import RegistryTransaction


class UnknownFacts(IpformsError):
    """`--set` says something that this kind of record does not hold."""


class Given(dict[str, Any]):
    """What a call gives, the options and what `--set` says, and which names were asked for."""

    def __init__(self, *given: Mapping[str, Any]) -> None:
        super().__init__({name: value for each in given for name, value in each.items()})
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """What was given under a name."""
        self.asked.add(name)
        return super().get(name, default)


_YES = frozenset(("yes", "true", "1", "是", "通过"))


class NotRecorded(IpformsError):
    """Something that this kind of record needs is not given, or is not what it should be."""


def _activity(kind: str) -> Callable[[RegistryTransaction, Given], object]:
    def record(change: RegistryTransaction, given: Given) -> object:
        more = {name: given.get(name) for name in ("by", "topic", "note")}
        own: Any = {"programme": given["programme"], "party": given.get("party"), "on": given["on"], **more}
        return change.activity(kind, **own)  # type: ignore[arg-type]

    return record


def _case(kind: str) -> Callable[[RegistryTransaction, Given], object]:
    def record(change: RegistryTransaction, given: Given) -> object:
        times = {name: _moment(given[name]) for name in ("received", "disputed") if given.get(name)}
        own: Any = {"opponent": given.get("opponent"), **times}
        return change.case(kind, given["party"], given["matter"], **own)  # type: ignore[arg-type]

    return record


def _liaison(side: str) -> Callable[[RegistryTransaction, Given], object]:
    def record(change: RegistryTransaction, given: Given) -> object:
        more = {name: given.get(name) for name in ("office", "post", "phone", "email")}
        own: Any = {"programme": given["programme"], "party": given.get("party"), "on": given["on"], **more}
        return change.liaison(side, given["name"], **own)  # type: ignore[arg-type]

    return record


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


_KINDS: dict[str, Callable[[RegistryTransaction, Given], object]] = {
    **{kind: _activity(kind) for kind in ACTIVITY_KINDS},
    **{f"{side}-liaison": _liaison(side) for side in ("office", "party")},
    **{kind.replace("_", "-"): _case(kind) for kind in CASE_KINDS},
    "cultivation": lambda change, given: change.cultivate(given["party"], on=given["on"]),
    "acceptance": lambda change, given: change.accept(
        given["id"], by=given["by"], passed=given["passed"] in _YES, plaque=given.get("plaque"), on=given["on"]
    ),
    "lead": lambda change, given: change.lead(
        given["party"], given["matter"], source=given.get("source"), on=given["on"]
    ),
    "transfer": lambda change, given: change.transfer(given["id"], given["to"], on=given["on"]),
    "refer": lambda change, given: change.refer(
        given["id"], given["to"], at=_moment(given["at"]) if given.get("at") else None
    ),
    "close": lambda change, given: change.close(given["id"], given["outcome"], on=given["on"]),
    "publish": lambda change, given: change.publish([given["id"]], on=given["on"]),
    "leave": lambda change, given: change.leave(given["id"], given["reason"], on=given["on"]),
    "end-liaison": lambda change, given: change.end_liaison(given["id"], on=given["on"]),
    "revoke": lambda change, given: change.revoke(given["id"], given["level"], given["reason"], on=given["on"]),
    "withdraw": lambda change, given: change.withdraw_row(given["table"], given["id"], given["reason"]),
}


_OPTIONS = frozenset(("on", "party", "id", "programme"))


def _fact(kind: str, text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise NotRecorded(kind=kind, what=masked_text(name))
    return name.strip(), value


@click.command(cls=Command)
@click.argument("kind", type=click.Choice(tuple(_KINDS)), metavar="KIND")
@click.option("--party", metavar="PARTY")
@click.option("--id", "id", type=int, metavar="NUMBER")
@click.option("--programme", metavar="ID")
@click.option("--set", "facts", multiple=True, metavar="NAME=TEXT")
@registry_options(writes=True)
@click.pass_obj
def record(
    terminal: Terminal,
    kind: str,
    party: str | None,
    id: int | None,
    programme: str | None,
    facts: tuple[str, ...],
    registry: RegistryOptions,
) -> None:
    """`ipforms registry record`."""
    said = dict(_fact(kind, each) for each in facts)
    with registry.opened() as opened:
        own = opened.row("parties", party_of(opened, party)) if party else {}
        only = opened.programmes()
    options = {"on": registry.on} | ({"party": own["id"]} if own else {}) | ({"id": id} if id is not None else {})
    of = programme or own.get("programme") or (only[0].id if len(only) == 1 else None)
    given = Given(said, options, {"programme": of} if of else {})
    with registry.changed() as (_, change):
        try:
            number = _KINDS[kind](change, given)
        except KeyError as error:
            raise NotRecorded(kind=kind, what=str(error.args[0])) from None
        except ValueError as error:
            raise NotRecorded(kind=kind, what=masked_text(str(error))) from None
        if unknown := [masked_text(name) for name in said if name not in given.asked]:
            raise UnknownFacts(kind=kind, names=unknown, known=sorted(given.asked - _OPTIONS))
    terminal.print("registry.recorded", kind=kind, number=id if number is None else number)
