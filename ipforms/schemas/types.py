"""The kinds of values that the forms ask for, as types for model fields.

Each type joins a plain Python type with the codec that prints and reads it. A field of any of them may be absent:
scalars are None, lists empty. A value is kept in one canonical shape (`codecs`), whatever spelling it came in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ipforms import codecs
from ipforms.codecs import Codec, IdentifierCodec, IdentifiersCodec, ListCodec, UnfitValue
from ipforms.codecs.counts import MOST_DIGITS
from ipforms.codecs.printed_options import Options
from ipforms.codecs.title_levels import LEVELS
from ipforms.codes import bank_account, email, id_document, org_code, patent, phone, postcode, uscc
from ipforms.codes.identifier import Identifier
from ipforms.schemas.base import are_settled, by_name
from ipforms.text import paragraphs


@dataclass(frozen=True)
class Coded:
    """Marks a field's type with its codec, and lets the codec bring any input into its canonical shape."""

    codec: Codec[Any]
    shape: Mapping[str, Any] = field(default_factory=dict)
    """JSON Schema of a value that is there, as strict as the codec; empty: what pydantic says of the type."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        shape = self.shape or self.codec.shape
        if not shape or shape.get("type") == "array":
            return dict(shape) or handler(core)
        return {"anyOf": [*shape.get("anyOf", (shape,)), {"type": "null"}]}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._acceptor(_model_of(source)), handler(source))

    def _acceptor(self, model: type[BaseModel] | None) -> Callable[[Any], Any]:
        """A closure over what is known of the field: it runs for every value of every record."""
        absent, canonical = self.codec.decode("").value, self.codec.canonical

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


def choice(options: Options, *, other: str = "", boxes: tuple[str, ...] = codecs.SQUARE, as_printed: str = "") -> Coded:
    """One of the options that a form prints.

    `Annotated[str | None, choice(("国有", "民营"))]`.

    Args:
        options: words; keys with their words; or an enum.
        other: the word of the option that asks for words of its own, 其他.
        boxes: a box, blank and ticked; () for a list to choose from.
        as_printed: all of it as the form prints it, where it is not one box behind the other: 国有□ 民营□.
    """
    return Coded(codecs.ChoiceCodec.of(options, open_word=other, boxes=boxes, as_printed=as_printed))


def choices(
    options: Options, *, other: str = "", boxes: tuple[str, ...] = codecs.SQUARE, as_printed: str = ""
) -> Coded:
    """Any number of the options that a form prints, as `choice` has them.

    `Annotated[list[str], choices(("电子", "生物"))]`.
    """
    return Coded(codecs.ChoicesCodec.of(options, open_word=other, boxes=boxes, as_printed=as_printed))


def answer(boxes: tuple[str, str] = codecs.SQUARE, as_printed: str = "") -> Coded:
    """Yes or no, printed as □是 □否, or as the form prints it: 是○ 否○.

    `Annotated[bool | None, answer()]`.
    """
    return Coded(codecs.AnswerCodec(boxes, as_printed), _YES_NO)


def claim(
    asks: str = "",
    boxes: tuple[str, str] = codecs.SQUARE,
    answers: tuple[str, str] = ("是", "否"),
    line: str = "____",
    as_printed: str = "",
) -> Coded:
    """A claim, printed as □是（证书编号：____） □否, or with other answers: 有 无.

    `Annotated[Claim, claim("证书编号")]`.

    Args:
        asks: what stands before the line for its detail.
        boxes: a box, blank and ticked.
        answers: the words of the boxes.
        line: what is printed for a blank detail, where that is more than a line: ____平方米.
        as_printed: all of it as the form prints it, where it is not one box behind the other.
    """
    return Coded(codecs.BoxedClaimCodec(asks=asks, boxes=boxes, answers=answers, line=line, as_printed=as_printed))


def title(own: str, *, levelled: bool = False) -> Coded:
    """A claim to a title, printed as 是（…）.

    `Annotated[Claim, title("驰名")]`.

    Args:
        own: how the title may be named, a verbose regular expression; “著名商标” is then another one, and a doubt.
        levelled: whether it is national, provincial or municipal.
    """
    return Coded(codecs.ClaimCodec(levelled, own))


def amount(unit: str, sizes: Mapping[str, str | int] | None = None, *, signed: bool = False) -> Coded:
    """An amount in a unit, with other units that people write.

    `Annotated[Decimal | None, amount("吨")]`.
    """
    return Coded(codecs.amount_codec(unit, sizes, signed=signed))


def limited(characters: int) -> Coded:
    """Text of several paragraphs of at most so many 字.

    `Annotated[str | None, limited(300)]`.
    """
    return Coded(codecs.ProseCodec(paragraphs, None, characters), _TEXT)


def digits(length: int) -> Coded:
    """A number for which the form prints a box a character.

    `Annotated[str | None, digits(6)]`.
    """
    return Coded(codecs.DigitBoxesCodec(length))


def _identifier(identifier: Identifier) -> Coded:
    return Coded(IdentifierCodec.of(identifier), _TEXT)


def _identifiers(identifier: Identifier) -> Coded:
    return Coded(IdentifiersCodec(identifier), _TEXTS)


Line = Annotated[str | None, Coded(codecs.LINE, _TEXT)]  # One line of text
Paragraphs = Annotated[str | None, Coded(codecs.PARAGRAPHS, _TEXT)]
"""Text of several paragraphs, separated by LF, without typed indents."""
Person = Annotated[str | None, Coded(codecs.PERSON, _TEXT)]  # A person's name
People = Annotated[list[str], Coded(ListCodec(codecs.PERSON), _TEXTS)]  # Persons' names
Words = Annotated[list[str], Coded(ListCodec(codecs.LINE), _TEXTS)]  # A list of short texts

Date = Annotated[str | None, Coded(codecs.DATE, _ISO_DATE)]
"""A date, ISO, as exact as is known: `2017-03-20`, `2012-05`, `2015`."""
Count = Annotated[int | None, Coded(codecs.COUNT, _WHOLE)]  # A whole number of at least 0
Items = Annotated[int | None, Coded(codecs.CountCodec("件"), _WHOLE)]  # A number of rights, printed with its unit 件
ValidMarks = Annotated[int | None, Coded(codecs.VALID_MARKS, _WHOLE)]  # Trade marks in force, printed with 件
Money = Annotated[Decimal | None, Coded(codecs.MONEY, _DECIMAL)]  # an amount in 万元
Area = Annotated[Decimal | None, Coded(codecs.AREA, _DECIMAL)]  # an area in m²
Level = Annotated[Literal["national", "provincial", "municipal"] | None, Coded(codecs.LEVEL, _LEVELS)]
"""The level of a title."""
Answer = Annotated[bool | None, Coded(codecs.ANSWER, _YES_NO)]  # Yes or no

SignedMoney = Annotated[Decimal | None, Coded(codecs.SIGNED_MONEY)]
"""An amount in 万元 that may be negative, as a profit may."""
Percent = Annotated[Decimal | None, Coded(codecs.PERCENT)]  # A share in percent, printed with %
SignedPercent = Annotated[Decimal | None, Coded(replace(codecs.PERCENT, signed=True))]
"""A change in percent, which may be negative."""
Period = Annotated[str | None, Coded(codecs.PERIOD)]
"""A period as an ISO 8601 interval, `2023-01/2025-12`; `2023-01/..` goes on."""
Year = Annotated[int | None, Coded(codecs.YEAR)]  # A calendar year
Photo = Annotated[bool | None, Coded(codecs.PHOTO)]  # the place of a photo
Seal = Annotated[bool | None, Coded(codecs.SEAL)]  # the place of a seal
Phone = Annotated[str | None, _identifier(phone.IDENTIFIER)]
"""A phone number of any area; one without its area code is held as it is, and remarked on."""
Phones = Annotated[list[str], _identifiers(phone.IDENTIFIER)]  # Phone numbers of any area

Uscc = Annotated[str | None, _identifier(uscc.IDENTIFIER)]
"""统一社会信用代码. Any text can be held; whether it is right is a check."""
OrgCode = Annotated[str | None, _identifier(org_code.IDENTIFIER)]  # 组织机构代码, `MAXXXXX0-7`
IdNumber = Annotated[str | None, _identifier(id_document.IDENTIFIER)]  # the number of an identity document
Email = Annotated[str | None, _identifier(email.IDENTIFIER)]  # an e-mail address
Postcode = Annotated[str | None, _identifier(postcode.IDENTIFIER)]  # A postcode of six digits
AccountNumber = Annotated[str | None, _identifier(bank_account.IDENTIFIER)]  # A bank account number

GuangzhouPhone = Annotated[str | None, _identifier(phone.in_area("020"))]
"""A phone number; without an area code it is one of Guangzhou."""
GuangzhouPhones = Annotated[list[str], _identifiers(phone.in_area("020"))]
"""Phone numbers; without an area code they are of Guangzhou."""
JinhuaPhone = Annotated[str | None, _identifier(phone.in_area("0579"))]
"""A phone number; without an area code it is one of Jinhua."""
JinhuaPhones = Annotated[list[str], _identifiers(phone.in_area("0579"))]
"""Phone numbers; without an area code they are of Jinhua."""

Patent = Annotated[str | None, _identifier(patent.IDENTIFIER)]  # A patent number, `ZL201710601862.3`
Patents = Annotated[list[str], Coded(codecs.PATENTS, _TEXTS)]  # Patent numbers, `ZL201710601862.3`
