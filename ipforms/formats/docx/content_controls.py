"""Content controls: what a check box shows, which text is only a prompt, and what the data say that a control shows.

What a control shows may be written twice: as text, and as a date or as data of a part of its own, which Word shows when
it opens the file. `settle` brings the text in line, wherever the control stands: in a line, around paragraphs, a cell.
"""

import re
from typing import NamedTuple

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.complex_fields import CHOOSE, TICKED, UNTICKED
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.ooxml_names import SDT, SDT_CONTENT, SDT_PR, VAL, T, is_on, w, w14
from ipforms.paths import Place

_CHECKBOXES = (w14("checkbox"), w("checkbox"))
_CHECKED = (w14("checked"), w("checked"))
_LISTS = (w("dropDownList"), w("comboBox"))
_PROMPTED = w("showingPlcHdr")
_NUMBER = re.compile(r"\d+")

_EMPTY = frozenset("☐□○◯◻")
_FULL = frozenset("☑√✓✔■●✅")


class ControlProperties(NamedTuple):
    """What a control says of itself."""

    ticked: bool | None = None  # the state of a check box; None if it is none
    is_prompted: bool = False  # it says that it shows its prompt
    prompt: str = ""  # the name of its prompt in the glossary, or ""
    choices: tuple[tuple[str, str], ...] = ()  # what a list shows, and the value of each entry
    date: tuple[int, ...] = ()  # year, month and day of a date that was picked, or ()
    binding: Element = None  # `w:dataBinding`, or None


def properties(control: Element) -> ControlProperties:
    """What a control says of itself."""
    found = ControlProperties()
    said = control.find(SDT_PR)
    for child in said if said is not None else ():
        tag = child.tag
        if tag in _CHECKBOXES:
            states = [state.get(w14("val")) or state.get(VAL) for state in child if state.tag in _CHECKED]
            found = found._replace(ticked=bool(states) and is_on(states[-1]))
        elif tag == _PROMPTED:
            found = found._replace(is_prompted=is_on(child.get(VAL)))
        elif tag == w("placeholder"):
            found = found._replace(prompt=next((part.get(VAL, "") for part in child), ""))
        elif tag in _LISTS:
            found = found._replace(choices=tuple(map(_entry, child)))
        elif tag == w("date"):
            found = found._replace(date=tuple(map(int, _NUMBER.findall(child.get(w("fullDate"), "")[:10]))))
        elif tag.endswith("}dataBinding"):  # Word 2013 has one of its own for rich text
            found = found._replace(binding=child)
    return found


def _entry(item: Element) -> tuple[str, str]:
    value = item.get(w("value"), "")
    return item.get(w("displayText")) or value, value


def settle(control: Element, context: DocxContext, place: Place) -> None:
    """Make the text of a control what a person sees of it: nothing for a prompt, what its data say."""
    said, content = properties(control), control.find(SDT_CONTENT)
    texts = [] if content is None else list(content.iter(T))
    shown = "".join(text.text or "" for text in texts)
    if said.ticked is not None or not texts:
        return
    code, meant = _meant(said, shown, context)
    if code:
        context.diagnostics.leave_out(code, place, f"{shown} / {meant}" if meant else shown)
    if meant != shown:
        for text in texts:
            text.text = ""
        texts[0].text = meant


def _meant(said: ControlProperties, shown: str, context: DocxContext) -> tuple[str, str]:
    """What is to be told of a control, as a code or "", and what it shows."""
    is_blank = not shown.strip() or _is_prompt(said, shown, context)
    stored = context.beside.bound(said.binding) if said.binding is not None else None
    stored = {value: text for text, value in said.choices}.get(stored, stored) if stored else stored
    if stored and not _is_same(stored, "" if is_blank else shown):
        return "reading.control_differs", stored
    if is_blank:
        return "reading.placeholder", ""
    return _dated(said.date, shown) if len(said.date) == 3 else ("", shown)


