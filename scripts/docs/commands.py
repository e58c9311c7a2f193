"""docs/cli.md: the commands, from their help."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ipforms.cli.app import app
from ipforms.cli.command import help_texts

from .markdown import GENERATED, code, document, plain, table

EXAMPLES: dict[str, tuple[str, ...]] = {
    "forms": ("ipforms forms", "ipforms forms --json"),
    "blank": (
        "ipforms blank guangzhou-enterprise -o 空白申报书.docx",
        "ipforms blank guangzhou-enterprise --format pdf -o 空白申报书.pdf",
        "ipforms blank jinhua-materials",
    ),
    "schema": (
        "ipforms schema guangzhou-enterprise --columns",
        "ipforms schema guangzhou-enterprise --stage final > schema.json",
        "ipforms schema guangzhou-enterprise --no-null > input.json",
        "ipforms schema guangzhou-enterprise --ui rjsf > ui.json",
    ),
    "workbook": ("ipforms workbook guangzhou-enterprise -o data.xlsx",),
    "map": ("ipforms map guangzhou-enterprise 企业.xlsx", "ipforms map 企业.xlsx --header-row 3,4 -o 对应表.xlsx"),
    "fill": (
        "ipforms fill guangzhou-enterprise data.xlsx -o out",
        "ipforms fill guangzhou-enterprise 企业.csv -o out --name '{name}_{uscc}'",
        "cat 企业.jsonl | ipforms fill guangzhou-enterprise - -o out --json",
    ),
    "flatten": ("ipforms flatten 申报书.pdf -o 申报书-打印.pdf",),
    "read": (
        "ipforms read 收回 -o 收回.xlsx",
        "ipforms read 申报书.docx --json",
        "ipforms read 收回 -o 收回.jsonl --form guangzhou-enterprise",
    ),
    "check": (
        "ipforms check 收回",
        "ipforms check 收回 --report 总览.xlsx --report 报告.html",
        "ipforms check 收回 --comments 批注 --notices 通知书 --office 婺城区市场监督管理局 --deadline 15",
        "ipforms check 申报书.docx --stage district --on 2017-04-01 --policy thirty=valid --json",
    ),
    "compare": ("ipforms compare 申报书.docx 修改后的申报书.docx",),
    "recommend": ("ipforms recommend 收回 --unit 婺城区市场监督管理局 --side 补充内容.xlsx -o 推荐表.docx",),
    "bundle": ("ipforms bundle 收回/某某公司", "ipforms bundle 收回 --each"),
    "registry": (
        "ipforms registry init",
        "ipforms registry add 收回 --district 天河区",
        "ipforms registry list applications --state district",
        "ipforms registry decide 1 2 3 --level district --by 天河区知识产权局 --on 2017-04-12",
        "ipforms registry decide 1 2 --level city --batch 第一批 --on 2017-05-20",
        "ipforms registry record visit --party 广州云岭生物医药科技有限公司 --on 2017-09-05 --set by=陈晓岚",
        "ipforms registry due --within 30d",
        "ipforms registry review --on 2018-05-20",
        "ipforms registry report --year 2017",
        "ipforms registry backup 备份.db",
    ),
    "serve": (
        "ipforms serve 办理台",
        "ipforms serve 办理台 --add-person 王芳 --role decide",
        "ipforms serve 办理台 --host 192.168.1.20 --name banli.example.cn",
    ),
    "inspect": (
        "ipforms inspect 申报书.docx",
        "ipforms inspect 扫描件.pdf -o 读取过程.html",
        "ipforms inspect 申报书.docx --json",
    ),
    "new-form": (
        "ipforms new-form 空白表.docx -o yiwu",
        "ipforms new-form 空白表.docx -o yiwu --review yiwu/review.xlsx",
    ),
    "lint-form": ("ipforms lint-form yiwu", "ipforms lint-form guangzhou-enterprise --records 5 --json"),
    "demo": ("ipforms demo -o demo-output",),
}
"""What each command is tried with first. A command without an example is a failing test."""

_INTRO = """\
# 命令行

本页由各命令的 `--help` 生成。界面默认中文；`ipforms --lang en …` 或环境变量 `IPFORMS_LANG=en` 改为英文。

- 文档和数据写到文件或标准输出，提示和错误写到标准错误；`--json` 的输出只含 JSON，可直接交给程序。
- 退出状态：0 完成；1 有数据被退回，或者有需要处理的问题；2 无法运行（写法有误、文件打不开等）。
- 已有同名文件时，内容相同则不动，内容不同则不覆盖；要覆盖请加 `--overwrite`。
""".splitlines()


def page() -> str:
    """The page."""
    return document([GENERATED, "", *_INTRO, *_group()])


def _group() -> Iterator[str]:
    ctx = click.Context(app, info_name="ipforms", **app.context_settings)
    yield from _described(app, ctx)
    for name, command in app.commands.items():
        own = click.Context(command, parent=ctx, info_name=name, **command.context_settings)
        yield from _described(command, own)
        yield from _example(name)
        yield from _below(command, own)


def _below(group: click.Command, ctx: click.Context) -> Iterator[str]:
    """The commands of a group of its own."""
    for name, command in group.commands.items() if isinstance(group, click.Group) else ():
        yield from _described(command, click.Context(command, parent=ctx, info_name=name, **command.context_settings))


def _described(command: click.Command, ctx: click.Context) -> Iterator[str]:
    texts = help_texts(command, ctx)
    yield from ("", f"## {ctx.command_path}", "", *plain(texts.about).replace("<br>", "\n").splitlines())
    yield from ("", "```text", texts.usage, "```")
    for header, rows in (("参数", texts.arguments), ("选项", texts.options)):
        if rows:
            yield from ("", *table([header, "含义"], ([code(name), plain(text)] for name, text in rows)))


def _example(name: str) -> Iterator[str]:
    if name in EXAMPLES:
        yield from ("", "```sh", *EXAMPLES[name], "```")
