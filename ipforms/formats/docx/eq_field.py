r"""EQ fields: characters in a box or a circle, set one over the other, with a reading. They have no result in the file.

Word's “enclosed characters” writes `eq \o\ac(□,9)`, its phonetic guide `eq \o\ad(\s\up 9(pīn),拼)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

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
    r"""What an EQ field shows, on one line.

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
