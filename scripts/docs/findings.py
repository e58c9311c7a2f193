"""docs/findings.md: the catalogue of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ipforms.messages import SEVERITIES, catalogue, say

from .markdown import GENERATED, code, document, plain, table

_GROUPS = {
    "address": "地址",
    "agreement": "前后是否一致",
    "answer": "是与否",
    "applicant": "申报单位",
    "area": "面积",
    "bank_account": "银行账号",
    "bundle": "企业材料文件夹",
    "cell": "电子表格的单元格",
    "compare": "两份表格的比对",
    "recommend": "推荐表汇总",
    "check": "检查项",
    "choice": "选项与勾选",
    "claim": "称号与认定",
    "count": "各项数量",
    "date": "日期",
    "digits": "一格一位的号码",
    "email": "电子邮箱",
    "field": "栏目是否填写",
    "form": "交回的表格",
    "high_tech_certificate": "高新技术企业证书编号",
    "id_document": "身份证件",
    "level": "级别",
    "list": "同一栏中的多项",
    "number": "数量与金额",
    "org_code": "组织机构代码",
    "overview": "申报单位概述",
    "patent": "专利号",
    "period": "起止时间",
    "phone": "电话",
    "place": "照片、印章的位置",
    "postcode": "邮政编码",
    "reading": "文件的读取",
    "record": "整条数据",
    "registration_number": "注册号",
    "resident_id": "居民身份证号码",
    "row": "表中的一行",
    "section": "可增行的部分",
    "software_copyright": "软件著作权登记号",
    "sum": "合计",
    "table": "数据表的行",
    "text": "文字的长度",
    "trademark": "商标注册号",
    "uscc": "统一社会信用代码",
    "value": "各类内容",
}

_INTRO = """\
# 发现代码 / Findings

每条“发现”有一个代码，代码的含义永不改变；程序应按代码判断，不要匹配文字。花括号里的是具体内容，例如 `{text}` 为原文。
A program should go by the code, which never changes its meaning, and not by the words.

| 级别 | severity | 含义 |
|---|---|---|
| 错误 | `error` | 必须改正 |
| 提醒 | `warning` | 有疑问，请人工看一下 |
| 需附材料 | `attachment` | 表上看不出，需另附材料 |
| 需人工判断 | `human` | 需要人来判断 |
| 说明 | `note` | 说明某项内容是怎样读取的，无须改正 |
""".splitlines()


def page() -> str:
    """The page."""
    return document([GENERATED, "", *_INTRO, *_sections()])


def _sections() -> Iterator[str]:
    for group, codes in groupby(SEVERITIES, key=_group):
        yield from ("", f"## {_GROUPS[group]}（{group}）" if group in _GROUPS else f"## {group}", "")
        yield from listed(codes)


def _group(code: str) -> str:
    return code.partition(".")[0]


def listed(codes: Iterable[str]) -> list[str]:
    """A table of codes of the catalogue."""
    headers = ["代码", "级别", "说明", "怎么办", "English", "what to do"]
    return table(
        headers,
        ([code(each), say(f"reports.severity.{SEVERITIES[each].value}"), *map(plain, _texts(each))] for each in codes),
    )


def _texts(code: str) -> Iterator[str]:
    for lang in ("zh", "en"):
        for part in ("message", "hint"):
            yield catalogue(lang).get(f"finding.{code}.{part}", "")