def _is_prompt(said: ControlProperties, shown: str, context: DocxContext) -> bool:
    """Whether a text is the control's prompt; some programs fill in a value and leave the word that says so."""
    prompt = context.beside.prompt(said.prompt) if said.prompt else None
    if prompt:
        return shown.strip() == prompt.strip() or is_words_own(shown)
    if said.is_prompted or is_words_own(shown):
        return True
    return any(shown == text and (not value or CHOOSE.fullmatch(text.strip())) for text, value in said.choices)


def _is_same(stored: str, shown: str) -> bool:
    """Whether data and text say the same; a date is stored in its own way."""
    if stored.split() == shown.split() or stored.startswith("<"):
        return True
    return len(_numbers(stored)) >= 3 and _numbers(stored)[:3] == _numbers(shown)[:3]


def _dated(date: tuple[int, ...], shown: str) -> tuple[str, str]:
    """A date that was picked: as it is shown, unless its parts stand in an order that cannot be read for sure."""
    year, month, day = date
    numbers = _numbers(shown)
    if not numbers or numbers == list(date)[: len(numbers)]:
        return "", shown
    if (
        day in numbers
        and (year in numbers or year % 100 in numbers)
        and (month in numbers or re.search("[a-z]", shown))
    ):
        return "", f"{year}-{month:02}-{day:02}"
    return "reading.control_differs", shown


def _numbers(text: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(text[:40])]


def box(ticked: bool, shown: str) -> str:
    """What a check box shows. Word's own sign for “ticked” is ☒, so the state tells what a sign means.

    >>> box(True, "☒"), box(False, "☐"), box(False, "√"), box(True, "是")
    ('☑', '☐', '☑', '是')
    """
    sign = shown.strip()
    if len(sign) > 1 or sign.isalnum():
        return shown
    if sign in _EMPTY or sign in _FULL:
        return UNTICKED if sign in _EMPTY else TICKED
    return TICKED if ticked else UNTICKED


def is_words_own(text: str) -> bool:
    """Whether a text is a prompt in Word's or WPS's own words, which a control shows though its file does not say so.

    LibreOffice drops the word that says it.

    >>> is_words_own("单击或点击此处输入文字。"), is_words_own("请输入姓名")
    (True, False)
    """
    return _OWN_PROMPT.fullmatch(text.strip()) is not None


_OWN_PROMPT = re.compile(
    r"""(?:单击|点击) (?:或点击){0,2} 此处 可? (?:输入|选择|添加)? (?:文字|文本|日期|内容)? [。.]?
        | 选择一项 [。.]?
        | (?:Click|Tap) (?:[ ]or[ ]tap){0,2} [ ] (?:here[ ])? to[ ]enter[ ] (?:text|a[ ]date) \.?
        | Choose[ ]an[ ]item \.?""",
    re.IGNORECASE | re.VERBOSE,
)


def repeated(control: Element) -> str | None:
    """The text of a control that the next ones say again, or None.

    LibreOffice 7.4 saves a control once for each run inside of it, each time with the whole text behind the run's own:
    one that says 张三 comes back as three that say 张三, 张三张三 and 张三. Nobody typed that, so it is read once.
    What gives it away is a run with two `w:t` side by side, which neither Word nor WPS writes.
    """
    following = control.getnext()
    if following is None or following.tag != SDT or not _has_twin_texts(following):
        return None
    text = _text(control)
    return text if text and _text(following).endswith(text) else None


def says_again(control: Element, text: str) -> bool:
    """Whether a control is one of those that say `text` again."""
    before = control.getprevious()
    return before is not None and before.tag == SDT and _text(control).endswith(text)


def _text(control: Element) -> str:
    return "".join(text.text or "" for text in control.iter(T))


def _has_twin_texts(control: Element) -> bool:
    content = control.find(SDT_CONTENT)
    texts = () if content is None else content.iter(T)
    return any(following is not None and following.tag == T for following in (text.getnext() for text in texts))
