"""The official forms as tagged .docx files, declared here; `python -m scripts.templates` builds ipforms/templates.

The documents of the registry (`registry_lists`, `registry_letters`) are built the same way, into
ipforms/registry/templates.

The layers, each using those before it: `units`, `markup` (XML elements), `styles`, `parts` (paragraph, cell, row,
table), `cells` (the vocabulary of a form), `sections` (pages), the forms themselves, `package` (the file).
"""

from __future__ import annotations

from pathlib import Path

from . import (
    archive,
    guangzhou_enterprise,
    guangzhou_market,
    jinhua,
    jinhua_materials,
    registry_letters,
    registry_lists,
)
from .package import docx_bytes

_PACKAGE = Path(__file__).resolve().parents[2] / "ipforms"
FOLDER = _PACKAGE / "templates"
REGISTRY_FOLDER = _PACKAGE / "registry" / "templates"


def build_registry() -> dict[str, bytes]:
    """The templates of the registry's documents, by file name."""
    documents = (*registry_lists.documents(), *registry_letters.documents())
    return {f"{each.id}.docx": docx_bytes(each) for each in documents}


def build() -> dict[str, bytes]:
    """The templates of all forms, by file name."""
    forms = (
        jinhua.application(),
        jinhua.recommendation(),
        jinhua_materials.materials(),
        guangzhou_enterprise.form(),
        guangzhou_market.form(),
    )
    return {f"{form.id}.docx": docx_bytes(form) for form in forms}


def outdated(folder: Path = FOLDER, registry: Path = REGISTRY_FOLDER) -> list[str]:
    """Names of the templates in these folders that are missing or are not what the sources here build."""
    built = ((folder, build()), (registry, build_registry()))
    return [name for where, made in built for name, data in made.items() if not _holds(where / name, data)]


def _holds(path: Path, data: bytes) -> bool:
    return path.exists() and archive.same(path.read_bytes(), data)
