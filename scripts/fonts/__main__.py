"""Write the fonts and the list of what they hold."""

from __future__ import annotations

from . import FOLDER
from .build import build
from .coverage import ranges


def main() -> None:
    """Run the command."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    held = build(FOLDER)
    # The fonts that any text ends up with, where the one of its role lacks a character.
    lines = list(ranges(held["song.ttf"] | held["symbols.ttf"]))
    (FOLDER / "coverage.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    for name, characters in held.items():
        print(f"{name}: {len(characters):,} characters, {(FOLDER / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
