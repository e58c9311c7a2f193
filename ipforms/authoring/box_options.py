"""Boxes to tick in a text that a form prints, and the words that each is for."""

import re
from collections.abc import Iterator

from ipforms.authoring.field_words import UNITS

BOXES = tuple("□☐○◯▢◻⬜◇☑☒❏❐❑❒▫◽")
_ANY = f"{''.join(BOXES)}〇"
_LONG_FIRST = sorted(UNITS, key=len, reverse=True)
_AMBIGUOUS = [unit for unit in UNITS if len(unit) == 1 and unit not in "个名家件份年月日元%％"]  # 项目 begins with 项
UNIT = re.compile(
    rf"""[ \u3000]* (?!日期) ( {"|".join(each for each in _LONG_FIRST if each not in _AMBIGUOUS)}
        | (?:{"|".join(_AMBIGUOUS)}) (?! (?![并已其共及和以]) [\u4e00-\u9fff] ) )""",
    re.VERBOSE,
)
ENDED = r"(?: \W | [并已其共] | $ )"
_BOX = re.compile(
    rf"""[{_ANY}]                                                    # a box
      | [（(] [ \u3000\u00a0]{{1,4}} [）)] (?= [ ]* [\u4e00-\u9fff] )
        (?! {UNIT.pattern} {ENDED} | [ ]*第 | \w{{1,4}}〔 | \w{{0,4}}字第 )
      | \[ [ \u3000\u00a0]{{0,4}} \] (?= [ ]* \w )                   # [ ] before a word""",
    re.VERBOSE,
)
_BOX_BEHIND = re.compile(
    rf"""([^\s{_ANY}：:（(）)，,。；;]{{1,10}})                                 # its word
        (?: [{_ANY}] ([（(][^（()）{_ANY}]*[）)])?                         # the box, perhaps with what it asks for
          | [（(\[〔【][ \u3000\u00a0]{{1,6}}[）)\]〕】] )
        [ \u3000\t\n]* [；;、/／]? [ ]*""",
    re.VERBOSE,
)
_BOXES_BEHIND = re.compile(
    rf"""(?:{_BOX_BEHIND.pattern}){{2,}}
        (?= $ | [\n，,。；;：:] | \d{{1,2}} [.、．] | [\u4e00-\u9fff]{{2,14}} [：:] )  # or the next question""",
    re.MULTILINE | re.VERBOSE,
)
"""Boxes that stand behind their words: 有□ 无□; 有（ ） 无（ ）."""
_LETTER = r"(?: [①-⑳] | (?<![A-Za-z0-9.]) [A-H1-9] (?: [.、．] | (?=[\u4e00-\u9fff]{2}) ) )"
_LETTERED = rf"(?: {_LETTER} [ ]* [^\s①-⑳（(，,；;。]{{1,14}} [ \u3000\t，,、；;]* ){{2,}}"
_TO_TICK = (
    r"[（(][^（()）]*(?:[打划画]√|√选|勾选|[多单限任]选|涂|圈|填[写入]?(?:序号|代码|编号|数字|字母))[^（()）]*[)）]"
)
"""How one chooses: （请打√）, （填序号）."""
_ENUMERATED = re.compile(
    rf"""{_LETTERED} [（(\[〔【] [ \u3000_]* [）)\]〕】] (?=\s*$)
      | [（(\[〔【] [ \u3000_]+ [）)\]〕】] [ \u3000]* {_LETTERED} (?=\s*$)
      | ^ (?: [①-⑳] [ ]* [^\s①-⑳（(，,；;。：:]{{1,8}} [ \u3000\t，,、；;_]* ){{2,}} (?:{_TO_TICK})? $
      | ^ {_LETTERED} {_TO_TICK} $""",
    re.MULTILINE | re.VERBOSE,
)
"""Options with numbers or letters, of which one is written behind them: A.独立法人 B.内设机构 （  ）."""
_LETTERS = re.compile(rf"\s*(?:{_LETTER}[^①-⑳（(\n]{{1,30}}\s*){{2,}}", re.VERBOSE)
_NUMERAL_BEFORE = re.compile(_LETTER, re.VERBOSE)
_STRUCK = re.compile(
    r"(?<=[：:]) [ ]? ([\u4e00-\u9fff]{2,6} (?: [ ]?[/／][ ]? [\u4e00-\u9fff]{2,6} )+ ) (?=[ \u3000\t]{2}|$)",
    re.MULTILINE | re.VERBOSE,
)
"""Words behind a colon, all but one of which are to be struck out: 密级：公开 / 内部 / 秘密."""
_STRUCK_INSIDE = re.compile(
    r"(([\u4e00-\u9fff]{1,4})[/／][不未无非没]\2)(?=[（(][^（()）]*(?:[划删]|√|勾|圈)[^（()）]*[)）])"
)
"""One of which is struck out in a sentence: 结论合格／不合格（划去不适用的）."""
_ONE_BOX = rf"(?:[{_ANY}]|[（(][ \u3000]{{1,6}}[）)])"
_CLAIM_BEHIND = re.compile(
    rf"""(?P<yes>是|有|已\w{{0,4}}|(?P<claim>[\u4e00-\u9fff]{{2,4}})) {_ONE_BOX} [ \u3000，,]*
        (?P<asks>[\u4e00-\u9fff]{{2,10}}) [：:]? (?: [ \u3000]* _{{2,}} | [ \u3000]{{2,}} ) [ \u3000；;，,]*
        (?P<no>(?(claim) [不未非](?P=claim) | (?:否|无|未\w{{0,4}}) )) {_ONE_BOX}  # with what it asks for""",
    re.VERBOSE,
)
_OR_NOT = re.compile(
    rf"([\u4e00-\u9fff]{{1,4}}) ?{_ONE_BOX}[ \u3000、/／，,]*([不未无非没]\1) ?{_ONE_BOX}"
)  # 符合（ ）不符合（ ）
_APART = re.compile(
    rf"^(?:[ ]*[^\s：:{_ANY}]{{1,12}}[ ]{{1,2}}[{_ANY}][ \u3000]*){{2,}}$", re.MULTILINE
)  # 有 □   无 □; A.6%(含)以上 □  B.5% □
_EITHER = re.compile(r"是[/／]否|有[/／]无|男[/／]女|(\w{1,4})[/／][不未无非没]\1")  # of which one is to be struck out
_WIDE = re.compile(r"[（(](?:\u3000{3,}| {5,})[)）]")  # room for a word: （　　　）语
_DIGITS = re.compile(r"(?:[□▢◻⬜][ ]?){4,}(?:[-—–][ ]?(?:[□▢◻⬜][ ]?)+)*")
BOXED_DATE = re.compile(r"(?:[□▢◻⬜][ ]?){4}[ ]?年[ ]?(?:[□▢◻⬜][ ]?){2}月(?:[ ]?(?:[□▢◻⬜][ ]?){2}日)?")  # □□□□年□□月
_SPOKEN = re.compile(r"[”’\"'』」]?[内里中][ ]*请?(?:打|划|画|填|勾|选)|[ ]?(?:为[单多]选|的选项|表示)")
_NUMERAL = re.compile(r"[一二三四五六七八九][○〇]+[一二三四五六七八九]?")  # A year in words: 二○二三年
_END_OF_OPTIONS = re.compile(
    rf"""\n (?! [ \u3000]* (?: [{_ANY}] | [（(\[][ \u3000]*[）)\]] ) )  # a line that begins with no box
      | [；;。] | \t
      | [ \u3000]{{2,}} (?= (?![（(\[][ \u3000]*[)）\]]) [^{_ANY}\n]{{1,14}} [：:] ) # what has a label of its own
      | [ \u3000]+ (?= [^{_ANY}\n：:]{{2,12}} [：:] [^{_ANY}\n：:]{{2,30}} [：:] [^{_ANY}\n]* $ )  # asks for several
      | (?<=[）)]) \u3000 (?= [^{_ANY}\n]{{2,14}} [：:] [^{_ANY}]* $ )  # behind a remark
      | (?<![是有]) [，,] (?= [^{_ANY}\n，,：:_]{{2,12}} (?: _{{2,}} | [ \u3000]{{4,}} ) [^{_ANY}]* $ ) # a blank, last
      | [ \u3000]{{2,}} (?= [^{_ANY}\s，,：:_]{{3,12}} _{{2,}} [^{_ANY}]* $ )""",
    re.VERBOSE,
)
_SEVERAL_ASKED = re.compile(
    rf"""[，,] (?= [^{_ANY}\n]{{2,12}} [：:]? _{{2,}} [^{_ANY}\n_]{{2,12}} _{{2,}} )
      | (?<= [否无未没] ) [，,] (?= [^{_ANY}\n，,]{{2,10}} [：:] _{{2,}} (?:$|\n) )""",
    re.VERBOSE,
)
"""Behind an option, what has blanks of its own: several, or one that is no answer's."""
_COUNTED = re.compile(rf"[^_：:（(\n]{{2,}}(?=_{{2,}}{UNIT.pattern})", re.VERBOSE)  # □证书____份
_OPEN_ANSWER = re.compile(r"([是有])[：:，,]?[ ]?_{2}")
_OTHERS = re.compile("其[他它][\u4e00-\u9fff]{1,6}")  # an option like others: 其他组织
_OTHER = re.compile(r"^(其他|其它|其　他)")


