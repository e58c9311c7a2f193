"""What people call a field above a column of their table, besides its labels: the vocabulary of `schemas`, folded."""

from collections.abc import Iterable
from functools import cache
from itertools import product

from ipforms.bulk.field_columns import FieldColumn, titles
from ipforms.schemas import vocabulary
from ipforms.schemas.layout import Leaf
from ipforms.text.character_table import simplified
from ipforms.text.label_tokens import fold
from ipforms.text.regex import regex

_OWN = regex("^(?:企业|单位|公司|市场|客户|会员)(?=..)")  # 市场编号 is a number that somebody gave


@cache
def word_tables() -> dict[str, dict[str, frozenset[str]]]:
    """The tables of the vocabulary, each word folded."""
    return {
        table: {name: frozenset(map(fold, words)) for name, words in keys.items()}
        for table, keys in vocabulary.word_tables().items()
    }


def is_harmless(header: str) -> bool:
    """Whether a column is one that tables have and forms have not: a row's number, a remark.

    >>> is_harmless("序号"), is_harmless("备注（选填）"), is_harmless("市场编号"), is_harmless("注册资金")
    (True, True, True, False)
    """
    names = word_tables()["harmless"]["names"]
    own = (simplified(fold(header)), _bare(header))
    return header.strip() == "#" or any(name in names or _OWN.sub("", name) in names for name in own if name)


def _bare(header: str) -> str:
    return fold(header.partition("（")[0].partition("(")[0])


def group_words(name: str) -> frozenset[str]:
    """The folded words that name a group of fields above their columns."""
    tables = word_tables()
    return tables["groups"].get(name, frozenset()) | tables["upper"].get(name, frozenset())


def own_words(column: FieldColumn) -> frozenset[str]:
    """The folded words that name the field of a column outright."""
    tables = word_tables()
    said = tables["fields"].get(column.pattern, frozenset()) | tables["headers"].get(column.pattern, frozenset())
    if not column.groups:
        return said
    group = column.groups[-1]
    if column.is_part:
        whole = {*titles(group), *tables["fields"].get(column.pattern.rpartition(".")[0], ())}
        return said | {
            first + second for first, second in product(whole, {*titles(column.leaf), *_within(column.leaf)})
        }
    outer = {*titles(group), *group_words(group.name)}
    inner = {*titles(column.leaf), *_within(column.leaf), *tables["of_group"].get(column.leaf.name, ())}
    outer |= tables["signing"].get(group.name, frozenset())
    named = outer if column.leaf.name == "name" and group.name in tables["groups"] else set()
    return said | named | {first + second for first, second in product(outer, inner)}


def whole_words(column: FieldColumn) -> frozenset[str]:
    """The folded words that name the field of a column as a whole, and of which none says anything by itself."""
    return word_tables()["outright"].get(column.pattern, frozenset())


def _within(leaf: Leaf) -> frozenset[str]:
    within = word_tables()["within"]
    return within.get(f"{leaf.name} {leaf.title}", within.get(leaf.name, frozenset()))


def names_part(header: str, part: FieldColumn) -> bool:
    """Whether a header is a word for a part of any value, such as 证书编号 of a title."""
    return fold(header) in _within(part.leaf)


def is_doubtful(header: str, pattern: str) -> bool:
    """Whether a header may mean a field, and often means something beside it: 商铺数 is not how many merchants.

    >>> is_doubtful("商铺数（个）", "merchants"), is_doubtful("商户数", "merchants")
    (True, False)
    >>> is_doubtful("老板手机", "legal_representative.phones")
    True
    """
    doubtful = word_tables()["doubtful"]
    persons = doubtful.get(pattern.partition(".")[0], ())  # with whatever is said of them: 老板电话
    own = {fold(header), _bare(header)}
    return not own.isdisjoint(doubtful.get(pattern, ())) or any(word in fold(header) for word in persons)


def by_word(columns: Iterable[FieldColumn]) -> dict[str, tuple[FieldColumn, ...]]:
    """The columns by their words; some words are of several."""
    found: dict[str, list[FieldColumn]] = {}
    for column in columns:
        for word in own_words(column) | whole_words(column):
            found.setdefault(word, []).append(column)
    return {word: tuple(named) for word, named in found.items()}
