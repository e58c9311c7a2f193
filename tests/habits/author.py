"""How a form is laid out: the official one here; authors who draw it anew override parts."""

from .forms import COLUMNS, CONDITIONS, COUNTS, COVER, PAIRS
from .model import Cell, Para, Row, Run, Table, para, paras

NO_DATE = "年    月    日"
PERSON_KEYS = ["name", "id_number", "phones", "email"]
CONDITION_SHARES = (3, 10, 11)


class Author:
    """The official layout of all four forms; each method makes one part of a form."""

    name = "official"
    theme = {"font": "宋体", "size": 21}
    style = {"borders": "grid", "valign": "center"}
    width = 9200
    label_fmt = {}
    label_align = "center"
    value_align = "left"
    own_tables = False
    landscape = True
    blank_rows = {"units": 4, "policies": 4, "enterprises": 6}

    def build(self, doc):
        """Makes the blocks of the document."""
        groups = getattr(self, doc.form.replace("-", "_"))(doc)
        tables = self.assemble(doc, groups)
        if doc.form == "jinhua-recommendation" and self.landscape:
            doc.theme["landscape"] = True
            for block in tables:
                if isinstance(block, Table):
                    block.width = 13800
        doc.blocks = self.front(doc) + tables + self.back(doc)
        doc.blocks += doc.opts.get("after", [])

    # ---- cells

    def label(self, doc, key, span, text=None, **fmt):
        """A label cell."""
        words = doc.label(key) if text is None else text
        blocks = [para(Run(line, dict(self.label_fmt)), align=self.label_align) for line in words.split("\n")]
        return Cell(blocks, span, "label", key, fmt=fmt)

    def value(self, doc, path, span, **fmt):
        """A value cell."""
        blocks = doc.show.get(path) or [para()]
        blocks = [Para(b.runs, {"align": self.value_align} | b.fmt) if isinstance(b, Para) else b for b in blocks]
        return Cell(blocks, span, "value", path, fmt=fmt)

    def blank(self, span, vmerge=""):
        """An empty cell."""
        return Cell([para()], span, "blank", vmerge=vmerge)

    def merged(self, span):
        """A cell that continues the one above."""
        return Cell([], span, "other", vmerge="c")

    # ---- assembling

    def assemble(self, doc, groups):
        """One table of all groups of rows, or a table for each under its heading."""
        if self.own_tables:
            out = []
            for heading, rows in groups:
                if heading:
                    out.append(para(Run(heading, {"b": True})))
                out.append(self.table(rows))
                out.append(para())
            return out
        rows = []
        for heading, part in groups:
            if heading:
                rows.append(self.section_row(heading))
            rows += part
        return [self.table(rows)]

    def table(self, rows, tag="main"):
        """A table in this author's look."""
        return Table(rows, 24, self.width, tag, dict(self.style))

    def section_row(self, heading):
        """A heading across the table."""
        cell = Cell([para(Run(heading, {"b": True}))], 24, "section")
        return Row([cell], "section")

    def front(self, doc):
        """What stands before the table."""
        if doc.form.startswith("guangzhou"):
            return self.annex(doc) + self.cover(doc)
        out = self.annex(doc) + self.title(doc)
        if doc.form == "jinhua-recommendation":
            out += self.letter(doc)
        return out

    def back(self, doc):
        """What stands after the table."""
        if doc.form == "jinhua-recommendation":
            return self.foot(doc)
        return [para()]

    def annex(self, doc):
        """The annex line."""
        return [para(Run(doc.label("annex"), {"font": "黑体"}))]

    def title(self, doc):
        """The title."""
        return [
            para(Run(line, {"b": True, "sz": 36, "font": "宋体"}), align="center")
            for line in doc.label("title").split("\n")
        ] + [para()]

    def cover(self, doc):
        """Guangzhou's cover page."""
        lines = [*self.title(doc), para(), para()]
        for key in COVER:
            lines.append(self.cover_line(doc, key))
            lines.append(para())
        lines.append(para(Run(doc.label("publisher"), {"sz": 28}), align="center"))
        lines.append(para(page_before=True))
        return lines

    def cover_line(self, doc, key):
        """A line of the cover: label, colon, value on a drawn line."""
        return para(Run(f"{doc.word(key)}：", {"sz": 28}), *self.inline(doc, key, sz=28, u="single"), left=1200)

    def inline(self, doc, path, **fmt):
        """The runs of a place inside a line; a stretch of blanks where it is empty."""
        blocks = doc.show.get(path) or []
        runs = []
        for i, block in enumerate(blocks):
            if i:
                runs.append(Run("\n", {}))
            runs += [Run(r.text, fmt | r.fmt) if isinstance(r, Run) else r for r in block.runs]
        if not any(r.text for r in runs):
            return [Run("                    ", dict(fmt)), *runs]
        return runs

    def letter(self, doc):
        """The recommendation's address, sentence and unit."""
        return [
            para(doc.label("addressee")),
            para(doc.label("lead"), indent=420),
            para(f"{doc.word('recommending_unit')}：", *self.inline(doc, "recommending_unit"), align="right"),
        ]

    def foot(self, doc):
        """The recommendation's foot line."""
        runs = []
        for key in ("prepared_by", "prepared_phone", "prepared_on"):
            runs += [Run(f"{doc.word(key)}：", {}), *self.inline(doc, key), Run("        ", {})]
        return [para(), para(*runs[:-1])]

    # ---- parts shared by the forms

    def pair_lists(self, doc):
        """Which fields stand in one row."""
        return doc.opts.get("pairs") or PAIRS[doc.form]

    def pairs(self, doc, lists=None):
        """Rows of label and value, one or two pairs a row."""
        rows = []
        for keys in lists or self.pair_lists(doc):
            if len(keys) == 1:
                cells = [self.label(doc, keys[0], 5), self.value(doc, keys[0], 19)]
            else:
                spans = (5, 8, 5, 6) if len(keys) == 2 else (3, 5, 3, 5, 3, 5)
                cells = []
                for i, key in enumerate(keys):
                    cells.append(self.label(doc, key, spans[2 * i]))
                    cells.append(self.value(doc, key, spans[2 * i + 1]))
            rows.append(Row(cells, "pair"))
        return rows

    def long_text(self, doc, path, heading=True, hint=""):
        """A long text in a cell of the whole width, under its label."""
        rows = []
        if heading:
            rows.append(self.section_row(doc.label(path)))
        cell = self.value(doc, path, 24, valign="top")
        if hint:
            cell.blocks = [para(hint), *cell.blocks]
        rows.append(Row([cell], "text", {"height": 1600}))
        return rows

    def sign_lines(self, doc, base, name_key, seal_key=None):
        """The lines to sign: name, seal, date."""
        if doc.opts.get("sign"):
            return doc.opts["sign"](self, doc, base, name_key, seal_key)
        name = self.inline(doc, f"{base}.signatory")
        day = self.date_runs(doc, f"{base}.date")
        lines = [para(f"{doc.word(name_key)}：", *name, left=3000)]
        if seal_key:
            lines.append(para(f"{doc.word(seal_key)}：", *self.seal(doc, base), left=3000))
        lines.append(para(*day, align="right"))
        return lines

    def seal(self, doc, base):
        """The company's name typed after 盖章, where the author does so."""
        if base == "declaration" and doc.opts.get("typed_seal"):
            return [Run(doc.values["name"] or "", {})]
        return []

    def date_runs(self, doc, path):
        """The date, or the printed blanks."""
        if any(r.text for b in doc.show[path] for r in b.runs):
            return self.inline(doc, path)
        return [Run(NO_DATE, {})]

    def opinion_blocks(self, doc, base):
        """The paragraphs of an opinion."""
        return [Para(list(b.runs), dict(b.fmt)) for b in doc.show[f"{base}.opinion"]]

    def endorsement(self, doc, base, name_key, seal_key=None):
        """A row of an office's opinion: label at the left, opinion and signature at the right."""
        blocks = [*self.opinion_blocks(doc, base), para()]
        blocks += self.sign_lines(doc, base, name_key, seal_key)
        cell = Cell(blocks, 19, "sign", base)
        return [Row([self.label(doc, base, 5), cell], "sign", {"height": 1500})]

    # ---- Jinhua

    def jinhua_application(self, doc):
        """The groups of Jinhua's application."""
        return [
            (None, self.pairs(doc)),
            (None, self.conditions(doc)),
            (None, self.status(doc)),
            (None, self.company_opinion(doc)),
            (None, self.endorsement(doc, "recommender_endorsement", "sign")),
        ]

    def conditions(self, doc):
        """The table of conditions."""
        a, b, c = CONDITION_SHARES
        head = [self.label(doc, k, s) for k, s in (("#no", a), ("#condition", b), ("#state", c))]
        rows = [Row(head, "condition-head")]
        for i, key in enumerate(CONDITIONS, 1):
            number = Cell(paras(str(i), align="center"), a, "serial")
            rows.append(Row([number, self.label(doc, key, b), self.value(doc, key, c)], "condition"))
        return rows

    def status(self, doc):
        """The text on protection, its label in the same cell."""
        cell = self.value(doc, "ip_protection_status", 24, valign="top")
        cell.blocks = [para(f"{doc.word('ip_protection_status')}："), *cell.blocks]
        return [Row([cell], "text", {"height": 2000})]

    def company_opinion(self, doc):
        """The company's own opinion, its label in the same cell."""
        base = "enterprise_endorsement"
        blocks = self.opinion_blocks(doc, base) + self.sign_lines(doc, base, "sign")
        first = blocks[0]
        blocks[0] = Para([Run(f"{doc.word(base)}：", {}), *first.runs], first.fmt)
        return [Row([Cell(blocks, 24, "sign", base)], "sign", {"height": 1300})]

    def jinhua_recommendation(self, doc):
        """The table of companies."""
        return [(None, self.enterprises(doc))]

    def enterprises(self, doc):
        """The columns of the recommendation."""
        spans = (1, 3, 4, 2, 3, 4, 2, 3, 2)
        keys = ["#no"] + [f"#{c}" for c in COLUMNS]
        head = Row([self.label(doc, k, s) for k, s in zip(keys, spans, strict=True)], "enterprise-head")
        rows = [head]
        count = len(doc.values["enterprises"])
        for i in range(max(count, self.blank_rows["enterprises"])):
            cells = [Cell(paras(str(i + 1), align="center"), spans[0], "serial")]
            for column, span in zip(COLUMNS, spans[1:], strict=True):
                path = f"enterprises[{i}].{column}"
                cells.append(self.value(doc, path, span) if i < count else self.blank(span))
            rows.append(Row(cells, "enterprise" if i < count else "empty"))
        return rows

    # ---- Guangzhou

    def guangzhou_enterprise(self, doc):
        """The groups of the enterprise form."""
        return [
            (doc.label("section1"), self.pairs(doc) + self.persons(doc) + self.mailing(doc)),
            (doc.label("section2"), self.counts(doc) + self.units(doc) + self.policies(doc)),
            (None, self.long_text(doc, "overview", hint=doc.label("overview_hint"))),
            *self.guangzhou_signs(doc),
        ]

    def guangzhou_market(self, doc):
        """The groups of the market form."""
        return [
            (doc.label("section1"), self.pairs(doc) + self.market_persons(doc) + self.mailing(doc)),
            (None, self.long_text(doc, "ip_work")),
            (None, self.long_text(doc, "honours")),
            (doc.label("units"), self.units(doc)),
            (doc.label("policies"), self.policies(doc)),
            (None, self.long_text(doc, "work_plan")),
            *self.guangzhou_signs(doc),
        ]

    def guangzhou_signs(self, doc):
        """Declaration and two opinions."""
        blocks = [para(doc.label("oath"), indent=420), para()]
        blocks += self.sign_lines(doc, "declaration", "declaration.signatory", "declaration.seal")
        cell = Cell(blocks, 19, "sign", "declaration")
        row = Row([self.label(doc, "declaration", 5), cell], "sign", {"height": 1800})
        out = [(None, [row])]
        for base in ("district_endorsement", "approval_endorsement"):
            rows = self.endorsement(doc, base, "endorsement.signatory", "endorsement.seal")
            out.append((None, rows))
        return out

    def mailing(self, doc):
        """Address for letters and postcode."""
        return self.pairs(doc, [["mailing_address", "postcode"]])

    def person_head(self, doc, first=5):
        """The head of the persons' rows."""
        cells = [self.label(doc, "#persons", first)]
        spans = (3, 6, 5, 24 - first - 14)
        for key, span in zip(("#name", "#id_number", "#phones", "#email"), spans, strict=True):
            cells.append(self.label(doc, key, span))
        return Row(cells, "person-head")

    def persons(self, doc):
        """The two persons of the enterprise form."""
        rows = [self.person_head(doc)]
        for base in ("legal_representative", "contact"):
            cells = [self.label(doc, base, 5)]
            for key, span in zip(PERSON_KEYS, (3, 6, 5, 5), strict=True):
                cells.append(self.value(doc, f"{base}.{key}", span))
            rows.append(Row(cells, "person"))
        return rows

    def phone_cell(self, doc, base, key, span):
        """A phone cell of the market form with its printed label."""
        blocks = doc.show.get(f"{base}.{key}") or [para()]
        first = blocks[0]
        blocks = [para(Run(f"{doc.word('#' + key)}：", {}), *first.runs), *blocks[1:]]
        return Cell(blocks, span, "mixed", f"{base}.{key}")

    def market_persons(self, doc):
        """The persons of the market form, two rows each."""
        rows = [self.person_head(doc)]
        people = [("legal_representative", "r", "legal_representative")]
        count = max(2, len(doc.values["contacts"]))
        people += [(f"contacts[{i}]", "r" if i == 0 else "c", "contact") for i in range(count)]
        for base, label_merge, key in people:
            label = self.label(doc, key, 5)
            label.vmerge = label_merge
            first = [label, self.value(doc, f"{base}.name", 3), self.value(doc, f"{base}.id_number", 6)]
            first += [self.phone_cell(doc, base, "landline", 5), self.value(doc, f"{base}.email", 5)]
            for i in (1, 2, 4):
                first[i].vmerge = "r"
            second = [self.merged(5), self.merged(3), self.merged(6)]
            second += [self.phone_cell(doc, base, "mobile", 5), self.merged(5)]
            rows += [Row(first, "person2"), Row(second, "person2")]
        return rows

    def counts(self, doc):
        """The eight counts."""
        rows = []
        for group, keys in COUNTS.items():
            for i, key in enumerate(keys):
                left = self.label(doc, group, 6) if i == 0 else self.merged(6)
                left.vmerge = "c" if i else "r"
                row = [left, self.label(doc, f"#{key}", 6), self.value(doc, f"{group}.{key}", 12)]
                rows.append(Row(row, "count"))
        return rows

    def listed(self, doc, name, keys, spans, serial=False, side=0):
        """Rows of a list (departments or rules) under their head, a label at the side if asked."""
        tag = {"units": "unit", "policies": "policy"}[name]
        labels = ["#unit_phones" if k == "phones" else f"#{k}" for k in keys]
        head = [self.label(doc, k, s) for k, s in zip(labels, spans, strict=True)]
        if serial:
            head.insert(0, self.label(doc, "#no", 3))
        rows = [Row(head, f"{tag}-head")]
        count = len(doc.values[f"ip_{name}"])
        for i in range(max(count, self.blank_rows[name])):
            cells = []
            for key, span in zip(keys, spans, strict=True):
                path = f"ip_{name}[{i}].{key}"
                cells.append(self.value(doc, path, span) if i < count else self.blank(span))
            if serial:
                cells.insert(0, Cell(paras(str(i + 1), align="center"), 3, "serial"))
            rows.append(Row(cells, tag if i < count else "empty"))
        if side:
            for i, row in enumerate(rows):
                cell = self.merged(side) if i else self.label(doc, name, side)
                cell.vmerge = "c" if i else "r"
                row.cells.insert(0, cell)
        return rows

    def units(self, doc):
        """The departments."""
        keys = ("unit", "headcount", "names", "phones")
        if doc.form == "guangzhou-market":
            return self.listed(doc, "units", keys, (8, 4, 6, 6))
        return self.listed(doc, "units", keys, (7, 3, 5, 5), side=4)

    def policies(self, doc):
        """The rules."""
        keys = ("title", "adopted_on", "count")
        if doc.form == "guangzhou-market":
            return self.listed(doc, "policies", keys, (11, 6, 4), serial=True)
        return self.listed(doc, "policies", keys, (11, 6, 3), side=4)
