"""What the look of a place tells: the kind of a blank, the stage of an opinion, room for a longer text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ipforms.authoring.blank_cell import BlankCell
from ipforms.authoring.blank_names import InlineBlank
from ipforms.authoring.box_kinds import kind_of_boxes
from ipforms.authoring.field_words import KNOWN, UNITS, KindWords, kind_of
from ipforms.authoring.inline_blanks import inline_blanks
from ipforms.authoring.review_entry import LABEL_STEP, ReviewEntry, Use
from ipforms.authoring.table_labels import ORDINAL
from ipforms.authoring.table_rows import REMARK, CrossedCell
from ipforms.authoring.table_structure import TableStructure

OPINION = re.compile(r"意见|审[核批定查]|核验|评审|复[核审]|[初终]审|核准|受理|推荐|承诺|声明")
_OFFICE = re.compile(
    r"""(?:主管 | 推荐 | 审核 | 审批 | 审查 | 管理 | 县 | 市 | 区 | 省 | 局 | 厅 | 部门 | 街道 | 乡镇
          | 专家 | 评审).{0,14}(?:意见|审核|审批)
      | 受理
      | ^(?:审核|审批|批准|核准)(?!人)""",
    re.VERBOSE,
)
_OPTIONAL = re.compile("备注|附注|选填|如有|(?:可不|无需|非必)填|其[他它]需要?说明")  # what may stay blank
_FINAL = re.compile(r"审批|批准|市(?!场)|省|厅|终审")
GUESSED = 0.5  # how sure the kind of a number is that nothing says
_LEAST_DIGITS = 6  # of a postcode, the shortest number that forms print boxes for
NUMBERS = ("count", "items", "money", "signed_money", "amount", "signed_amount", "percent", "area")  # kinds of numbers
YEAR = re.compile(r"(?:19|20)\d\d|(?:\d{4}|[前上本去今当])年度?|第[一二三]年")
_TEXTS = ("line", "paragraphs")
_USUAL_UNITS = {"money": ("万元",), "signed_money": ("万元",), "area": ("平方米", "㎡"), "amount": ()}
"""In which the numbers of a kind are kept: 5000 below 金额（元） is another amount."""
_ORDINALS = ("届", "期", "次", "批", "类", "条", "款", "项", "轮", "章")
_OF_SOMEBODY = ("phone", "email", "postcode", "uscc", "id_number", "account_number")  # 电话, below the name of a party
_TICKED = re.compile(
    """(?:.*(?:结果|情况|与否))?(?:[不未]?(?:适用|涉及) | (?:部分|基本)?(?:符合|达标|落实)
          | 不?(?:符合|合格|齐全|具备|达标|通过) | [有无是否])""",
    re.VERBOSE,
)
"""Columns in which a tick is put."""
_OWNER = re.compile(
    r"""(?:[^收本]人 | 人[1-9一二三] | 员 | 长 | 师 | 经理 | 主任 | 主管 | 领导 | 管理者 | 法人
          | 代表 | 教授 | 专家 | 股东 | [甲乙丙]方 | 银行 | 账户)
          (?:[（(][^）)]*[)）])? (?:盖章|公章|签章)?$""",
    re.VERBOSE,
)
"""Labels of who or what has a phone, an address, an account."""
_FOR_SEAL = re.compile(r"(?<!意见)[（(]?(?:盖章|公章|签章)[)）]?[：:]?[_＿\s]*$")  # room for a seal is below
_STATEMENT = 20  # characters before a blank line: what is longer is said already, and asks for no further text


def printed(cell: BlankCell) -> ReviewEntry:
    """A place that is print of the form."""
    return ReviewEntry(cell.key, cell.place, cell.text, Use.PRINT, reason="print" if cell.label else "blank")


def asks_for_signature(blank: InlineBlank, label: str) -> bool:
    """Whether a blank is where somebody signs."""
    return blank.shape == "signature" or re.search(r"签字|签名|签章", label) is not None


def heading_text(cell: BlankCell) -> str:
    """A paragraph as a heading, without its number and what it says of the length of the text below."""
    words = re.sub(
        r"^[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]|[（(][^（()]*[字页][^（()]*[)）]|[（(][^（()）]*[)）]$",
        "",
        cell.label,
    )
    is_short = len(words) <= _STATEMENT and not re.search("[，。；]", words)
    return words if cell.is_label and not cell.is_hint and is_short else ""


def asks_itself(cell: BlankCell) -> bool:
    """Whether a paragraph has blanks of its own that the words before it may name."""
    return bool(cell.blanks) and (bool(cell.blanks[0].label) or cell.blanks[0].shape in ("boxes", "date", "line"))


def shaped_kind(cell: BlankCell, blank: InlineBlank, label: str) -> tuple[str, float, bool]:
    """The kind of a blank by what it looks like, and by its label where that says nothing."""
    if blank.shape in ("date", "period"):
        return blank.shape, 1.0, False
    if blank.shape in ("digits", "year"):
        words = kind_of(label)
        is_number = blank.shape == "digits" and words.kind in _OF_SOMEBODY  # a kind with a check of its own
        return (words.kind if is_number else blank.shape), 0.9, is_number and words.personal
    if blank.shape in ("boxes", "box"):
        remark = re.search("[（(][^（()）]*[多复单]选[^（()）]*[)）]", cell.text[blank.start : blank.end])
        return kind_of_boxes(blank.options, label + (remark[0] if remark else "")), 0.9, False
    is_ordinal = blank.unit in _ORDINALS and cell.text[: blank.start].rstrip(" \u3000").endswith("第")
    if is_ordinal or (blank.shape == "line" and re.search("[时日]", cell.text[blank.start : blank.end])):
        return "line", KNOWN, False  # 第____届: 三, or 3; from hour to hour
    words = kind_of(label, blank.unit)
    return words.kind, words.certainty, words.personal


def said_options(blank: InlineBlank, kind: str) -> tuple[str, ...]:
    """The options of a blank; how many boxes it has says nothing more where its kind knows that."""
    return () if blank.shape == "digits" and kind != "digits" else blank.options


def stage_of(label: str) -> str:
    """From which stage on a field is asked for, by the words of its label; "" if it never is: 备注."""
    if _OPTIONAL.search(label.rpartition(LABEL_STEP)[2]):
        return ""
    if _OFFICE.search(label) is None:
        return "applicant"
    return "final" if _FINAL.search(label) and not re.search(r"县|区|推荐", label) else "district"


def unit_of(cell: BlankCell) -> str:
    """The unit of a cell that prints nothing else; "" where it does."""
    bare = cell.text.strip(" \u3000\t\n_").removeprefix("共").strip(" \u3000\t_")
    return bare if bare in UNITS else ""


def room_for_text(cell: BlankCell) -> int:
    """Where a cell has room for a text before or between its print; 0 where it has none."""
    lines, at = cell.lines, 0
    is_upright = all(len(line.strip()) <= 1 for line in lines)  # a label of one character a line
    are_options = (
        len(cell.blanks) == 1 and cell.blanks[0].shape == "boxes" and not cell.text[: cell.blanks[0].start].strip()
    )
    if cell.is_empty or cell.table < 0 or is_upright or are_options:
        return 0
    for number, line in enumerate(lines):
        before = "".join(lines[:number]).strip()
        if "。" in before or len(before) > _STATEMENT or _FOR_SEAL.search(before):
            return 0
        run = next((count for count, each in enumerate(lines[number:]) if each.strip()), len(lines) - number)
        if run and (not before or run > 1 or number + run < len(lines)):
            return at or -1
        at += len(line) + 1
    return 0


def first_line(cell: BlankCell) -> str:
    """The first line of a cell, if it is a label; what stands below room for a text is for who signs it."""
    if not cell.lines[0].strip() and not OPINION.search(cell.text):
        return ""
    line = next((each.strip() for each in cell.lines if each.strip()), "")
    line = re.sub(r"^([^：:]{2,10})[：:].{10,}", r"\1", line)  # 企业承诺：本企业对材料负责
    label = ORDINAL.sub("", re.sub(r"[（(][^（()]*字[^（()]*[)）]", "", line).strip(" ：:"))
    if any(blank.shape not in ("gap", "signature") for blank in inline_blanks(line)):
        return ""
    is_named = 1 < len(label) <= 20 and bool(cell.blanks or room_for_text(cell))
    return label if (is_named or OPINION.search(label)) and not re.search("[。；]", label) else ""


def owns(label: str) -> bool:
    """Whether a label names somebody whose data may stand behind it: 联系人, 乙方（受让方）."""
    return _OWNER.search(label) is not None


def owner_before(structure: TableStructure, cell: BlankCell) -> str:
    """In a row of one person's data: the label that names the person, before the label or the value that follows."""
    for left in structure.table.left_of(cell):
        own = left.label if left.is_label else left.blanks[0].label if left.blanks else ""
        if owns(own) or (cell.label.startswith("邮") and re.search("地址|住所", own)):
            return own
    return ""


