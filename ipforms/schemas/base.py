"""The base of all models: fields with printed labels, input by label, and what each stage asks for."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Annotated, Any, ClassVar, LiteralString, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from ipforms.codecs.codec import quoted
from ipforms.codes import masking
from ipforms.messages import Bilingual
from ipforms.text import bare_label, label_key

Stage = str
STAGES: tuple[Stage, ...] = ("draft", "applicant", "district", "final")
"""From which stage on a field must be filled; at the first one nothing must.

A form may have others (`FormModel.stages`)."""

_LONGEST_LABEL = 40  # characters of an unknown key; the longest label of the forms has 20


def field(
    title: str,
    description: str,
    *examples: Any,
    stage: Stage | None = "applicant",
    aliases: Iterable[str] = (),
    personal: bool = False,
    heading: str | None = None,
    sum_of: str | Iterable[str] = (),
    required_if: Mapping[str, Any] | None = None,
) -> Any:
    """A field of a form.

    Args:
        title: the label as printed.
        description: what goes in, in Chinese.
        examples: values as they stand in a record's JSON.
        stage: the first stage at which the field must be filled; None if it may stay blank for good.
        aliases: other names that people give the field.
        personal: whether the value identifies a person, and is masked in messages.
        heading: the column header in spreadsheets, where the title alone would not be clear.
        sum_of: of a printed sum the fields that it adds up, `projects[].amount`: those of its own part of the form, or
            of the parts around it.
        required_if: the field must be filled only where others have these values, by their names in the same part of
            the form: `{"kind": "其他"}`; True for any value that says something, a list for any of its values.
    """
    extra: dict[str, Any] = {"x-stage": stage, "x-personal": personal}
    if heading:
        extra["x-heading"] = heading
    if aliases:
        extra["x-aliases"] = list(aliases)
    if sum_of:
        extra["x-sum_of"] = [sum_of] if isinstance(sum_of, str) else list(sum_of)
    if required_if:
        extra["x-required_if"] = dict(required_if)
    return Field(
        default=None,
        validate_default=True,
        title=title,
        description=description,
        examples=list(examples),
        json_schema_extra=extra,
    )


def extra(info: FieldInfo, name: str) -> Any:
    """What `field` was told beyond pydantic's own attributes, by its name there: "stage", "personal", "aliases"."""
    given = info.json_schema_extra
    return given.get(f"x-{name}") if isinstance(given, dict) else None


_SETTLED: ContextVar[bool] = ContextVar("settled", default=False)
are_settled = _SETTLED.get


@contextmanager
def settled_values() -> Iterator[None]:
    """Within, values come from the codecs of their fields, whole: they are not brought into shape once more."""
    token = _SETTLED.set(True)
    try:
        yield
    finally:
        _SETTLED.reset(token)


class FormModel(BaseModel):
    """A form or a part of one. Any field may be absent; what must be there is a check, not a type.

    Input is by field name or by printed label (`uscc` or `统一社会信用代码`); unknown names are refused, with the
    nearest known one. None means absent.
    """

    # An exception may end in a log: personal numbers must not be in it.
    model_config = ConfigDict(defer_build=True, extra="forbid", validate_assignment=True, hide_input_in_errors=True)

    stages: ClassVar[tuple[Stage, ...]] = STAGES
    """How far the form can come, in order: from the blank one, of which nothing is asked, to the final one."""

    same_as: ClassVar[dict[str, str]] = {}
    """Fields that say again what another one says: path → the path that it repeats. A cover repeats the table; the
    organisation code is a part of the USCC."""

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What a log may show of a record: numbers of persons are masked."""
        for name, value in super().__repr_args__():
            info = type(self).__pydantic_fields__.get(name or "")
            hidden = value and info is not None and extra(info, "personal")
            yield name, masking.masked_value(value, personal=True) if hidden else value

    @model_validator(mode="before")
    @classmethod
    def _by_label(cls, data: Any) -> Any:
        # What comes from the codecs of fields comes under their names.
        return {} if data is None else data if are_settled() else by_name(cls, data)


def by_name(model: type[BaseModel], data: Any) -> Any:
    """A mapping with printed labels among its keys as one with field names; anything else as it was.

    Raises:
        PydanticCustomError: a key means no field, or two mean the same one.
    """
    known = model.__pydantic_fields__
    if (type(data) is not dict and not isinstance(data, Mapping)) or data.keys() <= known.keys():
        return data
    labels = label_index(model)
    renamed: dict[str, Any] = {}
    for key, value in data.items():
        name = key if key in known else labels.get(label_key(str(key))) or labels.get(bare_label(str(key)))
        if name is None:
            raise _unknown(model, str(key))
        if name in renamed:
            raise _refused("duplicate_field", label=known[name].title, key=name)
        if value is not None:
            renamed[name] = value
    return renamed


@cache
def label_index(model: type[BaseModel]) -> dict[str, str]:
    """Field names by label key: title, title without its unit, aliases; a doubtful label is left out."""
    names: dict[str, set[str]] = {}
    for name, info in model.__pydantic_fields__.items():
        title = info.title or name
        for label in (title, *(extra(info, "aliases") or ())):
            names.setdefault(label_key(label), set()).add(name)
            names.setdefault(bare_label(label), set()).add(name)
    return {label: found.pop() for label, found in names.items() if len(found) == 1}


def _rows(value: Any) -> Any:
    return [] if value is None else value


def _without_blanks(rows: "list[RowT]") -> "list[RowT]":
    return [row for row in rows if not is_blank(row)]


RowT = TypeVar("RowT", bound=FormModel)
Rows = Annotated[list[RowT], BeforeValidator(_rows), AfterValidator(_without_blanks)]
"""A repeated section: absent is empty, and a blank row is no entry."""


def is_blank(value: Any) -> bool:
    """Whether nothing is filled in.

    >>> is_blank({"name": None, "phones": []}), is_blank({"count": 0})
    (True, False)
    """
    if value is None:
        return True
    if isinstance(value, BaseModel):
        value = value.__dict__
    if isinstance(value, Mapping):
        return all(map(is_blank, value.values()))
    return isinstance(value, str | list | tuple) and not value


def _unknown(model: type[BaseModel], key: str) -> PydanticCustomError:
    labels = label_index(model)
    near = difflib.get_close_matches(label_key(key[:_LONGEST_LABEL]), [*model.__pydantic_fields__, *labels], n=1)
    shown = quoted(key, _LONGEST_LABEL)
    if near:
        return _refused("misspelt_field", key=shown, near=_title(model, near[0]))
    return _refused("unknown_field", key=shown)


def _refused(code: LiteralString, **context: Any) -> PydanticCustomError:
    """A fault whose words stand in the catalogue, under `schema`."""
    reason = Bilingual(f"schema.{code}", context)
    return PydanticCustomError(code, "{reason}", {"reason": reason.text(), "words": reason})


def _title(model: type[BaseModel], name: str) -> str:
    """A field name as it is, a label key as it is printed."""
    field_name = label_index(model).get(name)
    return name if field_name is None else model.__pydantic_fields__[field_name].title or name
