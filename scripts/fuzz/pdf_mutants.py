"""PDF objects: entries lost, exchanged, of another type; contents of streams spoilt behind their filters."""

from __future__ import annotations

import io
import random
import re
import warnings
from typing import Any

import pikepdf

from . import byte_mutants, nasty

_MOST_CHANGES = 8
_NUMBER = re.compile(rb"-?\d+\.?\d*")
_OPERATORS = (
    b" q ",
    b" Q ",
    b" BT ",
    b" ET ",
    b" Tj ",
    b" Do ",
    b" re S ",
    b" 3 Tr ",
    b" 0 0 0 0 0 0 cm ",
    b" W n ",
    b" 9 9 Td ",
)


def mutate(draw: random.Random, data: bytes) -> bytes:
    """A file with some of its objects changed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        holders = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)
        ]
        for _ in range(draw.randint(1, _MOST_CHANGES)):
            _change(draw, pdf, draw.choice(holders), holders)
        return _saved(draw, pdf)


def contents(draw: random.Random, data: bytes) -> bytes:
    """A file with streams changed as a program would see them, not as they are packed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Subtype" not in each]
        streams = [each for each in streams if "/Length1" not in each] or streams
        for each in draw.sample(streams, min(len(streams), draw.randint(1, 4))):
            each.write(_content(draw, each.read_bytes()))
        return _saved(draw, pdf)


def plain_bytes(draw: random.Random, data: bytes) -> bytes:
    """A file without filters, with bytes of it changed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, qdf=True, static_id=True)
    return byte_mutants.mutate(draw, out.getvalue())


def _saved(draw: random.Random, pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    mode = draw.choice((pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable))
    locks = draw.random() < 0.1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that the form no longer knows
        pdf.save(out, object_stream_mode=mode, static_id=True, encryption=_LOCKS if locks else False)
    return out.getvalue()


_LOCKS = pikepdf.Encryption(owner="o", user="", R=3, aes=False, metadata=False)  # AES has random numbers in it


def _content(draw: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(draw.randint(1, _MOST_CHANGES)):
        found = list(_NUMBER.finditer(made[:60_000]))
        at = draw.randint(0, len(made))
        way = draw.randrange(4)
        if way == 0 and found:
            number = draw.choice(found)
            made[number.start() : number.end()] = draw.choice((b"0", b"-1", b"1e9", b"99999", b"0.001", b"-7000"))
        elif way == 1:
            made[at:at] = draw.choice(_OPERATORS)
        elif way == 2:
            made[at:at] = made[at : at + 400] * draw.choice((1, 1, 3, 50))
        else:
            made = bytearray(byte_mutants.mutate(draw, bytes(made)))
    return bytes(made)


def _change(draw: random.Random, pdf: pikepdf.Pdf, holder: Any, others: list[Any]) -> None:
    try:
        if isinstance(holder, pikepdf.Array):
            _change_array(draw, pdf, holder, others)
        else:
            _change_dictionary(draw, pdf, holder, others)
    except (ValueError, TypeError, KeyError, NotImplementedError, pikepdf.PdfError):
        return  # what pikepdf does not write


def _change_dictionary(draw: random.Random, pdf: pikepdf.Pdf, holder: Any, others: list[Any]) -> None:
    keys = sorted(str(key) for key in holder if str(key) != "/Length")
    if not keys:
        return
    key, way = draw.choice(keys), draw.randrange(5)
    inner = holder[key]
    if isinstance(inner, pikepdf.Array | pikepdf.Dictionary) and draw.random() < 0.5:
        _change(draw, pdf, inner, others)
    elif way == 0:
        del holder[key]
    elif way == 1:
        holder[key] = _value(draw, pdf, others)
    elif way == 2:
        holder[key] = pdf.make_indirect(inner)
    elif way == 3:
        other = draw.choice(keys)
        holder[key], holder[other] = holder[other], holder[key]
    else:
        donor = draw.choice([each for each in others if not isinstance(each, pikepdf.Array)])
        taken = draw.choice(sorted(map(str, donor.keys())))
        holder[taken] = donor[taken]


def _change_array(draw: random.Random, pdf: pikepdf.Pdf, holder: Any, others: list[Any]) -> None:
    way = draw.randrange(4)
    if way == 0 and len(holder):
        del holder[draw.randrange(len(holder))]
    elif way == 1 and len(holder):
        holder[draw.randrange(len(holder))] = _value(draw, pdf, others)
    elif way == 2 and len(holder):
        item = holder[draw.randrange(len(holder))]
        for _ in range(draw.choice((1, 1, 10, 1_000))):
            holder.append(item)
    else:
        holder.append(_value(draw, pdf, others))


def _value(draw: random.Random, pdf: pikepdf.Pdf, others: list[Any]) -> Any:
    return draw.choice(
        (
            None,
            draw.choice(others),
            draw.choice((0, -1, 1, 90, 2**31, 10**12)),
            draw.choice((0.5, -0.001, 1e10)),
            pikepdf.String(nasty.text(draw).encode("utf-16-be", "replace").decode("utf-16-be", "replace")),
            pikepdf.Name(
                draw.choice(("/Off", "/Widget", "/Tx", "/Btn", "/Ch", "/Form", "/Image", "/FlateDecode", "/LZWDecode"))
            ),
            pikepdf.Array([]),
            pikepdf.Array([0, 0, 1, 1]),
            pikepdf.Dictionary(),
            True,
        )
    )
