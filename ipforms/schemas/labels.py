"""What a field is called in a message: the printed labels on the way to it."""

from itertools import groupby

from ipforms import paths
from ipforms.messages import Lang
from ipforms.schemas.base import FormModel, extra
from ipforms.schemas.layout import FieldGroup, Leaf, layout, leaves
from ipforms.schemas.vocabulary import word_tables, words_of, words_within


def label(model: type[FormModel], path: paths.Path, lang: Lang = "zh") -> str:
    """The labels on the way to a field, with the number of the row.

    >>> from ipforms.schemas.guangzhou import GuangzhouEnterprise
    >>> label(GuangzhouEnterprise, ("ip_units", 1, "names"))
    '知识产权工作机构建立情况 第2行 姓名'
    >>> label(GuangzhouEnterprise, ("legal_representative", "id_number"))
    '法定代表人 身份证号码'
    """
    words: list[str] = []
    node: FieldGroup | Leaf | None = layout(model)
    for step in path:
        if isinstance(step, int):
            items = isinstance(node, Leaf)
            words.append(
                f"第{step + 1}{'项' if items else '行'}" if lang == "zh" else f"{'item' if items else 'row'} {step + 1}"
            )
            continue
        node = _child(node, step)
        words.append(node.title if node else step)
    return " ".join(word for word, _ in groupby(words))  # once where a group is called as its first field is


def _child(node: FieldGroup | Leaf | None, name: str) -> FieldGroup | Leaf | None:
    return next((child for child in getattr(node, "children", ()) if child.name == name), None)


def patterns(model: type[FormModel]) -> dict[str, str]:
    """The patterns of a form's paths by their labels, without white space; of rows by those of the first.

    >>> from ipforms.schemas.guangzhou import GuangzhouEnterprise
    >>> patterns(GuangzhouEnterprise)["知识产权工作机构建立情况第1行姓名"]
    'ip_units[].names'
    """
    found = (pattern for pattern, _, _ in leaves(layout(model)))
    return {"".join(label(model, paths.parse(each.replace("[]", "[0]"))).split()): each for each in found}


def is_personal(model: type[FormModel], path: paths.Path) -> bool:
    """Whether the field at a path holds what identifies a person."""
    node: FieldGroup | Leaf | None = layout(model)
    for step in path:
        if isinstance(step, str):
            node = _child(node, step)
            if isinstance(node, Leaf):
                return node.personal
    return False


def aliases(model: type[FormModel]) -> dict[str, tuple[str, ...]]:
    """Other names of a form's labels, by its schema: name → the printed labels that it may stand for.

    >>> from ipforms.schemas.jinhua import JinhuaApplication
    >>> aliases(JinhuaApplication)["手机"]
    ('手机号码',)
    """
    found: dict[str, dict[str, None]] = {}
    for _, leaf, groups in leaves(layout(model)):
        nodes: list[Leaf | FieldGroup] = [leaf, *groups]
        for node in nodes:
            for name in (extra(node.info, "aliases") or ()) if node.info else ():
                found.setdefault(name, {})[node.title] = None
    return {name: tuple(titles) for name, titles in found.items()}


def common_words(model: type[FormModel]) -> dict[str, tuple[str, ...]]:
    """What people call the fields of a form, by the vocabulary: word → the patterns or printed labels that it may mean.

    >>> from ipforms.schemas.guangzhou import GuangzhouEnterprise
    >>> words = common_words(GuangzhouEnterprise)
    >>> words["企业概况"], words["法人"]
    (('overview',), ('法定代表人',))
    """
    found: dict[str, dict[str, None]] = {}
    for pattern, leaf, groups in leaves(layout(model)):
        for word in words_of(pattern):
            found.setdefault(word, {})[pattern] = None
        for word in words_within(leaf.name, leaf.title) if groups else ():
            found.setdefault(word, {})[leaf.title] = None
        for each in groups:
            for word in word_tables()["groups"].get(each.name, ()):
                found.setdefault(word, {})[each.title] = None
    return {word: tuple(meant) for word, meant in found.items()}
