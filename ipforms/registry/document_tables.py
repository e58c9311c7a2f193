"""The tables that are made of the registry, in texts: the list, liaisons, the yearly ledger, markets to be accepted."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ipforms.messages import say
from ipforms.registry.column_texts import cell_text
from ipforms.registry.document_request import DocumentRequest, DocumentTexts, day_text, list_number
from ipforms.registry.listing import RegistryRows
from ipforms.registry.register import Registry
from ipforms.registry.yearly_report import DutyCount
from ipforms.rules.list_notices import UNTITLED

_NAMED = 6  # names of parties that fit into a cell of the ledger; the table below it has all


def roster_list(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """名录: who is on the list on the day."""
    rows = [_listed(each) for each in asked.listed(registry)]
    yield from _table(asked.head(asked.notice.publicity), rows)


def liaisons(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """联络员名单: of each party on the list, its liaison and that of its office, or that of all parties."""
    found = asked.shown(registry.rows("liaisons", asked.on, programme=asked.programme))
    now = [each for each in reversed(found) if (each["until"] or "9") >= asked.on.isoformat()]
    rows = []
    for entry in asked.listed(registry):
        own = [each for each in now if each["party"] == entry["party"]]
        offices = [each for each in own if each["side"] == "office"]
        offices += [each for each in now if each["party"] is None and _is_in_charge(each, entry)]
        parties = [each for each in own if each["side"] == "party"]
        rows.append(_listed(entry) | _liaison(next(iter(parties), {}), next(iter(offices), {})))
    yield from _table(asked.head(_clause(asked, "office_liaison")), rows)


def acceptance(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """验收名单: markets whose two years end by the end of the year and that nobody has accepted before the year."""
    parties = {each["party"]: each for each in asked.listed(registry, left=True)}
    rows = []
    for each in registry.rows("cultivations", asked.on, programme=asked.programme):
        accepted = each["accepted_on"] if (each["accepted_on"] or "9") <= asked.on.isoformat() else None
        is_over = each["ends_on"] <= f"{asked.of_year}-12-31"
        if is_over and (accepted is None or accepted >= f"{asked.of_year}-01-01") and each["party"] in parties:
            rows.append(_listed(parties[each["party"]]) | _cultivated(each, accepted))
    yield from _table(asked.head(asked.rules.acceptance), rows)


def ledger(registry: Registry, asked: DocumentRequest) -> Iterator[DocumentTexts]:
    """工作台账: what the year asks for, what was done for each party that was on the list, and all that was done."""
    last = min(asked.on, date(asked.of_year, 12, 31))
    counted = [
        each for each in registry.report(asked.of_year, last, asked.policies) if each.programme == asked.programme
    ]
    done = {
        table: [
            each
            for each in registry.rows(table, last, programme=asked.programme)
            if each["day"] >= f"{asked.of_year}-01-01"
        ]
        for table in ("activities", "leads", "cases")
    }
    listed = asked.listed(registry, last, left=True)
    parties = [each for each in listed if (each["left_on"] or "9") >= f"{asked.of_year}-01-01"]
    texts = {
        **asked.head(None),
        "clause": asked.notice_title or asked.notice.notice or UNTITLED,
        "day": day_text(last),
        "duties": [_duty(each, asked) for each in counted],
        "parties": list(_served(parties, done, counted, last)),
        "activities": [_done(each) for each in sorted(done["activities"], key=lambda row: (row["day"], row["id"]))],
    }
    yield DocumentTexts("", texts, tuple(each["entry"] for each in parties))


def _table(head: dict[str, Any], rows: list[dict[str, str]]) -> Iterator[DocumentTexts]:
    if rows:
        yield DocumentTexts("", {**head, "count": str(len(rows)), "rows": rows})


def _listed(entry: Mapping[str, Any]) -> dict[str, str]:
    """An entry in texts; the columns of the registry by their names, and what documents say of them."""
    texts = {name: cell_text(name, value) for name, value in entry.items()}
    return texts | {"number": list_number(entry), "remark": _remark(entry)}


def _remark(entry: Mapping[str, Any]) -> str:
    said = [say("registry.document.model", day=entry["model_since"])] if entry["model_since"] else []
    said += [say("registry.document.left", day=entry["left_on"])] if entry["left_on"] else []
    said += [entry["remark"]] if entry["remark"] else []
    return "；".join(said)


def _is_in_charge(liaison: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether an office's liaison is that of an entry; see `listing.is_of_office`."""
    office, district = liaison["office"], entry["district"]
    return liaison["side"] == "office" and (office is None or (district is not None and district in office))


def _liaison(own: Mapping[str, Any], office: Mapping[str, Any]) -> dict[str, str]:
    texts = {f"party_{name}": own.get(name) or "" for name in ("name", "post", "phone", "email")}
    texts |= {f"office_{name}": office.get(name) or "" for name in ("name", "post", "phone", "email")}
    return texts | {"office": office.get("office") or ""}


def _cultivated(row: Mapping[str, Any], accepted: str | None) -> dict[str, str]:
    result = say(f"registry.document.passed_{row['passed']}") if accepted else ""
    own = {name: (row[name] or "") if accepted else "" for name in ("accepted_by", "plaque")}
    return {**own, "begun_on": row["day"], "ends_on": row["ends_on"], "accepted_on": accepted or "", "result": result}


def _clause(asked: DocumentRequest, counts: str) -> Any:
    found = (each.clause for each in asked.rules.duties if each.counts == counts)
    return next(found, asked.rules.decision)


def _duty(counted: DutyCount, asked: DocumentRequest) -> dict[str, str]:
    names = [f"{each.name}（{each.done}）" for each in counted.missing]
    missing = "、".join(names[:_NAMED])
    if len(names) > _NAMED:
        missing = say("registry.document.missing", names=missing, count=len(names))
    met = say("registry.document.met" if counted.is_met else "registry.document.not_met")
    return {
        "duty": counted.title.text("zh"),
        "arithmetic": counted.arithmetic,
        "met": met,
        "missing": missing,
        "clause": asked.number_of(counted.duty.clause),
    }


def _served(
    parties: RegistryRows, done: Mapping[str, RegistryRows], counted: list[DutyCount], last: date
) -> Iterator[dict[str, str]]:
    of_kind: dict[str, Counter[int]] = defaultdict(Counter)
    for table, rows in done.items():
        for each in rows:
            of_kind[each["kind"] if table == "activities" else table][each["party"]] += 1
    short = defaultdict(list)
    for duty in counted:
        for missing in duty.missing:
            asked_for = say(f"registry.document.{duty.duty.counts}")
            short[missing.party].append(say("registry.document.short", duty=asked_for))
    for entry in parties:
        left = entry["left_on"] and entry["left_on"] <= last.isoformat()
        remark = [say("registry.document.left", day=entry["left_on"])] if left else short[entry["party"]]
        names = {"visits": "visit", "services": "service", "trainings": "training", "leads": "leads", "cases": "cases"}
        counts = {name: str(of_kind[kind][entry["party"]]) for name, kind in names.items()}
        yield _listed(entry) | counts | {"remark": "；".join(remark)}


def _done(activity: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: cell_text(name, value) for name, value in activity.items()}
    return texts | {"name": activity["party_name"] or say("registry.document.all")}
