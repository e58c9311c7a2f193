"""Catalogue of claimed titles and of the rights that a recommended company names."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_WARNING = Severity.WARNING

KINDS: tuple[Kind, ...] = (
    Kind(
        "claim.detail_missing",
        Severity.ATTACHMENT,
        "只答“是”，未作说明",
        "claimed without any detail",
        "请写明{asked_zh}，并附相应证书或认定文件。",
        "State {asked_en}, and hand in the certificate or the decision.",
    ),
    Kind(
        "claim.level_unknown",
        Severity.HUMAN,
        "看不出是国家级、省级还是市级",
        "the level (national, provincial, municipal) cannot be told",
        "请写明级别，例如“浙江省知识产权示范企业”，并与认定文件核对。",
        "State the level, and compare it with the decision.",
    ),
    Kind(
        "claim.level_differs",
        _WARNING,
        "级别为{found}，说明文字却是{expected}",
        "the level is {found}, while the detail says {expected}",
        "请按认定文件改为一致。",
        "Make both agree with the decision.",
    ),
    Kind(
        "claim.denied_with_number",
        _WARNING,
        "答“否”，却写有高新技术企业证书编号",
        "answered no, while a certificate number is given",
        "请核对应答“是”还是“否”；证书已过期的，请注明。",
        "See which is right; if the certificate has expired, say so.",
    ),
    Kind(
        "row.no_rights",
        _WARNING,
        "重点保护商标、重点保护专利均未填写",
        "neither a key trade mark nor a key patent is named",
        "请至少填写一项需要重点保护的商标或专利；确实没有的，请填“无”。",
        "Name at least one trade mark or patent to be protected; write 无 if there is none.",
    ),
    Kind(
        "row.same_patent",
        _WARNING,
        "这一专利在第 {first} 行也填写了",
        "this patent also stands in row {first}",
        "请核对专利权人；确为共有专利的，不必改动。",
        "See whose patent it is; if it is held jointly, leave it.",
    ),
)
