"""Characters that look right and are other ones, and what input methods do, open half."""

import unicodedata

from ..model import para, plain, run
from ..registry import ALL, G1, G2, J1, J2, habit
from ..tools import RADICALS, RADICALS2, type_each, wide

COMPAT = {
    unicodedata.normalize("NFC", chr(c)): chr(c)
    for c in range(0xF900, 0xFA6E)
    if unicodedata.normalize("NFC", chr(c)) != chr(c)
}


@habit("chars")
def wide_digits(doc):
    """The input method was left in full-width mode while numbers were typed."""
    return type_each(
        doc, doc.pick_all("count", "phone", "phones", "date", "postcode", "money"), lambda t: wide(t, False)
    )


@habit("chars", forms=(J2, G1, G2))
def wide_codes(doc):
    """Codes typed in full-width letters and digits, hyphen and dot included."""
    table = str.maketrans({"-": "－", ".": "．"})
    return type_each(doc, doc.pick_all("uscc", "org", "patents", "id"), lambda t: wide(t).translate(table))


@habit("chars")
def invisible_in_names(doc):
    """Zero-width joiners between Han letters, left by a web page's anti-copy measure."""
    sign = doc.rng.choice("\u200c\u200d\u200b\u2062")
    return type_each(doc, doc.pick_all("person", "company", "unit"), lambda t: sign.join(t))


@habit("chars")
def kangxi_radicals(doc):
    """Text copied out of a PDF: some Han letters are Kangxi radicals."""
    table = str.maketrans(RADICALS)
    return type_each(
        doc, doc.pick_all("company", "person", "address", "title", "date", "office"), lambda t: t.translate(table)
    )


@habit("chars", forms=(J2, G1, G2))
def cjk_radicals(doc):
    """Copied out of another PDF: radicals of the supplement, which NFKC leaves alone."""
    table = str.maketrans(RADICALS2)
    return type_each(
        doc, doc.pick_all("company", "person", "address", "unit", "goods", "text"), lambda t: t.translate(table)
    )


@habit("chars")
def compatibility_letters(doc):
    """A Korean or old Taiwanese font's twins of 金, 李, 林 …, as pasted from foreign customers' files."""
    table = str.maketrans(COMPAT)
    return type_each(doc, doc.pick_all("company", "person", "address", "post", "office"), lambda t: t.translate(table))


@habit("chars")
def hard_spaces(doc):
    """No-break spaces and full-width blanks pad the values to the middle of the cell."""
    pad = doc.rng.choice(("\u00a0\u00a0", "\u3000\u3000", " \u00a0 ", "\u2003"))
    return type_each(
        doc, doc.pick_all("company", "count", "person", "phone", "uscc", "date"), lambda t: pad + t + pad if t else t
    )


@habit("chars")
def spread_name(doc):
    """A company's name letter-spaced with blanks."""
    path = doc.pick("company", "office", test=lambda p: not any(c.isascii() for c in doc.text(p)))
    doc.type(path, " ".join(doc.text(path)))


@habit("chars")
def strange_dashes(doc):
    """Autocorrect, WPS and Macs turn the hyphen into other dashes."""
    dash = doc.rng.choice("‐‑‒–—―−﹣－")
    return type_each(doc, doc.pick_all("phone", "phones", "org"), lambda t: t.replace("-", dash))


@habit("chars")
def soft_hyphens(doc):
    """Soft hyphens from a web page inside an address or a code."""
    return type_each(doc, doc.pick_all("email", "uscc", "account"), lambda t: t[:4] + "\u00ad" + t[4:] if t else t)


@habit("chars", forms=(G1, G2))
def thin_groups(doc):
    """Long numbers in groups of four with thin or figure spaces, as banks print them."""
    blank = doc.rng.choice("\u2009\u2002\u2005\u202f\u2007\u00a0")
    return type_each(
        doc, doc.pick_all("account", "uscc", "id"), lambda t: blank.join(t[i : i + 4] for i in range(0, len(t), 4))
    )


@habit("chars", forms=(J2, G1, G2))
def circled_items(doc):
    """Items of a list in a cell are numbered with circled figures."""
    path = doc.pick("names", "goods", "patents", "phones", test=lambda p: len(doc.value(p)) > 1)
    signs = doc.rng.choice(("①②③④⑤⑥", "⑴⑵⑶⑷⑸⑹", "㈠㈡㈢㈣㈤㈥", "❶❷❸❹❺❻"))
    end = doc.rng.choice(("\n", " ", "；"))
    doc.type(path, end.join(s + x for s, x in zip(signs, doc.value(path), strict=False)))


@habit("chars")
def rare_letter(doc):
    """A rare letter beyond the basic plane, with a variation selector behind it."""
    path = doc.pick("person")
    letter = doc.rng.choice("𠮷𤧛𨭎𪩘𫘝")
    name = doc.value(path)[0] + letter
    doc.truth(path, name)
    doc.type(path, name + doc.rng.choice(("", "\ufe00", "\U000e0100")))
    doc.also(path, name + "\U000e0100", name + "\ufe00")


@habit("chars", forms=(G1, G2))
def foreign_letters(doc):
    """A code typed with a Cyrillic or Greek letter that looks the same."""
    path = doc.pick("uscc", "org", test=lambda p: "M" in doc.text(p))
    doc.type(path, doc.text(path).replace("M", doc.rng.choice(("М", "Μ")), 1))
    doc.doubt(path)


@habit("chars", forms=(G1, G2))
def letter_for_zero(doc):
    """The letter O for a zero, l for a one, as old typists do."""
    path = doc.pick("postcode", "account", test=lambda p: "0" in doc.text(p))
    doc.type(path, doc.text(path).replace("0", "O", 1))
    doc.doubt(path)


@habit("chars", forms=(J1, G1, G2))
def typed_indents(doc):
    """Paragraphs of a long text are indented by typed blanks or a tab."""
    pad = doc.rng.choice(("　　", "    ", "\t", "\u00a0\u00a0\u00a0\u00a0", " 　"))
    return type_each(doc, doc.pick_all("long"), lambda t: pad + t if t else t)


@habit("chars", forms=(J1, G1, G2))
def line_separator(doc):
    """Lines of a text end with Shift+Enter instead of Enter."""
    path = doc.pick("long", test=lambda p: len(doc.show[p]) > 1)
    doc.show[path] = [para(run(plain(doc.show[path])), align="left")]


@habit("chars", forms=ALL)
def upper_mail(doc):
    """An address with blanks in it, or a capital first letter by autocorrect."""
    path = doc.pick("email")
    name, host = doc.text(path).split("@")
    doc.type(
        path,
        doc.rng.choice(
            (f"{name} @ {host}", f"{name}@ {host}", f"{name}@{host.capitalize()}", f"{name}@{host.upper()}")
        ),
    )
    doc.also(path, f"{name}@{host.capitalize()}", f"{name}@{host.upper()}")
