"""Whether a text may be the value of a field: matching asks where labels and lines do not say whose a cell is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ipforms.codecs import Codec, TextCodec
from ipforms.messages import is_error
from ipforms.schemas.base import FormModel
from ipforms.schemas.record_texts import codecs_of

_IS_NONE, _ANY_TEXT, _WITH_NOTES, _IS_ONE = -1.0, 0.0, 0.5, 1.0  # see `value_fit`


def value_fit(model: type[FormModel]) -> Callable[[str, str], float]:
    """For the pattern of a path and a text: 1 where it is such a value, 0 where any text is one, -1 where it is none.

    >>> from ipforms.schemas.guangzhou import GuangzhouEnterprise
    >>> fits = value_fit(GuangzhouEnterprise)
    >>> fits("postcode", "510665"), fits("postcode", "a@b.cn"), fits("name", "510665")
    (1.0, -1.0, 0.0)
    >>> fits("ip_units[].headcount", "3"), fits("ip_units[].headcount", "法务部")
    (1.0, -1.0)
    """
    codecs: dict[str, Codec[Any] | None] = {}

    @lru_cache(maxsize=1_024)
    def fits(pattern: str, text: str) -> float:
        if pattern not in codecs:
            path = pattern.replace("[]", "[0]")
            codecs[pattern] = codecs_of(model, [path]).get(path)
        return _fit(codecs[pattern], text)

    return fits


def _fit(codec: Codec[Any] | None, text: str) -> float:
    if codec is None or (isinstance(codec, TextCodec) and codec.identifier is None):
        return _ANY_TEXT
    decoded = codec.decode(text)
    pattern = codec.canonical_pattern
    if pattern is not None and isinstance(decoded.value, str):
        return _IS_ONE if pattern.fullmatch(decoded.value) else _IS_NONE
    if is_error(decoded.notes):
        return _IS_NONE
    return _WITH_NOTES if decoded.doubts else _IS_ONE
