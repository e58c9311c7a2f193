"""The four forms as somebody else types them."""

from .retyped import Sheet, opinion


def type_anew(plan) -> bytes:
    """A Word file of the plan's printed record; the plan's labels are changed to those that were typed."""
    makers = {
        "jinhua-application": jinhua_application,
        "jinhua-recommendation": jinhua_recommendation,
        "guangzhou-enterprise": guangzhou_enterprise,
        "guangzhou-market": guangzhou_market,
    }
    sheet = Sheet(plan.rng, landscape=plan.form == "jinhua-recommendation")
    makers[plan.form](sheet, plan, plan.printed)
    return sheet.bytes()


def claim(sheet, plan, path, value) -> str:
    """A claim's cell: printed, or as two boxes that are ticked by hand."""
    held, detail = value["held"], value["detail"]
    if plan.kind.ticks and held is not None:
        plan.ticks.append((f"{path}.held", 2 * len(plan.ticks) + (0 if held else 1)))
        return f"□是　　□否{'　' + detail if detail else ''}"
    if held is None:
        return ""
    if not held:
        return "否"
    return f"是，{detail}" if detail else "是"


def patents(value) -> str:
    """The cell of the number of patents."""
    if value["total"] is None:
        return ""
    names = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}
    parts = [f"{name}{value[key]}件" for key, name in names.items() if value[key] is not None]
    return f"{value['total']}件" + (f"（{'，'.join(parts)}）" if parts else "")


def jinhua_application(s: Sheet, plan, v) -> None:
    for block in plan.blocks:
        block.sign = block.seal = s.pick("签章", "（签章）", "签字盖章")
    s.line("附件2")
    s.line("金华市知识产权保护直通车重点企业申报表", s.rng.choice((16, 18)), centre=True, head=True)
    has = v["has_ip_department"]
    if plan.kind.ticks and has is not None:
        plan.ticks.append(("has_ip_department", 0 if has else 1))
        department = "□是　□否"
    else:
        department = {True: "是", False: "否", None: ""}[has]
    t, p = s.text, s.pick
    rows = [
        [("#" + p("申报企业名称", "企业名称", "申报企业"), 2), (t(v["enterprise_name"]), 4)],
        [("#" + p("联系地址", "企业地址", "通讯地址"), 2), (t(v["address"]), 4)],
        [("#" + p("联系人", "联系人姓名"), 2), (t(v["contact_name"]), 1), ("#职务", 1), (t(v["contact_title"]), 2)],
        [
            ("#" + p("手机号码", "手机"), 2),
            (t(v["mobile"]), 1),
            ("#" + p("单位电话", "办公电话"), 1),
            (t(v["office_phones"]), 2),
        ],
        [("#是否单设知识产权部门", 2), (department, 1), ("#" + p("电子邮箱", "邮箱"), 1), (t(v["email"]), 2)],
        [("#" + p("企业总人数", "职工总人数"), 2), (t(v["employees"]), 1), ("#研发人员", 1), (t(v["rd_staff"]), 2)],
        [("#序号", 1), ("#入库条件", 2), ("#" + p("基本情况", "企业基本情况"), 3)],
    ]
    claims = [
        ("国家高新技术企业", claim(s, plan, "high_tech", v["high_tech"])),
        ("市级以上知识产权示范、优势培育、试点企业", claim(s, plan, "ip_model_title", v["ip_model_title"])),
        ("有效专利拥有量", patents(v["valid_patents"])),
        ("有效注册商标拥有量", "" if v["valid_trademarks"] is None else f"{v['valid_trademarks']}件"),
        ("驰名商标认定", claim(s, plan, "well_known_trademark", v["well_known_trademark"])),
    ]
    rows += [[(f"#{i}", 1), ("#" + name, 2), (text, 3)] for i, (name, text) in enumerate(claims, 1)]
    rows.append([("企业知识产权保护基本状况：\n" + (t(v["ip_protection_status"]) or "\n\n"), 6)])
    own, other = plan.blocks
    value = v["enterprise_endorsement"]
    rows.append([(opinion(s, own, value, "申报企业意见：" + (value["opinion"] or "")), 6)])
    value = v["recommender_endorsement"]
    rows.append([("#推荐单位\n审批意见", 1), (opinion(s, other, value, value["opinion"]), 5)])
    s.table([2.2, 1.4, 3.2, 2.4, 2, 2.4], rows)


