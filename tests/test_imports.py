"""`import ipforms` is quick: libraries of a format, a locale or a terminal load when they are first needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

# What a web service that only validates records would pay for and not use.
HEAVY = (
    "docx",
    "docxtpl",
    "phonenumbers",
    "stdnum",
    "email_validator",
    "python_calamine",
    "xlsxwriter",
    "rich",
    "click",
    "lxml.html",
    "lxml.etree",
    "typst",
    "fontTools",
    "pypdfium2",
    "pypdf",
)
TEST_ONLY = ("pytest", "hypothesis", "openpyxl", "jsonschema")


def loaded(program):
    """Names of the modules that are loaded after a program, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def at_import():
    return loaded("import ipforms")


@pytest.mark.parametrize("name", HEAVY)
def test_importing_ipforms_does_not_load_a_heavy_library(at_import, name):
    assert name not in at_import


def test_validating_and_rendering_a_record_load_nothing_of_reading_or_of_bulk_runs():
    program = (
        "import ipforms\n"
        "form = ipforms.form('guangzhou-enterprise')\n"
        "ipforms.render(form.model.model_validate({'name': '甲'}))"
    )
    unused = {"ipforms.matching", "ipforms.pipeline", "ipforms.bulk", "ipforms.collate", "docxtpl", "docx"}
    assert not unused & loaded(program)


@pytest.mark.parametrize(
    ("module", "spared"),
    [("app", "ipforms.bulk.columns"), ("documents", "ipforms.matching"), ("fill", "ipforms.matching")],
)
def test_a_command_loads_nothing_of_the_work_of_others(module, spared):
    assert spared not in loaded(f"import ipforms.cli.{module}")


def test_validating_a_record_and_reading_a_csv_load_neither_word_nor_excel_nor_a_terminal():
    program = (
        "import ipforms\n"
        "form = ipforms.form('guangzhou-enterprise')\n"
        "form.model.model_validate({'name': '甲', 'registered_on': '2008年6月12日', 'patents': {'applied': 1}})\n"
        "with ipforms.bulk.open_source('单位名称\\n甲\\n'.encode()) as source:\n"
        "    assert [entry.name for entry in ipforms.bulk.Rows(form, source)] == ['甲']"
    )
    assert not {"docx", "docxtpl", "python_calamine", "xlsxwriter", "rich", "click"} & loaded(program)


def test_nothing_in_ipforms_needs_what_only_the_tests_need():
    program = "import pkgutil, importlib, ipforms\n"
    program += "sys.argv = ['x']\n"
    program += "for each in pkgutil.walk_packages(ipforms.__path__, 'ipforms.'):\n"
    program += "    if not each.name.endswith(('__main__', 'pytest_plugin')): importlib.import_module(each.name)"
    assert not set(TEST_ONLY) & loaded(program)


def test_a_quiet_run_in_which_all_is_well_loads_no_texts_and_no_terminal(tmp_path):
    (tmp_path / "rows.csv").write_text("企业名称,联系方式\n甲公司,13905790001\n", "utf-8")
    program = (
        "from ipforms.cli import run\nfrom ipforms.messages import catalogue\n"
        f"run(['fill', 'jinhua-application', {str(tmp_path / 'rows.csv')!r}, '-o', {str(tmp_path / 'out')!r}, '-q'])\n"
        "print('texts' * catalogue.cache_info().currsize)"
    )
    found = loaded(program)
    assert (
        not {"texts", "phonenumbers", "xlsxwriter", "rich", "docxtpl"} & found
        and (tmp_path / "out" / "001_甲公司.docx").is_file()
    )
