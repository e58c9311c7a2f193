"""What was typed into a field behind its own value, and belongs into a blank field beside it.

A clerk who has written 王丽萍（行政部主任） under 联系人 leaves 职务 blank, and who has typed two telephones into one
cell leaves the other cell blank. The kind of such a part says which field it is of; where more than one would take it,
or none is blank, it stays where it is.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ipforms.codecs import LINE, PERSON, Codec
from ipforms.codecs.codec import quoted
from ipforms.codecs.person_and_post import is_post
from ipforms.codecs.persons import divide
from ipforms.codes import email, id_document, phone, postcode
from ipforms.codes.numbers_inside import numbers_inside
from ipforms.matching.field_evidence import BY_FIELD, BY_POSITION, MISSING
from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.intervals import Fragment
from ipforms.messages import Note
from ipforms.schemas.base import FormModel
from ipforms.schemas.record_texts import codecs_of
from ipforms.text import half_width, label_key, unspaced, visible
from ipforms.text.regex import regex

_EDGES = " \t\u3000\n/、,;，；:：()（）"
_IN_PLACE = (BY_POSITION, BY_FIELD)  # of these nothing is a label
_PARTS = regex(r"(\n|[ \u3000\t]{2,}|[；;])")
_KEY = regex("[:：]")
_WHICH = r"(?:\s*[(（][^()（）\d]{1,6}[)）])?"  # behind a number, which of several it is: 136…（手机）
_OPEN_REMARK = regex(r"[(（][^()（）\d]{1,6}$")  # whose end was taken for the edge of the text
_EMPTY_BRACKETS = regex(r"[(（]\s*[)）]")
_YEAR, _TOTAL = regex(r"\d{4}"), "total"  # of a title, or a number of its certificate; what the parts add up to
_PAPER = regex("附[件表]|复印|材料|另附")  # what is handed in, and no part of a value
_PHONES = frozenset(("mobile", "landline"))
_BY_LABEL = ("label", "column")
_OF_IDENTIFIER = {email.IDENTIFIER: "email", id_document.IDENTIFIER: "identity", postcode.IDENTIFIER: "postcode"}


class MovedPart(NamedTuple):
    """A part of one field's text that is the text of another."""

    source: str  # the path of the field that it stood in
    rest: str  # what is left there
    target: str  # the path of the field that it belongs to
    text: str
    note: Note


def moved_parts(model: type[FormModel], texts: Mapping[str, str]) -> Iterator[MovedPart]:
    """The parts of texts that belong into blank fields beside theirs.

    Args:
        model: the class of the record.
        texts: what was read for each field; a blank field is "".

    >>> import ipforms
    >>> texts = {"contact_name": "王丽萍（行政部主任）", "contact_title": "", "mobile": "15957910836"}
    >>> [(part.target, part.text) for part in moved_parts(ipforms.form("jinhua-application").model, texts)]
    [('contact_title', '行政部主任')]
    """
    groups: dict[str, dict[str, Codec[Any]]] = {}
    for path, codec in codecs_of(model, texts).items():
        if not codec.is_prose:
            groups.setdefault(path.rpartition(".")[0], {})[path] = codec
    for fields in groups.values():
        blank = [path for path in fields if not texts[path].strip()]
        found = [part for path in fields for part in _of_field(path, texts, fields, blank)]
        said = {part.target: part.text for part in found}
        unclear = {part.source for part in found if part.text != said[part.target]}  # two addresses, two postcodes
        unclear |= {
            part.source for part in found if part.target in {each.target for each in found if each.source in unclear}
        }
        yield from (part for part in found if part.source not in unclear)


