"""How long a text may be, as the form prints it: （1000字以内）, beside the blank, over it or in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ipforms.authoring.blank_document import BlankDocument
from ipforms.authoring.review_entry import LABEL_STEP, ReviewEntry
from ipforms.codecs.numerals import number

_LIMIT = re.compile(
    r"(不少于|不低于|至少)?(\d{2,5}|[一二两三四五六七八九]?[十百千][一二三四五六七八九十百千]{0,4})字(以上|左右)?"
)


def limit_of(text: str) -> str:
    """The most characters that a text allows; "" where it says none, or only how many there must be.

    >>> limit_of("项目概述（限五百字）"), limit_of("不少于300字，1000字以内"), limit_of("500字左右")
    ('500', '1000', '')
    """
    found = [number(most) for least, most, about in _LIMIT.findall("".join(text.split())) if not (least or about)]
    return str(int(found[-1])) if found and found[-1] else ""


def with_limits(entries: Iterable[ReviewEntry], document: BlankDocument) -> Iterator[ReviewEntry]:
    """Entries whose long texts know the limit that is printed in their place, or with the label before it."""
    over, last = dict[str, str](), ""
    for cell in document.cells:
        over[cell.key] = last
        last = cell.text if cell.label else last
    for entry in entries:
        before = over[entry.cell_key]
        is_label = entry.label.rpartition(LABEL_STEP)[2] in "".join(before.split())
        limit = limit_of("\n".join((entry.shown, entry.label, before if is_label else "")))
        is_limited = entry.kind == "paragraphs" and limit
        yield replace(entry, kind="limited", options=(limit,)) if is_limited else entry
