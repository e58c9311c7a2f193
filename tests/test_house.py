"""The house keeps its order: each name once, no reach into a format, the floors that the design shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.house import source
from tests.test_layers import FLOORS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def house():
    return source.modules(ROOT)


def test_a_class_name_stands_once(house):
    assert source.classes_in_several_places(house) == {}


def test_a_module_name_stands_once(house):
    assert source.modules_of_one_name(house) == {}


def test_nobody_reaches_inside_of_a_format_but_its_room(house):
    assert [each for each in source.reaching_inside(house) if not each.startswith("ipforms.formats")] == []


def test_every_constant_says_where_it_comes_from(house):
    assert source.bare_constants(house) == []


def test_no_file_is_two_rooms_in_one(house):
    assert [module.name for module in house if len(module.text.splitlines()) > 300] == []


def test_the_floors_are_those_of_the_design(house):
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", (ROOT / "docs" / "design.md").read_text("utf-8"), re.MULTILINE)
    stated = {room: int(floor) for floor, room in rows}
    assert stated == {room: floor for floor, rooms in enumerate(FLOORS, 1) for room in rooms}
    measured = source.floors(source.graph(house))
    assert {room: floor for room, floor in measured.items() if floor > stated[room]} == {}


def test_a_bare_constant_and_a_second_class_are_found(tmp_path):
    room = tmp_path / "ipforms" / "codes"
    room.mkdir(parents=True)
    (room / "one.py").write_text("_GAP = 0.55\n_SIZE = 3  # em\n\n\nclass Cell:\n    pass\n")
    (room / "two.py").write_text("class Cell:\n    pass\n")
    found = source.modules(tmp_path)
    assert source.bare_constants(found) == ["ipforms.codes.one:1 GAP"]
    assert source.classes_in_several_places(found) == {"Cell": ["ipforms.codes.one:5", "ipforms.codes.two:1"]}
