"""From a font of the system to a subset with a name of its own, with TrueType outlines.

Each PDF gets a subset of these. To take one of a font with cubic outlines (CFF), every program of a glyph has to be
run; TrueType outlines are copied. That makes a sixth of the time of a flat PDF.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from . import FONTS, Font

_DROPPED = ["BASE", "VORG", "vhea", "vmtx", "DSIG", "GPOS", "GSUB", "GDEF", "kern"]
# Copyright, trademark, licence and its address stay as they are.
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_MADE = 0
_NO_HINTS = (
    *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
    *("maxStackElements", "maxSizeOfInstructions"),
)
_COUNTED = (
    *("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours"),
    *("maxComponentElements", "maxComponentDepth"),
)
"""These are counted when the font is written."""
_ERROR = 1.0  # how far a quadratic outline may be from the cubic one: a thousandth of the font size


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
    if "CFF " in source:
        _with_quadratic_outlines(source)
    _rename(source, font.family)
    subset.save_font(source, folder / font.file, options)
    return frozenset(source.getBestCmap())


def _with_quadratic_outlines(font: TTFont) -> None:
    """TrueType outlines in the place of the font's cubic ones."""
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = font["glyf"] = newTable("glyf")
    outlines.glyphOrder = order
    outlines.glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        # Outlines of TrueType run the other way round.
        drawn[name].draw(Cu2QuPen(pen, _ERROR, reverse_direction=True))
        outlines.glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    limits.maxZones = 1
    for name in (*_NO_HINTS, *_COUNTED):
        setattr(limits, name, 0)
    font["post"].formatType = 3.0
    font.recalcBBoxes = True
    # Viewers take the height of a line from here where the outlines are TrueType's: that of the characters, not of the
    # tallest one of all that the source has.
    font["hhea"].ascent, font["hhea"].descent = font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender
    del font["CFF "]
    font.sfntVersion = "\0\1\0\0"


def _rename(font: TTFont, family: str) -> None:
    names = font["name"]
    compact = family.replace(" ", "")
    given = {_FAMILY: family, _STYLE: "Regular", _UNIQUE: compact, _FULL: family, _POSTSCRIPT: compact}
    for record in names.names:
        if record.nameID in given:
            record.string = given[record.nameID]
    font["OS/2"].usWeightClass = 400
    # Bold and the like are families of their own here.
    font["OS/2"].fsSelection = 0x40
    font["head"].macStyle = 0
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
