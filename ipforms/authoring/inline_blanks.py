"""Blanks inside of a text that a form prints: lines to write on, boxes to tick, 年 月 日, the gap behind a colon."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ipforms.authoring.blank_names import SEALED, SENTENCE, InlineBlank, name_before, words_before
from ipforms.authoring.box_options import BOXED_DATE, BOXES, ENDED, UNIT, box_options
from ipforms.text import comparable

_WIDE, _YEAR = 8, 4  # blanks before 年: from so many on somebody signs there; so many are for the year
_SIGNER = re.compile(r"(?:人|员|长|主任|签[字名章])[)）]?[：:]$")  # who signs, before a date in the same line
_SAME = str.maketrans("＿\u00a0\u2002\u2003", "_  \u3000")  # lines and blanks of other widths
_DOTS = re.compile(r"(?<=[\w）)：:])([ \u3000]*)(…{3,}|[.．·]{6,})|()([.．·…]{2,})(?=[ ]?[年月日])")  # lines of points
_GAP = r"[ \u3000\t\u00a0_]"
_DATE = re.compile(
    rf"""_{{2,4}} (?P<by>[-/.]) _{{1,2}} (?: (?P=by) _{{1,2}} )? (?!\w)         # ____/__/__
      | (?:^|(?<=[：:])) [ \u3000]{{2,}} [.．] [ \u3000]{{1,4}} [.．] [ \u3000]* $   # of points: "    .  ."
      | (?: {_GAP}* (?:19|20)[ \u3000_\dXx]{{0,6}} )? {_GAP}*(?<![每当次])年{_GAP}+月 (?:{_GAP}+日)?""",
    re.VERBOSE | re.MULTILINE,
)
_PERIOD_SIGN = re.compile(rf"{_GAP}*(?:[零0]{{1,2}}时)?(?:起?[至到]|[-—–~～]+)\n?{_GAP}*")
_LINE = re.compile(
    r"""[ \u3000_]+[时点][ ]?(?:[ \u3000_]+分)?[ ]?[至到—–~-]+[ \u3000_]+[时点](?:[ \u3000_]+分)? # 每日    时至    时
      | [ \u3000_]+月[ \u3000_]+日(?:[ \u3000_]+时)?(?:[ ]?[至到—–~-]+[ ]?(?:[ \u3000_]+月)?[ \u3000_]+日)? # no year
      | _+°_+′(?:_+″)?(?:[ ]?[至—–~-]+[ ]?_+°_+′(?:_+″)?)?  # degrees
      | _+[:：]_+ (?: [ ]? [-—–~至]+ [ ]? _+[:：]_+ )?   # hours: __:__—__:__
      | _{2,} (?: [—–-] _{2,} )+                        # the parts of a number
      | _{2,} (?: [ \u3000]? _+ )*
      | (?<=[\w：:]) (?<!_) _ (?=\s|$)                  # of one tab, the last, as on covers""",
    re.VERBOSE,
)
_RULED = re.compile(r"^[ \u3000]*_{8,}(?:[ \u3000]*\n[ \u3000]*_{8,})+", re.MULTILINE)  # lines below each other
_OPEN_YEAR = re.compile(
    r"(?<!\d)(?:20[ \u3000_]{1,4}|_{2,})(?=[ ]?年度?(?![ \u3000_]*月))"
)  # 20__年: the year of a column or a form
_BRACKETS = re.compile(r"(?<=[（(〔\[【])(?:20)?[ \u3000\u00a0_]{2,}(?=[)）〕\]】])")
_HINT = re.compile(
    r"""(?<=[：:]) [（(][^（()章签]{2,20}[)）]                 # behind a colon, and no seal
        (?: (?=[ \u3000\t]{3}) | [ \u3000\t]* (?=$|\n) )""",
    re.VERBOSE,
)
"""How a blank behind a colon is filled in, in its place: 编号：（系统自动生成）."""
_ASKS = re.compile(r"[\u4e00-\u9fff]{2,10}[：:]")  # what is asked for next, behind a colon and a single space
_UNIT_ALONE = re.compile(rf"(?<!单位[：:]){UNIT.pattern}[ \u3000]*$", re.MULTILINE | re.VERBOSE)  # 总投资：万元
_WHEN = re.compile(r"(?:日[ ]*期|时[ ]*间|Date)[ ]*[：:]$")
_COLON = re.compile(r"[：:][ \u3000\t\u00a0]*(?=$|\n|\S)", re.MULTILINE)
_NO_BLANK = re.compile(
    rf"""[{"".join(BOXES)}][^{"".join(BOXES)}\s。；;_]{{1,14}}[：:]$
      | (?:如下\w{{0,4}}|以下\w{{0,6}}|^附件?\d*)[：:]$""",
    re.VERBOSE,
)
"""What ends in a colon before no blank of its own: an option that asks for something, what a list follows."""
_BOX_BELOW = re.compile(rf"\s*\n\s*[{''.join(BOXES)}]")  # options behind a colon, in the next line
_PAGES = re.compile(rf"第{_GAP}+页[，,、/／ ]*共{_GAP}+页")  # are numbered when the form is printed
_SIGNED = re.compile(
    r"[（(]?(?:签字|签名|签章)(?:或盖章|并盖章|、盖章|盖章)?[)）]?(?=[ \u3000\t]{2,}|$|\n)", re.MULTILINE
)
_SEAL_ONLY = re.compile(r"^[（(]?(?:单位|企业|公司|部门)?(?:盖章|公章|印章|盖公章|单位盖章|加盖公章)(?:处)?[)）]?$")
_BEFORE_UNIT = re.compile(
    rf"""(?<=第) [ \u3000\u00a0]{{2,}} (?=\w) | (?<=〕) [ \u3000\u00a0]{{2,}} (?=号)
      | (?: (?<=[\u4e00-\u9fff]{{2}}) | (?<=[A-Za-z]{{2}})
          | (?<=\d年) | (?<=[（(，,、。；;共约计有满]) | (?<![\S\s]) )  # a word, or nothing
        [ \u3000\u00a0]{{2,}} (?={UNIT.pattern} {ENDED} )""",
    re.MULTILINE | re.VERBOSE,
)
"""A gap between a word and its unit: 加盟   家; 第   号."""
_BEFORE_PLACE = re.compile(
    r"""(?: (?<!\S) | (?<=[\u4e00-\u9fff）)]) ) [ \u3000\u00a0]{4,}          # behind a word or nothing
        (?= (?: [省市区县镇乡村路号] | 街道 ) (?: [（( \u3000] | $ ) )""",
    re.VERBOSE,
)
"""A gap before what names a part of an address:       区（县）       镇."""
_PLACES = re.compile(
    r"""[ \u3000]*[省市](?:[ \u3000]+(?:[市区县州镇乡村]
          | 街道)(?:[（(、/／][^（()） ]{1,6}[)）]?)?)+[ \u3000]*""",
    re.VERBOSE,
)
_BEFORE_EACH = re.compile(r"(?:^|[ \u3000]+)(?=[省市区县州镇乡村街])")  # 省  市  县（区）, all that a cell prints
_PARTED = re.compile(
    r"""(?<!\S) [ \u3000]{3,} (?=[/／、])                              # what a stroke parts from the next
      | (?<=[/／、]) [ \u3000]{3,} (?= [ ]? (?:$|\n|[（(]) )
      | (?<= (?<!\d) \d [.、．] ) [ \u3000]{4,}                        # what is numbered: 1.       2.
      | (?<= ^ \d [.、．] ) [ \u3000]* (?=$)
      | (?<![\S]) [ \u3000]{8,} (?= [（(][^（()）\n]{1,8}[：:] )        # before another one in brackets
      | (?<=[¥￥]) [ \u3000]* (?=$|\n) | (?<=[¥￥]) [ \u3000]{2,}
      | (?: ^ | [ \u3000]{2,} ) (?: [亿万仟千佰百拾十元圆角分] [ \u3000]+ ){3,} [仟千佰百拾十元圆角分整]*
      | (?<=大写[)）：:]) [ \u3000]* (?: [亿万仟千佰百拾十元圆角分整] [ \u3000]* ){3,}   # 大写    万   仟   元整
      | (?<=大写[)）]) [ \u3000]{4,}
      | (?<=[（(]) [ \u3000]{2,} (?=年度?(?:[)）]|第))
      | (?<=\+\d\d-) (?=$|\n)""",
    re.VERBOSE | re.MULTILINE,
)
"""Gaps that what stands beside them makes blanks."""
_SPREAD = re.compile(
    r"""\s*(?![第共约计为自至从于答省市区县镇乡村街年月日元万])[\u4e00-\u9fff]
          (?:[ \u3000]+[\u4e00-\u9fff]){1,4}\s*""",
    re.VERBOSE,
)  # 账    号, one word
_YUAN, _YUAN_ONLY = re.compile(r"[¥￥][ \u3000]*$"), re.compile("元?整?")


