"""Fields: their instruction never shows, their result does; form fields and a few others show what no run holds."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ipforms.formats.docx.ooxml_names import VAL, is_on, number, w
from ipforms.formats.docx.symbol_fonts import symbol, symbol_font

if TYPE_CHECKING:
    from ipforms.containers.safe_xml import Element
    from ipforms.formats.docx.paragraph_text import ParagraphText


TICKED, UNTICKED = "☑", "☐"

_TYPE = w("fldCharType")
_SYMBOL = re.compile(
    r"""^ \s* SYMBOL \s+
        (0x[0-9a-f]{1,4} | \d{1,5})         # the code
        (?: .* \\f \s* "? ([^"\\]+) )?      # the font, behind the switch \f""",
    re.IGNORECASE | re.VERBOSE,
)
_BUTTON = re.compile(r"^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s(.*)", re.IGNORECASE | re.DOTALL)
_TODAY = re.compile(r"^\s*(?:DATE|TIME|SAVEDATE|PRINTDATE)\b", re.IGNORECASE)
_PROMPT = re.compile(r"^\s*MACROBUTTON\b", re.IGNORECASE)
_NEVER_SHOWN = re.compile(r"^\s*(?:SET|ASK)\b", re.IGNORECASE)
CHOOSE = re.compile(
    r"""\W* (?: (?: 请 | 从 | 下拉 | 点击 | 单击 )+ 选择? \w{0,8}
              | 选择 (?: 一[项个] | 项目? )?
              | (?:Please\s)? (?:Choose|Select) \b .* ) \W*""",
    re.IGNORECASE | re.VERBOSE,
)
"""An entry of a list that asks to choose another."""
_EQUATION = re.compile(r"^\s*EQ\b", re.IGNORECASE)


class FieldInstruction(str):
    """A piece of an instruction: it is never shown, not even where a field does not end."""

    __slots__ = ()


class ComplexField:
    """A field that has begun.

    Attributes:
        outside: where the text before the field went; what the field shows goes there.
        code: its instruction, and what fields inside it show.
        result: its result, once that has begun.
        form: what a form field shows by itself, or None.
        box: the form field is a check box, whose result is not looked at.
        default: what the form field shows before anybody fills it in, or "".
        is_chosen: somebody has chosen an entry of a list, if it is one.
    """

    __slots__ = ("box", "code", "default", "form", "is_chosen", "outside", "result")

    def __init__(self, outside: list[str], form: str | None = None, box: bool = False) -> None:
        self.outside, self.form, self.box = outside, form, box
        self.code: list[str] = []
        self.result: list[str] | None = None
        self.default, self.is_chosen = "", True

    def shown(self) -> str:
        """What a person sees of the field."""
        result = "".join(self.result or ())
        if self.box or (self.form and not result.strip()):
            return self.form or ""
        return result or computed("".join(self.code))

    def left_open(self) -> list[str]:
        """What a person sees of a field that does not end: all text that is no instruction."""
        if self.result is not None or self.box:
            return [self.shown()]
        return [text for text in self.code if not isinstance(text, FieldInstruction)]


def field_char(element: "Element", paragraph: "ParagraphText") -> None:
    """A field begins, comes to its result, or ends; what does not fit is passed over."""
    kind = element.get(_TYPE)
    if kind == "begin":
        field = _begun(element, paragraph)
        paragraph.fields.append(field)
        paragraph.out = field.code
    elif paragraph.fields and kind == "separate":
        paragraph.out = paragraph.fields[-1].result = []
    elif paragraph.fields and kind == "end":
        field = paragraph.fields.pop()
        paragraph.out = field.outside
        paragraph.out.append(seen_of_field("".join(field.code), field.shown(), paragraph, field))


def seen_of_field(code: str, shown: str, paragraph: "ParagraphText", field: ComplexField | None = None) -> str:
    """What was filled in of what a field shows: nothing of a prompt, nor of a form field as its designer left it."""
    diagnostics = paragraph.context.diagnostics
    if _NEVER_SHOWN.match(code):
        return ""
    if is_today(code):
        diagnostics.today.append(paragraph.place)
    is_default = field is not None and bool(field.default) and shown.strip() == field.default.strip()
    is_list = field is not None and field.form is not None and not field.box
    if is_default or _PROMPT.match(code) or (is_list and CHOOSE.fullmatch(shown.strip())):
        diagnostics.leave_out("reading.placeholder", paragraph.place, shown)
        return ""
    if is_list and field is not None and not field.is_chosen:
        diagnostics.leave_out("reading.first_choice", paragraph.place, shown)
    return shown


def instruction(element: "Element", paragraph: "ParagraphText") -> None:
    """A piece of an instruction."""
    if paragraph.fields and paragraph.fields[-1].result is None:
        paragraph.out.append(FieldInstruction(element.text or ""))


