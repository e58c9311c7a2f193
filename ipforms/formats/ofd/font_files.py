"""The fonts that a file of ours embeds, with the characters that it prints alone; their licence (OFL) allows it."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any

import uharfbuzz

_FONTS = files("ipforms") / "fonts"
_DROPPED = ("GSUB", "GPOS", "GDEF", "MATH", "vmtx", "vhea", "BASE")  # tables that upright writing does without
_KEPT = 32  # so many subsets are kept: a form that is printed again has the same titles and headings


@cache
def _face(name: str) -> Any:
    with as_file(_FONTS / f"{name.removeprefix('ipforms').lower()}.ttf") as path:
        return uharfbuzz.subset_preprocess(uharfbuzz.Face(path.read_bytes()))


@lru_cache(_KEPT)
def font_file(name: str, characters: str) -> bytes:
    """A font with some of its characters.

    Args:
        name: as the typesetter calls it: ipformsSong.
        characters: the characters.
    """
    chosen = uharfbuzz.SubsetInput()
    chosen.unicode_set.update(map(ord, characters))
    chosen.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    return bytes(uharfbuzz.SubsetPlan(_face(name), chosen).execute().blob.data)
