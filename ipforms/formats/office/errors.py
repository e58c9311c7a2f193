"""The errors of old Office formats: no LibreOffice, or a file that it cannot convert."""

from __future__ import annotations

from ipforms.errors import MissingExtra, UnreadableDocument


class MissingOffice(MissingExtra):
    """LibreOffice is not on this machine; pip cannot install it."""

    def __init__(self, name: str, format: str, package: str = "LibreOffice", extra: str = "office") -> None:
        super().__init__(name=name, format=format, package=package, extra=extra)


class ConversionFailed(UnreadableDocument):
    """LibreOffice could not convert a file: it refused it, ran out of time or memory, or crashed."""


class TablesLost(UnreadableDocument):
    """A file has tables, and none of them came through LibreOffice: what is left would be read wrongly."""


_SAVE_ZH = "请用 Word 或 WPS 打开后另存为 .docx，再重新提交。"
_SAVE_EN = "Open it in Word or WPS, save it as .docx and hand it in again."


def refused(name: str) -> ConversionFailed:
    """LibreOffice made nothing of a file."""
    zh = f"LibreOffice 无法打开这个文件，文件可能已损坏或不完整。{_SAVE_ZH}"
    return ConversionFailed(name=name, reason_zh=zh, reason_en=f"LibreOffice cannot open it. {_SAVE_EN}")


def crashed(name: str) -> ConversionFailed:
    """LibreOffice ended while it had a file."""
    zh = f"LibreOffice 在转换时意外退出。{_SAVE_ZH}"
    return ConversionFailed(name=name, reason_zh=zh, reason_en=f"LibreOffice has crashed on it. {_SAVE_EN}")


def overtime(name: str, seconds: float) -> ConversionFailed:
    """LibreOffice took too long for a file."""
    zh = f"LibreOffice 转换超过 {seconds:g} 秒，已中止。{_SAVE_ZH}"
    en = f"LibreOffice took more than {seconds:g} s and was stopped. {_SAVE_EN}"
    return ConversionFailed(name=name, reason_zh=zh, reason_en=en)


def overweight(name: str, size: int) -> ConversionFailed:
    """LibreOffice took too much memory for a file."""
    mebibytes = size // 2**20
    zh = f"LibreOffice 转换所用的内存超过 {mebibytes} MB，已中止。{_SAVE_ZH}"
    en = f"LibreOffice took more than {mebibytes} MB of memory and was stopped. {_SAVE_EN}"
    return ConversionFailed(name=name, reason_zh=zh, reason_en=en)


def unstartable(name: str, program: str) -> ConversionFailed:
    """LibreOffice does not start at all."""
    zh = f"LibreOffice（{program}）无法启动。请单独运行该程序，确认安装完好。"
    en = f"LibreOffice ({program}) does not start. Run it by itself to see whether it is installed properly."
    return ConversionFailed(name=name, reason_zh=zh, reason_en=en)


def locked(name: str) -> UnreadableDocument:
    """A file with a password."""
    zh = "文件有打开密码。请在 Word 或 WPS 中取消密码后另存。"
    en = "it is protected by a password. Remove the password in Word or WPS and save it."
    return UnreadableDocument(name=name, reason_zh=zh, reason_en=en)


def broken(name: str) -> UnreadableDocument:
    """A file that is no whole file of its format."""
    zh = f"文件已损坏或不完整。{_SAVE_ZH}"
    return UnreadableDocument(name=name, reason_zh=zh, reason_en=f"it is broken or cut off. {_SAVE_EN}")


def tables_lost(name: str) -> TablesLost:
    """No table came through."""
    zh = f"文件中有表格，经 LibreOffice 转换后全部丢失，无法可靠读取。{_SAVE_ZH}"
    en = f"it has tables, and none came through LibreOffice, so that it cannot be read reliably. {_SAVE_EN}"
    return TablesLost(name=name, reason_zh=zh, reason_en=en)
