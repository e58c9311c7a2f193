"""Programs of the system that tests need."""

import os
import shutil

import pytest


def program(name: str, package: str) -> str:
    """The path of a program; without it the test fails in CI, and is skipped elsewhere."""
    found = shutil.which(name)
    if found is None:
        missing = f"{name} is not installed (Debian: apt-get install {package})"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return str(found)
