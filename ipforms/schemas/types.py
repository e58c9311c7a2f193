"""The kinds of values that the forms ask for, as types for model fields.

Each type joins a plain Python type with the codec that prints and reads it. A field of any of them may be absent:
scalars are None, lists empty. A value is kept in one canonical shape (`codecs`), whatever spelling it came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ipforms import codecs
from ipforms.codecs import Codec, IdentifierCodec, IdentifiersCodec, ListCodec, UnfitValue
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


def _identifier(identifier: Identifier) -> Coded:
    return Coded(IdentifierCodec.of(identifier))


def _identifiers(identifier: Identifier) -> Coded:
    return Coded(IdentifiersCodec(identifier))


Line = Annotated[str | None, Coded(codecs.LINE)]
"""One line of text."""
Paragraphs = Annotated[str | None, Coded(codecs.PARAGRAPHS)]
"""Text of several paragraphs, separated by LF, without typed indents."""
Person = Annotated[str | None, Coded(codecs.PERSON)]
"""A person's name."""
People = Annotated[list[str], Coded(ListCodec(codecs.PERSON))]
"""Persons' names."""
Words = Annotated[list[str], Coded(ListCodec(codecs.LINE))]
"""A list of short texts."""

Date = Annotated[
    str | None,
    Coded(codecs.DATE),
    Field(json_schema_extra={"pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
"""A date, ISO, as exact as is known: `2017-03-20`, `2012-05`, `2015`."""
Count = Annotated[int | None, Coded(codecs.COUNT)]
"""A whole number of at least 0."""
Items = Annotated[int | None, Coded(codecs.CountCodec("件"))]
"""A number of rights, printed with its unit 件."""
Money = Annotated[Decimal | None, Coded(codecs.MONEY)]
"""An amount in 万元."""
Area = Annotated[Decimal | None, Coded(codecs.AREA)]
"""An area in m²."""
Level = Annotated[Literal["national", "provincial", "municipal"] | None, Coded(codecs.LEVEL)]
"""The level of a title."""
Answer = Annotated[bool | None, Coded(codecs.ANSWER)]
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

Patents = Annotated[list[str], Coded(codecs.PATENTS)]
"""Patent numbers, `ZL201710601862.3`."""