def why_asked(structure: TableStructure, cell: BlankCell, label: BlankCell | None) -> str:
    """Why a cell with print is a field: it says how to fill it in, or in what unit."""
    if label is None:
        return ""
    is_hint = cell.is_hint and structure.beside(cell) is label and not cell.label.startswith(label.label)
    if (left := next(structure.table.left_of(cell), None)) is not None and left.is_empty:
        return ""  # the unit of the blank before it
    below = (c for c in structure.table.cells if (c.row, c.column) == (cell.last_row + 1, cell.column))
    is_header = any(map(structure.is_taken, below))  # 场次
    return "hint" if is_hint else "unit" if unit_of(cell) and not is_header else ""


def digit_boxes(structure: TableStructure) -> Iterator[tuple[BlankCell, BlankCell]]:
    """Blank cells that stand together behind a label, one for each digit: each with the first of them."""
    run: list[BlankCell] = []
    for cell in (*structure.blanks, None):
        if cell and cell.is_empty and run and (cell.row, cell.column) == (run[-1].row, run[-1].behind):
            run.append(cell)
            continue
        if len(run) >= _LEAST_DIGITS:
            yield from ((each, run[0]) for each in run)
        run = [cell] if cell and cell.is_empty else []


def with_unit(entry: ReviewEntry, printed_unit: str, of_table: str = "") -> ReviewEntry:
    """Amounts of another unit than the usual one of their kind say so; `of_table` is what is said of all of them."""
    in_label = re.search(
        r"[（(](([^（()）/／]{1,4})(?:[/／][^（()）]{1,6})?)[)）]", entry.label.rpartition(LABEL_STEP)[2]
    )
    unit = printed_unit or (in_label[1] if in_label and in_label[2] in UNITS else "")  # 元/㎡·月, too
    is_money = entry.kind in ("money", "signed_money") and of_table.endswith("元")  # 万美元 too
    unit = unit or (of_table if is_money or UNITS.get(of_table) == entry.kind else "")
    usual = _USUAL_UNITS.get(entry.kind)
    if usual is None or not unit or unit in usual:
        return entry
    return replace(entry, kind="signed_amount" if entry.kind == "signed_money" else "amount", options=(unit,))


