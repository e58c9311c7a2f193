"""A blank form as it came from a city: its cells and paragraphs, each with where it stands in the DOCX."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ipforms import formats
from ipforms.authoring.blank_cell import ALTERNATIVES, LONGEST_LABEL, BlankCell, BlankTable
from ipforms.authoring.field_words import KNOWN, UNITS, KindWords, kind_of
from ipforms.authoring.table_labels import NOTE, SHOWN_BELOW, said_unit, section_heading
from ipforms.paths import Place
from ipforms.sheet import Paragraph, Table
from ipforms.template.document_editor import DocumentEditor
from ipforms.template.nested_tables import with_rows_of_nested_tables

_TITLE = re.compile(r"(?:表|书|函|申请|申报|登记|推荐|[名清]单|台账|名[册录]|声明|问卷|回执|协议|报告)[）)]?$")
_LINES = "_＿"  # to write on
_YEAR = re.compile(r"(?:20)?[_ ]{2,}年度?")
_ANSWERS = ("是否", "有无")  # the first letters of two options, in cells of their own behind a label
_SIGNED = re.compile("[公盖签]章|签[字名]")
_PREFIX = re.compile("[A-Z]{1,4}")  # how each number of a column begins: ZL
_PATTERN = re.compile(rf"[ \u3000_]{{2}}|{ALTERNATIVES.pattern}")  # print that something is put into or struck out of


@dataclass(frozen=True)
class BlankDocument:
    """A blank form."""

    name: str
    data: bytes  # the DOCX
    blocks: tuple[BlankCell | BlankTable, ...]  # its paragraphs and tables in reading order

    @property
    def cells(self) -> Iterator[BlankCell]:
        """All cells and paragraphs in reading order."""
        for block in self.blocks:
            yield from block.cells if isinstance(block, BlankTable) else (block,)

    @property
    def title(self) -> str:
        """The title: the first longer line before the first table that asks for nothing, or only for which place."""
        lines = [block for block in self.blocks if isinstance(block, BlankCell)]
        labels = [cell.label for cell in lines if cell.is_label]
        named = (cell for cell in lines if (cell.is_label or cell.blanks) and _TITLE.search(cell.label))
        return next((cell.label.strip(_LINES) for cell in named), labels[0] if labels else self.name)


def read_blank(data: bytes, name: str) -> BlankDocument:
    """A blank form from a DOCX, or of an old Office format by way of LibreOffice.

    Raises:
        IpformsError: it cannot be read as a Word file.
    """
    data = with_rows_of_nested_tables(formats.annotatable(data, name), name)
    sheet, numbers = formats.read(data, name=name).sheet, formats.paragraph_numbers(data, name=name)
    editor = DocumentEditor(name, data)
    blocks: list[BlankCell | BlankTable] = []
    tables, heading, unit = 0, "", ""

    def cell(place: Place, table: int, row: int, column: int, spans: tuple[int, int]) -> BlankCell:
        own = tuple(numbers.get(place, ()))
        made = BlankCell(place, table, row, column, *spans, own, tuple(map(editor.text, own)))
        choices = next(filter(None, map(editor.choices, own)), ())
        is_prompt = table >= 0 and len(made.label) <= LONGEST_LABEL and all(map(editor.is_grey, own))
        height = editor.row_height(own[0]) if own and table >= 0 else 0
        return replace(made, height=height, is_prompt=is_prompt and bool(made.label), choices=choices)

    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            made = cell(block.place, -1, 0, 0, (1, 1))
            if made.numbers:
                blocks.append(made)
                unit = said_unit(made.label) or unit
                says = made.is_label or (made.text.rstrip().endswith(("：", ":")) and not _asks(made))
                if made.blanks and (_SIGNED.search(made.text) or made.blanks[0].shape in ("boxes", "box")):
                    says, heading = False, ""  # what is below a signature, or the answer to a question, is not under it
                heading = made.label if says and len(made.label) <= LONGEST_LABEL and not made.is_hint else heading
        elif isinstance(block, Table):
            made_cells = [
                replace(cell(each.place, tables, *each[:2], each[2:4]), has_table=bool(each.tables))
                for each in block.cells
            ]
            cells = tuple(_naming([each for each in made_cells if each.numbers]))
            blocks.append(BlankTable(tables, block.rows, block.columns, cells, heading, unit))
            tables, heading, unit = tables + 1, _last_title(blocks[-1]), ""
    document = BlankDocument(name, data, tuple(blocks))
    return replace(document, blocks=tuple(_headed(each, document.title) for each in blocks))


def _asks(line: BlankCell) -> bool:
    """Whether a line asks for something itself, and says nothing of what is below it: 填报日期：."""
    words = kind_of(line.blanks[0].label) if line.blanks else KindWords("line", 0)
    return len(line.blanks) > 1 or (words.certainty >= KNOWN and words.kind != "paragraphs")


def _last_title(table: BlankCell | BlankTable) -> str:
    """The title in the last row of a table, which is that of the next one."""
    last = table.cells[-1] if isinstance(table, BlankTable) and table.cells else None
    is_title = last is not None and last.is_label and not last.is_hint and last.row > 0 and last.column == 0
    is_wide = last is not None and isinstance(table, BlankTable) and last.column_span == table.columns > 1
    is_note = last is not None and NOTE.search(last.label) and not SHOWN_BELOW.match(last.label)
    return last.label if last is not None and is_title and is_wide and not is_note else ""


def _headed(block: BlankCell | BlankTable, form: str) -> BlankCell | BlankTable:
    """A table with the heading of what it has, which the title of the form is not."""
    if isinstance(block, BlankCell):
        return block
    heading = section_heading(block.heading, form, is_first=not block.number)
    return replace(block, heading=heading, title="" if heading or block.number else form)


def _naming(cells: list[BlankCell]) -> Iterator[BlankCell]:
    """The cells of a table; 单位名称： and 申请人签章 whose blank is in the cell on their right are its labels."""
    cells = list(_with_all_options(cells))
    years = list(filter(_is_year, cells))
    patterns, open_rows = {*_patterns(cells)}, {cell.row for cell in cells if cell.is_empty}
    for left, cell, right in zip((None, *cells), cells, (*cells[1:], None), strict=False):
        is_beside = right is not None and right.row == cell.row and "\n" not in cell.text
        own = [each for each in years if each.row == cell.row]
        if cell in years and len(own) > 1:
            yield replace(cell, heads=f"第{'一二三四五六七八九十'[own.index(cell) % 10]}年")
        elif (
            cell in patterns
            or (cell.row in open_rows and _offers(left, cell, right))
            or (_counts(left, cell, right) and not _is_of_column(cell, cells))
        ):
            yield replace(cell, is_pattern=True)
        else:
            is_label = (is_beside and right and _names(cell, right)) or _is_answer_column(cell, cells)
            yield replace(cell, names_next=True) if is_label else cell


def _with_all_options(cells: list[BlankCell]) -> Iterator[BlankCell]:
    """Cells of one choice whose options have a cell each, □是 | □否, below one label: the first has all of them."""
    run: list[BlankCell] = []
    for cell, right in pairwise((*cells, None)):
        if cell is None or not _is_options(cell):
            yield from () if cell is None else (cell,)
            continue
        run.append(cell)
        if right is not None and right.row == cell.row and _is_options(right):
            continue
        options = [option for each in run for option in each.blanks[0].options]
        if len(run) > 1 and len(set(options)) == len(options) and _is_under_one_label(run, cells):
            yield replace(run[0], choices=tuple(options), column_span=run[-1].behind - run[0].column)
            yield from (replace(each, goes_on=True) for each in run[1:])
        else:
            yield from run
        run = []


def _is_options(cell: BlankCell) -> bool:
    blank = cell.blanks[0] if len(cell.blanks) == 1 else None
    is_all = blank is not None and not f"{cell.text[: blank.start]}{cell.text[blank.end :]}".strip()
    return blank is not None and is_all and bool(blank.options) and not cell.is_box


def _is_under_one_label(run: list[BlankCell], cells: list[BlankCell]) -> bool:
    start, end = run[0].column, run[-1].behind
    over = [each for each in cells if each.last_row == run[0].row - 1 and each.column < end and each.behind > start]
    beside = next((each for each in cells if each.behind == start and each.row <= run[0].row <= each.last_row), None)
    if beside is not None and beside.is_label and "".join(each.blanks[0].options[0][0] for each in run) in _ANSWERS:
        return True
    return len(over) == 1 and over[0].is_label and (over[0].column, over[0].behind) == (start, end)


def _counts(left: BlankCell | None, cell: BlankCell, right: BlankCell | None) -> bool:
    """Whether a cell prints the unit of what is filled in there: 直营 | 家; in a column of units, blanks follow it."""
    is_named = left is not None and left.row == cell.row and left.is_label and left.text.strip() not in UNITS
    is_open = right is not None and right.row == cell.row and right.is_empty
    return is_named and not is_open and cell.text.strip() in UNITS


def _is_of_column(cell: BlankCell, cells: list[BlankCell]) -> bool:
    """Whether a unit is the header of blanks below it, 场次, or stands in a column of units."""
    left = next(each.column for each in cells if each.row == cell.row)
    below = [each for each in cells if each.row == cell.row + 1 and each.column >= left]
    is_header = bool(below) and all(each.is_empty for each in below)
    over = [each.label for each in cells if each.column == cell.column and each.row < cell.row]
    return is_header or any(re.fullmatch("(?:计量)?单位", label) for label in over)


def _offers(left: BlankCell | None, cell: BlankCell, right: BlankCell | None) -> bool:
    """Whether a cell behind a label has words of which one is to be left: 类型 | 企业/个体/协会."""
    is_named = left is not None and left.row == cell.row and left.is_label
    is_open = right is not None and right.row == cell.row and not right.is_label
    return is_named and not is_open and ALTERNATIVES.fullmatch(cell.text) is not None


def _is_answer_column(cell: BlankCell, cells: list[BlankCell]) -> bool:
    """Whether 是/否 is the header of the cells below it: under a wider one, 是否上市, or among headers over boxes."""
    if not ALTERNATIVES.fullmatch(cell.text.strip()):
        return False
    own = [each for each in cells if each.column <= cell.column and cell.behind <= each.behind]
    over = next((each for each in own if each.last_row == cell.row - 1), None)
    below = next((each for each in own if each.row == cell.last_row + 1), None)
    if below is None or not (below.is_empty or _is_options(below)):
        return False
    is_headed = over is not None and over.is_label and over.column_span > cell.column_span
    others = [each for each in cells if each.row == cell.row and each is not cell]
    return (is_headed and below.is_empty) or (
        _is_options(below) and len(others) > 1 and all(each.is_label for each in others)
    )


def _patterns(cells: list[BlankCell]) -> Iterator[BlankCell]:
    """What a list prints in the same way in rows below each other, beside blank cells: 专/兼, 第  /共  ."""
    rows = [list(own) for _, own in groupby(sorted(cells, key=lambda each: each.row), key=lambda each: each.row)]
    said = [[(each.column, "" if each.is_number else each.text) for each in row] for row in rows]
    for at, row in enumerate(rows):
        is_repeated = said[at] in said[max(0, at - 1) : at] + said[at + 1 : at + 2]
        heads = next((row for row in reversed(rows[:at]) if said[rows.index(row)] != said[at]), [])
        is_headed = len(heads) > 1 and all(each.is_label for each in heads)
        if is_repeated and is_headed and any(each.is_empty for each in row):
            shown = (each for each in row if _PATTERN.search(each.text) or _PREFIX.fullmatch(each.text.strip()))
            yield from (each for each in shown if not _is_asked(each))


def _is_asked(cell: BlankCell) -> bool:
    """Whether a cell has boxes, a date, or one blank without words before it: what is no pattern of a text."""
    return bool(cell.blanks) and (cell.blanks[0].shape != "line" or not cell.blanks[0].label)


def _is_year(cell: BlankCell) -> bool:
    return bool(cell.blanks) and _YEAR.fullmatch(cell.text.strip()) is not None


def _names(cell: BlankCell, right: BlankCell) -> bool:
    shapes = [each.shape for each in cell.blanks]
    if shapes == ["gap"]:
        if cell.label == "大写" and cell.column_span > 1:
            return False  # an amount in words, and beside it in figures
        return right.is_empty or (bool(right.blanks) and not right.blanks[0].label)
    return shapes == ["signature"] and (right.is_empty or len(right.lines) > 1)
