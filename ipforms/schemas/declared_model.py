"""A model made of a list of fields, each with its path: the schema of a form that is declared without Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import create_model

from ipforms.schemas.base import STAGES, FormModel, Rows, Stage, field
from ipforms.schemas.field_kinds import kind_type

LABEL_STEP = "›"  # between the labels on the way to a field: 法定代表人 › 姓名


@dataclass(frozen=True)
class DeclaredField:
    """A field as it is declared."""

    path: str  # `name`, `legal_representative.name`, `products[].name`
    label: str = ""  # what the form prints, with the labels of its groups before it
    kind: str = "line"  # one of `field_kinds.KIND_NAMES`
    options: tuple[str, ...] = ()  # what the kind asks for; see `field_kinds.kind_type`
    as_printed: str = ""  # boxes and words as the form prints them: 是○ 否○; squares, one behind the other, if ""
    stage: Stage = "applicant"  # from which stage on it must be filled; "" if it never must
    personal: bool = False  # whether the value identifies a person
    description: str = ""  # what goes in
    example: Any = None  # a value as it stands in a record's JSON
    aliases: tuple[str, ...] = ()  # other names that people give the field

    @property
    def labels(self) -> list[str]:
        """The labels on the way, its own last."""
        words = self.label or self.path.rpartition(".")[2]
        return [word.strip() for word in words.split(LABEL_STEP)]

    def groups(self, steps: int) -> list[str]:
        """The labels of the groups on the way; where the path has fewer steps, those of the first one together."""
        *groups, _ = self.labels
        further = max(0, len(groups) - steps) if steps else 0
        return [f" {LABEL_STEP} ".join(groups[: further + 1]), *groups[further + 1 :]] if further else groups


_Tree = dict[str, "DeclaredField | _Tree"]


def declared_model(
    name: str, fields: Iterable[DeclaredField], stages: tuple[Stage, ...] = STAGES, *, module: str = __name__
) -> dict[str, type[FormModel]]:
    """The models of a form by their names, that of the form first.

    Args:
        name: of the form's model; its groups are called by it and their paths.
        fields: in the order of the form.
        stages: how far the form can come.
        module: where a pickle looks for them.
    """
    tree: _Tree = {}
    titles: dict[str, str] = {}
    firsts: dict[str, str] = {}  # the label of the first field of each group, where no field says what the group is
    for each in fields:
        *above, last = each.path.split(".")
        groups, node = each.groups(len(above)), tree
        for depth, step in enumerate(above):
            node = node.setdefault(step, {})  # type: ignore[assignment]
            path = ".".join(above[: depth + 1])
            firsts.setdefault(path, each.labels[-1])
            if words := "".join(groups[depth : depth + 1]):
                titles.setdefault(path, words)
        node[last] = each
    titles = firsts | titles
    made: dict[str, type[FormModel]] = {}
    model = _group(name, tree, titles, made, module)
    model.stages = stages
    return {name: model} | made


def _group(
    name: str, tree: _Tree, titles: Mapping[str, str], made: dict[str, type[FormModel]], module: str, above: str = ""
) -> type[FormModel]:
    members: dict[str, Any] = {}
    for step, node in tree.items():
        bare, path = step.removesuffix("[]"), f"{above}{step}"
        if isinstance(node, DeclaredField):
            members[bare] = (kind_type(node.kind, node.options, node.as_printed), _field(node))
            continue
        inner = _group(f"{name}_{bare}", node, titles, made, module, f"{path}.")
        kind: Any = Rows[inner] if step != bare else inner  # type: ignore[valid-type]
        members[bare] = (kind, field(titles[path], titles[path], stage=_stage(node)))
    made[name] = create_model(name, __base__=FormModel, __module__=module, **members)
    return made[name]


def _stage(tree: _Tree) -> Stage | None:
    """A group is asked for when the first of its fields is."""
    own = [node.stage or None if isinstance(node, DeclaredField) else _stage(node) for node in tree.values()]
    return next((stage for stage in own if stage), None)


def _field(said: DeclaredField) -> Any:
    examples = () if said.example is None else (said.example,)
    label = said.labels[-1]
    return field(
        label,
        said.description or label,
        *examples,
        stage=said.stage or None,
        aliases=said.aliases,
        personal=said.personal,
    )
