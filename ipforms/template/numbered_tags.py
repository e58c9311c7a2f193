"""Which tag a fault is in. Jinja knows only lines, so each tag is given a line of its own."""

import re
from bisect import bisect_right

from ipforms.text.regex import regex

_TAG = regex(r"(\{#.*?#\})|(\{[{%][-+]?)", re.DOTALL)
_TYPED = regex(r"(\{[{%][-+]?)((?:tr|tc|p|r)\s)?(.*?[%}]\})", re.DOTALL)
"""A tag as it was typed; docxtpl's `patch_xml` takes the letters for a row, a cell, a paragraph or a run away."""
_WHOLE = regex(r"\{[{%].*?(?:[%}]\}|\Z)", re.DOTALL)
OPENING = ("for", "if")
_STATEMENT = regex(r"\{%[-+]?\s*(?:<[^>]*>\s*)*(\w+)")
_MARKUP = regex(r"<[^>]*>")
_LONGEST = 80  # characters of a tag that a message quotes


class NumberedTags:
    """Jinja source with a line break behind the opening of each tag, where white space means nothing.

    >>> source = NumberedTags("<w:t>{{ name|upper }}</w:t><w:t>{{ uscc }}</w:t>")
    >>> source.text
    '<w:t>{{\\n name|upper }}</w:t><w:t>{{\\n uscc }}</w:t>'
    >>> source.tag(2), source.tag(3)
    ('{{ name|upper }}', '{{ uscc }}')
    """

    def __init__(self, xml: str, typed: str = "") -> None:
        """Number the tags.

        Args:
            xml: the part as `patch_xml` gives it.
            typed: the part before, for the names of tags.
        """
        self._typed = {
            _readable(found.expand(patched)): _readable(found[0])
            for found in _TYPED.finditer(_MARKUP.sub("", typed))
            for patched in (r"\1\n\2\3", r"\1\n\3")
        }
        self.has_comments = any(tag[1] for tag in _TAG.finditer(xml))
        self.text = _TAG.sub(lambda tag: tag[1] or f"{tag[2]}\n", xml)
        self._ends = [end.end() for end in re.finditer("\n", self.text)]
        self._tags = [tag.start() for tag in _TAG.finditer(self.text) if not tag[1]]

    def tag(self, line: int) -> str:
        """The tag that a line is of, as a person would write it."""
        found = self._whole(line)
        words = _readable(found[0]) if found else ""
        return self._typed.get(words, words)

    def blank(self, line: int) -> str:
        """Blank the tag that a line is of, so that what comes after it is parsed; the first word of a statement."""
        found = self._whole(line)
        if found is None:
            return ""
        left = "".join(character if character == "\n" else " " for character in found[0])
        self.text = self.text[: found.start()] + left + self.text[found.end() :]
        statement = _STATEMENT.match(found[0])
        return statement[1] if statement else ""

    def unclosed(self) -> int:
        """The line of the innermost loop that nothing closes; 0 if all are closed."""
        opened: list[int] = []
        for found in _STATEMENT.finditer(self.text):
            if found[1] in OPENING:
                opened.append(self.text.count("\n", 0, found.end()) + 1)
            elif found[1].startswith("end") and opened:
                opened.pop()
        return opened[-1] if opened else 0

    def _whole(self, line: int) -> re.Match[str] | None:
        start = self._ends[line - 2] if 2 <= line <= len(self._ends) + 1 else 0
        nearest = bisect_right(self._tags, start) - 1
        return _WHOLE.match(self.text, self._tags[nearest]) if nearest >= 0 else None


def _readable(tag: str) -> str:
    words = " ".join(_MARKUP.sub("", tag).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