BoxOptions = tuple[int, int, str, tuple[str, ...]]


def box_options(text: str) -> Iterator[BoxOptions]:
    """The boxes in a text: from where to where, what they are, and the options."""
    dates = [found.span() for found in BOXED_DATE.finditer(text)]
    digits = [found.span() for found in _DIGITS.finditer(text) if found.start() not in {start for start, _ in dates}]
    yield from ((start, end, "digits", (str(len(_BOX.findall(text, start, end))),)) for start, end in digits)
    yield from _behind_words(text)
    no_boxes = [*digits, *dates, *(found.span() for found in _NUMERAL.finditer(text))]
    spoken = [box.start() for box in _BOX.finditer(text) if _SPOKEN.match(text, box.end())]
    boxes = [box.span() for box in _BOX.finditer(text) if not any(a <= box.start() < b for a, b in no_boxes)]
    yield from _groups(text, [box for box in boxes if box[0] not in spoken])  # 请在□内打√


def _behind_words(text: str) -> Iterator[BoxOptions]:
    """Boxes that stand behind their words; or two answers with a stroke between them."""
    if _EITHER.fullmatch(text.strip()):
        yield 0, len(text), "boxes", alternatives(text)
    for found in _APART.finditer(text):
        yield *found.span(), "boxes", tuple(filter(None, map(str.strip, re.split(f"[{_ANY}]", found[0]))))
    for found in _ENUMERATED.finditer(text):
        words = _NUMERAL_BEFORE.split(re.sub(rf"[（(\[〔【][ \u3000_]*[）)\]〕】]|{_TO_TICK}", "", found[0]))
        yield *found.span(), "boxes", tuple(word.strip(" \u3000\t，,、；;_") for word in words if word.strip())
    for pattern in (_STRUCK, _STRUCK_INSIDE):
        yield from ((*found.span(1), "boxes", alternatives(found[1])) for found in pattern.finditer(text))
    for found in _CLAIM_BEHIND.finditer(text):
        yield *found.span(), "boxes", (f"{found['yes']}（{found['asks']}）", found["no"])
    for found in _OR_NOT.finditer(text):
        yield *found.span(), "boxes", found.groups()
    for found in _BOXES_BEHIND.finditer(text):
        yield *found.span(), "boxes", tuple(word + asked for word, asked in _BOX_BEHIND.findall(found[0]))


