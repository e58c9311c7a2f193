"""How text of a page looks, as far as that decides whether a person sees it: classes, and the style that is kept.

LibreOffice takes struck, coloured and tiny text into the DOCX, whose reader knows what is not seen and where it stands.
What a line hides altogether is given the colour of its own background, which comes to the same.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

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
_KEPT = frozenset(("color", "background", "background-color", "text-decoration", "text-decoration-line", "font-size"))
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
    return {name: value for name, value in found.items() if name in _KEPT and _PLAIN.fullmatch(value)}


def _strike(element: Any) -> None:
    """Struck by a tag, which LibreOffice knows on every element that holds text."""
    struck = etree.Element("s")
    if element.tag in INLINE or element.tag in ("p", "td", "th", "div", "li"):
        struck.text, element.text = element.text, None
        struck.extend(list(element))
        element.append(struck)
