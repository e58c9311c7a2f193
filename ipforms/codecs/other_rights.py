"""Words beside a number of rights held that speak of other ones: of another kind, applied for, lapsed."""

import re

from ipforms.codecs.codec import quoted
from ipforms.codecs.numerals import NUMERAL, number
from ipforms.messages import Note
from ipforms.text.regex import regex

NOT_IN_FORCE = """(?<![未没不无]) (?: 失效|过期|期满|终止|放弃|撤销|注销|无效|驳回|在审|实审|审查|受理|初审|初步审定
    |申[请报](?!号|日|人|书|表|材料) )"""
OTHER_THAN_PATENTS = rf"{NOT_IN_FORCE} | 软著|软件著作|著作权|版权|商标|域名|新品种|集成电路"
OTHER_THAN_MARKS = rf"{NOT_IN_FORCE} | 专利|发明|实用新型|外观设计|软著|著作权|版权|域名"
"""Verbose regular expressions."""
_CLAUSE = regex(r"(?:[^,;。、()]|(?<=\d),(?=\d{3}))+")
_COUNTED = regex(rf"\d|(?:{NUMERAL})[件项个枚]")
_NUMERAL = regex(NUMERAL)
_PART = regex("其中|包括|包含|内?含")
_FURTHER = regex("另|此外|还有")
_IN_FORCE = regex("有效")
_KIND = regex("发明|实用|新型|外观")
_TIDY = regex(r"\(\)|(?:[,;、](?=[,;。、)]|$))|(?<=\()[,;。、]+|^[,;。、]+")


_OF_OTHERS = regex("集团|母公司|子公司|关联(?:公司|企业)|个人名下")
_NOT_COUNTED = regex("另|此外|还有|不含|不包[括含]|不计|除|出资|认缴")


def remark(shown: str, words: str) -> Note:
    """A note on the words beside a number; a doubt where it may count what others have.

    >>> [remark("", words).code for words in ("含子公司12件", "集团合计", "另有子公司12件", "其中发明6件")]
    ['number.of_others', 'number.of_others', 'number.remark', 'number.remark']
    """
    if (found := _OF_OTHERS.search(words)) and not _NOT_COUNTED.search(words):
        return Note("number.of_others", {"text": shown, "word": found[0]})
    return Note("number.remark", {"text": shown, "remark": quoted(words)})


def apart(bare: str, shown: str, others: str) -> tuple[str, tuple[Note, ...]]:
    """A text without what it says of other rights, and a note on that.

    A clause that counts others for itself is a remark (另有20件正在申请); one that makes them a part of the number, or
    says that the number is theirs, leaves it in doubt.

    >>> apart("5件,另有20件正在申请", "", OTHER_THAN_PATENTS)[0]
    '5件'
    >>> [apart(text, "", OTHER_THAN_PATENTS)[1][0].code for text in ("20件申请中", "软著30件", "专利共计25件,有效10件")]
    ['number.other_rights', 'number.other_rights', 'number.other_rights']
    """
    clauses = list(_CLAUSE.finditer(bare))
    counted = [each for each in clauses if _COUNTED.search(each[0])]
    other = [(each, word) for each in clauses if (word := regex(others, re.VERBOSE).search(each[0]))]
    own = [each for each in counted if each not in [clause for clause, _ in other]]
    if not counted:
        return bare, ()
    if not own:
        return bare, (_doubt(shown, other[0][1][0]),)
    rest = bare
    for clause, _ in reversed(other):
        rest = rest[: clause.start()] + rest[clause.end() :]
    notes = [_doubt(shown, word[0]) for clause, word in other if clause not in counted or _is_part(bare, clause)]
    notes += [_doubt(shown, each[0]) for each in own[1:] if _is_fewer_in_force(own[0][0], each[0])]
    if not notes and other:
        notes = [remark(shown, ",".join(clause[0] for clause, _ in other))]
    return _tidied(rest) if other else bare, tuple(notes[:1])


def _is_part(bare: str, clause: re.Match[str]) -> bool:
    """Whether those that a clause counts are some of the number before it: 其中2件失效, 5件（2件失效）."""
    in_brackets = bare[: clause.start()].endswith("(") and not _FURTHER.match(clause[0])
    return in_brackets or _PART.search(clause[0]) is not None


def _doubt(shown: str, word: str) -> Note:
    return Note("number.other_rights", {"text": shown, "word": quoted(word)})


def _is_fewer_in_force(first: str, further: str) -> bool:
    """专利共计25件，有效10件: the number that is asked for is not the one that stands first."""
    if not _IN_FORCE.search(further) or any(pattern.search(first) for pattern in (_IN_FORCE, _KIND)):
        return False
    counts = [number(found[0]) if (found := _NUMERAL.search(each)) else None for each in (first, further)]
    return not _KIND.search(further) and counts[0] != counts[1]


def _tidied(text: str) -> str:
    """Without the signs around what was taken out."""
    while (tidied := _TIDY.sub("", text)) != text:
        text = tidied
    return text
