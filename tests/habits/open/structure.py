"""How the form itself is changed: labels, rows, columns, tables, signature areas, open half."""

import itertools

from ..forms import PAIRS, kind_of
from ..model import Cell, Para, Row, Run, Table, copy_row, para, paras, plain, run
from ..registry import G1, G2, J1, J2, habit
from ..render import edges_of
from ..tools import made_like, relabel, row_indexes, words_of

ENGLISH = {
    "联系人": "Contact",
    "联系地址": "Address",
    "注册地址": "Registered address",
    "单位名称": "Name of unit",
    "电子邮箱": "E-mail",
    "手机号码": "Mobile",
    "邮政编码": "Postcode",
    "姓名": "Name",
    "电话": "Tel.",
    "联系电话": "Tel.",
    "序号": "No.",
    "职务": "Position",
    "统一社会信用代码": "USCC",
    "申报企业名称": "Applicant",
    "开户银行": "Bank",
    "银行账号": "Account No.",
    "企业总人数": "Employees",
    "企业地址": "Address",
    "推荐企业名称": "Enterprise",
    "通信地址": "Mailing address",
    "数量": "Qty",
    "名称": "Title",
}
SHORTER = {
    "统一社会信用代码": "信用代码",
    "邮政编码": "邮编",
    "电子邮箱": "E-mail",
    "身份证号码": "身份证号",
    "联系电话": "电话",
    "手机号码": "手机",
    "企业总人数": "总人数",
    "单位电话": "办公电话",
    "研发人员": "研发人数",
    "申报企业名称": "企业名称",
    "组织机构代码": "机构代码",
    "开户银行": "开户行",
    "银行账号": "账号",
    "注册时间": "注册日期",
    "人员数量": "人数",
    "推荐企业名称": "企业名称",
    "重点保护专利（专利号）": "重点专利号",
    "企业联络人及职务": "联络人及职务",
    "法定代表人": "法人代表",
    "制定时间": "制定日期",
    "机构名称": "机构",
    "进驻商家数": "商家数",
    "经营商品大类": "商品大类",
}
REWORDED = {
    "申报企业名称": "企业名称（全称）",
    "联系地址": "通讯地址",
    "联系人": "联络人",
    "职务": "职位",
    "手机号码": "移动电话",
    "单位电话": "固定电话",
    "电子邮箱": "电子邮件",
    "企业总人数": "职工总数",
    "研发人员": "研发人员数",
    "是否单设知识产权部门": "知识产权部门是否单设",
    "有效专利拥有量": "拥有有效专利数",
    "有效注册商标拥有量": "拥有有效注册商标数",
    "单位名称": "申报单位名称",
    "注册地址": "注册地点",
    "注册时间": "成立日期",
    "通信地址": "通讯地址",
    "邮政编码": "邮政编号",
    "开户银行": "开户行名称",
    "银行信用等级": "信用等级",
    "银行账号": "银行帐号",
    "经营场所面积": "营业面积",
    "进驻商家数": "入驻商户数",
    "经营商品大类": "主要经营商品种类",
    "办公地址": "办公地点",
    "推荐企业名称": "企业名称",
    "企业地址": "地址",
    "涉足领域": "所属领域",
    "企业联络人及职务": "联络员及职务",
    "填表人": "填报人",
    "填写日期": "填报日期",
    "申报时间": "申报日期",
    "制定时间": "发布时间",
    "人员数量": "人员数",
    "身份证号码": "居民身份证号",
    "申报单位声明": "单位声明",
    "签章": "签字盖章",
    "负责人签名": "负责人签字",
    "法定代表人（签名）": "法定代表人签字",
    "驰名商标认定": "驰名商标认定情况",
}


@habit("structure", stage="label", group="labels")
def labels_starred(doc):
    """An asterisk marks the fields that must be filled."""
    star = doc.rng.choice(("*", "＊", "* ", "★"))
    front = doc.rng.random() < 0.6
    for key in words_of(doc):
        if doc.rng.random() < 0.8:
            doc.labels[key] = star + doc.labels[key] if front else doc.labels[key] + star


@habit("structure", stage="label", group="labels", forms=(J1, G1, G2))
def labels_numbered(doc):
    """Every label has a number."""
    shape = doc.rng.choice(("{}.", "{}、", "({})", "{}．"))
    for i, key in enumerate(words_of(doc), 1):
        if doc.labels[key][0] not in "一二三四五六":
            doc.labels[key] = shape.format(i) + doc.labels[key]


