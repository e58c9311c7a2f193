"""Print the figures of this checkout, and of others beside them."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from . import source

HERE = Path(__file__).parents[2]
_RECORD = HERE / "tests" / "data" / "contract" / "guangzhou-enterprise.json"


def main() -> None:
    """Measure each checkout and print one column for it."""
    parser = argparse.ArgumentParser(prog="python -m scripts.house", description=__doc__)
    parser.add_argument("others", nargs="*", type=Path, help="checkouts to be shown before this one")
    parser.add_argument("--names", action="store_true", help="list what the figures of this checkout count")
    arguments = parser.parse_args()
    if arguments.names:
        _list()
        return
    columns = [figures(root.resolve()) for root in (*arguments.others, HERE)]
    for name in columns[-1]:
        print(f"| {name} | " + " | ".join(column[name] for column in columns) + " |")


def figures(root: Path) -> dict[str, str]:
    """Every figure of a checkout, by its name."""
    house = source.modules(root)
    lines, patterns = source.lines(house), source.patterns(house)
    rooms = source.graph(house)
    found = {
        "files": len(house),
        "lines": lines,
        "rooms": len(rooms),
        "floors": max(source.floors(rooms).values()),
        "class names in more than one place": len(source.classes_in_several_places(house)),
        "module names in more than one place": len(source.modules_of_one_name(house)),
        "imports inside of functions": sum(inside for module in house for _, inside in source.imports(module)),
        "imports that reach inside of a format": len(source.reaching_inside(house)),
        "regular expressions": patterns["all"],
        "regular expressions per thousand lines": f"{1000 * patterns['all'] / lines:.1f}",
        "long regular expressions in one line": patterns["long"],
        "constants without a word": len(source.bare_constants(house)),
        "calls from room to room, one DOCX read": _calls(root, "read"),
        "calls from room to room, one row filled": _calls(root, "fill"),
    }
    return {name: str(figure) for name, figure in found.items()}


def _calls(root: Path, what: str) -> int:
    """How many calls cross a wall, counted in a process of that checkout's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = _returned(root, folder) if what == "read" else _RECORD
        printed = _python(root, str(HERE / "scripts" / "house" / "calls.py"), what, str(file), name)
    return sum(int(line.split()[-1]) for line in printed.splitlines())


def _returned(root: Path, folder: Path) -> Path:
    file = folder / "form.docx"
    program = (
        "import json, pathlib, sys, ipforms\n"
        "record = ipforms.form('guangzhou-enterprise').model.model_validate(json.loads(sys.argv[1]))\n"
        "pathlib.Path(sys.argv[2]).write_bytes(ipforms.render(record))"
    )
    _python(root, "-c", program, json.dumps(json.loads(_RECORD.read_text("utf-8"))), str(file))
    return file


def _python(root: Path, *arguments: str) -> str:
    """What a Python process prints that has the package of a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def _list() -> None:
    house = source.modules(HERE)
    floors = source.floors(source.graph(house))
    for room, floor in sorted(floors.items(), key=lambda pair: (pair[1], pair[0])):
        print(f"floor {floor:2}  {room}")
    for title, found in (
        ("class", source.classes_in_several_places(house)),
        ("module", source.modules_of_one_name(house)),
    ):
        for name, places in found.items():
            print(f"{title} {name}: {', '.join(places)}")
    for each in source.reaching_inside(house):
        print(f"reaches inside: {each}")
    for each in source.bare_constants(house):
        print(f"no word: {each}")


if __name__ == "__main__":
    main()
