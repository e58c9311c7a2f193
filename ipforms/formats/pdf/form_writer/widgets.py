"""The fields of the blank form as dictionaries: those of texts, and of answers with their boxes."""

import io
from codecs import BOM_UTF16_BE
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from ipforms.formats.form_fields import FieldDescription
from ipforms.formats.pdf.form_writer import answer_boxes, object_writer
from ipforms.formats.pdf.form_writer.acroform_dict import FONT
from ipforms.formats.pdf.form_writer.slot_boxes import FieldSlot, SlotBox

_ALIGN = {"center": 1, "right": 2}
_PRINT = 4  # annotation flag (ISO 32000-1, 12.5.3)
# Of ISO 32000-1, 12.7.3.1 and 12.7.4.3.
_REQUIRED, _MULTILINE, _RADIO, _LIST, _NO_SPELLING = 1 << 1, 1 << 12, 1 << 15, 1 << 17, 1 << 22


def flags(description: FieldDescription) -> int:
    """The flags of a field; an answer is no text, and no spelling is checked in the others."""
    required = _REQUIRED if description.is_required else 0
    if description.has_boxes:
        return required | (_RADIO if _is_radio_group(description) else 0)
    if description.options:
        return _NO_SPELLING | required | _LIST
    return _NO_SPELLING | required | (_MULTILINE if description.is_multiline else 0)


def _is_radio_group(description: FieldDescription) -> bool:
    """Whether one of several options is ticked; of a yes or no the tick can be taken back, in Chromium too."""
    options = description.options
    return options is not None and not options.is_several and set(options.words) != set(answer_boxes.STATES.values())


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """A box of a field that is ticked."""

    state: str  # of the field, when it is ticked
    word: str  # the option that it stands for
    number: int  # of its object
    body: bytes  # its dictionary without its state, open at the end


@dataclass(frozen=True, slots=True)
class Widget:
    """A field of the blank form."""

    slot: FieldSlot  # what it is for
    rect: SlotBox  # where it stands
    description: FieldDescription  # what it says of itself
    number: int  # of its object
    body: bytes  # its dictionary, open at the end
    boxes: tuple[AnswerBox, ...] = ()  # of a yes or no, one for each answer


@dataclass(frozen=True, slots=True)
class WidgetObjects:
    """A field whose dictionaries are in the writer: what it is for, where it stands, its objects."""

    slot: FieldSlot
    rect: SlotBox
    description: FieldDescription
    reference: IndirectObject
    boxes: tuple[tuple[str, str, IndirectObject], ...] = ()

    @property
    def numbers(self) -> list[int]:
        """The numbers of its objects."""
        return [self.reference.idnum, *(reference.idnum for *_, reference in self.boxes)]

    def widget(self) -> Widget:
        """The field with its dictionaries as bytes, once the file is written."""
        made = []
        for state, word, reference in self.boxes:
            box: Any = reference.get_object()
            box.pop("/AS")
            made.append(AnswerBox(state, word, reference.idnum, opened(box)))
        body = _lean(self.reference.get_object(), self.description)
        return Widget(self.slot, self.rect, self.description, self.reference.idnum, body, tuple(made))


def text(slot: FieldSlot, rect: SlotBox, description: FieldDescription, page: Any) -> DictionaryObject:
    """What the field of a text and its annotation, which are one, say."""
    entries = _annotation(rect, page) | {
        "/FT": NameObject("/Tx"),
        "/TU": ByteStringObject(_utf16(description.tooltip)),
        "/Ff": NumberObject(flags(description)),
        "/DA": TextStringObject(f"/{FONT} {slot.size:g} Tf 0 g"),
    }
    if description.options:
        entries["/FT"] = NameObject("/Ch")
        entries["/Opt"] = ArrayObject(map(TextStringObject, ("", *description.options.words)))  # "": chosen by mistake
    if description.longest:
        entries["/MaxLen"] = NumberObject(description.longest)
    if slot.align in _ALIGN:
        entries["/Q"] = NumberObject(_ALIGN[slot.align])
    return _named(entries)


def boxed(description: FieldDescription, words: Sequence[str]) -> DictionaryObject:
    """What the field of boxes says, whose annotations are below it.

    Args:
        description: of the field.
        words: the options of its boxes, where their states do not say them.
    """
    entries = {
        "/FT": NameObject("/Btn"),
        "/TU": ByteStringObject(_utf16(description.tooltip)),
        "/Ff": NumberObject(flags(description)),
        "/Kids": ArrayObject(),
    }
    return _named(entries | ({"/Opt": ArrayObject(map(TextStringObject, words))} if words else {}))


def box(
    state: str, word: str, rect: SlotBox, description: FieldDescription, field: Any, page: Any, looks: tuple[Any, Any]
) -> DictionaryObject:
    """The annotation of a box, blank.

    Args:
        state: of the field, when it is ticked.
        word: the option that it stands for.
        rect: where it stands, with its word.
        description: of its field.
        field: the reference of its field.
        page: the reference of its page.
        looks: references of what it looks like, ticked and blank.
    """
    states = {f"/{state}": looks[0], f"/{answer_boxes.OFF}": looks[1]}
    entries = _annotation(rect, page) | {
        "/Parent": field,
        # Who hears the form rather than sees it must know which of the boxes it is.
        "/TU": ByteStringObject(_utf16(f"{description.tooltip.partition('：')[0]}：{word}")),
        "/AS": NameObject(f"/{answer_boxes.OFF}"),
        "/AP": _named({"/N": _named(states)}),
    }
    return _named(entries)


def _annotation(rect: SlotBox, page: Any) -> dict[str, Any]:
    corners = (rect.left, rect.bottom, rect.right, rect.top)
    return {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Widget"),
        "/F": NumberObject(_PRINT),
        "/Rect": ArrayObject(FloatObject(round(corner, 2)) for corner in corners),
        "/P": page,
    }


def _named(entries: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})


def _lean(field: Any, description: FieldDescription) -> bytes:
    """A field's dictionary without its end, its label as short as can be: filled forms are many."""
    return opened(field).replace(
        b"<%s>" % _utf16(description.tooltip).hex().encode(), object_writer.text(description.tooltip)
    )


def _utf16(text: str) -> bytes:
    return BOM_UTF16_BE + text.encode("utf-16-be")


def opened(dictionary: Any) -> bytes:
    """A dictionary as it stands in the file, without its end."""
    out = io.BytesIO()
    dictionary.write_to_stream(out)
    return out.getvalue().rstrip().removesuffix(b">>")
