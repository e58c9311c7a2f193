"""XML pieces and small helpers that habits of both halves share."""

from .model import Raw, Run
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
    return (path, *state_of(doc, path)) if path else (None, None, None)


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


def chinese_year(year, zero="〇"):
    """A year digit by digit."""
    return "".join(("0123456789".index(c) and "〇一二三四五六七八九"[int(c)]) or zero for c in str(year))
