"""The pages of docs/ that say what the code says; `python -m scripts.docs` writes them.

One module a page: `forms`, `findings`, `identifiers`, `commands`, each with a function `page()`; `markdown` is what
they share. The other pages of docs/ are written by hand.
"""

from __future__ import annotations

from pathlib import Path

from . import commands, findings, forms, identifiers

FOLDER = Path(__file__).resolve().parents[2] / "docs"

_PAGES = {
    "forms.md": forms.page,
    "findings.md": findings.page,
    "identifiers.md": identifiers.page,
    "cli.md": commands.page,
}


def build() -> dict[str, str]:
    """All generated pages, by file name."""
    return {name: page() for name, page in _PAGES.items()}


def outdated(folder: Path = FOLDER) -> list[str]:
    """Names of the pages in a folder that are missing or differ from what the code says."""
    return [name for name, text in build().items() if not _holds(folder / name, text)]


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text
