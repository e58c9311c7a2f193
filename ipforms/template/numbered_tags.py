"""Which tag a fault is in. Jinja knows only lines, so each tag is given a line of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_TAG = re.compile(r"(\{#.*?#\})|(\{[{%][-+]?)", re.DOTALL)
_PRINTED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_WHOLE = re.compile(r"\{[{%].*?(?:[%}]\}|\Z)", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_LONGEST = 80  # characters of a tag that a message quotes


class NumberedTags:
    """Jinja source with a line break behind the opening of each tag, where white space means nothing.

    >>> source = NumberedTags("<w:t>{{ name|upper }}</w:t><w:t>{{ uscc }}</w:t>")
    >>> source.text
    '<w:t>{{\\n name|upper }}</w:t><w:t>{{\\n uscc }}</w:t>'
    >>> source.tag(2), source.tag(3)
    ('{{ name|upper }}', '{{ uscc }}')
    """

    def __init__(self, xml: str) -> None:
        self.text = _TAG.sub(lambda tag: tag[1] or f"{tag[2]}\n", xml)
        self._ends = [end.end() for end in re.finditer("\n", self.text)]
        self._tags = [tag.start() for tag in _TAG.finditer(self.text) if not tag[1]]

    def tag(self, line: int) -> str:
        """The tag that a line is of, as a person would write it."""
        start = self._ends[line - 2] if 2 <= line <= len(self._ends) + 1 else 0
        nearest = bisect_right(self._tags, start) - 1
        if nearest < 0:
            return ""
        found = _WHOLE.match(self.text, self._tags[nearest])
        return _readable(found[0]) if found else ""

    def printed(self) -> Iterator[str]:
        """The tags that print a value."""
        return (_readable(tag[0], 10_000) for tag in _PRINTED.finditer(self.text))


def _readable(tag: str, longest: int = _LONGEST) -> str:
    words = " ".join(_MARKUP.sub("", tag).split())
    return words if len(words) <= longest else f"{words[:longest]}…"
