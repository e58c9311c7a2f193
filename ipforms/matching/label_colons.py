"""Labels that a sender has typed with a colon where the form has none, in cells of their own: 单位名称： | 甲公司."""

from collections import Counter

from ipforms.matching.block_rows import worded
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock

_FEWEST = 3  # in one table; behind a colon alone a value may be lacking, as behind the 固话： of a form


def without_colons(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; in tables whose labels have colons these are left out."""
    ended = [block for block in blocks if block.cell and block.searchable.endswith(":") and finder.label(block.key)]
    tables = Counter(block.table for block in ended if not finder.has_colon(block.key))
    bare = {block.index: block.text.rstrip(" \u3000：:\n") for block in ended if tables[block.table] >= _FEWEST}
    return worded(blocks, bare)
