"""The entry workbook of a form: a spreadsheet that a person fills in, and `ipforms fill` takes."""

import datetime
import io
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ipforms.bulk.columns import columns_of
from ipforms.bulk.field_columns import FieldColumn
from ipforms.codecs import Codec
from ipforms.codecs.lists import LINED
from ipforms.reports.words import stage_text
from ipforms.schemas.base import extra

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from ipforms.bulk.sources import SourceTable
    from ipforms.forms import Form

MAIN = "主表"
GUIDE = "填写说明"
_LAST_ROW = 1_048_575  # of a sheet of Excel, from 0

_STAGES = {
    "applicant": "必填",
    "district": "由推荐单位（区、县）填写",
    "final": "由审批单位填写",
    "repeated": "选填：不填则由表内相同的内容自动填入",
    None: "选填",
}
_OTHER_STAGE = "到“{}”阶段填写"

_GUIDANCE = (
    "一、每一行是一份表格。第 2 行“说明”和第 3 行“示例”在生成表格时自动跳过，可以保留。",
    "二、把鼠标放在表头上可以看到该栏的填写要求。",
    "三、证件号码、电话、代码等栏已设为文本格式，请勿改为数字格式，否则 Excel 会丢失末位数字。",
    "四、日期写成 2017-03-09、2017年3月9日均可；只知道年份或年月的，写 2015 或 2012年5月。",
    "五、分表（例如机构、制度、联系人）每行一项，第一列写明属于哪一家，须与主表完全一致。",
    "六、填好后运行：ipforms fill {form} {file} -o 输出文件夹",
)


def entry_workbook(form: "Form", file_name: str = "data.xlsx") -> bytes:
    """An XLSX with a main sheet, a sheet for each repeated section, and guidance.

    Header cells carry notes; choices have drop-downs; every column that Excel would spoil is text. The rows of notes
    and of the example are skipped when the workbook is read. The same form gives the same bytes.

    Args:
        form: the form.
        file_name: how the workbook will be called, for its guidance.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": form.title, "created": datetime.datetime(2022, 1, 1)})
    styles = _Styles(book)
    columns = columns_of(form.model)
    _sheet(book, MAIN, [_EntryColumn.of(column, form.model.same_as) for column in columns.main], styles)
    key = next(column for column in columns.all if column.pattern == form.keys[0])
    for section in columns.sections:
        owner = _EntryColumn(key.header, "属于哪一家，须与主表完全一致", _example(key), key.leaf.codec, "applicant")
        _sheet(book, section.title, [owner, *(_EntryColumn.of(column) for column in columns.of(section))], styles)
    _guide(book, form, file_name, styles)
    book.close()
    return buffer.getvalue()


class _Styles:
    def __init__(self, book: "Workbook") -> None:
        self.header = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DDEBF7", "border": 1}
        )
        self.required = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#FCE4D6", "border": 1}
        )
        self.remark = book.add_format({"italic": True, "font_color": "#7F7F7F", "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "General", "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})


class _EntryColumn(NamedTuple):
    """A column as a person sees it described."""

    header: str
    description: str
    example: str
    codec: Codec[Any]
    stage: str | None

    @classmethod
    def of(cls, column: FieldColumn, repeated: Container[str] = ()) -> "_EntryColumn":
        description = column.leaf.info.description or ""
        stage = "repeated" if column.pattern in repeated else _stage(column)
        return cls(column.header, description, _example(column), column.leaf.codec, stage)


def _stage(column: FieldColumn) -> str | None:
    """From which stage on it must be filled; what stands in an optional part of the form need not be."""
    optional = any(extra(group.info, "stage") is None for group in column.groups if group.info)
    return None if optional else column.leaf.stage


def _example(column: FieldColumn) -> str:
    """The field's example as it is typed."""
    examples = column.leaf.info.examples
    codec = column.leaf.codec
    return cell_text(codec, codec.canonical(examples[0])) if examples else ""


def is_entry_workbook(tables: "Iterable[SourceTable]") -> bool:
    """Whether the sheets of a workbook are those of one that was made here."""
    return {MAIN, GUIDE} <= {table.name for table in tables}


def cell_text(codec: Codec[Any], value: Any) -> str:
    """A value as it is typed into one cell: what the form prints, but lists without line breaks.

    >>> from ipforms.codecs import PATENTS
    >>> cell_text(PATENTS, ["ZL201710601862.3", "ZL95115608.X"])
    'ZL201710601862.3、ZL95115608.X'
    """
    text = codec.written(value)
    return text.replace(LINED, "、") if isinstance(value, list) else text


def _sheet(book: "Workbook", name: str, cells: "list[_EntryColumn]", styles: _Styles) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 34)
    for index, cell in enumerate(cells):
        _column(sheet, index, cell, styles)


def _column(sheet: "Worksheet", index: int, cell: "_EntryColumn", styles: _Styles) -> None:
    width = min(max(12.0, 2.2 * len(cell.header), 1.6 * min(len(cell.example), 24)), 40.0)
    sheet.set_column(index, index, width, styles.number if cell.codec.is_number else styles.text)
    sheet.write_string(0, index, cell.header, styles.required if cell.stage == "applicant" else styles.header)
    sheet.write_comment(0, index, _note(cell), {"author": "ipforms", "x_scale": 1.6, "font_size": 9})
    # The marks in the first column are what has the two rows skipped when the workbook is read.
    before = ("说明：", "示例：") if index == 0 else ("", "")
    sheet.write_string(1, index, before[0] + cell.description, styles.remark)
    sheet.write_string(2, index, before[1] + cell.example, styles.remark)
    if cell.codec.words:
        sheet.data_validation(3, index, _LAST_ROW, index, _choice(cell))


def _choice(cell: "_EntryColumn") -> dict[str, Any]:
    options = cell.codec.option_print
    may_be_others = options is not None and (options.is_several or bool(options.open_word))
    return {
        "validate": "list",
        "show_error": not may_be_others,
        "source": list(cell.codec.words),
        "error_title": cell.header,
        "error_message": f"请选择：{'、'.join(cell.codec.words)}",
    }


def _note(cell: "_EntryColumn") -> str:
    lines: Iterable[str] = (
        f"{cell.description}（{_STAGES.get(cell.stage) or _OTHER_STAGE.format(stage_text(cell.stage))}）",
        f"例：{cell.example}" if cell.example else "",
    )
    return "\n".join(line for line in lines if line)


def _guide(book: "Workbook", form: "Form", file_name: str, styles: _Styles) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, f"{form.title}：填写说明", styles.title)
    lines = [line.format(form=form.id, file=file_name) for line in _GUIDANCE]
    repeated = [columns_of(form.model).header(pattern) for pattern in form.model.same_as]
    if repeated:
        lines.append(f"七、{'、'.join(repeated)}可以不填，由表内相同的内容自动填入。")
    for number, line in enumerate(lines, 2):
        sheet.write_string(number, 0, line)
