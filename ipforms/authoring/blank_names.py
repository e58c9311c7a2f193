"""What a blank inside of a text is called: by the words before it, and sometimes by those behind it."""

import re
from dataclasses import dataclass

from ipforms.authoring.field_words import UNITS

SENTENCE = 8  # characters of a line that is no label
SEALED = re.compile(
    r"""[（(](?:[\u4e00-\u9fff]{0,3}章|签字|签名|盖单位章)[)）]
      | (?:单位|企业)?(?:盖章|公章|印章)(?=[ \u3000\t]{1,}|\n|$)""",
    re.VERBOSE,
)
_SEAL_FIRST = re.compile(r"^[（(](?:签[字名章]|[或并加、及]|盖?(?:单位)?[公印]?章)+[)）]")  # behind the line before
_HEAD_OF_OPTIONS = re.compile(r"[（(]?(?:可多选|多选|单选|可复选)[)）]?")
_OPENED = re.compile("^.*[（(“](?=[^（()）“”]{2,}$)")  # before a bracket that is open still: 本单位（负责人____）
_CLAUSE_END = re.compile(r"(?:[，。；;,]|[ \u3000\t]{2,})(?![^（(]*[)）])(?=.)")
_BRACKETED = re.compile(r"^[（(](\w+)[)）]$|^(\d+)[.、．]$")
_BEFORE_LABEL = re.compile(rf"^(?:(?:{'|'.join(UNITS)})[（(]|(?:{'|'.join(UNITS)})?[、，,]|其中(?=\w{{2}}))+")
_UNIT_BEFORE = re.compile(rf"^(?:{'|'.join(UNITS)})[ \u3000]+(?=\S)")  # of the blank before: 万元  2021年
_NAMED_BEHIND = re.compile(r"[（(]([\u4e00-\u9fff]{2,10})[)）]")
"""The label of a blank at the beginning of a sentence: ____（申请人）生产的."""
_WORDS_BEHIND = re.compile(r"([\u4e00-\u9fff]{2,16})(?=[，,。；：（(\n]|$)")  # ____市场监督管理局：
_PLACE = r"(?:街(?!道)|[省市区县镇乡村路号室栋幢楼层旗]|街道|单元)"
_PLACE_BEHIND = re.compile(
    rf"[ ]?({_PLACE}(?:[（(/／]?{_PLACE}[)）]?)*)(?=[ \u3000_，,。；;（(\n]|$)"
)  # ____县____乡（镇）
_PRODUCT = re.compile(r"\w{0,3}[×xX*][^＝=]*[＝=]")  # 发明____件×3000元＝____元
_TOWARDS = ("在", "从", "由", "对", "向")
_AT_BEHIND = re.compile(  # 现申请在____产品上; 向____保险公司投保
    r"""([\u4e00-\u9fff]{2,4}?)(?=[上中内]|领域|方面)
      | ([\u4e00-\u9fff]{0,4}?(?:公司|银行|单位|机构|部门|法院|学校|局))""",
    re.VERBOSE,
)
ANSWERS = ("答", "答复", "回答")  # before the blank of a question
_OF_YEAR = re.compile("[ ]?年度")
_MONTH = re.compile("[ ]?月份?[)）]")
_YEAR_ENDS = re.compile("[ ]?年度?[)）]")
_OF_STREETS = ("路", "号", "室", "栋", "幢", "楼", "层")  # which are others' words too: 第____号
_COUNTED_BEHIND = re.compile(
    r"[个名家件份]((?![月次])[\u4e00-\u9fff]{1,6})(?=[ \u3000_，,。；;、\n]|$)"
)  # ____个行政村
_NO_NAME = re.compile("(?:《[^《》]+》|[^：:]{0,4})第")  # 经第____届理事会第____次
_ORDER, _PART = re.compile(r"[ ]?(季度|学期|学年|届|期|批)(?!\w)"), re.compile(r"([届期批次类条款章])")
_NAMES_ONE = re.compile("(?:指定|委托|授权|聘请|任命|委派)$")
_NAMED_BY = {"委托": "受托人", "授权": "被授权人", "聘请": "受聘人", "任命": "被任命人", "委派": "受派人"}
_OURSELVES = re.compile("[我本](单位|公司|企业|机构|学校|协会|集团|中心)")  # before its name, in a letter
_CASE, _CASE_NUMBER = re.compile(r"[)）〕\]]\w{0,6}字第"), re.compile(r"\w{0,6}字第")  # （____）甬知调字第____号
_AGREED = re.compile("[ ]?(?:签订|签署|订立|达成|合作|发生|共同)")  # 与____签订上述合同
_SINCE = re.compile("[已将拟现并]?[于自从]")
_SIGNED_WITH = re.compile(r"[ ]?[与同和][_ \u3000]*[^_，,。；;]{0,12}?(签订|签署|订立|达成)")  # 于 年 月 日与____签订
_EVENT = re.compile(r"([\u4e00-\u9fff]{2,6})(?=[，,。；;、]|$)")  # 已于 年 月 日投产
_ROLE = re.compile(
    r"""[^。；;\n]{0,50}?为(?:[本我该其]\w{0,4}?的?)?
          ([\u4e00-\u9fff]{0,6}(?:[^收本]人|员|代表|律师|机构))(?=[，,。；;、\n] | $)""",
    re.VERBOSE,
)
"""What somebody is named to be: 指定____（身份证号：____）为联系人."""
_NO_WORDS = re.compile(r"[′'°\"″〕\]）) 、/／至到]*")  # between two blanks of one label
_TO_BE = re.compile(r"(?<=[\u4e00-\u9fff）]{3})[自为]$|(?<=[\u4e00-\u9fff]{2})[约达共]$")  # 委托期限自____; 金额约____
_NUMBER = re.compile(
    r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．)）]|[①-⑳])(?=\D{2}|\d{4}年)"
)  # 2.所属行业
_SPACED = re.compile(
    r"""(?<![\u4e00-\u9fff]) ([\u4e00-\u9fff]) [ \u3000\t]+
          (?=[\u4e00-\u9fff](?:[ \u3000\t]|[^\u4e00-\u9fff]|$))""",
    re.VERBOSE,
)
"""A letter of a word that is spaced out: 填  报  日  期."""


