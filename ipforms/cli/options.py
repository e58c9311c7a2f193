"""Arguments and options that commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ipforms.cli import output
from ipforms.cli.command import Argument
from ipforms.cli.lang import say

Decorated = Callable[..., Any]


def form_argument(command: Decorated) -> Decorated:
    """FORM: the id of a form."""
    text = say("表格编号，见 ipforms forms。", "Id of a form; see `ipforms forms`.")
    return click.argument("form_id", metavar="FORM", cls=Argument, help=text)(command)


def json_option(command: Decorated) -> Decorated:
    """--json."""
    return click.option("--json", "as_json", is_flag=True, help=say("输出 JSON。", "Print JSON."))(command)


def overwrite_option(command: Decorated) -> Decorated:
    """--overwrite."""
    text = say("覆盖已存在、内容不同的文件。", "Replace files that exist and differ.")
    return click.option("--overwrite", is_flag=True, help=text)(command)


def output_option(command: Decorated) -> Decorated:
    """-o FILE, or - for standard output."""
    text = say("输出文件；- 为标准输出。", "Output file; - for standard output.")
    return click.option("-o", "--output", "target", metavar="FILE", help=text)(command)


def deliver(data: bytes, target: str, *, overwrite: bool) -> None:
    """Write a document where it was asked for, and say so."""
    from ipforms.bulk.files import write_whole

    if target == "-":
        sys.stdout.buffer.write(data)
        return
    path = Path(target)
    write_whole(path, data, overwrite=overwrite)
    output.line(say("已生成：", "Written: ") + str(path), error=True)
