"""What one sees on paper, and what only the file holds, open half."""

from ..doc import date_text, put
from ..model import Raw, para, run
from ..registry import G1, G2, J1, J2, habit
from ..render import WHO, quote
from ..tools import check_box, complex_field, control, other_digits, pick_claim, state_of, symbol, ticked, word_run

NUMBERS = ("count", "money", "phone", "postcode", "account", "uscc", "id")


@habit("paper", forms=(J1, G1, G2))
def struck_number(doc):
    """Clerks correct a wrong number with Word's strikethrough, so that the change can be seen."""
    path = doc.pick(*NUMBERS)
    old = doc.text(path)
    doc.put(path, run(other_digits(doc.rng, old), strike=True), old)


@habit("paper", forms=(J1, G1, G2))
def struck_paragraph(doc):
    """A whole line of a long text is withdrawn by a paragraph style with double strikethrough."""
    path = doc.pick("long")
    doc.show[path].append(
        para(run(doc.rng.choice(("公司另拥有境外商标12件。", "2016年曾发生侵权纠纷8起，均已结案。"))), style="Struck")
    )


@habit("paper", forms=(J1,))
def struck_choice(doc):
    """People choose by striking out what does not hold: 是/否 with one of them crossed."""
    path, held, _ = pick_claim(doc)
    yes, no = ("是", run("否", strike=True)) if held else (run("是", strike=True), "否")
    ticked(doc, path, yes, no, " / ")


@habit("paper")
def tracked_digit(doc):
    """A single digit was put in with revisions on."""
    path = doc.pick("count", "phone", "patents", "postcode", test=lambda p: len(doc.text(p)) > 1)
    if "\n" in doc.text(path):
        return False
    text = doc.text(path)
    at = doc.rng.randint(1, len(text) - 1)
    doc.put(path, text[:at], run(text[at], ins=1), run("7", **{"del": 1}), text[at + 1 :])


@habit("paper", forms=(G1, G2))
def tracked_move(doc):
    """A text was dragged to the right cell with revisions on: moved from here, to there."""
    path = doc.pick("bank", "address", "title", "unit")
    other = doc.pick("person", "postcode", "org")
    text = doc.text(path)
    doc.put(path, run(text, move_to=1))
    doc.show[other][0].runs.append(run(text, move_from=1))


@habit("paper")
def hidden_hint(doc):
    """The template's maker left hints as hidden text in the cells."""
    path = doc.pick("person", "company", "count", "address", "email", "date", "phone")
    hint = doc.rng.choice(("此处必填", "示例：100", "参照执照填写", "0000"))
    doc.show[path][0].runs.insert(0, run(hint, vanish=True))


@habit("paper")
def comment_on_blank(doc):
    """A cell is blank, and a comment says why; the paper shows a blank cell."""
    path = doc.pick("email", "postcode", "id", "date", "count", "signatory")
    n = len(doc.comments)
    doc.comments.append(doc.rng.choice(("待补", "明天给", "不清楚怎么填")))
    mark = Raw(f'<w:r><w:commentReference w:id="{n}"/></w:r>')
    doc.put(path, mark)
    doc.blank(path)


@habit("paper", stage="built")
def cell_control(doc):
    """A content control was drawn around whole cells of the table."""
    done = False
    for _, _, cell in doc.cells("value"):
        if not cell.vmerge and cell.text and doc.rng.random() < 0.4:
            cell.fmt["sdt"] = f'<w:id w:val="{doc.number()}"/><w:richText/>'
            done = True
    return done


@habit("paper", forms=(J1,))
def drop_down(doc):
    """Yes or no was chosen from a list control."""
    path, held, _ = pick_claim(doc)
    items = "".join(f'<w:listItem w:displayText="{t}" w:value="{t}"/>' for t in ("请选择", "是", "否"))
    doc.put(path, control(f"<w:dropDownList>{items}</w:dropDownList>", "是" if held else "否", doc.number()))
    set_no_detail = isinstance(doc.value(path), dict)
    if set_no_detail:
        put(doc.values, path, dict.fromkeys(doc.value(path)) | {"held": held})


@habit("paper", forms=(J1,))
def check_box_controls(doc):
    """Check boxes of Word 2010 for yes and no."""
    path, held, _ = pick_claim(doc)
    doc.put(path, check_box(held, doc.number()), "是   ", check_box(not held, doc.number()), "否")
    detail = state_of(doc, path)[1]
    if detail:
        doc.show[path][0].runs.append(run(f"   {detail}"))


