"""A run: characters of one look, and the signs and drawings among them."""

from __future__ import annotations

from collections.abc import Callable

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.alternate_content import chosen
from ipforms.formats.docx.complex_fields import field_char, instruction
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.drawings import DRAWINGS
from ipforms.formats.docx.ooxml_names import ALTERNATE, RPR, SPACE, VAL, VANISH, T, is_on, w
from ipforms.formats.docx.paragraph_text import ParagraphText
from ipforms.formats.docx.symbol_fonts import in_font, symbol, symbol_font

Inline = Callable[[Element, ParagraphText], None]

_FONTS, _STYLE = w("rFonts"), w("rStyle")
_ASCII, _HANSI = w("ascii"), w("hAnsi")
_WHITE = frozenset(" \t\r\n")
_CODE, _FONT = w("char"), w("font")
_UNKNOWN = "\ufffd"


def run(element: Element, paragraph: ParagraphText, inline: Inline) -> None:
    """Read a run; `inline` reads what it wraps around other runs (ruby)."""
    font = None
    for child in element:
        tag = child.tag
        if tag == T:
            if child.text:
                text = shown(child, paragraph.context)
                paragraph.out.append(text if font is None else _in_font(text, font, paragraph))
        elif tag == RPR:
            hidden, font = look(child, paragraph.context)
            if hidden:
                _unseen(element, paragraph)
                return
        else:
            _sign(child, tag, paragraph, inline)


def _sign(child: Element, tag: str, paragraph: ParagraphText, inline: Inline) -> None:
    handler = _SIGNS.get(tag)
    if handler is not None:
        handler(child, paragraph)
    elif tag == ALTERNATE:
        branch = chosen(child)
        if branch is not None:
            paragraph.context.enter()
            run(branch, paragraph, inline)
            paragraph.context.leave()
    elif tag == _RUBY:
        paragraph.context.enter()
        for base in child.findall(_RUBY_BASE):
            inline(base, paragraph)
        paragraph.context.leave()


def shown(element: Element, context: DocxContext) -> str:
    """A `w:t` as Word shows it: blanks at its ends count only where the file says so, a line feed is a blank."""
    text: str = element.text
    if (text[0] in _WHITE or text[-1] in _WHITE) and not context.preserve and element.get(SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ") if "\n" in text else text


def look(properties: Element, context: DocxContext) -> tuple[bool, str | None]:
    """Whether the run is hidden, and its font if that is one of symbols."""
    hidden, styled, font = None, False, None
    for child in properties:
        tag = child.tag
        if tag == _FONTS:
            font = symbol_font(child.get(_ASCII)) or symbol_font(child.get(_HANSI))
        elif tag == VANISH:
            hidden = is_on(child.get(VAL))
        elif tag == _STYLE:
            styled = context.styles.hides(child.get(VAL, ""))
    return styled if hidden is None else hidden, font


def _unseen(element: Element, paragraph: ParagraphText) -> None:
    """A hidden run: its fields count, its text is noted."""
    for child in element:
        if child.tag in _FIELD_SIGNS:
            _FIELD_SIGNS[child.tag](child, paragraph)
        elif child.tag == T and child.text:
            paragraph.context.diagnostics.hidden.append((paragraph.place, child.text))


def _in_font(text: str, font: str, paragraph: ParagraphText) -> str:
    shown, unknown = in_font(text, font)
    if unknown:
        paragraph.context.diagnostics.symbols.append((paragraph.place, unknown))
    return shown


def _tab(element: Element, paragraph: ParagraphText) -> None:
    paragraph.out.append("\t")


def _break(element: Element, paragraph: ParagraphText) -> None:
    if element.get(_BREAK_TYPE, "textWrapping") == "textWrapping":
        paragraph.out.append("\n")


def _hyphen(element: Element, paragraph: ParagraphText) -> None:
    paragraph.out.append("-")


def _symbol(element: Element, paragraph: ParagraphText) -> None:
    text = element.get(_CODE, "")
    code = int(text, 16) if 0 < len(text) <= 6 and text.isalnum() and not set(text.lower()) - _HEX else 0
    font = symbol_font(element.get(_FONT))
    if font is None:
        shown = chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else None
    else:
        shown = symbol(font, code)
    if shown is None:
        paragraph.context.diagnostics.symbols.append((paragraph.place, f"{element.get(_FONT, '')} {text}"))
    paragraph.out.append(shown or _UNKNOWN)


_HEX = frozenset("0123456789abcdef")
_BREAK_TYPE = w("type")
_RUBY, _RUBY_BASE = w("ruby"), w("rubyBase")
_FIELD_SIGNS: dict[str, Callable[[Element, ParagraphText], None]] = {
    w("fldChar"): field_char,
    w("instrText"): instruction,
}
_SIGNS: dict[str, Callable[[Element, ParagraphText], None]] = {
    w("tab"): _tab,
    w("ptab"): _tab,
    w("br"): _break,
    w("cr"): _break,
    w("noBreakHyphen"): _hyphen,
    w("sym"): _symbol,
    **_FIELD_SIGNS,
    **DRAWINGS,
}
