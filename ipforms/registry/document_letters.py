"""The letters that are made of the registry, in texts: one for each party, case or lead, or one for all of them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from ipforms.messages import say
from ipforms.registry.document_request import DocumentRequest, DocumentTexts, day_text, list_number, moment_text
from ipforms.registry.due_items import end_of_case
from ipforms.registry.listing import RegistryRows
from ipforms.registry.register import Registry


def publicity(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """公示: entries that were not made public before the day; the period begins on the day."""
    rows = asked.listed(registry)
    day = asked.on.isoformat()
    found = (
        asked.chosen(rows, "entry") if asked.ids else [each for each in rows if (each["published_on"] or "9") >= day]
    )
    if not found:
        return
    said = _recommenders(registry, asked)
    texts = asked.head(
        asked.notice.publicity,
        count=str(len(found)),
        days=str(asked.days),
        first_day=day_text(asked.on),
        last_day=day_text(asked.on + timedelta(asked.days - 1)),
    )
    listed = [_named(each) | {"recommender": said.get(each["application"], "")} for each in found]
    yield DocumentTexts("", {**texts, "rows": listed}, tuple(each["entry"] for each in found))


def admission(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """入库通知书: to each that was taken in since a day; on the day itself if none is given."""
    said = _recommenders(registry, asked)
    numbered = enumerate(asked.notice.duties)
    points = [{"text": f"{'一二三四五六七八九十'[at]}、{text}"} for at, text in numbered]
    for each in _of_time(asked, asked.listed(registry), "admitted_on"):
        clause, day = asked.number_of(asked.rules.decision), day_text(each["admitted_on"])
        texts = asked.head(None, clause=clause, admitted_on=day)
        recommender = said.get(each["application"]) or say("registry.document.district_office")
        own = _named(each) | {"recommender": recommender, "points": points}
        yield DocumentTexts(each["name"], {**texts, **own}, (each["entry"],))


def leaving(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """退出通知书: to each that has left since a day; on the day itself if none is given."""
    gone = [each for each in asked.listed(registry, left=True) if each["left_on"]]
    for each in _of_time(asked, gone, "left_on"):
        days = {name: day_text(each[name]) for name in ("admitted_on", "left_on")}
        reason = _sentence(each["left_why"] or say("registry.document.not_qualified"))
        texts = asked.head(None, clause=asked.number_of(asked.rules.leaving), reason=reason, **days)
        yield DocumentTexts(each["name"], {**texts, **_named(each)}, (each["entry"],))


def jurisdiction(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """报请指定管辖的请示: each dispute that is open and was not reported to the office above, or those asked for."""
    for each in _open(registry, asked, "cases", "referred_at"):
        term = asked.rules.terms.get(each["kind"])
        if not each["kind"].startswith("dispute"):
            continue
        is_inside = each["kind"] == "dispute_inside"
        above = asked.notice.city_office if is_inside else asked.notice.upper_office
        due = end_of_case(each, term, asked.policies)
        texts = asked.head(
            None,
            clause=asked.number_of(term.clause if term else None),
            to=asked.to or each["referred_to"] or above,
            office=asked.office or ("" if is_inside else asked.notice.city_office),
            received=moment_text(each["received_at"]),
            disputed=moment_text(each["disputed_at"] or each["received_at"]),
            by_when=say("registry.document.by_when", due=moment_text(due)) if due else "",
            scope=say(f"registry.document.{each['kind']}"),
            matter=each["matter"],
            opponent=each["opponent"] or "",
        )
        yield DocumentTexts(each["party_name"], {**texts, **_party(registry, asked, each)}, (each["id"],))


def lead_transfer(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """案件线索移送函: each lead that was not handed over before the day, or those asked for."""
    for each in _open(registry, asked, "leads", "transferred_on"):
        texts = asked.head(
            None,
            clause=asked.number_of(asked.notice.leads),
            to=asked.to or each["transferred_to"] or "",
            found_on=day_text(each["day"]),
            source=each["source"] or "",
            matter=each["matter"],
        )
        yield DocumentTexts(each["party_name"], {**texts, **_party(registry, asked, each)}, (each["id"],))


def lead_bulletin(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """案件线索移送情况的通报: all leads since a day; since the year began if none is given."""
    since = (asked.since or date(asked.of_year, 1, 1)).isoformat()
    rows = [each for each in registry.rows("leads", asked.on, programme=asked.programme) if each["day"] >= since]
    if not rows:
        return
    found = [_lead(each, asked.on.isoformat()) for each in rows]
    done = sum(bool(each["transferred_on"]) for each in found)
    texts = asked.head(
        asked.notice.leads,
        first_day=day_text(since),
        last_day=day_text(asked.on),
        count=str(len(rows)),
        transferred=str(done),
        open=str(len(rows) - done),
    )
    yield DocumentTexts("", {**texts, "rows": found}, tuple(each["id"] for each in rows))


def _named(entry: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": entry["name"],
        "number": list_number(entry),
        "kind": say(f"registry.value.{entry['kind']}"),
        "district": entry["district"] or "",
        "code": entry["code"] or "",
    }


def _recommenders(registry: Registry, asked: DocumentRequest) -> dict[int, str]:
    """Which office has recommended each application."""
    rows = registry.applications(asked.on, programme=asked.programme)
    return {each["application"]: each["district_by"] or "" for each in rows}


def _of_time(asked: DocumentRequest, rows: RegistryRows, name: str) -> RegistryRows:
    if asked.ids:
        return asked.chosen(rows, "entry")
    since = (asked.since or asked.on).isoformat()
    return [each for each in rows if since <= each[name] <= asked.on.isoformat()]


def _open(registry: Registry, asked: DocumentRequest, table: str, done: str) -> RegistryRows:
    """Rows of a table that are not done with before the day, or those asked for."""
    rows = registry.rows(table, asked.on, programme=asked.programme)
    if asked.ids:
        return asked.chosen(rows, "id")
    day = asked.on.isoformat()
    return [each for each in rows if (each[done] or "9")[:10] >= day and (each.get("closed_on") or "9") >= day]


def _party(registry: Registry, asked: DocumentRequest, row: Mapping[str, Any]) -> dict[str, str]:
    """The party of a case or lead, with its number in the list."""
    entries = registry.entries(asked.on, asked.programme, left=True)
    found = [each for each in entries if each["party"] == row["party"]]
    return {"name": row["party_name"], "number": list_number(found[-1]) if found else ""}


def _lead(row: Mapping[str, Any], day: str) -> dict[str, str]:
    is_done = row["transferred_on"] is not None and row["transferred_on"] <= day
    own = {"to": row["transferred_to"] or "", "transferred_on": row["transferred_on"]} if is_done else {}
    said = {"found_on": row["day"], "name": row["party_name"], "matter": row["matter"], "source": row["source"] or ""}
    return {**said, "to": "", "transferred_on": "", **own}


def _sentence(text: str) -> str:
    return text if text.endswith("。") else f"{text}。"
