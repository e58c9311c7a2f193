"""XML pieces and small helpers that habits of both halves share."""

import unicodedata

from .forms import kind_of
from .model import Cell, Raw, Row, Run
from .render import quote, run_props

EMU = 9525


def word_run(text, **fmt):
    """The XML of a plain run."""
    return f'<w:r>{run_props(fmt)}<w:t xml:space="preserve">{quote(text)}</w:t></w:r>'


def complex_field(instr, result, data=""):
    """A field of begin, instruction, result and end."""
    return Raw(
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {quote(instr)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{word_run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        result,
    )


def control(props, text, ident, **fmt):
    """A content control inside a line."""
    return Raw(
        f'<w:sdt><w:sdtPr><w:id w:val="{ident}"/>{props}</w:sdtPr><w:sdtContent>'
        f"{word_run(text, **fmt)}</w:sdtContent></w:sdt>",
        text,
    )


def check_box(ticked, ident):
    """A check box control of Word 2010."""
    state, sign = ("1", "☒") if ticked else ("0", "☐")
    return Raw(
        f'<w:sdt><w:sdtPr><w:id w:val="{ident}"/><w14:checkbox><w14:checked w14:val="{state}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr>'
        f"<w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>",
        sign,
    )


def form_check(ticked):
    """A legacy check box field; its state is drawn by Word, no text holds it."""
    value = "1" if ticked else "0"
    return Raw(
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="复选框"/><w:enabled/>'
        f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked w:val="{value}"/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r>"
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "☒" if ticked else "☐",
    )


def symbol(font, char, text):
    """A character of a symbol font."""
    return Raw(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>', text)


def picture(doc, kind, size=60):
    """A picture in the line."""
    doc.images.add(kind)
    n, side = doc.number(), size * EMU
    return Raw(
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{side}" '
        f'cy="{side}"/><wp:docPr id="{n}" name="图片 {n}"/>{graphic(kind, n, side)}</wp:inline>'
        "</w:drawing></w:r>"
    )


def graphic(kind, n, side):
    """The graphic element of a picture."""
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<a:graphic><a:graphicData uri="{uri}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{n}" '
        f'name="{kind}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
        f'r:embed="rIdP_{kind}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic>"
    )


def anchor(doc, inner, wide, high, x, y, behind=0):
    """A floating drawing at a place relative to its paragraph."""
    n = doc.number()
    return (
        f'<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{n}" behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        f"<wp:posOffset>{x * EMU}</wp:posOffset></wp:positionH>"
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y * EMU}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{wide * EMU}" cy="{high * EMU}"/><wp:wrapNone/>'
        f'<wp:docPr id="{n}" name="对象 {n}"/>{inner}</wp:anchor></w:drawing>'
    )


def stamp(doc, x=60, y=-20, size=120):
    """A red round seal that floats over the text."""
    doc.images.add("stamp")
    inner = graphic("stamp", doc.number(), size * EMU)
    return Raw(f"<w:r>{anchor(doc, inner, size, size, x, y)}</w:r>")


def text_box(doc, text, x=0, y=0, wide=160, high=28, frame=True, **fmt):
    """A text box with its VML twin for old programs."""
    line = '<a:ln><a:solidFill><a:srgbClr val="C00000"/></a:solidFill></a:ln>' if frame else "<a:ln><a:noFill/></a:ln>"
    body = f"<w:txbxContent><w:p>{word_run(text, **fmt)}</w:p></w:txbxContent>"
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    inner = (
        f'<a:graphic><a:graphicData uri="{uri}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{wide * EMU}" cy="{high * EMU}"/></a:xfrm><a:prstGeom '
        f'prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{line}</wps:spPr><wps:txbx>{body}</wps:txbx>'
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic>'
    )
    vml = (
        f'<w:pict><v:shape style="position:absolute;margin-left:{x}pt;margin-top:{y}pt;width:{wide}pt;'
        f'height:{high}pt"><v:textbox>{body}</v:textbox></v:shape></w:pict>'
    )
    return Raw(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"{anchor(doc, inner, wide, high, x, y)}</mc:Choice><mc:Fallback>{vml}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def other_digits(rng, text):
    """The same text with one digit typed wrong."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = rng.choice(places[1:] or places)
    wrong = rng.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + wrong + text[at + 1 :]


def wide(text, letters=True):
    """Full-width digits, and letters if asked."""
    return "".join(
        chr(ord(c) + 0xFEE0) if (c.isdigit() and c.isascii()) or (letters and c.isascii() and c.isalpha()) else c
        for c in text
    )


def state_of(doc, path):
    """Whether a claim is held, and its detail."""
    value = doc.value(path)
    return (value["held"], value["detail"]) if isinstance(value, dict) else (value, None)


def decided(doc):
    """A test for claims that are decided one way or the other."""
    return lambda path: state_of(doc, path)[0] is not None


def pick_claim(doc):
    """A decided claim: its path, whether held, and its detail."""
    path = doc.pick("claim", "bool", test=decided(doc))
    return (path, *state_of(doc, path))


def ticked(doc, path, yes, no, sep="  "):
    """Types two options; yes and no are runs or strings, the detail comes behind."""
    detail = state_of(doc, path)[1]
    runs = [yes, Run(sep, {}), no]
    if detail:
        runs.append(Run(f"  {detail}", {}))
    doc.put(path, *runs)


def set_detail(doc, path, held, detail, level=None):
    """Sets the truth of a claim."""
    if isinstance(doc.value(path), dict):
        value = {"held": held, "detail": detail}
        if path == "ip_model_title":
            value = {"held": held, "level": level, "detail": detail}
        doc.truth(path, value)
    else:
        doc.truth(path, held)


def drop_detail(doc, path):
    """The truth of a claim of which only yes or no is typed."""
    set_detail(doc, path, state_of(doc, path)[0], None)


def chinese_number(n):
    """A number in Chinese numerals, up to 99,999."""
    digits, out = "零一二三四五六七八九", ""
    for unit, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        part, n = divmod(n, unit)
        if part:
            out += digits[part] + name
        elif out and n and not out.endswith("零"):
            out += "零"
    if out.startswith("一十"):
        out = out[1:]
    return out or "零"


def formal_number(n):
    """A number in the formal numerals of cheques."""
    plain = chinese_number(n)
    if plain.startswith("十"):
        plain = "一" + plain
    return plain.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))


def chinese_year(year, zero="〇"):
    """A year digit by digit."""
    return "".join(("0123456789".index(c) and "〇一二三四五六七八九"[int(c)]) or zero for c in str(year))


RADICALS = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0x2F00, 0x2FD6)}


RADICALS2 = {"长": "⻓", "门": "⻔", "车": "⻋", "贝": "⻉", "见": "⻅", "马": "⻢", "鱼": "⻥", "页": "⻚"}


def type_each(doc, paths, change):
    """Changes the text of all runs of some places; says whether anything changed."""
    done = False
    for path in paths:
        for block in doc.show[path]:
            for r in block.runs:
                new = change(r.text)
                done |= new != r.text
                r.text = new
    return done


SHORT = ("title", "annex", "addressee", "lead", "publisher", "oath", "overview_hint")


def words_of(doc):
    """The keys of labels that stand for fields."""
    return [k for k in doc.labels if k not in SHORT and not k.startswith("section")]


def relabel(doc, table, share=1.0):
    done = False
    for key in words_of(doc):
        word = doc.labels[key]
        if word in table and doc.rng.random() < share:
            doc.labels[key] = table[word]
            done = True
    return done


def row_indexes(doc, *tags):
    """Tables with the index of each row of the tags, last first."""
    for table in doc.tables():
        for i in reversed(range(len(table.rows))):
            if table.rows[i].tag in tags:
                yield table, i


def made_like(row, blocks_of):
    """A row like another one with other contents; merged cells go on."""
    cells = []
    for c in row.cells:
        if c.vmerge:
            cells.append(Cell([], c.span, "other", vmerge="c", fmt=dict(c.fmt)))
        else:
            cells.append(Cell(blocks_of(c), c.span, "extra", fmt=dict(c.fmt)))
    return Row(cells, "extra", dict(row.fmt))


def is_full_date(doc):
    return lambda path: len(doc.value(path)) == 10


def year_month_day(iso):
    return [int(x) for x in iso.split("-")]


def type_dates(doc, change, full=False):
    """Types all free dates in another way."""
    done = False
    for path in doc.pick_all("date"):
        parts = year_month_day(doc.value(path))
        if len(parts) < (3 if full else 2):
            continue
        doc.type(path, change(*parts))
        done = True
    return done


def type_counts(doc, change, share=0.6):
    done = False
    for path in doc.pick_all("count"):
        if doc.rng.random() < share:
            doc.type(path, change(int(doc.value(path)), path))
            done = True
    return done


def unit_word(path):
    if "policies" in path:
        return "份"
    if "headcount" in path or path in ("employees", "rd_staff"):
        return "人"
    return "家" if path == "merchants" else "件"


def type_money(doc, change, whole=True):
    done = False
    for path in doc.pick_all("money"):
        value = doc.value(path)
        if whole and "." in value:
            continue
        doc.type(path, change(float(value)))
        done = True
    return done


def short_number(x):
    return f"{x:.6f}".rstrip("0").rstrip(".")


def type_phones(doc, change, test=lambda n: True):
    done = False
    for path in doc.pick_all("phone", "phones"):
        value = doc.value(path)
        numbers = value if isinstance(value, list) else [value]
        if not any(test(n) for n in numbers):
            doc.locks.discard(path)
            continue
        doc.type(path, doc.rng.choice(("\n", "、", "；")).join(change(n) if test(n) else n for n in numbers))
        done = True
    return done


def is_landline(number):
    return number.startswith("0")


def is_mobile(number):
    return not number.startswith("0")


def phone_kind(doc, path):
    return kind_of(doc.form, path)
