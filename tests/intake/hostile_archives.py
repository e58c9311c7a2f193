"""Archives and mails that are made to harm, or were spoilt on their way: name, bytes, and why they are refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import sys
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

DOCX = b"PK not really a document"
MEGABYTE = bytes(1 << 20)


def zipped(*entries, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def zip_bomb(megabytes):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("申报表.docx", "w") as entry:
        for _ in range(megabytes):
            entry.write(MEGABYTE)
    return stream.getvalue()


def nested(depth):
    data = zipped(("申报表.docx", DOCX))
    for number in range(depth):
        data = zipped((f"{number}.zip", data))
    return data


def wide(levels, width=16):
    """As 42.zip is: each archive holds many of the next, and the last ones a bomb."""
    data = zipped(("0.txt", MEGABYTE * 40))
    for _ in range(levels):
        data = zipped(*((f"{number}.zip", data) for number in range(width)))
    return data


def flagged(data, flag):
    """A ZIP whose entries bear a flag, such as that of encryption."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= flag
            at = changed.find(mark, at + 4)
    return bytes(changed)


def with_method(data, method):
    changed = bytearray(data)
    for mark, offset in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        at = changed.find(mark)
        struct.pack_into("<H", changed, at + offset, method)
    return bytes(changed)


def overlapping():
    """Two entries that share their bytes, as in Fifield's bombs."""
    data = bytearray(zipped(("a.docx", MEGABYTE), ("b.docx", MEGABYTE)))
    second = data.find(b"PK\1\2", data.find(b"PK\1\2") + 4)
    struct.pack_into("<L", data, second + 42, 0)
    return bytes(data)


def spoilt(data):
    """An archive of which a byte of the first file has changed on its way."""
    at = data.find(b".docx") + len(".docx") + 3
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def link_in_a_zip():
    info = zipfile.ZipInfo("营业执照.jpg")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return zipped((info, "/etc/passwd"))


def tarred(*members, pack=bytes):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data, kind in members:
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, len(data), "/etc/passwd" if kind != tarfile.REGTYPE else ""
            archive.addfile(info, io.BytesIO(data))
    return pack(stream.getvalue())


def tar_bomb(pack):
    info = tarfile.TarInfo("申报表.docx")
    info.size = 120 << 20
    return pack(info.tobuf() + bytes(info.size))


def huge_header():
    """A name that says of itself that it has 120 MB."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 120 << 20
    return gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + b"a" * info.size, 1)


def greedy_xz():
    """A file that asks for a dictionary of 1.5 GB."""
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 8 << 20}]
    data = bytearray(lzma.compress(bytes(1000), filters=filters))
    at = data.index(b"\x21\x01", 12)  # the filter's id and the size of its properties, in the header of the block
    data[at + 2] = 40  # 4 GiB - 1
    head = data[12 : 12 + (data[12] + 1) * 4 - 4]
    struct.pack_into("<L", data, 12 + len(head), zlib.crc32(head))
    return bytes(data)


def many(count):
    return zipped(*((f"{number}.txt", b"") for number in range(count)), method=zipfile.ZIP_STORED)


def mail(*attachments):
    message = EmailMessage()
    message["From"], message["To"], message["Date"] = "a@example.com", "b@example.cn", "Mon, 16 May 2022 10:00:00 +0800"
    message.set_content("您好")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def deep_mail(depth):
    lines = [b"From: a@example.com\nTo: b@example.cn\n"]
    lines += [b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (at, at) for at in range(depth)]
    return b"".join(lines)


def stored_rar(name, data, flags=0):
    """RAR 4, not packed: a mark, the archive's header, one file."""
    encoded = name.encode("ascii")
    fields = struct.pack("<LLBLLBBHL", len(data), len(data), 3, zlib.crc32(data), 0, 20, 0x30, len(encoded), 0o100644)
    body = struct.pack("<BHH", 0x74, 0x8000 | flags, 7 + len(fields) + len(encoded)) + fields + encoded
    main = struct.pack("<BHH", 0x73, 0, 13) + bytes(6)
    headers = b"".join(
        struct.pack("<H", zlib.crc32(each) & 0xFFFF) + each + more for each, more in ((main, b""), (body, data))
    )
    return b"Rar!\x1a\x07\x00" + headers


def rar5(*headers):
    """RAR 5: a mark, and headers, each with the bytes behind its size."""
    return b"Rar!\x1a\x07\x01\x00" + b"".join(bytes(4) + bytes([len(each)]) + each for each in headers)


