"""Forms of other packages: one that is broken is named and left out, and nothing else fails."""

from __future__ import annotations

import importlib.metadata
import json
import os
import pickle
import sys
import textwrap

import pytest

import ipforms
import ipforms.forms
from ipforms import messages
from ipforms.forms.guests import BrokenGuest, GuestLeftOut
from tests.template.template_notation import p, tiny

registry = sys.modules["ipforms.forms"]  # `ipforms.forms` is the public function

FORM = """
from importlib.resources import files
from ipforms import Form
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, field

class Visit(FormModel):
    stages = ("draft", "applicant", "town", "county", "city", "final")
    name: types.Line = field("单位名称", "单位全称", "义乌甲公司")
    visited_on: types.Date = field("走访日期", "日期", "2024-03-01")
    remark: types.Line = field("街道意见", "意见", "同意", stage="town")

FORM = Form(id="yiwu-visit", title="义乌走访表", model=Visit, source=files(__name__) / "form.docx", notice="", annex="")
"""
TAGS = tiny(p("义乌走访表"), p("单位名称：{{ name }}"), p("走访日期：{{ visited_on }}"), p("街道意见：{{ remark }}"))
"""A sound guest, and the template that it prints."""


@pytest.fixture
def guest(tmp_path, monkeypatch):
    """`guest("name", code, template)`: a package that is installed: a module, and its dist-info with entry points."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    # In `make test-all` each command is a process of its own.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH")))))
    before, severities, modules = list(messages._FOLDERS), dict(messages.SEVERITIES), set(sys.modules)

    def install(name, code=FORM, template=TAGS, points=None, texts=None):
        package = site / f"guest_{name}"
        package.mkdir()
        (package / "__init__.py").write_text(textwrap.dedent(code), "utf-8")
        if template:
            (package / "form.docx").write_bytes(template)
        for lang, text in (texts or {}).items():
            (package / f"{lang}.toml").write_text(text, "utf-8")
        info = site / f"guest_{name}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: guest-{name}\nVersion: 1.2\n")
        points = points or f"[ipforms.forms]\n{name} = guest_{name}:FORM\n"
        (info / "entry_points.txt").write_text(points)
        forget()

    def forget():
        importlib.invalidate_caches()
        registry.guests.cache_clear()
        registry._registry.cache_clear()
        messages.catalogue.cache_clear()

    yield install
    messages._FOLDERS[:] = before
    messages.SEVERITIES.clear()
    messages.SEVERITIES.update(severities)
    for name in set(sys.modules) - modules:
        if name.startswith("guest_"):
            del sys.modules[name]
    monkeypatch.undo()
    forget()


PARTED = (
    FORM.replace(
        "class Visit(", "class Who(FormModel):\n    name: types.Line = field('单位名称', '全称', '甲')\n\nclass Visit("
    )
    .replace('name: types.Line = field("单位名称"', 'who: Who = field("单位"')
    .replace(', "义乌甲公司")', ")")
    .replace('notice=""', 'notice="", name_field="who.name", keys=("who.name",)')
)
"""A guest whose applicant is named in a part of the form."""


def of_class(field):
    return FORM.replace("class Visit(FormModel):", f"class Visit(FormModel):\n    {field}")


BROKEN = {
    "import": ("import no_such_library", TAGS, "ModuleNotFoundError"),
    "syntax": ("FORM = (", TAGS, "SyntaxError"),
    "exit": ("raise SystemExit(3)", TAGS, "SystemExit"),
    "nameless": ("OTHER = 1", TAGS, "AttributeError"),
    "kind": ("FORM = {'id': 'yiwu-visit'}", TAGS, "不是 ipforms.Form"),
    "no_template": (FORM, None, "文件不存在"),
    "no_docx": (FORM, b"PK", "form.docx"),
    "bad_tag": (FORM, tiny(p("{{ name|upper }}")), "name|upper"),
    "other_tag": (FORM, tiny(p("{{ nobody }}")), "nobody"),
    "same_id": (FORM.replace("yiwu-visit", "jinhua-application"), TAGS, "已由 ipforms 使用"),
    "bare_field": (of_class("plain: int = 0"), TAGS, "TypeError"),
    "stage": (FORM.replace('stage="town"', 'stage="village"'), TAGS, "village"),
    "key": (FORM.replace('notice=""', 'notice="", keys=("nobody",)'), TAGS, "nobody"),
    "part": (FORM.replace('notice=""', 'notice="", name_field="name.nobody"'), TAGS, "name.nobody"),
    "types": (FORM.replace('annex=""', 'annex=3, keys="name", checks=5'), TAGS, "annex=3；keys='name'；checks=5"),
    "id": (FORM.replace("yiwu-visit", "../yiwu"), TAGS, "id='../yiwu'"),
    "nothing": (FORM.replace('id="yiwu-visit"', "id=[]"), TAGS, "id=[]"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_guest_is_named_once_and_left_out(guest, cli, name):
    code, template, reason = BROKEN[name]
    guest(name, code, template)
    guest("sound")
    done = cli("forms", "--json")
    assert done.returncode == 0
    listed = {each["id"]: each["origin"] for each in json.loads(done.stdout) if each["kind"] == "form"}
    assert listed.pop("yiwu-visit") == "guest-sound 1.2"
    assert len(listed) == 4
    assert done.stderr.count(f"“{name}”（guest-{name} 1.2）") == 1
    assert reason in done.stderr


def test_every_command_works_for_the_other_forms_and_names_each_guest(guest, cli, tmp_path):
    faults = ("import", "no_template", "bad_tag", "same_id", "kind", "types")
    for name in faults:
        code, template, _ = BROKEN[name]
        guest(name, code, template)
    guest("loud", FORM.replace("FORM =", "print('loading')\nFORM ="))
    (tmp_path / "in").mkdir()
    for place in ("甲.docx", "in/甲.docx"):
        (tmp_path / place).write_bytes(ipforms.form("jinhua-application").blank())
    (tmp_path / "a.csv").write_text("企业名称\n甲\n", "utf-8")
    calls = [
        ("forms", "--json"),
        ("blank", "jinhua-application", "-o", "b.docx"),
        ("blank", "yiwu-visit", "-o", "b.pdf"),
        ("flatten", "b.pdf", "-o", "c.pdf"),
        ("schema", "jinhua-application", "--json"),
        ("workbook", "jinhua-application", "-o", "b.xlsx"),
        ("map", "jinhua-application", "a.csv", "--json"),
        ("fill", "jinhua-application", "a.csv", "-o", "out"),
        ("read", "甲.docx", "--json"),
        ("check", "甲.docx", "--stage", "draft", "--json"),
        ("compare", "甲.docx", "甲.docx"),
        ("recommend", "in", "--unit", "甲局", "-o", "r.docx"),
        ("bundle", "in"),
        ("inspect", "甲.docx", "--json"),
        ("new-form", "甲.docx", "-o", "made"),
        ("lint-form", "yiwu-visit"),
        ("registry", "--help"),
        ("serve", "--help"),
        ("--help",),
    ]
    done = {call: cli(*call) for call in calls}
    assert {call: each.stdout + each.stderr for call, each in done.items() if each.returncode > 1} == {}
    times = {call: {each.stderr.count(f"（guest-{name} 1.2）") for name in faults} for call, each in done.items()}
    assert [call for call in calls if times[call] != {1}] == []
    assert [json.loads(each.stdout) for call, each in done.items() if "--json" in call]


def test_who_asks_for_a_broken_guest_is_told_why(guest):
    guest("broken", "import no_such_library")
    with pytest.warns(GuestLeftOut, match="no_such_library"):
        assert len(ipforms.forms()) == 4
    with pytest.raises(BrokenGuest, match="no_such_library"):
        ipforms.form("broken")


def test_the_first_of_two_guests_of_one_id_stays(guest):
    guest("a")
    guest("b")
    with pytest.warns(GuestLeftOut, match="guest-a 1.2"):
        assert len(ipforms.forms()) == 5


def test_a_form_without_checks_asks_for_its_fields_and_possible_dates(guest):
    guest("sound")
    model = ipforms.form("yiwu-visit").model
    assert [finding.code for finding in ipforms.check(model()).findings] == ["field.blank"] * 2
    future = ipforms.check(model(name="甲公司", visited_on="2999-01-01"))
    assert [(finding.code, finding.path) for finding in future.findings] == [("date.in_future", "visited_on")]


def test_a_form_has_stages_of_its_own(guest, cli, tmp_path):
    guest("sound")
    form = ipforms.form("yiwu-visit")
    record = form.model(name="甲公司", visited_on="2024-03-01")
    assert ipforms.check(record).ok
    assert [each.path for each in ipforms.check(record, stage="county").findings] == ["remark"]
    assert form.json_schema("county")["required"] == ["name", "visited_on", "remark"]
    (tmp_path / "a.docx").write_bytes(form.render(record))
    (tmp_path / "b.docx").write_bytes(ipforms.form("jinhua-application").blank())
    done = cli("check", "a.docx", "--stage", "city", "--json")
    assert [each["path"] for each in json.loads(done.stdout)[0]["findings"]] == ["remark"]
    assert "没有名为“city”的阶段" in cli("check", "b.docx", "--stage", "city").stdout


def test_a_check_that_fails_is_a_finding_and_the_others_are_made(guest):
    guest("sound", FORM.replace('annex="")', 'annex="", checks=(lambda case: [][1],), rules=lambda facts: 1 / 0)'))
    report = ipforms.check(ipforms.form("yiwu-visit").model())
    assert sorted(each.code for each in report.findings) == ["check.failed"] * 2 + ["field.blank"] * 2
    assert not report.ok


def test_whose_form_it_is_may_be_said_in_a_part_of_it(guest, cli, tmp_path):
    tags = tiny(
        p("义乌走访表"), p("单位名称：{{ who.name }}"), p("走访日期：{{ visited_on }}"), p("街道意见：{{ remark }}")
    )
    guest("parted", PARTED, tags)
    form = ipforms.form("yiwu-visit")
    (tmp_path / "in").mkdir()
    for name in "甲乙":
        (tmp_path / f"in/{name}.docx").write_bytes(form.render(form.model.model_validate({"who": {"name": name}})))
    calls = [
        ("read", "in", "-o", "read.xlsx"),
        ("check", "in", "--stage", "draft"),
        ("compare", "in/甲.docx", "in/乙.docx"),
        ("bundle", "in", "--form", "yiwu-visit"),
        ("workbook", "yiwu-visit", "-o", "b.xlsx"),
        ("fill", "yiwu-visit", "read.xlsx", "-o", "out"),
    ]
    done = [cli(*call) for call in calls]
    assert [each.stderr for each in done if each.returncode > 1] == []
    assert sorted(each.name for each in (tmp_path / "out").glob("*.docx")) == ["001_乙.docx", "002_甲.docx"]


DECLARED = 'id = "yiwu-tags"\ntitle = "走访表"\n[[fields]]\npath = "visited_on"\nkind = "date"\nlabel = "走访日期"\n'


def test_a_package_may_declare_its_form_without_python(guest, cli):
    guest("tags", "", TAGS, "[ipforms.forms]\nyiwu = guest_tags\n", {"form": DECLARED})
    listed = {each["id"]: each["origin"] for each in json.loads(cli("forms", "--json").stdout)}
    assert listed["yiwu-tags"] == "guest-tags 1.2"
    record = ipforms.form("yiwu-tags").model.model_validate({"单位名称": "甲", "走访日期": "2024年3月1日"})
    assert pickle.loads(pickle.dumps(record)) == record
    assert ipforms.read(ipforms.render(record)).record == record


@pytest.mark.parametrize(("toml", "reason"), [(DECLARED.replace("date", "no"), "no"), ("id = 1", "现为“1”")])
def test_a_folder_of_forms_is_named_by_the_environment(guest, cli, tmp_path, monkeypatch, toml, reason):
    for name, text in (("good", DECLARED), ("bad", toml)):
        (tmp_path / "forms" / name).mkdir(parents=True)
        (tmp_path / "forms" / name / "form.docx").write_bytes(TAGS)
        (tmp_path / "forms" / name / "form.toml").write_text(text, "utf-8")
    monkeypatch.setenv("IPFORMS_FORMS", str(tmp_path / "forms"))
    guest("sound")
    done = cli("forms", "--json", IPFORMS_FORMS=str(tmp_path / "forms"))
    assert {"yiwu-tags", "yiwu-visit"} <= {each["id"] for each in json.loads(done.stdout)}
    assert done.stderr.count("“bad”") == 1
    assert reason in done.stderr


TEXTS = """
[finding.yiwu.far]
message = "离市区{km}公里"
severity = "warning"
[reports.stage]
town = "街道"
"""


def test_a_guest_brings_findings_texts_and_a_language(guest, cli):
    ug = '[cli.forms]\ncolumns = "نومۇر,نامى,ھۆججەت,قوشۇمچە,مەنبە"\n'
    points = "[ipforms.messages]\ntexts = guest_texts\n"
    guest("texts", "", None, points, {"zh": TEXTS, "ug": ug})
    done = cli("--lang", "ug", "forms")
    assert "نومۇر" in done.stdout
    assert "jinhua-application" in done.stdout
    ipforms.forms()  # the command may have been a process of its own
    assert messages.Note("yiwu.far", {"km": 3}).severity is messages.Severity.WARNING
    assert messages.Note("yiwu.far", {"km": 3}).message("en") == "离市区3公里"


@pytest.mark.parametrize(
    "texts",
    [
        {"zh": '[finding.a.b]\nmessage = "甲"'},
        {"zh": '[cli]\nerror = "别的"'},
        {"ug": '[cli]\nerror = "{nothing}"'},
        {"zh": "not toml"},
    ],
)
def test_texts_that_would_break_others_are_left_out(guest, cli, texts):
    guest("texts", "", None, "[ipforms.messages]\ntexts = guest_texts\n", texts)
    done = cli("blank", "nope")
    assert done.stderr.count("guest-texts 1.2") == 1
    assert "没有名为“nope”的表格" in done.stderr


def test_a_folder_without_a_form_is_named(cli, tmp_path):
    (tmp_path / "yiwu").mkdir()
    done = cli("forms", IPFORMS_FORMS=str(tmp_path / "yiwu"))
    assert done.returncode == 0 and "yiwu" in done.stderr and "form.toml" in done.stderr


def test_what_is_installed_is_looked_through_once(monkeypatch):
    module, calls = sys.modules["ipforms.forms.guests"], []
    monkeypatch.setattr(module, "entry_points", lambda **of: calls.append(of) or importlib.metadata.entry_points(**of))
    module.load_guests(())
    assert calls == [{}]
