"""Text that was struck out: a line goes through the middle of its characters."""

from __future__ import annotations

from collections.abc import Sequence

from ipforms.formats.pdf.pdf_page import Character, RulingLine

_MIDDLE = (0.32, 0.72)


def parted(characters: Sequence[Character], across: Sequence[RulingLine]) -> tuple[list[Character], list[Character]]:
    """The characters with a blank text for what is struck out, and what is.

    Args:
        characters: of a page.
        across: its lines across, but those of tables.
    """
    if not across:
        return list(characters), []
    standing: list[Character] = []
    struck: list[Character] = []
    for character in characters:
        is_struck = any(_strikes(rule, character) for rule in across)
        # Where it stood there is no blank.
        standing.append(character._replace(text="") if is_struck else character)
        struck += [character] * is_struck
    return standing, struck


def _strikes(rule: RulingLine, character: Character) -> bool:
    box = character.box
    middle = box.top + _MIDDLE[0] * box.height < rule.at < box.top + _MIDDLE[1] * box.height
    return middle and rule.start - 1 <= box.centre[0] <= rule.end + 1 and not character.text.isspace()
