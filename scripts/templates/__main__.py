"""Write the templates, or with `--check` say which ones are out of date."""

from __future__ import annotations

import argparse
import sys

from . import FOLDER, PLAIN_FOLDER, REGISTRY_FOLDER, build, build_plain, build_registry, outdated, outdated_plain


def main() -> int:
    """Run the command; 1 when the check finds a template out of date."""
    parser = argparse.ArgumentParser(prog="python -m scripts.templates", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a template is out of date")
    return _check() if parser.parse_args().check else _write()


def _check() -> int:
    names = outdated() + outdated_plain()
    for name in names:
        print(f"{name} is out of date: run `make templates`", file=sys.stderr)
    return 1 if names else 0


def _write() -> int:
    for old in PLAIN_FOLDER.glob("*.xml"):  # named after what they were made of
        old.unlink()
    folders = ((FOLDER, build()), (PLAIN_FOLDER, build_plain()), (REGISTRY_FOLDER, build_registry()))
    for folder, built in folders:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in built.items():
            (folder / name).write_bytes(data)
            print(f"{name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
