"""The error of a PDF that has pictures of pages and no text."""

from __future__ import annotations

from ipforms.errors import UnreadableDocument


class ScannedDocument(UnreadableDocument):
    """A scan: it needs the recognition of characters, which will come as an extra of its own."""

    def __init__(self, name: str, extra: str = "scan") -> None:
        super().__init__(
            name=name,
            extra=extra,
            reason_zh=f"其中只有图片，没有文字，应为扫描件。文字识别将由组件 ipforms[{extra}] 提供，目前请提交 Word 文档或由其导出的 PDF。",
            reason_en=f"it holds pictures and no text, as a scan does. The recognition of characters will come as "
            f"ipforms[{extra}]; for now hand in the Word document, or a PDF exported from it.",
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.context["name"], self.context["extra"])
