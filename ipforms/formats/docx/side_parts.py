"""What other parts say of the body: comments, the prompts of content controls, and the data that controls show.

Each is opened when the body first asks for it, which hardly any document does.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from lxml import etree

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import VAL, P, T, w

OWN = "\u2060"
"""What the initials of a comment end in that this package wrote: nobody types it, and Word and LibreOffice keep it."""

Load = Callable[[str], Iterator[Element]]

_STEPS = re.compile(
    r"(?: / (?: [\w.-]+ : )? [\w.-]+ (?: \[ \d{1,6} \] )? )+ (?: /@ (?: [\w.-]+ : )? [\w.-]+ )?", re.VERBOSE
)
"""The only paths that Word writes; none of them can take long."""
_PREFIX = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")


class SideParts:
    """Parts that stand beside the body.

    Args:
        load: gives the roots of the parts of a kind of relationship.
        control: gives what an ActiveX control shows, by the id of its relationship; None if that is not known.
    """

    def __init__(self, load: Load, control: Callable[[str], str | None]) -> None:
        self._load, self.control = load, control

    def comment(self, name: str) -> str:
        """What a comment says, and who said it; "" if it is one of those that ask for corrections."""
        return self._comments.get(name, "")

    def prompt(self, name: str) -> str | None:
        """The prompt of a content control, by its name in the glossary; None if that is not known."""
        return self._prompts.get(name)

    def bound(self, binding: Element) -> str | None:
        """The text that a control shows by `w:dataBinding`; None if its data are not in the file."""
        path = binding.get(w("xpath"), "")
        if not _STEPS.fullmatch(path):
            return None
        names = dict(_PREFIX.findall(binding.get(w("prefixMappings"), "")))
        for root in self._data:
            found = _at(root, path, names)
            if found is not None:
                return found
        return None

    @cached_property
    def _comments(self) -> dict[str, str]:
        comments = (each for root in self._load("comments") for each in root)
        return {
            each.get(w("id"), ""): _signed(each) for each in comments if not each.get(w("initials"), "").endswith(OWN)
        }

    @cached_property
    def _prompts(self) -> dict[str, str]:
        parts = (part for root in self._load("glossaryDocument") for part in root.iter(w("docPart")))
        return {name.get(VAL, ""): _text(part) for part in parts if (name := part.find(f".//{w('name')}")) is not None}

    @cached_property
    def _data(self) -> list[Element]:
        return [root for kind in ("customXml", "core-properties", "extended-properties") for root in self._load(kind)]


def _at(root: Element, path: str, names: dict[str, str]) -> str | None:
    """The text at a path. A path of absolute steps finds nothing in data of another kind."""
    try:
        found = root.xpath(path, namespaces=names or None)
    except etree.XPathError:
        return None
    first = found[0] if found else None
    return first if first is None or isinstance(first, str) else "".join(first.itertext())


def _signed(comment: Element) -> str:
    author = comment.get(w("author"), "")
    return f"{author}：{_text(comment)}" if author else _text(comment)


def _text(parent: Element) -> str:
    return " ".join("".join(paragraph.itertext(T)) for paragraph in parent.iter(P)).strip()