@dataclass(frozen=True)
class InlineBlank:
    """A blank in a text."""

    start: int  # where it begins in the text
    end: int  # where it ends
    label: str  # the words before it, as far as they belong to it; "" where there are none
    shape: str  # "date", "period", "boxes", "line", "gap", "signature"
    options: tuple[str, ...] = ()  # of boxes, what they stand for
    unit: str = ""  # what is printed behind it: 万元


def name_before(text: str, start: int, blank: InlineBlank, before: InlineBlank | None) -> tuple[str, int]:
    """The words that name a blank, and where those of the next one may begin.

    Args:
        text: all of it.
        start: where the words before the blank begin.
        blank: the blank, with the unit behind it.
        before: the blank before it.
    """
    if blank.shape == "line" and (named := _named_behind(text, blank, before)):
        return named
    between = text[start : blank.start]
    label = _own_words(text, between, blank, before)
    if before and _PRODUCT.fullmatch(label):
        return f"{before.label}金额", blank.end
    is_further = not blank.unit and before and before.shape in ("line", "gap") and blank.shape == "line"
    if is_further and before and _NO_WORDS.fullmatch(between) and between and not between.isspace():
        return before.label, blank.end
    if before and re.fullmatch(r"\w{0,6}第", label) and text[: before.start].rstrip("〔[（( ").endswith(("：", ":")):
        return before.label, blank.end  # 登记号：____年第____号
    if label[-1:] in _TOWARDS and blank.shape == "line" and (behind := _AT_BEHIND.match(text, blank.end)):
        return behind[1] or behind[2], behind.end()
    label = _of_sentence(text, label, blank) or label
    return (label, blank.end) if label else _unnamed(text, blank, before)


def _of_sentence(text: str, label: str, blank: InlineBlank) -> str:
    """What a blank of a sentence is called whose words before it are no name: 我公司____; 已于 年 月投产."""
    order = _ORDER.match(text, blank.end) or (_PART.match(text, blank.end) if label.endswith("第") else None)
    if order and (label == "" or _NO_NAME.fullmatch(label)):
        return order[1] + "次" * (order[1] in "届期批")  # （____年第____季度）
    if blank.unit == "年" and _OF_YEAR.match(text, blank.end) and label and not label.endswith("年度"):
        is_own = len(label) <= SENTENCE and text[: blank.start].rstrip()[-1:] not in "（("
        return f"{label}年度" if is_own else "年度"  # 办理____年度
    if blank.shape == "line" and _MONTH.match(text, blank.end) and text[blank.start - 1] in "（(":
        return "月份"
    if _SINCE.fullmatch(label) and blank.shape == "date" and (event := _EVENT.match(text, blank.end)):
        return f"{event[1]}日期"
    if _SINCE.fullmatch(label) and blank.shape == "date" and (signed := _SIGNED_WITH.match(text, blank.end)):
        return f"{signed[1]}日期"
    if _CASE.match(text, blank.end) or _CASE_NUMBER.fullmatch(label):
        return "字号" if label else "年份"
    if not blank.unit and (naming := _NAMES_ONE.search(label)):
        role = _ROLE.match(text, blank.end)
        return role[1] if role else _NAMED_BY.get(naming[0], label)
    if label in ("与", "同", "和") and _AGREED.match(text, blank.end):
        return "对方名称"
    ourselves = _OURSELVES.fullmatch(label)
    return f"{ourselves[1]}名称" if ourselves else "姓名" if label == "本人" else ""


