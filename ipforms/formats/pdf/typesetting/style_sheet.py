"""How a paragraph of a DOCX looks: its style, what that is based on, and what it says itself, resolved into one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Role = Literal["song", "hei", "title"]
"""What a font is for: text (仿宋, 宋体, 楷体), headings (黑体), the title (小标宋)."""

_NATURAL_LINE = 1.3  # Line height in font sizes, where a paragraph does not fix it
_ALIGN = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """Lengths in points; `first` is the indent of the first line, negative where it hangs."""

    size: float = 10.5
    line: float = 0
    line_rule: str = "auto"
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    align: str = "left"
    role: Role = "song"
    bold: bool = False
    keep_next: bool = False
    tabs: tuple[tuple[float, str], ...] = ()

    @property
    def line_height(self) -> float:
        """From one baseline to the next."""
        natural = _NATURAL_LINE * self.size
        if self.line_rule == "exact" and self.line:
            return self.line
        if self.line_rule == "atLeast":
            return max(self.line, natural)
        # In `auto`, 12 points stand for one line.
        return natural * (self.line / 12 if self.line else 1)


def points(value: str | None) -> float:
    """Twips as points; what is no number is 0.

    >>> points("340"), points(None), points("auto")
    (17.0, 0.0, 0.0)
    """
    try:
        return int(value or 0) / 20
    except ValueError:
        return 0.0


def attribute(parent: Any, child: str, name: str = "val") -> str | None:
    """The attribute of a child element; None if there is neither."""
    element = None if parent is None else parent.find(f"{W}{child}")
    found: str | None = None if element is None else element.get(f"{W}{name}")
    return found


def switched(parent: Any, child: str) -> bool | None:
    """Whether an on/off property is on; None if nothing is said."""
    if parent is None or parent.find(f"{W}{child}") is None:
        return None
    return attribute(parent, child) not in ("0", "false", "off", "none")


class StyleSheet:
    """The paragraph styles of a document, each resolved once.

    Attributes:
        elements: the styles by their names.
    """

    def __init__(self, root: Any) -> None:
        self.elements = {element.get(f"{W}styleId"): element for element in root.iter(f"{W}style")}
        defaults = root.find(f"{W}docDefaults")
        self._default = ParagraphStyle()
        if defaults is not None:
            paragraph, run = defaults.find(f"{W}pPrDefault/{W}pPr"), defaults.find(f"{W}rPrDefault/{W}rPr")
            self._default = with_run(with_paragraph(self._default, paragraph), run)
        self._normal = next((i for i, e in self.elements.items() if _is_default(e)), None)
        self._looks: dict[str | None, ParagraphStyle] = {}

    def look(self, style: str | None) -> ParagraphStyle:
        """The look of a style; that of the default one, if there is none of this id."""
        known = style if style in self.elements else self._normal
        if known not in self._looks:
            self._looks[known] = self._resolved(known)
        return self._looks[known]

    def _resolved(self, style: str | None) -> ParagraphStyle:
        chain: list[Any] = []
        while style in self.elements and self.elements[style] not in chain:
            chain.append(self.elements[style])
            style = attribute(chain[-1], "basedOn")
        look = self._default
        for element in reversed(chain):
            look = with_run(with_paragraph(look, element.find(f"{W}pPr")), element.find(f"{W}rPr"))
        return look


def _is_default(element: Any) -> bool:
    return element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on")


def with_paragraph(look: ParagraphStyle, properties: Any) -> ParagraphStyle:
    """A look, with what a `w:pPr` says."""
    if properties is None:
        return look
    changes: dict[str, Any] = {}
    spacing, indent = properties.find(f"{W}spacing"), properties.find(f"{W}ind")
    if spacing is not None:
        given = {name: spacing.get(f"{W}{name}") for name in ("before", "after", "line")}
        changes |= {name: points(value) for name, value in given.items() if value is not None}
        changes |= {"line_rule": spacing.get(f"{W}lineRule") or "auto"} if given["line"] else {}
    if indent is not None:
        changes |= _indents(indent, look.size)
    if (align := attribute(properties, "jc")) is not None:
        changes["align"] = _ALIGN.get(align, "left")
    if (keep := switched(properties, "keepNext")) is not None:
        changes["keep_next"] = keep
    if stops := properties.findall(f"{W}tabs/{W}tab"):
        changes["tabs"] = _tabs(look.tabs, stops)
    return replace(look, **changes)


def _indents(indent: Any, size: float) -> dict[str, float]:
    given = {name: indent.get(f"{W}{name}") for name in ("left", "start", "right", "end")}
    sides = {"start": "left", "end": "right"}
    changes = {sides.get(name, name): points(value) for name, value in given.items() if value is not None}
    if (first := indent.get(f"{W}firstLine")) is not None:
        changes["first"] = points(first)
    elif (hanging := indent.get(f"{W}hanging")) is not None:
        changes["first"] = -points(hanging)
    elif (characters := indent.get(f"{W}firstLineChars")) is not None:
        changes["first"] = points(characters) * 20 / 100 * size
    return changes


def _tabs(inherited: tuple[tuple[float, str], ...], stops: Iterable[Any]) -> tuple[tuple[float, str], ...]:
    known = dict(inherited)
    for stop in stops:
        position, kind = points(stop.get(f"{W}pos")), stop.get(f"{W}val") or "left"
        known.pop(position, None) if kind == "clear" else known.update({position: kind})
    return tuple(sorted(known.items()))


def with_run(look: ParagraphStyle, properties: Any) -> ParagraphStyle:
    """A look, with what a `w:rPr` says."""
    if properties is None:
        return look
    changes: dict[str, Any] = {}
    if size := attribute(properties, "sz"):
        changes["size"] = points(size) * 10
    if font := attribute(properties, "rFonts", "eastAsia"):
        changes["role"] = role(font)
    if (bold := switched(properties, "b")) is not None:
        changes["bold"] = bold
    return replace(look, **changes)


def role(font: str) -> Role:
    """What a font is for, by its name.

    >>> role("仿宋_GB2312"), role("SimHei"), role("方正小标宋简体")
    ('song', 'hei', 'title')
    """
    if "小标宋" in font or "中宋" in font:
        return "title"
    return "hei" if any(part in font.casefold() for part in ("黑", "hei", "sans", "gothic", "arial")) else "song"
