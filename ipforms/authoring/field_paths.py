"""Paths for the fields of a blank form: each its own, and none that is the name of a group as well."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ipforms.authoring.field_words import name_of
from ipforms.authoring.review_entry import ReviewEntry


@dataclass
class FieldNamer:
    """Gives each field a path of its own."""

    unnamed: str = "field"  # what a label is called whose words are not known
    used: Counter[str] = field(default_factory=Counter)

    def path(self, label: str, prefix: str = "") -> str:
        """A path for a label; `field_1` where its words are not known."""
        name = name_of(label) or self.unnamed
        name = name if not name[0].isdigit() else f"no_{name}"
        full = f"{prefix}{name}"
        self.used[full] += 1
        number = self.used[full]
        return full if number == 1 and name != self.unnamed else f"{full}_{number}"


def without_clashes(entries: list[ReviewEntry]) -> list[ReviewEntry]:
    """No field is called as another one, or as a group is: 联系人, beside 联系人 › 手机, is the name of the contact."""
    paths = {entry.path for entry in entries}
    groups = {above for path in paths for above in _above(path)}
    clashing = {path: f"{path}.name" if f"{path}.name" not in paths else f"{path}.own" for path in paths & groups}
    used: Counter[str] = Counter()
    named = list[ReviewEntry]()
    for entry in entries:
        path = clashing.get(entry.path, entry.path)
        used[path] += bool(path)
        named.append(entry.named(path if used[path] <= 1 else f"{path}_{used[path]}"))
    return named


def _above(path: str) -> Iterator[str]:
    """The groups and sections that a path stands in."""
    steps = path.replace("[]", "").split(".")
    yield from (".".join(steps[:end]) for end in range(1, len(steps)))
