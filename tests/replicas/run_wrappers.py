"""Spans → runs: which wrapper a value comes in, by the switches that are on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from xml.sax.saxutils import quoteattr

from tests.replicas import runs, ticks
from tests.replicas.model import Line, Span
from tests.replicas.runs import Pencil

Writer = Callable[[Pencil, str], str]
Fits = Callable[[Span], bool]
_DATE_PART = re.compile(r"\d+|[^\d]")


def _any(span: Span) -> bool:
    return bool(span.text.strip())


def _kind(*kinds: str) -> Fits:
    return lambda span: span.kind in kinds and _any(span)


def _one_line(span: Span) -> bool:
    return _any(span) and "\n" not in span.text and span.kind != "tick"


def _ticks(span: Span) -> bool:
    return ticks.has_tick(span.text)


def _date_runs(pencil: Pencil, text: str) -> str:
    return "".join(pencil.run(part, '<w:lang w:val="en-US"/>') for part in _DATE_PART.findall(text))


def _bookmarked(pencil: Pencil, text: str) -> str:
    number, cut = pencil.number(), pencil.rng.randint(0, len(text))
    start = f'<w:bookmarkStart w:id="{number}" w:name="_GoBack{number}"/>'
    parts = [pencil.run(part) if part else "" for part in (text[:cut], text[cut:])]
    return start + parts[0] + f'<w:bookmarkEnd w:id="{number}"/>' + parts[1]


def _proofed(pencil: Pencil, text: str) -> str:
    cut = pencil.rng.randint(0, len(text))
    parts = [pencil.run(part) if part else "" for part in (text[:cut], text[cut:])]
    kind = pencil.rng.choice(("spell", "gram"))
    broken = "<w:r><w:lastRenderedPageBreak/></w:r>" if pencil.rng.random() < 0.2 else ""
    return f'{parts[0]}<w:proofErr w:type="{kind}Start"/>{broken}{parts[1]}<w:proofErr w:type="{kind}End"/>'


def _hidden(pencil: Pencil, text: str) -> str:
    return pencil.run(text) + pencil.run("隐藏的旧值9", "<w:vanish/>")


WRITERS: dict[str, tuple[Fits, Writer]] = {
    "eq_boxed_digits": (_kind("boxed"), runs.boxed),
    "sdt_runs": (_any, runs.sdt_runs),
    "tracked_changes": (_any, runs.tracked),
    "smart_tags": (_any, runs.smart_tag),
    "complex_fields": (_kind("date"), runs.date_field),
    "form_text": (_one_line, runs.form_text),
    "alternate_content": (_kind("company", "line", "postcode", "date"), runs.alternate),
    "ruby_name": (_kind("name"), runs.ruby),
    "split_runs": (_any, runs.split_runs),
    "date_split_runs": (_kind("date"), _date_runs),
    "hidden_text": (_any, _hidden),
    "bookmarks": (_any, _bookmarked),
    "proof_errors": (_any, _proofed),
    **{switch: (_ticks, ticks.ticked(switch)) for switch in ticks.WRITERS},
}


class RunWrappers:
    """Writes the paragraphs of one document."""

    def __init__(self, pencil: Pencil, on: Collection[str], link: Callable[[str], str]) -> None:
        self.pencil, self.link = pencil, link
        self.on = [switch for switch in WRITERS if switch in on]
        self.links = "hyperlinks_email" in on
        self.underline = "cover_underlined" in on

    def span(self, span: Span, line: Line) -> str:
        if not span.text:
            return ""
        value = bool(span.path) or span.kind == "tick"
        fitting = [WRITERS[name][1] for name in self.on if WRITERS[name][0](span)] if value else []
        if self.links and span.kind == "email" and span.path:
            fitting = [self._linked]
        if fitting:
            writer = fitting[0] if len(fitting) == 1 else self.pencil.rng.choice(fitting)
            return writer(self.pencil, span.text)
        more = '<w:u w:val="single"/>' if line.underlined and span.kind != "label" else ""
        return self.pencil.run(span.text, more, line.size, line.bold)

    def _linked(self, pencil: Pencil, text: str) -> str:
        address = "mailto:" + text.strip().replace("＠", "@").replace(" ", "")
        if pencil.rng.random() < 0.4:
            return runs.complex_field(pencil, text, f'HYPERLINK "{address}"')
        return f'<w:hyperlink r:id={quoteattr(self.link(address))} w:history="1">{pencil.run(text)}</w:hyperlink>'

    def paragraph(self, line: Line) -> str:
        if line.page_break:
            return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        listed = ""
        if line.numbered:
            listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{line.numbered}"/></w:numPr>'
        align = f'<w:jc w:val="{line.align}"/>' if line.align != "left" else ""
        content = "".join(self.span(span, line) for span in line.spans)
        return f"<w:p><w:pPr>{listed}{align}</w:pPr>{content}</w:p>"
