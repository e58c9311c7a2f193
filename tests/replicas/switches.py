"""The difficulties that a replica can have."""

from __future__ import annotations

from collections.abc import Collection

SWITCHES: dict[str, str] = {
    "doubtful": "values written so that they can be read only with a note (约30件, 17.3.9, 2017年3月 日)",
    # labels
    "label_spaces": "labels padded with blanks, U+00A0 and U+3000",
    "label_linebreaks": "labels broken over several lines",
    "ascii_colons": "ASCII colons for full-width ones, and the other way round",
    "label_small_wording": "labels in nearly the same words (邮编 for 邮政编码, 手机 for 手机号码)",
    "bracket_width": "half-width brackets in labels and statements",
    # rows and tables
    "other_grid": "dragged borders: each group of rows has column edges of its own, some rows are indented",
    "rows_added": "more rows than the blank has (application: a sixth condition of the company's own)",
    "rows_removed": "unused blank rows deleted (application: the row 驰名商标认定 deleted)",
    "rows_split": "a row split in two whose other cells are merged (market: the two phone rows made one)",
    "rows_merged": "a cell merged over two rows and true of both (application: two printed rows typed as one)",
    "tables_cut": "the table cut into two or three",
    "continuation_page": "a repeated section continues in a new table, under the same header typed again",
    "nested_table": "the repeated rows in a table inside a cell (application: a table inside the long text)",
    "value_in_label_cell": "label and value in one cell (单位名称：广州…)",
    "numbers_as_list": "序号, or 一、二、三、 of the headings, by automatic numbering",
    "vmerge_nonsense": "vertical merges that begin and never continue, or continue what never began",
    "gridspan_nonsense": "grid spans, gridBefore and gridAfter that contradict the grid",
    "empty_paragraphs": "empty paragraphs in cells and between tables",
    # covers (Jinhua: the lines above the table)
    "cover_in_table": "the lines of the cover in a table without borders",
    "cover_in_textbox": "the lines of the cover in a text box",
    "cover_underlined": "the values of the cover underlined, with underlined blanks around them",
    "cover_missing": "no cover, or no title",
    # what else is in the file
    "letter_before": "a forwarding letter before the form",
    "other_annexes": "the other annexes of the notice before and behind the form",
    "two_forms": "two filled forms in one file (odd seeds: twice the same form); the first is what is expected",
    "filled_plus_blank": "the filled form and a blank one",
    "extra_text": "remarks of the sender under the table",
    "statement_changed": "the printed declaration (application: a printed condition) altered",
    "header_footer_text": "texts and a page number in header and footer",
    "seal_picture": "a seal as a picture, inline and floating",
    "landscape_changed": "the page turned",
    # signatures and hints
    "hints_left": "hints, underscores and the printed 年 月 日 left in beside the values",
    "hint_deleted": "hints deleted (Jinhua and market: the notes in brackets of the labels)",
    "signature_typed": "names typed where one signs",
    "company_after_seal": "the company's name typed where the seal goes",
    # how a value is written in the XML
    "sdt_cells": "cells inside content controls",
    "sdt_rows": "rows inside content controls",
    "sdt_runs": "values inside content controls, some nested, paragraphs too",
    "sdt_placeholders": "empty cells hold a content control that shows its prompt",
    "tracked_changes": "insertions, deletions and moves not yet accepted, a deleted row among them",
    "smart_tags": "values inside smart tags and custom XML",
    "hyperlinks_email": "e-mail addresses as hyperlinks, of both kinds",
    "complex_fields": "dates as fields, page numbers",
    "sym_ticks": "ticks as w:sym",
    "wingdings2_ticks": "ticks as letters in the font Wingdings 2",
    "w14_checkbox": "ticks as check box controls",
    "form_checkbox": "ticks as FORMCHECKBOX",
    "form_text": "values in FORMTEXT fields",
    "eq_boxed_digits": "digits in boxes drawn by EQ fields",
    "alternate_content": "values in mc:AlternateContent, as runs or as text boxes",
    "ruby_name": "names with ruby",
    "strict_ooxml": "a package of ISO 29500 Strict (python-docx cannot open it)",
    "split_runs": "values in many runs",
    "date_split_runs": "dates with a run for each number and sign",
    "hidden_text": "hidden text behind the values, which nobody sees",
    "bookmarks": "bookmarks inside values",
    "proof_errors": "marks of the spelling check inside values",
}


def check(switches: Collection[str]) -> None:
    """Refuses a switch that there is not."""
    unknown = set(switches) - SWITCHES.keys()
    if unknown:
        raise ValueError(f"no such switch: {', '.join(sorted(unknown))}")
