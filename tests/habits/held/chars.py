"""Characters that look right and are other ones, and what input methods do, held half."""

from ..registry import G1, G2, J1, J2, habit
from ..tools import RADICALS, RADICALS2, type_each, wide


@habit("chars")
def wide_mail(doc):
    """An e-mail address in full-width letters, with the full-width at sign."""
    table = str.maketrans({"@": "＠", ".": "．", "_": "＿"})
    return type_each(doc, doc.pick_all("email"), lambda t: wide(t).translate(table))


@habit("chars")
def wide_at_only(doc):
    """Only the at sign of an address is full width, as a Chinese keyboard gives it."""
    return type_each(doc, doc.pick_all("email"), lambda t: t.replace("@", "＠"))


@habit("chars")
def zero_width_space(doc):
    """Pasted from a web page: zero-width spaces between digits or at the end."""
    sign = doc.rng.choice("\u200b\u2060\ufeff")
    path = doc.pick("count", "phone", "uscc", "email", "postcode", "money", "account")
    text = doc.text(path)
    at = doc.rng.choice((len(text), len(text) // 2, 0))
    doc.type(path, text[:at] + sign + text[at:])


@habit("chars")
def bidi_marks(doc):
    """A number copied from the phone's address book carries direction marks."""
    path = doc.pick("phone", "phones", "uscc", "account", test=lambda p: "\n" not in doc.text(p))
    before, after = doc.rng.choice((("\u202d", "\u202c"), ("\u2066", "\u2069"), ("\u200e", "\u200f")))
    doc.type(path, before + doc.text(path) + after)


@habit("chars", stage="label")
def radical_labels(doc):
    """The whole form was rebuilt from a PDF, so the labels hold radicals too."""
    table = str.maketrans(RADICALS | RADICALS2)
    for key, text in doc.labels.items():
        doc.labels[key] = text.translate(table)


@habit("chars")
def padded_name(doc):
    """Two-character names are spread with a blank to the width of three."""
    blank = doc.rng.choice((" ", "  ", "\u3000", "\u00a0"))
    return type_each(doc, doc.pick_all("person", "signatory"), lambda t: blank.join(t) if len(t) == 2 else t)


@habit("chars")
def double_dash(doc):
    """The Chinese dash —— or -- between area code and number."""
    dash = doc.rng.choice(("——", "--", " - ", " — "))
    return type_each(doc, doc.pick_all("phone", "phones"), lambda t: t.replace("-", dash, 1))


@habit("chars")
def other_name_dots(doc):
    """The dot in an ethnic name comes as one of its look-alikes."""
    sign = doc.rng.choice("・•‧●∙⋅･．")
    if sign == "●":
        sign = "\u2022"
    path = doc.pick("person", "signatory", "liaison")
    name = doc.rng.choice(("买买提·艾力", "阿依努尔·热合曼", "次仁·多吉"))
    if path.endswith("liaison"):
        base = path.rsplit(".", 1)[0]
        title = doc.value(f"{base}.liaison_title")
        doc.truth(f"{base}.liaison_name", name)
        doc.type(path, f"{name.replace('·', sign)} {title or ''}".strip())
    else:
        doc.truth(path, name)
        doc.type(path, name.replace("·", sign))


@habit("chars", forms=(J2,))
def other_quotes(doc):
    """Trade marks in one of the many pairs of quotation marks."""
    left, right = doc.rng.choice(("“”", "「」", "『』", "〝〞", '""', "《》", "＂＂"))
    done = False
    for path in doc.pick_all("marks"):
        marks = doc.value(path)
        doc.type(
            path,
            "\n".join(
                (f"{left}{m['name']}{right}" if m["name"] else "") + (f"第{m['number']}号" if m["number"] else "")
                for m in marks
            ),
        )
        done = True
    return done


@habit("chars", forms=(G2,))
def square_signs(doc):
    """The area with a unit sign in one character or spelt in other ways."""
    path = doc.pick("area")
    doc.type(path, doc.text(path) + doc.rng.choice(("㎡", "m²", "M2", "m2", "平米", "平方", " 平方米")))


@habit("chars", forms=(J1, G2), stage="label")
def odd_brackets(doc):
    """Brackets of labels are other brackets: 〔〕【】 or half width."""
    left, right = doc.rng.choice(("〔〕", "【】", "()", "﹙﹚", "［］"))
    for key, text in doc.labels.items():
        doc.labels[key] = text.replace("（", left).replace("）", right)


@habit("chars")
def private_letter(doc):
    """A rare letter of a name typed with an old font's private code point."""
    path = doc.pick("person")
    name = doc.value(path)[:-1] + "\ue863"
    doc.truth(path, name)
    doc.type(path, name)
    doc.doubt(path)


@habit("chars")
def leading_colon(doc):
    """A colon or comma is left at the start of the value from an older form."""
    sign = doc.rng.choice(("：", ":", "、", "，"))
    path = doc.pick("person", "count", "phone", "address", "date")
    doc.type(path, sign + doc.text(path))


@habit("chars")
def full_stops(doc):
    """Every cell's text ends with a full stop, out of habit."""
    sign = doc.rng.choice(("。", "；", ".", "，"))
    return type_each(
        doc, doc.pick_all("count", "person", "phone", "postcode", "email", "date"), lambda t: t + sign if t else t
    )


@habit("chars")
def ligature_mail(doc):
    """An address pasted from a typeset PDF has a ligature in it."""
    path = doc.pick("email")
    mail = "office_" + doc.text(path)
    doc.truth(path, mail)
    doc.type(path, mail.replace("ffi", "ﬃ", 1) if doc.rng.random() < 0.5 else mail.replace("fi", "ﬁ", 1))


@habit("chars")
def half_wide_mix(doc):
    """Half the digits of a number are full width, half are not."""
    path = doc.pick("phone", "account", "count", "money", "postcode")
    text = doc.text(path)
    doc.type(path, text[: len(text) // 2] + wide(text[len(text) // 2 :]))


@habit("chars", forms=(J1, J2, G1))
def chinese_dot_mail(doc):
    """A Chinese full stop for the dot in an address's host."""
    return type_each(
        doc, doc.pick_all("email"), lambda t: t[: t.find("@")] + t[t.find("@") :].replace(".", "。") if t else t
    )