def jinhua_recommendation(s: Sheet, plan, v) -> None:
    seal, sign = plan.blocks
    seal.seal = s.pick("推荐单位（盖章）", "推荐单位(公章)")
    sign.sign = s.pick("填表人", "填报人")
    s.line("附件3")
    s.line("金华市知识产权保护直通车重点企业推荐表", 17, centre=True, head=True)
    s.line("金华市市场监督管理局：")
    s.line("　　经研究我单位推荐以下企业为金华市知识产权保护直通车重点企业。")
    s.line(f"{seal.seal}：{s.text(v['recommending_unit'])}　　　　　　", right=True)
    p = s.pick
    heads = ["序号", p("推荐企业名称", "企业名称"), "企业地址", p("涉足领域", "所属领域"), "重点保护商标"]
    heads += ["重点保护专利（专利号）", p("企业联络人及职务", "联络人及职务"), "联系电话", "电子邮箱"]
    rows = [[("#" + head, 1) for head in heads]]
    for i in range(6):
        rows.append([(text, 1) for text in company(s, i, v["enterprises"])])
    s.table([0.9, 3, 3.4, 1.9, 2.8, 4, 2.2, 3, 3.8], rows)
    foot = [f"{sign.sign}：{v['prepared_by'] or ''}", f"联系电话：{s.text(v['prepared_phone'])}"]
    s.line("")
    s.line("　　　　　　　　　　".join([*foot, f"填写日期：{s.text(v['prepared_on'])}"]))


def company(s: Sheet, i: int, listed: list) -> list[str]:
    """A row of the recommendation."""
    if i >= len(listed):
        return [str(i + 1), *[""] * 8]
    e = listed[i]
    marks = [f"{m['name']} {m['number'] or ''}".strip() if m["name"] else m["number"] for m in e["key_trademarks"]]
    person = "\n".join(part for part in (e["liaison_name"], e["liaison_title"]) if part)
    head = [str(i + 1), e["name"], e["address"], s.text(e["industry"]), "\n".join(marks)]
    return [*head, "\n".join(e["key_patents"]), person, "\n".join(e["phones"]), s.text(e["email"])]


def cover(s: Sheet, plan, v, what: str) -> None:
    block = plan.blocks[0]
    block.seal = s.pick("申报单位（盖章）", "申报单位(公章)")
    s.line(s.pick("附件2", "", "附件：2"))
    for _ in range(3):
        s.line("")
    s.line("广州市知识产权局知识产权行政", 22, centre=True, head=True)
    s.line(f"保护重点{what}入库申报书", 22, centre=True, head=True)
    for _ in range(5):
        s.line("")
    labels = (block.seal, s.pick("组织单位", "推荐（组织）单位", "组织单位"), "联系人", s.pick("申报时间", "申报日期"))
    for label, key in zip(labels, ("applicant", "organizer", "contact", "date"), strict=True):
        s.line(f"　　　{label}：{s.text(v['cover'][key])}", 15)
        s.line("")
    s.line("广州市知识产权局编制", 15, centre=True)
    s.document.add_page_break()


