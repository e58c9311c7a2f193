"""Content controls: what a check box shows, and which text is only a prompt."""

from __future__ import annotations

import re

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.complex_fields import TICKED, UNTICKED
from ipforms.formats.docx.ooxml_names import SDT_PR, VAL, is_on, w, w14

_CHECKBOXES = (w14("checkbox"), w("checkbox"))
_CHECKED = (w14("checked"), w("checked"))
_PROMPTED = w("showingPlcHdr")
_PROMPT = re.compile(
    r"""^ \s* (?: 请? (?:单击|点击|选择|输入|键入) | 请在?此处     # an order at the beginning
             | Click | Tap | Choose | Select | Enter )
        | 此处                                                     # or "here", anywhere""",
    re.IGNORECASE | re.VERBOSE,
)

_EMPTY = frozenset("☐□○◯◻")
_FULL = frozenset("☑√✓✔■●✅")


def properties(control: Element) -> tuple[bool | None, bool]:
    """Whether it is a check box that is ticked (None if it is none), and whether it shows its prompt."""
    ticked, prompted = None, False
    for child in control.find(SDT_PR) if control.find(SDT_PR) is not None else ():
        if child.tag in _CHECKBOXES:
            states = [state.get(w14("val")) or state.get(VAL) for state in child if state.tag in _CHECKED]
            ticked = bool(states) and is_on(states[-1])
        elif child.tag == _PROMPTED:
            prompted = is_on(child.get(VAL))
    return ticked, prompted


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


def is_prompt(text: str) -> bool:
    """Whether a control that says that it shows its prompt does so; some programs leave the word and fill in a value.

    >>> is_prompt("单击或点击此处输入文字。"), is_prompt("广州测试有限公司")
    (True, False)
    """
    return _PROMPT.search(text) is not None


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