def inline_blanks(text: str) -> list[InlineBlank]:
    """The blanks of a text in their order.

    Args:
        text: print of the form, its lines to write on as underscores.

    >>> [(each.label, each.shape) for each in inline_blanks("联系人：____ 电话：\\n日期：    年  月  日")]
    [('联系人', 'line'), ('电话', 'gap'), ('日期', 'date')]
    >>> inline_blanks("□国有 □民营 □其他____")[0].options
    ('国有', '民营', '其他')
    >>> inline_blanks("注：本表一式三份。")
    []
    """
    if _SPREAD.fullmatch(text):
        return []
    text = _DOTS.sub(lambda found: f"{found[1] or ''}{'_' * len(found[2] or found[4])}", text.translate(_SAME))
    spans: list[tuple[int, int, str, tuple[str, ...]]] = []
    taken = [found.span() for found in _PAGES.finditer(text)]
    for start, end, shape, options in _candidates(text):
        if all(end <= first or start >= last for first, last in taken):
            spans.append((start, end, shape, options))
            taken.append((start, end))
    found, before = list[InlineBlank](), 0
    for start, end, shape, options in sorted(spans):
        unit = UNIT.match(text, end + (text[end : end + 1] in "）)】]" and text[start - 1 : start] in "（(【["))
        blank = InlineBlank(start, end, "", shape, options, unit[1] if unit else "")
        label, before = name_before(text, before, blank, found[-1] if found else None)
        is_seal = _SEAL_ONLY.match(label) is not None
        if not is_seal or shape == "date":
            is_date = any(a <= unit.start(1) < b for a, b, _, _ in spans) if unit else False
            has_unit = shape == "line" or (shape == "gap" and unit and not re.match(r"\w", text[unit.end() :]))
            printed_unit = unit[1] if unit and has_unit and not is_date else ""
            if _YUAN.search(text, 0, start):
                in_words = found[-1].label if found and "大写" in found[-1].label else "大写"
                label = in_words.replace("大写", "小写") if _YUAN_ONLY.fullmatch(label) else label
                printed_unit = "元"
            found.append(replace(blank, label="" if is_seal else label, unit=printed_unit))
    return found


