"""How people word values: dates, counts, money, phones, lists, claims, nothing-words, leftovers, held half."""

from ..doc import date_text, mark_text
from ..model import para, run
from ..registry import ALL, G1, G2, J1, J2, habit
from ..tools import (
    decided,
    drop_detail,
    formal_number,
    is_full_date,
    is_landline,
    is_mobile,
    phone_kind,
    pick_claim,
    set_detail,
    short_number,
    state_of,
    ticked,
    type_counts,
    type_dates,
    type_money,
    type_phones,
    unit_word,
    year_month_day,
)

NOTHING = ("无", "——", "/", "／", "\\", "不适用", "N/A", "暂无", "（无）", "無", "-", "没有", "无。", "暂缺", "—")


@habit("values")
def dates_with_dots(doc):
    """Dates with dots, as on a blackboard: 2017.3.9, two digits or not."""
    return type_dates(doc, lambda *p: ".".join(f"{x:02}" if doc.rng.random() < 0.5 else str(x) for x in p))


@habit("values")
def year_of_two_digits(doc):
    """The century is left out: 17年3月9日 or '17.3.9."""
    path = doc.pick("date", test=is_full_date(doc))
    y, m, d = year_month_day(doc.value(path))
    doc.type(path, doc.rng.choice((f"{y % 100:02}年{m}月{d}日", f"{y % 100:02}.{m}.{d}")))
    doc.doubt(path)


@habit("values", forms=(G1, G2))
def dates_in_sentence(doc):
    """The date of a rule in a little sentence: 自2012年5月起施行."""
    path = doc.pick("date", test=lambda p: "policies" in p)
    text = date_text(doc.value(path))
    doc.type(
        path, doc.rng.choice((f"自{text}起施行", f"{text}发布", f"{text}制定", f"{text}起执行", f"于{text}颁布实施"))
    )


@habit("values", forms=(G1, G2))
def dates_first_month(doc):
    """元月 for January, 底 or 初 for the end or the start of a month."""
    path = doc.pick("date", test=lambda p: len(doc.value(p)) == 7)
    y, m = year_month_day(doc.value(path))
    if m == 1 or doc.rng.random() < 0.4:
        doc.truth(path, f"{y}-01")
        doc.type(path, f"{y}年元月")
    else:
        doc.type(path, f"{y}年{m}月{doc.rng.choice('底初')}")


@habit("values", forms=(G1, G2))
def dates_revised(doc):
    """A rule was revised later, both years stand in the cell."""
    path = doc.pick("date", test=lambda p: "policies" in p)
    year = int(doc.value(path)[:4])
    doc.type(path, f"{date_text(doc.value(path))}（{year + 2}年修订）")
    doc.also(path, f"{year + 2}")
    doc.doubt(path)


@habit("values", forms=(J1, G1, G2))
def day_left_open(doc):
    """Month printed, day to be written by hand: 2017年3月   日."""
    path = doc.pick("date", test=lambda p: "endorsement" in p or "declaration" in p)
    y, m, _ = year_month_day(doc.value(path))
    doc.type(path, f"{y}年{m}月    日")
    doc.truth(path, f"{y}-{m:02}")


@habit("values", forms=(J1, G1, G2))
def year_left_open(doc):
    """Only the century is printed before the hand-written date: 20  年  月  日."""
    path = doc.pick("date", test=lambda p: "endorsement" in p or "declaration" in p or "cover" in p)
    doc.type(path, doc.rng.choice(("20   年   月   日", "201 年  月  日", "202×年×月×日", "    年  月  日")))
    doc.truth(path, None)


@habit("values", forms=(J1, G1, G2))
def counts_spaced_units(doc):
    """Numbers with a blank and another measure word."""
    words = {"份": "项个套", "人": "名个", "家": "户个", "件": "项个"}
    return type_counts(doc, lambda n, p: f"{n} {doc.rng.choice(words[unit_word(p)])}")


@habit("values", forms=(J1, G1, G2))
def counts_formal(doc):
    """Numbers in the formal numerals of cheques."""
    return type_counts(doc, lambda n, p: formal_number(n) + unit_word(p), 0.2)


