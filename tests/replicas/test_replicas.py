"""The replicas are what they say: documents that open, with an expectation that is canonical, the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from random import Random

import docx
import pytest
from lxml import etree

import ipforms
from tests.effort import crossed, examples
from tests.replicas import FORMS, SWITCHES, blank, replica
from tests.replicas.value_writer import TICKS

HERE = Path(__file__).parent
SEED = 1
# Enough of what a Word file may be for python-docx; ISO Strict it refuses.
OPENS = sorted(SWITCHES.keys() - {"strict_ooxml"})
PAIRS = [tuple(Random(seed).sample(OPENS, 3)) for seed in range(12)]


def canonical(form_id, values):
    return ipforms.form(form_id).model.model_validate(values).model_dump(mode="json")


def seen(data):
    """All text that is in the body, whoever shows it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(root.itertext())


@cache
def plain(form_id):
    return replica(form_id, SEED)


def bare(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(("switch", "form_id"), crossed(SWITCHES, FORMS))
def test_a_switch_changes_the_file_and_its_expectation_is_canonical(form_id, switch):
    made = replica(form_id, SEED, switch)
    assert made.data != plain(form_id).data
    assert canonical(form_id, made.expected) == made.expected
    if switch in OPENS:
        assert docx.Document(io.BytesIO(made.data)).element.body is not None


@pytest.mark.parametrize("form_id", FORMS)
def test_many_records_are_canonical_and_differ(form_id):
    made = [replica(form_id, seed) for seed in range(examples(30))]
    assert all(canonical(form_id, each.expected) == each.expected for each in made)
    assert len({str(each.expected) for each in made}) == len(made)
    assert not any(each.doubtful for each in made)


@pytest.mark.parametrize("form_id", FORMS)
def test_what_was_written_stands_in_the_file(form_id):
    made = replica(form_id, 2)
    text = bare(seen(made.data))
    assert made.written
    for path, written in made.written.items():
        assert bare(written) in text, path


@pytest.mark.parametrize(("switches", "form_id"), crossed(PAIRS, FORMS))
def test_switches_go_together(form_id, switches):
    made = replica(form_id, 5, *switches)
    docx.Document(io.BytesIO(made.data))
    assert canonical(form_id, made.expected) == made.expected


@pytest.mark.parametrize("form_id", FORMS)
def test_the_same_arguments_give_the_same_file(form_id):
    assert replica(form_id, 3, "split_runs", "seal_picture") == replica(form_id, 3, "split_runs", "seal_picture")
    assert blank(form_id, 4) == blank(form_id, 4) != blank(form_id, 5)


@pytest.mark.parametrize("form_id", FORMS)
def test_a_blank_has_the_printed_text_of_the_source_and_nothing_else(form_id):
    source = (HERE.parent / "data" / "sources" / f"{form_id}.txt").read_text(encoding="utf-8")
    assert bare(seen(blank(form_id))) == bare(source)


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("switch", sorted(TICKS))
def test_no_tick_is_left_as_a_character_where_it_is_written_otherwise(form_id, switch):
    left = set("√■☑□") & set(seen(replica(form_id, SEED, switch).data))
    assert left <= ({"☑"} if switch == "w14_checkbox" else set())


def test_doubtful_writings_are_named():
    made = [replica(form_id, seed, "doubtful") for form_id in FORMS for seed in range(5)]
    assert sum(len(each.doubtful) for each in made) > 40
    assert all(path in each.written for each in made for path in each.doubtful)


def test_an_unknown_switch_is_refused():
    with pytest.raises(ValueError, match="no such switch: sideways"):
        replica(FORMS[0], 1, "sideways")


def test_the_readme_has_the_switches():
    table = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in SWITCHES.items())
    assert table in (HERE / "README.md").read_text(encoding="utf-8")


OFFICE = (
    *((form_id, ()) for form_id in FORMS),
    ("guangzhou-enterprise", ("sdt_cells", "sdt_rows", "strict_ooxml")),
    ("guangzhou-enterprise", ("gridspan_nonsense", "eq_boxed_digits")),
    ("guangzhou-market", ("nested_table", "tracked_changes", "vmerge_nonsense")),
    ("guangzhou-market", ("cover_in_textbox", "alternate_content", "form_text")),
    ("jinhua-application", ("w14_checkbox", "seal_picture", "other_grid")),
    ("jinhua-application", ("sym_ticks", "smart_tags", "continuation_page")),
    ("jinhua-recommendation", ("numbers_as_list", "ruby_name", "other_annexes")),
)


@pytest.mark.office
def test_libreoffice_opens_them(soffice, tmp_path):
    names = []
    for number, (form_id, switches) in enumerate(OFFICE):
        names.append(tmp_path / f"{number}.docx")
        names[-1].write_bytes(replica(form_id, 7, *switches).data)
    soffice("pdf", names, tmp_path / "pdf")
    made = {path.stem: path.stat().st_size for path in (tmp_path / "pdf").glob("*.pdf")}
    assert made.keys() == {path.stem for path in names}
    assert min(made.values()) > 5000
