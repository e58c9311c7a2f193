"""The HTTP service gives what the package's own functions give, and its errors are problem details."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import httpx
import jsonschema
import pytest

import ipforms
from ipforms.desk.accounts import DeskRole
from ipforms.reports.report_schema import report_schema
from tests.desk.instance import Instance, finished
from tests.strategies import contract

pytestmark = pytest.mark.slow
API, FORM = "/api/v1", "jinhua-application"
OPERATIONS = {
    *("get /forms", "get /forms/{form_id}", "get /forms/{form_id}/schema", "get /forms/{form_id}/ui-schema"),
    *("get /forms/{form_id}/blank", "get /forms/{form_id}/workbook", "post /forms/{form_id}/render"),
    *("post /forms/{form_id}/check", "post /read", "post /check", "post /compare", "post /recommend"),
    *("post /bundle", "post /flatten", "post /jobs/read", "post /jobs/fill", "get /jobs", "get /jobs/{job_id}"),
    *("get /jobs/{job_id}/events", "get /jobs/{job_id}/result", "get /jobs/{job_id}/files"),
    *("get /jobs/{job_id}/files/{file_id}", "delete /jobs/{job_id}"),
}
"""What a program of version 1 relies on; none of it goes."""


@pytest.fixture(scope="module")
def filled() -> bytes:
    form = ipforms.form(FORM)
    return ipforms.render(form.model.model_validate(contract(FORM)))


def read(program: httpx.Client, path: str, data: bytes, name: str = "甲.docx", **fields: Any) -> httpx.Response:
    return program.post(f"{API}/{path}", files={"file": (name, data)}, data=fields)


def test_forms_and_schemas_are_those_of_the_package(program: httpx.Client) -> None:
    assert [each["id"] for each in program.get(f"{API}/forms").json()] == [each.id for each in ipforms.forms()]
    schema = program.get(f"{API}/forms/{FORM}/schema", params={"stage": "final", "nullable": False}).json()
    assert schema == ipforms.form(FORM).json_schema("final", nullable=False)


def test_a_record_goes_out_as_a_document_and_comes_back_as_it_was(program: httpx.Client, filled: bytes) -> None:
    made = program.post(f"{API}/forms/{FORM}/render", json=contract(FORM))
    assert made.content == filled
    found = read(program, "read", made.content).json()
    assert found["values"] == ipforms.read(filled).values
    assert (found["form"], found["format"], found["file"]) == (FORM, "docx", "甲.docx")


def test_a_report_is_that_of_the_package_and_as_its_schema_says(program: httpx.Client, filled: bytes) -> None:
    report = read(program, "check", filled, stage="final", on="2022-01-01", form=FORM).json()
    jsonschema.validate(report, report_schema())
    assert report["on"] == "2022-01-01"
    codes = [each["code"] for each in report["findings"]]
    wanted = ipforms.check(ipforms.read(filled), "final", date(2022, 1, 1))
    assert codes == [each.code for each in wanted.findings]


@pytest.mark.parametrize(
    ("data", "fields", "status", "code"),
    [
        (b"PK\x03\x04", {}, 422, "unreadable.docx_truncated"),
        (b"abc", {}, 415, "NotADocument"),
        (b"abc", {"on": "yesterday"}, 400, "BadRequest"),
        (b"", {"stage": "never"}, 422, "UnknownStage"),
        (b"", {"form": "no-such"}, 404, "UnknownForm"),
    ],
)
def test_an_error_is_a_problem_with_our_code(
    program: httpx.Client, filled: bytes, data: bytes, fields: dict[str, str], status: int, code: str
) -> None:
    answer = read(program, "check", data or filled, **fields)
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_record_that_does_not_fit_is_told_fault_by_fault_in_the_language_asked_for(program: httpx.Client) -> None:
    record = {"employees": "30余件", "mobile": 5}
    answer = program.post(f"{API}/forms/{FORM}/render", json=record, headers={"Accept-Language": "en-GB"})
    assert answer.status_code == 422
    assert [each["path"] for each in answer.json()["problems"]] == ["mobile", "employees"]
    assert answer.json()["title"].startswith("2 values do not fit")


def test_many_files_are_a_job_with_a_result_for_each_and_a_zip(program: httpx.Client, filled: bytes) -> None:
    files = [("files", ("甲/申报表.docx", filled)), ("files", ("../乙.docx", b"abc")), ("files", ("丙.docx", filled))]
    started = program.post(f"{API}/jobs/read", files=files, data={"on": "2022-01-01"})
    assert started.status_code == 202
    job = finished(program, started.json()["id"])
    assert (job["status"], job["done"], job["total"]) == ("done", 3, 3)
    listed = program.get(f"{started.headers['location']}/files").json()
    told = [(each["name"], each["status"]) for each in listed]
    assert told == [("甲/申报表.docx", "read"), ("[..]/乙.docx", "failed"), ("丙.docx", "duplicate")]
    one = program.get(f"{API}/jobs/{job['id']}/files/{listed[0]['id']}").json()
    assert one["values"] == ipforms.read(filled).values
    jsonschema.validate(one["report"], report_schema())
    packed = zipfile.ZipFile(io.BytesIO(program.get(f"{API}/jobs/{job['id']}/result").content))
    assert packed.namelist() == ["data.jsonl", "data.xlsx", "report.html", "report.xlsx"]
    assert program.delete(f"{API}/jobs/{job['id']}").status_code == 204
    assert program.get(f"{API}/jobs/{job['id']}").status_code == 404


def test_rows_become_documents_and_events_tell_how_far_it_is(program: httpx.Client) -> None:
    table = "企业名称,企业总人数\n甲公司,3\n乙公司,很多\n".encode()
    started = program.post(f"{API}/jobs/fill", files={"file": ("数据.csv", table)}, data={"form": FORM})
    with program.stream("GET", f"{started.headers['location']}/events") as events:
        lines = [line for line in events.iter_lines() if line.startswith("event:")]
    assert lines[-1] == "event: end"
    job = program.get(started.headers["location"]).json()
    assert job["counts"] == {"total": 2, "written": 1, "refused": 1, "failed": 0}
    packed = zipfile.ZipFile(io.BytesIO(program.get(f"{started.headers['location']}/result").content))
    assert packed.namelist() == ["001_甲公司.docx", "errors.csv", "errors.xlsx"]


def test_a_job_is_there_for_its_own_person_alone(desk: Instance, program: httpx.Client, filled: bytes) -> None:
    desk.desk.accounts.add_person("乙", DeskRole.DECIDE, "correct horse battery")
    id = program.post(f"{API}/jobs/read", files=[("files", ("甲.docx", filled))]).json()["id"]
    with desk.program("乙", DeskRole.DECIDE) as other:
        for path in ("", "/files", "/files/1", "/result", "/events"):
            assert other.get(f"{API}/jobs/{id}{path}").status_code == 404
        assert other.delete(f"{API}/jobs/{id}").status_code == 404
        assert id not in {each["id"] for each in other.get(f"{API}/jobs").json()}
    assert finished(program, id)["status"] == "done"


def test_the_description_is_openapi_3_1_and_has_every_address(program: httpx.Client) -> None:
    described = program.get(f"{API}/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    found = {f"{method} {path.removeprefix(API)}" for path, each in described["paths"].items() for method in each}
    assert found >= OPERATIONS
    assert "#/$defs" not in program.get(f"{API}/openapi.json").text
