"""Write the templates, or with `--check` say which ones are out of date."""

from __future__ import annotations

import argparse
import sys

from . import FOLDER, REGISTRY_FOLDER, build, build_registry, outdated


def main() -> int:
    """Run the command; 1 when the check finds a template out of date."""
    parser = argparse.ArgumentParser(prog="python -m scripts.templates", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a template is out of date")
    return _check() if parser.parse_args().check else _write()


def _check() -> int:
    names = outdated()
    for name in names:
        print(f"{name} is out of date: run `make templates`", file=sys.stderr)
    return 1 if names else 0


def _write() -> int:
    for folder, built in ((FOLDER, build()), (REGISTRY_FOLDER, build_registry())):
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in built.items():
            (folder / name).write_bytes(data)
            print(f"{name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
