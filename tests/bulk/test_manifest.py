"""The manifest by itself: what was asked, what became of each record, and whether a run may go on."""

from __future__ import annotations

import pytest

from ipforms.bulk.manifest import DifferentRun, Manifest, ManifestEntry, ManifestFailed, SourceShorter, manifests

SETTINGS = {"form": "a", "format": "docx"}


@pytest.fixture
def path(tmp_path):
    """A manifest of a run that has written two records and refused one."""
    path = tmp_path / "manifest"
    with Manifest(path) as manifest:
        manifest.begin(SETTINGS, resume=False)
        manifest.add(ManifestEntry(1, b"1", "written", name="b", start=10))
        manifest.add(ManifestEntry(2, b"2", "refused", codes="number.unreadable"))
        manifest.add(ManifestEntry(3, b"3", "written", name="a", start=0))
    return path


def test_pending_entries_are_written_together(tmp_path):
    with Manifest(tmp_path / "j") as manifest:
        manifest.add(ManifestEntry(1, b"f", "written", name="a"))
        assert manifest.find(1) is None
        manifest.flush()
        assert manifest.find(1).name == "a"


def test_a_resumed_run_finds_what_was_done_and_files_in_the_order_of_the_archive(path):
    with Manifest(path) as manifest:
        manifest.begin(SETTINGS, resume=True)
        assert manifest.resumed and [entry.serial for entry in manifest.files()] == [3, 1]
        assert manifest.last().serial == 1 and not manifest.find(2).has_file and manifest.find(4) is None


def test_without_resume_what_was_is_forgotten(path):
    with Manifest(path) as manifest:
        manifest.begin(SETTINGS, resume=False)
        assert not manifest.resumed and manifest.find(1) is None and manifest.settings["state"] == "begun"


def test_nothing_to_resume_is_a_new_run(tmp_path):
    with Manifest(tmp_path / "new") as manifest:
        manifest.begin(SETTINGS, resume=True)
        assert not manifest.resumed


def test_other_settings_are_refused_in_both_languages_and_nothing_is_forgotten(path):
    with Manifest(path) as manifest:
        with pytest.raises(DifferentRun, match="文件格式") as caught:
            manifest.begin({**SETTINGS, "format": "pdf"}, resume=True)
        assert "the format" in caught.value.message("en") and manifest.find(1) is not None


def test_an_end_before_the_last_file_is_refused(path):
    with Manifest(path) as manifest:
        manifest.check_end(3)
        with pytest.raises(SourceShorter, match="第 3 条"):
            manifest.check_end(2)
        manifest.complete()
        assert manifest.settings["state"] == "complete"


def test_what_is_no_manifest_is_an_error_with_its_name(tmp_path):
    (tmp_path / "m").write_bytes(b"no database at all" * 100)
    with pytest.raises(ManifestFailed, match="运行记录"), Manifest(tmp_path / "m"):
        pass


def test_the_manifests_of_a_folder_are_found_among_its_files(tmp_path):
    for name in (".ipforms.docx.sqlite3", ".ipforms.pdf.sqlite3", "1_甲公司.docx", ".ipforms.lock"):
        (tmp_path / name).touch()
    found = sorted(each.name for each in manifests(tmp_path))
    assert found == [".ipforms.docx.sqlite3", ".ipforms.pdf.sqlite3"]
