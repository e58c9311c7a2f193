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

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields as attributes_of
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipforms import formats
from ipforms.errors import IpformsError, unreadable, why_not_opened
from ipforms.forms.official_form import Form
from ipforms.messages import Bilingual
from ipforms.schemas.base import STAGES, FormModel
from ipforms.schemas.declared_model import DeclaredField, declared_model
from ipforms.schemas.field_kinds import KIND_NAMES
from ipforms.schemas.layout import layout, leaves
from ipforms.text import comparable
from ipforms.text.regex import regex

if TYPE_CHECKING:
    from ipforms.matching.form_map import FormMap, Slot

DECLARATION, TEMPLATE = "form.toml", "form.docx"
_OF_FORM = frozenset(("id", "title", "notice", "annex", "name_field", "keys", "stages", "fields"))
_OF_FIELD = frozenset(each.name for each in attributes_of(DeclaredField))
_PATH = regex(r"[a-z]\w*(?:\[\])?(?:\.[a-z]\w*(?:\[\])?)*", re.ASCII)
_MODELS: dict[str, type[FormModel]] = {}  # the models of all declared forms, by which another process finds them again


class InvalidDeclaration(IpformsError):
    """The TOML of a form says what cannot be; all faults are listed."""


def is_declared(folder: Traversable | Path) -> bool:
    """Whether a folder holds a form that is declared."""
    return (folder / DECLARATION).is_file()


def declared_form(folder: Traversable | Path) -> Form:
    """The form that a folder declares.

    Raises:
        InvalidDeclaration: the TOML says what cannot be, or nothing is tagged.
        UnreadableDocument: there is no TOML or no template, or that is no DOCX.
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
    if faults := _path_faults([each.path for each in listed]) if listed else [_fault("no_tags")]:
        raise InvalidDeclaration(name=TEMPLATE, faults=faults)
    name = f"Declared_{re.sub(r'[^0-9A-Za-z]', '_', said['id'])}"
    models = declared_model(name, listed, tuple(said.get("stages", STAGES)), module=__name__)
    _MODELS.update(models)
    model = models[name]
    name_field = said.get("name_field") or _name_field(model)
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


def _name_field(model: type[FormModel]) -> str:
    """The field that says whose form it is: the name, of a part too, or else the first field."""
    known = [pattern for pattern, _, _ in leaves(layout(model)) if "[]" not in pattern]
    named = (each for each in known if each.rpartition(".")[2] == "name")
    return "name" if "name" in known else next(named, next(iter(known or model.__pydantic_fields__)))


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
    except OSError as error:
        raise unreadable(DECLARATION, "not_opened", reason=why_not_opened(error)) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidDeclaration(name=DECLARATION, faults=[_fault("syntax", error=str(error))]) from None
    faults = [_fault("key", key=key, known=sorted(_OF_FORM)) for key in said if key not in _OF_FORM]
    if not isinstance(said.get("id"), str) or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", said["id"]):
        faults.append(_fault("id", found=said.get("id", "")))
    listed = said.get("fields", [])
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise InvalidDeclaration(name=DECLARATION, faults=[*faults, _fault("fields")])
    faults += [fault for number, each in enumerate(listed, 1) for fault in _field_faults(each, number)]
    if faults := faults + _path_faults([str(each.get("path", "")) for each in listed]):
        raise InvalidDeclaration(name=DECLARATION, faults=faults)
    return said


def _fault(what: str, **context: Any) -> Bilingual:
    return Bilingual(f"declaration.{what}", context)


def _path_faults(given: list[str]) -> list[Bilingual]:
    """Paths that stand twice, or are those of a group as well."""
    pairs = ((path, next((each for each in given if each.startswith(f"{path}.")), "")) for path in filter(None, given))
    groups = [_fault("group", path=path, other=other) for path, other in dict.fromkeys(pairs) if other]
    return groups + [_fault("twice", path=path) for path in dict.fromkeys(filter(None, given)) if given.count(path) > 1]


def _field_faults(said: Mapping[str, Any], number: int) -> Iterator[Bilingual]:
    path, kind, options = said.get("path", ""), said.get("kind", "line"), said.get("options", [])
    if not isinstance(path, str) or not _PATH.fullmatch(path):
        yield _fault("path" if path else "no_path", path=path, number=number)
        return
    yield from (_fault("key", key=f"{path}: {key}", known=sorted(_OF_FIELD)) for key in said if key not in _OF_FIELD)
    if kind not in KIND_NAMES:
        yield _fault("kind", path=path, kind=kind, known=KIND_NAMES)
    if said.get("stage", "") not in ("", *STAGES):
        yield _fault("stage", path=path, stage=said["stage"], known=STAGES[1:])
    is_list = isinstance(options, list) and all(isinstance(each, str) for each in options)
    is_chosen = kind in ("choice", "choices")
    if not is_list or (is_chosen and not 0 < len(options) == len({*map(comparable, options)})):
        yield _fault("options", path=path)
    wrong = [key for key in ("label", "description", "as_printed") if not isinstance(said.get(key, ""), str)]
    yield from (_fault("text", path=path, key=key) for key in wrong)


def _tuples(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if key in ("options", "aliases") else value for key, value in said.items()}


def _tagged(data: bytes) -> dict[str, str]:
    """The tagged fields in the order of the form, each with the label that is printed for it."""
    from ipforms.matching.form_map import Slot
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


def _label(form_map: "FormMap", number: int, slot: "Slot") -> str:
    """The label over the column of a slot in a section, otherwise the one before it."""
    from ipforms.matching.form_map import Label

    column = form_map.columns.get(slot) if slot.section else None
    over = None if column is None else form_map.tokens[column]
    before = next((token for token in reversed(form_map.tokens[:number]) if isinstance(token, Label)), None)
    label = over if isinstance(over, Label) else before
    return "".join(label.text.split()).rstrip("：:") if label else slot.path
