"""A Word file against its scan: false alarms, and planted changes of one digit or character that are found.

python -m benchmarks.comparing DIR [FILES]: DIR has scans and truth.jsonl, as `python -m tests.scans make` writes them.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import ipforms
from ipforms import paths
from ipforms.collate import compare
from ipforms.collate.differences import SUBSTANTIAL, TO_LOOK_AT

_PLANTED = 6  # changes in each file
_SEED = 7
_HAN = "中国明华江海新建文德金玉春秋东南"


def main() -> None:
    """Measure the files of a folder."""
    folder, most = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None
    dice, total = random.Random(_SEED), Counter[str]()
    for line in islice((folder / "truth.jsonl").open(encoding="utf-8"), most):
        truth = json.loads(line)
        total += _measured(ipforms.read(folder / truth["file"]), truth, dice)
    print("| fields | false alarms | to look at | planted | found | to look at |\n|--:|--:|--:|--:|--:|--:|")
    columns = ("fields", "false", "unsure", "planted", "found", "told")
    print("| " + " | ".join(str(total[column]) for column in columns) + " |")


def _measured(scan: ipforms.Submission, truth: dict[str, Any], dice: random.Random) -> Counter[str]:
    model, values, counts = scan.form.model, truth["values"], Counter[str]()
    word = ipforms.read(ipforms.render(model.model_validate(values)))
    printed = [path for path in _filled(values) if not _is_among(path, truth["handwritten"])]
    counts["fields"] = len(printed)
    for each in compare(word, scan).differences:
        if not _is_among(each.path, truth["handwritten"]):
            counts["false"] += each.kind in SUBSTANTIAL
            counts["unsure"] += each.kind in TO_LOOK_AT
    for path in dice.sample(printed, min(_PLANTED, len(printed))):
        steps, changed = paths.parse(path), json.loads(json.dumps(values))
        paths.put(changed, steps, _changed(paths.get(values, steps), dice))
        try:
            record = model.model_validate(changed)
        except ValidationError:  # a changed date may be none
            continue
        found = [each for each in compare(record, scan).differences if _is_among(path, [each.path])]
        counts["planted"] += 1
        counts["found"] += any(each.kind in SUBSTANTIAL for each in found)
        counts["told"] += bool(found) and not any(each.kind in SUBSTANTIAL for each in found)
    return counts


def _filled(value: Any, at: paths.Path = ()) -> Iterator[str]:
    """The paths of texts and whole numbers."""
    if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _filled(each, (*at, key))
    elif value and not isinstance(value, bool) and isinstance(value, int | str) and at[-1] != "level":
        yield paths.join(at)


def _is_among(path: str, wholes: list[str]) -> bool:
    return any(path == each or path.startswith((f"{each}.", f"{each}[")) for each in wholes)


def _changed(value: int | str, dice: random.Random) -> int | str:
    """The value with one digit or character as another."""
    text = str(value)
    at = dice.choice([number for number, each in enumerate(text) if each.isalnum()])
    signs = "123456789" if text[at].isdigit() else "abcdefgh" if text[at].isascii() else _HAN
    text = text[:at] + dice.choice([each for each in signs if each != text[at]]) + text[at + 1 :]
    return int(text) if isinstance(value, int) else text


if __name__ == "__main__":
    main()
