"""Forms that LibreOffice has saved again as .docx: ours, and those of others."""

from __future__ import annotations

import pytest

import ipforms
from tests.reading.strategies import flat
from tests.replicas import FORMS, replica
from tests.strategies import contract

# LibreOffice draws nothing for EQ's boxed digits, puts the day of today into DATE fields, and drops cells whose spans
# make no sense: what it saves there says something else, so these are left out.
DIFFICULTIES = (
    *("bracket_width", "continuation_page", "cover_in_table", "cover_in_textbox", "cover_underlined"),
    *("hyperlinks_email", "label_linebreaks", "nested_table", "numbers_as_list", "other_grid", "rows_added"),
    *("sdt_cells", "split_runs", "tables_cut", "tracked_changes", "value_in_label_cell", "vmerge_nonsense"),
)


def files():
    """Each form as we print it, as others type it, and with each difficulty: name, bytes, what reading must give."""
    for number, form_id in enumerate(FORMS):
        record = ipforms.form(form_id).model.model_validate(contract(form_id))
        yield form_id, "ours", ipforms.render(record), contract(form_id)
        for seed, switch in enumerate(DIFFICULTIES):
            if seed % 2 == number % 2:
                made = replica(form_id, seed, switch)
                yield form_id, switch, made.data, made.expected
        made = replica(form_id, 1)
        yield form_id, "plain", made.data, made.expected


@pytest.fixture(scope="module")
def resaved(soffice, tmp_path_factory):
    given, saved = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("saved")
    expected = {}
    for form_id, name, data, values in files():
        (given / f"{form_id}+{name}.docx").write_bytes(data)
        expected[form_id, name] = values
    soffice("docx", sorted(given.iterdir()), saved)
    return {key: (ipforms.read(saved / f"{'+'.join(key)}.docx"), values) for key, values in expected.items()}


@pytest.mark.slow
def test_no_form_is_taken_for_another(resaved):
    assert [key for key, (sub, _) in resaved.items() if sub.form.id != key[0]] == []


def test_at_least_99_of_100_values_are_exact(resaved):
    missed, fields = [], 0
    for key, (sub, values) in resaved.items():
        got, expected = dict(flat(sub.values)), dict(flat(values))
        fields += len(sub.form.template.fields) + len(expected)
        missed += [(*key, path) for path in {**got, **expected} if got.get(path) != expected.get(path)]
    assert len(missed) <= fields / 100, missed


def test_our_own_form_comes_back_without_a_doubt(resaved):
    for form_id in FORMS:
        sub, values = resaved[form_id, "ours"]
        assert (sub.values, [finding.message for finding in sub.findings]) == (values, [])
