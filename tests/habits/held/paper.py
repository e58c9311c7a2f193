"""What one sees on paper, and what only the file holds, held half."""

from ..doc import date_text
from ..model import Cell, Para, Raw, Row, Run, para, run
from ..registry import G1, G2, J1, J2, habit
from ..tools import (
    anchor,
    complex_field,
    control,
    form_check,
    other_digits,
    pick_claim,
    picture,
    stamp,
    text_box,
    word_run,
)


@habit("paper")
def struck_text(doc):
    """A moved office: the old address or post is struck out, the new one typed behind it."""
    path = doc.pick("address", "post", "text", "bank", "person")
    wrong = {
        "地": other_digits(doc.rng, doc.text(path)) if any(map(str.isdigit, doc.text(path))) else "",
        "人": doc.rng.choice(doc.words.SURNAMES) + doc.rng.choice(doc.words.GIVEN),
    }
    kind = "地" if path.endswith("address") else "人" if path.endswith(("name", "contact", "by")) else ""
    wrong = wrong.get(kind) or doc.rng.choice(doc.words.TITLES + doc.words.UNITS)
    doc.put(path, run(wrong, dstrike=True), " ", doc.text(path))


@habit("paper", forms=(J1, G1, G2))
def struck_by_style(doc):
    """The office's template has a character style 作废 (struck out) for corrections."""
    path = doc.pick("count", "money", "postcode", "phone")
    style = doc.rng.choice(("Erased", "Erased2"))
    doc.put(path, run(other_digits(doc.rng, doc.text(path)), style=style), doc.text(path))


@habit("paper")
def tracked_change(doc):
    """The manager changed the draft with revisions on, and nobody accepted them."""
    path = doc.pick("count", "phone", "postcode", "date", "account")
    text = doc.text(path)
    doc.put(path, run(other_digits(doc.rng, text), **{"del": 1}), run(text, ins=1))


@habit("paper")
def tracked_all(doc):
    """The form was sent round with revisions on: all that was typed is an insertion."""
    paths = doc.pick_all("company", "person", "address", "email", "long")
    for path in paths:
        for block in doc.show[path]:
            for r in block.runs:
                r.fmt["ins"] = 1


@habit("paper", stage="built", forms=(J2, G1, G2))
def tracked_row(doc):
    """A row of a list was deleted with revisions on and still stands struck in the file."""
    for table in doc.tables():
        for i, row in enumerate(table.rows):
            if row.tag not in ("unit", "policy", "enterprise"):
                continue
            cells = []
            for j, c in enumerate(row.cells):
                text = "1" if c.role == "serial" else doc.rng.choice(doc.words.UNITS) if j < 3 else ""
                cells.append(Cell([para(run(text, **{"del": 1}))], c.span, "blank", vmerge="c" if c.vmerge else ""))
            table.rows.insert(i + 1, Row(cells, "gone", {"tracked": "del"}))
            return True
    return False


@habit("paper")
def hidden_paragraph(doc):
    """A hint stands in a paragraph of a style that is hidden."""
    path = doc.pick("long", "company", "address", "count", filled=False)
    doc.show[path].append(para(run("填写提示：99字以内"), style="Hint"))


@habit("paper")
def white_text(doc):
    """A number of the file system typed in white, so that it does not show in print."""
    path = doc.pick("count", "phone", "person", "company", "postcode")
    doc.show[path][0].runs.append(run(f"{doc.rng.randint(1, 99)}", color="FFFFFF"))


@habit("paper")
def text_box_value(doc):
    """Who cannot get into a cell draws a text box over it and types there."""
    path = doc.pick(
        "count",
        "postcode",
        "date",
        "post",
        "rating",
        "person",
        test=lambda p: not p.startswith(("cover", "enterprises")),
    )
    if "\n" in doc.text(path):
        return False
    doc.put(path, text_box(doc, doc.text(path), frame=False))
    doc.doubt(path)


@habit("paper", stage="built")
def text_box_stamp(doc):
    """Somebody puts a red text box (已审核, 急件) on the page as a stamp."""
    targets = [c for _, _, c in doc.cells("sign", "value") if c.blocks and isinstance(c.blocks[0], Para)]
    if not targets:
        return False
    cell = doc.rng.choice(targets)
    word = doc.rng.choice(("申报专用", "已审核", "原件已核"))
    cell.blocks[-1].runs.append(text_box(doc, word, 40, 4, 70, 24, color="C00000"))


