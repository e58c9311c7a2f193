"""Bytes → text: which encoding, and lines that know where they are.

A byte order mark decides; then UTF-16 by its NULs; then UTF-8, if it is without a fault; Big5, if GB 18030 would make
rare characters of it; and GB 18030 (which holds GBK and GB 2312) for the rest. Nothing is replaced or skipped: a byte
that does not fit is an error with its line.
"""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from ipforms.bulk.sources.byte_source import ByteSource, inaccessible
from ipforms.bulk.sources.table_model import InvalidOption, UndecodableText
from ipforms.errors import exceeded
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

# UTF-32 before UTF-16: its mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB 18030 is the superset; files said to be GBK hold its characters too (㛃, 𬭎 in names).
_WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "utf-8": "utf-8-sig"}
_WEIGHED = 20_000  # bytes; a few hundred rows, far more than tell an encoding
_MOST = 0.7  # of the characters; of a text in the wrong encoding fewer than a third are frequent ones
_FREQUENT_BIG5, _FREQUENT_GB = 0xC67E, 0xD7F9  # last codes of the first level of Big5 and of GB 2312
_HAN = regex("[\u3400-\u9fff\ue000-\uf8ff]")  # and the private area, where a wrong encoding often ends
_USUAL = regex(r"[\t\r\n -~\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_LINE_END = regex(r"\r\n?|\n")


def encoding_of(data: ByteSource, given: str | None) -> str:
    """The codec for a text. A byte order mark stands above what the caller says."""
    for mark, encoding in _MARKS:
        if data.sample.startswith(mark):
            return encoding
    if given is not None:
        return _known(given)
    wide = _utf16(data.sample)
    if wide is not None:
        return wide
    if _decodes(data.sample, final=data.complete):
        return "utf-8"
    return "cp950" if _is_big5(data.sample[:_WEIGHED]) else "gb18030"


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name)
        "".encode(found.name)  # refuses codecs that are not of text, such as base64
    except (LookupError, ValueError) as fault:
        raise InvalidOption(option="encoding", value=name, next=Bilingual("source.step.encoding")) from fault
    return _WIDER.get(found.name, found.name)


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: ASCII in it (delimiters, line ends) has NULs. Read in the wrong order, a text is strange.

    一 has a NUL at the other place, so that their places alone do not tell the order.
    """
    sample = sample[: len(sample) & ~1]
    if b"\0" not in sample or (sample.count(0) < len(sample) // 32 and _decodes(sample, final=False)):
        return None  # no NUL, or a stray one in UTF-8
    texts = {order: sample[:_WEIGHED].decode(order, "ignore") for order in ("utf-16-le", "utf-16-be")}
    best = max(texts, key=lambda order: len(_USUAL.findall(texts[order])))
    usual = len(_USUAL.findall(texts[best]))
    return best if any(mark in texts[best] for mark in "\n\r\t,;|") and usual > _MOST * len(texts[best]) else None


def _is_big5(sample: bytes) -> bool:
    """Whether a text is Big5: it decodes as such, into frequent characters, and as GB 18030 into rare ones."""
    try:
        text = codecs.getincrementaldecoder("cp950")().decode(sample)
    except UnicodeDecodeError:
        return False
    other = sample.decode("gb18030", "ignore")
    return _frequent(text, "big5", _FREQUENT_BIG5) > _MOST > _frequent(other, "gb2312", _FREQUENT_GB)


def _frequent(text: str, encoding: str, last: int) -> float:
    """The share of its Chinese characters that are in the first level of a character set, the frequent ones."""
    han = _HAN.findall(text)
    codes = (int.from_bytes(each.encode(encoding, "ignore")) for each in han)
    return sum(0 < code <= last for code in codes) / len(han) if han else 0.0


def _decodes(sample: bytes, *, final: bool) -> bool:
    """Whether this is UTF-8; without `final`, a character may be cut at the end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=final)
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, encoding: str, name: str) -> str:
    """A whole text."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise _undecodable(fault, 0, encoding, name) from fault


class Lines:
    """Physical lines of a text, line ends kept.

    Attributes:
        ended: whether the end of the text has been met.
    """

    def __init__(self, stream: BinaryIO, encoding: str, name: str, limit: int) -> None:
        # newline="": quoted cells keep the line ends that they have.
        self._text = io.TextIOWrapper(stream, encoding, newline="")
        self._encoding = encoding
        self._name = name
        self._limit = limit
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        number = 0
        readline, most = self._text.readline, self._limit + 1
        try:
            while line := readline(most):
                number += 1
                if len(line) == most:
                    raise exceeded(self._name, "line", self._limit, line=number)
                yield line
        except UnicodeDecodeError as fault:
            raise _undecodable(fault, number, self._encoding, self._name) from fault
        except OSError as fault:
            raise inaccessible(self._name, fault) from fault
        finally:
            self._text.close()
        self.ended = True


def _undecodable(fault: UnicodeDecodeError, lines: int, encoding: str, name: str) -> UndecodableText:
    """Say where: the chunk that failed starts within the line after the last one that was handed on."""
    before = fault.object[: fault.start].decode(encoding, "ignore")
    utf8 = encoding.startswith("utf-8")
    other = "gb18030" if utf8 else "utf-8"
    return UndecodableText(
        name=name,
        line=lines + 1 + len(_LINE_END.findall(before)),
        byte=f"0x{fault.object[fault.start]:02X}",
        encoding=encoding.removesuffix("-sig").upper(),
        next=Bilingual("source.step.other_encoding", {"encoding": other}),
    )