@habit("values", forms=(J1, G2))
def counts_with_commas(doc):
    """Thousands separators, half or full width."""
    comma = doc.rng.choice((",", "，"))
    path = doc.pick("count", test=lambda p: p in ("employees", "merchants"))
    n = doc.rng.randint(1001, 3999)
    doc.truth(path, n)
    doc.type(path, f"{n:,}".replace(",", comma))


@habit("values", forms=(J1, G1, G2))
def counts_of_which(doc):
    """A total with a part of it named."""
    path = doc.pick("count", test=lambda p: int(doc.value(p)) > 3)
    n, u = doc.value(path), unit_word(path)
    part = doc.rng.randint(1, n - 1)
    doc.type(
        path,
        doc.rng.choice(
            (
                f"{n}{u}，其中今年新增{part}{u}",
                f"{n}{u}（其中专职{part}{u}）" if u == "人" else f"{n}{u}（含国外{part}{u}）",
                f"共{n}{u}，含{part}{u}在办",
            )
        ),
    )


@habit("values", forms=(J1, G1, G2))
def counts_in_all(doc):
    """共, 计, 合计 before a number."""
    return type_counts(
        doc, lambda n, p: f"{doc.rng.choice(('共', '计', '合计', '总计', '共计：'))}{n}{unit_word(p)}", 0.4
    )


@habit("values", forms=(J1, G1, G2))
def two_numbers(doc):
    """Two numbers in one cell, nobody knows which holds."""
    path = doc.pick("count")
    n = doc.value(path)
    doc.type(path, f"{n}{doc.rng.choice((' ', '/', chr(10), '、'))}{n + doc.rng.randint(1, 9)}")
    doc.blank(path)
    doc.doubt(path)


def _formal_wan(n):
    big, small = divmod(n, 10000)
    text = f"{formal_number(big)}亿" if big else ""
    return text + (f"{formal_number(small)}万" if small else "")


@habit("values", forms=(G2,))
def money_with_unit(doc):
    """万元 repeated behind the number though the label says it."""
    return type_money(
        doc,
        lambda x: f"{short_number(x)}{doc.rng.choice(('万元', '万', ' 万元', '万元整', '万元人民币', '万人民币'))}",
        False,
    )


@habit("values", forms=(G2,))
def money_formal(doc):
    """The amount in cheque numerals."""
    return type_money(doc, lambda x: f"{doc.rng.choice(('', '人民币'))}{_formal_wan(int(x))}{doc.rng.choice('元圆')}整")


@habit("values", forms=(G2,))
def money_paid_in(doc):
    """Registered and paid-in capital in one cell."""
    path = doc.pick("money", test=lambda p: p == "registered_capital" and int(doc.value(p)) >= 100)
    n = int(doc.value(path))
    doc.type(path, f"{n}万元（实缴{n // 2}万元）")


@habit("values", forms=(G2,))
def money_foreign(doc):
    """A foreign-funded company writes its capital in dollars."""
    path = doc.pick("money", test=lambda p: p == "registered_capital")
    doc.type(path, f"{doc.value(path)}万{doc.rng.choice(('美元', '港币', '港元', '欧元'))}")
    doc.also(path, doc.value(path))
    doc.blank(path)
    doc.doubt(path)


@habit("values", forms=(G2,))
def money_in_label_yuan(doc):
    """The label was changed to 元, and the amount with it."""
    path = doc.pick("money", test=lambda p: p == "registered_capital")
    doc.labels[path] = doc.labels[path].replace("万元", "元")
    doc.type(path, f"{int(doc.value(path)) * 10000}")


@habit("values", forms=(G2,))
def area_in_ten_thousands(doc):
    """The area in 万平方米."""
    path = doc.pick("area")
    x = short_number(float(doc.value(path)) / 10000)
    doc.type(path, f"{x}{doc.rng.choice(('万平方米', '万㎡', '万平米', '万平方', '万m2'))}")