def _said_elsewhere(model: type[FormModel], fields: FieldTexts) -> Iterator[MovedPart]:
    """What belongs to fields that a document has no place for, and stands in others that ask for the same.

    A table that somebody typed anew says 申报单位 and who that is; 单位名称 comes no second time.
    """
    for twin, path in model.same_as.items():
        text, found = fields.texts.get(twin, ""), fields.found.get(twin, MISSING)
        is_lacking = fields.texts.get(path) == "" and fields.found.get(path, MISSING).how == "missing"
        codecs = codecs_of(model, [twin, path]) if text.strip() and is_lacking else {}
        if codecs and codecs[twin] is codecs[path] and found.how in _BY_LABEL:
            yield MovedPart(twin, text, path, text, Note("value.said_elsewhere", {"text": quoted(text)}))


def _remarks(model: type[FormModel], fields: FieldTexts) -> Iterator[tuple[MovedPart, Fragment]]:
    """What stands behind a value with parts that is a bare 是 or a total, and tells the parts: 是 | 2021年认定."""
    filled = [path for path, text in fields.texts.items() if text.strip() and path in fields.places]
    for path, codec in codecs_of(model, filled if fields.unassigned else ()).items():
        own, row = codec.decode(fields.texts[path]).value, fields.places[path][:2]
        behind = [each for each in fields.unassigned if row[0] and each.block.place[:2] == row and not each.is_blank]
        if not isinstance(own, Mapping) or len(behind) != 1:
            continue
        text, said = behind[0].text.strip(), codec.decode(behind[0].text)
        given, told = (
            {name: part for name, part in each.items() if part is not None} for each in (own, said.value or {})
        )
        is_proved = _TOTAL in given or (_YEAR.search(text) and not _PAPER.search(text))
        if is_proved and not said.notes and len(given) == 1 and given.items() < told.items():
            whole = f"{fields.texts[path].strip()}，{text}"
            yield MovedPart(path, whole, path, whole, Note("value.from_neighbour", {"text": quoted(text)})), behind[0]


def _of_field(
    path: str, texts: Mapping[str, str], fields: Mapping[str, Codec[Any]], blank: list[str]
) -> Iterator[MovedPart]:
    codec, text = fields[path], texts[path]
    own = _kinds(path, codec)
    if not text or (not own and codec is not PERSON and codec is not LINE):
        return
    rest = half_width(text) if blank else text
    found: dict[str, list[str]] = {}
    numbers = list(numbers_inside(rest)) if blank else []
    kinds = {number.kind for number in numbers}
    has_both = own.issuperset(_PHONES) and kinds.issuperset(_PHONES)  # 电话 | 0579-…（办）、136…（手机）
    for number in numbers:
        is_own = number.kind in own and not (has_both and _is_narrow(number.kind, blank, fields))
        target = None if is_own else _the_one(number.kind, blank, fields)
        if target:
            found.setdefault(target, []).append(number.text)
            rest = re.sub(rf"{re.escape(number.whole)}{_WHICH}", " ", rest)
    rest = _OPEN_REMARK.sub("", _EMPTY_BRACKETS.sub("", rest).strip(_EDGES)) if found else text
    if not rest:
        return  # a value in the wrong cell, which is another matter
    title = f"{path.removesuffix('name')}title"
    if codec is PERSON and title in fields and (post := _post(rest, texts[title])):
        found[title] = [post]
    name = f"{path.removesuffix('title')}name"
    if codec is LINE and path.endswith("title") and name in blank and (post := _post(text, "")):
        found, rest = {name: [divide(text).name]}, post  # 经办人（职务） | 金一鸣（研发中心副主任）
    for target, parts in found.items():
        said = "、".join(parts)
        yield MovedPart(path, rest, target, said, Note("value.from_neighbour", {"text": quoted(said)}))


def _post(name: str, title: str) -> str:
    """The post beside a name whose own field is blank, or says the name once more: 金一鸣（研发中心副主任）."""
    own = divide(name)
    if title.strip() and own.name[:1] not in visible(title):
        return ""
    said = divide(title) if title.strip() else own
    is_theirs = not title.strip() or said.name == own.name
    return said.beside if said.beside and is_theirs and all(map(is_post, said.beside.split("，"))) else ""


