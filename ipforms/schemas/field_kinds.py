"""The kinds of fields by name, as a form that is declared in TOML calls them."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Annotated, Any

from ipforms.codecs import first_boxes
from ipforms.schemas import types
from ipforms.schemas.parties import PATENT_COUNTS, TRADE_MARKS, Claim, PatentHoldings, TradeMark
from ipforms.text.regex import regex

_ASKS = regex(r"[（(：:，,]\s*([^（()）_]+)")
_COUNTED = regex(r"(?<![\u4e00-\u9fff]{3})((?:万?元|[件项人个家次年%])(?=[，,；;]|$))")  # where a number is asked for
_OPEN = regex(
    r"(?:[（(]?[\dA-Z一二三四五六七八九十]{1,2}[)）.．、]{1,2})?其[他它](?:[（(]请?[^（()）]{2,8}[)）])?"
)  # 9.其他（请注明）
_LETTERED = regex(r"([A-Z\d①-⑳]{1,2})=(.+)")
_ANSWERS = 2  # of a claim: yes and no
_DIGITS = 8  # boxes, where a form does not say how many


def _choice(options: Sequence[str], as_printed: str) -> Any:
    if letters := _letters(options):
        return Annotated[str | None, types.choice(letters, boxes=())]
    return Annotated[str | None, types.choice(options, other=_open_word(options), **_print_of(as_printed))]


def _choices(options: Sequence[str], as_printed: str) -> Any:
    if letters := _letters(options):
        return Annotated[list[str], types.choices(letters, boxes=())]
    return Annotated[list[str], types.choices(options, other=_open_word(options), **_print_of(as_printed))]


def _answer(options: Sequence[str], as_printed: str) -> Any:
    return Annotated[bool | None, types.answer(**_print_of(as_printed))]


def _print_of(as_printed: str) -> dict[str, Any]:
    return {"boxes": first_boxes(as_printed), "as_printed": as_printed}


def _letters(options: Sequence[str]) -> dict[str, str]:
    """What stands behind letters that are written instead of it: A=大型."""
    found = [_LETTERED.fullmatch(each) for each in options]
    return {each[2]: each[1] for each in found if each} if all(found) else {}


def _claim(options: Sequence[str], as_printed: str) -> Any:
    words = [re.sub(r"[（(：:，,].*", "", each).strip() for each in options]
    negative = next((at for at, word in enumerate(words) if re.match("[否无未不没]", word)), 1)
    answers = (words[1 - negative], words[negative]) if len(words) == _ANSWERS else ("是", "否")
    asking = next((found[1].strip() for each in options if (found := _ASKS.search(each))), "")
    asks, line = _line_of(asking)
    return Annotated[Claim, types.claim(asks, answers=answers, line=line, **_print_of(as_printed))]


def _line_of(asking: str) -> tuple[str, str]:
    """What a claim asks for, and what is printed for its detail while that is blank.

    >>> _line_of("受理机关：，案号："), _line_of("面积：平方米"), _line_of("证书编号："), _line_of("件，撤回件")
    (('受理机关', '____，案号：____'), ('面积', '____平方米'), ('证书编号', '____'), ('', '____件，撤回____件'))
    """
    asks, colon, rest = re.sub(":", "：", asking).partition("：")
    if colon:
        return asks, "____" + re.sub(r"：(?=\W|$|万?元|[件项人])", "：____", rest)
    line = _COUNTED.sub(r"____\1", asking)
    return (asking, "____") if line == asking else ("", line)


def _digit_boxes(options: Sequence[str]) -> Any:
    length = next((int(each) for each in options if each.isdecimal()), _DIGITS)
    return Annotated[str | None, types.digits(length)]


def _amount(options: Sequence[str]) -> Any:
    return Annotated[Decimal | None, types.amount(next(iter(options), "个"))]


def _limited(options: Sequence[str]) -> Any:
    most = next((int(each) for each in options if each.isdecimal()), 0)
    return Annotated[str | None, types.limited(most)] if most else types.Paragraphs


def _signed_amount(options: Sequence[str]) -> Any:
    return Annotated[Decimal | None, types.amount(next(iter(options), "个"), signed=True)]


def _open_word(options: Sequence[str]) -> str:
    return next((word for word in options if _OPEN.fullmatch(word)), "")


BOXED: dict[str, Callable[[Sequence[str], str], Any]] = {
    "choice": _choice,
    "choices": _choices,
    "claim": _claim,
    "answer": _answer,
}
"""Kinds that a form prints with boxes."""

_OF_OPTIONS: dict[str, Callable[[Sequence[str]], Any]] = {
    "digits": _digit_boxes,
    "amount": _amount,
    "signed_amount": _signed_amount,
    "limited": _limited,
}
"""Kinds that the options of a field say more of: the words of a choice, what a claim asks for, a unit, a limit."""

KINDS: dict[str, Any] = {
    "line": types.Line,
    "paragraphs": types.Paragraphs,
    "person": types.Person,
    "people": types.People,
    "words": types.Words,
    "date": types.Date,
    "period": types.Period,
    "year": types.Year,
    "count": types.Count,
    "items": types.Items,
    "money": types.Money,
    "signed_money": types.SignedMoney,
    "percent": types.Percent,
    "signed_percent": types.SignedPercent,
    "area": types.Area,
    "yes_no": types.Answer,
    "level": types.Level,
    "uscc": types.Uscc,
    "org_code": types.OrgCode,
    "id_number": types.IdNumber,
    "email": types.Email,
    "postcode": types.Postcode,
    "account_number": types.AccountNumber,
    "phone": types.Phone,
    "phones": types.Phones,
    "patents": types.Patents,
    "trade_marks": Annotated[list[TradeMark], TRADE_MARKS],
    "patent_counts": Annotated[PatentHoldings, PATENT_COUNTS],
    "photo": types.Photo,
    "seal": types.Seal,
}
"""Kinds whose name says it all, with the type of a model's field."""

KIND_NAMES = (*KINDS, *BOXED, *_OF_OPTIONS)


def kind_type(kind: str, options: Sequence[str] = (), as_printed: str = "") -> Any:
    """The type of a field of a kind.

    Args:
        kind: one of `KIND_NAMES`.
        options: of a choice its words; of a claim its two answers as printed; of digits their number; of an amount its
            unit; of a limited text its characters.
        as_printed: boxes and words as the form prints them; squares, one behind the other, if "".

    Raises:
        KeyError: there is no such kind.
    """
    if kind in BOXED:
        return BOXED[kind](options, as_printed)
    return _OF_OPTIONS[kind](options) if kind in _OF_OPTIONS else KINDS[kind]