@habit("values", forms=(G2,))
def merchants_as_stalls(doc):
    """Stalls are counted instead of merchants."""
    path = doc.pick("count", test=lambda p: p == "merchants")
    doc.type(path, f"{doc.value(path)}{doc.rng.choice(('个商铺', '个档口', '余个摊位'))}")
    doc.doubt(path)


@habit("values")
def area_code_in_brackets(doc):
    """The area code in brackets, half or full width."""
    left, right = doc.rng.choice(("()", "（）"))
    return type_phones(doc, lambda n: f"{left}{n[: n.index('-')]}{right}{n[n.index('-') + 1 :]}", is_landline)


@habit("values")
def country_code(doc):
    """Export companies write +86 or 0086 before the number."""
    code = doc.rng.choice(("+86 ", "+86-", "0086-", "86-", "(+86)", "+86"))
    return type_phones(
        doc, lambda n: code + n.lstrip("0") if is_landline(n) and "86" in code and doc.rng.random() < 0.3 else code + n
    )


@habit("values")
def extension_words(doc):
    """Extensions as 转, 分机, ext. or in brackets."""
    word = doc.rng.choice(("转", "-", "分机", " ext.", "*", "转分机", "（转{}）", " 转 "))

    def change(n):
        base, ext = n.rsplit("-", 1)
        return base + (word.format(ext) if "{}" in word else word + ext)

    path = doc.pick("phones")
    area = "0579" if doc.form.startswith("jinhua") else "020"
    number = f"{area}-8{doc.rng.randint(1000000, 9999999)}-{doc.rng.randint(801, 8999)}"
    doc.truth(path, [number])
    doc.type(path, change(number))


@habit("values")
def phones_named(doc):
    """Each number behind its name: 手机：, 办公电话：, Tel."""
    tags = doc.rng.choice((("办公电话：", "手机："), ("Tel:", "Mobile: "), ("座机", "手机"), ("电话：", "电话：")))
    return type_phones(doc, lambda n: tags[is_mobile(n)] + n)


@habit("values", forms=(J2, G1))
def phones_with_slash(doc):
    """Several numbers with one of many separators between them."""
    path = doc.pick("phones", test=lambda p: len(doc.value(p)) > 1)
    doc.type(path, doc.rng.choice(("/", "；", "，", " ", "  ", ";", " / ", "、", "\t", "或")).join(doc.value(path)))


@habit("values", forms=(J2, G1))
def phones_with_fax(doc):
    """The fax number stands in the phone cell as well."""
    path = doc.pick("phones")
    area = "0579" if doc.form == J2 else "020"
    fax = f"{area}-8{doc.rng.randint(1000000, 9999999)}"
    doc.type(path, "\n".join([*doc.value(path), f"{fax}（传真）"]))
    doc.also(path, [*doc.value(path), fax])


@habit("values", forms=(J1, G2))
def phones_short_number(doc):
    """The company's internal short number stands behind the mobile number."""
    path = doc.pick("phone", test=lambda p: is_mobile(doc.text(p)))
    doc.type(path, f"{doc.text(path)}（短号{doc.rng.randint(600000, 699999)}）")


@habit("values", forms=(J2, G1))
def phones_abbreviated(doc):
    """Two landlines written as one with the last digits of the other: 81050369/70."""
    path = doc.pick("phones")
    area = "0579" if doc.form == J2 else "020"
    stem = f"8{doc.rng.randint(10000, 99999)}"
    doc.truth(path, [f"{area}-{stem}18", f"{area}-{stem}19"])
    doc.type(path, f"{area}-{stem}18/{doc.rng.choice(('19', stem + '19'))}")
    if doc.text(path).endswith("/19"):
        doc.doubt(path)


@habit("values", forms=(J1, G2))
def phone_of_excel(doc):
    """A number that went through Excel: 1.38E+10."""
    path = doc.pick("phone", "account", test=lambda p: "-" not in doc.text(p))
    text = doc.text(path)
    doc.type(path, f"{text[0]}.{text[1:3]}E+{len(text) - 1}")
    doc.blank(path)
    doc.doubt(path)


