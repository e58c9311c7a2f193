"""The review of one form: left the document, right its fields; each change is checked at once and written down."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from ipforms import paths
from ipforms.desk.accounts import DeskRole
from ipforms.desk.desk_context import Desk, person_of, requires
from ipforms.desk.document_view import PagePictures, Sizes, is_paged, shown_blocks, shown_pages
from ipforms.desk.output_files import OfficeWords, one_output
from ipforms.desk.pages.queue_page import Asked, TheDesk, attachment, local_time
from ipforms.desk.problem_details import NotFound, lang_of
from ipforms.desk.queue_rows import QueueFilter, next_to_review, same_applicant
from ipforms.desk.review_model import DECISIONS, Decision, Review, field_texts
from ipforms.desk.stored_case import StoredCase, opened_case, require_seen
from ipforms.desk.worker_tasks import report_columns
from ipforms.errors import IpformsError
from ipforms.messages import Lang, say
from ipforms.paths import Place
from ipforms.reports.words import where
from ipforms.schemas.base import FormModel
from ipforms.schemas.labels import label
from ipforms.schemas.layout import FieldGroup, layout
from ipforms.sheet import Mark

router = APIRouter()
_PICTURES = PagePictures()
_TAKEN = ("docx", "pdf", "commented", "page", "letter")
_PROPOSED: dict[str, Decision] = {"acceptable": "accept", "correct": "return", "ineligible": "refuse"}
"""What a verdict suggests; where somebody must judge first, nothing is suggested but the judgement."""
_PNG = b"\x89PNG"
_MARKS = ("seal", "stamp", "signature")
_LONGEST = 100_000  # characters of a text that somebody types
Text = Annotated[str, Body(max_length=_LONGEST)]


@router.get("/review/{id}")
async def review_page(request: Request, desk: TheDesk, id: int, asked: Asked) -> Response:
    """The page on which a form is reviewed."""
    case = await run_in_threadpool(opened_case, desk.store, desk.pool, id)
    sizes, error = await _PICTURES.sizes(desk.pool, case.original) if is_paged(case.read) else ([], None)
    return await run_in_threadpool(_review_page, request, desk, case, asked, sizes, error)


def _review_page(
    request: Request, desk: Desk, case: StoredCase, asked: QueueFilter, sizes: Sizes, error: IpformsError | None
) -> Response:
    lang, id, read = lang_of(request, desk.settings.lang), case.id, case.read
    review, pages = case.review(lang), _pages(case, sizes)
    return desk.pages.page(
        request,
        "review.html",
        section="queue",
        id=id,
        file_id=case.file_id,
        file_name=case.name,
        part=case.part,
        review=review,
        pages=pages,
        blocks=() if pages else shown_blocks(read),
        error=error.message(lang) if error else "",
        marks=[_mark(each, lang) for each in read.marks if each.kind in _MARKS],
        sections=_sections(read.form.model, review),
        decisions=DECISIONS,
        proposed=_PROPOSED.get(review.report.verdict, "forward"),
        others=[(each.form.title, each.form.applicant_of(each.record)) for each in read.others],
        twins=same_applicant(desk.store, id),
        history=[_told(row, case, lang) for row in case.history],
        query=asked.query(),
        next_id=next_to_review(desk.store, asked, id),
    )


@router.get("/review/{id}/pages/{number}")
async def page_picture(desk: TheDesk, id: int, number: int) -> Response:
    """A page of the document as a picture."""
    case = await run_in_threadpool(opened_case, desk.store, desk.pool, id)
    in_colour = case.read.format == "scan"  # seals are red
    picture = await _PICTURES.picture(desk.pool, case.original, number, in_colour=in_colour)
    if picture is None:
        raise NotFound
    # The bytes of a file never change, so neither does its picture.
    media = "image/png" if picture.startswith(_PNG) else "image/jpeg"
    return Response(picture, media_type=media, headers={"Cache-Control": "private, max-age=86400"})


class FieldChange(BaseModel):
    """What a person says of a field: a text that stands there, or (None) that it was read rightly.

    Attributes:
        path: the field.
        text: what stands there; None if it was read rightly.
        saved: whether it is written down, or only checked while somebody types.
    """

    path: str
    text: str | None = None
    saved: bool = True


@router.post("/review/{id}/fields")
def change_field(request: Request, desk: TheDesk, id: int, change: FieldChange) -> Response:
    """Correct a field, or accept it; the answer is how the form stands after it."""
    lang = lang_of(request, desk.settings.lang)
    case = opened_case(desk.store, desk.pool, id)
    if not _is_field(case.read.form.model, change.path) or len(change.text or "") > _LONGEST:
        raise NotFound
    before = field_texts(case.read, case.state.texts).get(change.path, "")
    is_same = change.text is None or change.text == before
    kind, after = ("accepted", True) if is_same else ("value", change.text)
    made = case.after({"kind": kind, "path": change.path, "after": after})
    review = made.review(lang)
    if change.saved:
        was = None if is_same else before
        name, path = person_of(request).name, change.path
        desk.store.add_change(id, kind, name, path=path, before=was, after=after, current=_columns(review))
    return _answer(request, desk, review, change.path, case if change.saved else None)


class SentenceChange(BaseModel):
    """What a person makes of a sentence of the letter.

    Attributes:
        sentence: as it was proposed; "" for one that is added.
        text: as it is to be; "" is left out.
    """

    sentence: Text
    text: Text


@router.post("/review/{id}/sentences")
def change_sentence(request: Request, desk: TheDesk, id: int, change: SentenceChange) -> Response:
    """Edit a sentence of the letter, leave it out, or add one."""
    case = opened_case(desk.store, desk.pool, id)
    before = case.state.sentences.get(change.sentence, change.sentence)
    text = " ".join(change.text.split())
    if text != before:
        name = person_of(request).name
        desk.store.add_change(id, "sentence", name, path=change.sentence, before=before, after=text)
    return JSONResponse({"text": text})


class DecisionChange(BaseModel):
    """What a person decides.

    Attributes:
        decision: one of `DECISIONS`; "" takes it back.
        remark: why, or "".
        seen: the decision that the page shows.
    """

    decision: Decision | str
    remark: Text = ""
    seen: str | None = None


@router.post("/review/{id}/decision", dependencies=[Depends(requires(DeskRole.DECIDE))])
def decide(request: Request, desk: TheDesk, id: int, change: DecisionChange, asked: Asked) -> Response:
    """Decide on a form; the answer leads to the next one."""
    if change.decision and change.decision not in DECISIONS:
        raise NotFound
    case = opened_case(desk.store, desk.pool, id)
    require_seen(case, change.seen)
    before = {"decision": case.state.decision, "remark": case.state.remark}
    after = {"decision": change.decision, "remark": change.remark}
    desk.store.add_change(
        id,
        "decision",
        person_of(request).name,
        before=before if before["decision"] else None,
        after=after,
        current={"decision": change.decision},
    )
    following = next_to_review(desk.store, asked, id)
    return JSONResponse({"next": f"/review/{following}{asked.query()}" if following else f"/{asked.query()}"})


@router.get("/review/{id}/take/{kind}")
async def take(
    request: Request, desk: TheDesk, id: int, kind: str, office: str = "", deadline: str = "", contact: str = ""
) -> Response:
    """A paper of this form, to be saved."""
    if kind not in _TAKEN:
        raise NotFound
    case = await run_in_threadpool(opened_case, desk.store, desk.pool, id)
    words = office_words(office, deadline, contact, lang_of(request, desk.settings.lang))
    made = await desk.pool.call(one_output, kind, case, words)
    return Response(made.data, media_type=made.media, headers=attachment(made.name))


def office_words(office: str, deadline: str, contact: str, lang: Lang) -> OfficeWords:
    """What an office says of itself, from the fields of a page."""
    days = int(deadline) if deadline.isdecimal() and 0 < int(deadline) < 1_000 else None
    return OfficeWords(office.strip(), days, contact.strip() or None, lang)


def _pages(case: StoredCase, sizes: Sizes) -> list[dict[str, Any]]:
    """The pages of the document with their sizes and the places of fields."""
    boxes = {page.number: page.boxes for page in shown_pages(case.read)} if sizes else {}
    return [
        {
            "number": number,
            "width": round(width, 1),
            "height": round(height, 1),
            "boxes": boxes.get(number, ()),
            "address": f"/review/{case.id}/pages/{number}",
        }
        for number, (width, height) in enumerate(sizes, 1)
    ]


def _mark(mark: Mark, lang: Lang) -> str:
    """A seal or a signature in words: what it says, and where."""
    place = where(Place(page=mark.place.page), lang) if mark.place.page else ""
    return " ".join(filter(None, (say(f"desk.mark.{mark.kind}", lang), mark.text or mark.name, place)))


def _columns(review: Review) -> dict[str, Any]:
    """The columns of the submission that follow from what people did."""
    values = review.report.record.model_dump(mode="json")
    return {**report_columns(review.report), "current": values, "doubts": len(review.open)}


def _answer(request: Request, desk: Desk, review: Review, path: str, changed: StoredCase | None) -> Response:
    """How a form stands: its field, its findings, its verdict and what was changed, as the page shows them."""
    shared = desk.pages.shared(request)
    history = [_told(row, changed, shared["lang"]) for row in desk.store.history(changed.id)] if changed else []
    module: Any = desk.pages.environment.get_template("review_parts.html").make_module(shared)
    own = [each for each in review.findings if each.path == path or each.path.startswith((f"{path}.", f"{path}["))]
    found = next((each for each in review.fields if each.path == path), None)
    return JSONResponse(
        {
            "state": found.state if found else "",
            "text": found.text if found else "",
            "open": list(review.open),
            "messages": str(module.messages(own)),
            "findings": str(module.findings_list(review, shared["say"])),
            "history": str(module.history_list(history, shared["say"])),
            "verdict": str(module.verdict(review, shared["say"])),
            "proposed": _PROPOSED.get(review.report.verdict, "forward"),
        }
    )


def _is_field(model: type[FormModel], path: str) -> bool:
    """Whether a path is that of a field of the form, in a row that there is or may be."""
    node: Any = layout(model)
    try:
        steps = paths.parse(path)
    except ValueError:
        return False
    for step in steps:
        if isinstance(step, int):
            if not (isinstance(node, FieldGroup) and node.repeated):
                return False
            continue
        node = next((each for each in getattr(node, "children", ()) if each.name == step), None)
    return node is not None and not isinstance(node, FieldGroup)


def _sections(model: type[FormModel], review: Review) -> list[tuple[str, str, int]]:
    """The sections that can have another row: path, heading, and how many rows they have."""
    record = review.report.record
    return [
        (node.name, node.title, len(getattr(record, node.name)))
        for node in layout(model).children
        if isinstance(node, FieldGroup) and node.repeated
    ]


def _told(row: dict[str, Any], case: StoredCase, lang: Lang) -> dict[str, Any]:
    """A change as a line of the history."""
    about = ""
    if row["kind"] in ("value", "accepted"):
        about = label(case.read.form.model, paths.parse(row["path"]), lang)
    before, after = (_decided(row[key], lang) if row["kind"] == "decision" else row[key] for key in ("before", "after"))
    if row["kind"] == "accepted":
        before = after = None
    return {**row, "at": local_time(row["at"]), "label": about, "before": before, "after": after}


def _decided(value: dict[str, str] | None, lang: Lang) -> str | None:
    if not value or not value["decision"]:
        return None
    return " ".join(filter(None, (say(f"desk.decision.{value['decision']}", lang), value["remark"])))