@habit("structure", stage="label", group="labels")
def labels_bilingual(doc):
    """Chinese and English in one label, for a foreign parent company."""
    joint = doc.rng.choice(("\n", " ", "/", "（{}）"))
    table = {k: k + (joint.format(v) if "{}" in joint else joint + v) for k, v in ENGLISH.items()}
    return relabel(doc, table)


@habit("structure", stage="label", group="labels")
def labels_short(doc):
    """Labels abbreviated to save room."""
    return relabel(doc, SHORTER, 0.7)


@habit("structure", stage="label", group="labels")
def labels_reworded(doc):
    """Labels in the words of last year's form."""
    return relabel(doc, REWORDED, 0.6)


@habit("structure", stage="label", group="labels")
def labels_spaced(doc):
    """Short labels spread with blanks to one width."""
    blank = doc.rng.choice((" ", "  ", "　", "\u00a0"))
    done = False
    for key in words_of(doc):
        word = doc.labels[key]
        if 2 <= len(word) <= 4:
            doc.labels[key] = (blank * (2 if len(word) == 2 else 1)).join(word)
            done = True
    return done


def _sign_day_first(author, doc, base, name_key, seal_key):
    lines = [para("日期：", *author.date_runs(doc, f"{base}.date"), align="right")]
    lines.append(para(f"{doc.word(name_key)}：", *author.inline(doc, f"{base}.signatory"), align="right"))
    if seal_key:
        lines.insert(0, para(f"（{doc.label(seal_key)}）", align="right"))
    return lines


def _sign_tabs(author, doc, base, name_key, seal_key):
    lines = [
        para(f"\t{doc.word(name_key)}：\t", *author.inline(doc, f"{base}.signatory", u="single"), tabs=[2400, 4600])
    ]
    if seal_key:
        lines.append(para(f"\t{doc.word(seal_key)}：\t", tabs=[2400, 4600]))
    lines.append(para("\t日    期：\t", *author.date_runs(doc, f"{base}.date"), tabs=[2400, 4600]))
    return lines


@habit("structure", stage="label", group="sign", forms=(J1, G1, G2))
def sign_day_first(doc):
    """The date stands above the name, with the word 日期."""
    doc.opts["sign"] = _sign_day_first


@habit("structure", stage="label", group="sign", forms=(J1, G1, G2))
def sign_with_tabs(doc):
    """Signature lines set with tabs and underlines."""
    doc.opts["sign"] = _sign_tabs


@habit("structure", stage="label", group="sign", forms=(J1, G1, G2))
def sign_words_left(doc):
    """The printed words 签字 or 日期 are doubled by what people type."""

    def sign(author, doc, base, name_key, seal_key):
        runs = author.inline(doc, f"{base}.signatory")
        lines = [para(f"{doc.word(name_key)}：", Run("（签字）", {}), *runs, left=2600)]
        if seal_key:
            lines.append(para(f"{doc.word(seal_key)}：（公章）", left=2600))
        return [*lines, para("日期：", *author.date_runs(doc, f"{base}.date"), left=2600)]

    doc.opts["sign"] = sign


@habit("structure", stage="record", forms=(J1, G1, G2))
def row_deleted(doc):
    """A row that nobody wanted to fill was deleted from the table."""
    pairs = [list(k) for k in PAIRS[doc.form]]
    row = doc.rng.choice([k for k in pairs if k[0] not in ("name", "enterprise_name", "uscc")])
    pairs.remove(row)
    doc.opts["pairs"] = pairs
    for key in row:
        doc.values[key] = [] if isinstance(doc.values[key], list) else None


@habit("structure", stage="label", forms=(J1, G1, G2), group="order")
def pairs_swapped(doc):
    """Left and right pair of a row have changed places."""
    pairs = doc.opts.get("pairs") or PAIRS[doc.form]
    doc.opts["pairs"] = [list(reversed(k)) for k in pairs]


@habit("structure", stage="built", forms=(J2, G1, G2))
def blank_rows_added(doc):
    """Blank rows between entries, left from deleting or for later."""
    done = False
    for table, i in list(row_indexes(doc, "unit", "policy", "enterprise")):
        if doc.rng.random() < 0.6:
            table.rows.insert(i + 1, made_like(table.rows[i], lambda c: [para()]))
            done = True
    return done


