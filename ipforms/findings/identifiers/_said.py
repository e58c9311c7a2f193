"""What several faults advise."""

from __future__ import annotations

from ipforms.findings import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

LICENCE = ("请对照营业执照核对。", "Compare it with the business licence.")
CARD = ("请对照证件原件核对。", "Compare it with the document itself.")
CERTIFICATE = ("请对照证书核对。", "Compare it with the certificate.")
ASK = ("请向本人核实。", "Ask the person.")
SPREADSHEET = (
    "请先把表格中该列设为“文本”格式，再按证照原件重新填写完整号码。",
    "Format the column as text in the spreadsheet, then type the whole number from the original again.",
)
