"""From a font of the system to a subset with a name of its own."""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from . import FONTS, Font

_DROPPED = ["BASE", "VORG", "vhea", "vmtx", "DSIG", "GPOS", "GSUB", "GDEF", "kern"]
# Copyright, trademark, licence and its address stay as they are.
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_MADE = 0


def build(folder: Path) -> dict[str, frozenset[int]]:
    """Write all fonts; what characters each has."""
    return {font.file: _write(font, folder) for font in FONTS}


def _write(font: Font, folder: Path) -> frozenset[int]:
    options = subset.Options(
        font_number=font.face,
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14],
        drop_tables=_DROPPED,
    )
    source = subset.load_font(font.source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.characters)
    subsetter.subset(source)
    _rename(source, font.family)
    subset.save_font(source, folder / font.file, options)
    return frozenset(source.getBestCmap())


def _rename(font: TTFont, family: str) -> None:
    names = font["name"]
    compact = family.replace(" ", "")
    given = {_FAMILY: family, _STYLE: "Regular", _UNIQUE: compact, _FULL: family, _POSTSCRIPT: compact}
    for record in names.names:
        if record.nameID in given:
            record.string = given[record.nameID]
    if "CFF " in font:
        font["CFF "].cff.fontNames = [compact]
        top = font["CFF "].cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Weight = family, family, "Regular"
    font["OS/2"].usWeightClass = 400
    # Bold and the like are families of their own here.
    font["OS/2"].fsSelection = 0x40
    font["head"].macStyle = 0
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
