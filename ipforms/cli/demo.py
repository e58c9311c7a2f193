"""`ipforms demo`: the whole way on the sample data that come with ipforms, from blank forms to checked ones."""

import io
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

import ipforms
from ipforms.bulk.atomic_files import make_folder, write_whole
from ipforms.bulk.check_files import CheckOptions
from ipforms.bulk.entry_workbook import entry_workbook
from ipforms.bundle import bundle
from ipforms.cli import recommend
from ipforms.cli.bundle import show as show_bundle
from ipforms.cli.check import check_files
from ipforms.cli.command import command
from ipforms.cli.compare import compare_files
from ipforms.cli.demo_data import ON, DemoData, demo_data
from ipforms.cli.fill import fill_data
from ipforms.cli.fill_summary import show
from ipforms.cli.report_files import check_targets
from ipforms.cli.send_back import SendBack
from ipforms.cli.terminal import Terminal, size
from ipforms.errors import MissingExtra, UnreadableDocument
from ipforms.formats import scan
from ipforms.formats.fixed_pages import page_picture
from ipforms.forms import guide
from ipforms.messages import Bilingual
from ipforms.roster import Roster
from ipforms.schemas.base import FormModel

if TYPE_CHECKING:
    from PIL.Image import Image


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
        raise UnreadableDocument(name=name, reason=Bilingual("cli.demo.no_samples"))
    path = folder / name
    write_whole(path, found.read_bytes(), overwrite=True)
    return path


@command()
@click.option("-o", "--output", "folder", default="demo-output", metavar="DIR")
@click.option("--no-scans", is_flag=True)
def demo(terminal: Terminal, folder: str, no_scans: bool) -> int:
    """`ipforms demo`."""
    base = Path(folder)
    blanks, entry, data = base / "1-blank", base / "2-entry-workbooks", base / "3-sample-data"
    for each in (blanks, entry, data):
        make_folder(each)
    terminal.print("demo.blanks", style="bold")
    for form in ipforms.forms():
        write_whole(blanks / f"{form.id}.docx", form.blank(), overwrite=True)
        write_whole(entry / f"{form.id}.xlsx", entry_workbook(form, f"{form.id}.xlsx"), overwrite=True)
    write_whole(blanks / "jinhua-materials.docx", guide("jinhua-materials") or b"", overwrite=True)
    terminal.print("demo.filling", style="bold")
    for form_id, name in _FILLED:
        target = base / f"4-filled-{Path(name).stem}"
        show(terminal, fill_data(terminal, ipforms.form(form_id), str(_sample(name, data)), target, overwrite=True))
    returned = demo_data(terminal, base, partial(_sample, folder=data))
    _check(terminal, base, returned)
    _collate(terminal, base, returned)
    if not no_scans:
        show_scans(terminal, base, returned)
    terminal.print("demo.files", style="bold")
    _list(terminal, base)
    return 0


def _check(terminal: Terminal, base: Path, returned: DemoData) -> None:
    terminal.print("demo.checking", style="bold")
    checked = base / "6-checked"
    targets = check_targets([str(checked / "overview.xlsx"), str(checked / "report.html")])
    folders = checked / "comments", checked / "notices"
    back = SendBack(terminal, *folders, returned.unit, deadline=15, overwrite=True, on=ON)
    back.prepare()
    check_files(terminal, [str(returned.folder)], CheckOptions(on=ON), targets, back)


def _collate(terminal: Terminal, base: Path, returned: DemoData) -> None:
    terminal.print("demo.recommending", style="bold")
    folder, asked = base / "7-recommended", CheckOptions(on=ON)
    make_folder(folder)
    target = folder / "jinhua-recommendation.docx"
    outcomes = recommend.read_all(terminal, [str(returned.folder)], asked, [target], Roster())
    made = recommend.make(outcomes, asked, recommend.side_rows(str(returned.side)), unit=returned.unit)
    recommend.write_table(made, target, overwrite=True)
    recommend.show(terminal, made)
    terminal.print("demo.comparing", style="bold")
    compare_files(terminal, str(returned.incomplete), str(returned.corrected))
    terminal.print("demo.papers", style="bold")
    papers = base / "9-papers"
    make_folder(papers)
    write_whole(papers / terminal.say("demo.form_file"), returned.corrected.read_bytes(), overwrite=True)
    write_whole(papers / "营业执照复印件.jpg", b"\xff\xd8\xff", overwrite=True)
    show_bundle(terminal, bundle(papers))


