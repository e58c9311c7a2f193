"""Companies' names: when two of them mean one company."""

from __future__ import annotations

import re

from ipforms.text import comparable

_NOT_OF_THE_NAME = re.compile(r"[^\w()]+")


def name_key(name: str | None) -> str:
    """A name as companies are told apart: without white space, width, case, quotes; "" if there is none.

    >>> name_key("金华双龙（中国）有限公司 ") == name_key("金华双龙(中国)有限公司")
    True
    """
    return _NOT_OF_THE_NAME.sub("", comparable(name or ""))
