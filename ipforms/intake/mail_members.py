"""The files that a mail brings: .eml by the standard library's parser, .msg of Outlook by its tree of streams.

Source: [MS-OXMSG] 2.2.2 (attachments), 2.1.3 and 2.1.4 (names of streams), 2.4 (properties of fixed size).
"""

import html
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from functools import partial
from pathlib import Path

from ipforms.containers.file_format import OLE_MAGIC
from ipforms.containers.ole_container import BrokenOle, OleContainer
from ipforms.intake.mail_words import NO_WORDS, MailWords
from ipforms.intake.member_names import Member, Stopped, safe_name

_HEAD = 16_384  # bytes in which the headers of a mail stand
_HEADER_LINE = re.compile(rb"(?:[!-9;-~]+:|>?From )")
# What a mail has and a web page saved as one file (.mht) has not.
_OF_A_MAIL = re.compile(rb"^(?:to|received|message-id|return-path|delivered-to|reply-to):", re.MULTILINE)
_FROM = re.compile(rb"^from:", re.MULTILINE)
_MARKUP = re.compile(r"<(style|script|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_LINE_END = re.compile(r"<(?:br|hr|/p|/div|/tr|/li|/h\d)\b[^>]*>", re.IGNORECASE)
_MOST = 2_000  # characters of a mail's text; a letter of a page has fewer
_LOGO = 30_000  # bytes; pictures in the text of a mail that are smaller are logos and signatures
_SUFFIXES = {"message/rfc822": ".eml", "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def is_mail(head: bytes, name: str) -> bool:
    """Whether a file is a mail, by its headers."""
    head = head[:_HEAD].lstrip().lower()
    if _HEADER_LINE.match(head) is None or _FROM.search(head) is None:
        return False
    return _OF_A_MAIL.search(head) is not None or name.lower().endswith(".eml")


def mail_members(path: Path) -> Iterator[Member]:
    """The attachments of a mail, and the pictures in its text.

    Raises:
        Stopped: it cannot be taken apart.
    """
    try:
        with path.open("rb") as file:
            message = BytesParser(policy=policy.default).parse(file)
        sent = _sent(message)
        leaves = list(_parts(message))
        shown = b"".join(map(_shown, leaves))
        parts = [part for part in leaves if _is_file(part)]
    except Exception:  # noqa: BLE001 - the parser lets many kinds of error out on broken mails; none is worth telling apart
        raise Stopped("mail_broken") from None
    yield from (_member(number, part, sent, shown) for number, part in enumerate(parts, 1))


def mail_words(path: Path) -> MailWords:
    """What a mail itself says; nothing if that cannot be read."""
    try:
        data = path.read_bytes()
        words = _outlook_words(data) if data.startswith(OLE_MAGIC) else _words(data)
        return MailWords.of(*words, _MOST)
    except Exception:  # noqa: BLE001 - as above; that it cannot be taken apart is said with its attachments
        return NO_WORDS


def _words(data: bytes) -> tuple[str, str]:
    """Its subject and its text."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    body = message.get_body(("plain", "html"))
    text = _decoded(b"".join(_content(body)), body.get_content_charset("utf-8")) if body else ""
    if body and body.get_content_subtype() == "html":
        text = html.unescape(_MARKUP.sub(" ", _LINE_END.sub("\n", text)))
    return str(message["subject"] or ""), text


def _decoded(data: bytes, charset: str) -> str:
    """A text in the charset that it names, or else in one of those that mails have in fact."""
    for encoding in (charset, "utf-8", "gb18030"):
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode("gb18030" if encoding.startswith("gb") else encoding)
    return data.decode("gb18030", "replace")


def _outlook_words(data: bytes) -> tuple[str, str]:
    mail = OleContainer(data)
    subject, text = (_text(mail, (), mail.names_in(()), (tag,)) for tag in _SAYS)
    return subject, text


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something; a mail in a mail is one, not its parts."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.iter_parts() if isinstance(message, EmailMessage) else ():
        yield from _parts(part)


def _is_file(part: Message) -> bool:
    if part.get_filename() or part.get_content_type() == "message/rfc822":
        return True
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() not in ("text", "multipart")


def _shown(part: Message) -> bytes:
    """The markup of a mail's text, which names the pictures in it by their Content-ID."""
    return b"".join(_content(part)) if part.get_content_type() == "text/html" else b""


def _member(number: int, part: Message, sent: date | None, shown: bytes) -> Member:
    name = part.get_filename() or (_subject(part) or str(number)) + _SUFFIXES.get(part.get_content_type(), "")
    data = partial(_content, part)
    name_in_text = str(part.get("Content-ID") or "").strip("<> ")
    # Several mail programs call a picture an attachment that stands in the text.
    is_inline = part.get_content_disposition() != "attachment" or f"cid:{name_in_text}".encode() in shown
    if name_in_text and is_inline and part.get_content_maintype() == "image":
        return Member(name, data, is_decoration=len(b"".join(data())) < _LOGO, sent=sent)
    return Member(name, data, sent=sent)


def _subject(part: Message) -> str:
    """What a mail in a mail is about, as a name; "" of other parts."""
    inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" else None
    return safe_name(str(inner["subject"] or "").replace("/", "_")).strip("_") if isinstance(inner, Message) else ""


def _content(part: Message) -> Iterator[bytes]:
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield inner.as_bytes() if isinstance(inner, Message) else b""
        else:
            payload = part.get_payload(decode=True)
            yield payload if isinstance(payload, bytes) else b""
    except Exception:  # noqa: BLE001 - as above
        raise Stopped("member_broken") from None


def _sent(message: Message) -> date | None:
    """The day of a mail, by its own clock."""
    stamp = getattr(message["date"], "datetime", None)
    return stamp.date() if stamp is not None else None


_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_DATA, _EMBEDDED = "__substg1.0_37010102", "__substg1.0_3701000D"  # PidTagAttachDataBinary, …Object
_NAMES = ("3707", "3704", "3001")  # PidTagAttachLongFilename, PidTagAttachFilename, PidTagDisplayName
_SAYS = ("0037", "1000")  # PidTagSubject, PidTagBody
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
        yield from _attachments(mail, (), "", _sent_in_outlook(mail))
    except BrokenOle:
        raise Stopped("mail_broken") from None


def _attachments(mail: OleContainer, at: tuple[str, ...], below: str, sent: date | None) -> Iterator[Member]:
    for name in mail.names_in(at):
        here = (*at, name)
        if not name.startswith(_ATTACHMENT):
            continue
        parts = mail.names_in(here)
        shown = below + (_text(mail, here, parts).replace("/", "_") or f"{len(below) + 1}")
        if _DATA in parts:
            yield Member(shown, partial(_stream_content, mail, (*here, _DATA)), sent=sent)
        elif _EMBEDDED in parts and len(at) < _DEEPEST:
            yield from _attachments(mail, (*here, _EMBEDDED), f"{shown}/", sent)
        else:
            yield Member(shown, fault="member_linked_file")


def _text(mail: OleContainer, at: tuple[str, ...], parts: list[str], tags: tuple[str, ...] = _NAMES) -> str:
    """The first of some properties: in UTF-16 as later Outlooks write them, or in the system's encoding."""
    for tag in tags:
        for kind, encoding in (("001F", "utf-16-le"), ("001E", "gb18030")):
            if (stream := f"__substg1.0_{tag}{kind}") in parts:
                return mail.read_at((*at, stream)).decode(encoding, "replace").rstrip("\0")
    return ""


def _stream_content(mail: OleContainer, at: tuple[str, ...]) -> Iterator[bytes]:
    try:
        yield mail.read_at(at)
    except BrokenOle:
        raise Stopped("member_broken") from None


def _sent_in_outlook(mail: OleContainer) -> date | None:
    """The day that a mail was sent, in the world's time."""
    data = mail.read(_PROPERTIES)[_HEADER:]
    values = {tag: value for tag, _, value in _ENTRY.iter_unpack(data[: len(data) // _ENTRY.size * _ENTRY.size])}
    ticks = values.get(_SUBMITTED) or values.get(_DELIVERED) or 0
    try:
        return (_EPOCH + timedelta(microseconds=ticks // 10)).date() if ticks else None
    except OverflowError:
        return None
