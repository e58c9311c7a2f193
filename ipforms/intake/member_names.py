"""Members of archives and mails, and what names say: how people read them, what nobody put there, what is a trap."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ipforms.messages import Bilingual

CHUNK = 1 << 20  # bytes that are taken out at a time, so that a bomb is never held as a whole


class Stopped(Exception):
    """A container or a member that cannot be opened: a reason of the catalogue, under `unreadable`, with its facts."""

    def __init__(self, reason: str, /, **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts

    def bilingual(self) -> Bilingual:
        """The reason in words."""
        return Bilingual(f"unreadable.{self.reason}", self.facts)


def _nothing() -> Iterator[bytes]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container."""

    name: str  # its path in there, as it stands
    # its bytes, when they are asked for; raises `Stopped` where there are none to be had
    chunks: Callable[[], Iterator[bytes]] = _nothing
    fault: str = ""  # why it is not taken out, by a reason of the catalogue; "" if it is
    is_decoration: bool = False  # whether it is a picture of a mail's own text, such as a logo below a signature
    sent: date | None = None  # the day of the mail that it came with


_LEFTOVERS = frozenset(
    [
        "thumbs.db", "desktop.ini", "ehthumbs.db", "autorun.inf",
        "__macosx", "system volume information", "$recycle.bin",  # folders
    ]
)  # fmt: skip
_LEFTOVER_ENDINGS = (".tmp",)
_UNFINISHED = (
    *(".crdownload", ".opdownload", ".download", ".part", ".partial"),  # Chromium, Opera, Safari, Firefox
    *(".downloading", ".td", ".xltd"),  # Baidu's disk, Xunlei
    *(".icloud", ".nextcloud", ".owncloud"),  # in place of a file that is still in the cloud
)
_VOLUME = re.compile(r"\.(?:part\d+\.rar|r\d\d|(?:zip|7z|rar|tar)\.\d{3}|z\d\d)$", re.IGNORECASE)
_COPY = re.compile(r"副本|复制|拷贝|\bcopy\b|[(（]\d+[)）]", re.IGNORECASE)
_ENCODINGS = ("utf-8", "gb18030")  # what archivers of a Chinese Windows write, where they do not say so

# Names that Windows takes for devices, with any suffix (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
_DRIVE = re.compile(r"[a-zA-Z]:")
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')  # what some file system takes in no name
_LONGEST = 80  # characters of a name in the temporary folder; file systems take 255 bytes


def is_leftover(name: str) -> bool:
    """Whether programs left it there and no person put it: lock files, previews, hidden files.

    >>> is_leftover("~$申报表.docx"), is_leftover("Thumbs.db"), is_leftover("申报表.docx")
    (True, True, False)
    >>> is_leftover("System Volume Information"), is_leftover("autorun.inf")  # of a stick
    (True, True)
    >>> is_leftover(".申报表.docx.icloud")  # the form itself has not come yet
    False
    """
    lower = name.lower()
    is_hidden = name.startswith((".", "~$")) and not is_unfinished(name)
    return is_hidden or lower in _LEFTOVERS or lower.endswith(_LEFTOVER_ENDINGS)


def is_unfinished(name: str) -> bool:
    """Whether a program gives this name to what it has not downloaded to the end, or not at all.

    >>> is_unfinished("下载.docx.crdownload"), is_unfinished("下载.docx")
    (True, False)
    """
    return name.lower().endswith(_UNFINISHED)


def is_volume(name: str) -> bool:
    """Whether a name is that of one of the volumes of an archive.

    >>> is_volume("材料.7z.002"), is_volume("材料.part1.rar"), is_volume("材料.7z")
    (True, True, False)
    """
    return _VOLUME.search(name) is not None


def copy_marks(name: str) -> int:
    """How much a name looks like that of a copy; of files that hold the same, the one with least is the file.

    >>> sorted(["申报表(1).docx", "申报表 - 副本.docx", "申报表.docx"], key=copy_marks)[0]
    '申报表.docx'
    """
    return len(_COPY.findall(name))


def readable(name: str) -> str:
    """A file name as a person reads it: bytes that are no UTF-8 come from a Chinese Windows.

    >>> readable("营业执照.jpg".encode("gb18030").decode("utf-8", "surrogateescape"))
    '营业执照.jpg'
    """
    if name.isprintable():
        return name
    return os.fsencode(name).decode("gb18030", "replace") if _has_raw_bytes(name) else name


def _has_raw_bytes(name: str) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in name)


def from_cp437(name: str) -> str:
    """The name of a ZIP entry without a word on its encoding, which `zipfile` reads as CP437.

    >>> from_cp437("申报表.docx".encode("gbk").decode("cp437")), from_cp437("a.docx")
    ('申报表.docx', 'a.docx')
    """
    if name.isascii():
        return name
    for encoding in _ENCODINGS:
        try:
            return name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return name


def _climbs(name: str) -> bool:
    return name.startswith("/") or _DRIVE.match(name) is not None or ".." in name.split("/")


def _is_device(name: str) -> bool:
    return any(_DEVICE.fullmatch(part.strip(" .")) for part in name.split("/"))


_TRAPS: tuple[tuple[str, Callable[[str], bool]], ...] = (("member_climbs", _climbs), ("member_device", _is_device))


def trap(name: str) -> str:
    """Why a member of an archive is not taken out, by its name: a reason of the catalogue, or "".

    >>> trap("../../etc/passwd"), trap("材料/CON.docx"), trap("材料/申报表.docx")
    ('member_climbs', 'member_device', '')
    """
    return next((reason for reason, is_one in _TRAPS if is_one(name)), "")


def shown_name(name: str) -> str:
    """The name of a member as it is shown: readable, with /, without what a terminal or a path would trip over."""
    parts = [part for part in readable(name).replace("\\", "/").split("/") if part not in ("", ".")]
    parts = ["[..]" if part == ".." else part for part in parts]
    return "/".join("".join(each if each.isprintable() else "�" for each in part) for part in parts) or "�"


def safe_name(name: str) -> str:
    """The last part of a name, as any file system takes it; its suffix stays.

    >>> safe_name("材料/申报表:2022.docx")
    '申报表_2022.docx'
    """
    last = _UNFIT.sub("_", name.rpartition("/")[2])
    stem, dot, suffix = last.rpartition(".")
    kept = f"{stem[: _LONGEST - len(suffix) - 1]}.{suffix}" if dot and len(suffix) < _LONGEST // 2 else last[:_LONGEST]
    return kept.strip(" ") or "_"
