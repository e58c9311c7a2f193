"""`ipforms bundle`: the folder of an applicant, held against the list of materials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import ipforms
from ipforms.bundle import Bundle, Item, Status
from ipforms.bundle import bundle as look_through
from ipforms.cli import found, output
from ipforms.cli.command import Argument, Command
from ipforms.cli.lang import LANG, say
from ipforms.cli.options import json_option
from ipforms.errors import IpformsError
from ipforms.masking import veiled
from ipforms.messages import Severity

_NAME, _FINDINGS, _FILES, _FOLDERS = 200, 20, 3, 50
_STATUSES = {
    Status.PRESENT: say("有", "present"),
    Status.MISSING: say("缺", "missing"),
    Status.DOUBLED: say("重复", "doubled"),
    Status.UNREADABLE: say("打不开", "unreadable"),
    Status.UNSURE: say("待确认", "to be seen"),
}


class NoFolders(IpformsError):
    """`--each` of a folder without folders in it."""


@click.command(
    cls=Command,
    help=say(
        "核对一家企业报送的材料：按通知的材料清单，逐项列出有、缺、重复、打不开和需要确认的文件。"
        "只看材料是否齐全；表格填得对不对，用 ipforms check 检查。\n\n"
        "退出状态：0 材料齐全；1 有缺少的、重复的或者需要处理的材料；2 无法运行。",
        "Hold the folder of one company against the notice's list of materials: what is present, missing, doubled, "
        "unreadable or to be seen. Whether the form is filled in well is for `ipforms check`.\n\n"
        "Exit status: 0 complete; 1 something is missing, doubled or to be seen to; 2 could not run.",
    ),
)
@click.argument("folder", cls=Argument, metavar="FOLDER", help=say("一家企业的文件夹。", "The folder of one company."))
@click.option(
    "--form",
    "form_id",
    default="jinhua-application",
    metavar="ID",
    help=say(
        "是哪一种表格的材料，默认 jinhua-application。", "The form that it is about. Default: jinhua-application."
    ),
)
@click.option(
    "--each",
    is_flag=True,
    help=say("FOLDER 下每个文件夹是一家企业。", "Each folder in FOLDER is that of a company."),
)
@json_option
def bundle(folder: str, form_id: str, each: bool, as_json: bool) -> int:
    """`ipforms bundle`."""
    ipforms.form(form_id)
    if not each:
        made = look_through(folder, form_id)
        output.as_json(made.to_dict(LANG)) if as_json else show(made)
        return _status(made)
    told = (look_through(path, form_id) for path in _folders(Path(folder)))
    return _print(told) if as_json else _show_each(told)


def _status(made: Bundle) -> int:
    doubtful = any(finding.severity in (Severity.ERROR, Severity.WARNING) for finding in made.findings)
    return 0 if made.complete and not doubtful else 1


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder, in the order of their names.

    Raises:
        NoFolders: there are none.
    """
    folders = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    folders = [path for path in folders if not path.name.startswith(".") and not path.is_symlink()]
    if not folders:
        raise NoFolders(name=str(folder))
    return folders


def _print(bundles: Iterator[Bundle]) -> int:
    status = 0
    with output.JsonList() as told:
        for made in bundles:
            told.add(made.to_dict(LANG))
            status = max(status, _status(made))
    return status


def _show_each(bundles: Iterator[Bundle]) -> int:
    rows: list[tuple[str, ...]] = []
    status, complete, count = 0, 0, 0
    for made in bundles:
        count, complete, status = count + 1, complete + made.complete, max(status, _status(made))
        if len(rows) < _FOLDERS:
            rows.append((veiled(made.folder, _NAME), veiled(made.applicant, _NAME), _wanting(made), _counted(made)))
    headers = say("文件夹,申报单位,材料,问题", "folder,applicant,materials,findings").split(",")
    output.table(headers, rows)
    if count > len(rows):
        output.line(say(f"……另有 {count - len(rows)} 家，见 --json。", f"… {count - len(rows)} more; see --json."))
    said = say(f"共 {count} 家，材料齐全 {complete} 家。", f"{count} companies, {complete} complete.")
    output.line(said, style="bold")
    return status


def _wanting(made: Bundle) -> str:
    """What is not as it should be; 齐全 if all is."""
    wanting = [f"{_STATUSES[item.status]}{_COLON}{_title(item)}" for item in made.items if item.status is not _HERE]
    return say("；", "; ").join(wanting) or say("齐全", "complete")


_COLON, _HERE = say("：", ": "), Status.PRESENT


def _title(item: Item) -> str:
    return item.requirement.title.text(LANG)


def _counted(made: Bundle) -> str:
    return str(len(found.asking(made.findings)))


def show(made: Bundle) -> None:
    """The list with what is there of it, and what is to be seen to."""
    output.line(made.form.title + (f"  {veiled(made.applicant, _NAME)}" if made.applicant else ""), style="bold")
    headers = say("材料,情况,文件", "material,status,files").split(",")
    output.table(headers, [(_title(item), _STATUSES[item.status], _files(item)) for item in made.items])
    findings = found.asking(made.findings)
    found.show(map(found.row, findings[:_FINDINGS]), len(findings) - _FINDINGS)
    said = say("材料齐全。", "Complete.") if made.complete else say("材料不齐全。", "Not complete.")
    output.line(said, style="bold")


def _files(item: Item) -> str:
    files = [veiled(file.name, _NAME) for file in (*item.files, *item.maybe)]
    more = say(f"等 {len(files)} 个", f" and {len(files) - _FILES} more") if len(files) > _FILES else ""
    return say("、", ", ").join(files[:_FILES]) + more