def tail(s: Sheet, plan, v, first: int) -> list:
    """Declaration and the offices' opinions; `first`: columns of the label."""
    _, own, district, approval = plan.blocks
    own.sign, own.seal = (
        s.pick("法定代表人（签名）", "法定代表人（签字）"),
        s.pick("申报单位（盖章）", "申报单位（公章）"),
    )
    for block in (district, approval):
        block.sign, block.seal = "负责人签名", s.pick("单位盖章", "单位（盖章）")
    promise = "　　本单位保证所提供的资料真实有效，并承担因虚报材料可能引起的一切后果。"
    texts = (promise, v["district_endorsement"]["opinion"], v["approval_endorsement"]["opinion"])
    labels = ("申报单位\n声明", "所在行政区\n知识产权\n部门意见", "审批单位\n意见")
    cells = []
    for label, block, text in zip(labels, (own, district, approval), texts, strict=True):
        cells.append([("#" + label, first), (opinion(s, block, v[block.name], text), 8 - first)])
    return cells


def guangzhou_enterprise(s: Sheet, plan, v) -> None:
    cover(s, plan, v, "企业")
    t, p = s.text, s.pick
    people = [(p("法定代表人", "法定\n代表人"), v["legal_representative"]), ("联系人", v["contact"])]
    rows = [
        [("一、申报单位基本情况", 8)],
        [("#单位名称", 2), (t(v["name"]), 6)],
        [
            ("#注册地址", 2),
            (t(v["registered_address"]), 3),
            ("#" + p("注册时间", "成立时间"), 1),
            (t(v["registered_on"]), 2),
        ],
        [("#统一社会信用代码", 2), (t(v["uscc"]), 3), ("#组织机构代码", 1), (t(v["org_code"]), 2)],
        [
            ("#" + p("主要人员信息", "主要人员"), 1),
            ("#姓名", 1),
            ("#身份证号码", 2),
            ("#" + p("电话", "联系电话"), 2),
            ("#电子邮箱", 2),
        ],
    ]
    for label, one in people:
        cells = [("#" + label, 1), (t(one["name"]), 1), (t(one["id_number"]), 2)]
        rows.append([*cells, ("\n".join(one["phones"]), 2), (t(one["email"]), 2)])
    rows.append([("#通信地址", 2), (t(v["mailing_address"]), 3), ("#邮政编码", 1), (t(v["postcode"]), 2)])
    rows.append([("二、申报单位相关知识产权情况（可加页）", 8)])
    counts = {"patents": "专利（件）", "trademarks": "商标（件）"}
    for key, name in counts.items():
        for i, (part, label) in enumerate({"applied": "申请量", "granted": "授权量", "valid": "有效量"}.items()):
            rows.append([("#" + name if i == 0 else "^", 2), ("#" + label, 3), (t(v[key][part]), 3)])
    rows.append([("#版权（件）", 2), ("#" + p("计算机软件", "软件著作权"), 3), (t(v["copyrights"]["software"]), 3)])
    rows.append([("^", 2), ("#著作权", 3), (t(v["copyrights"]["works"]), 3)])
    rows += units(s, v, "知识产权工作机构建立情况") + policies(s, v, "知识产权制度制定情况")
    rows.append([("申报单位概述（可加页）", 8)])
    rows.append([((t(v["overview"]) or "\n\n\n"), 8)])
    s.table([1.2, 1.4, 1.4, 1.6, 1.0, 1.4, 1.6, 2.4], rows + tail(s, plan, v, 2))


def units(s: Sheet, v, label: str, side: bool = True) -> list:
    """The table of departments; with or without a label at its side."""
    rows, wide = [], 2 if side else 0
    lead = lambda i: [("#" + label if i == 0 else "^", 2)] if side else []  # noqa: E731
    names = ("机构名称", "人员数量", "姓名", "联系电话")
    spans = (2, 2, 1, 1) if side else (3, 1, 2, 2)
    rows.append([*lead(0), *(("#" + n, k) for n, k in zip(names, spans, strict=True))])
    for i in range(max(len(v["ip_units"]), 4 if wide else 3)):
        one = v["ip_units"][i] if i < len(v["ip_units"]) else {}
        cells = [s.text(one.get(k)) for k in ("unit", "headcount", "names", "phones")]
        rows.append([*lead(i + 1), *zip(cells, spans, strict=True)])
    return rows


