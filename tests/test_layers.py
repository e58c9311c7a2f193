"""The floors of docs/design.md: an import goes down or stays in its room, and libraries stay where they belong."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import ipforms

ROOT = Path(ipforms.__file__).parent
# The house, from the ground up: an import goes to a lower floor, never to a neighbour (docs/design.md).
FLOORS = (
    ("best_assignment", "messages", "paths", "text"),
    ("errors", "findings", "sheet"),
    ("codes", "containers"),
    ("codecs", "intake", "template"),
    ("formats", "matching", "schemas"),
    ("render", "rules"),
    ("forms",),
    ("pipeline",),
    ("bundle", "collate", "reports"),
    ("bulk",),
    ("authoring", "roster"),
    ("registry",),
    ("desk",),
    ("cli",),
)
LEVELS = {room: level for level, rooms in enumerate(FLOORS, 1) for room in rooms}
# The only rooms that may know a library.
ROOMS = {
    "docx": ("template",),
    "docxtpl": ("template",),
    "lxml": ("containers", "formats", "template", "reports", "render", "authoring"),
    "typst": ("formats",),
    "uharfbuzz": ("formats",),
    "pypdfium2": ("formats",),
    "pypdf": ("formats",),
    "jinja2": ("template", "reports", "desk"),
    "sqlalchemy": ("registry", "desk"),
    "alembic": ("registry",),
    "fastapi": ("desk",),
    "starlette": ("desk",),
    "uvicorn": ("desk",),
    "argon2": ("desk",),
    "olefile": ("containers",),
    "python_calamine": ("bulk",),
    "fsspec": ("bulk",),
    "pyarrow": ("bulk",),
    "distributed": ("bulk",),
    "xlsxwriter": ("bulk", "reports"),
    "pydantic": ("schemas", "pipeline", "bulk", "collate", "authoring", "desk"),
    "pydantic_core": ("schemas", "bulk"),
    "click": ("cli",),
    "rich": ("cli",),
    "stdnum": ("codes",),
    "phonenumbers": ("codes",),
    "email_validator": ("codes",),
}
ENTRANCES = {ROOT / "__init__.py", ROOT / "__main__.py"}
MODULES = sorted({*ROOT.rglob("*.py")} - ENTRANCES)


def room(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def is_type_checking(node):
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def imports(tree):
    """Every imported module with its line, inside functions too; what is for the type checker alone is no import."""
    for node in ast.iter_child_nodes(tree):
        if is_type_checking(node):
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        else:
            yield from imports(node)


@cache
def imported(path):
    return list(imports(ast.parse(path.read_text(encoding="utf-8"))))


def all_imports():
    """Each module of a room with each of its imports: path, name, and `room/file.py:line` for messages."""
    for path in MODULES:
        for name, line in imported(path):
            yield path, name, f"{path.relative_to(ROOT).as_posix()}:{line}: {name}"


def test_every_room_stands_on_a_floor():
    assert {room(path) for path in MODULES} == set(LEVELS)
    assert len(MODULES) > 60


def is_allowed(own, name):
    """`import ipforms` and `from ipforms import forms`, the public names, are for the top alone."""
    target = name.split(".")[1:2]
    if not target or target[0] not in LEVELS:
        return own == "cli"
    return target[0] == own or LEVELS[target[0]] < LEVELS[own]


def test_imports_go_down_or_stay_in_their_room():
    ours = [(path, name, where) for path, name, where in all_imports() if name.split(".")[0] == "ipforms"]
    assert len(ours) > len(MODULES)
    assert [where for path, name, where in ours if not is_allowed(room(path), name)] == []


def test_a_library_is_known_in_its_own_room_alone():
    rooms = [(room(path), ROOMS.get(name.split(".")[0]), where) for path, name, where in all_imports()]
    assert [where for own, allowed, where in rooms if allowed and own not in allowed] == []


def test_the_public_names_are_all_that_stands_in_the_package_itself():
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    allowed = ast.Expr | ast.Import | ast.ImportFrom | ast.Assign
    others = [node for node in tree.body if not isinstance(node, allowed) and not is_type_checking(node)]
    assert [node.name for node in others] == ["__getattr__", "__dir__"]
    assert set(ipforms.__all__) <= set(dir(ipforms))
    assert all(getattr(ipforms, name) for name in ipforms.__all__)


def test_bulk_s_own_parts_stand_on_each_other_in_one_order():
    """Within `bulk`: sources know nothing of the rest, and the rest has no circle."""
    graph = {}
    for path in MODULES:
        if room(path) == "bulk" and path.parent == ROOT / "bulk" and path.name != "__init__.py":
            names = (name.split(".") for name, _ in imported(path) if name.startswith("ipforms.bulk."))
            graph[path.stem] = {parts[2] for parts in names} - {"sources", "outputs"}
        elif path.parent.name == "sources":
            others = [name for name, _ in imported(path) if name.startswith("ipforms.bulk")]
            assert all(name.startswith("ipforms.bulk.sources") for name in others), path
    while graph:
        free = {name for name, needs in graph.items() if not needs & graph.keys()}
        assert free, f"a circle among {sorted(graph)}"
        graph = {name: needs for name, needs in graph.items() if name not in free}


def test_nobody_outside_of_formats_imports_the_inside_of_the_pdf_wing():
    outside = [(name, where) for path, name, where in all_imports() if room(path) != "formats"]
    assert [where for name, where in outside if name.startswith("ipforms.formats.pdf")] == []
