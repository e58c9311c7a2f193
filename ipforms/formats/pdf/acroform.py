"""What the fields of a file hold, where PDFium tells only what is shown: boxes to be ticked, choices, rich text.

The same annotation is looked up with pypdf: by its page and its number there. Of a file that pypdf cannot follow,
nothing is known, and what is shown has to do.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

_DEEPEST = 32  # fields above each other
_MOST = 1_000  # pages, or boxes of a field: more are not looked at
_MOST_FAILURES = 50  # of a broken file, until no more is asked of it
_OFF = "Off"
_LINES = ("p", "div", "li", "br")  # elements of rich text that begin a line
_Answer = TypeVar("_Answer")


class CheckboxState(NamedTuple):
    """A box, with what its field holds."""

    is_ticked: bool  # whether it is taken as ticked
    state: str  # what the field says when this box alone is ticked
    states: tuple[str, ...]  # those of all boxes of the field, each once
    shown: tuple[str, ...]  # the states that are shown as ticked
    value: str | None  # what the field holds; "" for nothing, None where it says nothing about it
    is_first: bool  # whether it is the first box of its field
    is_named: bool  # whether the file names its state by a word of its own, for people

    @property
    def is_answered(self) -> bool:
        """Whether any box of the field is taken as ticked."""
        return bool(self.shown) or self.value in self.states

    @property
    def text(self) -> str:
        """A value that is the state of none of the boxes, as a program writes it that does not look at them."""
        return self.value if self.value and self.value not in self.states else ""

    @property
    def is_disputed(self) -> bool:
        """Whether the field holds something else than is shown."""
        return self.value is not None and {self.value} - {""} != set(self.shown)


class AcroFormFields:
    """The fields of a document.

    Args:
        copies: give the bytes of the document: as it came, and written anew.
    """

    def __init__(self, *copies: Callable[[], bytes]) -> None:
        self._copies = copies
        self._groups: CheckboxGroups = {}
        self._failures = 0

    def checkbox(self, page: int, index: int) -> CheckboxState | None:
        """A box, see `ask`."""
        return self.ask(page, index, partial(checkbox_state, known=self._groups))

    def ask(self, page: int, index: int, question: Callable[[Any], _Answer]) -> _Answer | None:
        """What a function of this module says of an annotation; None if it cannot be looked up.

        Args:
            page: from 1.
            index: the number of the annotation on it, from 0.
            question: the function.
        """
        if self._failures > _MOST_FAILURES:
            return None
        try:
            return question(self._pages[page - 1]["/Annots"][index].get_object())
        except Exception:  # noqa: BLE001 a file that is broken there: pypdf may raise anything
            self._failures += 1
            return None

    @cached_property
    def _pages(self) -> Any:
        """The pages; none if the file cannot be followed."""
        import pypdf

        for copy in self._copies:
            try:
                # Strictly, as it would mend what is broken in its own way, and say so on the screen.
                root: Any = pypdf.PdfReader(io.BytesIO(copy()), strict=True).trailer["/Root"]
                return list(leaves(root["/Pages"]))
            except Exception:  # noqa: BLE001 the same
                continue
        return []


def leaves(root: Any) -> Iterator[Any]:
    """The pages of a tree, in order, of which no more is looked at than an honest file has."""
    stack = [root]
    for _ in range(_MOST):
        if not stack:
            return
        node = stack.pop().get_object()
        if "/Kids" in node:
            stack += list(node["/Kids"])[_MOST::-1]
        else:
            yield node


def above(node: Any) -> Iterator[Any]:
    """A node of the tree of fields and those above it, as far as an honest file goes."""
    for _ in range(_DEEPEST):
        if node is None:
            return
        yield node
        node = node.get("/Parent")
        node = node.get_object() if node is not None else None


def field_of(widget: Any) -> Any:
    """The field that an annotation belongs to: itself, or the one above that has the name."""
    return next((node for node in above(widget) if "/T" in node), widget)


def name(widget: Any) -> str:
    """The full name of the field that an annotation belongs to."""
    return ".".join(reversed([_string(node["/T"]) for node in above(widget) if "/T" in node]))


def inherited(field: Any, key: str) -> Any:
    """An entry of a field, its own or that of one above it."""
    found: Any = next((node[key] for node in above(field) if key in node), None)
    return resolved(found)


def resolved(value: Any) -> Any:
    """What a reference leads to; anything else is itself."""
    return value.get_object() if hasattr(value, "get_object") else value


def dictionary(value: Any) -> dict[str, Any]:
    """A dictionary, or what a reference leads to; an empty one for anything else."""
    value = resolved(value)
    return value if isinstance(value, dict) else {}


def _string(value: Any) -> str:
    """A value as text: a string, a name, a number, or a stream where it is long; "" for what is no text."""
    from pypdf.generic import NameObject

    value = resolved(value)
    if hasattr(value, "get_data"):
        data: bytes = value.get_data()
        return data.decode("utf-16" if data[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8", "replace").lstrip("\ufeff")
    if isinstance(value, bytes):
        return value.decode("utf-8-sig", "replace")
    if isinstance(value, list | dict):
        return ""
    text = "" if value is None else str(value)
    return text.removeprefix("/") if isinstance(value, NameObject) else text


class _CheckboxGroup(NamedTuple):
    """The boxes of a field: which number each has, its state, what is shown, and what the field holds."""

    field: Any
    numbers: dict[int, int]
    words: list[str]
    shown: tuple[str, ...]
    value: str | None
    options: int


CheckboxGroups = dict[int, _CheckboxGroup]
"""Fields whose boxes were looked at, by their identity: they may have a thousand."""


def _group(widget: Any, known: CheckboxGroups) -> _CheckboxGroup:
    field = field_of(widget)
    if id(field) not in known:
        kids = (kid.get_object() for kid in list(field.get("/Kids", ()))[:_MOST])
        boxes = [kid for kid in kids if isinstance(kid, dict)] or [widget]
        options = [_string(each) for each in inherited(field, "/Opt") or ()]
        named = [on_state(box) for box in boxes]
        # With options, states have numbers for names.
        words = [options[at] if at < len(options) else state for at, state in enumerate(named)]
        states = zip(boxes, named, words, strict=True)
        shown = _once(word for box, state, word in states if _string(box.get("/AS")) == state)
        numbers = {id(box): at for at, box in enumerate(boxes)}
        value = _value(field, dict(zip(named, words, strict=True)))
        if options and len(boxes) == 1 and _string(boxes[0].get("/AS")) == _OFF:
            value = ""  # PDFium lets the box go, and leaves the number of its option as the value
        known[id(field)] = _CheckboxGroup(field, numbers, words, shown, value, len(options))
    return known[id(field)]


def checkbox_state(widget: Any, known: CheckboxGroups) -> CheckboxState:
    """A box, with what its field holds.

    Args:
        widget: its annotation.
        known: what was seen of the fields of this document, to be added to.
    """
    group = _group(widget, known)
    number = group.numbers.get(id(widget), 0)
    word, told = group.words[number], set(group.shown)
    if group.value in group.words and len(group.shown) < 2:
        told = {group.value}
    is_named = number < group.options
    return CheckboxState(word in told, word, _once(group.words), group.shown, group.value, number == 0, is_named)


def on_state(box: Any) -> str:
    """What the appearances of a box call it when it is ticked; "Yes" where it has none, or as it says itself."""
    looks = box["/AP"].get("/N") if "/AP" in box else None
    looks = looks.get_object() if looks is not None else None
    names = [_string(name) for name in looks] if isinstance(looks, dict) and not hasattr(looks, "get_data") else []
    own = _string(box.get("/AS"))
    return next((name for name in names if name != _OFF), own if own not in ("", _OFF) else "Yes")


def _value(field: Any, words: dict[str, str]) -> str | None:
    """What the field of boxes holds."""
    value = inherited(field, "/V")
    if value is None:
        return None
    # Some programs write the name of a state as a string, stroke and all.
    value = _string(value).removeprefix("/")
    return "" if value == _OFF else words.get(value, value)


def selected_options(widget: Any) -> list[str]:
    """What is chosen in a list, as it is shown there."""
    field = field_of(widget)
    options = [each.get_object() for each in inherited(field, "/Opt") or ()]
    pairs = [
        (_string(each[0]), _string(each[-1])) if isinstance(each, list) else (_string(each),) * 2 for each in options
    ]
    value = inherited(field, "/V")
    if value is None:
        numbers = inherited(field, "/I") or ()
        return [pairs[number][1] for number in numbers if 0 <= number < len(pairs)]
    labels = dict(reversed(pairs))
    values = value if isinstance(value, list) else [value]
    return [labels.get(each, each) for each in map(_string, values) if each]


def text(widget: Any) -> str:
    """The value of a text field, or else what its rich text says."""
    field = field_of(widget)
    return _string(inherited(field, "/V")) or rich_text(_string(inherited(field, "/RV")))


def is_stream(widget: Any) -> bool:
    """Whether the value of a field is a stream, as that of a very long text may be."""
    return hasattr(inherited(field_of(widget), "/V"), "get_data")


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def rich_text(rich: str) -> str:
    """What rich text (ISO 32000-1, 12.7.3.4) says, its paragraphs as lines; what is no XML is given back as it stands.

    >>> rich_text('<?xml version="1.0"?><body><p>甲<b>乙</b></p><p>丙<br/>丁</p></body>')
    '甲乙\\n丙\\n丁'
    >>> rich_text("甲 < 乙")
    '甲 < 乙'
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(rich.strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return rich
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def _pieces(node: Any) -> Iterator[str]:
    """The texts of an element in order, with LF where a line begins anew."""
    name = str(node.tag).rpartition("}")[2]
    if name in _LINES:
        yield "\n"
    if isinstance(node.tag, str):
        yield node.text or ""
    for child in node:
        yield from _pieces(child)
        yield child.tail or ""
