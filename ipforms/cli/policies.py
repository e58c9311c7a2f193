"""`--policy name=value`: the readings of `ipforms.rules.policies`, as they are written on a command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ipforms.cli.lang import LANG
from ipforms.errors import IpformsError
from ipforms.masking import veiled
from ipforms.messages import Lang
from ipforms.rules.policies import DEFAULT, Policies

_NONE = "none"


class UnfitPolicy(IpformsError):
    """There is no such policy, or it has no such value."""


def policies(given: Iterable[str]) -> Policies:
    """The policies that are asked for; all others as by default.

    Raises:
        UnfitPolicy: one of them is not understood.

    >>> policies(["thirty=valid", "software=5", "deadline=none"])
    Policies(municipal_titles='warn', thirty='valid', software=5, deadline=None, industry='judge')
    """
    hints, chosen = get_type_hints(Policies), {}
    for each in given:
        name, _, value = each.partition("=")
        try:
            chosen[name.strip()] = _value(hints[name.strip()], value.strip())
        except (KeyError, ValueError):
            raise UnfitPolicy(given=veiled(each), known_zh=known("zh"), known_en=known("en")) from None
    return replace(DEFAULT, **chosen)


def known(lang: Lang = LANG) -> str:
    """All policies and what they can be.

    >>> known("en").split("; ")[0]
    'municipal_titles=warn|accept|refuse'
    """
    hints = get_type_hints(Policies)
    return ("；" if lang == "zh" else "; ").join(f"{name}={_values(hint, lang)}" for name, hint in hints.items())


def _values(hint: Any, lang: Lang) -> str:
    if get_origin(hint) is Literal:
        return "|".join(get_args(hint))
    words = {int: ("件数", "NUMBER"), date: ("日期", "DATE")}
    zh, en = next(words[kind] for kind in get_args(hint) if kind in words)
    return f"{zh if lang == 'zh' else en}|{_NONE}"


def _value(hint: Any, text: str) -> Any:
    """The value of one policy.

    Raises:
        ValueError: it cannot be that.
    """
    if get_origin(hint) is Literal:
        if text not in get_args(hint):
            raise ValueError(text)
        return text
    if text.casefold() == _NONE:
        return None
    return date.fromisoformat(text) if date in get_args(hint) else int(text)
