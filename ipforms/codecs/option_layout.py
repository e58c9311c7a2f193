"""Options in the print of a form: its own boxes are ticked, and words stand on its own line behind 其他."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from ipforms.codecs.ticks import BOXES, TICKS
from ipforms.text.regex import regex

SQUARE, ROUND, BRACKETS = ("□", "☑"), ("○", "●"), ("（ ）", "（√）")  # how a form prints a box, blank and ticked

_TICKED = dict.fromkeys("□☐▢◻⬜❏❐❑❒▫◽", "☑") | dict.fromkeys("○〇◯", "●") | dict(zip("◇△▽☆", "◆▲▼★", strict=True))
"""Boxes as forms print them, each with what it is when it is ticked."""
_BOX = regex(rf"[{''.join(_TICKED)}]|[（(\[〔【][ \u3000\u00a0]*[)）\]〕】]")
_LINE = regex(r"(?P<sign>[ \u3000]*[：:]?[ \u3000]*[（(]?)(?P<line>[_＿]*(?:[ \u3000]{2,})?)")  # behind 其他
_ASK = "："
_PROBE = "甲乙"  # words that a line is tried with


def boxes_like(blank: str) -> tuple[str, str]:
    """A box that a form prints, and the ticked one of its shape; √ in brackets, ☑ for what has no twin.

    >>> boxes_like("○"), boxes_like("◇"), boxes_like("[ ]")
    (('○', '●'), ('◇', '◆'), ('[ ]', '[√]'))
    """
    return (blank, f"{blank[0]}√{blank[-1]}" if len(blank) > 1 else _TICKED.get(blank, SQUARE[1])) if blank else SQUARE


def first_boxes(text: str) -> tuple[str, str]:
    """The first box in a print, blank and ticked; squares where it has none."""
    found = _BOX.search(text)
    return boxes_like(found[0] if found else "")


def box_count(text: str) -> int:
    """How many boxes a print has.

    >>> box_count("□国有 ◇民营 （ ）外资")
    3
    """
    return len(_BOX.findall(text))


def own_signs(boxes: Iterable[str], as_printed: str = "") -> Mapping[int, str]:
    """For `str.translate`: squares for the boxes of a form that are bullets elsewhere, ◇ and ◆."""
    printed = (zip(boxes_like(box), SQUARE, strict=True) for box in _BOX.findall(as_printed))
    pairs = (*zip(boxes, SQUARE, strict=False), *chain.from_iterable(printed))
    return {ord(own): sign for own, sign in pairs if len(own) == 1 and own not in BOXES + TICKS}


def is_square(boxes: Sequence[str]) -> bool:
    """Whether a box, blank and ticked, is a square, or there is none.

    >>> is_square(SQUARE), is_square(("◇", "◆")), is_square(BRACKETS)
    (True, False, False)
    """
    return not boxes or _TICKED.get(boxes[0]) == SQUARE[1]


@dataclass(frozen=True)
class OptionLayout:
    """The print of options, and where in it what is."""

    text: str  # nothing ticked
    boxes: Mapping[str, tuple[int, int]]  # where the box of each option stands
    line: tuple[int, int] = (0, 0)  # where the words behind the open option go
    sign: str = ""  # what is printed between that option and its words, where the form has no colon

    def printed(self, chosen: Iterable[str], words: str = "") -> str:
        """Options ticked, and words behind the open one."""
        edits = {self.boxes[option]: boxes_like(self.text[slice(*self.boxes[option])])[1] for option in chosen}
        if words:
            edits[self.line] = f"{self.sign}{words}"
        text = self.text
        for (start, end), new in sorted(edits.items(), reverse=True):
            text = text[:start] + new + text[end:]
        return text


def option_layout(
    text: str, words: Sequence[str], read: Callable[[str], tuple[tuple[str, ...], str] | None], open_word: str = ""
) -> OptionLayout | None:
    """Where the boxes of options stand in the print of a form; None where that cannot be read back.

    Args:
        text: the print, nothing ticked.
        words: the options.
        read: the options that a text ticks, and the words behind the open one; None if it says anything else.
        open_word: the open option.
    """
    if not text or read(text) != ((), ""):
        return None
    boxes: dict[str, tuple[int, int]] = {}
    for found in _BOX.finditer(text):
        said = read(text[: found.start()] + boxes_like(found[0])[1] + text[found.end() :])
        if said and len(said[0]) == 1 and not said[1]:
            boxes.setdefault(said[0][0], found.span())
    layout = OptionLayout(text, MappingProxyType(boxes))
    if open_word in boxes and (line := _LINE.match(text, text.rindex(open_word) + len(open_word))):
        layout = OptionLayout(text, layout.boxes, line.span("line"), "" if line["sign"].strip() else _ASK)
    is_whole = boxes.keys() == set(words)
    is_open = is_whole and open_word and read(layout.printed([open_word], _PROBE)) == ((open_word,), _PROBE)
    return layout if is_whole and (is_open or not open_word) else None
