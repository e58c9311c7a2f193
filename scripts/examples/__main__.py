"""Write the sample data, or with `--check` say which files are out of date."""

from __future__ import annotations

import argparse
import sys

from . import FOLDER, build, outdated


def main() -> int:
    """Run the command; 1 when the check finds a file out of date."""
    parser = argparse.ArgumentParser(prog="python -m scripts.examples", description=__doc__)
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if a file is out of date",
    )
    return _check() if parser.parse_args().check else _write()


def _check() -> int:
    names = outdated()
    for name in names:
        print(f"{name} is out of date: run `python -m scripts.examples`", file=sys.stderr)
    return 1 if names else 0


def _write() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in build().items():
        (FOLDER / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
