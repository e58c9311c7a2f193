"""A batch as one HTML page: numbers, an overview, and each file's findings beside the form's own tables.

The page stands alone (nothing is loaded, nothing is sent), reads and prints without scripts, and filters with them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ipforms.messages import Lang, Severity
from ipforms.pipeline.report import CheckOutcome
from ipforms.reports.batch_counts import BatchCounts, FileStatus
from ipforms.reports.file_section import file_section
from ipforms.reports.spool import Spool
from ipforms.reports.target import Target, opened
from ipforms.reports.words import COUNTED, report_text

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from ipforms.reports.table_report import ReportTable

_MOST_PICTURED = 40_000_000
"""Characters of pictures on one page; a browser opens it still. Of further files the tables are drawn."""


def write_page(
    outcomes: Iterable[CheckOutcome],
    target: Target,
    lang: Lang = "zh",
    on: date | None = None,
    title: str | None = None,
    *,
    is_single: bool = False,
    tables: Sequence[ReportTable] = (),
) -> BatchCounts:
    """Write a batch as one HTML page.

    Args:
        outcomes: reports, and files that could not be read; taken one by one, so a batch may be large.
        target: a path, whose file appears whole or not at all, or an open binary file.
        lang: "zh" or "en".
        on: the day to print; today if None. The same batch and day give the same bytes.
        title: the heading.
        is_single: a page of one file, to be sent alone: without numbers, overview and filter. On paper it shows the
            form's tables, which a page of many files leaves to the screen.
        tables: what stands behind the files, such as the list of all that came; their titles stand at the head too.

    Returns:
        The batch in numbers.

    Raises:
        UnwritableReport: the file cannot be written.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_page([], stream).files, stream.getvalue()[:15]
    (0, b'<!DOCTYPE html>')
    """
    words = _words(lang)
    with opened(target) as stream, Spool[str]() as rows, Spool[str]() as sections:
        counts, room = BatchCounts(), _MOST_PICTURED
        for number, outcome in enumerate(outcomes, 1):
            counts.add(outcome)
            shown = file_section(number, outcome, lang, pictured=room > 0)
            room -= sum(len(each.image) for each in shown.pictures)
            rows.add(_templates().get_template("row.html.jinja").render(words, section=shown))
            sections.add(_templates().get_template("section.html.jinja").render(words, section=shown))
        page = _templates().get_template("page.html.jinja")
        facts = {
            "title": title or report_text("page.title", lang),
            "on": on or date.today(),
            "is_single": is_single,
            "counts": counts,
            "rows": rows,
            "sections": sections,
            "tables": tables,
        }
        # Written piece by piece: the page may be larger than the memory.
        for text in page.generate(words, **_fixed(), **facts):
            stream.write(text.encode("utf-8", "replace"))
    return counts


def page_parts(template: str, lang: Lang) -> tuple[Template, dict[str, Any]]:
    """A template of a page of its own, with the words, the style and their hashes that it needs."""
    return _templates().get_template(template), {**_words(lang), **_fixed()}


@cache
def _templates() -> Environment:
    """The templates; whatever comes from a form is text in them, never markup."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("ipforms.reports", "html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _words(lang: Lang) -> dict[str, Any]:
    """What the templates need besides the facts; `say` gives `report_text` in this language."""
    return {
        "lang": lang,
        "say": lambda key, **context: report_text(key, lang, **context),
        "statuses": tuple(FileStatus),
        "severities": tuple(Severity),
        "counted": COUNTED,
    }


@cache
def _fixed() -> dict[str, str]:
    """The page's own style and script with their hashes: a browser runs these and no others."""
    fixed: dict[str, str] = {}
    for name, file in (("style", "page.css"), ("script", "page.js")):
        text = (files("ipforms.reports") / "html" / file).read_text(encoding="utf-8")
        fixed[name] = text
        fixed[f"{name}_hash"] = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return fixed