def _candidates(text: str) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    for start, end, shape, words in box_options(text):
        yield start, end, shape, tuple({comparable(word): word for word in reversed(words)}.values())[::-1]
    yield from ((*found.span(), "line", ()) for found in _RULED.finditer(text))
    if text.strip() in ("至", "到"):
        yield 0, len(text), "period", ()
    dates = [_date_span(text, *found.span()) for pattern in (_DATE, BOXED_DATE) for found in pattern.finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in dates:
        if joined and _PERIOD_SIGN.fullmatch(text, joined[-1][1], start):
            yield joined[-1][0], end, "period", ()
        joined.append((start, end))
    yield from ((start, end, "date", ()) for start, end in dates)
    yield from ((*found.span(), "year", ()) for found in _OPEN_YEAR.finditer(text) if found[0][0] == "2")
    yield from ((found.start(), _before(dates, *found.span()), "line", ()) for found in _LINE.finditer(text))
    for line in filter(_PLACES.fullmatch, text.split("\n")):
        at = text.index(line)
        yield from ((at + found.start(), at + found.end(), "line", ()) for found in _BEFORE_EACH.finditer(line))
    for pattern in (_BRACKETS, _BEFORE_UNIT, _BEFORE_PLACE, _PARTED):
        yield from ((*found.span(), "line", ()) for found in pattern.finditer(text))
    yield from ((*found.span(), "gap", ()) for found in _HINT.finditer(text))
    yield from _gaps(text, dates)
    for found in _SIGNED.finditer(text):
        end = len(text) - len(text[found.end() :].lstrip(" \u3000\t"))
        # What is before it, a line or a colon, is where one signs.
        if not text[: found.start()].rstrip(" \u3000\t").endswith(("_", "：", ":")) or found.start() == 0:
            yield found.end(), _before(dates, found.end(), end), "signature", ()


def _gaps(text: str, dates: list[tuple[int, int]]) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """The gaps behind colons, as wide as a blank or at the end of a line."""
    for found in _COLON.finditer(text):
        start, end = found.start() + 1, _before(dates, *found.span())
        if _NO_BLANK.search(text, 0, start) or _BOX_BELOW.match(text, end):
            continue
        wide = len(text[start:end].expandtabs()) + text.count("\u3000", start, end)
        is_before_date = end > start and any(end == each for each, _ in dates)
        is_wide = wide > 2 or (is_before_date and not _WHEN.search(text, 0, start))
        ends_line = SEALED.match(text, end) or end == len(text) or (text[end] == "\n" and not _lists(text[end + 1 :]))
        if (is_wide or ends_line or (wide and _ASKS.match(text, end)) or _UNIT_ALONE.match(text, end)) and words_before(
            text[:start]
        ):
            yield start, end, "gap", ()


def _lists(below: str) -> bool:
    """Whether the line below a colon is what it speaks of: a statement, or the first of several."""
    line = below.split("\n")[0].strip()
    return re.match(r"[（(]?\d", line) is not None or (len(line) >= SENTENCE and not re.search("[：:_□年]", line))


def _date_span(text: str, start: int, end: int) -> tuple[int, int]:
    """A date without the room that a signature before it has: 签名：              年  月  日."""
    if line := re.match(r"[ \u3000\t]*_+(?:[ \u3000\t]{2,}|[ \u3000\t](?=_))", text[start:end]):
        start += line.end() - 1  # the line is where somebody signs
    lead = text[start:end][: -len(text[start:end].lstrip(" \u3000\t"))]
    asks = re.search(r"[：:）)、]$", text[:start]) and not re.search(r"(?:日期|时间|年月)[：:]$", text[:start])
    wide = len(lead) + lead.count("\u3000") + _WIDE // 2 * bool(_SIGNER.search(text[:start]))
    year = _YEAR // 2 if lead.endswith("\u3000") else _YEAR
    return (start + len(lead) - year, end) if asks and wide >= _WIDE else (start, end)


def _before(dates: list[tuple[int, int]], start: int, end: int) -> int:
    """The end of a gap, which a date in it cuts short."""
    return min([end, *(each for each, _ in dates if start < each < end)])
