"""The committed templates are what scripts/templates builds, small and the same each time."""

from __future__ import annotations

import io
import zipfile

import pytest

from scripts.templates import FOLDER, archive, build, outdated, outdated_plain


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    return build()


def test_the_committed_templates_are_up_to_date():
    names = outdated()

    assert not names, f"{', '.join(names)} in ipforms/templates: run `make templates` and commit the result"


def test_what_docxtpl_makes_of_them_is_up_to_date():
    assert not outdated_plain(), "ipforms/templates/plain: run `make templates` and commit the result"


def test_a_missing_or_changed_template_is_out_of_date(tmp_path, built):
    for name, data in built.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "jinhua-materials.docx").unlink()
    (tmp_path / "guangzhou-market.docx").write_bytes(built["guangzhou-enterprise.docx"])

    assert sorted(outdated(tmp_path)) == ["guangzhou-market.docx", "jinhua-materials.docx"]


def test_every_template_is_built(built):
    assert {path.name for path in FOLDER.glob("*.docx")} == set(built)


def test_two_builds_give_the_same_bytes(built):
    assert build() == built


def test_repacking_is_idempotent(built):
    data = built["guangzhou-market.docx"]

    assert archive.repacked(data) == data


def test_the_archives_are_in_order_and_undated(built):
    for data in built.values():
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
        assert members[0].filename == "[Content_Types].xml"
        assert members[-1].filename == "word/document.xml"
        assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_the_packages_hold_nothing_but_what_a_form_needs(built):
    allowed = {"document", "styles", "settings", "fontTable", "footer1", "core", "[Content_Types]"}
    for data in built.values():
        parts = [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if not name.endswith(".rels")]
        assert {name.split("/")[-1].removesuffix(".xml") for name in parts} <= allowed


def test_the_templates_are_small_enough_to_render_by_the_hundred_thousand(built):
    for name, data in built.items():
        assert len(data) < 12_000, name
        assert zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size < 35_000, name


def test_nothing_in_the_document_is_a_revision_mark(built):
    for data in built.values():
        assert b"rsid" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
