"""Whether a text is of the kind that its field asks for: a second look at texts that any words could be.

A date or a number that is not one cannot be read, and says so itself. A name, an address, a title takes whatever stands
there, the next field's label and value too. What is odd for its kind is not taken away: it is told.
"""

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from ipforms import paths
from ipforms.codecs import LINE, PERSON, Codec, IdentifierCodec, IdentifiersCodec, ListCodec
from ipforms.codecs.codec import quoted
from ipforms.codecs.person_and_post import is_post
from ipforms.codecs.persons import organisation
from ipforms.codecs.trade_marks import TRADE_MARKS
from ipforms.codes.numbers_inside import has_number_inside
from ipforms.messages import Note
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.record_texts import codecs_of
from ipforms.text import label_key, visible_texts
from ipforms.text.character_table import ONCE_PRIVATE
from ipforms.text.regex import regex

_ODD = regex(
    r"""[:：@\ufffd\[\]{}<>□☑☐√] | \s\s | \t | [\d０-９]{6} | [xX×＊*]{2} | [?？]{2} | ^\s*[A-Za-z]
      | [(（]\s*[)）]""",
    re.VERBOSE,
)
"""What no ordinary name or address holds; all else needs no second look."""
_PLAIN_WORDS = regex("[一-龥](?:[一-龥]|[0-9]{1,5}(?![0-9]))*")
"""Most names and addresses, at a glance: in them nothing is odd."""
# What numbers and e-mail addresses hold, masked ones and those without their @ too, of which their check says more.
_NUMBER = regex(r"[\d@]|[xX×*＊]{2}|[A-Za-z]\.[A-Za-z]")
_HAN = "[\u3007\u3400-\u9fff\U00020000-\U0003ffff]"
_NAME = regex(rf"{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:[·•．]{_HAN}{{1,10}}){{1,3}}")
_FOREIGN_NAME = regex(r"[A-Za-z][A-Za-z.'’\-]*(?: [A-Za-z][A-Za-z.'’\-]*){0,4}")
_NO_NAME = regex(r"签|章$|日期|年月日|经理|主任|公司|部门|联系|负责|代表|姓名|电话|同上|身份")
"""Words of forms that are as short as a name, and stand where one is asked for."""
_SEALS = "章"  # how the label of a place ends where an organisation seals as well as a person signs: 签章
_OF_NUMBERS = ("value.no_words", "value.other_kind")
_ASKS_FOR_NUMBER = regex(r"(?:号|号码|编号|代码)(?:[（(][^（()）]*[)）])?$")
"""How labels end that ask for a number of any kind: 授权号, 证件号码."""
_SPACE = regex(r"\s")  # within a text: more than one number may stand there
_NO_WORDS = regex(r"^[\W\d_]*$|\n[（(]?\d{1,2}[.．、)）]?\s*$")
"""Nothing but figures and signs, or such a line at the end: the number or the star of the next label."""
_ONCE_PRIVATE = regex(f"[{ONCE_PRIVATE}]")
_LABEL = regex(r"([^\s:：,，;；。、]{2,16})\s*[:：]")
_WIDE_GAP = regex(r"\S(?:[ \u3000]{2,}|\t)\S")
_BREAK = regex(rf"(?<={_HAN})[ \u3000](?={_HAN})|\S\n\S|\d[ \u3000]\d")
_SAMPLE = regex(r"[xX×＊*]{2}|示例|样例|[\ufffd]|[?？]{2}|[(（]\s*[)）]|[□☑☐√<>{}]")
_LATIN_HEAD = regex(rf"\s*[A-Za-z]{{3,}}(?: [A-Za-z/.]+)*[ :：.\n]+{_HAN}")


def implausible(model: type[FormModel], texts: Mapping[str, str], labels: Container[str]) -> Iterator[tuple[str, Note]]:
    """Path and note of each text that is odd for its field."""
    filled = {path: text for path, text in texts.items() if text.strip()}
    may_be_private = _ONCE_PRIVATE.search("".join(filled.values())) is not None
    for path, text in filled.items() if may_be_private else ():
        if found := _ONCE_PRIVATE.search(text):
            yield path, Note("value.once_private", {"text": found[0]})
    seen = visible_texts(filled)
    for path, codec in codecs_of(model, filled).items():
        code = _code(codec, seen[path], labels)
        if code == "value.not_a_name" and label(model, paths.parse(path)).endswith(_SEALS):
            code = code if organisation(seen[path]) is None else None
        if code in _OF_NUMBERS and _ASKS_FOR_NUMBER.search(label(model, paths.parse(path))):
            code = code if _SPACE.search(seen[path].strip()) else None
        if code:
            yield path, Note(code, {"text": quoted(filled[path])})


def _code(codec: Codec[Any], text: str, labels: Container[str]) -> str | None:
    """What is odd about a text, as the code of a note; None where nothing is."""
    if codec.is_prose:
        return "value.no_words" if _NO_WORDS.search(text) else None
    if codec is PERSON:
        return _oddity(text, labels) or _no_name(text)
    if codec is LINE:
        if _PLAIN_WORDS.fullmatch(text):
            return None
        if _NO_WORDS.search(text):
            return "value.no_words"
        return _oddity(text, labels) or ("value.blank_inside" if _BREAK.search(text.strip()) else None)
    if isinstance(codec, ListCodec):
        names = codec.decode(text).value or () if codec.item is PERSON else ()
        is_none = any(_no_name(name) == "value.not_a_name" for name in names)
        return _oddity(text, labels) or ("value.not_a_name" if is_none else None)
    if codec is TRADE_MARKS:
        return "value.other_kind" if has_number_inside(text) else None
    if isinstance(codec, IdentifierCodec | IdentifiersCodec) and not _NUMBER.search(text):
        is_told = codec.identifier is not None and codec.identifier.errors(text)  # a check says what is wrong with it
        return None if is_told else "value.no_number"
    return None


def _oddity(text: str, labels: Container[str]) -> str | None:
    if not _ODD.search(text):
        return None
    found = _LABEL.search(text)
    if found:
        return "value.label_inside" if label_key(found[1]) in labels else "value.colon_inside"
    if _SAMPLE.search(text):
        return "value.like_a_sample"
    if has_number_inside(text):
        return "value.other_kind"
    if _WIDE_GAP.search(text.strip()):
        return "value.wide_gap"
    return "value.other_script" if _LATIN_HEAD.match(text) else None


def _no_name(text: str) -> str | None:
    bare = "".join(text.split())
    if _NAME.fullmatch(bare):
        return "value.not_a_name" if _NO_NAME.search(bare) or is_post(bare) else None
    return "value.foreign_name" if _FOREIGN_NAME.fullmatch(text.strip()) else "value.not_a_name"