def _groups(text: str, boxes: list[tuple[int, int]]) -> Iterator[BoxOptions]:
    """Boxes that stand together, each with the words up to the next one."""
    group: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(boxes):
        behind = boxes[number + 1][0] if number + 1 < len(boxes) else len(text)
        group.append((start, end))
        stop = _end_of_options(text, end)
        if number + 1 == len(boxes) and "_" not in text[group[0][0] : start]:  # no option before has a blank either
            stops = filter(None, (stop, _SEVERAL_ASKED.search(text, end)))
            stop = min(stops, key=re.Match[str].start, default=None)
        stop = stop if stop and stop.start() < behind else None
        words = [_word(text, boxes, number + 1 - back) for back in range(len(group) + 1)]
        if stop or number + 1 == len(boxes) or words[0] in words[1:]:  # is said again: of the next question
            last = stop.start() if stop else behind
            words = [text[each[1] : (*group, (last, 0))[at + 1][0]] for at, each in enumerate(group)]
            options = tuple(filter(None, map(_option, words)))
            if len(group) == 1 and (counted := _COUNTED.match(text, end)):
                yield start, counted.end(), "box", (counted[0].strip(),)
            elif len(options) > 1:
                yield group[0][0], len(text[:last].rstrip(" \u3000\t\n")), "boxes", options
            elif options and not _WIDE.match(text, start):
                yield group[0][0], len(text[:last].rstrip(" \u3000\t\n")), "box", options
            group = []


