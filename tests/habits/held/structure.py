"""How the form itself is changed: labels, rows, columns, tables, signature areas, held half."""

from ..forms import COVER, PAIRS, kind_of
from ..model import Cell, Para, Row, Run, Table, copy_cell, copy_row, para, paras, run
from ..registry import ALL, G1, G2, J1, J2, habit
from ..tools import made_like, relabel, row_indexes, words_of

TRADITIONAL = dict(
    zip(
        "联系电话号码职务单位称时间代组织机构邮编银账资万营经类数量专标权计软业人员网类条况总审批见签证认识产护点请对证驰优",
        "聯繫電話號碼職務單位稱時間代組織機構郵編銀賬資萬營經類數量專標權計軟業人員網類條況總審批見簽證認識產護點請對證馳優",
        strict=True,
    )
)
TYPOS = {
    "注册地址": "注册地扯",
    "联系电话": "联系电活",
    "电子邮箱": "电子油箱",
    "单位名称": "单位名秤",
    "通信地址": "通信地止",
    "邮政编码": "邮政编吗",
    "开户银行": "开户很行",
    "组织机构代码": "组识机构代码",
    "身份证号码": "身分证号码",
    "联系地址": "联系地扯",
    "手机号码": "手机号吗",
    "企业总人数": "企业总入数",
    "研发人员": "研发入员",
    "制定时间": "制订时间",
    "企业地址": "企业地扯",
    "有效专利拥有量": "有效专利拥用量",
    "经营商品大类": "经营商品太类",
    "填写日期": "填写曰期",
}


@habit("structure", stage="label", group="labels")
def labels_required(doc):
    """（必填） or （选填） behind labels."""
    for key in words_of(doc):
        doc.labels[key] += doc.rng.choice(("（必填）", "（选填）", "【必填】", ""))


@habit("structure", stage="label", group="labels")
def labels_traditional(doc):
    """A Hong Kong owned company set the form in traditional characters."""
    table = str.maketrans(TRADITIONAL)
    for key in doc.labels:
        doc.labels[key] = doc.labels[key].translate(table)


@habit("structure", stage="label", group="labels")
def labels_with_typo(doc):
    """Typing the form anew brings typing errors into labels."""
    return relabel(doc, TYPOS, 0.5)


@habit("structure", stage="label", group="labels")
def labels_with_colon(doc):
    """A colon behind every label, though the value has its own cell."""
    sign = doc.rng.choice(("：", ":"))
    for key in words_of(doc):
        if not key.startswith(("cover", "sign", "endorsement", "declaration", "prepared", "recommending")):
            doc.labels[key] += sign


@habit("structure", stage="label", group="labels")
def labels_broken(doc):
    """Long labels broken by hand over two lines."""
    done = False
    for key in words_of(doc):
        word = doc.labels[key]
        if len(word) >= 5 and not key.startswith(
            ("cover", "sign", "endorsement", "declaration.", "prepared", "recommending")
        ):
            cut = len(word) // 2
            doc.labels[key] = word[:cut] + "\n" + word[cut:]
            done = True
    return done


@habit("structure", stage="label", group="labels")
def labels_with_notes(doc):
    """Notes in brackets in the label: how to fill the field."""
    notes = {
        "联系地址": "（详细到门牌号）",
        "单位名称": "（与公章一致）",
        "企业总人数": "（2021年末）",
        "注册地址": "（按营业执照填写）",
        "手机号码": "（11位）",
        "电子邮箱": "（常用）",
        "有效专利拥有量": "（截至申报日）",
        "身份证号码": "（18位）",
        "人员数量": "（人）",
        "研发人员": "（人）",
        "经营场所面积": "（平方米）",
        "进驻商家数": "（家）",
        "数量": "（份）",
        "企业地址": "（注册地）",
        "联系电话": "（手机）",
        "申报企业名称": "（盖章）",
        "统一社会信用代码": "（三证合一码）",
        "申请量": "（件）",
        "银行账号": "（基本户）",
    }
    return relabel(doc, {k: k + v for k, v in notes.items()})


@habit("structure", stage="label", forms=ALL)
def title_with_year(doc):
    """The office adds the year and a batch to the title."""
    doc.labels["title"] = doc.rng.choice(("2022年度", "（2022年第一批）", "附表：")) + doc.labels["title"]


@habit("structure", stage="label", forms=(J1, G1, G2))
def title_gone(doc):
    """The annex line was cut off with the top of the notice."""
    doc.labels["annex"] = doc.rng.choice(("", "附件二", "附表1", "（样表）"))


