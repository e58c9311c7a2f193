"""Texts that a sender has put on a page behind the form: 附页：申报单位概述, and （详见附页） in their place."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ipforms.codecs.cell_text import ADDED_PAGE
from ipforms.matching.block_rows import numbered
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.text import label_key

_HEADING = re.compile(
    r"""\s* (?: (?:[附加续]页|另附页|附件?) \s* (?:\d{1,2}|[一二三四五六七八九十])? \s* [：:、.．]? \s*
                (?P<label>[^\n：:]{2,30}?)
            | (?P<before>[^\n：:（(]{2,30}) [（(]续[表页]?[)）] ) \s* [：:]? \s*""",
    re.VERBOSE,
)
_REFERENCE = re.compile(
    rf"(?m)^[ \t\u3000]*[（(]?(?:{ADDED_PAGE}|见附件|(?:详?见)?表?后?另?附页?)[^\n（）()]{{0,6}}[)）]?[。 \t\u3000]*$"
)
"""What refers to such a page, if there is one under the same label."""
_NEAR = 4  # blocks before a reference in which its label stands


def with_annexed_pages(blocks: list[TextBlock], finder: LabelFinder) -> tuple[list[TextBlock], frozenset[Place]]:
    """The blocks of a document, with what stands below such a heading in the place that refers to it; these places."""
    pages = dict(_pages(blocks, finder))
    if not pages:
        return blocks, frozenset()
    texts: dict[int, str] = {}
    gone: set[int] = set()
    for block in blocks:
        page = pages.get(_label_of(block, blocks, finder) or "") if _REFERENCE.search(block.text) else None
        if page and block not in page:
            before, *behind = _REFERENCE.split(block.text)
            texts[block.index] = "".join((before, "\n".join(each.text for each in page[1:]), *behind))
            gone.update(each.index for each in page)
    kept = (block for block in blocks if block.index not in gone)
    found = numbered(block.with_text(texts.get(block.index, block.text)) for block in kept)
    return found, frozenset(blocks[index].place for index in texts)


def _pages(blocks: Sequence[TextBlock], finder: LabelFinder) -> Iterator[tuple[str, list[TextBlock]]]:
    """What stands below each heading of an added page, by the label that it says; the heading first."""
    for block in blocks:
        found = _HEADING.fullmatch(block.text) if block.cell is None else None
        likely = finder.likely(label_key(found["label"] or found["before"]))[:1] if found else ()
        if likely and likely[0][1] >= SYNONYM:
            body = takewhile(lambda each: _is_body(each, finder), blocks[block.index + 1 :])
            yield likely[0][0], [block, *body]


def _is_body(block: TextBlock, finder: LabelFinder) -> bool:
    is_heading = _HEADING.fullmatch(block.text) is not None or finder.label(block.key) is not None
    return block.cell is None and not is_heading


def _label_of(block: TextBlock, blocks: Sequence[TextBlock], finder: LabelFinder) -> str | None:
    """The label in the first line of a text, or the last one before it."""
    before = reversed(blocks[max(0, block.index - _NEAR) : block.index])
    keys = (label_key(block.text.partition("\n")[0]), *(each.key for each in before))
    return next((label for key in keys if (label := finder.label(key)) and not label.startswith("(")), None)
