"""Addresses in the districts of the two cities. The roads are real, the numbers are not."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .material import load


@dataclass(frozen=True)
class Place:
    """An address."""

    district: str  # district or county
    code: str  # its division code
    postcode: str  # that of the road; "" in Jinhua, whose forms ask for none
    text: str  # the address


def in_guangzhou(rng: Random) -> Place:
    """Somewhere in Guangzhou."""
    district = rng.choice(list(load("places")["guangzhou"]))
    facts = load("places")["guangzhou"][district]
    postcode, _, road = rng.choice(facts["roads"]).partition(" ")
    return Place(district, facts["code"], postcode, f"广州市{district}{road}{_number(rng)}")


def in_jinhua(rng: Random, county: str) -> Place:
    """Somewhere in a county of Jinhua."""
    facts = load("places")["jinhua"][county]
    return Place(
        county,
        facts["code"],
        "",
        f"浙江省{facts['city']}{rng.choice(facts['roads'])}{_number(rng)}",
    )


def _number(rng: Random) -> str:
    building, floor, room = rng.randint(1, 9), rng.randint(2, 9), rng.randint(1, 12)
    inside = (
        "",
        "",
        f"{building}栋",
        f"{building}栋{floor}{room:02d}室",
        f"自编{building}栋{floor}{room:02d}房",
    )
    return f"{rng.randint(2, 1899)}号{rng.choice((*inside, f'{building}号楼{floor}层'))}"