@habit("structure", stage="label", group="labels", forms=(G1, G2))
def sections_renumbered(doc):
    """Headings get other numbers, or none."""
    shape = doc.rng.choice(("第{}部分  ", "（{}）", "{}. ", ""))
    done = False
    for key, word in doc.labels.items():
        if word[1:2] == "、" and word[0] in "一二三四五六":
            doc.labels[key] = shape.format(word[0]) + word[2:]
            done = True
    return done


def _sign_one_line(author, doc, base, name_key, seal_key):
    runs = [Run(f"{doc.word(name_key)}：", {}), *author.inline(doc, f"{base}.signatory")]
    if seal_key:
        runs += [Run(f"    {doc.word(seal_key)}：      ", {})]
    return [para(*runs, Run("     ", {}), *author.date_runs(doc, f"{base}.date"))]


@habit("structure", stage="label", group="sign", forms=(J1, G1, G2))
def sign_in_one_line(doc):
    """Name, seal and date in one line to save room."""
    doc.opts["sign"] = _sign_one_line


@habit("structure", stage="built", forms=(J1, G1, G2))
def row_added(doc):
    """The office added rows of its own: fax, web site, kind of enterprise."""
    extras = [
        ("传真", "0579-88886666"),
        ("网址", "www.example.com"),
        ("企业类型", "民营"),
        ("微信号", "ip_liaison"),
        ("成立以来处罚情况", "无"),
        ("QQ", "66553311"),
        ("所属街道", "某街道"),
    ]
    found = [(t, i) for t, i in row_indexes(doc, "pair")]
    if not found:
        return False
    table, i = doc.rng.choice(found)
    pairs = iter(doc.rng.sample(extras, 3))
    current = [("", "")]

    def blocks(cell):
        if cell.role == "label":
            current[0] = next(pairs)
            return paras(current[0][0], align="center")
        return paras(current[0][1])

    table.rows.insert(i + 1, made_like(table.rows[i], blocks))


@habit("structure", stage="label", forms=(J1, G1, G2), group="order")
def rows_reordered(doc):
    """Fields in another order, as in the company's own data sheet."""
    pairs = list(doc.opts.get("pairs") or PAIRS[doc.form])
    doc.rng.shuffle(pairs)
    doc.opts["pairs"] = pairs


@habit("structure", stage="built", forms=(J2, G1, G2))
def rest_is_blank(doc):
    """（以下空白） in the first free row, so that nobody adds anything."""
    for table, i in list(row_indexes(doc, "unit", "policy", "enterprise"))[:1]:
        row = made_like(table.rows[i], lambda c: [para()])
        free = [k for k, c in enumerate(row.cells) if not c.vmerge]
        at = (
            free[1]
            if table.rows[i].tag == "enterprise" or (len(free) > 3 and table.rows[i].cells[free[0]].role == "serial")
            else free[0]
        )
        row.cells[at].blocks = paras(doc.rng.choice(("（以下空白）", "以下空白", "—以下无内容—", "此行以下空白")))
        table.rows.insert(i + 1, row)
        return True
    return False


@habit("structure", stage="built", forms=(J2, G1, G2))
def head_repeated(doc):
    """The head of a list was copied to the next page by hand."""
    for table in doc.tables():
        for i, row in enumerate(table.rows):
            if row.tag in ("unit-head", "policy-head", "enterprise-head"):
                tag = row.tag.removesuffix("-head")
                later = [k for k in range(i + 2, len(table.rows)) if table.rows[k].tag == tag]
                if not later:
                    continue
                head = copy_row(row)
                for cell in head.cells:
                    if cell.vmerge:
                        cell.vmerge, cell.blocks = "c", []
                table.rows.insert(doc.rng.choice(later), head)
                return True
    return False


@habit("structure", stage="built", group="cut", forms=(J2, G2))
def table_cut(doc):
    """A list goes over the page: the table was cut in two, its head copied."""
    for n, block in enumerate(doc.blocks):
        if not isinstance(block, Table):
            continue
        heads = [i for i, r in enumerate(block.rows) if r.tag in ("enterprise-head", "unit-head", "policy-head")]
        for i in heads:
            tag = block.rows[i].tag.removesuffix("-head")
            later = [k for k in range(i + 2, len(block.rows)) if block.rows[k].tag == tag]
            if not later or any(c.vmerge for c in block.rows[later[0]].cells):
                continue
            cut = doc.rng.choice(later)
            rest = [copy_row(block.rows[i]), *block.rows[cut:]]
            second = Table(rest, block.cols, block.width, block.tag, dict(block.fmt), block.weights)
            block.rows = block.rows[:cut]
            words = doc.rng.choice(("", "（续表）", "续上表"))
            doc.blocks[n + 1 : n + 1] = [para(words), second]
            return True
    return False


