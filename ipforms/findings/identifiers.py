"""Catalogue of identifiers: USCC, organisation code, ID documents, patents, marks, postcode, phone, e-mail."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

KINDS: tuple[Kind, ...] = (
    Kind(
        "uscc.length",
        Severity.ERROR,
        "统一社会信用代码应为 18 位，现为 {length} 位",
        "a unified social credit code has 18 characters, this one has {length}",
        "请对照营业执照核对。",
        "Compare it with the business licence.",
    ),
)
