"""Printed labels as people type them: padded, broken, with other signs or in other words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from random import Random

from tests.replicas.model import Block, Line, Span, lines, tables, with_text

_WORDING = {
    "邮政编码": "邮编",
    "身份证号码": "身份证号",
    "通信地址": "通讯地址",
    "联系人:": "联系人",
    "申报时间：": "申报日期：",
    "手机号码": "手机",
    "单位电话": "办公电话",
    "电子邮箱": "电子邮件",
    "注册时间": "注册日期",
    "推荐企业名称": "企业名称",
    "填表人：": "填报人：",
    "填写日期：": "填表日期：",
    "联系电话": "电话",
    "人员数量": "人数",
    "制定时间": "制定日期",
    "进驻商家数": "入驻商家数",
    "审批单位\n\n意见": "审批单位审批意见",
}
_COLONS = str.maketrans("：:", ":：")
_BRACKETS = str.maketrans("（）", "()")
_PADS = (" ", "  ", "\u3000", "\u00a0", "\u00a0\u00a0")
_PRINTED = ("label", "print", "hint")


def change(blocks: list[Block], on: Collection[str], rng: Random) -> None:
    every = list(lines(blocks))
    if "hint_deleted" in on:
        _without_notes(every)
    if "label_small_wording" in on:
        _each(every, ("label",), lambda text: _WORDING.get(text, text))
    if "ascii_colons" in on:
        _each(every, ("label",), lambda text: text.translate(_COLONS))
    if "bracket_width" in on:
        _brackets(every)
    if "label_spaces" in on:
        _each(every, ("label",), lambda text: _padded(text, rng))
    if "label_linebreaks" in on:
        _each(_in_tables(blocks), ("label",), lambda text: _broken(text, rng))


def _in_tables(blocks: list[Block]) -> list[Line]:
    return [line for table in tables(blocks) for row in table.rows for cell in row.cells for line in cell.lines]


def _each(some: Iterable[Line], kinds: tuple[str, ...], turn: Callable[[str], str]) -> None:
    for line in some:
        line.spans = [
            with_text(span, turn(span.text)) if span.kind in kinds and not span.path else span for span in line.spans
        ]


def _brackets(every: list[Line]) -> None:
    """A form without brackets gets some around its numbers."""
    if not any("（" in span.text for line in every for span in line.spans if span.kind in _PRINTED):
        _each(every, ("number",), lambda text: f"({text})")
    _each(every, _PRINTED, lambda text: text.translate(_BRACKETS))


def _without_notes(every: list[Line]) -> None:
    """（可加页） goes, and the number of the annex."""
    _each(every, ("label",), lambda text: text.replace("（可加页）", ""))
    for line in every:
        if line.text.strip() in ("附件2", "附件3"):
            line.spans = [Span("")]


def _padded(text: str, rng: Random) -> str:
    if len(text) < 2 or rng.random() < 0.2:
        return text
    if len(text) < 5 and rng.random() < 0.5:
        return rng.choice(_PADS).join(text)
    at = rng.randint(1, len(text) - 1)
    return text[:at] + rng.choice(_PADS) + text[at:] + rng.choice(("", " ", "\u3000"))


def _broken(text: str, rng: Random) -> str:
    if len(text.strip()) < 4 or "\n" in text or rng.random() < 0.2:
        return text
    at = rng.randint(1, len(text) - 2)
    return text[:at] + rng.choice(("\n", "\n", "\n\n")) + text[at:]
