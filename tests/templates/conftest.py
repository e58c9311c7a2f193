"""What the templates must hold, and blank and full texts to render them with."""

from __future__ import annotations

import io
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docxtpl import DocxTemplate

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "ipforms" / "templates"

_COVER = "cover.{applicant,organizer,contact,date}"
_SIGNATURES = """declaration.{signatory,date} district_endorsement.{opinion,signatory,date}
    approval_endorsement.{opinion,signatory,date}"""
FIELDS = {
    "jinhua-application": """
        enterprise_name address contact_name contact_title mobile office_phones has_ip_department email employees
        rd_staff high_tech ip_model_title valid_patents valid_trademarks well_known_trademark ip_protection_status
        enterprise_endorsement.{opinion,signatory,date} recommender_endorsement.{opinion,signatory,date}""",
    "jinhua-recommendation": """
        recommending_unit prepared_by prepared_phone prepared_on
        enterprises[].{name,address,industry,key_trademarks,key_patents,liaison_name,liaison_title,phones,email}""",
    "guangzhou-enterprise": f"""
        {_COVER} name registered_address registered_on uscc org_code
        legal_representative.{{name,id_number,phones,email}} contact.{{name,id_number,phones,email}}
        mailing_address postcode patents.{{applied,granted,valid}} trademarks.{{applied,granted,valid}}
        copyrights.{{software,works}} ip_units[].{{unit,headcount,names,phones}}
        ip_policies[].{{title,adopted_on,count}} overview {_SIGNATURES}""",
    "guangzhou-market": f"""
        {_COVER} name registered_address registered_on office_address uscc org_code bank bank_credit_rating
        bank_account registered_capital last_year_revenue floor_area merchants goods_categories
        legal_representative.{{name,id_number,landline,mobile,email}}
        contacts[].{{name,id_number,landline,mobile,email}} mailing_address postcode ip_work honours
        ip_units[].{{unit,headcount,names,phones}} ip_policies[].{{row_number,title,adopted_on,count}}
        work_plan {_SIGNATURES}""",
}
# How many rows of each list the official form prints.
PRINTED_ROWS = {
    "jinhua-application": {},
    "jinhua-recommendation": {"enterprises": 6},
    "guangzhou-enterprise": {"ip_units": 4, "ip_policies": 4},
    "guangzhou-market": {"contacts": 2, "ip_units": 3, "ip_policies": 4},
}


@pytest.fixture(params=FIELDS)
def form_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def fields(form_id: str) -> set[str]:
    return _names(form_id)


@pytest.fixture
def printed_rows(form_id: str) -> dict[str, int]:
    return PRINTED_ROWS[form_id]


@pytest.fixture
def template(form_id: str) -> DocxTemplate:
    return DocxTemplate(TEMPLATES / f"{form_id}.docx")


@pytest.fixture
def blank(form_id: str) -> Document:
    return rendered(form_id, extra_rows=0, text=lambda name: "")


@pytest.fixture
def filled(form_id: str) -> Document:
    return rendered(form_id, extra_rows=2, text=lambda name: f"<{name}> & {{{{ x }}}}")


def rendered(form_id: str, extra_rows: int, text: Any) -> Document:
    """The template as docxtpl renders it, saved and opened again."""
    template = DocxTemplate(TEMPLATES / f"{form_id}.docx")
    template.render(_texts(form_id, extra_rows, text), autoescape=True)
    file = io.BytesIO()
    template.save(file)
    file.seek(0)
    return DocxTemplate(file).get_docx()


def _names(form_id: str) -> set[str]:
    return set(itertools.chain.from_iterable(_expanded(word) for word in FIELDS[form_id].split()))


def _expanded(word: str) -> list[str]:
    """`patents.{applied,valid}` as `patents.applied` and `patents.valid`."""
    stem, brace, endings = word.partition("{")
    return [stem + ending for ending in endings.rstrip("}").split(",")] if brace else [word]


def _texts(form_id: str, extra_rows: int, text: Any) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for name in _names(form_id):
        stem, dot, field = name.partition(".")
        if stem.endswith("[]"):
            rows = texts.setdefault(stem[:-2], [])
            rows.extend({} for _ in range(PRINTED_ROWS[form_id][stem[:-2]] + extra_rows - len(rows)))
            for row in rows:
                row[field] = text(name)
        elif dot:
            texts.setdefault(stem, {})[field] = text(name)
        else:
            texts[stem] = text(name)
    return texts


@pytest.fixture(scope="session")
def blank_forms() -> dict[str, Document]:
    """Every tagged form, rendered with nothing in it."""
    return {form_id: rendered(form_id, extra_rows=0, text=lambda name: "") for form_id in FIELDS}


@pytest.fixture
def unspaced() -> Any:
    return lambda text: re.sub(r"\s+", "", text)
