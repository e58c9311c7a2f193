"""Lines with several labels, one behind the other: 法定代表人：张三，电话：138…，电子邮箱：….

Each becomes a line of its own, and where the first one says whose all are, the others say so too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ipforms.codecs.persons import is_name
from ipforms.matching.block_rows import numbered, worded
from ipforms.matching.cell_scores import Fits
from ipforms.matching.confirmation import ANY_TEXT
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key

LABEL_AT_HEAD = re.compile(r"(?![^:：\n]{0,12}[一-鿿]{2}\s{3,}[一-鿿]{2})(?P<label>[^\s:：][^:：\n]{1,15})[:：]")
_BARE = re.compile(r"(?P<label>[一-鿿]{2,8})[ \t\u3000]")  # 填表人 李明    联系电话0579-…
_FURTHER = re.compile(
    r"""(?P<gap>\s{3,} | \s*\t\s* | [\s，,；;。、]+ | \s+[/／|｜]\s* | \s*[/／|｜]\s+)
          (?P<label>(?:[（(]?\d{1,2}[.、)）])?[一-鿿（）()]{2,12})\s*[:：]""",
    re.VERBOSE,
)
"""推荐单位：某某局          填表日期：2022/6/2"""
_GLUED = re.compile(r"(?<=[，,；;、（(\s])(?P<label>[一-鿿]{2,8})[ ]?(?P<value>[0-9A-Za-z][^，,；;。（）()\s]*)")
"""A label with its value and no sign between: ，联系电话13300000573，邮箱a@b.cn"""
_GLUED_AT_HEAD = re.compile(
    r"\s*(?P<label>[一-鿿]{2,12}?)[为是]?\s*(?P<value>[+＋\-－]?\d[\d.,]*[^\d\s，,。；;、]{0,2})\s*"
)  # 比上年增长15.6%
_PERSON = re.compile(r"(?:答[:：]\s*)?(?:\d{1,2}[.．、]\s*)?(?P<person>[一-鿿·]{4,12})(?=[，,；;])")
"""法定代表人张三，身份证号码…"""
_COUNTED = re.compile(
    r"""(?:^ | [，,；;、。（(\s]+) (?:其中[:：]?)? (?P<label>占[一-鿿]{0,11}?|[一-鿿]{2,12}?)
          (?:为|约|有|共)? [:：]? [\s_＿]*
          (?P<value>\d[\d,]*(?:\.\d+)?[\s_＿]*(?:人|名|件|项|个|家|户|%|％)?)[）)。\s]*""",
    re.VERBOSE,
)
"""A number with what it counts before it, of several: 总人数96人，研发人员11人"""
_SHARES = ("占比", "比例")  # what 占, 占职工总数 and 占比 ask for
_SUM = re.compile(
    r"\s*(?:全[一-鿿]{1,2}|[现共总]?[有计]?)(?P<all>\d[\d,]*(?:人|名|件|项|个|家|户)?)\s*(?=[（(，,；;]\s*其中)"
)
"""415（其中研发人员52）, 全公司286人，其中研发人员41人"""
LABELS_IN_BRACKETS = re.compile(
    r"\s*[（(](?P<inside>[^（）()]*[:：][^（）()]*)[)）](?:\s*(?=$|[，,；;。])|(?=\s{2,}))"
)  # （填表人：张三，电话：138）
_SIGN = re.compile("[，,；;。、]")
_SENTENCE = re.compile("[一-鿿]{5}。$")  # more than a name, which has no full stop
_ASKED = re.compile(
    r"""\s* (?:[（(]?\d{1,2}[.．、)）])? \s* (?P<label>[^？?:：\n]{2,32}?)
        (?:如何|怎样|是(?:什么|谁|多少)|(?:各?有|各)?(?:多少|几)[件人个份户]?)? [？?]
        [ \t\u3000]* (?: [^\n]{0,24} (?<![^？?\s]) \s* (?:答|回答|答复)[:：][ \t\u3000]* )?""",
    re.VERBOSE,
)
"""A question at the head of a line, without its number and the words that ask."""
_FURTHER_QUESTION = re.compile("[？?]")
_ASKED_FOR = 0.8  # how far the words of a question are a label, as 有没有单独设立知识产权部门 are
_ASKING = re.compile("过?哪些|在哪里")
_FAR = 3  # blanks; so far behind a value anything that is like a label is one: an office asks for more than the form
_FEWEST = 3  # labels with colons in a table; behind a colon alone a value may lack, as behind the 固话： of a form
_BETWEEN = re.compile(r"[，,；;、\s]+(?=[一-鿿]{2,8}[:：])")
_LABELLED = re.compile(r"[^:：]{2,20}[:：]\s*\S")


def with_answers(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; where lines ask and answer, a question is a label: 2．组织单位？  某某局."""
    asked = ((block, _ASKED.match(block.text)) for block in blocks if block.cell is None)
    labels = {
        block.index: (_ASKING.sub("", found["label"]), text)
        for block, found in asked
        if found and not _FURTHER_QUESTION.search(text := block.text[found.end() :])
    }
    meant = {
        at: max((alike for _, alike in finder.likely(label_key(each))), default=0.0) for at, (each, _) in labels.items()
    }
    known = [text for at, (_, text) in labels.items() if meant[at] >= _ASKED_FOR]
    is_asked = sum(map(bool, known)) >= _FEWEST  # an answer may also stand below: 答：否
    return worded(blocks, {at: "：".join(each) for at, each in labels.items()}) if is_asked else blocks


