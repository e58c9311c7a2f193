"""The official forms as tagged .docx files, declared here; `python -m scripts.templates` builds ipforms/templates.

The documents of the registry (`registry_lists`, `registry_letters`) are built the same way, into
ipforms/registry/templates. What docxtpl makes of the forms' tags is built with them, into ipforms/templates/plain.

The layers, each using those before it: `units`, `markup` (XML elements), `styles`, `parts` (paragraph, cell, row,
table), `cells` (the vocabulary of a form), `sections` (pages), the forms themselves, `package` (the file).
"""

from __future__ import annotations

from pathlib import Path

from ipforms.template.plain_jinja import by_docxtpl, made_name
from ipforms.template.tagged_parts import tagged_parts, template_parts

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
PLAIN_FOLDER = FOLDER / "plain"
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


def build_plain() -> dict[str, bytes]:
    """The tagged parts of the templates of all forms as plain Jinja, by file name."""
    parts = (each for name, data in build().items() for each in tagged_parts(name, template_parts(name, data)).values())
    return {made_name(xml): by_docxtpl(xml).encode() for xml in parts if "{" in xml}


def outdated(folder: Path = FOLDER, registry: Path = REGISTRY_FOLDER) -> list[str]:
    """Names of the templates in these folders that are missing or are not what the sources here build."""
    built = ((folder, build()), (registry, build_registry()))
    return [name for where, made in built for name, data in made.items() if not _holds(where / name, data)]


def outdated_plain() -> list[str]:
    """Names of the parts in plain Jinja that are missing, are something else, or are of no template any more."""
    kept = {path.name: path.read_bytes() for path in PLAIN_FOLDER.glob("*.xml")}
    return sorted(name for name, _ in kept.items() ^ build_plain().items())


def _holds(path: Path, data: bytes) -> bool:
    return path.exists() and archive.same(path.read_bytes(), data)