@habit("values", forms=(G1, G2))
def names_with_posts(doc):
    """Each name of a department with its post in brackets."""
    path = doc.pick("names")
    posts = ("经理", "专员", "工程师", "主任")
    doc.type(path, "、".join(f"{n}（{doc.rng.choice(posts)}）" for n in doc.value(path)))


@habit("values", forms=(G1, G2))
def list_with_etc(doc):
    """A list of goods or names that ends with 等."""
    path = doc.pick("goods", "names", test=lambda p: len(doc.value(p)) > 1)
    tail = "等" if path.startswith("goods") else f"等{len(doc.value(path))}人"
    doc.type(path, doc.text(path) + tail)


@habit("values", forms=(J2, G1, G2))
def list_numbered(doc):
    """Items of a list numbered by hand: 1. 2. or （1）（2）."""
    path = doc.pick("names", "goods", "patents", test=lambda p: len(doc.value(p)) > 1)
    shape = doc.rng.choice(("{}.", "{}、", "（{}）", "{}．", "({}) "))
    doc.type(path, "\n".join(shape.format(i) + x for i, x in enumerate(doc.value(path), 1)))


@habit("values", forms=(J2,))
def patents_named(doc):
    """Each patent with its title and kind before or behind the number."""
    names = ("一种高速转台", "电动工具壳体", "便携式检测装置", "首饰盒（外观）", "自动封口机")
    done = False
    for path in doc.pick_all("patents"):
        lines = []
        for n in doc.value(path):
            name = doc.rng.choice(names)
            lines.append(
                doc.rng.choice((f"{name}（{n}）", f"{name}：{n}", f"{name} {n}", f"《{name}》{n}", f"{n}{name}"))
            )
        doc.type(path, "\n".join(lines))
        done = True
    return done


@habit("values", forms=(J2,))
def marks_in_line(doc):
    """Trade marks in one line, separated as the writer likes."""
    path = doc.pick("marks", test=lambda p: len(doc.value(p)) > 1)
    doc.type(path, doc.rng.choice(("；", "、", "，", "  ")).join(mark_text(m) for m in doc.value(path)))


@habit("values", forms=(J1,))
def claim_ticks_behind(doc):
    """The tick behind or in brackets: 是√ 否□, 是（√）否（ ）."""
    path, held, _ = pick_claim(doc)
    on, off = doc.rng.choice(
        (("√", "□"), ("（√）", "（ ）"), ("[√]", "[ ]"), ("（ √ ）", "（   ）"), (" ✓", "  "), ("☑", "☐"))
    )
    yes, no = (on, off) if held else (off, on)
    ticked(doc, path, f"是{yes}", f"否{no}")


@habit("values", forms=(J1,))
def claim_have(doc):
    """有 and 无 instead of 是 and 否."""
    path, held, _ = pick_claim(doc)
    doc.type(
        path, doc.rng.choice(("有", "有。", "已有")) if held else doc.rng.choice(("没有", "未有", "目前没有", "尚无"))
    )
    drop_detail(doc, path)


@habit("values", forms=(J1,))
def claim_lone_tick(doc):
    """Only a tick or a cross stands in the cell."""
    path, held, _ = pick_claim(doc)
    doc.type(path, doc.rng.choice(("√", "✓", "✔", "☑")) if held else doc.rng.choice(("×", "✗", "✘", "X")))
    drop_detail(doc, path)
    if not held:
        doc.doubt(path)


@habit("values", forms=(J1,))
def claim_recognised(doc):
    """已认定 and 未认定, 属于 and 不属于."""
    path = doc.pick("claim", test=decided(doc))
    held = state_of(doc, path)[0]
    doc.type(
        path,
        doc.rng.choice(("已认定", "属于", "符合"))
        if held
        else doc.rng.choice(("未认定", "不属于", "未获得", "非高企" if path == "high_tech" else "不是", "（否）")),
    )
    drop_detail(doc, path)
    if held:
        doc.also(f"{path}.detail", doc.text(path))


@habit("values", forms=(J1,))
def claim_detail_only(doc):
    """Only the certificate or title is typed; that says yes."""
    path = doc.pick("claim", test=lambda p: bool(state_of(doc, p)[1]))
    doc.type(path, state_of(doc, path)[1])


