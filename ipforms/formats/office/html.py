"""HTML and MHTML, which often go by the name of .doc: made plain before LibreOffice opens them.

Nothing in it runs and nothing is fetched: scripts, styles, pictures and frames are taken out, and every attribute that
can hold an address. What was typed into fields of a page becomes text. Hidden rows and blocks go, with a note; where
text of a line is hidden, struck or coloured, its look is kept, which the reader of DOCX judges.
"""

import email
import email.policy
import re
from email.message import EmailMessage
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ipforms.errors import exceeded, unreadable
from ipforms.formats.docx.symbol_fonts import in_font, symbol_font
from ipforms.formats.office.office_files import OfficeFile, OfficeLimits, PreparedFile
from ipforms.messages import Note
from ipforms.text import NOT_XML

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DROPPED = (
    *("script", "style", "link", "meta", "base", "title", "xml", "noscript", "template"),
    *("img", "picture", "svg", "canvas", "video", "audio", "source", "track", "map"),
    *("iframe", "frame", "frameset", "object", "embed", "applet", "param", "bgsound"),
)
_FETCHED = frozenset(
    ("img", "iframe", "frame", "object", "embed", "applet", "link", "video", "audio", "bgsound", "svg")
)
_KEPT = frozenset(
    (
        *("colspan", "rowspan", "align", "valign", "width", "border", "start", "type", "value", "dir"),
        *("color", "bgcolor", "style"),  # the style as `keep_looks` leaves it
    )
)
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_HTML_HEAD = b'<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
_MOST_MARKUP = 600_000  # tags; bounds what the parser builds of a hostile page
_EXCERPT = 60  # characters that a note quotes