def _own_words(text: str, between: str, blank: InlineBlank, before: InlineBlank | None) -> str:
    """The words right before a blank that are of it, and not of the seal, the unit or the year before."""
    seal = SEALED.search(between) if blank.shape == "date" else None
    label = "" if seal and not words_before(between[seal.end() :]) else words_before(between)
    label = "" if before and label == before.unit else label
    if before and _OF_YEAR.match(text, before.end):
        label = label.removeprefix("年度")  # ____年度专利资助资金
    if label in ANSWERS and (above := [line for line in text[: blank.start].split("\n")[:-1] if line.strip()]):
        label = question(above[-1])
    return label


def question(text: str) -> str:
    """What a question asks for, as a label.

    >>> question("问2：贵公司何时成立？"), question("3．注册资本？（万元）")
    ('贵公司何时成立', '注册资本（万元）')
    """
    bare = re.sub(r"^问?题?[ ]?\d*[：:.、．]", "", "".join(text.split()))
    return re.sub("[？?]", "", _NUMBER.sub("", bare)).rstrip("：:") or text


def _unnamed(text: str, blank: InlineBlank, before: InlineBlank | None) -> tuple[str, int]:
    """What a blank is for that has no words before it, by what is behind it."""
    if blank.shape == "box":
        return blank.options[0], blank.end
    if blank.shape != "line":
        return "年度" if blank.shape == "year" else "", blank.end
    if blank.unit == "年" and (not before or _YEAR_ENDS.match(text, blank.end)):
        return "年度", blank.end
    behind = _NAMED_BEHIND.match(text, blank.end)
    if behind and not SEALED.match(text, blank.end):
        return behind[1], behind.end()
    if before and before.shape == "box" and before.end == blank.start:
        return f"{before.options[0]}（{blank.unit}）", blank.end
    words = None if blank.unit else _WORDS_BEHIND.match(text, blank.end)
    return words[1] if words else "", blank.end


def _named_behind(text: str, blank: InlineBlank, before: InlineBlank | None) -> tuple[str, int] | None:
    """What a line is for by the word behind it: ____县____乡（镇）, ____个行政村."""
    for pattern in (_PLACE_BEHIND, _COUNTED_BEHIND):
        found = pattern.match(text, blank.end)
        if found and re.search(rf"[\u4e00-\u9fff]{found[1]}[：:][ \u3000]*$", text[: blank.start]):
            return None  # 所在区：____区
        if found and (found[1] not in _OF_STREETS or (before and _PLACE_BEHIND.match(before.label))):
            return found[1], found.end()
    return None


def words_before(before: str) -> str:
    """The label at the end of a text: of its last line, behind what ends a clause."""
    lines = before.rstrip(" \u3000\t").split("\n")
    words = next((line for line in reversed(lines) if line.strip()), "")
    if lines[-1] != words and not words.rstrip().endswith(("：", ":")):
        words = lines[-1]
    words = _UNIT_BEFORE.sub("", _SPACED.sub(r"\1", _HEAD_OF_OPTIONS.sub("", words))).rstrip(
        " \u3000\t：:（(〔[【“￥¥，,"
    )
    words = _OPENED.sub("", words)
    start = max((found.end() for found in _CLAUSE_END.finditer(words)), default=0)
    words = "".join(words[start:].lstrip("）)〕]】”").strip(" \u3000\t_：:").split())
    words = _SEAL_FIRST.sub("", words).lstrip("：:") or words
    words = _BRACKETED.sub(r"\1\2", words if re.search("[)）]", words) else words.lstrip("（("))
    words = _TO_BE.sub("", _NUMBER.sub("", _BEFORE_LABEL.sub("", words)))
    return words if re.search(r"\w", words) else ""
