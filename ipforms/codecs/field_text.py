"""The text of a field, read by its codec, but for what means the same in every field: 无, /, 详见附件, 0."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Any

from ipforms.codecs.amounts import AmountCodec
from ipforms.codecs.cell_text import doubts, one_entry, value_text
from ipforms.codecs.codec import Codec, Decoded, quoted
from ipforms.codecs.dates import DATE
from ipforms.codecs.persons import PERSON
from ipforms.codecs.splitting import NAMES, split
from ipforms.codecs.texts import LINE, IdentifierCodec, ProseCodec, TextCodec
from ipforms.messages import Note
from ipforms.text import half_width, unspaced
from ipforms.text.regex import regex

_DECLARED = regex(
    r"无|無|没有|[暂尚]无|目前无|无此项|没有此项|/+|\\+|[-—–－_…~～]+|[*×✗]+|N/?A|不适用|未填写?|未作?填报|空白?",
    re.IGNORECASE,
)
_PENDING = regex("暂缺|略|缺|待[定补填核]|待补充|待确认|待提供|不详|未知|未定|暂不填写?|暂未确定")
_ELSEWHERE = regex(
    r"""[（(]?(?: (?:详见|见|参见|另附) (?:附件|附页|附表|后附|续页) \S{0,4}
      | 详?见 (?:营业)?(?:执照|名片|证书|复印件) \S{0,4} | 详见 [^\s（()）]{2,10} )[）)]?""",
    re.VERBOSE,
)
_MAY_BE = regex(
    r"[\W_]*(?:[无無没暂尚目不未空略缺待详见参另NnＮｎXxＸｘ×]|[2２]\s*[0０]\s*[XxＸｘ×])|\S{1,6}[xX×]{2}|[\W_]+$|[0０]$"
)
"""How each of them begins: most texts need no second look."""
_IN_GROUPS = regex(r"(?<=[0-9A-Z])[ ]+(?=[0-9A-Z])")  # 914401 04MA5D26 XC3N
_PARTED = regex(r"(?<=[!-~])\n(?=@[!-~])")  # an address that was printed in two lines, as the narrow table does
_LONGEST = 20  # characters; 详见附件 and four more is the longest of them
_PLACEHOLDER = regex(
    r"""[xX×]{2,} | (?:20[xX×]{2}|[xX×]{4})年.*
      | [\u4e00-\u9fff]{0,6} [xX×]{2,} [\u4e00-\u9fff(（)）]{1,16}   # ××有限公司""",
    re.VERBOSE,
)
_CLOSING = " \n.,;:、。"  # what may end a line, of half width, and says nothing
_LETTER, _OTHER_NUMBER = regex(r"[^\W\d_]"), regex(r"[0-9A-Za-z@]{5}")
_SEAL = regex(r"\s*[(（]\s*(?:此处|请|需|须)?加?盖?\s*(?:单位|企业|法人)?(?:公|印)?章(?:处)?\s*[)）]\s*$")
"""（公章） behind a firm's name: what the form prints where the seal goes, typed with the name."""
_LONGEST_CELL = 120  # characters; a number with a remark
_ZEROS = ("0", "０")
_OF_DATES = regex("[0-9０-９年]")  # No writing of a date is without these


def nothing(text: str, absent: re.Pattern[str] | None = None) -> Note | None:
    """Why a text that is not blank says nothing, or None if it says something.

    Args:
        text: the text.
        absent: what says so besides, of a number.

    >>> nothing("／").code, nothing("……").code
    ('value.declared_none', 'value.declared_none')
    >>> nothing("详见附件").code
    'value.elsewhere'
    >>> nothing("无锡分公司") is None
    True
    """
    if not _MAY_BE.match(text) and absent is None:
        return None
    bare = unspaced(text).rstrip("。.;")
    bare = bare.strip('()[]【】"“”') or bare
    if len(bare) > _LONGEST:
        return None
    for pattern, code in (
        *(((absent, "value.declared_none"),) if absent else ()),
        (_DECLARED, "value.declared_none"),
        (_PENDING, "value.pending"),
        (_ELSEWHERE, "value.elsewhere"),
        (_PLACEHOLDER, "value.placeholder"),
    ):
        if pattern.fullmatch(bare):
            return Note(code, {"text": quoted(text)})
    return None


