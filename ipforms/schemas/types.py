"""The kinds of values that the forms ask for, as types for model fields.

Each type joins a plain Python type with the codec that prints and reads it. A field of any of them may be absent:
scalars are None, lists empty. A value is kept in one canonical shape (`codecs`), whatever spelling it came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ipforms import codecs
from ipforms.codecs import Codec, IdentifierCodec, IdentifiersCodec, ListCodec, UnfitValue
from ipforms.codecs.claims import LEVELS
from ipforms.codecs.counts import MOST_DIGITS
from ipforms.codes import bank_account, email, id_document, org_code, phone, postcode, uscc
from ipforms.codes.identifier import Identifier
from ipforms.schemas.base import by_name

_SETTLED: ContextVar[bool] = ContextVar("settled", default=False)


@contextmanager
def settled_values() -> Iterator[None]:
    """Within, values come from the codecs of their fields, whole: they are not brought into shape once more."""
    token = _SETTLED.set(True)
    try:
        yield
    finally:
        _SETTLED.reset(token)


@dataclass(frozen=True)
class Coded:
    """Marks a field's type with its codec, and lets the codec bring any input into its canonical shape."""

    codec: Codec[Any]
    shape: Mapping[str, Any] = field(default_factory=dict)
    """JSON Schema of a value that is there, as strict as the codec; empty: what pydantic says of the type."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        if not self.shape or self.shape.get("type") == "array":
            return dict(self.shape) or handler(core)
        return {"anyOf": [*self.shape.get("anyOf", (self.shape,)), {"type": "null"}]}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._acceptor(_model_of(source)), handler(source))

    def _acceptor(self, model: type[BaseModel] | None) -> Callable[[Any], Any]:
        """A closure over what is known of the field: it runs for every value of every record."""
        absent, canonical, are_settled = self.codec.decode("").value, self.codec.canonical, _SETTLED.get

        def accept(value: Any) -> Any:
            if value is None:
                return absent
            if are_settled():
                return value
            try:
                return canonical(value if model is None else _plain(model, value))
            except UnfitValue as unfit:
                # Braces in a message would be taken for pydantic's own placeholders.
                facts = {"reason": unfit.message(), "note": unfit.note}
                raise PydanticCustomError("ipforms", "{reason}", facts) from None

        return accept


def _model_of(source: Any) -> type[BaseModel] | None:
    """The model of a composite value, or of the items of a list of them."""
    for candidate in (source, *get_args(source)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _plain(model: type[BaseModel], value: Any) -> Any:
    """A composite value as its codec knows it: models as mappings, printed labels as field names."""
    if isinstance(value, list | tuple):
        return [_plain(model, item) for item in value]
    return by_name(model, value.model_dump() if isinstance(value, BaseModel) else value)


# XML, and so a document, cannot hold the characters that are left out.
_TEXT = {"type": "string", "pattern": r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]*$"}
_TEXTS = {"type": "array", "items": _TEXT}
_WHOLE = {"type": "integer", "minimum": 0, "maximum": 10**MOST_DIGITS - 1}
_DECIMAL = {
    "anyOf": [
        {"type": "string", "pattern": rf"^(?:[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,6}})?)?$"},
        {"type": "number", "minimum": 0, "maximum": 10**MOST_DIGITS - 1},
    ]
}
_LEAP_YEAR = "(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)"
_DAY = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_ISO_DATE = {
    "type": "string",
    "pattern": rf"^(?:[1-9][0-9]{{3}}(?:-(?:0[1-9]|1[0-2]))?|[1-9][0-9]{{3}}-{_DAY}|{_LEAP_YEAR}-02-29)?$",
}
_LEVELS = {"type": "string", "oneOf": [{"const": name, "title": word} for name, word in LEVELS.items()]}
_YES_NO = {"type": "boolean", "oneOf": [{"const": True, "title": "是"}, {"const": False, "title": "否"}]}


def _identifier(identifier: Identifier) -> Coded:
    return Coded(IdentifierCodec.of(identifier), _TEXT)


def _identifiers(identifier: Identifier) -> Coded:
    return Coded(IdentifiersCodec(identifier), _TEXTS)


Line = Annotated[str | None, Coded(codecs.LINE, _TEXT)]
"""One line of text."""
Paragraphs = Annotated[str | None, Coded(codecs.PARAGRAPHS, _TEXT)]
"""Text of several paragraphs, separated by LF, without typed indents."""
Person = Annotated[str | None, Coded(codecs.PERSON, _TEXT)]
"""A person's name."""
People = Annotated[list[str], Coded(ListCodec(codecs.PERSON), _TEXTS)]
"""Persons' names."""
Words = Annotated[list[str], Coded(ListCodec(codecs.LINE), _TEXTS)]
"""A list of short texts."""

Date = Annotated[str | None, Coded(codecs.DATE, _ISO_DATE)]
"""A date, ISO, as exact as is known: `2017-03-20`, `2012-05`, `2015`."""
Count = Annotated[int | None, Coded(codecs.COUNT, _WHOLE)]
"""A whole number of at least 0."""
Items = Annotated[int | None, Coded(codecs.CountCodec("件"), _WHOLE)]
"""A number of rights, printed with its unit 件."""
Money = Annotated[Decimal | None, Coded(codecs.MONEY, _DECIMAL)]
"""An amount in 万元."""
Area = Annotated[Decimal | None, Coded(codecs.AREA, _DECIMAL)]
"""An area in m²."""
Level = Annotated[Literal["national", "provincial", "municipal"] | None, Coded(codecs.LEVEL, _LEVELS)]
"""The level of a title."""
Answer = Annotated[bool | None, Coded(codecs.ANSWER, _YES_NO)]
"""Yes or no."""

Uscc = Annotated[str | None, _identifier(uscc.IDENTIFIER)]
"""统一社会信用代码. Any text can be held; whether it is right is a check."""
OrgCode = Annotated[str | None, _identifier(org_code.IDENTIFIER)]
"""组织机构代码, `MAXXXXX0-7`."""
IdNumber = Annotated[str | None, _identifier(id_document.IDENTIFIER)]
"""The number of an identity document."""
Email = Annotated[str | None, _identifier(email.IDENTIFIER)]
"""An e-mail address."""
Postcode = Annotated[str | None, _identifier(postcode.IDENTIFIER)]
"""A postcode of six digits."""
AccountNumber = Annotated[str | None, _identifier(bank_account.IDENTIFIER)]
"""A bank account number."""

GuangzhouPhone = Annotated[str | None, _identifier(phone.in_area("020"))]
"""A phone number; without an area code it is one of Guangzhou."""
GuangzhouPhones = Annotated[list[str], _identifiers(phone.in_area("020"))]
"""Phone numbers; without an area code they are of Guangzhou."""
JinhuaPhone = Annotated[str | None, _identifier(phone.in_area("0579"))]
"""A phone number; without an area code it is one of Jinhua."""
JinhuaPhones = Annotated[list[str], _identifiers(phone.in_area("0579"))]
"""Phone numbers; without an area code they are of Jinhua."""

Patents = Annotated[list[str], Coded(codecs.PATENTS, _TEXTS)]
"""Patent numbers, `ZL201710601862.3`."""
