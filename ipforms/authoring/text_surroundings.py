"""What stands around a blank in its text: who signs or seals before it, what its line is of, room for a text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ipforms.authoring.blank_cell import BlankCell
from ipforms.authoring.blank_names import InlineBlank

_SHORT = 3  # characters of a label in a text that needs the label beside: 东至, 办公
PARTS = re.compile("[/／及与]")  # between the names of several blanks: 传真/邮箱
GENERAL = re.compile(
    r"""姓名 | (?:联系|固定)?电话 | 手机(?:号码?)? | 固话 | 传真 | (?:电子)?邮箱     # of a person
      | 职[务称] | 身份证号码? | 学历 | 专业 | 名称 | 代码 | 数量 | 金额
      | (?:19|20)\d\d | \d{4}年度? | [前上本去今当]年度? | 第[一二三]年 | [大小]写 | 总数""",
    re.VERBOSE,
)
"""Labels that say nothing without the group that they stand in."""


def with_head(label: str, beside: str) -> str:
    """The last of two names beside a cell with what both are of: 号码, beside 证件类型及号码."""
    head, *others = PARTS.split(beside)
    noun = re.fullmatch(r"(\w{2,6})(?:类型|种类|名称)", head)
    return f"{noun[1]}{label}" if noun and others == [label] else label


def bracket_owner(cell: BlankCell, blank: InlineBlank) -> str:
    """The label of the blank that one in the brackets behind it tells more of: ____（性别：____，身份证号：____）."""
    opened = max(cell.text.rfind(sign, 0, blank.start) for sign in "（(")
    if opened < 0 or re.search("[）)]", cell.text[opened : blank.start]):
        return ""
    return next((each.label for each in cell.blanks if each.end == opened), "")


def sealer_of(cell: BlankCell, blank: InlineBlank) -> str:
    """Who seals before a date, where a text has several: （区教委盖章） 年 月 日."""
    dates = [each for each in cell.blanks if each.shape == "date"]
    seal = re.search(r"[（(]([\u4e00-\u9fff、]{3,14}?)(?:盖章|公章|签章)[)）]\s*$", cell.text[: blank.start])
    return seal[1] if seal and len(dates) > 1 else ""


def head_of(cell: BlankCell, blank: InlineBlank) -> str:
    """What the blanks of a line are of, before the first colon of two: 近三年税额：2021年____万元 2022年____万元."""
    start = cell.text.rfind("\n", 0, blank.start)
    before = [each for each in cell.blanks if start < each.start <= blank.start]
    said = next((each for each in reversed(before) if re.search(r"[：:]\w", each.label)), None)
    between = cell.text[said.end : blank.start] if said else ""
    if said is None or re.search("[。；;]|^[^（(]*[)）]", between):  # another sentence, or behind the brackets
        return ""
    is_own = said is blank or len(blank.label) <= _SHORT + 1 or GENERAL.fullmatch(blank.label)
    return re.split("[：:]", said.label)[0] if is_own else ""


def is_above(blank: InlineBlank, opened: int) -> bool:
    """Whether a gap behind a colon is that of the line above the room for a text."""
    return opened > 0 and blank.shape == "gap" and opened - 2 <= blank.end <= opened


def has_room(cell: BlankCell, blank: InlineBlank) -> bool:
    """Whether a blank line below a colon is for the text, and not for a seal."""
    return blank.shape == "gap" and "章" not in blank.label and cell.text[blank.end :].startswith("\n\n")


def is_among(cell: BlankCell, blank: InlineBlank) -> bool:
    """Whether a blank shares its line with others: 意见：____ 审核人：____."""
    start, end = cell.text.rfind("\n", 0, blank.start), f"{cell.text}\n".index("\n", blank.end)
    return sum(start < each.start < end for each in cell.blanks) > 1


def with_names(blanks: list[InlineBlank], beside: str) -> Iterator[InlineBlank]:
    """Blanks that the label beside their cell names one by one (传真/邮箱), or that are numbered below it."""
    names = PARTS.split(re.sub("[（(][^（()）]*[)）]", "", beside))
    bare = [each for each in blanks if not each.label and each.shape in ("line", "gap")]
    for each in blanks:
        if each in bare and 1 < len(bare) == len(names):
            yield replace(each, label=names[bare.index(each)])
        else:
            yield replace(each, label=f"{beside}{each.label}") if each.label.isdecimal() and beside else each
