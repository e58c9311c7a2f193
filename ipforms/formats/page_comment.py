"""Comments on the pages of a document, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PageComment:
    """A comment.

    Attributes:
        page: on which page, from 1.
        box: around what, as the page is shown: left, top, right, bottom in points.
        text: what it says.
        colour: red, green and blue of its line, from 0 to 255.
    """

    page: int
    box: tuple[float, float, float, float]
    text: str
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CommentAuthor:
    """Who makes the comments, when, and what they are about."""

    author: str
    when: datetime
    subject: str
