"""A run: characters of one look, and the signs and drawings among them."""

from collections.abc import Callable

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.alternate_content import chosen
from ipforms.formats.docx.complex_fields import field_char, instruction
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.drawings import DRAWINGS
from ipforms.formats.docx.ooxml_names import ALTERNATE, RPR, SPACE, VAL, T, w
from ipforms.formats.docx.paragraph_text import ParagraphText
from ipforms.formats.docx.run_look import PLAIN, READERS, effective, look_of
from ipforms.formats.docx.symbol_fonts import in_font, symbol, symbol_font
from ipforms.text.raised_text import is_note_mark, raised

Inline = Callable[[Element, ParagraphText], None]

_FONTS, _STYLE = w("rFonts"), w("rStyle")
_RAISED, _STRUCK = "raised", "reading.struck"
_ASCII, _HANSI = w("ascii"), w("hAnsi")
_WHITE = frozenset(" \t\r\n")
_CODE, _FONT = w("char"), w("font")
_UNKNOWN = "\ufffd"


def run(element: Element, paragraph: ParagraphText, inline: Inline) -> None:
    """Read a run; `inline` reads what it wraps around other runs (ruby)."""
    unseen, font = paragraph.unseen, None
    for child in element:
        tag = child.tag
        if tag == T:
            if text := child.text:
                text = _shown(text, child, paragraph.context)
                text = text if font is None else _in_font(text, font, paragraph)
                paragraph.out.append(_left_out(text, unseen, paragraph) if unseen else text)
        elif tag == RPR:
            unseen, font = look(child, paragraph)
        elif not unseen:
            _sign(child, tag, paragraph, inline)
        else:
            _unseen_sign(child, tag, unseen, paragraph, inline)


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


def _shown(text: str, element: Element, context: DocxContext) -> str:
    """The text of a `w:t` as Word shows it: blanks at its ends only where the file says so, a line feed as a blank."""
    if (text[0] in _WHITE or text[-1] in _WHITE) and not context.preserve and element.get(SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ") if "\n" in text else text


def look(properties: Element, paragraph: ParagraphText) -> tuple[str, str | None]:
    """Why the run is not seen as it stands ("" if it is), and its font if that is one of symbols."""
    style, font, says = "", None, bool(paragraph.levels) or paragraph.is_flat
    for child in properties:
        tag = child.tag
        if tag == _FONTS:
            font = symbol_font(child.get(_ASCII)) or symbol_font(child.get(_HANSI))
        elif tag == _STYLE:
            style = child.get(VAL, "")
        else:
            says = says or tag in READERS
    named = paragraph.context.styles.look(style).text if style else PLAIN
    if not says and named is PLAIN:
        return "", font
    *levels, defaults = paragraph.levels or (PLAIN,)
    seen = effective(look_of(properties), (named, *levels), defaults)
    return paragraph.why_unseen(seen) or (_RAISED if seen.raised else ""), font


def _left_out(text: str, why: str, paragraph: ParagraphText) -> str:
    """What is read of a text that is not seen as it stands; the rest is noted."""
    if why == _RAISED:
        before = "".join(paragraph.out)
        if not is_note_mark(text, before):
            return raised(text, before)
        why = "reading.note_mark"
    paragraph.context.diagnostics.leave_out(why, paragraph.place, text)
    if why == _STRUCK:
        paragraph.strike_choice()
    return ""


def _unseen_sign(child: Element, tag: str, why: str, paragraph: ParagraphText, inline: Inline) -> None:
    """What else stands in such a run: its fields count, and unless it is hidden its breaks and drawings are seen."""
    if tag in _FIELD_SIGNS or (why != "reading.hidden_text" and tag not in _CHARACTERS):
        _sign(child, tag, paragraph, inline)
    elif tag in _CHARACTERS:
        with paragraph.aside() as part:
            _sign(child, tag, part, inline)
        paragraph.out.append(_left_out(part.text(), why, paragraph))


def _in_font(text: str, font: str, paragraph: ParagraphText) -> str:
    shown, unknown = in_font(text, font)
    if unknown:
        paragraph.context.diagnostics.leave_out("reading.unknown_symbol", paragraph.place, unknown)
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
        name = f"{element.get(_FONT, '')} {text}"
        paragraph.context.diagnostics.leave_out("reading.unknown_symbol", paragraph.place, name)
    paragraph.out.append(shown or _UNKNOWN)


def _comment(element: Element, paragraph: ParagraphText) -> None:
    context = paragraph.context
    context.diagnostics.leave_out("reading.comment", paragraph.place, context.beside.comment(element.get(w("id"), "")))


_HEX = frozenset("0123456789abcdef")
_BREAK_TYPE = w("type")
_RUBY, _RUBY_BASE = w("ruby"), w("rubyBase")
_CHARACTERS = frozenset((w("sym"), w("noBreakHyphen")))
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
    w("commentReference"): _comment,
    **_FIELD_SIGNS,
    **DRAWINGS,
}