def computed(code: str) -> str:
    """What Word computes where the file has no result: boxed characters, symbols, prompts."""
    if _EQUATION.match(code):
        return evaluate(code)
    found = _SYMBOL.match(code)
    if found:
        return _symbol(int(found[1], 0 if found[1][:2].lower() == "0x" else 10), found[2])
    found = _BUTTON.match(code)
    return found[1].strip() if found else ""


def is_today(code: str) -> bool:
    """Whether a field shows the day on which the file was opened or saved last, and not one that somebody wrote."""
    return _TODAY.match(code) is not None


def _symbol(code: int, font: str | None) -> str:
    known = symbol_font(font.strip() if font else None)
    return (symbol(known, code) or "\ufffd") if known else chr(code) if 0x20 <= code < 0xD800 else "\ufffd"


def _begun(element: "Element", paragraph: "ParagraphText") -> ComplexField:
    data = element.find(w("ffData"))
    if data is None:
        return ComplexField(paragraph.out)
    box = data.find(w("checkBox"))
    if box is not None:
        return ComplexField(paragraph.out, _ticked(box), box=True)
    choices = data.find(w("ddList"))
    field = ComplexField(paragraph.out, None if choices is None else _chosen(choices))
    default = data.find(f"{w('textInput')}/{w('default')}")
    field.default = "" if default is None else default.get(VAL, "")
    field.is_chosen = choices is None or choices.find(w("result")) is not None
    return field


def _ticked(box: "Element") -> str:
    for name in ("checked", "default"):
        state = box.find(w(name))
        if state is not None:
            return TICKED if is_on(state.get(VAL)) else UNTICKED
    return UNTICKED


def _chosen(choices: "Element") -> str:
    entries = [entry.get(VAL, "") for entry in choices.findall(w("listEntry"))]
    for name in ("result", "default"):
        index = choices.find(w(name))
        if index is not None:
            break
    chosen = number(None if index is None else index.get(VAL), 0)
    return entries[chosen] if 0 <= chosen < len(entries) else ""


# The innermost call: switches, then arguments that hold no call themselves.
_CALL = re.compile(r"((?:\\[a-z]+[\s\d]*)+)\(([^()\\]*)\)", re.IGNORECASE)
_SWITCH = re.compile(r"\\([a-z]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([^a-z])", re.IGNORECASE)
_HEAD = re.compile(r'^\s*eq\b(?:\s*\\\*\s*(?:"[^"]*"|\w+))*', re.IGNORECASE)
_FRAMES = frozenset("□○△◇〇◯■●▲◆☐")
# A person's boxed or read character takes some fifty; a text that is made to be slow is cut.
_MOST, _LONGEST = 8, 300

# Signs that mean something to the grammar, while they stand escaped: private characters that no font shows.
_KEPT = {sign: chr(0xE000 + number) for number, sign in enumerate(",;()\\")}
_BACK = {ord(kept): sign for sign, kept in _KEPT.items()}
_RAISED = "\ue010"


def evaluate(instruction: str) -> str:
    r"""What an EQ field shows, on one line: characters in a box or a circle, one over the other, with a reading.

    Word's “enclosed characters” writes `eq \o\ac(□,9)`, its phonetic guide `eq \o\ad(\s\up 9(pīn),拼)`.

    >>> evaluate(r" eq \o\ac(□,9) "), evaluate(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(pīn),拼)"), evaluate(r"eq \f(1,2)")
    ('9', '拼', '1/2')
    """
    text = _ESCAPED.sub(lambda match: _KEPT.get(match[1], match[1]), _HEAD.sub("", instruction[:_LONGEST]))
    for _ in range(_MOST):
        text, calls = _CALL.subn(_called, text)
        if not calls:
            break
    return text.replace(_RAISED, "").translate(_BACK).strip()


def _called(call: re.Match[str]) -> str:
    switches = [switch.lower() for switch in _SWITCH.findall(call[1])]
    arguments = [argument.strip() for argument in re.split("[,;]", call[2])]
    shown = _SHOWN[switches[0]](arguments) if switches[0] in _SHOWN else "".join(arguments)
    return _RAISED + shown if switches[0] == "s" and "up" in switches else shown


def _overlaid(arguments: list[str]) -> str:
    """What stands in a frame; the base of a reading; else all of it."""
    inside = [each for each in arguments if each not in _FRAMES]
    base = [each for each in inside if not each.startswith(_RAISED)]
    return "".join(base if len(base) == 1 else inside)


_SHOWN: dict[str, Callable[[list[str]], str]] = {"o": _overlaid, "f": "/".join, "l": ",".join}