@habit("paper")
def control_prompt(doc):
    """An empty control shows its prompt; on paper it is a grey sentence to type over."""
    path = doc.pick("email", "postcode", "post", "rating", "id", "money", "date")
    words = doc.rng.choice(("单击或点击此处输入文字。", "请输入内容", "点击此处填写", "[在此键入]"))
    doc.put(path, control("<w:showingPlcHdr/><w:text/>", words, doc.number(), color="808080"))
    doc.blank(path)


@habit("paper")
def form_text_field(doc):
    """An old protected form with FORMTEXT fields."""
    data = '<w:ffData><w:name w:val="文字1"/><w:enabled/><w:textInput/></w:ffData>'
    for path in doc.pick_all("person", "count", "postcode", "address", "bank", "account"):
        doc.put(path, complex_field("FORMTEXT", doc.text(path), data))


@habit("paper", forms=(J1,))
def form_drop_down(doc):
    """An old list field: the chosen entry is only an index in the field's data."""
    path, held, _ = pick_claim(doc)
    index = 1 if held else 2
    items = "".join(f'<w:listEntry w:val="{t}"/>' for t in ("请选择", "是", "否"))
    data = f'<w:ffData><w:enabled/><w:ddList><w:result w:val="{index}"/>{items}</w:ddList></w:ffData>'
    doc.put(
        path,
        Raw(
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "是" if held else "否",
        ),
    )
    if isinstance(doc.value(path), dict):
        put(doc.values, path, dict.fromkeys(doc.value(path)) | {"held": held})


@habit("paper", forms=(G1, G2))
def reference_field(doc):
    """The cover's company name is repeated in the table by a REF field."""
    if "name" in doc.locks or not doc.show["cover.applicant"][0].text:
        return False
    doc.locks.update(("name", "cover.applicant"))
    runs = doc.show["cover.applicant"][0].runs
    runs.insert(0, Raw('<w:bookmarkStart w:id="31" w:name="单位"/>'))
    runs.append(Raw('<w:bookmarkEnd w:id="31"/>'))
    doc.put("name", complex_field("REF 单位 \\h", doc.value("name")))


@habit("paper")
def date_field(doc):
    """The date was put in with Insert > Date and time, as a field with its result."""
    path = doc.pick("date", test=lambda p: len(doc.value(p)) == 10)
    doc.put(path, complex_field('CREATEDATE \\@ "yyyy年M月d日"', date_text(doc.value(path))))


@habit("paper", forms=(J1, G1, G2))
def footnote(doc):
    """A real footnote explains a number."""
    path = doc.pick("count", "money", "parts", "area")
    doc.footnotes.append(doc.rng.choice(("截至2022年4月30日。", "含分公司12人。", "数据来源：年报。")))
    doc.show[path][0].runs.append(
        Raw(
            f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(doc.footnotes)}"/></w:r>'
        )
    )


@habit("paper")
def endnote(doc):
    """An endnote hangs on a name or a number."""
    path = doc.pick("count", "company", "unit", "date")
    doc.endnotes.append("以营业执照为准。")
    doc.show[path][0].runs.append(
        Raw(
            f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:endnoteReference w:id="{len(doc.endnotes)}"/></w:r>'
        )
    )


@habit("paper")
def raised_mark(doc):
    """A note mark typed by hand and raised: 42 with a small 1, the note stands below the table."""
    path = doc.pick("count", "money", "postcode", "company")
    mark = doc.rng.choice(("1", "[1]", "①", "*"))
    doc.show[path][0].runs.append(run(mark, va="superscript"))
    doc.opts["after"] = [*doc.opts.get("after", []), para(f"注{mark}：数据截至上月底。")]


@habit("paper", forms=(G2,))
def raised_square(doc):
    """m with a raised 2 typed as superscript behind the area."""
    path = doc.pick("area")
    doc.put(path, doc.text(path), "m", run("2", va="superscript"))


@habit("paper", forms=(J1,))
def wingdings_ticks(doc):
    """Ticks inserted from the Wingdings font as symbols."""
    path, held, _ = pick_claim(doc)
    yes, no = ("F0FE", "F0A8") if held else ("F0A8", "F0FE")
    held_sign, free = ("☑", "□")
    detail = state_of(doc, path)[1]
    doc.put(
        path,
        symbol("Wingdings", yes, held_sign if held else free),
        "是   ",
        symbol("Wingdings", no, free if held else held_sign),
        "否",
        f"  {detail}" if detail else "",
    )


@habit("paper", forms=(J1,))
def wingdings_r(doc):
    """勾变R: an R and a £ in Wingdings 2 look like a ticked and an empty box."""
    path, held, _ = pick_claim(doc)
    on, off = run("R", font="Wingdings 2"), run("£", font="Wingdings 2")
    detail = state_of(doc, path)[1]
    doc.put(path, on if held else off, "是  ", off if held else on, "否", f"  {detail}" if detail else "")


