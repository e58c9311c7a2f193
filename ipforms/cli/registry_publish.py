"""`ipforms registry publish | template`: lists and letters of a registry, and the templates of them."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipforms.bulk.atomic_files import make_folder, write_whole
from ipforms.bulk.file_names import safe
from ipforms.cli.command import command
from ipforms.cli.options import as_date, json_option, output_option, overwrite_option, policy_option, write_document
from ipforms.cli.registry_options import RegistryOptions, list_policies, registry_options
from ipforms.cli.registry_views import programme_option, show_numbers_option
from ipforms.cli.terminal import Terminal, print_json
from ipforms.errors import IpformsError, MissingGlyphs
from ipforms.messages import say
from ipforms.rules.programmes import PARTY_KINDS

if TYPE_CHECKING:
    from ipforms.registry import Registry, RegistryDocument

_FORMATS = ("docx", "pdf", "xlsx")
_DEFAULT_DAYS = 7  # as in DocumentRequest: no notice sets a period
_MOST_DAYS = 60  # a year in its place is a slip of the keyboard


class NoProgramme(IpformsError):
    """The registry has the lists of several notices, or none, and the call does not say which is meant."""


class MissingTemplate(IpformsError):
    """A template that cannot be opened."""


@command()
@click.argument("kinds", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("-o", "--output", "folder", default=".", metavar="DIR")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(_FORMATS), default=("docx",), metavar="|".join(_FORMATS)
)
@click.option("--notice", "notice_title", metavar="TITLE")
@click.option("--office", metavar="NAME")
@click.option("--number", metavar="TEXT")
@click.option("--to", metavar="NAME")
@click.option("--contact", metavar="TEXT")
@click.option("--kind", type=click.Choice(PARTY_KINDS), metavar="|".join(PARTY_KINDS))
@click.option("--batch", metavar="TEXT")
@click.option("--year", type=click.IntRange(1990, 2200), metavar="YEAR")
@click.option("--since", callback=as_date, metavar="DATE")
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), default=_DEFAULT_DAYS, metavar="N")
@click.option("--id", "ids", multiple=True, type=int, metavar="NUMBER")
@click.option("--template", metavar="FILE")
@click.option("--record", is_flag=True)
@programme_option
@show_numbers_option
@policy_option
@overwrite_option
@json_option
@registry_options(writes=True)
def publish(
    terminal: Terminal,
    /,
    kinds: tuple[str, ...],
    folder: str,
    formats: tuple[str, ...],
    ids: tuple[int, ...],
    template: str | None,
    record: bool,
    programme: str | None,
    policy: tuple[str, ...],
    overwrite: bool,
    as_json: bool,
    registry: RegistryOptions,
    **asked: Any,
) -> None:
    """`ipforms registry publish`."""
    from ipforms.registry import DocumentRequest, office_template, registry_documents

    with registry.opened() as opened:
        of = programme or only_programme(opened)
        request = DocumentRequest(of, registry.day, ids=frozenset(ids), policies=list_policies(policy), **asked)
        own = None if template is None else office_template(_existing(template))
        made = {kind: registry_documents(opened, kind, request, own) for kind in kinds}
    make_folder(Path(folder))
    files = _written(
        terminal, [each for found in made.values() for each in found], folder, formats, overwrite=overwrite
    )
    if record:
        _record(registry, [row for each in made.get("publicity", ()) for row in each.rows])
    if as_json:
        print_json({"files": files, "nothing": [kind for kind, found in made.items() if not found]})
        return
    for kind, found in made.items():
        title = say(f"registry.document_title.{kind}", terminal.lang)
        terminal.print("registry.published" if found else "registry.nothing", document=title, count=len(found))
    for file in files[:_SHOWN]:
        terminal.line(file)
    if len(files) > _SHOWN:
        terminal.print("registry.more_files", count=len(files) - _SHOWN, folder=folder)


_SHOWN = 12  # names of files that a terminal shows; the folder has them all


@command("template")
@click.argument("document", metavar="DOCUMENT")
@output_option
@overwrite_option
def registry_template(terminal: Terminal, document: str, target: str | None, overwrite: bool) -> None:
    """`ipforms registry template`."""
    from ipforms.registry import template_bytes

    write_document(terminal, template_bytes(document), target or f"{document}.docx", ".docx", overwrite=overwrite)


def only_programme(registry: "Registry") -> str:
    """The programme of a registry that has one alone.

    Raises:
        NoProgramme: it has several, or none.
    """
    known = [each.id for each in registry.programmes()]
    if len(known) != 1:
        raise NoProgramme(known=known or ["—"])
    return known[0]


def _existing(template: str) -> Path:
    path = Path(template)
    if not path.is_file():
        raise MissingTemplate(name=template)
    return path


def _written(
    terminal: Terminal, made: "list[RegistryDocument]", folder: str, formats: tuple[str, ...], *, overwrite: bool
) -> list[str]:
    """Write the documents; two of one name are told apart by a number."""
    taken: Counter[str] = Counter()
    files = []
    for each in made:
        stem = safe(each.stem)
        taken[stem] += 1
        stem += f"-{taken[stem]}" if taken[stem] > 1 else ""
        for format in dict.fromkeys(formats):
            path = Path(folder) / f"{stem}.{format}"
            rendered = each.rendered(format)  # type: ignore[arg-type]
            write_whole(path, rendered.data, overwrite=overwrite)
            files.append(str(path))
            if rendered.lacking:
                terminal.line(str(MissingGlyphs(rendered.lacking)), error=True)
    return files


def _record(registry: RegistryOptions, entries: list[int]) -> None:
    """Record that entries were made public, but for those of which that is known."""
    with registry.changed() as (opened, change):
        change.publish(
            [each for each in entries if opened.row("entries", each)["published_on"] is None], on=registry.on
        )