@habit("structure", stage="built", group="cut")
def table_torn(doc):
    """The table broke in two when a page break was typed inside it."""
    for n, block in enumerate(doc.blocks):
        if not isinstance(block, Table) or len(block.rows) < 4:
            continue
        spots = [
            i
            for i in range(2, len(block.rows))
            if not any(c.vmerge == "c" for c in block.rows[i].cells)
            and block.rows[i].tag
            not in (
                "unit",
                "policy",
                "enterprise",
                "empty",
                "condition",
                "person",
                "card",
                "count-row",
                "person-turned",
                "count",
                "person2",
                "gone",
                "extra",
            )
        ]
        if not spots:
            continue
        cut = doc.rng.choice(spots)
        second = Table(block.rows[cut:], block.cols, block.width, block.tag, dict(block.fmt), block.weights)
        block.rows = block.rows[:cut]
        doc.blocks[n + 1 : n + 1] = [para(page_before=True), second]
        return True
    return False


@habit("structure", stage="built", forms=(J2, G2))
def serial_column(doc):
    """A column with serial numbers was put before a list that has none, or its numbers are dropped."""
    done = False
    for table in doc.tables():
        for row in table.rows:
            for cell in row.cells:
                if cell.role == "serial" and cell.span < 5 and row.tag != "card-head":
                    cell.blocks = [para(num=1)] if row.tag != "empty" else [para()]
                    done = True
    return done


@habit("structure", stage="built", forms=(J2, G1, G2))
def remark_column(doc):
    """A column 备注 was added at the right of a list."""
    done = False
    for table in doc.tables():
        wanted = ("enterprise-head", "enterprise", "unit-head", "unit", "policy-head", "policy", "empty")
        if not any(r.tag in wanted for r in table.rows):
            continue
        extra = 2
        table.cols += extra
        if table.weights:
            table.weights = [*table.weights, 1, 1]
        for row in table.rows:
            if row.tag in wanted:
                text = "备注" if row.tag.endswith("head") else doc.rng.choice(("", "", "新增", "已核"))
                role = "extra"
                row.cells.append(Cell(paras(text if row.tag != "empty" else "", align="center"), extra, role))
            else:
                row.cells[-1].span += extra
        done = True
    return done


@habit("structure", stage="built", forms=(J2, G1, G2))
def columns_swapped(doc):
    """Two columns of a list changed places."""
    for table in doc.tables():
        for tag in ("unit", "policy", "enterprise"):
            rows = []
            for i, row in enumerate(table.rows):
                if row.tag == f"{tag}-head":
                    rows = [row]
                    for follow in table.rows[i + 1 :]:
                        if follow.tag not in (tag, "empty", "extra", "gone") or len(follow.cells) != len(row.cells):
                            break
                        rows.append(follow)
                    break
            if not rows:
                continue
            movable = [
                k
                for k, c in enumerate(rows[0].cells)
                if not c.vmerge and c.role == "label" and all(not r.cells[k].vmerge for r in rows) and c.key != "#no"
            ]
            if len(movable) < 3:
                continue
            a, b = doc.rng.sample(movable[1:], 2)
            for row in rows:
                row.cells[a], row.cells[b] = row.cells[b], row.cells[a]
            return True
    return False


@habit("structure", stage="built", forms=(G1, G2))
def one_row_a_name(doc):
    """Each member of a department got a row; department and number are merged cells."""
    for table, i in row_indexes(doc, "unit"):
        row = table.rows[i]
        at = [k for k, c in enumerate(row.cells) if c.key.endswith(".names")]
        if not at or row.cells[at[0]].vmerge:
            continue
        base = row.cells[at[0]].key.rsplit(".", 1)[0]
        names = doc.values["ip_units"][int(base[9:-1])]["names"]
        if len(names) < 2 or f"{base}.names" in doc.locks:
            continue
        new = []
        for n, name in enumerate(names):
            cells = []
            for k, c in enumerate(row.cells):
                if k == at[0]:
                    cells.append(copy_cell(c, blocks=paras(name)))
                elif c.vmerge:
                    cells.append(copy_cell(c, vmerge="c" if n or c.vmerge == "c" else "r"))
                else:
                    cells.append(copy_cell(c, vmerge="c" if n else "r"))
            new.append(Row(cells, "unit"))
        table.rows[i : i + 1] = new
        return True
    return False