@habit("paper")
def name_with_ruby(doc):
    """A rare character of a name gets its pronunciation above it."""
    path = doc.pick("person", "signatory", test=lambda p: "·" not in doc.text(p))
    text = doc.text(path)
    ruby = (
        '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
        '<w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>yán</w:t></w:r></w:rt>'
        f"<w:rubyBase><w:r><w:t>{quote(text[-1])}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    doc.put(path, text[:-1], Raw(ruby, text[-1]))


@habit("paper", forms=(G1, G2))
def boxed_digits(doc):
    """Digits in little boxes, made with EQ fields."""
    path = doc.pick("postcode")
    fields = [
        Raw(
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> eq \\o\\ac(□,{c}) '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            c,
        )
        for c in doc.text(path)
    ]
    doc.put(path, *fields)


@habit("paper")
def highlighted(doc):
    """Values that are still to be checked are marked yellow or red."""
    for path in doc.pick_all("count", "date", "company"):
        for block in doc.show[path]:
            for r in block.runs:
                r.fmt |= {"hl": "yellow"} if doc.rng.random() < 0.5 else {"color": "FF0000"}


@habit("paper", forms=(J2, G1, G2))
def automatic_numbers(doc):
    """A list in a cell with Word's automatic numbering: the numbers are no text."""
    path = doc.pick("names", "goods", "patents", "phones", test=lambda p: len(doc.value(p)) > 1)
    doc.show[path] = [para(item, num=1) for item in doc.value(path)]


@habit("paper")
def telephone_sign(doc):
    """A telephone sign of the Wingdings font stands before the number."""
    path = doc.pick("phone", "phones")
    doc.show[path][0].runs.insert(0, symbol("Wingdings", "F028", "☎"))


@habit("paper")
def hyphens_of_word(doc):
    """Ctrl+Shift+hyphen in a phone number: Word's no-break hyphen is no character."""
    path = doc.pick("phone", "phones", "org", test=lambda p: "-" in doc.text(p) and "\n" not in doc.text(p))
    runs = []
    for i, part in enumerate(doc.text(path).split("-")):
        if i:
            runs.append(Raw("<w:r><w:noBreakHyphen/></w:r>", "-"))
        runs.append(run(part))
    doc.put(path, *runs)


@habit("paper")
def fitted_text(doc):
    """A name is stretched with Adjust text width, or letters are squeezed to fit the cell."""
    path = doc.pick("person", "company", "post", "address")
    for r in doc.show[path][0].runs:
        r.fmt |= {"fit": 1400} if len(r.text) < 5 else {"scale": 66}


@habit("paper")
def manual_break(doc):
    """Shift+Enter inside a company's name so that it breaks where it looks well."""
    path = doc.pick("company", "office", "address", "unit", test=lambda p: len(doc.text(p)) > 8)
    text = doc.text(path)
    cut = len(text) // 2
    while text[cut].isascii() or text[cut - 1].isascii():
        cut -= 1
    if cut < 3:
        return False
    doc.put(path, text[:cut] + "\n" + text[cut:])


@habit("paper")
def replaced_drawing(doc):
    """An emoji or arrow with two versions for new and old Word: only one is seen."""
    path = doc.pick("phone", "phones", "email")
    sign = "☎" if "@" not in doc.text(path) else "✉"
    doc.show[path][0].runs.insert(
        0,
        Raw(
            f'<mc:AlternateContent><mc:Choice Requires="w14">{word_run(sign)}</mc:Choice>'
            f"<mc:Fallback>{word_run(sign)}</mc:Fallback></mc:AlternateContent>",
            sign,
        ),
    )


@habit("paper")
def emphasis_dots(doc):
    """Dots under the letters, bold and italics for what matters."""
    for path in doc.pick_all("company", "title", "claim"):
        for block in doc.show[path]:
            for r in block.runs:
                r.fmt |= doc.rng.choice(({"em": "underDot"}, {"b": True}, {"i": True}))


@habit("paper", stage="label", forms=(J1, G1, G2))
def framed_annex(doc):
    """The annex line carries a file number beside it."""
    doc.labels["annex"] += doc.rng.choice(("（电子版）", "：", "  编号：2022-017", "-1"))


@habit("paper")
def format_revision(doc):
    """Only the look was changed with revisions on; the text is as it was."""
    old = f'<w:rPrChange w:id="77" {WHO}><w:rPr><w:strike/></w:rPr></w:rPrChange>'
    for path in doc.pick_all("count", "person", "company"):
        for block in doc.show[path]:
            for r in block.runs:
                r.fmt["extra"] = old
