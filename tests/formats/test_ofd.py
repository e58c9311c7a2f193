"""OFD read and written: our own files, those of another hand, and what is seen on a page."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

import ipforms
from ipforms import formats
from ipforms.formats import scan
from tests.formats.ofd_by_another_hand import HANDS, written
from tests.formats.ofd_notation import area, image, layer, ofd, packed, page, path, text, xml

NAME = "金华双龙精密机械股份有限公司"
CORNER = "<ofd:AbbreviatedData>M 90 90 L 99 90 L 99 99 L 90 99 C</ofd:AbbreviatedData>"
CLIP = (
    f"<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='0 0 1 1'>{CORNER}</ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
)


def sheet(*objects: str, **more):
    return formats.read(ofd(page(*objects), **more), name="回表.ofd").sheet


def texts(*objects: str, **more) -> list[str]:
    return [each for each in sheet(*objects, **more).texts() if each]


def test_what_we_write_we_read_to_the_blank(form, record):
    data = ipforms.render(record, "ofd")
    sub = ipforms.read(data)
    assert (sub.format, sub.record, sub.findings) == ("ofd", record, ())
    assert data == ipforms.render(record, "ofd")


def test_places_in_ofd_are_those_in_our_pdf(contract):
    record = ipforms.form("guangzhou-enterprise").model.model_validate(contract("guangzhou-enterprise"))
    found, in_pdf = (ipforms.read(ipforms.render(record, kind)).places for kind in ("ofd", "pdf"))
    assert found.keys() == in_pdf.keys()
    for path_, place in found.items():
        assert place.page == in_pdf[path_].page
        assert place.box == pytest.approx(in_pdf[path_].box, abs=0.2)


def test_the_blank_form_is_blank(form):
    sub = ipforms.read(form.blank("ofd"))
    assert sub.form is form
    assert sub.record == form.model()


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
@pytest.mark.parametrize(
    "form_id",
    [
        "jinhua-application",
        *(
            pytest.param(each, marks=pytest.mark.slow)
            for each in ("guangzhou-enterprise", "guangzhou-market", "jinhua-recommendation")
        ),
    ],
)
def test_a_form_of_another_hand_is_read_exactly(hand, form_id, contract):
    record = ipforms.form(form_id).model.model_validate(contract(form_id))
    sub = ipforms.read(written(formats.read(ipforms.render(record)).sheet, hand))
    assert sub.format == "ofd"
    assert sub.record == record


def test_characters_beyond_the_first_plane_stand_in_our_files():
    record = ipforms.form("jinhua-application").model(enterprise_name="𬭎䶮科技（金华）有限公司")
    assert ipforms.read(ipforms.render(record, "ofd")).record == record


def test_the_fonts_inside_draw_every_character_of_the_file():
    record = ipforms.form("jinhua-application").model(enterprise_name="𬭎䶮科技（金华）有限公司☑")
    with zipfile.ZipFile(io.BytesIO(ipforms.render(record, "ofd"))) as archive:
        fonts = [TTFont(io.BytesIO(archive.read(name))) for name in archive.namelist() if name.endswith(".ttf")]
        pages = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith("Content.xml"))
    drawn = {ord(each) for text in re.findall("<ofd:TextCode[^>]*>([^<]*)<", pages) for each in text}
    assert drawn <= {code for font in fonts for code in font.getBestCmap()}


def test_distances_in_units_of_utf_16_are_taken_as_such():
    assert texts(text(20, 40, "𬭎甲乙", code='DeltaX="4 0 4"')) == ["𬭎甲乙"]


def test_a_gap_is_a_blank_and_narrow_letters_have_none():
    assert texts(text(20, 40, "张三", code='DeltaX="8"')) == ["张 三"]
    assert texts(text(20, 40, "WIM", code='DeltaX="3.8 1.2"')) == ["WIM"]


def test_a_blank_is_one_however_wide():
    for wide in (2, 4, 9):
        assert texts(text(20, 40, "甲公司 乙公司", code=f'DeltaX="4 4 4 {wide} 4 4"')) == ["甲公司 乙公司"]


def test_signs_that_some_fonts_set_as_wide_as_a_character_have_no_blank_behind_them():
    assert texts(text(20, 40, "阿卜杜拉·买买提“甲”—乙", code='DeltaX="4"')) == ["阿卜杜拉·买买提“甲”—乙"]


def test_private_characters_are_read_by_the_font_that_knows_them():
    with zipfile.ZipFile(io.BytesIO(ipforms.form("jinhua-application").blank("ofd"))) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("Song.ttf"))
        font = archive.read(name)
    glyph = TTFont(io.BytesIO(font)).getReverseGlyphMap()[TTFont(io.BytesIO(font)).getBestCmap()[ord("企")]]
    listed = '<ofd:Font ID="1"><ofd:FontFile>a.ttf</ofd:FontFile></ofd:Font>'
    parts = {"Doc_0/R.xml": xml("Res", listed), "Doc_0/a.ttf": font}
    named = f'<ofd:CGTransform CodePosition="1"><ofd:Glyphs>{glyph}</ofd:Glyphs></ofd:CGTransform>'
    words = text(20, 40, "甲\ue11e业\ue11f").replace("<ofd:TextCode", named + "<ofd:TextCode")
    for font_file in (font, b"no font"):
        parts["Doc_0/a.ttf"] = font_file
        found = sheet(words, common="<ofd:PublicRes>R.xml</ofd:PublicRes>", parts=parts)
        assert "".join(found.texts()).replace(" ", "") == ("甲企业" if font_file is font else "甲业")
        (note,) = found.notes
        assert (note.code, note.context["count"]) == ("reading.unmapped", 1 if font_file is font else 2)


def test_an_object_without_text_is_nothing():
    empty = '<ofd:TextObject/><ofd:TextObject Size="4"><ofd:TextCode X="1" Y="1"/></ofd:TextObject>'
    assert texts(empty, text(20, 40, "甲公司"), text(20, 60, "", code=" ")) == ["甲公司"]


def test_without_distances_characters_stand_side_by_side():
    assert texts(text(20, 40, "甲公司", code=" ")) == ["甲公司"]


def test_too_few_distances_go_on_with_the_last():
    assert texts(text(20, 40, "甲公司章程", code='DeltaX="4"')) == ["甲公司章程"]


def test_a_character_of_two_glyphs_is_read_once():
    glyphs = '<ofd:CGTransform CodePosition="1" CodeCount="1" GlyphCount="2"/>'
    words = text(20, 40, "甲乙丙", code='DeltaX="4 4 0"').replace("<ofd:TextCode", glyphs + "<ofd:TextCode")
    assert texts(words) == ["甲乙丙"]


@pytest.mark.parametrize(
    ("hidden", "code"),
    [
        (text(20, 60, "白字", colour="255 255 255"), "reading.invisible_text"),
        (text(20, 60, "透明", said='Alpha="0"'), "reading.invisible_text"),
        (text(20, 60, "不显", said='Visible="false"'), "reading.invisible_text"),
        (text(20, 60, "无墨", said='Fill="false"'), "reading.invisible_text"),
        (text(20, 60, "盖住") + area(19, 50, 20, 15), "reading.painted_over"),
        (text(20, 60, "划掉") + path("M 20 58.7 L 28 58.7"), "reading.struck"),
        (text(250, 60, "页外"), "reading.invisible_text"),
        (text(20, 60, "裁掉").replace("<ofd:Fill", CLIP + "<ofd:Fill"), "reading.invisible_text"),
    ],
    ids=lambda each: each if each.startswith("reading") else "",
)
def test_what_nobody_sees_is_told_and_not_read(hidden, code):
    found = sheet(text(20, 40, NAME), hidden)
    assert [each for each in found.texts() if each.strip()] == [NAME]
    assert [each.code for each in found.traces] == [code]


def test_ruling_makes_cells_whoever_draws_it():
    stroked = [path(f"M 20 {y} L 120 {y}") for y in (20, 30, 40)] + [path(f"M {x} 20 L {x} 40") for x in (20, 70, 120)]
    filled = [area(20, y, 100, 0.2, "0 0 0") for y in (20, 30, 40)] + [
        area(x, 20, 0.2, 20, "0 0 0") for x in (20, 70, 120)
    ]
    for ruling in (stroked, filled):
        (table,) = sheet(*ruling, text(25, 27, "名称"), text(75, 27, "甲")).blocks
        assert (table.rows, table.columns, table.cells[1].text) == (2, 2, "甲")


def test_templates_lie_behind_the_page_or_before_it():
    common = '<ofd:TemplatePage ID="9" BaseLoc="T.xml"/>'
    parts = {"Doc_0/T.xml": page(area(10, 30, 100, 20), text(20, 60, "抬头"))}
    for order, seen in (("Background", ["甲公司", "抬头"]), ("Foreground", ["抬头"])):
        used = page(text(20, 40, "甲公司"), before=f'<ofd:Template TemplateID="9" ZOrder="{order}"/>')
        assert [each for each in formats.read(ofd(used, common=common, parts=parts)).sheet.texts() if each] == seen


def test_layers_are_drawn_in_their_order():
    cover, words = (
        layer(area(10, 30, 100, 20), said='Type="Background"'),
        layer(text(20, 40, "甲公司"), said='Type="Body"'),
    )
    assert texts(words, cover) == ["甲公司"]


def test_a_drawing_of_the_resources_is_drawn_where_it_is_used():
    content = f"<ofd:Content>{text(0, 4, '图章')}</ofd:Content>"
    unit = f'<ofd:CompositeGraphicUnit ID="8" Width="50" Height="50">{content}</ofd:CompositeGraphicUnit>'
    parts = {"Doc_0/R.xml": xml("Res", f"<ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits>")}
    used = '<ofd:CompositeObject Boundary="20 50 50 50" ResourceID="8"/>'
    found = sheet(text(20, 40, NAME), used, common="<ofd:PublicRes>R.xml</ofd:PublicRes>", parts=parts)
    assert list(found.texts()) == [NAME, "图章"]


def test_colours_come_from_drawing_parameters_too():
    white = (
        '<ofd:DrawParam ID="5"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam><ofd:DrawParam ID="6" Relative="5"/>'
    )
    parts = {"Doc_0/R.xml": xml("Res", f"<ofd:DrawParams>{white}</ofd:DrawParams>")}
    plain = text(20, 60, "白字", said='DrawParam="6"').replace('<ofd:FillColor Value="0 0 0"/>', "")
    assert texts(text(20, 40, NAME), plain, common="<ofd:DocumentRes>R.xml</ofd:DocumentRes>", parts=parts) == [NAME]


SIGNED = (
    "<ofd:SignedInfo><ofd:StampAnnot ID='1' PageRef='100' Boundary='40 50 40 40'/></ofd:SignedInfo>"
    "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue>"
)


def test_a_seal_of_a_signature_is_a_mark_with_its_place():
    listed = "<ofd:Signature ID='1' BaseLoc='Sign_0/Signature.xml'/>"
    parts = {
        "Doc_0/Signs/Signatures.xml": xml("Signatures", listed),
        "Doc_0/Signs/Sign_0/Signature.xml": xml("Signature", SIGNED),
        "Doc_0/Signs/Sign_0/SignedValue.dat": b"\x30\x82" + png(2, 2, 6, b"\xff\0\0\x80" * 4),
    }
    found = sheet(text(20, 40, NAME), body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>", parts=parts)
    (mark,) = found.marks
    assert (mark.kind, mark.place.page) == ("seal", 1)
    assert mark.place.box == pytest.approx((113.4, 141.7, 226.8, 255.1), abs=0.2)
    assert list(found.texts()) == [NAME]


def test_annotations_are_seen_where_they_are_shown():
    def note(words: str, kind: str, said: str = "") -> str:
        inside = f'<ofd:Appearance Boundary="20 60 60 10">{text(0, 5, words)}</ofd:Appearance>'
        return f'<ofd:Annot Type="{kind}" {said}>{inside}</ofd:Annot>'

    notes = note("批注", "Path") + note("不显", "Path", 'Visible="false"')
    parts = {
        "Doc_0/Annotations.xml": xml(
            "Annotations", '<ofd:Page PageID="100"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>'
        ),
        "Doc_0/A.xml": xml("PageAnnot", notes),
    }
    more = "<ofd:Annotations>Annotations.xml</ofd:Annotations>"
    assert texts(text(20, 40, NAME), more=more, parts=parts) == [NAME, "批注"]


def test_attached_files_and_missing_parts_are_named():
    more = "<ofd:Attachments>Attachments.xml</ofd:Attachments><ofd:Annotations>Nowhere.xml</ofd:Annotations>"
    attachments = xml("Attachments", "<ofd:Attachment Name='执照.pdf'><ofd:FileLoc>a</ofd:FileLoc></ofd:Attachment>")
    notes = sheet(text(20, 40, NAME), more=more, parts={"Doc_0/Attachments.xml": attachments}).notes
    told = {note.code: note.context for note in notes}
    assert told["reading.attached_files"]["names"] == ["执照.pdf"]
    assert told["reading.missing_part"]["part"] == "Nowhere.xml"


def test_all_documents_of_a_file_are_read():
    data = ofd(page(text(20, 40, "甲")), page(text(20, 40, "乙")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>" * 2
    parts["OFD.xml"] = xml("OFD", root)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("/", "\\"), part)
    found = formats.read(made.getvalue()).sheet
    assert [(block.text, block.place.page) for block in found.blocks] == [("甲", 1), ("乙", 2), ("甲", 3), ("乙", 4)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_of_parts_may_be_chinese_in_the_code_of_any_system(encoding, monkeypatch):
    monkeypatch.setattr(zipfile.ZipInfo, "_encodeFilenameFlags", lambda info: (info.filename.encode(encoding), 0))
    listed = xml("Document", '<ofd:Pages><ofd:Page BaseLoc="页面.xml"/></ofd:Pages>')
    root = xml("OFD", "<ofd:DocBody><ofd:DocRoot>文档/Document.xml</ofd:DocRoot></ofd:DocBody>")
    data = packed({"OFD.xml": root, "文档/Document.xml": listed, "文档/页面.xml": page(text(20, 40, "甲公司"))})
    assert list(formats.read(data).sheet.texts()) == ["甲公司"]


def png(width: int, height: int, kind: int, pixels: bytes) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    step = len(pixels) // height
    rows = b"".join(b"\0" + pixels[at : at + step] for at in range(0, len(pixels), step))
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def drawn(picture: bytes, *objects: str):
    media = '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    listed = f"<ofd:MultiMedias>{media}</ofd:MultiMedias>"
    parts = {"Doc_0/R.xml": xml("Res", listed), "Doc_0/a.png": picture}
    return sheet(*objects, common="<ofd:DocumentRes>R.xml</ofd:DocumentRes>", parts=parts)


@pytest.mark.parametrize(
    ("picture", "hides"),
    [
        (png(2, 2, 2, b"\xff\0\0" * 4), True),
        (png(2, 2, 6, b"\xff\0\0\0" * 4), False),
        (png(2, 2, 6, b"\xff\0\0\xff" * 4), True),
        (png(2, 2, 4, b"\xff\0" * 4), False),
        (b"GIF89a, of which only the place is kept", False),
    ],
)
def test_a_picture_hides_what_it_covers_where_it_is_opaque(picture, hides):
    found = drawn(picture, text(20, 40, NAME), text(30, 100, "附注"), image(20, 90, 40, 40))
    assert [each for each in found.texts() if each] == ([NAME] if hides else [NAME, "附注"])
    assert [mark.kind for mark in found.marks] == ["seal"]


def test_a_picture_with_a_mask_hides_nothing():
    masked = image(20, 90, 40, 40).replace("/>", ' ImageMask="9"/>')
    found = drawn(png(2, 2, 2, b"\xff\0\0" * 4), text(20, 40, NAME), text(30, 100, "附注"), masked)
    assert [each for each in found.texts() if each] == [NAME, "附注"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["BMP", "TIFF", "JPEG", "PNG"])
def test_a_page_that_is_a_picture_of_any_kind_is_recognised(kind, record_pages):
    made = io.BytesIO()
    record_pages.save(made, kind)
    media = '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.img</ofd:MediaFile></ofd:MultiMedia>'
    parts = {"Doc_0/R.xml": xml("Res", media), "Doc_0/a.img": made.getvalue()}
    data = ofd(page(image(0, 0, 210, 297)), common="<ofd:DocumentRes>R.xml</ofd:DocumentRes>", parts=parts)
    sub = ipforms.read(data)
    assert (sub.format, sub.form.id) == ("ofd", "jinhua-application")
    assert sub.values["enterprise_name"] == NAME


@pytest.fixture(scope="module")
def record_pages(contract):
    """The first page of a form as a picture."""
    if not scan.is_installed():
        pytest.skip("ipforms[scan] is not installed: pip install ipforms[scan]")
    record = ipforms.form("jinhua-application").model.model_validate(contract("jinhua-application"))
    with pypdfium2.PdfDocument(ipforms.render(record, "pdf")) as document:
        return document[0].render(scale=150 / 72).to_pil().convert("RGB")


@pytest.mark.slow
def test_a_page_that_is_a_picture_is_told():
    with pytest.raises(ipforms.IpformsError) as caught:
        drawn(png(2, 2, 2, b"\xff\0\0" * 4), image(0, 0, 210, 297))
    assert caught.value.code == "unreadable.no_words", "it was looked at, and nothing was recognised on it"
