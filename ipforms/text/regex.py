"""Regular expressions that are compiled when they are first used.

A command loads some 540 and uses 170. The classes of Chinese characters take long to compile: of `import ipforms`
(0.29 s of a processor) all of them took 0.09 s, of a small `ipforms check` (0.96 s) 0.13 s.
"""

import re
from typing import Any, cast

_ATTRIBUTES = (
    *("search", "match", "fullmatch", "sub", "subn", "split", "finditer", "findall"),
    *("pattern", "flags", "groups", "groupindex"),
)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later; a fault of the pattern shows then.

    >>> regex("[一二]+").fullmatch("一二")
    <re.Match object; span=(0, 2), match='一二'>
    """
    return cast("re.Pattern[str]", _LatePattern(source, flags))


class _UsedPattern:
    """A pattern that is compiled: its attributes are those of the compiled one."""

    _given: tuple[str, int]

    def __reduce__(self) -> tuple[Any, ...]:
        return regex, self._given


class _LatePattern(_UsedPattern):
    """A pattern that nobody has used. Without `__getattr__`, which is then no more asked, using it costs nothing."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ATTRIBUTES:
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        vars(self).update({each: getattr(compiled, each) for each in _ATTRIBUTES})
        self.__class__ = _UsedPattern  # type: ignore[assignment]
        return getattr(compiled, name)