def with_note(entry: ReviewEntry, note: str) -> ReviewEntry:
    """A field of the kind that the note beside its blank asks for: 可多选; 18位, of the number of a licence."""
    if entry.kind in ("choice", "choices") and (said := re.search("([多复])选|单选|任选一", note)):
        return replace(entry, kind="choices" if said[1] else "choice")
    is_code = entry.kind in ("line", "digits") and re.search("18位", note) and re.search("证照|机构代码", entry.label)
    return replace(entry, kind="uscc") if is_code else entry


def crossed_kind(each: CrossedCell) -> KindWords:
    """The kind of a cell that a row and a column name: of what says it more surely."""
    of_row, of_column = kind_of(each.row_label, each.unit), kind_of(each.column_label)
    if of_column.kind == "paragraphs" and not re.search(r"\d{4}年", each.column_label):
        is_number = of_row.kind in NUMBERS and of_row.certainty >= KNOWN and each.column_label.endswith("目标")
        return of_row if is_number else KindWords("line", KNOWN)
    # Of a row of several cells none is for a longer text.
    of_row, of_column = (KindWords("line", 0) if each.kind == "paragraphs" else each for each in (of_row, of_column))
    if of_column.kind in _TEXTS and REMARK.search(each.column_label):
        return KindWords("line", KNOWN)
    if _TICKED.fullmatch(each.column_label):
        return KindWords("yes_no", KNOWN)
    if each.counts and of_column.kind in (*_TEXTS, "amount") and not each.column_label.endswith("分"):
        return KindWords(UNITS[each.said_unit], KNOWN)
    if each.unit in UNITS and of_column.kind in ("count", "items"):
        return of_row  # 收入 | 万元 | 数量
    if of_column.certainty >= KNOWN and of_row.kind not in _OF_SOMEBODY:
        return of_column
    best = of_column if of_column.certainty > of_row.certainty else of_row
    if best.kind not in _TEXTS:
        return best
    if each.said_unit:
        return KindWords(UNITS[each.said_unit], KNOWN)
    if each.is_counted or re.search(r"数|量|件|(?:19|20)\d\d", each.column_label + each.group):
        of_group = kind_of(each.group)
        return of_group if of_group.kind not in _TEXTS else KindWords("count", GUESSED)
    return best if best.certainty >= KNOWN else KindWords(best.kind, GUESSED)