def _list(terminal: Terminal, base: Path) -> None:
    rows = []
    for folder in sorted(path for path in base.iterdir() if path.is_dir()):
        made = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".lock")
        rows += [(str(path), size(path)) for path in made[:3]]
        if len(made) > 3:
            rows.append((f"{folder}/…", terminal.say("demo.file_count", count=len(made))))
    terminal.table("demo.columns", rows)


_DPI = 200  # of a scanner as offices set it
_LEAN = 0.7  # degrees by which a page lies askew on a scanner
_SEAL = 42 / 25.4 * _DPI  # pixels: round seals of companies measure 42 mm
_AT = 0.62, 0.77  # of the page: over the applicant's signature
_MOST = 200  # characters
_RED, _DESK, _WHITE = (205, 45, 50), (74, 66, 58), (255, 255, 255)
_CORNERS = (0.06, 0.05), (0.11, 0.96), (0.93, 0.94), (0.90, 0.07)  # of the photo: where the sheet's corners lie


def show_scans(terminal: Terminal, base: Path, returned: DemoData) -> None:
    """Compare a Word file with its stamped scan, and with a photo of the version before."""
    terminal.print("demo.scanning", style="bold")
    if not scan.is_installed():
        missing = MissingExtra(name=terminal.say("demo.file.stamped"), package="OCR", extra="scan")
        terminal.line(missing.message(terminal.lang))
        return
    folder = base / "11-scans"
    make_folder(folder)
    word = folder / terminal.say("demo.form_file")
    write_whole(word, ipforms.render(_short(returned.corrected)), overwrite=True)
    pictures = ("stamped", returned.corrected, _scan), ("photo", returned.incomplete, _photo)
    for key, form, picture in pictures:
        name = folder / terminal.say(f"demo.file.{key}")
        write_whole(name, picture(_printed(_short(form))), overwrite=True)
        compare_files(terminal, str(word), str(name))


def _short(form: Path) -> FormModel:
    """The record of a form, with no more text than goes onto one page."""
    record = ipforms.read(form).record
    text = str(getattr(record, "ip_protection_status", ""))
    return record.model_copy(update={"ip_protection_status": text.partition("\n")[0][:_MOST]})


def _printed(record: FormModel) -> "Image":
    """The first page of a form, printed and sealed."""
    from PIL import Image, ImageChops, ImageDraw

    drawn = page_picture(ipforms.render(record, "pdf"), 1) or b""
    page = Image.open(io.BytesIO(drawn)).convert("RGB")
    left, top = (round(side * part - _SEAL / 2) for side, part in zip(page.size, _AT, strict=True))
    seal = Image.new("RGB", page.size, _WHITE)
    ImageDraw.Draw(seal).ellipse((left, top, left + _SEAL, top + _SEAL), outline=_RED, width=round(_SEAL / 35))
    return ImageChops.multiply(page, seal)


def _scan(page: "Image") -> bytes:
    from PIL import Image

    target = io.BytesIO()
    turned = page.rotate(_LEAN, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    turned.save(target, "PDF", resolution=_DPI, creationDate=None, modDate=None)
    return target.getvalue()


def _photo(page: "Image") -> bytes:
    from PIL import Image

    target = io.BytesIO()
    bordered = Image.new("RGB", (page.width * 2, page.height * 2), _DESK)
    bordered.paste(page, (page.width // 2, page.height // 2))
    size = page.width * 5 // 4, page.height * 5 // 4
    # PIL maps each corner of the new picture to a place in the old one: here the photo's corners on the desk.
    width, height = page.size
    outer = [
        (round(width * (0.5 - x if x < 0.5 else 2.5 - x)), round(height * (0.5 - y if y < 0.5 else 2.5 - y)))
        for x, y in _CORNERS
    ]
    quad = tuple(side for corner in outer for side in corner)
    bordered.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC).save(target, "JPEG", quality=85)
    return target.getvalue()
