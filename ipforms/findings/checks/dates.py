"""Catalogue of dates that do not fit each other, the day of the check or the notice."""

from __future__ import annotations

from ipforms.findings import Kind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

KINDS: tuple[Kind, ...] = (
    Kind(
        "date.in_future",
        _ERROR,
        "{date_zh}晚于检查当日（{on_zh}）",
        "{date_en} is later than the day of the check, {on_en}",
        "请核对年、月、日。",
        "Check year, month and day.",
    ),
    Kind(
        "date.order",
        _WARNING,
        "{found_zh}早于“{other}”的{expected_zh}",
        "{found_en} is earlier than “{other}”, {expected_en}",
        "此处日期不应早于“{other}”，请核对两处日期。",
        "This date should not be earlier than “{other}”: check both.",
    ),
    Kind(
        "date.before_notice",
        _WARNING,
        "{date_zh}早于通知发布的 {year} 年",
        "{date_en} is before {year}, the year of the notice",
        "请核对年份。",
        "Check the year.",
    ),
    Kind(
        "date.after_deadline",
        _WARNING,
        "{date_zh}晚于报送期限{deadline_zh}",
        "{date_en} is later than {deadline_en}, the last day for handing in",
        "请向所属区知识产权局确认是否仍可受理。",
        "Ask the district bureau whether it can still be accepted.",
    ),
)
