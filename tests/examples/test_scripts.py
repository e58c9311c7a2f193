"""Each script of `examples/` runs on its own and makes the forms that it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from scripts.examples import enterprise, jinhua
from tests.examples.samples import EXAMPLES, ROOT

SCRIPTS = sorted(path.name for path in EXAMPLES.glob("*.py"))


def run(script: str, *arguments: object, cwd: Path = ROOT) -> str:
    """What a script prints; anything on standard error is a failure."""
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / script, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def text(path: Path) -> str:
    """All that stands in the tables and paragraphs of a document."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".ipforms."))


def test_one_form_is_filled_from_a_mapping(tmp_path):
    run("fill_one.py", tmp_path)
    filled = text(tmp_path / "重点企业入库申报书.docx")
    for value in (
        "广州云岭生物医药科技有限公司",
        "2008年6月12日",
        "MAXXXXX0-7",
        "020-80000002-8001",
        "2012年5月",
        "42",
    ):
        assert value in filled


def test_the_rows_of_a_spreadsheet_are_filled_and_the_wrong_ones_told(tmp_path):
    said = run("fill_from_spreadsheet.py", tmp_path)
    records = enterprise.for_colleague()
    wrong = (4, 6, 7, 10)
    good = [index for index in range(len(records)) if index not in wrong]
    assert names(tmp_path) == [*(f"{index + 1:03d}_{records[index]['name']}.docx" for index in good), "退回修改.txt"]
    faults = (tmp_path / "退回修改.txt").read_text(encoding="utf-8")
    assert [line.partition("\t")[0] for line in faults.splitlines()] == ["第6行", "第8行", "第9行", "第12行"]
    assert "已生成 8 份，退回 4 行。" in said
    filled = text(tmp_path / f"004_{records[3]['name']}.docx")
    assert records[3]["uscc"] in filled
    assert "020-80001234" in filled


def test_a_spreadsheet_of_ones_own_can_be_named(tmp_path):
    run("fill_from_spreadsheet.py", tmp_path, EXAMPLES / "data" / "guangzhou-enterprise.xlsx")
    assert len(names(tmp_path)) == enterprise.APPLICANTS


def test_drafts_are_prefilled_with_the_counts_of_the_database(tmp_path):
    run("prefill_from_database.py", tmp_path)
    records = enterprise.for_database()
    assert names(tmp_path) == sorted(f"{record['name']}_草稿.docx" for record in records)
    for record in records:
        document = docx.Document(str(tmp_path / f"{record['name']}_草稿.docx"))
        rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
        counts = [row[-1] for row in rows if row[0] in ("专利（件）", "商标（件）")]
        kinds = ("applied", "granted", "valid")
        assert counts == [str(record[right][kind]) for right in ("patents", "trademarks") for kind in kinds]
        assert record["uscc"] in text(tmp_path / f"{record['name']}_草稿.docx")


def test_both_recommendation_tables_are_made(tmp_path):
    run("recommendation_table.py", tmp_path)
    for number, record in enumerate(jinhua.recommendations(), 1):
        path = tmp_path / f"{number}_{record['recommending_unit']}_推荐表.docx"
        table = docx.Document(str(path)).tables[0]
        listed = [row.cells[1].text for row in table.rows[1:] if row.cells[1].text]
        assert listed == [enterprise["name"] for enterprise in record["enterprises"]]
        assert record["prepared_by"] in text(path)
    assert len(names(tmp_path)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS)
def test_without_an_argument_a_script_writes_below_out_and_can_run_again(script, tmp_path):
    first = run(script, cwd=tmp_path)
    assert names(tmp_path) == ["out"]
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.docx")}
    assert before
    assert run(script, cwd=tmp_path) == first
    assert set(tmp_path.rglob("*.docx")) == set(before)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_uses_public_names_only_and_is_listed(script):
    source = (EXAMPLES / script).read_text(encoding="utf-8")
    assert "from ipforms" not in source
    assert "import ipforms." not in source
    assert f"`{script}`" in (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= (
        200 if script == "office_folder.py" else 70
    )  # it makes data, and shows one command


@pytest.mark.slow
def test_of_a_folder_of_300_things_every_file_is_told_once(tmp_path):
    run("office_folder.py", tmp_path)
    sent = tmp_path / "收件"
    assert sum(path.is_file() for path in sent.rglob("*")) == 300
    asked = ["--on", "2022-07-01", "--expected", tmp_path / "名单.csv", "--inventory", tmp_path / "清单.json"]
    command = [sys.executable, "-m", "ipforms", "check", sent, *asked]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "")
    told = json.loads((tmp_path / "清单.json").read_text(encoding="utf-8"))
    names = [each["name"] for each in told["list"]]
    assert len(set(names)) == len(names) == told["files"] == sum(told["counts"].values())
    assert told["in_folders"] == 300 and {
        path.relative_to(sent).as_posix() for path in sent.rglob("*") if path.is_file()
    } <= set(names)
    assert all(each["reason"] for each in told["list"] if each["category"] != "form")
    assert told["attendance"]["missing"] == ["兰溪市未报送有限公司"] and len(told["attendance"]["uninvited"]) == 1
    assert f"共收到 {told['files']} 个文件" in done.stdout
