"""Options of commands that read a table."""

from __future__ import annotations

import re

import click

from ipforms.bulk.sources.source_errors import InvalidOption
from ipforms.codes.masking import masked_text
from ipforms.messages import Bilingual

_ROWS = re.compile(r"\s*(\d{1,6})\s*(?:[,，-]\s*(\d{1,6})\s*)?", re.ASCII)


def as_rows(_: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """A callback of click: the first and the last row of a header, of N or N,M.

    Raises:
        InvalidOption: it is neither.
    """
    if value is None:
        return None
    found = _ROWS.fullmatch(value)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 0 < first <= last:
        raise InvalidOption(option="header-row", value=masked_text(value), next=Bilingual("source.step.header_row"))
    return first, last


header_rows_option = click.option("--header-row", "header_rows", metavar="N[,M]", callback=as_rows)
