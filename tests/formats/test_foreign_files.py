"""What people give to `read` by mistake: it says what that is, and what can be done."""

from __future__ import annotations

import io
import zipfile

import pytest

import ipforms
from ipforms.containers.file_format import OLE_MAGIC, file_format
from ipforms.errors import IpformsError, UnsupportedFormat
from ipforms.formats.pdf.pdf_errors import ScannedDocument
from tests.containers.compound_file import compound
from tests.formats.pdf_notation import pdf, rule, text

OWNER = b"\x06zhang ".ljust(54) + b"\x03\0" + "张三丰".encode("utf-16-le")


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def refused(data: bytes, name: str, tmp_path) -> IpformsError:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(IpformsError) as told:
        ipforms.read(file)
    assert name in str(told.value) and name in told.value.message("en")
    return told.value


@pytest.mark.parametrize(
    ("name", "data", "what", "step"),
    [
        ("申报表.jpg", b"\xff\xd8\xff\xe0" + bytes(200), "图片已损坏", "重新扫描或拍照"),
        ("IMG_1.heic", b"\0\0\0\x18ftypheic" + bytes(20), "图片", "Word 文档"),
        ("材料.rar", b"Rar!\x1a\x07\0" + bytes(20), "RAR 压缩包", "解压"),
        ("材料.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20), "7z 压缩包", "解压"),
        ("材料.docx", zipped(申报表=b"x"), "ZIP 压缩包", "解压"),
        ("名单.docx", compound({"Workbook": b"x" * 5_000}), "Excel 工作簿（XLS）", "ipforms fill"),
        ("Thumbs.db", compound({"Catalog": b"x", "1": b"y"}), "系统自动生成", "忽略"),
        ("Thumbs.db", compound({"256_4a3c9d8e0f112233": b"x"}), "系统自动生成", "忽略"),
        (".DS_Store", b"\0\0\0\1Bud1" + bytes(50), "系统自动生成", "忽略"),
        ("表格.doc", b"MZ\x90\0" + bytes(100), "程序", "不要运行"),
        ("说明.txt", "请于四月底前报送。".encode("gb18030"), "纯文本", "Word 文档"),
        ("说明.docx", "请于四月底前报送。".encode(), "纯文本", "Word 文档"),
        ("申报表.docx", b"", "文件是空的", "重新获取"),
        (".申报表.docx.icloud", b"bplist00\xd3\1\2\3" + b"NSURLNameKey" + bytes(60), "云盘", "下载"),
        ("~$申报表.docx", OWNER.ljust(162, b"\0"), "锁定文件", "关闭 Word"),
        ("申报表.docx", OWNER.ljust(162, b"\0"), "锁定文件", "关闭 Word"),
        ("~$申报表.docx", bytes(160), "锁定文件", "关闭 Word"),
        (".~lock.申报表.docx#", b",zhang,pc,01.04.2017 09:00,file:///;", "锁定文件", "关闭 Word"),
        ("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(100), "winmail.dat", "发件人"),
        ("申报表.lnk", b"L\0\0\0\x01\x14\2\0" + bytes(60), "快捷方式", "原文件"),
        ("录音.mp3", b"ID3\3" + bytes(100), "音频", "Word 文档"),
        ("申报表.docx", bytes(range(256)) * 4, "二进制", "Word 文档"),
    ],
)
def test_a_file_by_mistake_is_named_with_what_can_be_done(name, data, what, step, tmp_path):
    told = refused(data, name, tmp_path)
    assert what in str(told) and step in str(told) and "DOCX 文件" not in str(told)
    assert "。。" not in str(told)


def test_a_workbook_is_no_damaged_document(tmp_path):
    workbook = zipped(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<x/>"})
    told = refused(workbook, "名单.docx", tmp_path)
    assert isinstance(told, UnsupportedFormat) and "XLSX" in str(told) and "ipforms fill" in str(told)


def test_a_document_that_was_cut_off_is_still_one(tmp_path):
    data = ipforms.form("jinhua-application").blank()
    assert "没有下载完" in str(refused(data[: len(data) // 2], "申报表.docx", tmp_path))


@pytest.mark.parametrize(
    ("content", "class_", "says"),
    [
        ("", "BlankPages", "空白"),
        ("100 100 m 120 140 160 140 180 100 c f\n" * 40, "DrawnText", "曲线"),
        (rule(80, 600, 300, 600) + rule(80, 500, 300, 500), "DrawnText", "曲线"),
    ],
)
def test_a_page_without_text_and_pictures_is_called_no_picture(content, class_, says, tmp_path):
    told = refused(pdf(content), "申报表.pdf", tmp_path)
    assert isinstance(told, ScannedDocument) and type(told).__name__ == class_
    assert says in str(told) and "图片，没有文字" not in str(told)


def test_a_page_with_text_is_read():
    assert ipforms.formats.read(pdf(text(80, 700, "甲乙"))).sheet.blocks


@pytest.mark.parametrize("name", ["WordDocument", "WORDDOCUMENT", "worddocument"])
def test_names_of_streams_are_compared_without_case(name):
    assert file_format(compound({name: b"\xec\xa5" + bytes(5_000)})) == "doc"
    assert file_format(OLE_MAGIC + name.encode("utf-16-le")) == "doc"
