"""The registry at the desk: what is due, the list, decisions, visits, cases; and its lists and letters to take away."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Form, Query, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse, Response

from ipforms.bulk.file_names import safe
from ipforms.desk.accounts import DeskRole
from ipforms.desk.api.registry_tasks import list_rows
from ipforms.desk.desk_context import Desk, person_of, requires
from ipforms.desk.list_registry import may_record, office_now, opened_registry, record_facts
from ipforms.desk.list_views import VIEWS, RegistryAsked, day_of, registry_tables, view_title
from ipforms.desk.output_files import media_of
from ipforms.desk.pages.queue_page import TheDesk, attachment
from ipforms.desk.problem_details import NotAllowed, NotFound, lang_of, status_of
from ipforms.desk.scratch_files import name_of, scratch_files
from ipforms.errors import IpformsError
from ipforms.messages import Lang, say
from ipforms.registry import (
    DOCUMENTS,
    DocumentFormat,
    DocumentRequest,
    ImportedList,
    Registry,
    export_workbook,
    import_list,
    registry_documents,
)
from ipforms.registry.column_texts import readings
from ipforms.registry.record_kinds import FACT_CHOICES, RECORDS, RecordKind, fact_title, kind_title, terms_of
from ipforms.rules.programmes import PROGRAMMES, PartyKind

router = APIRouter(prefix="/registry")
_TYPES = {"on": "date", **dict.fromkeys(("received", "disputed", "at"), "datetime-local"), "email": "email"}
"""The inputs of facts that are no plain texts."""
_OFFERED = 300  # names that an input offers


AskedRegistry = Annotated[RegistryAsked, Depends()]


@router.get("")
def registry_page(
    request: Request,
    desk: TheDesk,
    asked: AskedRegistry,
    record: str = "",
    row: Annotated[list[str], Query()] = [],  # noqa: B006 - read by FastAPI, never changed
    table: str = "",
    made: str = "",
) -> Response:
    """One view of the registry, with the form of what is to be recorded, if anything is."""
    return _page(request, desk, asked, {"record": record, "row": row, "table": table}, made=made)


@router.post("/records")
async def record_form(request: Request, desk: TheDesk, asked: AskedRegistry) -> Response:
    """Record what the form says; the page again if it cannot be recorded, with what was typed."""
    form = await request.form()
    given: dict[str, Any] = {name: value for name, value in form.items() if isinstance(value, str)}
    given["row"] = [each for each in form.getlist("row") if isinstance(each, str)]
    return await run_in_threadpool(_recorded, request, desk, asked, given)


def _recorded(request: Request, desk: Desk, asked: RegistryAsked, given: dict[str, Any]) -> Response:
    kind = str(given.get("record", ""))
    own = _kind(kind)
    facts, rows = (
        {name: given.get(name, "").strip() for name in own.facts},
        [_named(own, each) for each in given["row"]],
    )
    try:
        numbers = record_facts(desk.settings, person_of(request), kind, facts, rows)
    except NotAllowed:
        raise
    except IpformsError as error:
        return _page(request, desk, asked, given, error=error)
    told = " ".join(str(each) for each in numbers if each is not None)
    return RedirectResponse(asked.query(made=f"{kind} {told}".strip()), 303)


@router.get("/documents")
def registry_document(
    desk: TheDesk,
    document: str,
    programme: str,
    format: DocumentFormat = "docx",
    on: str = "",
    since: str = "",
    office: str = "",
    number: str = "",
    to: str = "",
    contact: str = "",
) -> Response:
    """A list or letter of the registry as a file; several as a ZIP."""
    words = {"office": office, "number": number, "to": to, "contact": contact}
    more = {name: text for name, text in words.items() if text}
    begin, policies = day_of(since) if since else None, desk.settings.policies
    request = DocumentRequest(programme, day_of(on), since=begin, policies=policies, **more)  # type: ignore[arg-type]
    with opened_registry(desk.settings) as registry:
        made = registry_documents(registry, document, request)
    files = {f"{safe(each.stem)}.{format}": each.rendered(format).data for each in made}
    if not files:
        raise NothingToMake(document=DOCUMENTS[document].title())
    name, data = next(iter(files.items()))
    if len(files) > 1:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, part in files.items():
                archive.writestr(each, part)
        name, data = f"{DOCUMENTS[document].title()}.zip", stream.getvalue()
    return Response(data, media_type=media_of(name), headers=attachment(name))


@router.get("/export")
def export_registry(request: Request, desk: TheDesk, asked: AskedRegistry) -> Response:
    """All of the registry as a workbook, personal numbers masked."""
    with opened_registry(desk.settings) as registry:
        data = export_workbook(registry, asked.day, lang=lang_of(request, desk.settings.lang))
    name = f"{say('desk.nav.registry')}-{asked.day}.xlsx"
    return Response(data, media_type=media_of(name), headers=attachment(name))


@router.post("/list", dependencies=[Depends(requires(DeskRole.DECIDE))])
async def take_list(
    request: Request,
    desk: TheDesk,
    file: UploadFile,
    programme: Annotated[str, Form()],
    kind: Annotated[PartyKind | Literal[""], Form()] = "",
    on: Annotated[str, Form()] = "",
    ignore_unknown: Annotated[bool, Form()] = False,
) -> Response:
    """Take in the list that an office has kept itself, whole or not at all; a second time nothing is doubled."""
    lang, person = lang_of(request, desk.settings.lang), person_of(request).name
    async with scratch_files(desk.settings, [file]) as (kept,):
        rows, told = await desk.pool.call(partial(list_rows, kept, lang, ignore_unknown=ignore_unknown))

    def take() -> ImportedList:
        day = day_of(on) if on else None
        with opened_registry(desk.settings) as registry, registry.write(by=person, at=office_now()) as change:
            return import_list(change, rows, programme, table=name_of(file), kind=kind or None, on=day)

    made = await run_in_threadpool(take)
    counts: dict[str, Any] = {name: len(getattr(made, name)) for name in ("entries", "known", "changed")}
    return JSONResponse({"told": " ".join([say("cli.registry.imported", lang, **counts), *told])})


class NothingToMake(IpformsError):
    """The registry has nothing for a document on that day."""


def _page(
    request: Request,
    desk: Desk,
    asked: RegistryAsked,
    given: Mapping[str, Any],
    *,
    made: str = "",
    error: IpformsError | None = None,
) -> Response:
    lang, policies, role = lang_of(request, desk.settings.lang), desk.settings.policies, person_of(request).role
    if asked.view not in (*VIEWS, "party"):
        raise NotFound
    with opened_registry(desk.settings) as registry:
        tables = registry_tables(registry, asked, lang, role, policies)
        programmes = [each.id for each in registry.programmes()]
        form = _form(registry, given, programmes, lang) if given.get("record") else None
        kind, _, numbers = made.partition(" ")
        done = []
        if kind in RECORDS:
            opened = {int(each) for each in numbers.split() if each.isdecimal()}
            terms = [each.sentence(lang) for each in terms_of(registry, kind, opened, office_now(), policies)]
            done = [say("desk.registry.done", lang, kind=kind_title(kind), numbers=numbers), *terms]
    return desk.pages.page(
        request,
        "registry.html",
        status_of(error) if error else 200,
        section="registry",
        asked=asked,
        tabs=[(each, view_title(each, lang), asked.query(view=each, party="")) for each in VIEWS],
        title=tables[0].rows[0].cells[3] if asked.view == "party" else view_title(asked.view, lang),
        tables=tables,
        form=form,
        error=error.message(lang) if error else "",
        done=done,
        readings=readings(policies, asked.view, lang),
        programmes=[(each, say(f"registry.value.{each}", lang)) for each in programmes],
        documents=[(each.id, each.title(lang)) for each in DOCUMENTS.values()],
        formats=get_args(DocumentFormat),
        lists=[(each, say(f"registry.value.{each}", lang)) for each in PROGRAMMES],
        kinds={kind: kind_title(kind).text(lang) for kind in RECORDS},
        begins=[kind for kind, own in RECORDS.items() if "id" not in own.needs and may_record(role, kind)],
    )


@dataclass(frozen=True)
class RecordForm:
    """The form of what is to be recorded.

    Attributes:
        kind: one of `RECORDS`.
        about: the names of the parties that were chosen.
        hidden: values that are given already.
        inputs: the others.
        names: parties that may be meant.
    """

    kind: str
    about: list[str]
    hidden: list[tuple[str, str]]
    inputs: list[dict[str, Any]]
    names: list[str]


def _form(registry: Registry, given: Mapping[str, Any], programmes: list[str], lang: Lang) -> RecordForm:
    kind, chosen = str(given["record"]), list(given["row"])
    own = _kind(kind)
    parties = [each["party"] for each in map(_numbers, chosen) if "party" in each]
    hidden = [("record", kind), *(("row", each) for each in chosen)]
    if "table" in own.facts:
        hidden.append(("table", str(given.get("table", ""))))
    follows = parties or len(programmes) == 1 or "party" in own.needs
    known = {"id", "table"} | ({"programme"} if follows else set())
    known |= ({"party"} if parties else set()) | ({"on"} if "received" in own.facts else set())
    names = sorted((each for each in own.facts if each not in known), key=lambda each: each not in own.needs)
    inputs = [_input(name, own, str(given.get(name, "")), programmes, lang) for name in names]
    may_be = [each["name"] for each in registry.parties()[:_OFFERED]] if "party" in names else []
    return RecordForm(kind, [registry.row("parties", int(each))["name"] for each in parties], hidden, inputs, may_be)


def _input(name: str, kind: RecordKind, value: str, programmes: list[str], lang: Lang) -> dict[str, Any]:
    choices = programmes if name == "programme" else FACT_CHOICES.get(name, ())
    words = [(each, say(f"registry.value.{each}", lang)) for each in choices]
    own = {"name": name, "title": fact_title(name).text(lang), "value": value, "choices": words}
    return {**own, "type": _TYPES.get(name, "text"), "needed": name in kind.needs}


def _named(kind: RecordKind, row: str) -> dict[str, str]:
    """Of a row that was chosen, `id.party`, what a kind of record goes by."""
    own = _numbers(row)
    return {name: own[name] for name in ("id", "party") if name in kind.facts and name in own}


def _numbers(row: str) -> dict[str, str]:
    id, _, party = row.partition(".")
    return {name: value for name, value in (("id", id), ("party", party)) if value.isdecimal()}


def _kind(kind: str) -> RecordKind:
    if kind not in RECORDS:
        raise NotFound
    return RECORDS[kind]