def html(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """A page.

    Raises:
        UnreadableDocument: nothing is in it.
        LimitExceeded: it has too much markup, or is nested too deeply.
    """
    return _plain(source.name, _decoded(source.data))


def mhtml(source: OfficeFile, limits: OfficeLimits) -> PreparedFile:
    """A page with its pictures in one file, of which the page is read."""
    message = email.message_from_bytes(source.data.lstrip(), policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _plain(source.name, _decoded(payload, part.get_content_charset()))
    raise unreadable(source.name, "office_broken")


def _decoded(data: bytes, charset: str | None = None) -> str:
    """The text. Pages say gb2312 and mean more than that."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:4_096])
    name = charset or (said[1].decode("ascii", "ignore").lower() if said else "utf-8")
    for each in ("gb18030" if name.startswith(("gb", "x-gb", "cp936")) else name, "utf-8-sig", "gb18030"):
        try:
            return data.decode(each)
        except (ValueError, LookupError):  # the name may hold anything, a null character too
            continue
    return data.decode("utf-8", "replace")


def _plain(name: str, text: str) -> PreparedFile:
    if text.count("<") > _MOST_MARKUP:
        raise exceeded(name, "markup", _MOST_MARKUP, count=text.count("<"))
    root = _parsed(name, text)
    fetched = sum(1 for element in root.iter(*_FETCHED) if element.get("src") or element.get("href") or len(element))
    notes = [Note("reading.external", {"count": fetched})] if fetched else []
    if root.find(".//script") is not None:
        notes.append(Note("reading.macros"))
    apply_classes(root)
    notes += _unseen(root)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_DROPPED, with_tail=False)
    _typed(root)
    _signs(root)
    keep_looks(root)
    for element in root.iter(etree.Element):
        kept = {name: NOT_XML.sub("", value) for name, value in element.attrib.items() if name in _KEPT}
        # All at once: HTML has names of attributes that lxml cannot take back, such as {a}.
        element.attrib.clear()
        element.attrib.update(kept)
    rows = sum(1 for _ in root.iter("tr"))
    body = root.find("body")
    made = _HTML_HEAD + etree.tostring(root if body is None else body, encoding="utf-8", method="html") + b"</html>"
    return PreparedFile(made, "HTML (StarWriter)", "html", rows, rows > 0, tuple(notes))


def _parsed(name: str, text: str) -> Any:
    parser = lxml_html.HTMLParser(no_network=True, remove_pis=True, encoding="utf-8")
    try:
        root = lxml_html.document_fromstring(NOT_XML.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise unreadable(name, "office_broken") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise exceeded(name, "depth", 256)
    return root


def _unseen(root: Any) -> list[Note]:
    """Take out blocks that are hidden; what is marked as deleted is struck."""
    notes = []
    for element in [each for each in root.iter(etree.Element) if is_hidden(each) and each.tag not in INLINE]:
        text = " ".join("".join(element.itertext()).split())
        if text and element.getparent() is not None:
            notes.append(Note("reading.hidden_text", {"place": "HTML", "text": text[:_EXCERPT]}))
        if element.getparent() is not None:
            element.drop_tree()
    deleted, inserted = list(root.iter("del")), sum(1 for _ in root.iter("ins"))
    for element in deleted:
        element.tag = "s"
    if deleted or inserted:
        notes.append(Note("reading.tracked_changes", {"inserted": inserted, "deleted": len(deleted)}))
    return notes


def _signs(root: Any) -> None:
    """Letters that a symbol font shows as signs, as what a person sees."""
    for element in root.iter(etree.Element):
        said = _FAMILY.search(element.get("style", ""))
        names = element.get("face") or (said[1] if said else "")
        font = symbol_font(names.split(",")[0].strip(" \"'"))
        if font is None:
            continue
        for inner in element.iter(etree.Element):
            inner.text = in_font(inner.text, font)[0] if inner.text else None
            if inner is not element and inner.tail:
                inner.tail = in_font(inner.tail, font)[0]


def _typed(root: Any) -> None:
    """What stands in the fields of a page, as text."""
    for field in list(root.iter("input", "select")):
        field.tail = _entry(field) + (field.tail or "")
        field.drop_tree()
    for area in root.iter("textarea"):
        area.tag = "span"


def _entry(field: Any) -> str:
    if field.tag == "select":
        chosen = next((each for each in field.iter("option") if "selected" in each.attrib), field.find(".//option"))
        return "" if chosen is None else "".join(chosen.itertext()).strip()
    kind = field.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if "checked" in field.attrib else "☐"
    return "" if kind in ("hidden", "button", "submit", "reset", "image", "file") else field.get("value", "")


INLINE = frozenset(
    (
        *("span", "font", "b", "i", "u", "s", "em", "strong", "small", "big", "sub", "sup"),
        *("ins", "del", "strike", "a", "label"),
    )
)
"""Elements within a line; others are blocks, which are hidden with all that they hold."""

_HIDDEN = re.compile(
    r"""display \s*:\s* none | visibility \s*:\s* (?: hidden | collapse )
        | mso-hide \s*:\s* all                                # Word's own
        | opacity \s*:\s* 0 (?! [.\d] ) | text-indent \s*:\s* -\d{3}""",
    re.IGNORECASE | re.VERBOSE,
)
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_CSS_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"(\w*)(?:([.#])([\w-]+))?")
_KEPT_LOOKS = frozenset(
    ("color", "background", "background-color", "text-decoration", "text-decoration-line", "font-size")
)
_PLAIN = re.compile(r"[\w#.%\s-]* (?: rgb \( [\d,\s%]* \) )? [\w\s-]*", re.VERBOSE)
"""A value of a declaration; nothing that could name an address."""
_UNSEEN = "color: #010101; background: #010101"
_MOST_RULES = 2_000  # of a page; bounds what a hostile one costs, and Word writes some two hundred


def apply_classes(root: Any) -> None:
    """Write what a page says of a tag, a class or an id into the elements; other selectors are passed over."""
    rules: dict[tuple[str, str, str], str] = {}
    for sheet in root.iter("style"):
        for selectors, declarations in _RULE.findall(_CSS_COMMENT.sub("", sheet.text or ""))[:_MOST_RULES]:
            for selector in selectors.split(","):
                found = _SELECTOR.fullmatch(selector.strip())
                if found and found[0]:
                    key = (found[1].lower(), found[2] or "", found[3] or "")
                    rules[key] = f"{rules.get(key, '')}{declarations};"
    if rules:
        for element in root.iter(etree.Element):
            said = "".join(rules.get(key, "") for key in _keys(element))
            if said:
                element.set("style", f"{said}{element.get('style', '')}")


def _keys(element: Any) -> list[tuple[str, str, str]]:
    """What selects an element, the weakest first."""
    names = [(".", name) for name in element.get("class", "").split()] + [("#", element.get("id", ""))]
    return [(element.tag, "", ""), *((tag, kind, name) for kind, name in names for tag in ("", element.tag))]


def is_hidden(element: Any) -> bool:
    """Whether an element is not shown."""
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None


def keep_looks(root: Any) -> None:
    """Leave of each style what decides whether text is seen. Call it when hidden blocks are gone."""
    for element in root.iter(etree.Element):
        if is_hidden(element):
            element.set("style", _UNSEEN)
        elif "style" in element.attrib:
            _keep(element, _declarations(element.get("style")))


def _keep(element: Any, said: dict[str, str]) -> None:
    background = said.get("background-color") or said.get("background")
    if background and element.tag in ("td", "th", "tr", "table"):
        element.set("bgcolor", background)
    element.set("style", "; ".join(f"{name}: {value}" for name, value in said.items()))
    if "line-through" in said.get("text-decoration", said.get("text-decoration-line", "")):
        _strike(element)


def _declarations(style: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in style.split(";"))
    found = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return {name: value for name, value in found.items() if name in _KEPT_LOOKS and _PLAIN.fullmatch(value)}


def _strike(element: Any) -> None:
    """Struck by a tag, which LibreOffice knows on every element that holds text."""
    struck = etree.Element("s")
    if element.tag in INLINE or element.tag in ("p", "td", "th", "div", "li"):
        struck.text, element.text = element.text, None
        struck.extend(list(element))
        element.append(struck)
