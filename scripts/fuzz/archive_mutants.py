"""ZIP packages: parts lost, doubled, renamed, exchanged, written in another encoding, packed otherwise."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from collections.abc import Callable

from . import byte_mutants

Parts = list[tuple[str, bytes]]


def unpacked(data: bytes) -> Parts:
    """The parts of a package, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package; a name may stand in it twice."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, data in parts:
                archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def mutate(draw: random.Random, data: bytes) -> bytes:
    """One to three changes of parts."""
    parts = unpacked(data)
    for _ in range(draw.randint(1, 3)):
        if parts:
            draw.choice(_WAYS)(draw, parts)
    method = draw.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    return packed(parts, method)


def change_part(
    draw: random.Random, data: bytes, names: Callable[[str], bool], change: Callable[[bytes], bytes]
) -> bytes:
    """A package of which one part, among those of these names, is changed."""
    parts = unpacked(data)
    at = draw.choice([number for number, (name, _) in enumerate(parts) if names(name)])
    parts[at] = (parts[at][0], change(parts[at][1]))
    return packed(parts)


def _any(draw: random.Random, parts: Parts) -> int:
    return draw.randrange(len(parts))


def _lost(draw: random.Random, parts: Parts) -> None:
    del parts[_any(draw, parts)]


def _doubled(draw: random.Random, parts: Parts) -> None:
    parts.insert(_any(draw, parts), parts[_any(draw, parts)])


def _renamed(draw: random.Random, parts: Parts) -> None:
    at = _any(draw, parts)
    name, data = parts[at]
    other = (name.upper(), "/" + name, name.replace("/", "\\"), "../" + name, name + "\0", "企业/" + name, name[:-1])
    parts[at] = (draw.choice(other), data)


def _exchanged(draw: random.Random, parts: Parts) -> None:
    one, two = _any(draw, parts), _any(draw, parts)
    parts[one], parts[two] = (parts[one][0], parts[two][1]), (parts[two][0], parts[one][1])


def _encoded(draw: random.Random, parts: Parts) -> None:
    at = _any(draw, parts)
    name, data = parts[at]
    parts[at] = (
        name,
        data.decode("utf-8", "replace").encode(draw.choice(("utf-16", "utf-16-le", "gb18030")), "replace"),
    )


def _broken(draw: random.Random, parts: Parts) -> None:
    at = _any(draw, parts)
    name, data = parts[at]
    parts[at] = (name, draw.choice((byte_mutants.mutate, byte_mutants.cut))(draw, data))


def _shuffled(draw: random.Random, parts: Parts) -> None:
    draw.shuffle(parts)


def _foreign(draw: random.Random, parts: Parts) -> None:
    parts.append((draw.choice(("customXml/item1.xml", "word/vbaProject.bin", "x", "mimetype")), draw.randbytes(200)))


_WAYS = (_lost, _doubled, _renamed, _exchanged, _encoded, _broken, _broken, _shuffled, _foreign)
