"""Which labels a form prints around each of its fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.form_map import FormMap, Label, Slot, Token
from ipforms.matching.label_contexts import ContextCell, label_contexts
from ipforms.matching.template_map import TemplateCell

_FEWEST = 2  # labels that say together what a field is


class SlotLabels(NamedTuple):
    """The labels of a field."""

    own: frozenset[str] = frozenset()  # those that name it: one, or those of its row and of its column
    # those that stand around it besides: the title of its section, a group of columns
    beside: frozenset[str] = frozenset()
    is_crossed: bool = False  # whether it is known by several labels, and stands in no list
    owner: str = ""  # of these, the one that its row begins with: whose fact it is

    def are_foreign(self, keys: Iterable[str]) -> bool:
        """Whether a label of a document is none of these."""
        return self.own.isdisjoint(keys) and self.beside.isdisjoint(keys)


def outright(pattern: str) -> str:
    """The key of labels that name one field outright where the form's own label says less or more: 专利申请量, 职务."""
    return f"@{pattern}"


def slot_labels(cells: Iterable[TemplateCell], form_map: FormMap) -> dict[str, SlotLabels]:
    """The labels of each field, by the pattern of its path."""
    lists = {section.name for section in form_map.sections} - form_map.labelled_sections
    merged = {section.name: _merged(form_map, section.start, section.end) for section in form_map.sections}
    found = {slot.pattern: SlotLabels(frozenset({key})) for key, slot in _in_order(form_map.tokens)}
    for _, table in groupby(cells, key=lambda cell: cell.table):
        for inside, context, slot, is_alone in _slots_of(list(table)):
            around = frozenset((*context.left, *context.above, *context.head)) | merged.get(slot.section, frozenset())
            own = around | inside
            beside = frozenset((*context.around, *context.heading, *context.corner))
            if slot.section in lists:
                own, beside = frozenset(context.above[:1]) or own, beside | own
            if slot.is_date and around:
                own, beside = around, beside | inside
            said = {key for key in own if any(key != other and key in other for other in own)}
            own, beside = own - said, beside | said  # 研发费用合计 says what 研发费用 beside it says
            if own:
                crossed = is_alone and len(own) >= _FEWEST and slot.section not in lists
                owner = next((key for key in context.head if key in own), "") if crossed else ""
                found[slot.pattern] = SlotLabels(own, beside - own, crossed, owner)
    return found


def owners(labels: Mapping[str, SlotLabels]) -> dict[str, str]:
    """The labels that say whose facts a group of fields are, each with what the form asks of them first: 姓名."""
    of_owner: dict[str, list[tuple[str, SlotLabels]]] = {}
    for pattern, own in labels.items():
        if own.owner:
            of_owner.setdefault(own.owner, []).append((pattern, own))
    return {
        owner: min(fields[0][1].own - {owner}, default="")
        for owner, fields in of_owner.items()
        if len(fields) >= _FEWEST and len({pattern.rpartition(".")[0] for pattern, _ in fields}) == 1
    }


def _in_order(tokens: Iterable[Token]) -> Iterator[tuple[str, Slot]]:
    """The slots with the label before each, as in a line."""
    key = ""
    for token in tokens:
        if isinstance(token, Slot):
            yield key, token
        elif not (token.is_number or token.key.startswith("(")):
            key = token.key


class _Keys(NamedTuple):
    """The keys of the labels around a cell, as `LabelContext` has their numbers."""

    left: tuple[str, ...]
    above: tuple[str, ...]
    head: tuple[str, ...]
    around: tuple[str, ...]
    heading: tuple[str, ...]
    corner: tuple[str, ...]


def _slots_of(table: Sequence[TemplateCell]) -> Iterator[tuple[frozenset[str], _Keys, Slot, bool]]:
    """The slots of a table with the labels before them in their cells, those around, and whether each slot has one."""
    keys = list(map(_key, table))
    blank = list(map(_is_struck, table))
    grid = [ContextCell(at, each.cell, each.span, bool(keys[at]), blank[at]) for at, each in enumerate(table)]
    for at, context in label_contexts(grid).items():
        tokens = table[at].tokens
        around = _Keys(*(tuple(keys[label] for label in labels) for labels in context))
        has_labels = [isinstance(token, Label) for token in tokens] == [True, False] * (len(tokens) // 2)
        before = frozenset[str]()
        for token in tokens:
            if isinstance(token, Slot):
                yield before, around, token, has_labels or len(tokens) == 1
            elif not token.is_number and not token.key.startswith("("):
                before = frozenset({token.key})


def _key(cell: TemplateCell) -> str:
    """The label of a cell that has nothing else."""
    labels = [token for token in cell.tokens if isinstance(token, Label) and not token.is_number]
    return labels[0].key if len(labels) == 1 and len(cell.tokens) == 1 and not _is_struck(cell) else ""


def is_struck(key: str) -> bool:
    """Whether the text of a cell says nothing, or that nothing is asked for there: ——"""
    return not key.strip("-/")


def _is_struck(cell: TemplateCell) -> bool:
    return all(isinstance(each, Label) and is_struck(each.key) for each in cell.tokens)


def _merged(form_map: FormMap, start: int, end: int) -> frozenset[str]:
    """The labels that stand once over all entries of a section."""
    return frozenset(token.key for token in form_map.tokens[start:end] if isinstance(token, Label) and token.merged)
