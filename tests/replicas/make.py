"""seed and switches → a replica: its bytes, and what reading it must give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from lxml import etree

from tests.habits.doc import shown_text, slots_of
from tests.habits.forms import kind_of
from tests.replicas import (
    cover_lines,
    facts,
    forms_guangzhou,
    forms_jinhua,
    labels,
    other_papers,
    structure,
    xml_changes,
)
from tests.replicas.fill import Fill
from tests.replicas.model import Block, Paper, page_break
from tests.replicas.ooxml import NAMESPACES, Press
from tests.replicas.package import Package
from tests.replicas.run_wrappers import RunWrappers
from tests.replicas.runs import Pencil, Style
from tests.replicas.switches import check
from tests.replicas.value_writer import WrittenValue

_FONTS = ("仿宋_GB2312", "宋体", "楷体_GB2312", "黑体", "微软雅黑")


_LAYOUTS = {
    "jinhua-application": forms_jinhua.application,
    "jinhua-recommendation": forms_jinhua.recommendation,
    "guangzhou-enterprise": forms_guangzhou.enterprise,
    "guangzhou-market": forms_guangzhou.market,
}
FORMS = tuple(_LAYOUTS)
_SIBLING = {
    "jinhua-application": "jinhua-recommendation",
    "jinhua-recommendation": "jinhua-application",
    "guangzhou-enterprise": "guangzhou-market",
    "guangzhou-market": "guangzhou-enterprise",
}


@dataclass(frozen=True)
class Replica:
    """A file that someone else made."""

    form_id: str  # which form it is
    data: bytes  # the DOCX
    expected: dict[str, Any]  # what reading must give: plain values in the shape of the contract
    switches: tuple[str, ...]  # its difficulties
    seed: int  # what it was made of
    # path → the text that stands on the paper for it
    written: Mapping[str, str] = field(default_factory=dict, compare=False)
    doubtful: tuple[str, ...] = ()  # the paths whose writing must leave a note


def replica(form_id: str, seed: int, *switches: str) -> Replica:
    """A filled form, the same for the same arguments."""
    check(switches)
    record, written = _facts(form_id, f"{form_id}/{seed}", switches)
    rng = Random(f"layout/{form_id}/{seed}")
    paper = _LAYOUTS[form_id](Fill(record, written.texts, switches, rng))
    others = _others(form_id, seed, switches)
    data = _document(paper, others, form_id, rng, switches)
    texts = {path: text for path, (text, _) in written.texts.items()}
    return Replica(form_id, data, record, tuple(switches), seed, texts, tuple(written.doubtful))


def blank(form_id: str, seed: int = 0, *switches: str) -> bytes:
    """An empty form, typed anew."""
    check(switches)
    rng = Random(f"layout/{form_id}/{seed}")
    return _document(_blank_paper(form_id, switches), {}, form_id, rng, switches)


def typed_anew(form_id: str, record: Mapping[str, Any], rng: Random, *switches: str, **texts: str) -> bytes:
    """A record as a careful hand types it; `texts`: path → what stands there instead."""
    kinds = {path: kind_of(form_id, path) for path in slots_of(record)}
    plain = {path: (texts.get(path) or shown_text(record, path, kind, {}), kind) for path, kind in kinds.items()}
    return _document(_LAYOUTS[form_id](Fill(record, plain, switches, rng)), {}, form_id, rng, switches)


def _facts(form_id: str, seed: str, switches: tuple[str, ...]) -> tuple[dict[str, Any], WrittenValue]:
    pen = facts.pen_of(form_id, seed, switches)
    return facts.written(form_id, pen), pen.written


def _blank_paper(form_id: str, switches: tuple[str, ...] = ()) -> Paper:
    return _LAYOUTS[form_id](Fill({}, {}, switches, Random(0)))


def _others(form_id: str, seed: int, switches: tuple[str, ...]) -> dict[str, list[Block]]:
    """What else stands in the file: other forms, before or after."""
    others: dict[str, list[Block]] = {"before": [], "after": []}
    if "two_forms" in switches:
        second = form_id if seed % 2 else _SIBLING[form_id]
        record, written = _facts(second, f"{second}/second/{seed}", ())
        paper = _LAYOUTS[second](Fill(record, written.texts, (), Random(seed)))
        others["after"] += [page_break(), *paper.blocks]
    if "filled_plus_blank" in switches:
        side = "after" if seed % 2 else "before"
        empty = _blank_paper(form_id).blocks
        others[side] += [page_break(), *empty] if side == "after" else [*empty, page_break()]
    if "other_annexes" in switches:
        others["before"] += [*other_papers.first_annex(form_id), page_break()]
        sibling = _blank_paper(_SIBLING[form_id]).blocks
        if form_id in ("guangzhou-enterprise", "jinhua-application"):
            others["after"] += [page_break(), *sibling]
        else:
            others["before"] += [*sibling, page_break()]
    if "letter_before" in switches:
        others["before"][:0] = [*other_papers.letter(form_id), page_break()]
    return others


def _document(
    paper: Paper, others: Mapping[str, list[Block]], form_id: str, rng: Random, switches: tuple[str, ...]
) -> bytes:
    package, on = Package(), frozenset(switches)
    width = package.page(paper.landscape != ("landscape_changed" in on))
    cover_lines.change(paper, on)
    structure.change(paper, on, rng, package.add_list)
    labels.change(paper.blocks, on, rng)
    other_papers.remarks(paper, on, form_id)
    pencil = Pencil(
        rng, Style(rng.choice(_FONTS), rng.choice((10.5, 12.0, 12.0, 14.0) if not paper.landscape else (9.0,)))
    )
    press = Press(RunWrappers(pencil, on, package.link), rng, on)
    plain = Press(RunWrappers(pencil, (), package.link), rng, ())
    parts = [plain.body(others.get("before", []), width), "<w:p/>"]
    parts += [press.body(paper.blocks, width), "<w:p/>", plain.body(others.get("after", []), width)]
    body = _parsed("".join(parts))
    xml_changes.change(body, on, rng, package, pencil)
    package.fill(body)
    package.header_footer(on)
    return package.save("strict_ooxml" in on)


def _parsed(content: str) -> etree._Element:
    from docx.oxml import parse_xml

    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    element: etree._Element = parse_xml(f"<w:body {names}>{content}</w:body>")
    return element