@habit("structure", stage="built", forms=(J2, G1, G2))
def total_row(doc):
    """A row 合计 below a list."""
    for table, i in row_indexes(doc, "unit", "enterprise", "policy"):
        free = [k for k, c in enumerate(table.rows[i].cells) if not c.vmerge]
        row = made_like(table.rows[i], lambda c: [para()])
        word = doc.rng.choice(("合计", "总计", "小计"))
        row.cells[free[0]].blocks = [para(word, align="center")]
        row.cells[free[1]].blocks = [para("3")]
        table.rows.insert(i + 1, row)
        return True
    return False


@habit("structure", stage="built", forms=(G1, G2, J2))
def same_values_merged(doc):
    """Equal values below one another were merged into one cell."""
    column = {J2: ("industry", "liaison")}.get(doc.form, ("adopted_on", "count"))
    list_name = "enterprises" if doc.form == J2 else "ip_policies"
    entries = doc.values[list_name]
    paths = [f"{list_name}[{i}].{column[0]}" for i in (0, 1)]
    if len(entries) < 2 or any(p in doc.locks for p in paths):
        return False
    found = [doc.cell_of(p) for p in paths]
    if not all(found) or any(c.vmerge for _, _, c in found) or found[0][0] is not found[1][0]:
        return False
    rows = found[0][0].rows
    if rows.index(found[1][1]) != rows.index(found[0][1]) + 1 or found[0][1].cells.index(found[0][2]) != found[1][
        1
    ].cells.index(found[1][2]):
        return False
    value = entries[0][column[0]]
    if value is None:
        return False
    doc.truth(paths[1], value)
    found[0][2].vmerge, found[1][2].vmerge = "r", "c"


@habit("structure", stage="built", forms=(J1, G1, G2), group="pairs")
def label_in_cell(doc):
    """Label and value were merged into one cell with a colon."""
    done = False
    for table in doc.tables():
        for row in table.rows:
            if row.tag != "pair" or len(row.cells) % 2 or any(c.vmerge for c in row.cells):
                continue
            cells = []
            for lab, val in zip(row.cells[::2], row.cells[1::2], strict=True):
                first = val.blocks[0]
                if not isinstance(first, Para):
                    break
                text = lab.text.replace("\n", "").rstrip("：:")
                blocks = [para(run(text + "：", b=True), *first.runs), *val.blocks[1:]]
                cells.append(Cell(blocks, lab.span + val.span, "mixed", val.key))
            if len(cells) * 2 == len(row.cells):
                row.cells = cells
                done = True
    return done


@habit("structure", stage="built", forms=(J1, G1, G2))
def nested_value(doc):
    """A value cell holds a little table of its own, pasted from another file."""
    kinds = ("names", "phones", "goods", "long", "address")
    found = [
        c
        for _, _, c in doc.cells("value")
        if c.text
        and not c.vmerge
        and c.key not in doc.locks
        and kind_of(doc.form, c.key) in kinds
        and len(c.blocks) == 1
    ]
    if not found:
        return False
    cell = doc.rng.choice(found)
    inner = Table([Row([Cell(list(cell.blocks), 1, "inner")])], 1, 1800, "inner", {"borders": "none"})
    cell.blocks = [inner, para()]