def decode_field(
    codec: Codec[Any], seen: str, names: Set[str] = frozenset(), label: str | None = None, number: int = 1
) -> Decoded[Any]:
    """What a person sees in a field, decoded; in a claim and an answer 无 is an answer, elsewhere it is nothing.

    Args:
        codec: how its text is read.
        seen: the text, made `visible`.
        names: what the field is called: such a label, typed into the cell too, is no part of the value.
        label: its label as the document has it, whose unit counts.
        number: which entry of its section it is a field of, from 1 on.

    >>> decode_field(PERSON, "无").notes[0].code, decode_field(PERSON, "张三").value
    ('value.declared_none', '张三')
    """
    if not seen.strip():
        return codec.decode("")
    if label and isinstance(codec, AmountCodec):
        codec = codec.under(label)
    if (printed := codec.printed_value(seen)) is not None and not _MAY_BE.match(seen):
        return Decoded(printed)
    if not codec.is_prose and "\n@" in seen:
        seen = _PARTED.sub("", seen)
    cell = value_text(seen, names, prose=codec.is_prose, words=codec.words)
    if cell.is_void:
        return Decoded(codec.decode("").value, cell.notes)
    absent = codec.identifier.absent if codec.identifier else None
    none = None if codec.none_is_value else nothing(cell.text, absent)
    if none:
        return Decoded(codec.decode("").value, (*cell.notes, none))
    if codec is LINE and (seal := _SEAL.search(cell.text)) and seal.start():
        cell = replace(cell, text=cell.text[: seal.start()], notes=(*cell.notes, Note("value.seal", {"text": seal[0]})))
    text = one_entry(cell.text, number) if isinstance(codec, TextCodec) and not codec.is_prose else cell.text
    decoded = codec.decode(text)
    if isinstance(codec, IdentifierCodec):
        decoded = _among_words(codec, decoded, text)
    if text != cell.text:
        cell = replace(cell, notes=(*cell.notes, Note("value.list_sign", {"text": quoted(cell.text)})))
    notes = (*cell.notes, *decoded.notes, *_remarks(codec, text, decoded.value), *doubts(text))
    return Decoded(decoded.value, notes) if notes else decoded


def _among_words(codec: IdentifierCodec, decoded: Decoded[str], text: str) -> Decoded[str]:
    """The one number in a text that has words too: 91440106MAXXXXX07Q（三证合一）."""
    pattern = codec.canonical_pattern
    if decoded.value is None or pattern is None or pattern.fullmatch(decoded.value) or len(text) > _LONGEST_CELL:
        return decoded
    plain = _IN_GROUPS.sub("", half_width(text))
    # In capitals too, which are tidied: of two addresses the one in another spelling is no remark on the other.
    number = rf"(?<![0-9A-Za-z])(?:{pattern.pattern})(?![0-9A-Za-z])"
    found = {each[0] for each in re.finditer(number, plain, re.IGNORECASE)}
    rest = plain.replace(min(found), "") if len(found) == 1 else ""
    if rest and not rest.strip(_CLOSING):
        return Decoded(codec.tidy(min(found)), decoded.notes)
    if not _LETTER.search(rest) or _OTHER_NUMBER.search(rest):
        return decoded
    note = Note("identifier.beside", {"text": quoted(rest.strip(" ()[]:;,."))})
    return Decoded(codec.tidy(min(found)), (*decoded.notes, note))


def _remarks(codec: Codec[Any], text: str, value: Any) -> Iterator[Note]:
    """What is doubtful in a text of this kind, though it can be read."""
    if type(codec) in (TextCodec, ProseCodec) and value in _ZEROS:
        # Some notices have 0 stand for 无; it may be what was meant, and may be a slip.
        yield Note("value.zero", {"text": value})
    if codec is LINE and "\n" in text.strip():
        yield Note("value.lines_joined", {"text": quoted(text)})
    if codec is PERSON and _is_date(text):
        yield Note("value.date_for_name", {"text": value})
    elif codec is PERSON and len(split(text, NAMES).items) > 1:
        yield Note("person.several", {"text": quoted(text)})


def _is_date(text: str) -> bool:
    """Whether a text is nothing but a date, be it one that does not exist."""
    if not _OF_DATES.search(text):
        return False
    date = DATE.decode(text)
    return date.value is not None or any(note.code == "date.impossible" for note in date.notes)
