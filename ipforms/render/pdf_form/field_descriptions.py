"""What a field says of itself: its label for who cannot see the page, whether it must be filled in, how long it may be.

All of it comes from the model of the form and from what the template prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ipforms import paths
from ipforms.codecs import DATE, PARAGRAPHS, AmountCodec, CodeCodec, CountCodec
from ipforms.codecs.answers import AnswerCodec
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.layout import FieldGroup, Leaf, layout, leaves

_REQUIRED, _MULTILINE, _NO_SPELLING = 1 << 1, 1 << 12, 1 << 22
_LINES = 2.3
"""A field so many font sizes high holds more than one line."""
_SLACK = 1.5
"""字 may be counted in several ways; what is longer than this, in limits, breaks the limit by all of them."""
_DATE_LENGTHS = {"year": 4, "month": 2, "day": 3}
_UNITS = {"year": "年", "month": "月", "day": "日"}


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """What a field says of itself.

    Attributes:
        tooltip: its label and what goes in.
        flags: of ISO 32000-1, 12.7.4.
        longest: of how many characters it holds at most; None where the form sets no limit.
        is_answer: whether it is a yes or no, to be ticked.
    """

    tooltip: str
    flags: int
    longest: int | None = None
    is_answer: bool = False

    @property
    def is_multiline(self) -> bool:
        """Whether it holds more than one line."""
        return bool(self.flags & _MULTILINE)


def prose(model: type[FormModel]) -> frozenset[str]:
    """The patterns of the fields that hold several paragraphs."""
    return frozenset(pattern for pattern, leaf, _ in leaves(layout(model)) if leaf.codec is PARAGRAPHS)


def field_descriptions(
    model: type[FormModel], path: str, part: str = "", *, height: float, size: float, hint: str = "", limit: int = 0
) -> FieldDescription:
    """The facts of a field.

    Args:
        model: the class of the records.
        path: `ip_units[0].names`.
        part: "year", "month" or "day" of a date.
        height: of the field, in points.
        size: of its text.
        hint: what the form prints beside it.
        limit: of how many 字 the form speaks; 0 where it speaks of none.
    """
    steps = paths.parse(path)
    nodes = list(_nodes(layout(model), steps))
    described = nodes[-1].info.description if nodes and nodes[-1].info else None
    title = label(model, steps) + (f"（{_UNITS[part]}）" if part else "")
    said = [described] if described and described not in title else []
    tooltip = "：".join([title, *said]) + (f" {hint}" if hint else "")
    required = _REQUIRED if nodes and _asked(nodes, steps) else 0
    if nodes and isinstance(nodes[-1], Leaf) and isinstance(nodes[-1].codec, AnswerCodec):
        return FieldDescription(tooltip, required, is_answer=True)
    flags = _NO_SPELLING | required
    if not part and height >= _LINES * size and not (nodes and _is_short(nodes[-1])):
        flags |= _MULTILINE
    return FieldDescription(tooltip, flags, _DATE_LENGTHS.get(part) or (int(limit * _SLACK) or None))


def _is_short(node: FieldGroup | Leaf) -> bool:
    """Whether a value has one line by its kind: in the middle of a high cell rather than at its top."""
    short = CodeCodec | CountCodec | AmountCodec | AnswerCodec
    return isinstance(node, Leaf) and (isinstance(node.codec, short) or node.codec is DATE)


def multiline(flags: int) -> int:
    """The flags of a field that a value of several lines was put in."""
    return flags | _MULTILINE


def _nodes(group: FieldGroup, steps: paths.Path) -> Iterator[FieldGroup | Leaf]:
    node: FieldGroup | Leaf | None = group
    for step in steps:
        if isinstance(step, str):
            node = next((child for child in getattr(node, "children", ()) if child.name == step), None)
            if node is None:
                return
            yield node


def _asked(nodes: list[FieldGroup | Leaf], steps: paths.Path) -> bool:
    """Whether the applicant must fill it in: of rows the first, as the others may stay blank."""
    stages = [_stage(node) for node in nodes]
    return all(stage == "applicant" for stage in stages) and not any(isinstance(step, int) and step for step in steps)


def _stage(node: FieldGroup | Leaf) -> str | None:
    if isinstance(node, Leaf):
        return node.stage
    extra = node.info.json_schema_extra if node.info else None
    return str(extra.get("x-stage")) if isinstance(extra, dict) else "applicant"
