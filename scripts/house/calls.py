"""Calls from room to room: how often one reading and one filling cross a wall.

Run as a program in the checkout that is to be measured: `python calls.py read form.docx folder`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

_PACKAGE = "ipforms"


def room(module: str) -> str:
    """The first step below the package."""
    return module.split(".")[1] if module.startswith(f"{_PACKAGE}.") else ""


def counted(action: Any) -> Counter[tuple[str, str]]:
    """How often each room calls each other room, directly, while an action runs."""
    crossings: Counter[tuple[str, str]] = Counter()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event != "call" or frame.f_back is None:
            return
        here = room(frame.f_globals.get("__name__", ""))
        there = room(frame.f_back.f_globals.get("__name__", ""))
        if here and there and here != there:
            crossings[there, here] += 1

    sys.setprofile(watch)
    try:
        action()
    finally:
        sys.setprofile(None)
    return crossings


def main(arguments: list[str]) -> None:
    """Read or fill once to load and compile everything, then once more with every call watched."""
    import ipforms

    what, source, folder = arguments[0], Path(arguments[1]), Path(arguments[2])

    form = ipforms.form("guangzhou-enterprise")

    def action(number: int) -> object:
        if what == "read":
            return ipforms.read(source)
        return ipforms.bulk.fill(form, [json.loads(source.read_text("utf-8"))], folder / str(number))

    action(1)
    for (caller, called), times in counted(lambda: action(2)).most_common():
        sys.stdout.write(f"{caller} {called} {times}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