def policies(s: Sheet, v, label: str, side: bool = True) -> list:
    """The table of rules."""
    lead = lambda i: [("#" + label if i == 0 else "^", 2)] if side else [("#序号" if i == 0 else str(i), 1)]  # noqa: E731
    spans = (3, 2, 1) if side else (4, 2, 1)
    rows = [[*lead(0), *(("#" + n, k) for n, k in zip(("名称", "制定时间", "数量"), spans, strict=True))]]
    for i in range(max(len(v["ip_policies"]), 4)):
        one = v["ip_policies"][i] if i < len(v["ip_policies"]) else {}
        rows.append(
            [*lead(i + 1), *zip([s.text(one.get(k)) for k in ("title", "adopted_on", "count")], spans, strict=True)]
        )
    return rows


def guangzhou_market(s: Sheet, plan, v) -> None:
    cover(s, plan, v, "市场")
    t, p = s.text, s.pick
    rows = [
        [("一、申报单位基本情况", 8)],
        [("#单位名称", 2), (t(v["name"]), 6)],
        [("#注册地址", 2), (t(v["registered_address"]), 3), ("#注册时间", 1), (t(v["registered_on"]), 2)],
        [("#办公地址", 2), (t(v["office_address"]), 6)],
        [("#统一社会信用代码", 2), (t(v["uscc"]), 3), ("#组织机构代码", 1), (t(v["org_code"]), 2)],
        [("#" + p("开户银行", "开户行"), 2), (t(v["bank"]), 3), ("#银行信用等级", 1), (t(v["bank_credit_rating"]), 2)],
        [("#银行账号", 2), (t(v["bank_account"]), 6)],
        [
            ("#注册资金（万元）", 2),
            (t(v["registered_capital"]), 2),
            ("#上年度营业收入（万元）", 2),
            (t(v["last_year_revenue"]), 2),
        ],
        [("#经营场所面积", 2), (v["floor_area"] + "平方米", 2), ("#进驻商家数", 2), (t(v["merchants"]), 2)],
        [("#经营商品大类", 2), (t(v["goods_categories"]), 6)],
        [("#主要人员信息", 1), ("#姓名", 1), ("#身份证号码", 2), ("#电话", 2), ("#电子邮箱", 2)],
    ]
    contacts = (v["contacts"] + [{}, {}])[:2]
    for label, one in (("法定\n代表人", v["legal_representative"]), ("联系人", contacts[0]), ("^", contacts[1])):
        name, number, mail = (t(one.get(k)) for k in ("name", "id_number", "email"))
        lead = label if label == "^" else "#" + label
        rows.append([(lead, 1), (name, 1), (number, 2), (f"固话：{t(one.get('landline'))}", 2), (mail, 2)])
        rows.append([("^", 1), ("^", 1), ("^", 2), (f"手机：{t(one.get('mobile'))}", 2), ("^", 2)])
    rows.append([("#通信地址", 2), (t(v["mailing_address"]), 3), ("#邮政编码", 1), (t(v["postcode"]), 2)])
    rows.append([("二、申报单位知识产权保护工作情况（可加页）", 8)])
    rows.append([(t(v["ip_work"]) or "\n\n", 8)])
    rows += [[("三、获得的主要荣誉", 8)], [(t(v["honours"]) or "\n", 8)], [("四、知识产权工作机构建立情况", 8)]]
    rows += [*units(s, v, "", side=False), [("五、知识产权制度制定情况", 8)], *policies(s, v, "", side=False)]
    rows += [[("六、本项目工作方案及经费安排（可加页）", 8)], [(t(v["work_plan"]) or "\n\n", 8)]]
    s.table([1.5, 1.5, 1.2, 1.9, 1.2, 1.7, 1.4, 2.2], rows + tail(s, plan, v, 2))
