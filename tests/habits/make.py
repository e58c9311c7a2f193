"""Makes documents: record, author, habits, DOCX and truth."""

import json
import random
from contextlib import suppress
from pathlib import Path

from .author import Author
from .doc import Doc, NothingToDo
from .records import FORMS, Maker
from .registry import STAGES, authors, load, words
from .render import save


def choose(rng, habits, form, count):
    """Some habits for a form that do not contradict each other, and a few in reserve."""
    fit = [h for h in habits if form in h.forms]
    rng.shuffle(fit)
    chosen, groups = [], set()
    for habit in fit:
        if len(chosen) == count:
            break
        if habit.group and habit.group in groups:
            continue
        if habit.group:
            groups.add(habit.group)
        chosen.append(habit)
    return sorted(chosen, key=lambda h: STAGES.index(h.stage))


def build(rng, form, author, habits, vocabulary):
    """One document; says which habits found something to act on."""
    doc = Doc(form, rng, Maker(rng, vocabulary).record(form), author, vocabulary)
    if rng.random() < 0.3:
        doc.opts["typed_seal"] = True
    done = []

    def apply(stage):
        for habit in habits:
            with suppress(NothingToDo):
                if habit.stage == stage and habit.apply(doc) is not False:
                    done.append(habit.name)

    apply("record")
    doc.fill()
    apply("text")
    apply("label")
    author.build(doc)
    apply("built")
    apply("package")
    return doc, done


def truth_line(doc, author, done, file=""):
    """The truth of a document."""
    return {
        "file": file,
        "form": doc.form,
        "layout": author.name,
        "habits": done,
        "values": doc.values,
        "accept": doc.accept,
        "told": doc.told,
    }


def make(half, seed, count, out):
    """Writes a corpus of a half."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    habits, vocabulary = list(load(half).values()), words(half)
    drawn = [Author(), *authors(half)]
    with (out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for i in range(count):
            rng = random.Random(f"{half}-{seed}-{i}")
            form, author = FORMS[i % 4], rng.choice(drawn)
            chosen = choose(rng, habits, form, rng.choice((1, 1, 2, 2, 3, 3, 4)))
            doc, done = build(rng, form, author, chosen, vocabulary)
            name = f"{i:05}.docx"
            save(doc, doc.blocks, out / name)
            line = truth_line(doc, author, done, name)
            truth.write(json.dumps(line, ensure_ascii=False) + "\n")


def one(half, name, form, out, seed=1, layout="official"):
    """Writes one document with one habit only; tries seeds until the habit finds a place."""
    habit = load(half)[name] if name else None
    author = next(a for a in [Author(), *authors(half)] if a.name == layout)
    for turn in range(200):
        rng = random.Random(f"one-{half}-{seed}-{turn}")
        doc, done = build(rng, form, author, [habit] if habit else [], words(half))
        if done or not habit:
            save(doc, doc.blocks, out)
            return truth_line(doc, author, done, str(out))
    raise SystemExit(f"{name}: nothing to act on in {form}")