@habit("paper")
def comment_question(doc):
    """The checker's Word comment with a question hangs on a value."""
    path = doc.pick("count", "phone", "company", "person", "date", "uscc", "address")
    n = len(doc.comments)
    doc.comments.append(doc.rng.choice(("请核实", "与执照不一致？应为88", "谁填的？", "@小李 确认一下")))
    runs = doc.show[path][0].runs
    runs.insert(0, Raw(f'<w:commentRangeStart w:id="{n}"/>'))
    runs.append(Raw(f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'))


@habit("paper")
def text_control(doc):
    """The form was made with content controls; the value stands in one."""
    paths = doc.pick_all("person", "address", "count", "email", "post", "money")
    for path in paths:
        doc.put(path, control("<w:text/>", doc.text(path), doc.number()))


@habit("paper", stage="built", forms=(J2, G1, G2))
def row_control(doc):
    """Rows of a list are repeated by a control around each row."""
    done = False
    for table in doc.tables():
        for row in table.rows:
            if row.tag in ("unit", "policy", "enterprise"):
                row.fmt["sdt"] = f'<w:id w:val="{doc.number()}"/><w:alias w:val="重复行"/>'
                done = True
    return done


@habit("paper", forms=(J1,))
def drop_down_untouched(doc):
    """The list control was never touched and still says 请选择."""
    path = doc.pick("claim", "bool", filled=False)
    props = '<w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="是" w:value="1"/></w:dropDownList>'
    doc.put(
        path, control(props, doc.rng.choice(("请选择", "选择一项。", "请选择是或否")), doc.number(), color="808080")
    )
    doc.blank(path)


@habit("paper")
def date_control(doc):
    """A date picker control: the date's text with its full date in the properties."""
    path = doc.pick("date", test=lambda p: len(doc.value(p)) == 10)
    iso = doc.value(path)
    props = f'<w:date w:fullDate="{iso}T00:00:00Z"><w:dateFormat w:val="yyyy年M月d日"/></w:date>'
    doc.put(path, control(props, date_text(iso), doc.number()))


@habit("paper")
def form_text_default(doc):
    """A FORMTEXT field that nobody filled: five wide blanks."""
    path = doc.pick("email", "postcode", "post", "count", "id")
    data = '<w:ffData><w:name w:val="文字2"/><w:enabled/><w:textInput/></w:ffData>'
    doc.put(path, complex_field("FORMTEXT", "\u2002" * 5, data))
    doc.blank(path)


@habit("paper", forms=(J1,))
def form_check_boxes(doc):
    """Old form check boxes; only the field's state says which is ticked."""
    path, held, detail = pick_claim(doc)
    doc.put(path, form_check(held), "是  ", form_check(not held), "否", f"  {detail}" if detail else "")


@habit("paper")
def mail_link(doc):
    """Word turns a typed e-mail address into a link."""
    for path in doc.pick_all("email"):
        rid = f"rIdL{doc.number()}"
        doc.links.append((rid, f"mailto:{doc.text(path)}"))
        doc.put(
            path,
            Raw(
                f'<w:hyperlink r:id="{rid}">{word_run(doc.text(path), color="0563C1", u="single")}</w:hyperlink>',
                doc.text(path),
            ),
        )


@habit("paper")
def link_field(doc):
    """WPS keeps a link as a HYPERLINK field with its address in the instruction."""
    done = False
    for path in doc.pick_all("email"):
        doc.put(path, complex_field(f'HYPERLINK "mailto:{doc.text(path)}"', doc.text(path)))
        done = True
    return done


@habit("paper")
def merge_field(doc):
    """The form came out of a mail merge whose fields were kept."""
    for path in doc.pick_all("company", "address", "person", "phone"):
        doc.put(path, complex_field("MERGEFIELD 字段 \\* MERGEFORMAT", doc.text(path)))


@habit("paper", stage="package", group="header")
def watermark(doc):
    """A VML watermark in the header: 仅供申报使用 across the page."""
    doc.header = (
        '<w:p><w:r><w:pict><v:shape id="水印" style="position:absolute;margin-left:0;margin-top:0;'
        'width:400pt;height:100pt;rotation:315;z-index:-251" fillcolor="silver" stroked="f">'
        '<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="仅供入库申报使用"/>'
        "</v:shape></w:pict></w:r></w:p>"
    )


@habit("paper", stage="package", group="header")
def head_and_foot(doc):
    """The company's letterhead in the header, and page numbers as fields in the footer."""
    doc.header = f"<w:p>{word_run(doc.rng.choice(('内部资料  注意保管', '电话：020-66668888  邮编：510000')))}</w:p>"
    page = complex_field("PAGE", "1").xml
    total = complex_field("NUMPAGES", "3").xml
    doc.footer = f"<w:p>{word_run('第')}{page}{word_run('页 共')}{total}{word_run('页')}</w:p>"


@habit("paper", stage="built")
def seal_picture(doc):
    """A scanned red seal floats over the signature."""
    cells = [c for _, _, c in doc.cells("sign") if c.blocks]
    if cells:
        doc.rng.choice(cells).blocks[-1].runs.append(stamp(doc))
        return True
    doc.blocks[-1].runs.append(stamp(doc))


@habit("paper", forms=(J1, G1, G2))
def signature_picture(doc):
    """The hand-written signature as a picture where a name would be typed."""
    path = doc.pick("signatory", filled=False)
    doc.put(path, picture(doc, "scribble", 50))
    doc.blank(path)
    doc.doubt(path)


@habit("paper")
def smart_tags(doc):
    """Word 2003 wrapped numbers and places in smart tags."""
    done = False
    for path in doc.pick_all("address", "money", "area", "date"):
        text = doc.text(path)
        if len(text) < 3:
            continue
        tag = (
            '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chmetcnv">'
            f"{word_run(text[1:-1])}</w:smartTag>"
        )
        doc.put(path, text[0], Raw(tag, text[1:-1]), text[-1])
        done = True
    return done


@habit("paper", forms=(J1, G1, G2))
def automatic_chinese_numbers(doc):
    """Paragraphs of a long text are numbered （一）（二） automatically."""
    path = doc.pick("long", test=lambda p: len(doc.show[p]) > 1)
    text = doc.value(path)
    for block in doc.show[path]:
        block.fmt = {"num": 2, "align": "left"}
    numbers = "一二三四五六"
    lines = [f"（{numbers[i]}）{line}" for i, line in enumerate(text.split("\n"))]
    doc.also(path, "\n".join(lines))


@habit("paper", forms=(J1, G1, G2))
def page_break_in_text(doc):
    """A page break typed inside a long text."""
    path = doc.pick("long", test=lambda p: len(doc.show[p]) > 1)
    doc.show[path][1].runs.insert(0, Raw('<w:r><w:br w:type="page"/></w:r>'))


@habit("paper")
def shredded_runs(doc):
    """Spell checks and input methods cut the text into runs of a letter or two with rsids."""
    for path in doc.pick_all():
        for block in doc.show[path]:
            runs = []
            for r in block.runs:
                if isinstance(r, Raw) or doc.rng.random() < 0.3:
                    runs.append(r)
                    continue
                for at in range(0, len(r.text), 2):
                    runs.append(Run(r.text[at : at + 2], dict(r.fmt)))
                    if doc.rng.random() < 0.3:
                        runs.append(Raw('<w:proofErr w:type="spellStart"/>'))
            block.runs = runs


@habit("paper", stage="built")
def licence_picture(doc):
    """The scan of the business licence is pasted behind the form."""
    doc.blocks += [para("附：营业执照复印件", page_before=True), para(picture(doc, "photo", 300))]


@habit("paper")
def picture_in_blank(doc):
    """A screenshot was pasted into a cell instead of typing; the paper shows a picture only."""
    path = doc.pick("email", "id", "account", "count", test=lambda p: not p.startswith("cover"))
    doc.put(path, picture(doc, "photo", 30))
    doc.blank(path)
    doc.doubt(path)


@habit("paper", forms=(G1, G2))
def blacked_out(doc):
    """An identity number is blacked out for privacy: black text on black."""
    path = doc.pick("id")
    doc.put(path, run(doc.text(path), color="000000", shd="000000"))
    doc.blank(path)
    doc.doubt(path)


@habit("paper", stage="built")
def hidden_row(doc):
    """A row of instructions for programs whose text is hidden: no line of it prints."""
    for table in doc.tables():
        if len(table.rows) < 3 or any(c.vmerge == "c" for c in table.rows[1].cells):
            continue
        text = doc.rng.choice(("填报系统编码：A0012", "fld_name|fld_addr|fld_tel"))
        cell = Cell([para(run(text, vanish=True), rpr="<w:vanish/>")], 24, "other")
        table.rows.insert(1, Row([cell], "hidden"))
        return True
    return False


@habit("paper")
def crossed_line(doc):
    """A line is drawn as a shape through an empty cell to say: nothing here."""
    path = doc.pick("email", "id", "rating", "post", "postcode")
    n = doc.number()
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    inner = (
        f'<a:graphic><a:graphicData uri="{uri}"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm flipV="1"><a:off x="0" y="0"/>'
        '<a:ext cx="600000" cy="200000"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525">'
        '<a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic>"
    )
    doc.put(path, Raw(f"<w:r>{anchor(doc, inner, 63 + n % 3, 21, 4, 0)}</w:r>"))
    doc.blank(path)