def _the_one(kind: str, blank: Iterable[str], fields: Mapping[str, Codec[Any]]) -> str | None:
    """The only blank field that takes values of a kind; of telephones, the one that takes no other before the rest."""
    taking = [path for path in blank if kind in _kinds(path, fields[path])]
    narrow = [path for path in taking if len(_kinds(path, fields[path])) == 1]
    chosen = narrow or taking
    return chosen[0] if len(chosen) == 1 else None


def _is_narrow(kind: str, blank: Iterable[str], fields: Mapping[str, Codec[Any]]) -> bool:
    """Whether a blank field takes values of a kind alone: 手机 beside 办公电话, which takes any telephone."""
    return any(_kinds(path, fields[path]) == {kind} for path in blank)


def _kinds(path: str, codec: Codec[Any]) -> frozenset[str]:
    """The kinds of numbers that a field takes."""
    identifier = codec.identifier
    if identifier is None:
        return frozenset()
    if identifier.with_zeros is phone.with_zeros:
        name = path.rpartition(".")[2]
        return frozenset((name,)) if name in _PHONES else _PHONES
    return frozenset(filter(None, (_OF_IDENTIFIER.get(identifier),)))


def without_labels(model: type[FormModel], fields: FieldTexts, labels: Container[str]) -> FieldTexts:
    """What a document says, without the labels that stand behind values, or in place of one, and what these ask for.

    Where a label has no value its field may have got the next one, and the value of that: 手机：  邮箱：a@b.cn. What is
    left out is print, or is said by the field that it belongs to.

    Args:
        model: the class of the record.
        fields: what was read.
        labels: the keys of the form's labels, in other words too.
    """
    texts = {path: text for path, text in fields.texts.items() if fields.found.get(path, MISSING) not in _IN_PLACE}
    own = dict(fields.texts)
    for path, codec in codecs_of(model, texts).items():
        parts = _PARTS.split(text := texts[path])
        if codec.is_prose or not (len(parts) > 1 or _KEY.search(text) or label_key(text) in labels):
            continue
        kinds = _kinds(path, codec)
        least = 0 if kinds and not any(number.kind in kinds for number in numbers_inside(text)) else 1
        said = {unspaced(other) for at, other in fields.texts.items() if at != path}
        while len(parts) > least and _is_of_others(parts[-1], labels, said):
            parts = parts[:-2]
        if unspaced(kept := "".join(parts)) != unspaced(text):
            own[path] = kept
    return replace(fields, texts=own)


def _is_of_others(part: str, labels: Container[str], said: Container[str]) -> bool:
    """Whether a part of a text is a label, alone or with what another field says."""
    label, _, value = half_width(part).partition(":")
    is_label = not label.strip() or label_key(label) in labels
    return is_label and (not value.strip() or unspaced(value) in said)


def with_moved_parts(model: type[FormModel], fields: FieldTexts) -> tuple[FieldTexts, tuple[MovedPart, ...]]:
    """What a document says, with each such part in its own field, where the other one stands; and these parts."""
    posts = codecs_of(model, (f"{path.removesuffix('name')}title" for path in fields.texts if path.endswith("name")))
    remarks = list(_remarks(model, fields))
    moved = (*moved_parts(model, dict.fromkeys(posts, "") | fields.texts), *_said_elsewhere(model, fields))
    moved += tuple(part for part, _ in remarks)
    texts, places, found = dict(fields.texts), dict(fields.places), dict(fields.found)
    for part in moved:
        texts |= {part.source: part.rest, part.target: part.text}
        places |= {part.target: fields.places[part.source]} if part.source in fields.places else {}
        own = fields.found.get(part.source)
        # A twin is said of another field, and is as sure as that it is the same.
        is_twin = part.text == part.rest and part.source != part.target
        found |= {part.target: replace(own, is_confirmed=own.is_confirmed and not is_twin)} if own else {}
    spare = [each for each in fields.unassigned if all(each is not spent for _, spent in remarks)]
    return replace(fields, texts=texts, places=places, found=found, unassigned=spare), moved
