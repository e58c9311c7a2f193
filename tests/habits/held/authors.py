"""Authors who draw the forms anew, held half."""

from ..author import CONDITIONS, Author
from ..forms import COLUMNS, COVER
from ..model import Cell, Para, Row, Run, Table, para


class OneColumn(Author):
    """A secretary who gives each field a row of its own, and each section a table."""

    name = "one_column"
    theme = {"font": "仿宋", "size": 24}
    own_tables = True
    width = 8800
    label_align = "left"
    blank_rows = {"units": 1, "policies": 1, "enterprises": 1}

    def pairs(self, doc, lists=None):
        """One field a row."""
        keys = [k for keys in lists or self.pair_lists(doc) for k in keys]
        return [Row([self.label(doc, k, 7), self.value(doc, k, 17)], "pair") for k in keys]

    def conditions(self, doc):
        """Conditions without serial numbers."""
        head = [self.label(doc, "#condition", 10), self.label(doc, "#state", 14)]
        rows = [Row(head, "condition-head")]
        for key in CONDITIONS:
            rows.append(Row([self.label(doc, key, 10), self.value(doc, key, 14)], "condition"))
        return rows

    def persons(self, doc):
        """The persons' head without the corner label."""
        rows = super().persons(doc)
        rows[0].cells[0] = self.blank(5)
        return rows


class DenseSix(Author):
    """An office clerk who saves paper: three pairs a row, small type, a cover table."""

    name = "dense_six"
    theme = {"font": "宋体", "size": 18, "lists": "、"}
    width = 9600
    label_fmt = {"b": True}
    blank_rows = {"units": 2, "policies": 3, "enterprises": 3}

    def pair_lists(self, doc):
        """Short fields three a row."""
        lists = super().pair_lists(doc)
        if doc.form == "jinhua-application":
            return [
                ["enterprise_name"],
                ["address"],
                ["contact_name", "contact_title", "mobile"],
                ["office_phones", "email"],
                ["has_ip_department", "employees", "rd_staff"],
            ]
        if doc.form == "guangzhou-market":
            return [
                *lists[:6],
                ["registered_capital", "last_year_revenue"],
                ["floor_area", "merchants", "goods_categories"],
            ]
        return lists

    def cover_line(self, doc, key):
        """A row of the cover's table."""
        value = self.value(doc, key, 16)
        return Row([self.label(doc, key, 8), value], "cover")

    def cover(self, doc):
        """The cover with a table without lines."""
        rows = [self.cover_line(doc, key) for key in COVER]
        table = Table(rows, 24, 7600, "cover", {"borders": "none", "align": "center", "height": 700})
        return [
            *self.title(doc),
            para(),
            table,
            para(),
            para(doc.label("publisher"), align="center"),
            para(page_before=True),
        ]


class Cards(Author):
    """A county office that lists each company on a card, and data as single boxes."""

    name = "cards"
    theme = {"font": "仿宋_GB2312", "size": 24}
    own_tables = True
    width = 8600
    landscape = False
    blank_rows = {"units": 2, "policies": 2, "enterprises": 0}
    card = [["name"], ["address"], ["industry", "email"], ["key_trademarks"], ["key_patents"], ["liaison", "phones"]]

    def enterprises(self, doc):
        """A card for each company: a serial row and pairs."""
        rows = []
        for i in range(len(doc.values["enterprises"])):
            head = Cell([para(f"{doc.word('#no')}：{i + 1}")], 24, "serial")
            rows.append(Row([head], "card-head"))
            for keys in self.card:
                spans = (6, 18) if len(keys) == 1 else (6, 6, 5, 7)
                cells = []
                for j, key in enumerate(keys):
                    cells.append(self.label(doc, f"#{key}", spans[2 * j]))
                    cells.append(self.value(doc, f"enterprises[{i}].{key}", spans[2 * j + 1]))
                rows.append(Row(cells, "card"))
        return rows

    def company_opinion(self, doc):
        """The company's opinion with its label at the side, as the office's."""
        return self.endorsement(doc, "enterprise_endorsement", "sign")

    def status(self, doc):
        """The text beside its label."""
        key = "ip_protection_status"
        cells = [self.label(doc, key, 6), self.value(doc, key, 18, valign="top")]
        return [Row(cells, "text", {"height": 2000})]

    def long_text(self, doc, path, heading=True, hint=""):
        """The text beside its label."""
        cell = self.value(doc, path, 18, valign="top")
        if hint:
            cell.blocks = [para(Run(hint, {"i": True})), *cell.blocks]
        return [Row([self.label(doc, path, 6), cell], "text", {"height": 1600})]


class Colons(Author):
    """Someone who writes label and value into one box: 联系人：张三."""

    name = "colons"
    theme = {"font": "宋体", "size": 22, "lists": "；"}
    style = {"borders": "rules", "valign": "center"}
    width = 9300
    blank_rows = {"units": 1, "policies": 3, "enterprises": 2}

    def boxed(self, doc, key, span):
        """A box with label and value."""
        blocks = doc.show.get(key) or [para()]
        first = para(Run(f"{doc.word(key)}：", {"b": True}), *blocks[0].runs)
        rest = [Para(list(b.runs), dict(b.fmt)) for b in blocks[1:]]
        return Cell([first, *rest], span, "mixed", key)

    def pairs(self, doc, lists=None):
        """Boxes instead of pairs of cells."""
        rows = []
        for keys in lists or self.pair_lists(doc):
            rows.append(Row([self.boxed(doc, k, 24 // len(keys)) for k in keys], "boxed"))
        return rows

    def enterprises(self, doc):
        """The recommendation's columns in the order of the office's own list."""
        order = ["name", "liaison", "phones", "email", "address", "industry", "key_trademarks", "key_patents"]
        rows = super().enterprises(doc)
        for row in rows:
            by_name = dict(zip(COLUMNS, row.cells[1:], strict=True))
            row.cells = [row.cells[0]] + [by_name[c] for c in order]
        return rows


AUTHORS = [OneColumn, DenseSix, Cards, Colons]
