"""Random but valid records of the four forms, shaped as the contract has them."""

from . import ids

FORMS = ("jinhua-application", "jinhua-recommendation", "guangzhou-enterprise", "guangzhou-market")
G_DISTRICTS = {
    "荔湾区": ("440103", "510140"),
    "越秀区": ("440104", "510030"),
    "海珠区": ("440105", "510220"),
    "天河区": ("440106", "510665"),
    "白云区": ("440111", "510400"),
    "黄埔区": ("440112", "510700"),
    "番禺区": ("440113", "511400"),
    "花都区": ("440114", "510800"),
    "南沙区": ("440115", "511458"),
    "从化区": ("440117", "510900"),
    "增城区": ("440118", "511300"),
}
J_DISTRICTS = {
    "婺城区": "浙江省金华市婺城区",
    "金东区": "浙江省金华市金东区",
    "武义县": "浙江省金华市武义县",
    "浦江县": "浙江省浦江县",
    "磐安县": "金华市磐安县",
    "兰溪市": "浙江省兰溪市",
    "义乌市": "浙江省义乌市",
    "东阳市": "浙江省东阳市",
    "永康市": "浙江省永康市",
}
LATIN = ["chen", "wang", "ip", "office", "legal", "zhang", "admin", "lin", "patent", "hr", "yunling", "sales", "info"]


