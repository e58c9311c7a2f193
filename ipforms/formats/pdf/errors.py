"""The error of a PDF that has pictures of pages and no text."""

from __future__ import annotations

from ipforms.errors import MissingExtra


class ScannedDocument(MissingExtra):
    """A scan: to read it takes the recognition of characters, which is to come as an extra of its own."""

    zh = (
        "“{name}”中只有图片，没有文字，应为扫描件。扫描件的文字识别将由 ipforms[{extra}] 提供；"
        "目前请提交 Word 文档，或由其导出的 PDF。"
    )
    en = (
        "“{name}” holds pictures and no text, as a scan does. Reading scans is to come with ipforms[{extra}]; "
        "for now hand in the Word document, or a PDF exported from it."
    )

    def __init__(self, name: str, package: str = "OCR", extra: str = "scan") -> None:
        super().__init__(name=name, package=package, extra=extra)