def like_the_others(crossed: list[tuple[CrossedCell, ReviewEntry]]) -> Iterator[tuple[CrossedCell, ReviewEntry]]:
    """What says nothing of its kind is for numbers where the rest of its column, or of its row, mostly is."""
    known: dict[tuple[str, str], Counter[str]] = {}
    for each, entry in crossed:
        for line in (("column", each.column_label), ("row", each.row_label)):
            known.setdefault(line, Counter())[entry.kind if entry.certainty > GUESSED else ""] += 1
    for each, entry in crossed:
        lines = [known["column", each.column_label], known["row", each.row_label]]
        lines = lines[::-1] if YEAR.fullmatch(each.row_label) else lines
        is_open = entry.certainty <= GUESSED and entry.kind in ("line", "count") and not each.cell.blanks
        kind = next(filter(None, map(_mostly, lines)), entry.kind) if is_open else entry.kind
        sure = 0.7 if is_open and kind == "line" else entry.certainty
        yield each, replace(entry, kind=kind, certainty=sure)


def _mostly(kinds: Counter[str]) -> str:
    """The kind of number that half of the cells of a row or a column are for; "" where they are not."""
    numbers = Counter({kind: count for kind, count in kinds.items() if kind in NUMBERS and kind != "percent"})
    best, most = (*numbers.most_common(1), ("", 0))[0]
    is_most = most * 2 >= kinds.total()
    return (best if is_most or len(numbers) == 1 else "count") if numbers.total() * 2 >= kinds.total() > 0 else ""


def certainty_inside(cell: BlankCell, blank: InlineBlank) -> float:
    """A blank behind a colon or a bracket is named by the words before it; one within a sentence perhaps by others."""
    before = cell.text[: blank.start].rstrip(" \u3000\t_")
    return 0.8 if blank.shape == "date" or not before or before[-1] in "：:）)\n" else 0.6