@habit("structure", stage="built", group="grid")
def borders_jittered(doc):
    """Borders drawn by hand: no two rows have them at quite the same place."""
    done = False
    for table in doc.tables():
        fine = edges_of(table)
        narrow = min(b - a for a, b in itertools.pairwise(fine))
        for row in table.rows:
            if any(c.vmerge for c in row.cells):
                continue
            most = min(narrow // 3, 60)
            inner = [doc.rng.randint(-most, most) for _ in row.cells[1:]]
            row.fmt["shifts"] = [0, *inner, 0]
            done = True
    return done


@habit("structure", stage="built", group="grid")
def rows_ragged(doc):
    """Rows end and begin at slightly different places, as after dragging single cells."""
    for table in doc.tables():
        for row in table.rows:
            if doc.rng.random() < 0.4 and not any(c.vmerge for c in row.cells):
                left, right = doc.rng.choice((0, 15, 40)), doc.rng.choice((-70, 0, 55))
                row.fmt["shifts"] = [left] + [0] * (len(row.cells) - 1) + [right]


@habit("structure", stage="built", group="frame")
def form_in_frame(doc):
    """The form stands inside a table of one cell that serves as a frame."""
    tables = doc.tables()
    if len(tables) > 2:
        return False
    big = max(tables, key=lambda t: len(t.rows))
    at = next(i for i, b in enumerate(doc.blocks) if b is big)
    inner = doc.blocks[at]
    inner.width -= 400
    outer = Table(
        [Row([Cell([para(), inner, para()], 24, "frame")])], 24, inner.width + 400, "frame", {"borders": "thick"}
    )
    doc.blocks[at] = outer


@habit("structure", stage="built", forms=(J1, G1, G2))
def header_row_marked(doc):
    """The first rows are marked to repeat on each page, and rows may not break."""
    for table in doc.tables():
        table.rows[0].fmt["header"] = True


@habit("structure", stage="built", forms=(G1, G2))
def date_in_boxes(doc):
    """Year, month and day of the founding date in cells of their own."""
    found = doc.cell_of("registered_on")
    if not found or "registered_on" in doc.locks or len(doc.value("registered_on")) != 10:
        return False
    y, m, d = doc.value("registered_on").split("-")
    parts = [y, "年", str(int(m)), "月", str(int(d)), "日"]
    cells = [Cell(paras(p, align="center"), 2 if len(p) == 4 else 1, "inner") for p in parts]
    found[2].blocks = [Table([Row(cells)], 7, 2000, "inner", {"borders": "none", "margin": 5}), para()]


@habit("structure", stage="built", group="after")
def filling_notes(doc):
    """The instructions 填表说明 stand behind or before the form."""
    notes = [
        para(run("填表说明", b=True), align="center"),
        para("1. 本表一式一份，由申报单位如实填写；"),
        para("2. 电子邮箱：请填写常用邮箱；联系人：应为知识产权工作负责人；"),
        para("3. 有效专利拥有量：截至申报之日的有效专利数，如：20件；"),
        para("4. 无内容的栏目填“无”。"),
    ]
    if doc.rng.random() < 0.5:
        doc.blocks += [para(page_before=True), *notes]
    else:
        doc.blocks = [*notes, para(page_before=True), *doc.blocks]


@habit("structure", stage="built", forms=(J1, G1, G2), group="after")
def continuation_page(doc):
    """续页: the text goes on behind the table under its heading."""
    path = next((p for p in ("overview", "ip_work", "ip_protection_status") if p in doc.show), None)
    if not path or path in doc.locks or not doc.text(path):
        return False
    more = "（续）2020年以来，公司新增授权专利12件，参与行业标准制定2项。"
    heading = doc.label(path).replace("（可加页）", "").replace("\n", "")
    doc.blocks += [para(run(f"{heading}（续页）", b=True), page_before=True), para(more, indent=420)]
    text = doc.value(path)
    doc.truth(path, f"{text}\n{more}")
    doc.also(path, text, f"{text}\n{more.removeprefix('（续）')}")
    doc.doubt(path)


@habit("structure", stage="built", forms=(J1, J2), group="before")
def received_line(doc):
    """A line for the office stands above the table: number, date of receipt."""
    at = next((i for i, b in enumerate(doc.blocks) if isinstance(b, Table)), 0)
    words = doc.rng.choice(
        (
            "受理编号：金知保〔2022〕第   号",
            "编号：                受理日期：    年  月  日",
            "填表日期：2022年4月28日    单位：万元",
        )
    )
    doc.blocks.insert(at, para(words, align="right"))


@habit("structure", stage="built", group="after")
def checklist_behind(doc):
    """A table of enclosures follows the form."""
    names = ("营业执照复印件", "专利证书复印件", "商标注册证复印件")
    rows = [Row([Cell(paras("序号"), 4), Cell(paras("附件名称"), 14), Cell(paras("份数"), 6)])]
    rows += [Row([Cell(paras(str(i)), 4), Cell(paras(n), 14), Cell(paras("1"), 6)]) for i, n in enumerate(names, 1)]
    doc.blocks += [para(), para(run("附件清单", b=True)), Table(rows, 24, 8000, "list"), para()]


@habit("structure", stage="built", forms=(J1,), group="after")
def blank_copy_behind(doc):
    """A blank copy of the form was left in the file behind the filled one."""
    author, filled = doc.author, doc.blocks
    shown = doc.show
    doc.show = {path: [para()] for path in shown}
    author.build(doc)
    blank = doc.blocks
    doc.show = shown
    doc.blocks = [*filled, para(page_before=True), *blank]


@habit("structure", stage="built", forms=(J2,))
def district_rows(doc):
    """Companies are grouped by street office: a row across the table before them."""
    for table in doc.tables():
        firsts = [i for i, r in enumerate(table.rows) if r.tag in ("enterprise", "card-head")]
        if not firsts:
            continue
        words = doc.rng.choice(("一、重点推荐企业", "江南街道（共1家）", "（一）专利类"))
        table.rows.insert(firsts[0], Row([Cell(paras(words), table.cols, "section")], "group"))
        return True
    return False


@habit("structure", stage="built", forms=(J2,))
def example_row(doc):
    """The office's example stands in the first row of the list."""
    for table in doc.tables():
        for i, row in enumerate(table.rows):
            if row.tag != "enterprise":
                continue
            words = {
                "name": "××有限公司（示例）",
                "address": "××市××区××路×号",
                "industry": "装备制造",
                "phones": "0579-XXXXXXXX",
                "email": "xxx@xxx.com",
                "liaison": "张三 经理",
                "key_patents": "ZL2020XXXXXXXX.X",
                "key_trademarks": "××（第××号）",
            }
            cells = [
                Cell(
                    paras("例" if c.role == "serial" else words[c.key.rsplit(".", 1)[-1]] if c.role == "value" else ""),
                    c.span,
                    "extra",
                )
                for c in row.cells
            ]
            table.rows.insert(i, Row(cells, "extra"))
            return True
    return False


@habit("structure", stage="built", forms=(J2,))
def foot_in_table(doc):
    """The foot line was put into the last row of the table."""
    feet = [b for b in doc.paragraphs() if b.text.startswith(doc.label("prepared_by"))]
    tables = [t for t in doc.tables() if any(r.tag == "enterprise" for r in t.rows)]
    if len(feet) != 1 or not tables:
        return False
    doc.blocks = [b for b in doc.blocks if b is not feet[0]]
    tables[-1].rows.append(Row([Cell([feet[0]], tables[-1].cols, "foot")], "foot"))


@habit("structure", stage="built", forms=(J1, G1, G2))
def gap_rows(doc):
    """Thin empty rows across the table part its sections."""
    done = False
    for table in doc.tables():
        rows = []
        for row in table.rows:
            if (
                rows
                and row.tag in ("section", "text", "sign", "condition-head")
                and not any(c.vmerge == "c" for c in row.cells)
            ):
                rows.append(Row([Cell([para()], table.cols, "blank")], "gap", {"height": 120}))
                done = True
            rows.append(row)
        table.rows = rows
    return done


@habit("structure", stage="built", forms=(J1, G1, G2))
def sections_reordered(doc):
    """The lists come before the basic data: whole tables changed places."""
    places = [i for i, b in enumerate(doc.blocks) if isinstance(b, Table) and b.tag == "main"]
    if len(places) < 3:
        return False
    a, b = places[0], places[1]
    if any(p.text for p in doc.blocks[a + 1 : b] if isinstance(p, Para)):
        a_head = isinstance(doc.blocks[a - 1], Para) and a - 1
        b_head = b - 1
        if a_head is False or not plain([doc.blocks[a - 1]]) or not plain([doc.blocks[b - 1]]):
            return False
        doc.blocks[a_head], doc.blocks[b_head] = doc.blocks[b_head], doc.blocks[a_head]
    doc.blocks[a], doc.blocks[b] = doc.blocks[b], doc.blocks[a]


@habit("structure", stage="built", forms=(G2,))
def phones_in_one_cell(doc):
    """Landline and mobile of a person stand in one cell, both with their printed words."""
    done = False
    for table in doc.tables():
        for first, second in zip(table.rows, table.rows[1:], strict=False):
            if first.tag != "person2" or second.tag != "person2":
                continue
            a = [c for c in first.cells if c.key.endswith(".landline")]
            b = [c for c in second.cells if c.key.endswith(".mobile")]
            if a and b and not a[0].vmerge and not b[0].vmerge:
                a[0].blocks = [*a[0].blocks, *b[0].blocks]
                a[0].vmerge, b[0].vmerge = "r", "c"
                done = True
    return done


@habit("structure", stage="built", forms=(G2,))
def third_contact(doc):
    """Rows for one more contact were added and stay empty, with their printed words."""
    rows = [(t, i) for t, i in row_indexes(doc, "person2")]
    if not rows:
        return False
    table, i = rows[0]
    blocks = []
    for row in table.rows[i - 1 : i + 1]:
        new = copy_row(row)
        for cell in new.cells:
            if cell.role == "mixed":
                cell.blocks = [para(f"{doc.word('#mobile' if 'mobile' in cell.key else '#landline')}：")]
                cell.role = "extra"
            elif cell.role == "value":
                cell.blocks, cell.role = [para()], "extra"
            if cell.vmerge == "r" and cell.role == "label":
                cell.vmerge = "c"
        blocks.append(new)
    table.rows[i + 1 : i + 1] = blocks