@habit("structure", stage="built", forms=(J1, G1, G2), group="pairs")
def labels_above(doc):
    """Labels in one row, their values in the row below."""
    done = False
    for table in doc.tables():
        rows = []
        for row in table.rows:
            roles = [c.role for c in row.cells]
            if row.tag != "pair" or roles.count("label") < 2 or any(c.vmerge for c in row.cells) or len(roles) % 2:
                rows.append(row)
                continue
            top, low = [], []
            for lab, val in zip(row.cells[::2], row.cells[1::2], strict=True):
                span = lab.span + val.span
                top.append(copy_cell(lab, span=span))
                low.append(copy_cell(val, span=span))
            rows += [Row(top, "pair-top"), Row(low, "pair-low")]
            done = True
        table.rows = rows
    return done


@habit("structure", stage="built", forms=(J1, G1, G2), group="pairs")
def pairs_as_lines(doc):
    """The upper fields were taken out of the table and typed as lines."""
    for n, table in enumerate(doc.blocks):
        if not isinstance(table, Table):
            continue
        rows = [
            r for r in table.rows if r.tag == "pair" and not any(c.vmerge for c in r.cells) and len(r.cells) % 2 == 0
        ]
        if (
            len(rows) < 2
            or len(table.rows) - len(rows) < 2
            or len({c.vmerge for r in table.rows[:2] for c in r.cells}) > 1
        ):
            continue
        rows = rows[: 1 + max(i for i, r in enumerate(rows) if table.rows.index(r) - table.rows.index(rows[0]) == i)]
        lines = []
        for row in rows:
            runs = []
            for lab, val in zip(row.cells[::2], row.cells[1::2], strict=True):
                if runs:
                    runs.append(run("      "))
                runs.append(run(lab.text.replace("\n", "").rstrip("：:") + "："))
                for k, block in enumerate(b for b in val.blocks if isinstance(b, Para)):
                    if k:
                        runs.append(run("、"))
                    runs += block.runs
            lines.append(para(*runs))
        table.rows = [r for r in table.rows if not any(r is x for x in rows)]
        doc.blocks[n:n] = lines
        return True
    return False


@habit("structure", stage="built", forms=(G1, G2))
def code_in_boxes(doc):
    """The credit code in eighteen little boxes."""
    found = doc.cell_of("uscc")
    if not found or "uscc" in doc.locks or len(found[2].text) != 18:
        return False
    text = found[2].text
    cells = [Cell([para(run(c, sz=14), align="center")], 1, "inner") for c in text]
    found[2].blocks = [Table([Row(cells)], 18, 2800, "inner", {"borders": "grid", "margin": 5}), para()]


@habit("structure", stage="built", forms=(G1, G2, J1))
def value_split(doc):
    """A value cell was split in two by accident; the second half is empty."""
    found = [(r, c) for _, r, c in doc.cells("value") if not c.vmerge and c.span > 5 and r.tag == "pair"]
    if not found:
        return False
    row, cell = doc.rng.choice(found)
    at = row.cells.index(cell)
    rest = 2
    cell.span -= rest
    row.cells.insert(at + 1, Cell([para()], rest, "blank"))


@habit("structure", stage="built", group="grid", forms=(J2, G1, G2))
def spacer_column(doc):
    """A thin empty column runs along the table's right or left side."""
    table = max(doc.tables(), key=lambda t: len(t.rows))
    table.weights = [*(table.weights or [1] * table.cols), 0.5]
    table.cols += 1
    for row in table.rows:
        row.cells.append(Cell([para()], 1, "blank"))


@habit("structure", stage="built", forms=(J1, G1, G2))
def vertical_labels(doc):
    """Labels at the side are set vertically."""
    done = False
    for _, row, cell in doc.cells("label"):
        if cell.vmerge == "r" or row.tag == "sign":
            cell.fmt["dir"] = doc.rng.choice(("tbRlV", "tbRl"))
            done = True
    return done


@habit("structure", stage="built")
def labels_shaded(doc):
    """Labels in a coloured cell, bold, and the values in another font."""
    for _, _, cell in doc.cells("label"):
        cell.fmt["shade"] = "DDEBF7"
        for block in cell.blocks:
            for r in block.runs:
                r.fmt |= {"b": True}
    for _, _, cell in doc.cells("value"):
        for block in cell.blocks:
            if isinstance(block, Para):
                for r in block.runs:
                    if isinstance(r, Run):
                        r.fmt |= {"font": "楷体"}


