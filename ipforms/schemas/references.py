"""A field that points to another one: 同上, 同左, 与注册地址相同."""

from collections.abc import Mapping, Set
from functools import cache
from typing import Any

from ipforms import paths
from ipforms.codecs import Decoded
from ipforms.codecs.cell_text import ADDED_PAGE
from ipforms.codecs.codec import quoted
from ipforms.messages import Note
from ipforms.schemas.base import FormModel, extra
from ipforms.schemas.layout import FieldGroup, Leaf, layout, leaves
from ipforms.text import bare_label
from ipforms.text.dittos import POINTER, points_above, without_signs
from ipforms.text.regex import regex

_NAMED = regex(r"(?:地址|住所|名称)?(?:[同与和跟见]|参见|参照)(?P<label>[^,，。;；]{2,12}?)(?:相同|一致|一样|同)?")
_ELSEWHERE = regex(rf"{ADDED_PAGE}\S{{0,6}}")
_MAY_POINT = regex('[同与和跟见参〃″"“”]')
_KIND = 2  # characters at the end of a label that say what is asked for: 地址, 姓名


def is_reference(text: str) -> bool:
    """Whether a text, as a person sees it, only points to another field.

    >>> is_reference("同上。"), is_reference("与注册地址相同"), is_reference("同济大学科技园3号楼")
    (True, True, False)
    >>> is_reference("（见加页）"), is_reference("地址同营业执照"), is_reference("见山街道3号")
    (True, True, False)
    """
    if not points_anywhere(text):
        return False
    bare = without_signs(text)
    if POINTER.fullmatch(bare) or _ELSEWHERE.fullmatch(bare):
        return True
    named = _NAMED.fullmatch(bare)
    return named is not None and (bare.endswith(("相同", "一致", "一样")) or named["label"].endswith(_LABEL_ENDS))


def points_anywhere(texts: str) -> bool:
    """Whether one of some texts, joined, may point to another field."""
    return _MAY_POINT.search(texts) is not None


_PAPERS = ("执照", "登记证", "身份证", "证书")
_LABEL_ENDS = (
    "地址",
    "住所",
    "名称",
    "电话",
    "姓名",
    "代表人",
    "联系人",
    "法人",
    "手机",
    "邮箱",
    "邮编",
    "编码",
    *_PAPERS,
)


def referred(
    model: type[FormModel], path: paths.Path, leaf: Leaf, text: str, values: Mapping[paths.Path, Any]
) -> Decoded[Any]:
    """The value of the field that a text points to; where that is not clear, the text as a doubt."""
    bare = without_signs(text)
    row = next((at for at, step in enumerate(path) if isinstance(step, int)), None)
    if row is not None and path[row] and points_above(bare):
        above = values.get((*path[:row], int(path[row]) - 1, *path[row + 1 :]))
        return Decoded(above, (Note("value.ditto", {"text": text.strip()}),))
    found = {other: values[other] for other in _meant(model, path, leaf, bare) if values.get(other) is not None}
    if len({repr(value) for value in found.values()}) == 1:
        other, value = next(iter(found.items()))
        title = _titles(model).get(paths.pattern(other), "")
        return Decoded(value, (Note("value.reference", {"text": quoted(text), "label": title}),))
    return Decoded(leaf.codec.decode(text).value, (Note("value.ditto_unclear", {"text": quoted(text)}),))


def _meant(model: type[FormModel], path: paths.Path, leaf: Leaf, bare: str) -> list[paths.Path]:
    """The fields that may be meant: by their label, or of the same kind where a text only says 同上."""
    own = paths.pattern(path)
    same_codec = {pattern: each for pattern, each, _ in leaves(layout(model)) if each.codec == leaf.codec}
    if POINTER.fullmatch(bare):
        if "[" in own:
            return []
        kind = leaf.title[-_KIND:]
        found = [name for name, each in same_codec.items() if each.title.endswith(kind)]
    else:
        named = _NAMED.fullmatch(bare)
        key = bare_label(named["label"]) if named else ""
        found = [name for name in same_codec if key in names_of(model).get(name, ())]
        found = found or [f"{group}.{leaf.name}" for group in _groups(model, key)]
    return [paths.parse(name) for name in found if name in same_codec and name != own and "[" not in name]


@cache
def names_of(model: type[FormModel]) -> Mapping[str, Set[str]]:
    """What each field may be called, by the pattern of its path; a person's name also by the person's part."""
    return {pattern: frozenset(_names(leaf, above)) for pattern, leaf, above in leaves(layout(model))}


def _names(leaf: Leaf, above: tuple[FieldGroup, ...]) -> list[str]:
    labels = [leaf.title, leaf.heading, *(extra(leaf.info, "aliases") or ())]
    if above and above[-1].info is not None:
        group = [above[-1].title, *(extra(above[-1].info, "aliases") or ())]
        labels += [f"{title}{leaf.title}" for title in group] + (group if leaf.name == "name" else [])
    return [bare_label(label) for label in labels if label]


@cache
def _titles(model: type[FormModel]) -> Mapping[str, str]:
    return {pattern: leaf.title for pattern, leaf, _ in leaves(layout(model))}


def _groups(model: type[FormModel], key: str) -> list[str]:
    """The parts of a form that are called so."""
    return [
        node.name
        for node in layout(model).children
        if isinstance(node, FieldGroup)
        and node.info is not None
        and key in map(bare_label, (node.title, *(extra(node.info, "aliases") or ())))
    ]
