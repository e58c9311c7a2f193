"""One instance for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.desk.instance import Instance, instance
from tests.registry.conftest import postgresql  # noqa: F401 - a fixture


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with instance(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="module")
def program(desk: Instance) -> Iterator[httpx.Client]:
    with desk.program() as client:
        yield client