@habit("structure", stage="built", forms=(J1,))
def yes_no_columns(doc):
    """The column 基本情况 was split: a narrow one for 是/否, a wide one for the explanation."""
    done = False
    for table in doc.tables():
        for row in table.rows:
            cell = row.cells[-1]
            if row.tag == "condition-head" and cell.key == "#state":
                cell.span -= 2
                row.cells.insert(-1, Cell(paras("是否", align="center"), 2, "label", "#yes"))
                done = True
            elif row.tag == "condition" and cell.role == "value" and done:
                cell.span -= 2
                mark = [para()]
                value = doc.value(cell.key)
                if kind_of(doc.form, cell.key) == "claim" and cell.key not in doc.locks and value["held"] is not None:
                    mark = paras("是" if value["held"] else "否", align="center")
                    cell.blocks = paras(value["detail"] or "")
                row.cells.insert(-1, Cell(mark, 2, "blank"))
    return done


@habit("structure", stage="built", forms=(G1, G2))
def cover_as_table(doc):
    """The cover's lines were put into a table with only lines below the values."""
    lines = [b for b in doc.paragraphs() if any(b.text.startswith(doc.label(k)) for k in COVER)]
    if len(lines) != 4:
        return False
    at = next(i for i, b in enumerate(doc.blocks) if b is lines[0])
    rows = []
    line = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for b in lines:
        label = Cell([para(b.runs[0])], 9, "label")
        value = [r for r in b.runs[1:] if r.text.strip()]
        for r in value:
            if isinstance(r, Run):
                r.fmt.pop("u", None)
        rows.append(Row([label, Cell([para(*value)], 15, "value-cover", fmt={"borders": line})]))
    doc.blocks = [b for b in doc.blocks if not any(b is x for x in lines)]
    doc.blocks.insert(at, Table(rows, 24, 7800, "cover", {"borders": "none", "align": "center", "height": 640}))


@habit("structure", stage="built", group="before")
def cover_letter(doc):
    """A letter to the office stands before the form in the same file."""
    unit = doc.rng.choice(("市知识产权局", "市场监督管理局", "各有关单位"))
    letter = [
        para(run("关于报送入库申报材料的函", b=True, sz=32), align="center"),
        para(f"{unit}："),
        para("根据通知要求，现将我单位申报材料随函报送，请审核。", indent=420),
        para("联系人：办公室小王，电话：88886666。", indent=420),
        para("2022年5月10日", align="right"),
        para(page_before=True),
    ]
    doc.blocks = letter + doc.blocks


@habit("structure", stage="built", forms=(J2,), group="twoparts")
def entry_in_two_rows(doc):
    """Each company takes two rows: the trade marks above, the patents below, the rest merged."""
    for table in doc.tables():
        rows, done = [], False
        for row in table.rows:
            keys = [c.key.rsplit(".", 1)[-1] for c in row.cells]
            if row.tag != "enterprise" or "key_patents" not in keys or any(c.vmerge for c in row.cells):
                rows.append(row)
                continue
            at = keys.index("key_patents")
            cell = row.cells[at]
            blocks = [b for b in cell.blocks if isinstance(b, Para)]
            if len(blocks) < 2 or cell.key in doc.locks:
                rows.append(row)
                continue
            for k in range(len(blocks)):
                cells = [copy_cell(c, vmerge="c" if k else "r") for c in row.cells]
                cells[at] = copy_cell(cell, blocks=[blocks[k]], vmerge="")
                rows.append(Row(cells, "enterprise"))
            done = True
        table.rows = rows
        if done:
            return True
    return False


@habit("structure", stage="built", forms=(G2,))
def policies_in_text(doc):
    """A line of text 共N项制度 stands under the list of rules."""
    for table, i in row_indexes(doc, "policy"):
        row = table.rows[i]
        if any(c.vmerge for c in row.cells):
            continue
        text = f"以上共{len(doc.values['ip_policies'])}项制度，均已印发执行。"
        table.rows.insert(i + 1, Row([Cell(paras(text), sum(c.span for c in row.cells), "extra")], "extra"))
        return True
    return False


@habit("structure", stage="built", forms=(G1,))
def counts_in_words(doc):
    """The counts of patents typed with their kind before each: 申请：42件."""
    done = False
    for _, _, cell in doc.cells("value"):
        if cell.key.startswith(("patents.", "trademarks.")) and cell.text.isdigit() and cell.key not in doc.locks:
            word = {"applied": "累计申请", "granted": "累计授权", "valid": "现有有效"}[cell.key.split(".")[1]]
            cell.blocks = paras(f"{word}{cell.text}件")
            done = True
    return done
