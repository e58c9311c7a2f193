"""A form without Python: a folder with a tagged `form.docx`, and a `form.toml` that says what its fields are.

    id = "yiwu-visit"
    title = "义乌市走访表"

    [[fields]]
    path = "legal_representative.name"
    label = "法定代表人 › 姓名"
    kind = "person"

A field that is tagged and not listed is a line of text, called what the form prints before it. Labels of groups stand
before those of their fields; `[]` behind a name makes it a section whose rows repeat.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields as attributes_of
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ipforms import formats
from ipforms.errors import IpformsError, unreadable, why_not_opened
from ipforms.forms.official_form import Form
from ipforms.matching.form_map import FormMap, Label, Slot
from ipforms.schemas.base import STAGES, FormModel
from ipforms.schemas.declared_model import DeclaredField, declared_model
from ipforms.schemas.field_kinds import KIND_NAMES

DECLARATION, TEMPLATE = "form.toml", "form.docx"
_OF_FORM = frozenset(("id", "title", "notice", "annex", "name_field", "keys", "stages", "fields"))
_OF_FIELD = frozenset(each.name for each in attributes_of(DeclaredField))
_MODELS: dict[str, type[FormModel]] = {}  # the models of all declared forms, by which another process finds them again


class InvalidDeclaration(IpformsError):
    """The TOML of a form says what cannot be; all faults are listed."""


def is_declared(folder: Traversable | Path) -> bool:
    """Whether a folder holds a form that is declared."""
    return (folder / DECLARATION).is_file()


def declared_form(folder: Traversable | Path) -> Form:
    """The form that a folder declares.

    Raises:
        InvalidDeclaration: the TOML cannot be read, or says what cannot be.
        UnreadableDocument: there is no template, or it is no DOCX.
        InvalidTemplate: its tags are wrong.
    """
    said = _declaration(folder)
    listed = [DeclaredField(**_tuples(each)) for each in said.get("fields", [])]
    paths = {each.path for each in listed}
    try:
        data = (folder / TEMPLATE).read_bytes()
    except OSError as error:
        raise unreadable(TEMPLATE, "not_opened", reason=why_not_opened(error)) from None
    listed += [DeclaredField(path, label) for path, label in _tagged(data).items() if path not in paths]
    name = f"Declared_{re.sub(r'[^0-9A-Za-z]', '_', said['id'])}"
    models = declared_model(name, listed, tuple(said.get("stages", STAGES)), module=__name__)
    _MODELS.update(models)
    model = models[name]
    known = model.__pydantic_fields__
    name_field = said.get("name_field") or ("name" if "name" in known else next(iter(known), "name"))
    return Form(
        id=said["id"],
        title=said.get("title", said["id"]),
        model=model,
        source=folder / TEMPLATE,
        notice=said.get("notice", ""),
        annex=said.get("annex", ""),
        name_field=name_field,
        keys=tuple(said.get("keys", (name_field,))),
    )


def __getattr__(name: str) -> Any:
    """A model by its name, as the pickle of a record asks for it."""
    if name.startswith("Declared_") and name not in _MODELS:
        from ipforms.forms import forms

        forms()
    try:
        return _MODELS[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None


def _declaration(folder: Traversable | Path) -> dict[str, Any]:
    try:
        said = tomllib.loads((folder / DECLARATION).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidDeclaration(name=DECLARATION, faults=[str(error)]) from None
    listed = said.get("fields", [])
    faults = [f"{key} = …" for key in said if key not in _OF_FORM]
    if not isinstance(said.get("id"), str) or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", said["id"]):
        faults.append(f"id = {said.get('id')!r}")
    if not isinstance(listed, list):
        raise InvalidDeclaration(name=DECLARATION, faults=["fields = …"])
    for each in listed:
        faults += _field_faults(each)
    paths = [each.get("path") for each in listed if isinstance(each, Mapping)]
    faults += [
        f"path = {path!r}: {path}.…" for path in paths if any(str(each).startswith(f"{path}.") for each in paths)
    ]
    faults += [f"path = {path!r} ×2" for path in dict.fromkeys(paths) if paths.count(path) > 1]
    if faults:
        raise InvalidDeclaration(name=DECLARATION, faults=faults)
    return said


def _field_faults(said: Any) -> list[str]:
    if not isinstance(said, Mapping) or not re.fullmatch(r"[a-z]\w*(?:\[\])?(?:\.[a-z]\w*(?:\[\])?)*", _path(said)):
        return [f"path = {_path(said)!r}"]
    faults = [f"{_path(said)}: {key} = …" for key in said if key not in _OF_FIELD]
    if said.get("kind", "line") not in KIND_NAMES:
        faults.append(f"{_path(said)}: kind = {said['kind']!r}")
    if said.get("kind") in ("choice", "choices") and len(set(said.get("options", ()))) < 1:
        faults.append(f"{_path(said)}: options = {said.get('options', [])!r}")
    return faults


def _path(said: Any) -> str:
    return str(said.get("path", "")) if isinstance(said, Mapping) else str(said)


def _tuples(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if key in ("options", "aliases") else value for key, value in said.items()}


def _tagged(data: bytes) -> dict[str, str]:
    """The tagged fields in the order of the form, each with the label that is printed for it."""
    from ipforms.matching.template_map import map_form
    from ipforms.template import ROW_NUMBER, Template

    fields = Template(TEMPLATE, data).fields
    form_map, _ = map_form(formats.read(data, name=TEMPLATE).sheet)
    found: dict[str, str] = {}
    for number, token in enumerate(form_map.tokens):
        if isinstance(token, Slot):
            path = f"{token.section}[].{token.path}" if token.section else token.path
            if path in fields and not path.endswith(f".{ROW_NUMBER}"):
                found.setdefault(path, _label(form_map, number, token))
    return found


def _label(form_map: FormMap, number: int, slot: Slot) -> str:
    """The label over the column of a slot in a section, otherwise the one before it."""
    column = form_map.columns.get(slot) if slot.section else None
    over = None if column is None else form_map.tokens[column]
    before = next((token for token in reversed(form_map.tokens[:number]) if isinstance(token, Label)), None)
    label = over if isinstance(over, Label) else before
    return "".join(label.text.split()).rstrip("：:") if label else slot.path