@habit("values", forms=(J1,))
def claim_pending(doc):
    """The company has applied and waits."""
    path = doc.pick("claim", filled=False)
    doc.type(path, doc.rng.choice(("正在申报", "拟申报", "申报中", "计划2023年申请", "材料已提交，待公示", "培育中")))
    set_detail(doc, path, False, None)
    doc.doubt(path)


@habit("values", forms=(J1,))
def claim_both(doc):
    """Both boxes are ticked by mistake."""
    path = doc.pick("claim", "bool", filled=False)
    doc.type(path, doc.rng.choice(("☑是 ☑否", "√是 √否", "■是  ■否")))
    doc.blank(path)
    doc.doubt(path)


@habit("values", forms=(J1,))
def patent_parts_only(doc):
    """Only the kinds of patents are counted; the total is their sum."""
    path = doc.pick("parts")
    a, b, c = (doc.rng.randint(1, 12) for _ in range(3))
    doc.truth(path, {"total": a + b + c, "invention": a, "utility_model": b, "design": c})
    doc.type(
        path,
        doc.rng.choice(
            (
                f"发明专利{a}件、实用新型专利{b}件、外观设计专利{c}件",
                f"发明：{a}\n实用新型：{b}\n外观设计：{c}",
                f"发明{a}项，实用{b}项，外观{c}项",
                f"实用新型{b}件，发明{a}件，外观{c}件",
            )
        ),
    )


@habit("values", forms=(J1,))
def patent_sum(doc):
    """Kinds and total in another order or as a sum."""
    path = doc.pick("parts")
    a, b, c = (doc.rng.randint(1, 12) for _ in range(3))
    n = a + b + c
    doc.truth(path, {"total": n, "invention": a, "utility_model": b, "design": c})
    doc.type(
        path,
        doc.rng.choice(
            (
                f"发明{a}件、实用新型{b}件、外观设计{c}件，合计{n}件",
                f"共{n}件。其中发明专利{a}件；实用新型{b}件；外观设计{c}件。",
                f"{n}（发明{a}/实用新型{b}/外观{c}）",
                f"有效专利{n}件，其中：发明{a}件，实用新型{b}件，外观设计{c}件",
            )
        ),
    )


@habit("values")
def nothing_words(doc):
    """No cell may stay blank, so they write one of the many words for nothing."""
    done = False
    for path in doc.pick_all("email", "post", "rating", "id", "org", "postcode", "signatory", filled=False):
        if not doc.text(path):
            doc.type(path, doc.rng.choice(NOTHING))
            done = True
    return done


@habit("values")
def nothing_made(doc):
    """A value that one would expect is declared as not there."""
    path = doc.pick("email", "marks", "patents", "post", "rating")
    doc.type(path, doc.rng.choice(NOTHING))
    doc.blank(path)


@habit("values", forms=(J1, G1, G2))
def nothing_counts(doc):
    """无 or a stroke in a count."""
    path = doc.pick("count", test=lambda p: "headcount" not in p)
    doc.type(path, doc.rng.choice(("无", "/", "——", "暂无", "无。")))
    doc.blank(path)


@habit("values")
def company_with_english(doc):
    """The English name stands in a second line."""
    path = doc.pick("company", test=lambda p: not p.startswith("cover"))
    english = doc.rng.choice(
        ("Yunling Bio-Tech Co., Ltd.", "Hengli Machinery Co.,Ltd", "GOLDEN RIVER INDUSTRIAL CO., LTD.")
    )
    name = doc.text(path)
    doc.type(path, f"{name}\n{english}")
    doc.also(path, f"{name}\n{english}", f"{name}{english}", f"{name} {english}")


@habit("values", forms=(G1, G2))
def id_masked(doc):
    """An identity number with stars in the middle."""
    path = doc.pick("id")
    t = doc.text(path)
    doc.type(path, t[:6] + "********" + t[14:])
    doc.blank(path)
    doc.also(path, doc.text(path))
    doc.doubt(path)


