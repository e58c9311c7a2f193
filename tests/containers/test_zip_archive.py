"""ZIP files that others have made, and those that are written here."""

from __future__ import annotations

import io
import zipfile

import pytest

from ipforms.containers import zip_archive
from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.zip_archive import CHUNK, ZipArchive, ZipEntry, ZipPackage, zip_bytes
from ipforms.errors import LimitExceeded, UnreadableDocument

PARTS = {"mimetype": b"text", "Word/文档.xml": b"<a/>" * 1_000, "empty": b""}


def opened(data, **limits):
    return ZipArchive(data, "x", ContainerLimits(**limits))


def packed(method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("data", [packed(), packed(zipfile.ZIP_STORED), zip_bytes(PARTS)])
def test_parts_are_found_whatever_the_case_and_the_slash(data):
    archive = opened(data)
    assert archive.read("word\\文档.XML") == PARTS["Word/文档.xml"] and archive.read("empty") == b""
    assert archive.read("no such part") is None and "MIMETYPE" in archive
    assert list(archive.spelled().values()) == list(PARTS)


def test_a_large_part_comes_in_chunks():
    data = zip_bytes({"a": bytes(3 * CHUNK + 1)})
    sizes = [len(chunk) for chunk in opened(data).chunks("a")]
    assert max(sizes) <= CHUNK and sum(sizes) == 3 * CHUNK + 1


@pytest.mark.parametrize("limits", [{"file_bytes": 10}, {"entries": 2}, {"part_bytes": 3_999}, {"total_bytes": 4_003}])
def test_each_limit_stops_what_is_larger(limits):
    with pytest.raises(LimitExceeded):
        archive = opened(packed(), **limits)
        [archive.read(name) for name in PARTS]


def test_a_part_that_is_larger_than_it_says_is_not_inflated_further():
    data = bytearray(zip_bytes({"a": bytes(1_000_000)}))
    at = data.find(b"PK\1\2") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument, match="a"):
        opened(bytes(data)).read("a")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_no_office_program_uses_is_a_typed_error(method):
    with pytest.raises(UnreadableDocument):
        opened(packed(method)).read("mimetype")


def test_what_is_written_is_a_zip_for_others_too():
    parts = zip_bytes(PARTS, stored=frozenset(("mimetype",)))
    with zipfile.ZipFile(io.BytesIO(parts)) as archive:
        assert archive.testzip() is None and archive.namelist() == list(PARTS)
        methods = [info.compress_type for info in archive.infolist()]
        assert methods == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(("module", "level"), [("zlib", 1), ("isal.isal_zlib", 0)])
def test_whoever_deflates_the_part_comes_back(monkeypatch, module, level):
    deflate = pytest.importorskip(module).compress
    monkeypatch.setattr(zip_archive, "_deflate_fast", deflate)
    monkeypatch.setattr(zip_archive, "_fast_level", level)
    content = "金华甲公司".encode() * 5_000
    entry = ZipEntry.of(b"document.xml", content, 1)

    assert entry.data == deflate(content, level, -15) and len(entry.data) < len(content) // 50
    assert opened(ZipPackage([entry]).with_parts([])).read("document.xml") == content


def test_parts_that_never_change_stand_before_those_that_do():
    package = ZipPackage([ZipEntry.of(b"fixed", b"1")])
    archive = opened(package.with_parts([(b"other", b"2")]))
    assert {name: archive.read(name) for name in archive.names()} == {"fixed": b"1", "other": b"2"}
    assert package.with_parts([]) == package.with_parts([])