def with_apart_lines(blocks: list[TextBlock], finder: LabelFinder, is_value: Fits) -> list[TextBlock]:
    """The blocks of a document with such lines taken apart; what stands far behind is a block of its own."""
    labels = [finder.label(block.key) or "" for block in blocks]
    said = Counter(labels)
    counted = (_counted(block, finder, said, beside) for block, beside in zip(blocks, ("", *labels), strict=False))
    lines = (_with_colons(block, finder, is_value) for block in counted)
    return numbered(part for line in lines for part in _apart(line, finder))


def _counted(block: TextBlock, finder: LabelFinder, said: Mapping[str, int], beside: str) -> TextBlock:
    """A text that is made of numbers and of what each counts, a line for each, where none but `beside` asks for these.

    Beside 企业人数 stands 总人数152人，其中研发人员14人.
    """
    first = _SUM.match(block.text)
    at, lines = first.end() if first else 0, [first["all"]] if first else []
    labels, before = list(lines), ""
    while found := _COUNTED.match(block.text, at):
        at = found.end()
        words = _counted_label(found["label"], before, finder)
        labels.append(finder.label(words) or "")
        lines.append(f"{words}：{found['value']}")
        before = found["label"].removesuffix("数")
    is_all = at == len(block.text) and len(lines) > 1 and "" not in labels and len(set(labels)) == len(labels)
    return (
        block.with_text("\n".join(lines))
        if is_all and not any(said.get(each, 0) > (each == beside) for each in labels)
        else block
    )


def _counted_label(text: str, before: str, finder: LabelFinder) -> str:
    """The words of a label that a word is, alone or of what was counted before it: 科技人员17人，占比12.8%."""
    words = [text, f"{text}数", f"{before}{text}"]
    words += [f"{before}{share}" for share in _SHARES if before and text.startswith("占")]
    return next(filter(finder.label, words), "")


def _with_colons(block: TextBlock, finder: LabelFinder, is_value: Fits) -> TextBlock:
    """A line that begins with a label; others in it that lost their colon, or stand in brackets, have one."""
    inside = LABELS_IN_BRACKETS.fullmatch(block.text) if block.cell is None else None
    text = inside["inside"] if inside else block.text
    text = _with_owner(text, finder) if block.cell is None else text
    glued = _GLUED_AT_HEAD.fullmatch(text) if block.cell is None else None
    if glued and finder.label(glued["label"]) and is_value(glued["label"], glued["value"]) > ANY_TEXT:
        return block.with_text(f"{glued['label']}：{glued['value']}")
    head = (LABEL_AT_HEAD.match(text) or _BARE.match(text)) if block.cell is None and "\n" not in text else None
    if head is None:
        return block
    for each in reversed([*LABELS_IN_BRACKETS.finditer(text, head.end())]):
        label = LABEL_AT_HEAD.match(each["inside"])
        if label and finder.label(label_key(label["label"])):
            text = f"{text[: each.start()]}，{each['inside']}{text[each.end() :]}"
    if not _is_label(head["label"], finder):
        return block if inside else block.with_text(text)
    for each in reversed([*_GLUED.finditer(text, head.end())]):
        if finder.label(each["label"]) and is_value(each["label"], each["value"]) > ANY_TEXT:
            text = f"{text[: each.start('value')]}：{text[each.start('value') :]}"
    return block.with_text(text)


def _with_owner(text: str, finder: LabelFinder) -> str:
    """A text that begins with a person whose facts follow, with a colon behind what they are: 法定代表人：张三，…."""
    found = _PERSON.match(text) if finder.owners else None
    person = found["person"] if found else ""
    of = next((at for at in range(len(person) - 2, 1, -1) if finder.owner(person[:at]) and is_name(person[at:])), 0)
    return f"{person[:of]}：{person[of:]}{text[found.end() :]}" if found and of else text


def _is_label(text: str, finder: LabelFinder) -> bool:
    return any(alike >= SYNONYM for _, alike in finder.likely(label_key(text)))