@habit("values", forms=(G1, G2))
def id_other_document(doc):
    """A Hong Kong manager has a travel permit or a passport instead of an identity card."""
    path = doc.pick("id")
    value = doc.rng.choice(("H12345678", "M01234567", "E12345678"))
    doc.truth(path, value)
    doc.type(path, value)
    doc.doubt(path)


@habit("values")
def hint_left(doc):
    """The template's hint in brackets was left behind the value."""
    hints = {
        "company": "（请填写全称）",
        "address": "（与营业执照一致）",
        "count": "（请填数字）",
        "date": "（格式：年月日）",
        "person": "（如：张三）",
        "phone": "（请填写11位号码）",
        "email": "（必填）",
        "uscc": "（18位）",
        "money": "（保留两位小数）",
    }
    path = doc.pick(*hints)
    hint = hints[phone_kind(doc, path)]
    if phone_kind(doc, path) == "phone" and doc.text(path).startswith("0"):
        hint = "（含区号）"
    grey = {"color": "A6A6A6"} if doc.rng.random() < 0.5 else {}
    runs = [run(doc.text(path)), run(hint, **grey)]
    doc.put(path, *(runs if doc.rng.random() < 0.7 else runs[::-1]))


@habit("values", forms=(G1, G2))
def same_as_above(doc):
    """The address for letters is 同注册地址, 同上."""
    if "mailing_address" in doc.locks or "registered_address" in doc.locks:
        return False
    if doc.form == G2 and "office_address" in doc.locks:
        return False
    doc.locks.update(("mailing_address", "registered_address"))
    words = ("同注册地址", "与注册地址相同", "与注册地址一致", "注册地址相同", "（同注册地址）")
    doc.type("mailing_address", doc.rng.choice(words))
    doc.truth("mailing_address", doc.values["registered_address"])
    doc.doubt("mailing_address")


@habit("values", forms=(G1, G2))
def ditto_marks(doc):
    """Ditto marks or 同上 in a column of a list."""
    found = [p for p in doc.places("date") if "policies[1]" in p]
    first = "ip_policies[0].adopted_on"
    if not found or first in doc.locks or not doc.text(first):
        return False
    doc.locks.update((found[0], first))
    doc.type(found[0], doc.rng.choice(("同上", "〃", "″", '"')))
    doc.truth(found[0], doc.value(first))
    doc.doubt(found[0])


@habit("values", forms=(J1, G1, G2))
def text_with_headings(doc):
    """A long text with its own headings and numbers, which look like the form's."""
    path = doc.pick("long")
    lines = doc.value(path).split("\n")
    heads = ("一、基本情况", "二、知识产权工作情况", "三、下一步计划")
    out = []
    for i, line in enumerate(lines):
        if i < len(heads):
            out.append(heads[i])
        out.append(line)
    doc.show[path] = [para(run(x, b=x in heads), align="left") for x in out]
    doc.truth(path, "\n".join(out))


@habit("values", forms=(J1, G1, G2))
def empty_lines_in_text(doc):
    """Blank lines between the paragraphs of a long text."""
    path = doc.pick("long", test=lambda p: len(doc.show[p]) > 1)
    blocks, text = [], doc.value(path)
    for block in doc.show[path]:
        blocks += [block, para()]
    doc.show[path] = blocks[:-1]
    doc.also(path, text.replace("\n", "\n\n"))


@habit("values", forms=ALL)
def two_mails(doc):
    """Two addresses in one cell."""
    path = doc.pick("email")
    doc.type(
        path,
        f"{doc.text(path)}{doc.rng.choice(('；', '/', chr(10), '、', ' '))}backup{doc.rng.randint(1, 99)}@example.com",
    )
    doc.doubt(path)


@habit("values", forms=(J1, J2, G1, G2))
def address_with_postcode(doc):
    """The postcode stands in the address cell as well."""
    path = doc.pick("address")
    text = f"{doc.text(path)}{doc.rng.choice(('（邮编：510000）', ' 邮编321000', '，510000'))}"
    doc.type(path, text)
    doc.also(path, text)
