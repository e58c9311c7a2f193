"""Write the generated pages of docs/, or with `--check` say which ones are out of date."""

from __future__ import annotations

import argparse
import sys

from . import FOLDER, build, outdated


def main() -> int:
    """Run the command; 1 when the check finds a page out of date."""
    parser = argparse.ArgumentParser(prog="python -m scripts.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a page is out of date")
    return _check() if parser.parse_args().check else _write()


def _check() -> int:
    names = outdated()
    for name in names:
        print(f"docs/{name} is out of date: run `make docs`", file=sys.stderr)
    return 1 if names else 0


def _write() -> int:
    FOLDER.mkdir(exist_ok=True)
    for name, text in build().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
        print(f"docs/{name}: {len(text.splitlines())} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
