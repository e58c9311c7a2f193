"""Why a PDF cannot be read, as people are told."""

from __future__ import annotations

from ipforms.errors import MissingExtra

LOCKED = (
    "文件有打开密码。请取消密码后重新导出 PDF。",
    "it is protected by a password. Remove the password and export it again.",
)
BROKEN = (
    "不是完整的 PDF 文件，可能没有下载完。请重新获取，或提交 Word 文档。",
    "it is no complete PDF file, maybe cut off on the way. Get it again, or hand in the Word document.",
)
EMPTY = ("其中没有页面。请确认文件是否完整。", "it has no pages. See whether the file is whole.")


class ScannedDocument(MissingExtra):
    """A scan: to read it takes the recognition of characters, which is to come as an extra of its own."""

    def __init__(self, name: str, package: str = "OCR", extra: str = "scan") -> None:
        super().__init__(name=name, package=package, extra=extra)