RAR5_SECRET = b"\x02\x01\x03" + b"\x00\x01\x03\x00\x01a" + b"\x02\x01\x00"  # a file; its extra area: encrypted
FILE, LINK, HARD, DEVICE, PIPE = tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE
FOR_OTHERS = zipped(("申报表.docx", DOCX * 40))

HOSTILE = {
    "bomb.zip": (lambda: zip_bomb(120), "archive_bomb"),
    "bomb.tar.gz": (lambda: tar_bomb(lambda data: gzip.compress(data, 1)), "archive_bomb"),
    "bomb.tar.bz2": (lambda: tar_bomb(lambda data: bz2.compress(data, 1)), "archive_bomb"),
    "bomb.tar.xz": (lambda: tar_bomb(lambda data: lzma.compress(data, preset=0)), "archive_bomb"),
    "bomb.docx.gz": (lambda: gzip.compress(bytes(120 << 20), 1), "archive_bomb"),
    "42.zip": (lambda: wide(2), "archive_bomb"),
    "deep.zip": (lambda: nested(9), "archive_depth"),
    "many.zip": (lambda: many(9_000), "archive_members"),
    "some.zip": (lambda: many(2_500), "archive_members"),
    "overlapping.zip": (overlapping, "member_broken"),
    "climbs.zip": (lambda: zipped(("../../../etc/cron.d/x", DOCX)), "member_climbs"),
    "climbs-windows.zip": (lambda: zipped(("..\\..\\Startup\\x.bat", DOCX)), "member_climbs"),
    "absolute.zip": (lambda: zipped(("/etc/passwd", DOCX)), "member_climbs"),
    "drive.zip": (lambda: zipped(("C:\\Windows\\x.dll", DOCX)), "member_climbs"),
    "climbs.tar": (lambda: tarred(("../x.docx", DOCX, FILE)), "member_climbs"),
    "device.zip": (lambda: zipped(("材料/CON.docx", DOCX)), "member_device"),
    "port.tar": (lambda: tarred(("com1", DOCX, FILE)), "member_device"),
    "link.zip": (link_in_a_zip, "member_link"),
    "link.tar": (lambda: tarred(("申报表.docx", b"", LINK)), "member_link"),
    "hard-link.tar.gz": (lambda: tarred(("申报表.docx", b"", HARD), pack=gzip.compress), "member_link"),
    "node.tar": (lambda: tarred(("null", b"", DEVICE)), "member_special"),
    "pipe.tar": (lambda: tarred(("pipe", b"", PIPE)), "member_special"),
    "password.zip": (lambda: flagged(FOR_OTHERS, 1), "archive_password"),
    "method.zip": (lambda: with_method(FOR_OTHERS, 14), "archive_method"),
    "strange.zip": (lambda: with_method(FOR_OTHERS, 99), "archive_method"),
    "cut.zip": (lambda: FOR_OTHERS[:-30], "archive_broken"),
    "damaged.zip": (lambda: spoilt(FOR_OTHERS), "member_broken"),
    "cut.tar.gz": (lambda: tarred(("申报表.docx", MEGABYTE, FILE), pack=gzip.compress)[:-60], "archive_broken"),
    "cut.tar": (lambda: tarred(("申报表.docx", MEGABYTE, FILE))[:5_000], "archive_broken"),
    "empty.zip": (lambda: zipped(), "archive_empty"),
    "header.tar.gz": (huge_header, "archive_bomb"),
    "greedy.xz": (greedy_xz, "archive_broken"),
    "volume.part2.rar": (lambda: stored_rar("a.docx", DOCX), "archive_volume"),
    "volume.7z.002": (lambda: b"no mark of its own", "archive_volume"),
    "first.rar": (lambda: rar5(b"\x01\x00\x01"), "archive_volume"),
    "secret.rar": (lambda: rar5(b"\x01\x00\x00", RAR5_SECRET), "archive_password"),
    "secret-names.rar": (lambda: rar5(b"\x04\x00\x00\x00"), "archive_password"),
    "deep.eml": (lambda: deep_mail(3_000), "mail_broken"),
    "folders.zip": (lambda: zipped(("材料/", b"")), "archive_empty"),
    "climbs.eml": (lambda: mail(("../../x.docx", DOCX)), "member_climbs"),
    "bomb.eml": (lambda: mail(("材料.zip", zip_bomb(120))), "archive_bomb"),
}
"""Name → how it is made, and the reason, of the catalogue, that stands with it or with a file in it."""


def write_all(folder):
    """Make all of them; some take more memory than the process that measures should have seen."""
    for name, (make, _) in HOSTILE.items():
        (Path(folder) / name).write_bytes(make())


if __name__ == "__main__":
    write_all(sys.argv[1])
