"""XML trees: elements deleted, copied, moved, nested; attributes lost, exchanged, set to what nobody expects."""

from __future__ import annotations

import random
from typing import Any

from lxml import etree

from . import nasty

_MOST_CHANGES = 10
_NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "15",
    "63",
    "64",
    "9999",
    "2147483648",
    "-99999999999",
    "1.5",
    "1e9",
    "NaN",
    "",
    "auto",
    "x",
)
# What forms are made of: chosen half of the time, so that one change in two is to the structure.
_BLOCKS = frozenset(
    ("tbl", "tr", "tc", "p", "r", "sdt", "txbxContent", "gridCol", "row", "c", "table-row", "table-cell")
)
_MOST_NODES = 40_000  # a tree grows by its copies


def mutate(draw: random.Random, data: bytes) -> bytes:
    """A part with its tree changed; one that is no XML as it is."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(draw.randint(1, _MOST_CHANGES)):
        _change(draw, root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def texts(draw: random.Random, data: bytes) -> bytes:
    """A part with some of its texts spoilt."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    holders = [each for each in root.iter(etree.Element) if each.text and each.text.strip()]
    for each in draw.sample(holders, min(len(holders), draw.randint(1, _MOST_CHANGES))):
        _set_text(each, nasty.spoilt(draw, each.text or ""))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _set_text(element: Any, text: str) -> None:
    try:
        element.text = text
    except ValueError:  # what no XML can hold
        element.text = text.encode("ascii", "ignore").decode().translate(dict.fromkeys(range(32)))


def _change(draw: random.Random, root: Any) -> None:
    every = list(root.iter(etree.Element))
    blocks = [each for each in every if etree.QName(each).localname in _BLOCKS]
    chosen = draw.choice(blocks if blocks and draw.random() < 0.5 else every)
    if chosen is root or chosen.getparent() is None:
        return
    _WAYS[draw.randrange(len(_WAYS)) if len(every) < _MOST_NODES else 0](draw, chosen, draw.choice(every))


def _delete(draw: random.Random, chosen: Any, other: Any) -> None:
    chosen.getparent().remove(chosen)


def _copy(draw: random.Random, chosen: Any, other: Any) -> None:
    for _ in range(draw.choice((1, 1, 1, 5, 40))):
        chosen.addnext(_copied(chosen))


def _move(draw: random.Random, chosen: Any, other: Any) -> None:
    if chosen not in other.iterancestors() and other is not chosen:
        other.insert(draw.randint(0, len(other)), chosen)


def _nest(draw: random.Random, chosen: Any, other: Any) -> None:
    inner = chosen
    for _ in range(draw.choice((1, 1, 3, 30))):
        outer = inner.makeelement(chosen.tag, dict(chosen.attrib))
        inner.addprevious(outer)
        outer.append(inner)


def _into(draw: random.Random, chosen: Any, other: Any) -> None:
    chosen.append(_copied(other)) if len(other) < 500 else None


def _empty(draw: random.Random, chosen: Any, other: Any) -> None:
    for child in list(chosen):
        chosen.remove(child)


def _rename(draw: random.Random, chosen: Any, other: Any) -> None:
    chosen.tag = other.tag


def _attribute(draw: random.Random, chosen: Any, other: Any) -> None:
    holders = [each for each in chosen.iter(etree.Element) if each.attrib][:200]
    if holders:
        holder = draw.choice(holders)
        name = draw.choice(sorted(holder.attrib))
        holder.set(name, draw.choice(_NUMBERS))


def _lose_attribute(draw: random.Random, chosen: Any, other: Any) -> None:
    if chosen.attrib:
        del chosen.attrib[draw.choice(sorted(chosen.attrib))]


def _take_attribute(draw: random.Random, chosen: Any, other: Any) -> None:
    if other.attrib:
        name = draw.choice(sorted(other.attrib))
        chosen.set(name, other.get(name))


def _copied(element: Any) -> Any:
    return etree.fromstring(etree.tostring(element, with_tail=False))


_WAYS = (
    *(_delete, _copy, _move, _nest, _into, _empty, _rename),
    *(_attribute, _attribute, _attribute, _lose_attribute, _take_attribute),
)
