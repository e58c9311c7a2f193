"""The files that a mail of Outlook brings (.msg), by the tree of streams that olefile shows.

Source: [MS-OXMSG] 2.2.2 (attachments), 2.1.3 and 2.1.4 (names of streams), 2.4 (properties of fixed size).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from ipforms.containers.ole_container import BrokenOle, OleContainer
from ipforms.intake.member_names import Member, Stopped

_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_DATA, _EMBEDDED = "__substg1.0_37010102", "__substg1.0_3701000D"  # PidTagAttachDataBinary, …Object
_NAMES = ("3707", "3704", "3001")  # PidTagAttachLongFilename, PidTagAttachFilename, PidTagDisplayName
_SUBMITTED, _DELIVERED = 0x0039_0040, 0x0E06_0040  # PidTagClientSubmitTime, PidTagMessageDeliveryTime
_HEADER, _ENTRY = 32, struct.Struct("<IIQ")
_EPOCH = datetime(1601, 1, 1)  # of FILETIME, which counts tenths of microseconds
_DEEPEST = 8  # mails in mails


def is_outlook_mail(data: bytes) -> bool:
    """Whether a compound file is a mail of Outlook."""
    try:
        return _PROPERTIES in OleContainer(data).streams
    except BrokenOle:
        return False


def outlook_members(path: Path) -> Iterator[Member]:
    """The attachments of a mail; those of a mail in it stand below its name.

    Raises:
        Stopped: it cannot be taken apart.
    """
    try:
        mail = OleContainer(path.read_bytes())
        yield from _attachments(mail, (), "", _sent(mail))
    except BrokenOle:
        raise Stopped("mail_broken") from None


def _attachments(mail: OleContainer, at: tuple[str, ...], below: str, sent: date | None) -> Iterator[Member]:
    for name in mail.names_in(at):
        here = (*at, name)
        if not name.startswith(_ATTACHMENT):
            continue
        parts = mail.names_in(here)
        shown = below + (_text(mail, here, parts) or f"{len(below) + 1}")
        if _DATA in parts:
            yield Member(shown, partial(_content, mail, (*here, _DATA)), sent=sent)
        elif _EMBEDDED in parts and len(at) < _DEEPEST:
            yield from _attachments(mail, (*here, _EMBEDDED), f"{shown}/", sent)
        else:
            yield Member(shown, fault="member_linked_file")


def _text(mail: OleContainer, at: tuple[str, ...], parts: list[str]) -> str:
    """The name of an attachment: in UTF-16 as later Outlooks write it, or in the system's encoding."""
    for tag in _NAMES:
        for kind, encoding in (("001F", "utf-16-le"), ("001E", "gb18030")):
            if (stream := f"__substg1.0_{tag}{kind}") in parts:
                return mail.read_at((*at, stream)).decode(encoding, "replace").rstrip("\0").replace("/", "_")
    return ""


def _content(mail: OleContainer, at: tuple[str, ...]) -> Iterator[bytes]:
    try:
        yield mail.read_at(at)
    except BrokenOle:
        raise Stopped("member_broken") from None


def _sent(mail: OleContainer) -> date | None:
    """The day that a mail was sent, in the world's time."""
    data = mail.read(_PROPERTIES)[_HEADER:]
    values = {tag: value for tag, _, value in _ENTRY.iter_unpack(data[: len(data) // _ENTRY.size * _ENTRY.size])}
    ticks = values.get(_SUBMITTED) or values.get(_DELIVERED) or 0
    try:
        return (_EPOCH + timedelta(microseconds=ticks // 10)).date() if ticks else None
    except OverflowError:
        return None
