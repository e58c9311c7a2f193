"""Authors who draw the forms anew, open half."""

from ..author import Author
from ..forms import COUNTS
from ..model import Cell, Row, Run, para, paras


class Matrix(Author):
    """Someone who likes matrices: counts as a cross table, titles inside the table, grey labels."""

    name = "matrix"
    theme = {"font": "微软雅黑", "size": 20}
    width = 9300
    blank_rows = {"units": 3, "policies": 2, "enterprises": 4}

    def label(self, doc, key, span, text=None, **fmt):
        """A grey label."""
        return super().label(doc, key, span, text, shade="E7E6E6", **fmt)

    def counts(self, doc):
        """Rows of kinds, columns of stages; copyrights in a row of their own."""
        head = [self.blank(6)] + [self.label(doc, f"#{k}", 6) for k in COUNTS["patents"]]
        rows = [Row(head, "count-head")]
        for group in ("patents", "trademarks"):
            cells = [self.label(doc, group, 6)]
            cells += [self.value(doc, f"{group}.{k}", 6) for k in COUNTS[group]]
            rows.append(Row(cells, "count-row"))
        cells = [self.label(doc, "copyrights", 6)]
        for key in COUNTS["copyrights"]:
            cells += [self.label(doc, f"#{key}", 5), self.value(doc, f"copyrights.{key}", 4)]
        rows.append(Row(cells, "count-row"))
        return rows

    def front(self, doc):
        """Jinhua's application has its title as first row of the table."""
        return self.annex(doc) if doc.form == "jinhua-application" else super().front(doc)

    def jinhua_application(self, doc):
        """The title row first."""
        cell = Cell([para(Run(doc.label("title"), {"b": True, "sz": 30}), align="center")], 24, "title")
        return [(None, [Row([cell], "title")]), *super().jinhua_application(doc)]


class Lines(Author):
    """An old hand who types the short fields as lines to write on, and tables only for lists."""

    name = "lines"
    theme = {"font": "宋体", "size": 24}
    own_tables = True
    blank_rows = {"units": 2, "policies": 2, "enterprises": 2}

    def lines(self, doc, lists):
        """Fields as paragraphs: label, colon, value on a line."""
        out = []
        for keys in lists:
            runs = []
            for key in keys:
                runs.append(Run(f"{doc.word(key)}：", {}))
                runs += self.inline(doc, key, u="single")
                runs.append(Run("    ", {}))
            out.append(para(*runs[:-1]))
        return out

    def pairs(self, doc, lists=None):
        """No rows: the lines are put before the tables."""
        return []

    def assemble(self, doc, groups):
        """Tables with the lines before the first one."""
        filled = [(h, rows) for h, rows in groups if rows]
        out = []
        if doc.form.startswith("guangzhou"):
            out.append(para(Run(doc.label("section1"), {"b": True})))
            filled[0] = (None, filled[0][1])
        if doc.form != "jinhua-recommendation":
            lists = list(self.pair_lists(doc))
            if doc.form.startswith("guangzhou"):
                lists.append(["mailing_address", "postcode"])
            out += self.lines(doc, lists)
        return out + super().assemble(doc, filled)


class Bands(Author):
    """Someone who puts a band with the section's name down the left side."""

    name = "bands"
    theme = {"font": "楷体", "size": 21, "dates": "dot"}
    width = 9400
    landscape = False
    style = {"borders": "thick", "valign": "center"}
    blank_rows = {"units": 2, "policies": 4, "enterprises": 5}
    band_names = {
        "jinhua-application": ["企业基本信息", "入库条件"],
        "guangzhou-enterprise": ["", ""],
        "guangzhou-market": ["", "", "", "", ""],
    }

    def assemble(self, doc, groups):
        """Each group behind its band; groups without a name as they are."""
        names = list(self.band_names.get(doc.form, []))
        rows = []
        for i, (heading, part) in enumerate(groups):
            name = (names[i] if i < len(names) else "") or heading
            if not name or len(part) < 2:
                rows += ([self.section_row(heading)] if heading else []) + part
                continue
            for j, row in enumerate(part):
                row.cells = self.narrow(row.cells)
                cell = self.merged(2) if j else Cell(paras(name, align="center"), 2, "section")
                cell.vmerge = "c" if j else "r"
                row.cells.insert(0, cell)
                rows.append(row)
        return [self.table(rows)]

    def narrow(self, cells):
        """The cells of a row with two columns less, taken from the widest."""
        for _ in range(2):
            max(cells, key=lambda c: c.span).span -= 1
        return cells


class Turned(Author):
    """A designer who turns the persons' table round and signs in a grid."""

    name = "turned"
    theme = {"font": "等线", "size": 21, "dates": "iso"}
    value_align = "center"
    width = 9000
    style = {"borders": "grid", "valign": "center", "align": "center", "height": 480}
    blank_rows = {"units": 3, "policies": 3, "enterprises": 6}

    def persons(self, doc):
        """Persons as columns, their data as rows."""
        bases = ("legal_representative", "contact")
        head = [self.label(doc, "#persons", 6)] + [self.label(doc, b, 9) for b in bases]
        rows = [Row(head, "person-head")]
        for key in ("name", "id_number", "phones", "email"):
            cells = [self.label(doc, f"#{key}", 6)]
            cells += [self.value(doc, f"{b}.{key}", 9) for b in bases]
            rows.append(Row(cells, "person-turned"))
        return rows

    def endorsement(self, doc, base, name_key, seal_key=None):
        """Opinion above, signature and date side by side below."""
        rows = [Row([self.label(doc, base, 24, align="left")], "sign-head")]
        rows.append(
            Row([Cell(self.opinion_blocks(doc, base), 24, "value", f"{base}.opinion")], "sign", {"height": 900})
        )
        name = para(f"{doc.word(name_key)}：", *self.inline(doc, f"{base}.signatory"))
        cells = [Cell([name], 12, "sign", base)]
        if seal_key:
            cells[0].span = 9
            cells.append(Cell([para(f"{doc.word(seal_key)}：")], 8, "sign", base))
        day = para(*self.date_runs(doc, f"{base}.date"), align="right")
        cells.append(Cell([day], 24 - sum(c.span for c in cells), "sign", base))
        return [*rows, Row(cells, "sign")]


AUTHORS = [Matrix, Lines, Bands, Turned]
