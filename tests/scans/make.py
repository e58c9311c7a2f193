"""Makes a corpus: plans, prints, marks, captures, writes files and their truth."""

import json
from pathlib import Path

import numpy as np

import ipforms
from tests import replicas

from . import files, fonts, typeset
from .desk import Desk
from .kinds import kinds
from .plan import Plan, make_plan, truth
from .scanner import bleeding
from .shot import Shot

TICKED = ("has_ip_department", "high_tech", "ip_model_title", "well_known_trademark")  # in the order of the form
TYPISTS = ("other_grid", "label_linebreaks", "tables_cut", "split_runs")  # what one does who types a form anew


def make(half: str, seed: int, count: int, out: str | Path, only: tuple[str, ...] = ()) -> None:
    """Writes `count` documents and truth.jsonl; `only`: these kinds."""
    place = Path(out)
    place.mkdir(parents=True, exist_ok=True)
    chosen = [k for k in kinds(half) if not only or k.name in only]
    with (place / "truth.jsonl").open("w", encoding="utf-8") as told:
        for start in range(0, count, 24):
            plans = {i: make_plan(half, seed, i, chosen) for i in range(start, min(count, start + 24))}
            for number, pdf in printed(plans).items():
                line = document(plans[number], pdf, place, f"{half}-{seed}-{number:05}")
                told.write(json.dumps(line, ensure_ascii=False) + "\n")
                told.flush()


def printed(plans: dict[int, Plan]) -> dict[int, bytes]:
    """The PDF that each plan's computer prints, in the order of the numbers."""
    pdfs, words = {}, {}
    for number, plan in plans.items():
        if plan.source == "retyped":
            words[number] = typeset.with_fonts(retyped(plan), *plan.rng.choice(fonts.PRINT))
            continue
        record = ipforms.form(plan.form).model.model_validate(plan.printed)
        if plan.rng.random() < 0.5:
            pdfs[number] = ipforms.render(record, format="pdf")
        else:
            words[number] = typeset.with_fonts(ipforms.render(record), *plan.rng.choice(fonts.PRINT))
    pdfs.update(typeset.to_pdf(words))
    return dict(sorted(pdfs.items()))


def retyped(plan: Plan) -> bytes:
    """A Word file of the plan's printed record as somebody else types the form; its boxes are ticked by hand."""
    texts, answers = {}, [p for p in TICKED if p in plan.printed] if plan.kind.ticks else []
    for path in answers:
        value = plan.printed[path]
        held, detail = (value["held"], value["detail"]) if isinstance(value, dict) else (value, None)
        if held is not None:
            place = f"{path}.held" if isinstance(value, dict) else path
            plan.ticks.append((place, 2 * len(plan.ticks) + (not held)))
            texts[path] = f"□是　　□否{'　' + detail if detail else ''}"
    return replicas.typed_anew(plan.form, plan.printed, plan.rng, *plan.rng.sample(TYPISTS, 2), **texts)


def capture(plan: Plan, pdf: bytes) -> list[Shot]:
    """The pictures of the pages as they are sent."""
    shots = Desk(plan, typeset.read_pages(pdf)).work()
    rng = plan.rng
    if plan.kind.through:
        bleeding(shots, rng)
    for shot in shots:
        for effect in plan.kind.effects:
            effect(shot, rng)
    if plan.kind.shuffled:
        order = list(range(len(shots)))
        while len(shots) > 1 and order == sorted(order):
            rng.shuffle(order)
        shots = [shots[i] for i in order]
    return shots


def encoded(plan: Plan, shots: list[Shot]) -> tuple[str, bytes]:
    """Suffix and bytes of the file."""
    kind, rng = plan.kind.container, plan.rng
    quality = rng.randint(*plan.kind.quality)
    if kind in ("jpg", "png") and len(shots) == 1:
        return kind, files.picture(shots, kind, quality)
    if kind.startswith("tiff"):
        return "tif", files.tiff(shots, quality, kind.endswith("1bit"))
    how = {"grey": kind.endswith("grey"), "bits": kind.endswith("1bit"), "layer": kind.endswith("layer")}
    return "pdf", files.pdf(shots, quality, rng, **how)


def document(plan: Plan, pdf: bytes, place: Path, name: str) -> dict:
    """Writes one document; its line of truth."""
    shots = capture(plan, pdf)
    suffix, data = encoded(plan, shots)
    (place / f"{name}.{suffix}").write_bytes(data)
    line = {"file": f"{name}.{suffix}", **truth(plan)}
    marks = [(i, shot, mark) for i, shot in enumerate(shots, 1) for mark in shot.marks]
    for kind in ("seal", "signature"):
        line[f"{kind}s"] = [{"page": i, "box": box(m.points, s), **m.told} for i, s, m in marks if m.kind == kind]
    line["pages"] = len(shots)
    line["page_order"] = [shot.number + 1 for shot in shots]
    return line


def box(points: np.ndarray, shot: Shot) -> list[int]:
    """The upright box of some points, inside of the picture."""
    height, width = shot.image.shape[:2]
    low, high = points.min(axis=0), points.max(axis=0)
    x0, y0 = np.clip(low, 0, (width, height))
    x1, y1 = np.clip(high, 0, (width, height))
    return [round(float(v)) for v in (x0, y0, x1, y1)]


def sample(kind: str, seed: int = 1) -> tuple[dict, list[Shot], Plan]:
    """One document of a kind without a file: for tests and for a look at it."""
    half = next(h for h in ("open", "held") if any(k.name == kind for k in kinds(h)))
    plan = make_plan(half, seed, 0, [k for k in kinds(half) if k.name == kind])
    shots = capture(plan, printed({0: plan})[0])
    return truth(plan), shots, plan