class Maker:
    """Makes records with one random source and one vocabulary."""

    def __init__(self, rng, words):
        self.rng, self.words = rng, words
        self.year = rng.choice((2017, 2018)) if rng.random() < 0.7 else 2017

    def maybe(self, value, share=0.12):
        """The value, or null in a share of cases."""
        return None if self.rng.random() < share else value

    def person(self):
        """A person's name."""
        if self.rng.random() < 0.07:
            return self.rng.choice(self.words.RARE)
        return self.rng.choice(self.words.SURNAMES) + self.rng.choice(self.words.GIVEN)

    def company(self, place, industries):
        """A company's full name."""
        rng, w = self.rng, self.words
        middle = rng.choice((rng.choice(industries), ""))
        return f"{place}{rng.choice(w.WORDS)}{middle}{rng.choice(w.KINDS)}"

    def email(self):
        """An e-mail address."""
        rng = self.rng
        tail = rng.choice(("", str(rng.randint(1, 2022)), "_ip", ".cn"))
        return f"{rng.choice(LATIN)}{tail}@{rng.choice(self.words.MAILS)}"

    def phones(self, area, least=1, most=2):
        """Some different phone numbers: landlines first."""
        rng, out = self.rng, []
        for i in range(rng.randint(least, most)):
            if i == 0 and rng.random() < 0.6:
                number = ids.landline(rng, area)
                out.append(ids.extension(rng, number) if rng.random() < 0.2 else number)
            else:
                out.append(ids.mobile(rng))
        return out

    def date(self, first, last, full=0.6):
        """An ISO date between two years, of reduced precision in a share of cases."""
        rng = self.rng
        year, month, day = rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)
        if rng.random() < full:
            return f"{year}-{month:02}-{day:02}"
        return f"{year}-{month:02}" if rng.random() < 0.7 else f"{year}"

    def day(self, year, month):
        """A full date in a month."""
        return f"{year}-{month:02}-{self.rng.randint(1, 28):02}"

    def text(self, sentences, least=2, most=5, industry=""):
        """A text of a few paragraphs."""
        rng, lines = self.rng, []
        for sentence in rng.sample(sentences, min(len(sentences), rng.randint(least, most))):
            lines.append(self.fill(sentence, industry))
        return "\n".join(lines)

    def fill(self, sentence, industry=""):
        """A sentence with its numbers put in."""
        rng = self.rng
        return sentence.format(
            y=rng.randint(2009, self.year - 1),
            i=industry,
            n=rng.randint(100, 980),
            m=rng.randint(21, 90),
            k=rng.randint(3, 12),
            j=rng.randint(2, 9),
            a=rng.randint(1, 9) + rng.randint(1, 9) / 10,
            p=rng.randint(3, 12),
            w=rng.choice(self.words.WORDS),
        )

    def endorsement(self, filled, year, month):
        """An opinion with signatory and date; most is blank before the office got it."""
        rng = self.rng
        if not filled:
            return {"opinion": None, "signatory": None, "date": None}
        return {
            "opinion": self.maybe(rng.choice(self.words.OPINIONS), 0.25),
            "signatory": self.maybe(self.person(), 0.5),
            "date": self.maybe(self.day(year, month), 0.15),
        }

    def claim(self, details):
        """A claim with its detail."""
        rng = self.rng
        dice = rng.random()
        if dice < 0.1:
            return {"held": None, "detail": None}
        if dice < 0.45:
            return {"held": False, "detail": None}
        detail = None if rng.random() < 0.2 else self.fill(rng.choice(details))
        return {"held": True, "detail": detail}

    def model_title(self):
        """The claim of row 2, with its level."""
        base = self.claim(["x"])
        if base["detail"] is None:
            return {"held": base["held"], "level": None, "detail": None}
        level, detail = self.rng.choice(self.words.MODEL)
        return {"held": True, "level": level, "detail": self.fill(detail)}

    def patents(self):
        """The number of valid patents, perhaps with its parts."""
        rng = self.rng
        if rng.random() < 0.08:
            return {"total": None, "invention": None, "utility_model": None, "design": None}
        parts = [rng.randint(1, 9), rng.randint(1, 30), rng.randint(1, 12)]
        if rng.random() < 0.5:
            return {"total": sum(parts), "invention": None, "utility_model": None, "design": None}
        a, b, c = parts
        return {"total": sum(parts), "invention": a, "utility_model": b, "design": c}

    def jinhua_address(self, district):
        """An address in Jinhua."""
        rng = self.rng
        return f"{J_DISTRICTS[district]}{rng.choice(self.words.STREETS_J)}{rng.randint(1, 1999)}号"

    def guangzhou_address(self, district):
        """An address in Guangzhou."""
        rng = self.rng
        tail = rng.choice(("", f"自编{rng.randint(1, 9)}栋{rng.randint(1, 20)}01房", "首层", "大院6号楼"))
        start = rng.choice(("广州市", "广东省广州市", "广州市"))
        return f"{start}{district}{rng.choice(self.words.STREETS_G)}{rng.randint(1, 999)}号{tail}"

    def town(self, district):
        """The town's name as it stands in company names."""
        town = district.rstrip("区县市")
        return f"{town}市" if district.endswith("市") and self.rng.random() < 0.6 else town

    def jinhua_application(self):
        """A record of Jinhua's application."""
        rng, w, year = self.rng, self.words, 2022
        self.year = year
        district = rng.choice(list(J_DISTRICTS))
        staff = rng.randint(30, 2600)
        industry = rng.choice(w.J_INDUSTRIES)
        return {
            "enterprise_name": self.company(self.town(district), [industry]),
            "address": self.jinhua_address(district),
            "contact_name": self.person(),
            "contact_title": self.maybe(rng.choice(w.TITLES)),
            "mobile": ids.mobile(rng),
            "office_phones": []
            if rng.random() < 0.12
            else [p for p in self.phones("0579", 1, 2) if "-" in p] or [ids.landline(rng, "0579")],
            "has_ip_department": rng.choice((True, True, False, None)),
            "email": self.maybe(self.email()),
            "employees": staff,
            "rd_staff": self.maybe(staff // rng.randint(4, 12)),
            "high_tech": self.claim(w.HIGH_TECH),
            "ip_model_title": self.model_title(),
            "valid_patents": self.patents(),
            "valid_trademarks": self.maybe(rng.randint(0, 60)),
            "well_known_trademark": self.claim(w.WELL_KNOWN),
            "ip_protection_status": self.maybe(self.text(w.SENTENCES, industry=industry), 0.08),
            "enterprise_endorsement": self.endorsement(rng.random() < 0.9, year, 5),
            "recommender_endorsement": self.endorsement(rng.random() < 0.4, year, 6),
        }

    def mark(self):
        """A trade mark as name and number; one of the two may be missing."""
        rng = self.rng
        number = str(rng.randint(1000000, 69999999))
        if rng.random() < 0.08:
            number = f"G{rng.randint(1000000, 1699999)}"
        name = rng.choice(self.words.WORDS)
        dice = rng.random()
        if dice < 0.15:
            return {"name": None, "number": number}
        return {"name": name, "number": None if dice < 0.3 else number}

    def marks(self):
        """Some trade marks with different names."""
        out = []
        for _ in range(self.rng.choice((0, 1, 1, 2, 3))):
            mark = self.mark()
            if all(mark["name"] is None or mark["name"] != m["name"] for m in out):
                out.append(mark)
        return out

    def listed(self, district):
        """One company of the recommendation's table."""
        rng, w = self.rng, self.words
        industry = rng.choice(w.J_INDUSTRIES)
        return {
            "name": self.company(district.rstrip("区县市"), [industry]),
            "address": self.jinhua_address(district),
            "industry": self.maybe(industry),
            "key_trademarks": self.marks(),
            "key_patents": [ids.patent(rng, 2021) for _ in range(rng.choice((0, 1, 2, 2, 3)))],
            "liaison_name": self.person(),
            "liaison_title": self.maybe(rng.choice(w.TITLES), 0.15),
            "phones": self.phones("0579"),
            "email": self.maybe(self.email()),
        }

    def jinhua_recommendation(self):
        """A record of Jinhua's recommendation."""
        rng = self.rng
        district = rng.choice(list(J_DISTRICTS))
        long = f"金华市{district}" if district in ("婺城区", "金东区") else district
        return {
            "recommending_unit": f"{long}市场监督管理局",
            "enterprises": [self.listed(district) for _ in range(rng.choice((1, 2, 3, 4, 5, 7)))],
            "prepared_by": self.person(),
            "prepared_phone": self.maybe(ids.landline(rng, "0579")),
            "prepared_on": self.maybe(self.day(2022, rng.randint(5, 6))),
        }

    def units(self, area, most=3):
        """The departments for intellectual property."""
        rng, out = self.rng, []
        for unit in rng.sample(self.words.UNITS, rng.randint(0 if rng.random() < 0.2 else 1, most)):
            names = list(dict.fromkeys(self.person() for _ in range(rng.randint(1, 3))))
            out.append(
                {
                    "unit": unit,
                    "headcount": len(names) + rng.randint(0, 3),
                    "names": names,
                    "phones": self.phones(area, 1, 1),
                }
            )
        return out

    def policies(self, most=4):
        """The rules for intellectual property."""
        rng = self.rng
        return [
            {
                "title": t,
                "adopted_on": self.maybe(self.date(2009, self.year - 1)),
                "count": self.maybe(rng.randint(1, 3), 0.2),
            }
            for t in rng.sample(self.words.POLICIES, rng.randint(0 if rng.random() < 0.2 else 1, most))
        ]

    def counts(self):
        """Applied, granted, valid."""
        applied = self.rng.randint(3, 400)
        granted = self.rng.randint(2, applied)
        return {"applied": applied, "granted": granted, "valid": self.maybe(self.rng.randint(1, granted), 0.1)}

    def cover(self, name, contact, district):
        """The cover's four values."""
        return {
            "applicant": self.maybe(name, 0.06),
            "organizer": self.maybe(f"广州市{district}知识产权局", 0.15),
            "contact": self.maybe(contact, 0.06),
            "date": self.maybe(self.day(self.year, self.rng.choice((3, 4))), 0.06),
        }

    def guangzhou_tail(self, signatory):
        """Declaration and the two offices' opinions."""
        rng, year = self.rng, self.year
        return {
            "declaration": {"signatory": self.maybe(signatory, 0.4), "date": self.maybe(self.day(year, 4))},
            "district_endorsement": self.endorsement(rng.random() < 0.3, year, 5),
            "approval_endorsement": self.endorsement(rng.random() < 0.15, year, 6),
        }

    def guangzhou_enterprise(self):
        """A record of Guangzhou's enterprise form."""
        rng, w = self.rng, self.words
        district = rng.choice(list(G_DISTRICTS))
        code, postcode = G_DISTRICTS[district]
        industry = rng.choice(w.G_INDUSTRIES)
        name = self.company(rng.choice(("广州", "广州市", "广东")), [industry])
        org, address = ids.org_code(rng), self.guangzhou_address(district)
        head, contact = self.person(), self.person()
        return {
            "cover": self.cover(name, contact, district),
            "name": name,
            "registered_address": address,
            "registered_on": self.date(1996, 2014),
            "uscc": ids.uscc("91", code, org),
            "org_code": self.maybe(org, 0.1),
            "legal_representative": {
                "name": head,
                "id_number": self.maybe(ids.resident_id(rng, "4401")),
                "phones": self.phones("020"),
                "email": self.maybe(self.email()),
            },
            "contact": {
                "name": contact,
                "id_number": self.maybe(ids.resident_id(rng, "4401")),
                "phones": self.phones("020"),
                "email": self.maybe(self.email()),
            },
            "mailing_address": address if rng.random() < 0.5 else self.guangzhou_address(district),
            "postcode": self.maybe(postcode),
            "patents": self.counts(),
            "trademarks": self.counts(),
            "copyrights": {"software": rng.randint(0, 40), "works": self.maybe(rng.randint(0, 9), 0.3)},
            "ip_units": self.units("020"),
            "ip_policies": self.policies(),
            "overview": self.maybe(self.text(w.SENTENCES, industry=industry), 0.06),
            **self.guangzhou_tail(head),
        }

    def market_person(self):
        """A person of the market form, with landline and mobile apart."""
        rng = self.rng
        return {
            "name": self.person(),
            "id_number": self.maybe(ids.resident_id(rng, "4401")),
            "landline": self.maybe(ids.landline(rng, "020")),
            "mobile": ids.mobile(rng),
            "email": self.maybe(self.email(), 0.2),
        }

    def guangzhou_market(self):
        """A record of Guangzhou's market form."""
        rng, w = self.rng, self.words
        district = rng.choice(list(G_DISTRICTS))
        code, postcode = G_DISTRICTS[district]
        name = f"广州{rng.choice(w.WORDS)}{rng.choice(w.MARKETS)}{rng.choice(('经营管理', ''))}有限公司"
        org, address = ids.org_code(rng), self.guangzhou_address(district)
        head = self.market_person()
        contacts = [self.market_person() for _ in range(rng.choice((1, 1, 2)))]
        office = rng.choice((address, self.guangzhou_address(district), f"{address}六楼"))
        revenue = f"{rng.randint(300, 90000)}" + rng.choice(("", ".5", ".25"))
        return {
            "cover": self.cover(name, contacts[0]["name"], district),
            "name": name,
            "registered_address": address,
            "registered_on": self.date(1996, 2014),
            "office_address": office,
            "uscc": ids.uscc("91", code, org),
            "org_code": self.maybe(org, 0.1),
            "bank": rng.choice(w.BANKS),
            "bank_credit_rating": self.maybe(rng.choice(w.RATINGS), 0.3),
            "bank_account": "3602" + "".join(rng.choice("0123456789") for _ in range(15)),
            "registered_capital": str(rng.choice((50, 100, 500, 1000, 3000, 5000, 10000, 12800))),
            "last_year_revenue": self.maybe(revenue, 0.1),
            "floor_area": str(rng.choice((9800, 12000, 15600, 20000, 35000, 86000))),
            "merchants": rng.randint(60, 2400),
            "goods_categories": rng.sample(w.GOODS, rng.randint(1, 4)),
            "legal_representative": head,
            "contacts": contacts,
            "mailing_address": self.maybe(office, 0.06),
            "postcode": self.maybe(postcode),
            "ip_work": self.maybe(self.text(w.MARKET_SENTENCES, 2, 4), 0.06),
            "honours": self.maybe(self.text(w.HONOURS, 1, 3), 0.1),
            "ip_units": self.units("020", 2),
            "ip_policies": self.policies(),
            "work_plan": self.maybe(self.text(w.PLANS, 1, 3), 0.1),
            **self.guangzhou_tail(head["name"]),
        }

    def record(self, form):
        """A record of the given form."""
        return getattr(self, form.replace("-", "_"))()
