"""Words inside of a value that say which of several it is: 办公：… 手机：… beside 联系电话.

They are other names of the label that the value has, none that the form prints, and no labels of further values.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import groupby

from ipforms.matching.block_rows import filled, rows_of
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.label_finder import LabelFinder, LabelHit
from ipforms.matching.label_likeness import ALIAS, EXACT
from ipforms.matching.text_blocks import TextBlock

Asked = Callable[[Iterable[str]], Set[str]]  # the fields that labels may ask for


def document_hits(blocks: Iterable[TextBlock], finder: LabelFinder, asked: Asked) -> Iterator[LabelHit]:
    """Where labels may stand in a document, without such words."""
    heading: Sequence[LabelHit] = ()  # a label that stands alone in its row, over the texts below
    above: dict[tuple[int, ColumnSpan], Sequence[LabelHit]] = {}  # the last label of each column
    for row in rows_of(blocks):
        is_alone = len(filled(row)) == 1
        before = heading if is_alone else ()
        for block in row:
            hits = list(finder.hits(block))
            column = (block.table, block.span) if block.cell and block.span else None
            labels = (before, above.get(column, ()) if column else ())
            yield from _of_other_fields(hits, labels, asked) if hits and (block.cell or before) else hits
            before = hits if hits and hits[0].whole else ()
            if column and before:
                above[column] = before
        heading = before if is_alone and before else heading if is_alone else ()


def _of_other_fields(
    hits: Sequence[LabelHit], labels: Sequence[Sequence[LabelHit]], asked: Asked
) -> Sequence[LabelHit]:
    """The hits of a cell; only that of its label where all others ask for the same field once more.

    Args:
        hits: those of the cell.
        labels: those of the label before it, and of the one above.
        asked: what a label asks for.
    """
    own = [hit for hit in hits if hit.start == 0] if not any(labels) else []
    for label in filter(None, (*labels, own)):
        known = [hit for hit in hits if hit not in label and hit.likeness >= ALIAS]
        if hits[0].whole or not known or any(hit.likeness == EXACT for hit in known):
            continue
        fields = own_fields = set(asked(hit.key for hit in label if hit.likeness >= ALIAS))
        for _, place in groupby(known, key=lambda hit: hit.start):
            fields = fields & asked(hit.key for hit in place)
        has_several = own_fields - fields and (hits[0].start or label is own)
        if fields and not has_several:  # 法定代表人 | 张三 身份证号：… has two values
            return own
    return hits
