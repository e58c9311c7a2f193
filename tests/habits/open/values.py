"""How people word values: dates, counts, money, phones, lists, claims, nothing-words, leftovers, open half."""

import calendar
import datetime

from ..doc import date_text, get
from ..model import para
from ..registry import G1, G2, J1, J2, habit
from ..tools import (
    chinese_number,
    chinese_year,
    drop_detail,
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


@habit("values")
def dates_with_slashes(doc):
    """Dates as Excel shows them: 2017/3/9."""
    return type_dates(doc, lambda *p: "/".join(map(str, p)))


@habit("values")
def dates_in_chinese(doc):
    """Dates in Chinese numerals with one of the many zeros."""
    zero = doc.rng.choice("〇○零OＯ0")

    def change(y, m, d=None):
        return f"{chinese_year(y, zero)}年{chinese_number(m)}月" + (
            f"{chinese_number(d)}{doc.rng.choice('日号')}" if d else ""
        )

    return type_dates(doc, change)


@habit("values")
def dates_of_eight_digits(doc):
    """Dates as computers write them: 20170309."""
    return type_dates(doc, lambda y, m, d: f"{y}{m:02}{d:02}", full=True)


@habit("values")
def dates_with_weekday(doc):
    """A date with its weekday in brackets."""
    path = doc.pick("date", test=is_full_date(doc))
    day = "一二三四五六日"[datetime.date(*year_month_day(doc.value(path))).weekday()]
    shape = doc.rng.choice(("（星期{}）", "(周{})", " 星期{}", "，星期{}"))
    doc.type(path, date_text(doc.value(path)) + shape.format(day))


@habit("values")
def dates_with_clock(doc):
    """A date pasted from a system with its time."""
    path = doc.pick("date", test=is_full_date(doc))
    y, m, d = year_month_day(doc.value(path))
    doc.type(
        path,
        doc.rng.choice(
            (
                f"{y}-{m:02}-{d:02} 09:15:00",
                f"{y}年{m}月{d}日上午9时",
                f"{y}/{m}/{d} 0:00",
                f"{y}-{m:02}-{d:02}T00:00:00",
            )
        ),
    )


@habit("values")
def dates_in_english(doc):
    """A foreign company's secretary types English months."""
    path = doc.pick("date", test=is_full_date(doc))
    y, m, d = year_month_day(doc.value(path))
    name = calendar.month_name[m]
    doc.type(path, doc.rng.choice((f"{d} {name} {y}", f"{name} {d}, {y}", f"{d}-{name[:3]}-{y}")))


@habit("values")
def dates_spaced(doc):
    """The printed 年月日 stay and the numbers are typed into the gaps."""
    return type_dates(doc, lambda *p: " ".join(f" {x} {u}" for x, u in zip(p, "年月日", strict=False)))


@habit("values", forms=(J1, G1, G2))
def counts_with_units(doc):
    """Numbers with their measure word."""
    return type_counts(doc, lambda n, p: f"{n}{unit_word(p)}")


@habit("values", forms=(J1, G1, G2))
def counts_in_chinese(doc):
    """Numbers in Chinese numerals."""
    return type_counts(doc, lambda n, p: chinese_number(n) + doc.rng.choice(("", unit_word(p))), 0.3)


@habit("values", forms=(J1, G1, G2))
def counts_about(doc):
    """Rounded numbers: about, more than, nearly."""
    path = doc.pick("count")
    n = max(10, int(doc.value(path)) // 10 * 10)
    doc.truth(path, n)
    u = unit_word(path)
    doc.type(path, doc.rng.choice((f"约{n}{u}", f"{n}余{u}", f"{n}多{u}", f"近{n}{u}", f"{n}{u}以上", f"{n}{u}左右")))
    doc.doubt(path)


@habit("values", forms=(J1, G1, G2))
def counts_as_range(doc):
    """From this to that many."""
    path = doc.pick("count")
    n = int(doc.value(path))
    doc.type(path, f"{n}{doc.rng.choice('-～至—')}{n + 5}{unit_word(path)}")
    doc.blank(path)
    doc.doubt(path)


@habit("values", forms=(J1, G1, G2))
def counts_decimal(doc):
    """Pasted from Excel: 42.00 for 42."""
    return type_counts(doc, lambda n, p: f"{n}.{doc.rng.choice(('0', '00'))}", 0.4)


@habit("values", forms=(G2,))
def money_in_yuan(doc):
    """The amount in 元, with the unit typed, in a cell labelled 万元."""
    return type_money(
        doc, lambda x: f"{int(x * 10000):,}元" if doc.rng.random() < 0.5 else f"{int(x * 10000)}元", False
    )


@habit("values", forms=(G2,))
def money_in_yi(doc):
    """Large amounts in 亿元."""
    return type_money(doc, lambda x: f"{short_number(x / 10000)}{doc.rng.choice(('亿元', '亿', '亿元人民币'))}", False)


@habit("values", forms=(G2,))
def money_marked(doc):
    """A currency sign or word before the amount."""
    return type_money(
        doc, lambda x: f"{doc.rng.choice(('人民币', '￥', '¥', 'RMB ', 'CNY'))}{x:,.0f}{doc.rng.choice(('万元', '万'))}"
    )


@habit("values", forms=(G2,))
def money_grouped(doc):
    """Thousands separators and two decimals, as the books have it."""
    return type_money(doc, lambda x: f"{x:,.2f}", False)


@habit("values", forms=(G2,))
def area_in_land_units(doc):
    """The area in 亩 or hectares."""
    path = doc.pick("area")
    if doc.rng.random() < 0.5:
        n = doc.rng.randint(2, 60) * 3
        doc.truth(path, str(n * 2000 // 3))
        doc.type(path, f"{n}亩")
        doc.also(path, f"{n * 666.67:.2f}", str(round(n * 666.67)), f"{n * 666.6667:.4f}", str(n * 666))
    else:
        doc.type(path, f"{short_number(float(doc.value(path)) / 10000)}公顷")


@habit("values", forms=(G2,))
def area_of_two_kinds(doc):
    """Floor space of the building and of the market in one cell."""
    path = doc.pick("area")
    n = int(doc.value(path))
    doc.type(path, f"建筑面积{n + 8000}平方米，营业面积{n}平方米")
    doc.doubt(path)


@habit("values")
def phones_spaced(doc):
    """Numbers in groups with blanks or hyphens: 138 0013 8000."""
    sep = doc.rng.choice((" ", "-", "  "))

    def change(n):
        return f"{n[:3]}{sep}{n[3:7]}{sep}{n[7:]}"

    return type_phones(doc, change, is_mobile)


@habit("values")
def landline_spaced(doc):
    """A blank for the hyphen and one in the middle: 020 8105 0369."""
    return type_phones(
        doc,
        lambda n: " ".join((n.split("-")[0], n.split("-")[1][:4], n.split("-")[1][4:])),
        lambda n: is_landline(n) and n.count("-") == 1,
    )


@habit("values")
def landline_plain(doc):
    """Area code and number written without any sign between them."""
    return type_phones(doc, lambda n: n.replace("-", "", 1), lambda n: is_landline(n) and n.count("-") == 1)


@habit("values")
def local_number(doc):
    """The area code is left out, everybody in town knows it."""
    path = doc.pick("phone", "phones", test=lambda p: "-" in doc.text(p) and "\n" not in doc.text(p))
    value = doc.value(path)
    numbers = value if isinstance(value, list) else [value]
    if len(numbers) > 1 or numbers[0].count("-") != 1 or not is_landline(numbers[0]):
        return False
    short = numbers[0].split("-")[1]
    doc.type(path, short)
    doc.also(path, [short] if isinstance(value, list) else short)


@habit("values")
def phones_tagged(doc):
    """Each number with its use in brackets: （办公）（手机）, or 微信同号."""
    tags = doc.rng.choice((("（办公）", "（手机）"), ("(O)", "(M)"), ("（座机）", "（微信同号）"), ("", "（同微信）")))
    return type_phones(doc, lambda n: n + tags[is_mobile(n)])


@habit("values", forms=(J2, G1))
def phones_glued(doc):
    """A landline and a mobile number run together without anything between."""
    path = doc.pick("phones", test=lambda p: len(doc.value(p)) > 1 and doc.value(p)[0].count("-") == 1)
    doc.type(path, "".join(doc.value(path)))
    doc.doubt(path)


@habit("values", forms=(J1, G2))
def phone_masked(doc):
    """The middle digits are starred for privacy."""
    path = doc.pick("phone", test=lambda p: is_mobile(doc.text(p)))
    text = doc.text(path)
    doc.type(path, text[:3] + "****" + text[7:])
    doc.blank(path)
    doc.also(path, doc.text(path))
    doc.doubt(path)


@habit("values", forms=(J1, G2))
def phone_too_short(doc):
    """A digit of the number was lost."""
    path = doc.pick("phone", test=lambda p: is_mobile(doc.text(p)))
    doc.type(path, doc.text(path)[:-1])
    doc.truth(path, doc.text(path))
    doc.doubt(path)


@habit("values", forms=(G1, G2))
def names_other_separators(doc):
    """Names and goods with every kind of separator."""
    done = False
    for path in doc.pick_all("names", "goods"):
        items = doc.value(path)
        if len(items) < 2:
            continue
        sep = doc.rng.choice(("，", "；", "/", "\n", ",", ";", "｜", "、 ", "　") + ((" ",) if "names" in path else ()))
        doc.type(path, sep.join(items))
        done = True
    return done


@habit("values", forms=(G1, G2))
def names_with_and(doc):
    """The last name is joined with 和 or 及."""
    path = doc.pick("names", "goods", test=lambda p: len(doc.value(p)) > 1)
    items = doc.value(path)
    doc.type(path, "、".join(items[:-1]) + doc.rng.choice("和及与") + items[-1])


@habit("values", forms=(J2,))
def patents_without_prefix(doc):
    """Patent numbers without ZL, or with blanks as on the certificate."""

    def spaced(n):
        b = n[2:]
        return f"ZL {b[:4]} {b[4]} {b[5:]}" if len(b) == 14 else f"ZL {b}"

    def bare(n):
        return n[2:]

    def small(n):
        return "zl" + n[2:].lower()

    change = doc.rng.choice((spaced, bare, small, lambda n: "专利号：" + n, lambda n: "CN" + n[2:]))
    done = False
    for path in doc.pick_all("patents"):
        if change("ZL1").startswith("CN"):
            doc.doubt(path)
        doc.type(path, doc.rng.choice(("\n", "；", "、")).join(change(n) for n in doc.value(path)))
        done = True
    return done


@habit("values", forms=(J2,))
def marks_with_class(doc):
    """Trade marks with their class of goods and registration number."""
    done = False
    for path in doc.pick_all("marks"):
        lines = []
        for m in doc.value(path):
            head = f"{m['name']}" if m["name"] else ""
            number = f"注册号{m['number']}" if m["number"] else ""
            lines.append(f"{head}（第{doc.rng.randint(1, 45)}类）{number}")
        doc.type(path, "\n".join(lines))
        done = True
    return done


@habit("values", forms=(J2,))
def liaison_other_shapes(doc):
    """Liaison and post with brackets, slash, comma, or the post first."""
    done = False
    for path in doc.pick_all("liaison"):
        base = path.rsplit(".", 1)[0]
        name, title = (get(doc.values, f"{base}.liaison_name"), get(doc.values, f"{base}.liaison_title"))
        if not title:
            continue
        doc.type(
            path,
            doc.rng.choice(
                (
                    f"{name}（{title}）",
                    f"{name}/{title}",
                    f"{name}，{title}",
                    f"{name}\n{title}",
                    f"{name}、{title}",
                    f"{title}：{name}",
                    f"{title} {name}",
                    f"{name}({title})",
                )
            ),
        )
        done = True
    return done


@habit("values", forms=(J1,))
def claim_boxes(doc):
    """☑是 □否 and its many relatives."""
    path, held, _ = pick_claim(doc)
    on, off = doc.rng.choice(
        (("☑", "□"), ("■", "□"), ("√", "□"), ("☒", "☐"), ("✔", "□"), ("●", "○"), ("◉", "◯"), ("✅", "⬜"))
    )
    yes, no = (on, off) if held else (off, on)
    ticked(doc, path, f"{yes}是", f"{no}否")


@habit("values", forms=(J1,))
def claim_latin(doc):
    """Y/N, Yes/No, TRUE/FALSE from a foreign system."""
    path, held, _ = pick_claim(doc)
    doc.type(path, doc.rng.choice((("Y", "N"), ("Yes", "No"), ("TRUE", "FALSE"), ("yes", "no")))[0 if held else 1])
    drop_detail(doc, path)


@habit("values", forms=(J1,))
def claim_year_only(doc):
    """Only the year of recognition is typed."""
    path = doc.pick("claim", test=lambda p: p != "ip_model_title")
    text = doc.rng.choice(("2019年", "2020", "2021年12月认定", "2018年（已续期）"))
    doc.type(path, text)
    set_detail(doc, path, True, text)


@habit("values", forms=(J1,))
def claim_expired(doc):
    """The title was had once and has run out."""
    path = doc.pick("claim", filled=False)
    doc.type(path, doc.rng.choice(("曾获认定，证书已到期", "2015年认定（已失效）", "原为，现已取消")))
    set_detail(doc, path, False, None)
    doc.doubt(path)


@habit("values", forms=(J1,))
def claim_untouched(doc):
    """The printed choice was left as it was: 是/否, □是 □否."""
    path = doc.pick("claim", "bool", filled=False)
    doc.type(
        path, doc.rng.choice(("是/否", "□是  □否", "是□  否□", "（是/否）", "是（ ）否（ ）", "○是 ○否", "是    否"))
    )
    doc.blank(path)


@habit("values", forms=(J1,))
def claim_with_number_slot(doc):
    """The choice has a slot for the certificate that stays empty at no."""
    path = doc.pick("claim", test=lambda p: state_of(doc, p)[0] is False)
    doc.type(
        path,
        doc.rng.choice(("□是（证书编号：      ）  ☑否", "是□  证书号：______  否☑", "□是，认定时间：    年   ■否")),
    )


@habit("values", forms=(J1,))
def claim_in_words(doc):
    """A claim in a sentence."""
    path = doc.pick("bool", filled=False)
    held = doc.rng.random() < 0.5
    doc.truth(path, held)
    doc.type(
        path,
        doc.rng.choice(("是，设有专门的知识产权部", "单设", "已单独设立", "是的"))
        if held
        else doc.rng.choice(("未单设，由技术部兼管", "否，由办公室负责", "未单独设立", "没有单设", "不单设")),
    )


@habit("values", forms=(J1,))
def claim_see_annex(doc):
    """详见附件 in a claim's cell."""
    path = doc.pick("claim", filled=False)
    doc.type(path, doc.rng.choice(("详见附件", "见证书复印件", "附后")))
    doc.blank(path)
    doc.doubt(path)


@habit("values", forms=(J1, G1, G2))
def zero_counts(doc):
    """A plain zero, half or full width, with or without unit."""
    path = doc.pick("count", test=lambda p: "headcount" not in p and p != "employees")
    doc.truth(path, 0)
    doc.type(path, doc.rng.choice(("0", "０", "0件", "零", "〇")))


@habit("values", forms=(J1, G1, G2))
def name_with_post(doc):
    """A post or an address of respect stands beside a person's name."""
    path = doc.pick("person", test=lambda p: not p.endswith("prepared_by"))
    n = doc.text(path)
    doc.type(
        path, doc.rng.choice((f"{n}（总经理）", f"{n} 经理", f"{n}先生", f"{n}女士", f"{n}（女）", f"{n}（法务部）"))
    )


@habit("values")
def name_with_phone(doc):
    """The number is typed behind the contact's name as well."""
    path = doc.pick("person")
    doc.type(
        path, f"{doc.text(path)}{doc.rng.choice((' ', '：', '，', '/', ''))}13{doc.rng.randint(100000000, 999999999)}"
    )


@habit("values")
def company_with_seal(doc):
    """（盖章） or （公章） stands behind the company's name."""
    path = doc.pick("company", "office")
    doc.type(path, doc.text(path) + doc.rng.choice(("（盖章）", "(公章)", "（加盖公章）", " （章）")))


@habit("values")
def company_half_brackets(doc):
    """The brackets of the company's name are half width."""
    path = doc.pick("company")
    text = doc.text(path).replace("（", "(").replace("）", ")")
    if "(" not in text:
        at = min(text.find(x) for x in ("股份", "有限") if x in text)
        text = f"{text[:at]}(集团){text[at:]}"
    doc.truth(path, text)
    doc.type(path, text)
    doc.also(path, text.replace("(", "（").replace(")", "）"))


@habit("values", forms=(G1, G2))
def code_grouped(doc):
    """A code in groups with blanks or in small letters."""
    path = doc.pick("uscc", "id", "account")
    t = doc.text(path)
    doc.type(
        path,
        doc.rng.choice(
            (" ".join(t[i : i + 4] for i in range(0, len(t), 4)), t.lower(), f"{t[:6]} {t[6:]}", f"{t[:6]}\n{t[6:]}")
        ),
    )


@habit("values", forms=(G1, G2))
def org_without_hyphen(doc):
    """The organisation code without its hyphen, or with blanks around it."""
    path = doc.pick("org")
    doc.type(path, doc.text(path).replace("-", doc.rng.choice(("", " ", " - "))))


@habit("values", forms=(G1, G2))
def org_three_in_one(doc):
    """三证合一: since the reform there is no separate organisation code."""
    path = doc.pick("org", filled=False)
    if doc.value(path):
        doc.also(path, doc.value(path))
    doc.blank(path)
    doc.type(path, doc.rng.choice(("三证合一", "同统一社会信用代码", "已三证合一", "见左")))
    doc.doubt(path)


@habit("values", forms=(G1, G2))
def postcode_shapes(doc):
    """The postcode with a blank in the middle or its word before it."""
    path = doc.pick("postcode")
    t = doc.text(path)
    doc.type(path, doc.rng.choice((f"{t[:3]} {t[3:]}", f"邮编：{t}", f"邮编{t}", " ".join(t), f"{t}（广州）")))


@habit("values", forms=(J1, J2, G1, G2))
def own_label_repeated(doc):
    """The field's own label is typed again before its value."""
    names = {
        "address": ("地址：", "地址:"),
        "email": ("邮箱：", "E-mail：", "Email:"),
        "postcode": ("邮编：",),
        "post": ("职务：", "任"),
        "company": ("单位名称：", "名称："),
        "bank": ("开户行：",),
        "account": ("账号：", "账号:"),
        "uscc": ("统一社会信用代码：", "代码："),
        "person": ("姓名：",),
    }
    path = doc.pick(*names)
    kind = next(k for k in names if path in doc.show and phone_kind(doc, path) == k)
    prefix = "职务：" if kind == "post" else doc.rng.choice(names[kind])
    doc.type(path, prefix + doc.text(path))


@habit("values")
def hint_untouched(doc):
    """Only the template's hint stands in the cell; nobody typed a value."""
    hints = {
        "address": "（请填写详细地址）",
        "count": "（填写数字）",
        "email": "请填写常用邮箱",
        "phone": "（固定电话或手机）",
        "person": "（姓名）",
        "date": "××××年××月××日",
        "postcode": "XXXXXX",
        "post": "（请填写职务）",
    }
    path = doc.pick(*hints)
    doc.type(path, hints[phone_kind(doc, path)], color=doc.rng.choice(("A6A6A6", "000000", "FF0000")))
    doc.blank(path)


@habit("values")
def merge_leftovers(doc):
    """The mail merge or the report program left its own words in the cell."""
    path = doc.pick("address", "email", "person", "postcode", "post", "phone", "count")
    doc.type(
        path,
        doc.rng.choice(
            (
                "«地址»",
                "{{ field }}",
                "${value}",
                "undefined",
                "None",
                "null",
                "nan",
                "#N/A",
                "#REF!",
                "错误!未找到引用源。",
                "[object Object]",
                "{字段名}",
                "<<NAME>>",
                "%s",
            )
        ),
    )
    doc.blank(path)
    doc.doubt(path)


@habit("values")
def broken_encoding(doc):
    """The text went through a wrong code page: 锟斤拷, ????, boxes."""
    path = doc.pick("address", "person", "company", "unit", "title", "post")
    doc.type(path, doc.rng.choice(("锟斤拷锟斤拷", "????", "\ufffd\ufffd\ufffd", "烫烫烫", "¹ãÖÝ", "å¹¿å·ž")))
    doc.blank(path)
    doc.doubt(path)


@habit("values", forms=(J1, G1, G2))
def see_annex(doc):
    """A long text is only a pointer to an annex."""
    path = doc.pick("long")
    text = doc.rng.choice(("详见附件", "见附页", "（另附）", "详见后附材料"))
    doc.type(path, text)
    doc.truth(path, None)
    doc.also(path, text)
    doc.doubt(path)


@habit("values", forms=(J1, G1, G2))
def word_count_note(doc):
    """The number of letters is noted behind a long text."""
    path = doc.pick("long")
    note = f"（共{len(doc.text(path))}字）"
    text = doc.value(path)
    doc.show[path].append(para(note, align="right"))
    doc.truth(path, f"{text}\n{note}")
    doc.also(path, text)


@habit("values", forms=(G2,))
def rating_in_words(doc):
    """The bank's rating with 级 or 信用等级 around it."""
    path = doc.pick("rating")
    t = doc.text(path)
    text = doc.rng.choice((f"{t}级", f"{t} 级", f"企业信用{t}级"))
    doc.type(path, text)
    doc.also(path, text, f"{t}级")


@habit("values", forms=(J1, G1, G2))
def mail_shapes(doc):
    """An address in angle brackets, with mailto:, or with the name before it."""
    path = doc.pick("email")
    t = doc.text(path)
    doc.type(
        path,
        doc.rng.choice(
            (f"<{t}>", f"mailto:{t}", f"王经理<{t}>", f"{t}（请勿发垃圾邮件）", f"QQ邮箱 {t}", f"E-mail:{t}")
        ),
    )


@habit("values", stage="record", forms=(G1, G2))
def old_registration_number(doc):
    """A company from before the reform writes its old register number of 15 digits as the code."""
    number = f"4401{doc.rng.randint(10000000000, 99999999999)}"
    doc.values["uscc"] = number
    doc.values["org_code"] = None
    doc.locks.add("uscc")
    doc.doubt("uscc")
