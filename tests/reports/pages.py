"""The page of a batch, as text and as a tree."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from lxml import html

from ipforms.pipeline.report import CheckOutcome
from ipforms.reports.html_page import write_page
from tests.reports.batch import ON

Element = html.HtmlElement


def source(batch: Iterable[CheckOutcome], **options: Any) -> str:
    """The page as it is written."""
    stream = io.BytesIO()
    write_page(batch, stream, on=ON, **options)
    return stream.getvalue().decode()


def page(batch: Iterable[CheckOutcome], **options: Any) -> Element:
    """The page as a browser reads it."""
    return html.document_fromstring(source(batch, **options))


def text(element: Element) -> str:
    """What stands in an element, on one line."""
    return " ".join(element.text_content().split())


def sections(root: Element) -> list[Element]:
    """The files on a page."""
    return root.xpath("//section[contains(@class, 'file')]")
