"""What the source says of itself: files, names, imports, regular expressions, constants."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = "ipforms"
_ENTRANCES = ("__init__", "__main__")
_LONG_PATTERN = 60  # characters beyond which a regular expression should be written verbose: about half of a line
_METHODS = ("compile", "match", "fullmatch", "search", "sub", "split", "finditer", "findall")
_REGEX_CALLS = frozenset(("regex", *(f"re.{each}" for each in _METHODS)))


@dataclass(frozen=True)
class Module:
    """A file of the package, taken apart."""

    path: Path
    name: str
    tree: ast.Module
    text: str

    @property
    def room(self) -> str:
        """The first step below the package: `codes` of `ipforms.codes.uscc`."""
        return self.name.split(".")[1] if "." in self.name else self.name


def modules(root: Path) -> tuple[Module, ...]:
    """All files of the package below a checkout."""
    found = []
    for path in sorted((root / PACKAGE).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] in _ENTRANCES else parts)
        found.append(Module(path, name, ast.parse(text), text))
    return tuple(found)


def lines(house: Iterable[Module]) -> int:
    """Lines of all files, blank ones and comments too."""
    return sum(len(module.text.splitlines()) for module in house)


def classes_in_several_places(house: Iterable[Module]) -> dict[str, list[str]]:
    """Names of classes that more than one place defines."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in house:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{module.name}:{node.lineno}")
    return {name: found for name, found in sorted(places.items()) if len(found) > 1}


def modules_of_one_name(house: Iterable[Module]) -> dict[str, list[str]]:
    """Names of files that stand in more than one folder."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in house:
        if module.path.stem not in _ENTRANCES:
            places[module.path.stem].append(module.name)
    return {name: found for name, found in sorted(places.items()) if len(found) > 1}


def imports(module: Module) -> Iterator[tuple[str, bool]]:
    """What a file imports of the package, and whether it does so inside of a function; types alone are no import."""
    yield from _imports(module.tree, inside=False)


def _imports(tree: ast.AST, *, inside: bool) -> Iterator[tuple[str, bool]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", inside) for alias in node.names)
        else:
            yield from _imports(node, inside=inside or isinstance(node, ast.FunctionDef))


def graph(house: Iterable[Module]) -> dict[str, set[str]]:
    """The rooms and what each of them imports; the package's own file, which hands out the public names, is none."""
    rooms: dict[str, set[str]] = {}
    for module in house:
        if module.name == PACKAGE:
            continue
        needs = rooms.setdefault(module.room, set())
        for name, _ in imports(module):
            parts = name.split(".")
            if parts[0] == PACKAGE and len(parts) > 1 and parts[1] != module.room:
                needs.add(parts[1])
    return {room: {need for need in needs if need in rooms} for room, needs in rooms.items()}


def floors(rooms: dict[str, set[str]]) -> dict[str, int]:
    """The floor of each room: one above the highest that it imports. Rooms in a circle stand on one floor."""
    whole = {room: _reach(room, rooms) for room in rooms}

    @cache
    def floor(room: str) -> int:
        below = [need for need in whole[room] if room not in whole[need]]
        return 1 + max(map(floor, below), default=0)

    return {room: floor(room) for room in rooms}


def _reach(room: str, rooms: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    open_ = [room]
    while open_:
        for need in rooms[open_.pop()] - found:
            found.add(need)
            open_.append(need)
    return found


def reaching_inside(house: tuple[Module, ...]) -> list[str]:
    """Imports that pass by the entrance of a format's wing and take its insides from elsewhere."""
    inner = {module.name for module in house}
    found = []
    for module in house:
        own = _WING.match(module.name)
        for name, _ in imports(module):
            wing = _WING.match(name)
            if wing and wing[0] != (own and own[0]) and _file_of(name, inner) != wing[0]:
                found.append(f"{module.name} -> {name}")
    return found


_WING = re.compile(rf"{PACKAGE}\.(?:readers|formats)\.(?:docx|pdf|office|scan|ofd)(?![\w])")


def _file_of(name: str, known: set[str]) -> str:
    """The file that an imported name stands in."""
    return name if name in known else name.rpartition(".")[0]


def patterns(house: Iterable[Module]) -> Counter[str]:
    """Regular expressions: all of them, and the long ones in one line, which nobody has written out."""
    count: Counter[str] = Counter()
    for module in house:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in _REGEX_CALLS:
                source = ast.unparse(node.args[0])
                flags = " ".join(map(ast.unparse, [*node.args[1:], *(each.value for each in node.keywords)]))
                count["all"] += 1
                count["long"] += len(source) > _LONG_PATTERN and "VERBOSE" not in flags and "re.X" not in flags
    return count


def bare_constants(house: Iterable[Module]) -> list[str]:
    """Numbers with a name at the top of a file of which no word says where they come from.

    A word is a comment in the line or above it, or a text below.
    """
    return [each for module in house for each in _bare_of(module)]


def _bare_of(module: Module) -> Iterator[str]:
    comments = _comments(module.text)
    body = module.tree.body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None or not _has_number(node.value):
            continue
        told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if not told and not comments & set(range(node.lineno - 1, (node.end_lineno or node.lineno) + 1)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield from (f"{module.name}:{node.lineno} {name}" for name in _names(target) if name.isupper())


def _comments(text: str) -> set[int]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0] for token in tokens if token.type == tokenize.COMMENT}


def _has_number(value: ast.expr) -> bool:
    """Whether a value is a number, or a few of them; tables of data are no constants in this sense."""
    elements = value.elts if isinstance(value, ast.Tuple) else [value]
    return all(not isinstance(each, ast.Constant | ast.Tuple) or _is_number(each) for each in elements) and any(
        map(_is_number, elements)
    )


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _is_number(node.operand)
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def _names(target: ast.expr) -> Iterator[str]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id.strip("_")
