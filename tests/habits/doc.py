"""A document in the making: the record, what is shown for each value, and the truth."""

import copy
import re

from .forms import LABELS, kind_of
from .model import Para, Run, para, paras, plain

LEAVES_OF = {"liaison": ("liaison_name", "liaison_title")}


def get(values, path):
    """The value at a path such as ip_units[0].names."""
    for step in re.findall(r"[^.\[\]]+", path):
        values = values[int(step)] if step.isdigit() else values[step]
    return values


def put(values, path, value):
    """Sets the value at a path."""
    steps = re.findall(r"[^.\[\]]+", path)
    for step in steps[:-1]:
        values = values[int(step)] if step.isdigit() else values[step]
    last = steps[-1]
    values[int(last) if last.isdigit() else last] = value


SLOTTED = {"high_tech", "ip_model_title", "valid_patents", "well_known_trademark"}
LISTS = {"enterprises", "contacts", "ip_units", "ip_policies"}


def slots_of(values, prefix=""):
    """All paths that have a place of their own on the form."""
    out = []
    for key, value in values.items():
        path = f"{prefix}{key}"
        if key in LISTS:
            for i, item in enumerate(value):
                out += slots_of(item, f"{path}[{i}].")
        elif isinstance(value, dict) and key not in SLOTTED:
            out += slots_of(value, f"{path}.")
        elif key == "liaison_name":
            out.append(f"{prefix}liaison")
        elif key != "liaison_title":
            out.append(path)
    return out


def date_text(iso, style="cn"):
    """A date as people type it."""
    steps = iso.split("-")
    numbers = [str(int(s)) for s in steps]
    if style == "cn":
        return "".join(f"{n}{u}" for n, u in zip(numbers, "年月日", strict=False))
    if style == "dot":
        return ".".join(numbers) if len(steps) > 1 else f"{numbers[0]}年"
    return "-".join(steps) if len(steps) == 3 else date_text(iso)


def claim_text(claim):
    """A claim as 是（…） or 否."""
    if claim["held"] is None:
        return ""
    if not claim["held"]:
        return "否"
    return f"是（{claim['detail']}）" if claim["detail"] else "是"


def parts_text(value):
    """The count of valid patents with its parts."""
    if value["total"] is None:
        return ""
    if value["invention"] is None:
        return f"{value['total']}件"
    a, b, c = value["invention"], value["utility_model"], value["design"]
    return f"{value['total']}件（发明{a}件，实用新型{b}件，外观设计{c}件）"


def mark_text(mark):
    """A trade mark as name and number."""
    number = f"第{mark['number']}号" if mark["number"] else ""
    return f"{mark['name'] or ''}（{number}）" if mark["name"] and number else mark["name"] or number


def liaison_text(entry):
    """Name and post of the liaison."""
    return " ".join(x for x in (entry["liaison_name"], entry["liaison_title"]) if x)


def shown_text(values, path, kind, theme):
    """What a careful author types for a value."""
    if kind == "liaison":
        return liaison_text(get(values, path.rsplit(".", 1)[0]))
    value = get(values, path)
    if value is None or value == []:
        return ""
    if kind == "date":
        return date_text(value, theme.get("dates", "cn"))
    if kind == "bool":
        return "是" if value else "否"
    if kind == "claim":
        return claim_text(value)
    if kind == "parts":
        return parts_text(value)
    if kind == "marks":
        return "\n".join(mark_text(m) for m in value)
    if kind in ("patents", "phones"):
        return theme.get("lists", "\n").join(value)
    if kind in ("names", "goods"):
        return "、".join(value)
    return str(value)


class NothingToDo(Exception):
    """A document has no place for a habit."""


class Doc:
    """Everything habits and authors work on."""

    def __init__(self, form, rng, values, author, words=None):
        self.form, self.rng, self.values, self.author = form, rng, copy.deepcopy(values), author
        self.words = words
        self.theme = dict(author.theme)
        self.labels = dict(LABELS[form])
        self.accept, self.told, self.locks, self.opts = {}, [], set(), {}
        self.header = self.footer = ""
        self.comments, self.footnotes, self.endnotes, self.links = [], [], [], []
        self.images, self.blocks, self.show, self.serial = set(), [], {}, 100

    def fill(self):
        """Makes the shown text of each place from the record."""
        for path in slots_of(self.values):
            text = shown_text(self.values, path, kind_of(self.form, path), self.theme)
            indent = {"indent": 420, "align": "left"} if kind_of(self.form, path) == "long" else {}
            self.show[path] = paras(text, **indent)

    def places(self, *kinds, filled=True):
        """Free places of the given kinds, filled ones only unless said."""
        return [
            p
            for p in self.show
            if (not kinds or kind_of(self.form, p) in kinds)
            and p not in self.locks
            and (not filled or plain(self.show[p]))
        ]

    def pick(self, *kinds, filled=True, test=None):
        """Chooses a free place at random and keeps it from other habits; raises `NothingToDo` if there is none."""
        found = [p for p in self.places(*kinds, filled=filled) if test is None or test(p)]
        if not found:
            raise NothingToDo
        path = self.rng.choice(found)
        self.locks.add(path)
        return path

    def pick_all(self, *kinds, filled=True):
        """All free places of the kinds, kept from other habits."""
        found = self.places(*kinds, filled=filled)
        self.locks.update(found)
        return found

    def text(self, path):
        """The shown text of a place."""
        return plain(self.show[path])

    def value(self, path):
        """The true value of a place."""
        return get(self.values, path)

    def type(self, path, text, **fmt):
        """Types a text in a place, instead of what was there."""
        self.show[path] = [para(Run(line, dict(fmt))) for line in text.split("\n")]

    def put(self, path, *content):
        """Sets one paragraph of runs in a place."""
        self.show[path] = [para(*content)]

    def truth(self, path, value):
        """Sets the true value."""
        put(self.values, path, value)

    def also(self, path, *values):
        """Says which other values are as good."""
        self.accept.setdefault(path, []).extend(values)

    def doubt(self, *paths):
        """Says that a careful clerk would mark these with a pencil."""
        self.told += [p for p in paths if p not in self.told]

    def blank(self, path):
        """Makes the true value of a place absent and leaves its shown text to the caller."""
        kind = kind_of(self.form, path)
        if kind == "liaison":
            base = path.rsplit(".", 1)[0]
            self.truth(f"{base}.liaison_name", None)
            self.truth(f"{base}.liaison_title", None)
        elif kind in ("claim", "parts"):
            self.truth(path, dict.fromkeys(self.value(path)))
        else:
            self.truth(path, [] if isinstance(self.value(path), list) else None)

    def label(self, key):
        """The wording of a label in this document."""
        return self.labels[key]

    def word(self, key):
        """The wording of a label without a colon of its own, for lines that put one behind it."""
        return self.labels[key].rstrip("：:")

    def number(self):
        """A new number for ids in the XML."""
        self.serial += 1
        return self.serial

    def cells(self, *roles):
        """All cells of the made document with their table and row, outer tables only."""
        for table in self.tables():
            for row in table.rows:
                for cell in row.cells:
                    if not roles or cell.role in roles:
                        yield table, row, cell

    def tables(self):
        """The tables at top level."""
        return [b for b in self.blocks if hasattr(b, "rows")]

    def cell_of(self, path):
        """The table, row and cell that show a place; None where it is no cell."""
        for table, row, cell in self.cells("value"):
            if cell.key == path and cell.vmerge != "c":
                return table, row, cell
        return None

    def paragraphs(self):
        """The paragraphs at top level."""
        return [b for b in self.blocks if isinstance(b, Para)]
