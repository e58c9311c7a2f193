"""docs/forms.md: every form with every field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import ipforms
from ipforms import codecs
from ipforms.bulk.columns import columns_of
from ipforms.bulk.field_columns import FieldColumn
from ipforms.codecs import AmountCodec, Codec, CountCodec, IdentifierCodec, IdentifiersCodec, ListCodec
from ipforms.schemas.base import STAGES, Stage, extra

from .markdown import GENERATED, code, document, plain, table

STAGE_NAMES: dict[Stage | None, str] = {
    "draft": "草稿",
    "applicant": "申报",
    "district": "区县推荐",
    "final": "终审",
    None: "—",
}

# A codec is known by what it is; those of which a class has several, by which one it is.
_CODECS = {codecs.LINE: "文字", codecs.PERSON: "姓名", codecs.PATENTS: "多个专利号"}
_CLASSES: tuple[tuple[type[Codec[Any]], str], ...] = (
    (type(codecs.PARAGRAPHS), "长文"),
    (IdentifierCodec, "号码"),
    (CountCodec, "数量"),
    (IdentifiersCodec, "多个电话"),
    (ListCodec, "多项文字"),
    (type(codecs.DATE), "日期"),
    (type(codecs.ANSWER), "是否"),
    (type(codecs.LEVEL), "级别"),
    (type(codecs.CLAIM), "称号"),
    (type(codecs.PATENT_COUNTS), "专利数"),
    (type(codecs.TRADE_MARKS), "多个商标"),
)

_INTRO = """\
# 表格与栏目

每张表先列出它的来历，再列出全部栏目：

- **字段路径**：程序和 JSON 里的名字；`[]` 表示可以有多行，例如第一行写 `ip_units[0].unit`。
- **印在表上的栏目**：从外到内。JSON 里也可以用这个名字代替英文名。
- **列名**：CSV、Excel 里的表头。多行的栏目在列名后加序号（`机构名称1`、`机构名称2`），或放在另一张工作表里，
  见 [data.md](data.md)。
- **何时必填**：到哪个阶段必须填写。各阶段依次为草稿（什么都不必填）、申报、区县推荐、终审；“—”为可以一直空着。
  整组可以空着的（例如版权），填了其中一栏就要填齐。
- **个人**：该栏是个人信息，在提示和错误清单中会遮盖。

## 各类内容的写法

| 类型 | 单元格里的写法 | JSON 里的写法 |
|---|---|---|
| 文字、姓名 | `广州云岭生物医药科技有限公司` | 同左 |
| 长文 | 可以分段 | `"第一段\\n第二段"` |
| 号码 | 邮政编码、信用代码、电话等 | `"510665"`（加引号） |
| 日期 | `2017年3月9日`、`2017-03-09`、`2012年5月`、`2015` | `"2017-03-09"`、`"2012-05"`、`"2015"` |
| 数量 | `42`、`42件`、`1,234`、`三十二` | `42` |
| 金额、面积 | `5000`、`5000万元`；`3.5万平方米` | `"5000"`（万元）、`"35000"`（平方米） |
| 是否 | `是`、`否`、`√` | `true`、`false` |
| 级别 | `国家级`、`省级`、`市级` | `"national"`、`"provincial"`、`"municipal"` |
| 多项文字、多个电话、多个专利号 | 以“、”分隔 | `["皮具", "箱包"]` |
| 多个商标 | `“双龙”12345678、G1234567` | `[{"name": "双龙", "number": "12345678"}]` |
| 称号 | `是（证书编号GR202133001234）`、`否` | `{"held": true, "detail": "…"}` |
| 专利数 | `18件（发明5件，实用新型10件，外观设计3件）` | `{"total": 18, "invention": 5, …}` |
""".splitlines()


def page() -> str:
    """The page."""
    lines = [line for form in ipforms.forms() for line in _form(form)]
    return document([GENERATED, "", *_INTRO, *lines])


def _form(form: ipforms.Form) -> Iterator[str]:
    yield from ("", f"## {form.id}", "", f"**{form.title}**", "")
    yield f"- 文件：{form.notice}，{form.annex}"
    yield f"- 模型：`{form.model.__module__}.{form.model.__name__}`；模板：`ipforms/templates/{form.source.name}`"
    for name, (title, _) in form.guides.items():
        yield f"- 附带材料：{title}（`ipforms blank {name}`）"
    yield f"- 分表可用来对应的列：{'、'.join(_headers(form, form.keys))}"
    for section, count in form.template.least_rows.items():
        yield f"- `{section}`：空白表印有 {count} 行，不够时自动加行"
    headers = ["字段路径", "印在表上的栏目", "列名", "类型", "示例", "何时必填", "个人"]
    yield from ("", *table(headers, map(_row, columns_of(form.model).all)))


def _headers(form: ipforms.Form, patterns: tuple[str, ...]) -> list[str]:
    return [column.header for column in columns_of(form.model).all if column.pattern in patterns]


def _row(column: FieldColumn) -> list[str]:
    leaf = column.leaf
    labels = [*(group.title for group in column.groups), leaf.title]
    return [
        code(column.pattern),
        plain(" › ".join(labels)),
        plain(column.header + ("1" if column.section else "")),
        kind(leaf.codec),
        plain(_example(column)),
        STAGE_NAMES[stage(column)],
        "是" if leaf.personal else "",
    ]


def stage(column: FieldColumn) -> Stage | None:
    """From which stage on a record must have the field; a group that may stay blank frees its fields too."""
    stages = [column.leaf.stage, *(extra(group.info, "stage") for group in column.groups if group.info)]
    return None if None in stages else max(stages, key=STAGES.index)


def kind(codec: Codec[Any]) -> str:
    """What a person calls the values of a codec."""
    known = next((word for text, word in _CODECS.items() if codec is text), None)
    if known:
        return known
    if isinstance(codec, AmountCodec):
        return f"{'金额' if codec.unit == '万元' else '面积'}（{codec.unit}）"
    return next((word for sort, word in _CLASSES if isinstance(codec, sort)), "文字")


def _example(column: FieldColumn) -> str:
    """The field's first example as it is typed into a cell."""
    examples = column.leaf.info.examples
    if not examples:
        return ""
    codec = column.leaf.codec
    value = codec.canonical(examples[0])
    return "" if value is None else codec.encode(value) or json.dumps(examples[0], ensure_ascii=False)
