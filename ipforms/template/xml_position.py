"""Where in the XML a tag stands: what a line break in its value must be written as; and a value as XML."""

import re
from dataclasses import dataclass

from jinja2 import StrictUndefined

from ipforms.template.text_room import TextRoom, Typography
from ipforms.text.regex import regex

_TAG = regex(
    r"""< (?P<closing>/?) (?P<name>[A-Za-z_][\w.:-]*)
        (?: [^>"'] | "[^"]*" | '[^']*' )*?   # attributes, whose values may hold >
        (?P<empty>/?) >""",
    re.VERBOSE,
)
# Tracked changes of properties hold the old ones, in elements of the same names.
_CHANGES = regex(r"<w:(pPrChange|rPrChange|sectPrChange)\b.*?</w:\1>", re.DOTALL)
# What belongs to one paragraph and must not be repeated by the next.
_ONCE = regex(r"<w:pageBreakBefore[^>]*/>")

_LINE = ["w:p", "w:r", "w:t"]
# What holds one paragraph, or has a fixed height: there a paragraph does not grow into several.
_CLOSED = {"w:sdt", "w:txbxContent"}
# What a paragraph stands in that the other elements around do not matter to.
_OPEN_BLOCKS = {"w:tc", "w:body"}

_WIDTH = regex(r'<w:tcW [^>]*w:w="(\d+)" w:type="dxa"')
_STYLE, _SIZE = regex(r'<w:pStyle w:val="([^"]*)"'), regex(r'<w:sz w:val="(\d+)"')
_SIZES = regex(r"<w:sz(?:Cs)? [^>]*/>")

_TEXT = '<w:t xml:space="preserve">'
_BREAK = f"</w:t><w:br/>{_TEXT}"


@dataclass
class _OpenElement:
    """An element that is open: where it began, and its `w:pPr` or `w:rPr` once that is read."""

    name: str
    start: int
    properties: str = ""


class XmlPosition:
    """Follows the open elements while the XML is fed in pieces."""

    def __init__(self) -> None:
        self._xml = ""
        self._read = 0
        self._open: list[_OpenElement] = []

    def feed(self, xml: str) -> None:
        """Go on to the end of `xml`."""
        self._xml += xml
        for tag in _TAG.finditer(self._xml, self._read):
            if tag["closing"]:
                self._close(tag.end())
            elif not tag["empty"]:
                self._open.append(_OpenElement(tag["name"], tag.start()))
            self._read = tag.end()

    def _close(self, end: int) -> None:
        if not self._open:  # A tag of docxtpl has taken an opening away; the document will not parse, and says so.
            return
        closed = self._open.pop()
        if self._open and closed.name == f"{self._open[-1].name}Pr":
            self._open[-1].properties = self._xml[closed.start : end]

    @property
    def in_text(self) -> bool:
        """Whether print may stand here: in a run's text, not between elements and not in an attribute."""
        return bool(self._open) and self._open[-1].name == "w:t"

    def line_break(self) -> str:
        """XML that ends the line here.

        In a plain paragraph that is a new paragraph of the same kind, so that each line of a text gets the first-line
        indent of its style, as a typist would do it; inside a hyperlink, a content control or a text box it is `w:br`.
        So it is in the last paragraph of a section, whose `w:sectPr` would else end the section after the first line.
        """
        if not self._plain():
            return _BREAK
        paragraph, run = (_CHANGES.sub("", element.properties) for element in self._open[-3:-1])
        if "<w:sectPr" in paragraph:
            return _BREAK
        return f"</w:t></w:r></w:p><w:p>{_ONCE.sub('', paragraph)}<w:r>{run}{_TEXT}"

    def room(self, typography: Typography) -> TextRoom | None:
        """The line of a table's cell that a value stands on; None where it stands in none, or its width is open."""
        cell = next((each for each in reversed(self._open) if each.name == "w:tc"), None)
        width = _WIDTH.search(cell.properties) if cell else None
        if width is None or not self._plain():
            return None
        paragraph, run = (_CHANGES.sub("", element.properties) for element in self._open[-3:-1])
        style, own = _STYLE.search(paragraph), _SIZE.search(run)
        size = int(own[1]) if own else typography.sizes.get(style[1] if style else "", typography.sizes[""])
        bare = _SIZES.sub("", run or "<w:rPr></w:rPr>").removesuffix("</w:rPr>")
        after = f"</w:t></w:r><w:r>{run}{_TEXT}"
        return TextRoom(typography.characters(int(width[1]), size), size, f"</w:t></w:r><w:r>{bare}", after)

    def _plain(self) -> bool:
        names = [element.name for element in self._open]
        if names[-3:] != _LINE:
            return False
        around = next((name for name in reversed(names) if name in _OPEN_BLOCKS | _CLOSED), "")
        return around not in _CLOSED


# What does not stand in XML as it is: one set is searched four times as fast as alternatives are.
_SPECIAL = r"""[\x00-\x1f"&<>\ud800-\udfff\ufffe\uffff]"""
_ESCAPED = regex(f"\r\n|{_SPECIAL}")
_any_special = regex(_SPECIAL).search
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": '</w:t><w:tab/><w:t xml:space="preserve">'}
_LINES = regex("\r\n|\n|\r")
_LINE_ENDS = frozenset({"\r\n", "\n", "\r"})


class NotXml(ValueError):
    """A value with a character that XML cannot hold."""


class NotText(TypeError):
    """A value that is no text: a template prints a whole group, or the caller has not encoded a value."""


def escape(value: object, line_break: str, room: tuple[int, int, str, str] | None = None) -> str:
    """The XML of a value that stands in a `w:t`; `line_break` is the XML that ends a line there.

    In a cell whose `TextRoom` is given a number that is wider than a line is set smaller, or parted at its @.

    >>> escape("A&B\\n甲", "</w:t><w:br/><w:t>")
    'A&amp;B</w:t><w:br/><w:t>甲'
    """
    text = value if type(value) is str else _printed(value)
    if room is not None and len(text) > room[0] and (cell := TextRoom(*room)).is_wide(text):
        return line_break.join(_fitted(line, cell) for each in _LINES.split(text) for line in cell.lines(each))
    if _any_special(text) is None:
        return text

    def entity(match: re.Match[str]) -> str:
        characters = match[0]
        if characters in _LINE_ENDS:
            return line_break
        if characters not in _ENTITY:
            raise NotXml(text)
        return _ENTITY[characters]

    return _ESCAPED.sub(entity, text)


def _fitted(line: str, room: TextRoom) -> str:
    """The XML of a line, set smaller if a number in it would not fit otherwise."""
    size = room.size_for(line)
    if size == room.size:
        return escape(line, "")
    look = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">'
    return room.before + look + escape(line, "") + room.after


def _printed(value: object) -> str:
    """Only texts are printed, and the numbers of rows; an undefined name says so when it is turned into a text."""
    if isinstance(value, str | int | StrictUndefined):
        return str(value)
    raise NotText(type(value).__name__)