def _word(text: str, boxes: list[tuple[int, int]], number: int) -> str:
    """The option of a box; "" behind the last one."""
    if number == len(boxes):
        return ""
    behind = boxes[number + 1][0] if number + 1 < len(boxes) else len(text)
    stop = _end_of_options(text, boxes[number][1])
    return _option(text[boxes[number][1] : min(behind, stop.start() if stop else behind)])


def _end_of_options(text: str, start: int) -> re.Match[str] | None:
    """Where options end, but for what stands in the brackets of one: 是（保单号：____；保额：____）."""
    stop = _END_OF_OPTIONS.search(text, start)
    while stop:
        inside = text[start : stop.start()]
        closing = re.compile("[^\n]*?[)）]").match(text, stop.start())
        if closing is None or len(re.findall("[（(]", inside)) <= len(re.findall("[)）]", inside)):
            break
        stop = _END_OF_OPTIONS.search(text, closing.end())
    return stop


def lettered_options(text: str) -> tuple[str, ...]:
    """What letters stand for that are written into the brackets of a question: A=大型.

    >>> lettered_options("A．大型　　B．中型　C．小型")
    ('A=大型', 'B=中型', 'C=小型')
    """
    if not _LETTERS.fullmatch(text):
        return ()
    letters = [found[0].strip(".、． ") for found in _NUMERAL_BEFORE.finditer(text)]
    words = [word.strip(" \u3000\t\n，,、；;。_") for word in _NUMERAL_BEFORE.split(text)[1:]]
    return tuple(f"{letter}={word}" for letter, word in zip(letters, words, strict=True)) if all(words) else ()


def alternatives(text: str) -> tuple[str, ...]:
    """The words of which one is to be struck out: 专/兼."""
    return tuple(word.strip() for word in re.split("[/／]", text))


def _option(words: str) -> str:
    """The word of a box, without the line behind it and what parts it from the next."""
    if _OTHER.match(words.strip()) and not _OTHERS.fullmatch(words.strip(" \u3000\t\n、，,；;")):
        return "其他" if "他" in words[:4] else "其它"
    if opened := _OPEN_ANSWER.match(words.strip()):
        return f"{opened[1]}："  # 有：____, a claim
    bare = re.sub(rf"_+|{_TO_TICK}", "", words).strip(" \u3000\t\n、，,；;/：:（(")
    is_closed = bare.endswith(("）", ")")) and not re.search("[（(]", bare)
    return bare[:-1] if is_closed else bare  # （□首次 □变更）
