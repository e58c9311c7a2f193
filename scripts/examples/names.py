"""Names of companies and people, each given out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

from .material import load, pairs


@dataclass(frozen=True)
class Name:
    """A name and how its owner writes it in an address of the web."""

    text: str
    latin: str


class Names:
    """Names in a random order.

    Args:
        rng: what decides.
        file: the number of the file that they are for; no brand is in two files.
    """

    def __init__(self, rng: Random, file: int) -> None:
        self._rng = rng
        self._brands = _brands(file)
        self._people = _people(rng)

    def brand(self) -> Name:
        """The word that tells a company from the others."""
        return next(self._brands)

    def person(self) -> Name:
        """A person."""
        return next(self._people)

    def mailbox(self, person: Name, domain: str) -> str:
        """The person's address, or one of the office."""
        local = person.latin if self._rng.random() < 0.5 else self._rng.choice(load("names")["mailboxes"])
        return f"{local}@{domain}"


def _brands(file: int) -> Iterator[Name]:
    every = list(product(pairs("names", "brand_first"), pairs("names", "brand_second")))
    Random("brands").shuffle(every)
    for (first, sound), (second, end) in every[file::3]:
        yield Name(first + second, sound + end)


def _people(rng: Random) -> Iterator[Name]:
    unusual = [*load("names")["rare"], *load("names")["minority"]]
    surnames, given = pairs("names", "surnames"), load("names")["given"]
    usual = [(last + first, latin) for (last, latin), first in product(surnames, given)]
    rng.shuffle(usual)
    for number, (name, latin) in enumerate(usual):
        # At first, one name in four is of the kind that forms have trouble with.
        yield (Name(unusual.pop(0), "contact") if number % 4 == 3 and unusual else Name(name, latin))
