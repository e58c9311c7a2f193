"""The words that the sample data are made of: TOML files in `material/`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "material"


@cache
def load(name: str) -> dict[str, Any]:
    """One file of words."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def pairs(name: str, key: str) -> list[tuple[str, str]]:
    """A list of “words and their other half”: 澄 and cheng, 510665 and its road."""
    return [(first, second) for first, _, second in (each.partition(" ") for each in load(name)[key])]
