"""`ipforms demo`: the whole way on the sample data that come with ipforms, from blank forms to checked ones."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

import ipforms
from ipforms.bulk.atomic_files import make_folder, write_whole
from ipforms.bulk.entry_workbook import entry_workbook
from ipforms.bundle import bundle
from ipforms.cli import output, recommend
from ipforms.cli.bundle import show as show_bundle
from ipforms.cli.check import Asked, check_files
from ipforms.cli.command import Command
from ipforms.cli.compare import compare_files
from ipforms.cli.fill import fill_data
from ipforms.cli.filled import show
from ipforms.cli.lang import say
from ipforms.cli.reporting import see_targets
from ipforms.cli.returned import ON, Story, story
from ipforms.cli.returning import Returning
from ipforms.errors import UnreadableDocument
from ipforms.forms import guide

_FILLED = (
    ("jinhua-application", "jinhua-application.xlsx"),
    ("jinhua-recommendation", "jinhua-recommendation.json"),
    ("guangzhou-enterprise", "guangzhou-enterprise.xlsx"),
    ("guangzhou-market", "guangzhou-market.xlsx"),
    ("guangzhou-enterprise", "returned-by-a-colleague.csv"),
)


def samples() -> Traversable:
    """The folder of sample data: in the installed package, or in a checkout's examples."""
    packed = files("ipforms") / "samples"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "examples" / "data"


def _sample(name: str, folder: Path) -> Path:
    found = samples() / name
    if not found.is_file():
        raise UnreadableDocument(
            name=name,
            reason_zh="安装包中缺少示例数据。",
            reason_en="the sample data are missing from this installation.",
        )
    path = folder / name
    write_whole(path, found.read_bytes(), overwrite=True)
    return path


@click.command(
    cls=Command,
    help=say(
        "演示：生成空白表和填写用的 Excel，用示例数据填写全部表格，再检查一批收回的表格（有对有错），"
        "汇总推荐表，比对补正前后的文件，核对一家企业的材料。",
        "A demonstration: blanks, entry workbooks, every form filled from sample data; then a folder of returned "
        "forms, good and bad, is checked, collated, compared, and held against the list of materials.",
    ),
)
@click.option(
    "-o",
    "--output",
    "folder",
    default="demo-output",
    metavar="DIR",
    help=say("输出文件夹，默认 demo-output。", "Folder."),
)
def demo(folder: str) -> int:
    """`ipforms demo`."""
    base = Path(folder)
    blanks, entry, data = base / "1-blank", base / "2-entry-workbooks", base / "3-sample-data"
    for each in (blanks, entry, data):
        make_folder(each)
    output.line(say("一、空白官方表格和填写用的 Excel", "1. Blank official forms and entry workbooks"), style="bold")
    for form in ipforms.forms():
        write_whole(blanks / f"{form.id}.docx", form.blank(), overwrite=True)
        write_whole(entry / f"{form.id}.xlsx", entry_workbook(form, f"{form.id}.xlsx"), overwrite=True)
    write_whole(blanks / "jinhua-materials.docx", guide("jinhua-materials") or b"", overwrite=True)
    output.line(say("二、用示例数据填写", "2. Filling from sample data"), style="bold")
    for form_id, name in _FILLED:
        target = base / f"4-filled-{Path(name).stem}"
        show(fill_data(ipforms.form(form_id), str(_sample(name, data)), target, overwrite=True))
    told = story(base, partial(_sample, folder=data))
    _check(base, told)
    _collate(base, told)
    output.line(say("七、生成的文件（可用 Word、WPS 或 LibreOffice 打开）", "7. The files"), style="bold")
    _list(base)
    return 0


def _check(base: Path, told: Story) -> None:
    output.line(say("三、检查收回的表格", "3. Checking returned forms"), style="bold")
    checked = base / "6-checked"
    targets = see_targets([str(checked / "overview.xlsx"), str(checked / "report.html")])
    back = Returning(checked / "comments", checked / "notices", told.unit, deadline=15, overwrite=True)
    back.see()
    check_files([str(told.folder)], Asked(on=ON), targets, back)


def _collate(base: Path, told: Story) -> None:
    output.line(say("四、汇总推荐表", "4. The recommendation table"), style="bold")
    folder, asked = base / "7-recommended", Asked(on=ON)
    make_folder(folder)
    target = folder / "jinhua-recommendation.docx"
    made = recommend.make(recommend.read_all([str(told.folder)], asked, target), asked, str(told.side), unit=told.unit)
    recommend.deliver(made, target, overwrite=True)
    recommend.show(made)
    output.line(say("五、比对补正前后的两份文件", "5. A form and the one that was handed in again"), style="bold")
    compare_files(str(told.wanting), str(told.corrected))
    output.line(say("六、核对一家企业的材料", "6. The papers of one company"), style="bold")
    papers = base / "9-papers"
    make_folder(papers)
    write_whole(papers / say("申报表.docx", "form.docx"), told.corrected.read_bytes(), overwrite=True)
    write_whole(papers / "营业执照复印件.jpg", b"\xff\xd8\xff", overwrite=True)
    show_bundle(bundle(papers))


def _list(base: Path) -> None:
    rows = []
    for folder in sorted(path for path in base.iterdir() if path.is_dir()):
        made = sorted(path for path in folder.iterdir() if path.is_file())
        rows += [(str(path), output.size(path)) for path in made[:3]]
        if len(made) > 3:
            rows.append((f"{folder}/…", say(f"共 {len(made)} 个文件", f"{len(made)} files")))
    output.table(say("文件,大小", "file,size").split(","), rows)
