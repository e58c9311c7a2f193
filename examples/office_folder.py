"""A folder of 300 things as companies send them, and one command that says of each what it is.

    python examples/office_folder.py [out/office]

Then: ipforms check out/office/收件 --expected out/office/名单.csv --inventory out/office/收件清单.xlsx
"""

from __future__ import annotations

import csv
import io
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from itertools import count, cycle
from pathlib import Path
from typing import Any

import ipforms

DATA = Path(__file__).parent / "data" / "jinhua-application.xlsx"
FORM = ipforms.form("jinhua-application")
FILES = 300

Files = dict[str, bytes]


def picture(shade: int) -> bytes:
    """A photo of which nobody can read anything: a grey PNG."""
    width, height = 60, 80
    rows = b"".join(b"\0" + bytes([(shade * 7 + line) % 256]) * width for line in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURES = map(picture, count())


def proofs(patents: int = 1) -> Files:
    """The papers of one company, each a picture of its own."""
    names = ("营业执照.png", "高新技术企业证书.png", *(f"专利证书{number}.png" for number in range(1, patents + 1)))
    return {name: next(PICTURES) for name in names}


def word(record: Any) -> bytes:
    """The form as a Word file."""
    return ipforms.render(record)


def changed(record: Any, **values: object) -> Any:
    """The record with other values."""
    return record.model_validate({**record.model_dump(mode="json"), **values})


class GbkInfo(zipfile.ZipInfo):
    """An entry as the archivers of a Chinese Windows write it: its name in GBK, without a word on the encoding."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.filename.encode("gbk"), 0


def zipped(files: Files, kind: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> bytes:
    """A ZIP."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(kind(name), data)
    return stream.getvalue()


def mail(company: str, files: Files) -> bytes:
    """A mail with attachments."""
    message = EmailMessage()
    message["From"], message["To"] = "sender@example.com", "office@example.cn"
    message["Subject"], message["Date"] = f"{company}申报材料", "Mon, 20 Jun 2022 09:00:00 +0800"
    message.set_content("材料见附件。")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def tarred(files: Files) -> bytes:
    """A TAR archive, packed."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def a_folder(name: str, record: Any) -> Files:
    """A folder with the Word file, its printed copy, and the papers."""
    files = {"申报表.docx": word(record), "申报表（盖章）.pdf": ipforms.render(record, "pdf"), **proofs(22)}
    return {f"{name}/{file}": data for file, data in files.items()}


def a_corrected_form(name: str, record: Any) -> Files:
    """A form that was handed in again, with the lock file of the Word that still has it open."""
    older = changed(record, employees=7)
    return {
        f"{name}/申报表.docx": word(record),
        f"{name}/申报表（旧）.docx": word(older),
        f"{name}/~$申报表.docx": b"\x05admin" + bytes(156),
        f"{name}/Thumbs.db": b"\xd0\xcf\x11\xe0",
    }


def a_twin_that_differs(name: str, record: Any) -> Files:
    """A printed copy that says something else than the Word file."""
    printed = ipforms.render(changed(record, contact_title="总经理"), "pdf")
    return {f"{name}-申报表.docx": word(record), f"{name}-盖章.pdf": printed}


WAYS: tuple[Callable[[str, Any], Files], ...] = (
    a_folder,
    lambda name, record: {f"{name}-申报表.docx": word(record)},
    lambda name, record: {f"{name}.zip": zipped({f"{name}/申报表.docx": word(record), **proofs()}, GbkInfo)},
    lambda name, record: {f"邮件/{name}.eml": mail(name, {"申报表.pdf": ipforms.render(record, "pdf")} | proofs())},
    a_corrected_form,
    lambda name, record: {f"{name}.tar.gz": tarred({"申报表.docx": word(record)})},
    a_twin_that_differs,
    lambda name, record: {f"{name}/{file}": data for file, data in proofs().items()},
    lambda name, record: {f"{name}.pdf": ipforms.render(record, "pdf-form")},
)


def strays() -> Iterator[tuple[str, bytes]]:
    """What else is in such a folder."""
    yield from {
        ".DS_Store": b"\0\0\0\1Bud1",
        "desktop.ini": b"[.ShellClassInfo]",
        "关于开展申报工作的通知.docx": b"PK\3\4",
        "空白申报表.docx": FORM.blank(),
        "汇总.xlsx": DATA.read_bytes(),
        "说明.txt": "请各单位按时报送。".encode(),
        "断.docx": FORM.blank()[:3_000],
        "有密码.zip": encrypted(zipped({"申报表.docx": FORM.blank()})),
        "上一批.rar": b"Rar!\x1a\x07\x01\0" + bytes(50),
        "外面.zip": zipped({"../../申报表.docx": b"x"}),
    }.items()
    yield "照片/微信图片_20220620.png", next(PICTURES)
    yield from ((f"照片/商标注册证{number}.png", next(PICTURES)) for number in count(1))


def encrypted(data: bytes) -> bytes:
    """A ZIP that says of its files that they have a password."""
    changed = bytearray(data)
    for at, offset in ((changed.find(b"PK\3\4"), 6), (changed.rfind(b"PK\1\2"), 8)):  # between are the document's own
        changed[at + offset] |= 1
    return bytes(changed)


def records() -> list[tuple[str, Any]]:
    """The sample companies with their applications."""
    with ipforms.bulk.open_source(DATA) as source:
        return [(row.name, row.record) for row in ipforms.bulk.Rows(FORM, source) if row.record is not None]


def main(out: str = "out/office") -> None:
    """Write the folder, and the list of those who were asked."""
    folder, asked = Path(out) / "收件", []
    made: Files = {}
    for (name, record), way in zip(records(), cycle(WAYS), strict=False):
        made |= way(name, record)
        asked.append(name)
    copies = [name for name in made if name.endswith("申报表.docx")][:5]
    made |= {f"重复/{Path(name).name} - 副本{number}.docx": made[name] for number, name in enumerate(copies)}
    for name, data in strays():
        if len(made) >= FILES:
            break
        made[name] = data
    for name, data in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / name).exists():
            (folder / name).write_bytes(data)
    with (folder.parent / "名单.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([["序号", "企业名称"], *enumerate([*asked[1:], "兰溪市未报送有限公司"], 1)])
    print(f"{folder}：{sum(path.is_file() for path in folder.rglob('*'))}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