def _apart(block: TextBlock, finder: LabelFinder) -> Iterator[TextBlock]:
    at, lines, text = 0, "", block.text
    head = LABEL_AT_HEAD.match(text) if block.cell is None and "\n" not in text else None
    is_known = head is not None and _is_label(head["label"], finder)
    for each in _FURTHER.finditer(text) if head else ():
        if not _LABELLED.match(text, at, each.start()):
            continue
        if "\t" in each["gap"] or len(each["gap"]) >= _FAR or "\u3000\u3000" in each["gap"]:  # which are two wide
            end = each.start() + bool(_SENTENCE.search(text, at, each.start() + 1))
            yield block.with_text(lines + text[at:end])
            at, lines = each.start("label"), ""
        elif is_known and _begins(each["label"], each["gap"], finder):
            value = text[at : each.start()]  # words behind another comma may be cut
            lines += f"{value}{each['gap'].strip() if _SIGN.search(value) else ''}\n"
            at = each.start("label")
    yield block.with_text(lines + text[at:])


def _begins(label: str, gap: str, finder: LabelFinder) -> bool:
    """Whether a label with a colon begins another part of a line; behind a sign words that are but like one do not."""
    return finder.label(label_key(label)) is not None or (gap.isspace() and _is_label(label, finder))


def with_owned_lines(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; labels on the lines behind 法定代表人：张三 say whose they are: 法定代表人电话.

    Those who have a row in a table of the document are asked for there.
    """
    rows = {finder.owner(block.text) for block in blocks if block.cell}
    owners = {owner: first for owner, first in finder.owners.items() if owner not in rows}
    made: dict[int, str] = {}
    head, owner = -1, ""  # the line that begins with an owner, as long as what follows is said of them
    for block in blocks if owners else ():
        lines = [] if block.cell else _of_lines(block.text)
        first = None if block.cell else _owner_at(lines[0][0] if lines else block.text, finder)
        if first in owners:
            head, owner = block.index, first
        further = lines[1:] if head == block.index else lines
        is_owned = any(finder.composed.names(bare_label(label)) for label, _ in further)
        said = [] if is_owned else [(f"{owner}{bare_label(label)}", value) for label, value in further]
        if head >= 0 and said and all(finder.composed.names(label) for label, _ in said):
            if head not in made:
                own = _of_lines(blocks[head].text)
                made[head] = f"{owner}{owners[owner]}：{own[0][1]}" if own else ""
            texts = [f"{label}：{value}" for label, value in said]
            made[block.index] = "\n".join([made[head], *texts] if head == block.index else texts)
        elif head != block.index or said:
            head = -1
    return worded(blocks, made)


def _owner_at(label: str, finder: LabelFinder) -> str:
    """Whose fact a label asks for first, 法定代表人 or 法定代表人姓名; "" where it is none."""
    bare = bare_label(label)
    words = (bare, *(bare.removesuffix(asked) for asked in finder.owners.values()))
    return next(filter(None, map(finder.owner, filter(None, words))), "")


def with_worded_values(blocks: list[TextBlock], finder: LabelFinder, is_value: Fits) -> list[TextBlock]:
    """The blocks of a document; beside a label words before values say which of several fields each is.

    Beside 联系电话 stands 手机：138…⏎单位：0571-…; a form asks for both, and the words say it alone or with the label.
    """
    made: dict[int, str] = {}
    for one, other in pairwise(blocks):
        label = finder.label(one.key) if one.cell and one.row == other.row and ":" in other.searchable else None
        values = labelled(other.text) if label and label not in finder.owners else ()
        if all(is_value(one.text, value) > 0 for _, value in values):
            said = [(_meant(word, one.text, value, finder, is_value), value) for word, value in values]
            labels = [finder.label(label_key(word)) for word, _ in said]
            if len(set(labels)) > 1 and None not in labels:
                lines = {each: f"{word}：{value}" for each, (word, value) in zip(labels, said, strict=True)}
                made |= {one.index: "", other.index: "\n".join(filter(None, map(lines.get, finder.keys)))}
    return worded(blocks, made)


def _meant(word: str, label: str, value: str, finder: LabelFinder, is_value: Fits) -> str:
    """The label that a word is, alone or with the label before it, whose field takes the value; "" if none does."""
    words = (word, f"{word}{bare_label(label)}")
    return next((each for each in words if finder.label(label_key(each)) and is_value(each, value) > 0), "")


def without_colons(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; in tables whose labels got colons these are left out: 单位名称： | 甲公司."""
    ended = [block for block in blocks if block.cell and block.searchable.endswith(":") and finder.label(block.key)]
    tables = Counter(block.table for block in ended if not finder.has_colon(block.key))
    bare = {block.index: block.text.rstrip(" \u3000：:\n") for block in ended if tables[block.table] >= _FEWEST}
    return worded(blocks, bare)


def labelled(text: str) -> Sequence[tuple[str, str]]:
    """The labels of a text, on its lines or behind a sign, with what stands behind each; none where a part has none."""
    return _of_lines(_BETWEEN.sub("\n", text))


def _of_lines(text: str) -> Sequence[tuple[str, str]]:
    """The labels of lines with what stands behind each; none where a line has none."""
    lines = [line.strip() for line in text.strip().split("\n")]
    heads = [LABEL_AT_HEAD.match(line) for line in lines]
    found = [(head["label"], line[head.end() :]) for head, line in zip(heads, lines, strict=True) if head]
    return found if len(found) == len(lines) else ()
