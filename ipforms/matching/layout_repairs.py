"""What senders have done to the layout of a form, undone before its labels are matched.

Each step takes the blocks of a document and gives them back as the form would have them; none knows of the others.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipforms.matching.annexed_pages import with_annexed_pages
from ipforms.matching.cell_scores import Fits
from ipforms.matching.claim_lists import with_claims_apart
from ipforms.matching.closing_lines import with_closing_lines
from ipforms.matching.composed_lines import with_composed_lines
from ipforms.matching.continued_tables import with_continued_tables
from ipforms.matching.detail_lists import with_detail_lists
from ipforms.matching.entry_lines import EntryList
from ipforms.matching.entry_rows import with_cards_apart, with_head_labels, with_whole_records
from ipforms.matching.entry_texts import entry_lists, list_columns, with_titles_apart
from ipforms.matching.entry_titles import with_named_entries, without_titles
from ipforms.matching.form_map import FormMap, Slot
from ipforms.matching.group_labels import with_group_names
from ipforms.matching.inner_tables import with_inner_tables
from ipforms.matching.item_lines import with_item_tables
from ipforms.matching.joint_labels import split_joint_labels
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_lines import (
    with_answers,
    with_apart_lines,
    with_owned_lines,
    with_worded_values,
    without_colons,
)
from ipforms.matching.labelled_columns import with_people_counted
from ipforms.matching.labelled_rows import with_labelled_rows
from ipforms.matching.nested_cards import with_nested_cards
from ipforms.matching.nested_entries import with_nested_entries
from ipforms.matching.nested_lists import NestedList, nested_lists
from ipforms.matching.nested_pairs import with_nested_pairs
from ipforms.matching.numbered_heads import with_unnumbered_heads
from ipforms.matching.opinion_texts import with_opinions
from ipforms.matching.option_labels import printed_details, printed_options, with_details, with_known_options
from ipforms.matching.owner_labels import with_owner_names
from ipforms.matching.person_cells import with_people_told
from ipforms.matching.person_tables import with_person_tables
from ipforms.matching.remark_columns import without_other_roles, without_remarks
from ipforms.matching.sentence_labels import with_sentence_labels
from ipforms.matching.shared_columns import with_answer_columns, with_shared_columns
from ipforms.matching.slot_labels import SlotLabels
from ipforms.matching.split_titles import with_titles_joined
from ipforms.matching.table_halves import with_halves_apart
from ipforms.matching.table_units import with_table_units
from ipforms.matching.template_map import TemplateCell
from ipforms.matching.text_blocks import TextBlock
from ipforms.matching.year_columns import with_latest_years
from ipforms.matching.year_grids import with_year_grids
from ipforms.matching.year_sections import YearGrid, year_grids
from ipforms.paths import Place


class FormLists(NamedTuple):
    """The lists of a form."""

    titled: Mapping[str, EntryList]  # those that have a title, by the key of that
    columns: Mapping[str, frozenset[str]]  # the labels of each, by what it calls an entry
    nested: Sequence[NestedList]  # those whose entries have lists of their own
    years: Sequence[YearGrid]  # those that have a column a year
    options: Mapping[str, frozenset[str]]  # what may be ticked, by label
    details: Mapping[str, str]  # what is asked for behind an answer, with the label of that


def form_lists(form_map: FormMap, labels: Mapping[str, SlotLabels], cells: Sequence[TemplateCell]) -> FormLists:
    """The lists of a form, from its map, the labels of its fields, and its cells."""
    lists = entry_lists(form_map, labels), list_columns(form_map), nested_lists(form_map), year_grids(cells)
    slots = [token for token in form_map.tokens if isinstance(token, Slot)]
    return FormLists(*lists, printed_options(slots, labels), printed_details(slots, labels))


class RepairedBlocks(NamedTuple):
    """The blocks of a document as they are matched."""

    blocks: list[TextBlock]
    split: frozenset[Place]  # where one of several values stood in one place, or below words that are only like a label
    annexed: frozenset[Place]  # of texts that stand on a page behind the form
    aside: list[TextBlock]  # words that belong to no field: remarks of an office, titles of parts


def repaired(blocks: list[TextBlock], finder: LabelFinder, is_value: Fits, of_form: FormLists) -> RepairedBlocks:
    """The blocks of a document as the form would have them.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        is_value: whether a text is a value of what a label asks for.
        of_form: the lists of the form.
    """
    lists, columns, nested, years, options, asked = of_form
    blocks = with_table_units(blocks, finder, is_value)
    blocks = with_titles_joined(with_answers(blocks, finder), finder)
    blocks, worded = with_known_options(blocks, options, finder)
    blocks = with_details(blocks, asked, finder)
    blocks, claims = with_claims_apart(blocks, finder, is_value)
    blocks, around, alike = with_year_grids(blocks, years, finder)
    blocks = with_nested_pairs(blocks, nested, finder, is_value)
    blocks, open_ended, openings = with_sentence_labels(blocks, finder, is_value, lists)
    blocks, latest, earlier = with_latest_years(blocks, finder)
    blocks = with_item_tables(with_halves_apart(blocks, finder), nested, is_value)
    blocks, beside, guessed = with_nested_entries(with_nested_cards(blocks, nested, finder), nested, finder, is_value)
    blocks = with_opinions(with_titles_apart(blocks, lists, finder), finder)
    blocks = with_closing_lines(blocks, finder, is_value)
    blocks = with_cards_apart(with_unnumbered_heads(blocks, finder, columns, lists), finder)
    blocks = with_named_entries(blocks, finder, columns)
    blocks = with_apart_lines(with_people_told(blocks, finder), finder, is_value)
    blocks = without_colons(blocks, finder)
    blocks = with_labelled_rows(with_whole_records(blocks, finder), finder, columns)
    blocks, annexed = with_annexed_pages(blocks, finder)
    blocks, remarks = without_remarks(with_answer_columns(blocks, finder, is_value), finder)
    blocks, others = without_other_roles(blocks, finder, columns)
    blocks, parts = without_titles(blocks, finder)
    blocks, details, keyed = with_detail_lists(blocks, finder, columns)
    blocks, counts = with_inner_tables(blocks, finder, is_value)
    blocks, of_people = with_person_tables(blocks, finder)
    blocks = with_owned_lines(with_composed_lines(blocks, finder), finder)
    blocks = with_group_names(with_continued_tables(blocks, nested, finder), finder)
    blocks = with_owner_names(blocks, finder)
    blocks = with_shared_columns(with_worded_values(blocks, finder, is_value), finder, is_value)
    blocks = with_people_counted(with_head_labels(blocks, lists, finder), finder, columns)
    blocks, split = split_joint_labels(blocks, finder, is_value, frozenset().union(*columns.values()))
    aside = [*openings, *around, *earlier, *beside, *remarks, *others, *parts, *details, *counts, *of_people]
    return RepairedBlocks(
        blocks, split | keyed | guessed | worded | open_ended | latest | alike | claims, annexed, aside
    )
