"""Ticks that were drawn with a font that the printing computer did not have: its letters stand there instead."""

from __future__ import annotations

import re

_BOX = re.compile(r"£(?=\s*[是否有无已未])")
_TICKED = re.compile(r"(?<![A-Za-z])R(?=\s*[是否有无已未])")


def with_ticks(text: str) -> str:
    """A text with boxes for the letters of Wingdings 2 that stand for them: £ for an empty one, R for a ticked one.

    R alone is a letter; beside a £ before an answer it is none.

    >>> with_ticks("R是 £否"), with_ticks("R有限公司"), with_ticks("£100")
    ('☑是 ☐否', 'R有限公司', '£100')
    """
    return _TICKED.sub("☑", _BOX.sub("☐", text)) if _BOX.search(text) else text
