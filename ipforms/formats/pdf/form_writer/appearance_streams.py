"""What a field looks like: its value as a form XObject, clipped to the field, drawn with the fonts of the document."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from ipforms.formats.pdf.form_writer import object_writer
from ipforms.formats.pdf.form_writer.font_faces import glyph
from ipforms.formats.pdf.form_writer.line_breaking import FittedText, fitted
from ipforms.formats.pdf.form_writer.object_writer import number, numbers
from ipforms.formats.pdf.form_writer.slot_boxes import INSET

BASELINE = 0.38  # from the middle of a line down to its baseline, in font sizes; as the typesetter of the print has it


def setting(
    text: str, size: float, line: float, width: float, height: float, first: float = 0.0, *, single: bool = False
) -> FittedText:
    """A drawn text set in a field of this width and height."""
    return fitted(text, size, line, width - 2 * INSET, height, first, single=single)


def shown(text: str, size: bytes) -> bytes:
    """The operators that show a text, in one font after the other."""
    pieces = []
    for resource, group in groupby(map(glyph, text), key=lambda found: found.resource):
        string = b"".join(b"%04X" % found.index for found in group)
        pieces.append(b"/%s %s Tf <%s> Tj\n" % (resource.encode(), size, string))
    return b"".join(pieces)


def drawn_lines(
    made: FittedText,
    left: float,
    bottom: float,
    width: float,
    height: float,
    *,
    align: str = "left",
    across: str = "top",
) -> bytes:
    """The text operators of a value that stands in a room, from its left and bottom."""
    spare = height - len(made.lines) * made.line
    top = bottom + height - (spare / 2 if across == "horizon" else spare if across == "bottom" else 0)
    size = number(made.size)
    pieces = [b"BT\n0 g\n"]
    for index, (text, wide, indent) in enumerate(made.lines):
        if not text:
            continue
        shift = {"center": (width - wide) / 2, "right": width - wide - INSET}.get(align, INSET + indent)
        baseline = top - made.line * (index + 0.5) - BASELINE * made.size
        pieces.append(b"1 0 0 1 %s Tm\n" % numbers(left + max(shift, 0.0), baseline))
        pieces.append(shown(text, size))
    return b"".join([*pieces, b"ET\n"])


def appearance(made: FittedText, width: float, height: float, align: str, across: str, fonts: bytes) -> bytes:
    """The form XObject of a field."""
    text = drawn_lines(made, 0, 0, width, height, align=align, across=across)
    content = b"/Tx BMC\nq\n0 0 %s re W n\n%sQ\nEMC\n" % (numbers(width, height), text)
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources<</Font %s>>" % (numbers(width, height), fonts)
    return object_writer.stream(content, entries)


def resources(fonts: Mapping[str, int]) -> bytes:
    """A dictionary of fonts by the names that content streams use."""
    return b"<<%s>>" % b"".join(b"/%s %d 0 R" % (name.encode(), at) for name, at in sorted(fonts.items()))


def characters(made: FittedText) -> Iterator[str]:
    """All that a setting draws."""
    for text, _, _ in made.lines:
        yield from text
