"""The official forms as tagged .docx files, declared here; `python -m scripts.templates` builds ipforms/templates.

The layers, each using those before it: `units`, `markup` (XML elements), `styles`, `parts` (paragraph, cell, row,
table), `cells` (the vocabulary of a form), `sections` (pages), the forms themselves, `package` (the file).
"""

from __future__ import annotations

from pathlib import Path

from . import archive, guangzhou_enterprise, guangzhou_market, jinhua, jinhua_materials
from .package import docx_bytes

FOLDER = Path(__file__).resolve().parents[2] / "ipforms" / "templates"


def build() -> dict[str, bytes]:
    """All templates, by file name."""
    forms = (
        jinhua.application(),
        jinhua.recommendation(),
        jinhua_materials.materials(),
        guangzhou_enterprise.form(),
        guangzhou_market.form(),
    )
    return {f"{form.id}.docx": docx_bytes(form) for form in forms}


def outdated(folder: Path = FOLDER) -> list[str]:
    """Names of the templates in a folder that are missing or are not what the sources here build."""
    return [name for name, data in build().items() if not _holds(folder / name, data)]


def _holds(path: Path, data: bytes) -> bool:
    return path.exists() and archive.same(path.read_bytes(), data)
