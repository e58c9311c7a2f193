"""Ticks and boxes as Word has them: symbols, runs in a font of symbols, controls, form fields."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.replicas.runs import Pencil

_SIGN = re.compile(r"([☑■√□])")
_SYMBOLS = {
    "☑": ("Wingdings", "F0FE"),
    "■": ("Wingdings", "F06E"),
    "√": ("Wingdings", "F0FC"),
    "□": ("Wingdings", "F0A8"),
}
_LETTERS = {"☑": "R", "■": "R", "√": "P", "□": "£"}


def _symbol(pencil: Pencil, sign: str) -> str:
    font, character = _SYMBOLS[sign]
    if sign == "☑" and pencil.rng.random() < 0.4:
        font, character = "Wingdings 2", "F052"
    return f'<w:r><w:sym w:font="{font}" w:char="{character}"/></w:r>'


def _letter(pencil: Pencil, sign: str) -> str:
    return pencil.run(_LETTERS[sign], '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>')


def _control(pencil: Pencil, sign: str) -> str:
    ticked = sign != "□"
    # MS Gothic is what Word proposes; the character shown is the state's.
    font = 'w14:font="MS Gothic"'
    states = f'<w14:checkedState w14:val="2611" {font}/><w14:uncheckedState w14:val="2610" {font}/>'
    box = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{states}</w14:checkbox>'
    shown = pencil.run("☑" if ticked else "☐", '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic"/>')
    settings = f'<w:sdtPr><w:id w:val="{pencil.number()}"/>{box}</w:sdtPr>'
    return f"<w:sdt>{settings}<w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def _form_field(pencil: Pencil, sign: str) -> str:
    ticked = sign != "□"
    checked = pencil.rng.choice(('<w:default w:val="1"/>', '<w:default w:val="0"/><w:checked/>'))
    state = (
        checked
        if ticked
        else pencil.rng.choice(('<w:default w:val="0"/>', '<w:default w:val="1"/><w:checked w:val="0"/>'))
    )
    name = f"Check{pencil.number()}"
    data = f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
    rest = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    return begin + code + rest


WRITERS: dict[str, Callable[[Pencil, str], str]] = {
    "sym_ticks": _symbol,
    "wingdings2_ticks": _letter,
    "w14_checkbox": _control,
    "form_checkbox": _form_field,
}


def ticked(switch: str) -> Callable[[Pencil, str], str]:
    """A writer of texts whose ticks and boxes are written by the switch's way."""

    def write(pencil: Pencil, text: str) -> str:
        parts = (part for part in _SIGN.split(text) if part)
        return "".join(WRITERS[switch](pencil, part) if _SIGN.fullmatch(part) else pencil.run(part) for part in parts)

    return write


def has_tick(text: str) -> bool:
    return bool(_SIGN.search(text))
