"""Bytes of a part → its root element, safely: no DTD, no entity, no network, no file."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from lxml import etree

from ipforms.containers.container_limits import ContainerLimits
from ipforms.errors import IpformsError, exceeded, unreadable
from ipforms.text.regex import regex

# lxml-stubs know no iteration of `_Element` that mypy could use at this speed; an element is what lxml makes of it.
Element = Any

SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
"""Options of every parser: nothing is fetched, nothing expands, and only elements and their text are kept."""

# libxml2's XML_ERR_RESOURCE_LIMIT; before 2.14 its guards raised XML_ERR_INTERNAL_ERROR.
_GUARDS = (114, 1)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = regex(r"^\s*<\?xml[^>]*\?>")

# ISO 29500 Strict names its vocabularies anew; the elements are the same.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)

_UNDECLARED = 201  # libxml2's XML_NS_ERR_UNDEFINED_NAMESPACE: a prefix that nobody has declared hurts no reader
_PIECE = 1 << 16  # bytes that are streamed at a time: elements of some 2 MB


class BrokenXml(Exception):
    """A part is no XML, brings a DTD, or has too much markup in one place."""


def parse(name: str, part: str, data: bytes, limits: ContainerLimits) -> Element:
    """The root element of a part.

    Raises:
        UnreadableDocument: the part is no XML, or brings a DTD.
        LimitExceeded: it has too much markup, or is nested or long beyond the parser's guards.
    """
    data = _utf8(data)
    markup = data.count(b"<") + data.count(b"=")
    if markup > limits.markup:
        raise exceeded(name, "part_markup", limits.markup, part=part, count=markup)
    if b"<!DOCTYPE" in data:
        raise unreadable(name, "docx_dtd", part=part)
    try:
        root = etree.fromstring(_transitional(data), _parser(limits.huge_xml))
    except etree.XMLSyntaxError as error:
        raise _fault(name, part, error) from error
    except (ValueError, LookupError) as error:
        raise unreadable(name, "docx_part", part=part, error=error) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(name, "docx_dtd", part=part)
    return root


@cache
def _parser(huge: bool) -> Any:
    return etree.XMLParser(huge_tree=huge, **SAFE)


def stream(
    chunks: Iterable[bytes], names: Sequence[str], markup: int, *, around: Sequence[str] = ()
) -> Iterator[Element]:
    """The elements of some names, as they end; one within another one of these comes before it.

    What has ended is soon forgotten, so that a part of any size takes little memory.

    Args:
        chunks: the part.
        names: of the elements, in any vocabulary.
        markup: how many tags one of these, or what stands between two of them, may have.
        around: names of elements around those, which come too, with little more than the last thing in them.

    Raises:
        BrokenXml: see there.
    """
    parser = etree.XMLPullParser(("end",), tag=[f"{{*}}{name}" for name in (*names, *around)], **SAFE)
    root, count = None, 0
    try:
        for piece in (chunk[at : at + _PIECE] for chunk in chunks for at in range(0, len(chunk), _PIECE)):
            parser.feed(piece)
            count += piece.count(b"<")
            for _, element in parser.read_events():
                root = _root_of(element) if root is None else root
                yield element
                count = 0
            if count > markup:
                raise BrokenXml(f"{count} tags")
            if root is not None:
                _forget(root, names)
        _close(parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:  # LookupError: an encoding that nobody knows
        raise BrokenXml from error


def _close(parser: Any) -> None:
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) != _UNDECLARED:
            raise


def _root_of(element: Element) -> Element:
    tree = element.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise BrokenXml("DOCTYPE")
    return tree.getroot()


def _forget(element: Element, names: Sequence[str]) -> None:
    """Drop what has ended, but for what is in an element of these names that may still be open."""
    while len(element) and local_name(element) not in names:
        if len(element) > 1:  # lxml goes through all that it keeps
            del element[:-1]
        element = element[-1]


def local_name(element: Element) -> str:
    """The name of an element without its vocabulary."""
    name: str = element.tag
    return name.rpartition("}")[2]


def _utf8(data: bytes) -> bytes:
    """UTF-16 as UTF-8, so that what follows may look at the bytes."""
    if data[:2] not in _UTF16:
        return data
    return _DECLARATION.sub("", data.decode("utf-16", "replace"), count=1).encode()


def _transitional(data: bytes) -> bytes:
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(_STRICT + strict, transitional)
    return data


def _fault(name: str, part: str, error: etree.XMLSyntaxError) -> IpformsError:
    if getattr(error, "code", None) in _GUARDS:  # the stubs do not know it
        return exceeded(name, "xml_guards", "256 / 10 MB, huge_xml", part=part)
    return unreadable(name, "docx_part", part=part, error=error)
