"""What a blank DOCX shows as long as nothing is typed: prompts of content controls, drop-down lists, words in grey."""

from typing import Any

from ipforms.text.regex import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = f"{_W}r"
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_HEX = regex("[0-9A-Fa-f]{6}")
_GREY_SPREAD = 16  # between the red, green and blue of a grey, of 255
_DARKEST, _LIGHTEST = 0x60, 0xD9  # of a grey: Word's prompts are 808080, its palette goes from 7F7F7F to D9D9D9


def open_controls(root: Any) -> None:
    """Take out what content controls show as long as nothing is typed, with the controls; of boxes only these go."""
    empty = [each.getparent().getparent() for each in root.iter(f"{_W}showingPlcHdr")]
    boxes = [each.getparent().getparent() for each in root.iter(_CHECKBOX)]
    for control in dict.fromkeys([*boxes, *empty]):
        content = control.find(f"{_W}sdtContent")
        for run in list(content.iter(_R)) if content is not None and control not in boxes else ():
            run.getparent().remove(run)
        for child in [] if content is None else list(content):
            control.addprevious(child)
        control.getparent().remove(control)


def offered(paragraph: Any) -> tuple[str, ...]:
    """What the lists in a paragraph offer, without the prompt that stands first in some."""
    items = [item for name in ("dropDownList", "comboBox") for each in paragraph.iter(f"{_W}{name}") for item in each]
    said = [item.get(f"{_W}value") and (item.get(f"{_W}displayText") or item.get(f"{_W}value")) for item in items]
    return tuple(filter(None, said))


def is_grey(run: Any) -> bool:
    """Whether a run is printed in a grey that is neither black nor white."""
    color = run.find(f"{_W}rPr/{_W}color")
    value = "" if color is None else color.get(f"{_W}val", "")
    if not _HEX.fullmatch(value):
        return False
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) <= _GREY_SPREAD and _DARKEST <= green <= _LIGHTEST


def blacken(run: Any) -> None:
    """What is typed over a prompt is as black as all else."""
    if is_grey(run):
        run.find(f"{_W}rPr").remove(run.find(f"{_W}rPr/{_W}color"))
