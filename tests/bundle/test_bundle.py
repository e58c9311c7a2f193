"""A company's folder against the list of materials: what is there, missing, doubled, unreadable, doubtful."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

import ipforms
from ipforms.bundle import Materials, Paper, Requirement, bundle
from ipforms.messages import Severity
from tests.formats import notation
from tests.replicas.make import replica
from tests.roster.test_mails import mail
from tests.strategies import contract

JPEG, PNG = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"


def empty_page():
    """A PDF of one empty page, as a scan is to a reader of texts."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>",
    )
    data, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer


PDF = empty_page()
COMPANY = "金华双龙精密机械股份有限公司"


def form_bytes(**changes):
    record = ipforms.form("jinhua-application").model.model_validate({**contract("jinhua-application"), **changes})
    return ipforms.render(record)


def letter_of(*lines):
    return notation.docx(*(notation.p(notation.r(notation.t(line))) for line in lines))


@pytest.fixture
def folder(tmp_path):
    """`folder({"营业执照.jpg": b"…"})`: a company's folder with these files."""

    def make(files, name=COMPANY):
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        for number, (path, data) in enumerate(files.items()):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            # Files of one beginning are not the same file.
            target.write_bytes(data + b"%%%d" % number if data in (JPEG, PNG, PDF) else data)
        return root

    return make


def full():
    return {
        "申报表.docx": form_bytes(),
        "申报表（盖章扫描件）.pdf": PDF,
        "营业执照复印件.jpg": JPEG,
        "高新技术企业证书.pdf": PDF,
    }


def statuses(made):
    return {each.requirement.id: each.status.value for each in made.items}


def codes(made, *severities):
    return [finding.code for finding in made.findings if not severities or finding.severity in severities]


def test_a_full_folder_is_complete_and_leaves_only_what_must_be_seen_on_paper(folder):
    made = bundle(folder(full()))
    assert statuses(made) == {"form": "present", "licence": "present", "proof": "present"}
    assert made.complete and made.ok
    assert made.applicant == COMPANY
    assert [file.name for file in made.form_files] == ["申报表.docx", "申报表（盖章扫描件）.pdf"]
    assert [sub.values["enterprise_name"] for sub in made.submissions] == [COMPANY]
    assert codes(made) == ["bundle.see_paper", "bundle.see_paper", "bundle.not_read"]
    assert made.findings[0].message == (
        "“营业执照复印件”：文件本身看不出是否符合要求：复印件与原件核对无误，盖企业印章"
    )
    assert made.findings[0].source.startswith("金华方案附件1一（二）：“营业执照复印件")


@pytest.mark.parametrize(
    ("left_out", "entry", "words"),
    [
        (("申报表.docx", "申报表（盖章扫描件）.pdf"), "form", "请提交金华市知识产权保护直通车重点企业申报表"),
        (("营业执照复印件.jpg",), "licence", "请提交营业执照复印件"),
        (
            ("高新技术企业证书.pdf",),
            "proof",
            "请提交有效的专利、商标证书复印件，或国家高新技术企业认定证书复印件，或市级以上",
        ),
    ],
)
def test_what_is_missing_is_named_with_what_would_do(folder, left_out, entry, words):
    files = {name: data for name, data in full().items() if name not in left_out}
    made = bundle(folder(files))
    assert statuses(made)[entry] == "missing"
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.missing"]
    assert finding.severity is Severity.ERROR
    assert finding.hint.startswith(words)
    assert finding.source.startswith("金华方案附件1一（")
    assert "驰名商标" not in finding.hint


def test_an_empty_folder_misses_everything(folder):
    made = bundle(folder({}))
    assert set(statuses(made).values()) == {"missing"}
    assert codes(made) == ["bundle.missing"] * 3


@pytest.mark.parametrize(
    ("extra", "entry"),
    [({"申报表2.docx": form_bytes(employees=300)}, "form"), ({"营业执照（副本）.png": PNG}, "licence")],
)
def test_what_is_doubled_is_listed_with_the_names(folder, extra, entry):
    made = bundle(folder({**full(), **extra}))
    assert statuses(made)[entry] == "doubled"
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.doubled"]
    assert next(iter(extra)) in finding.message


def test_many_certificates_are_nothing_doubled(folder):
    made = bundle(folder({**full(), **{f"证书/ZL20171060186{number}专利证书.jpg": JPEG for number in range(9)}}))
    assert statuses(made)["proof"] == "present"
    assert len(made.items[2].files) == 10


@pytest.mark.parametrize(("number", "told"), [("GR202133004525", False), ("GR202133004526", True)])
def test_the_number_on_a_certificate_is_held_against_the_form(folder, number, told):
    form = form_bytes(high_tech={"held": True, "detail": "证书编号GR202133004525"})
    certificate = letter_of("高新技术企业证书", f"证书编号：{number}", "有效期：三年")
    made = bundle(folder({**full(), "申报表.docx": form, "高新技术企业证书.docx": certificate}))
    assert ("bundle.number_differs" in codes(made)) is told


def test_pages_of_the_form_as_pictures_are_the_form(folder):
    made = bundle(folder({**full(), "申报表第1页.jpg": JPEG, "申报表第2页.jpg": JPEG}))
    assert statuses(made)["form"] == "present"
    assert len(made.form_files) == 4


def test_what_is_called_a_picture_and_is_none_is_no_paper(folder):
    made = bundle(folder({**full(), "营业执照复印件.jpg": b"x"}))
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.unreadable"]
    assert statuses(made)["licence"] == "unreadable" and "图片已损坏" in finding.message


def test_an_empty_file_is_named(folder):
    made = bundle(folder({**full(), "营业执照复印件.jpg": b""}))
    assert statuses(made)["licence"] == "unreadable"
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.unreadable"]
    assert finding.message == "“营业执照复印件.jpg”：无法使用：文件是空的。请重新获取文件。"


def test_a_broken_word_file_says_why(folder):
    broken = form_bytes()[:3000]
    made = bundle(folder({"申报表.docx": broken}))
    assert statuses(made)["form"] == "unreadable"
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.unreadable"]
    assert "不是完整的 DOCX 文件" in finding.message


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("营业执照.pdf", "licence"),
        ("三证合一.jpg", "licence"),
        ("公司执照副本.jpg", "licence"),
        ("Business License.pdf", "licence"),
        ("专利证书（5件）.pdf", "rights"),
        ("发明专利ZL201710601862.3.jpg", "rights"),
        ("商标注册证第12345678号.jpg", "rights"),
        ("高新技术企业证书.jpg", "high_tech"),
        ("国家高企证书.jpg", "high_tech"),
        ("浙江省知识产权示范企业认定文件.pdf", "recognition"),
        ("专利示范企业证书.pdf", "recognition"),
        ("关于认定试点企业的批复.pdf", "recognition"),
        ("驰名商标认定通知.pdf", "well_known_trademark"),
        ("专利证书/001.jpg", "rights"),
        ("材料/营业执照/正本/1.jpg", "licence"),
        ("申报表盖章.pdf", "form"),
        ("金华高新技术有限公司营业执照.jpg", "licence"),
        ("营业执照金华专利服务有限公司.jpg", "licence"),
    ],
)
def test_a_name_tells_the_paper(folder, name, paper):
    made = bundle(folder({name: JPEG}))
    assert [file.papers for file in made.files] == [(paper,)]


# No more than the beginning of a picture, which the scanner refuses; without ipforms[scan] nothing reads pictures.
PICTURE = "bundle.unreadable bundle.unsure_unread"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("IMG_2023.jpg", JPEG, PICTURE),
        ("新建文件夹/1.png", PNG, PICTURE),
        ("公司简介.txt", b"hello", "bundle.unsure"),
        ("新建.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bundle.unsure_unread"),
    ],
)
def test_what_fits_nothing_is_listed_as_unsure(folder, name, data, code):
    made = bundle(folder({**full(), name: data}))
    (file,) = made.unsure
    assert (file.name, file.papers) == (name, ())
    assert [finding.label for finding in made.findings if finding.code in code.split()] == [name]


def test_a_name_of_two_papers_is_neither_for_sure(folder):
    files = {name: data for name, data in full().items() if "执照" not in name}
    made = bundle(folder({**files, "营业执照及高新技术企业证书.pdf": PDF}))
    assert statuses(made) == {"form": "present", "licence": "unsure", "proof": "present"}
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.several_papers"]
    assert "营业执照复印件、国家高新技术企业认定证书复印件" in finding.message


@pytest.mark.parametrize(
    ("name", "is_form"),
    [
        (f"{COMPANY}.pdf", True),
        (f"{COMPANY}（盖章）.pdf", True),
        ("盖章扫描件.pdf", True),
        (f"{COMPANY}盖章.jpg", True),
        ("扫描0001.pdf", False),
        ("公司简介（盖章）.pdf", False),
        ("义乌市锦程饰品有限公司.pdf", False),
    ],
)
def test_a_stamped_copy_is_told_by_the_word_file_that_it_stands_beside(folder, name, is_form):
    made = bundle(folder({f"{COMPANY}.docx": form_bytes(), name: JPEG if name.endswith("jpg") else PDF}))
    assert (name in [file.name for file in made.form_files]) == is_form


def test_contents_go_before_names(folder):
    made = bundle(folder({"营业执照.docx": form_bytes()}))
    assert statuses(made) == {"form": "present", "licence": "missing", "proof": "missing"}
    assert made.files[0].basis == "content"


def test_a_form_typed_by_other_hands_is_the_form(folder):
    made = bundle(folder({"1.docx": replica("jinhua-application", 3).data}))
    assert statuses(made)["form"] == "present"


def test_a_word_file_that_only_bears_the_form_s_name_is_not_the_form(folder):
    letter = letter_of("会议纪要")
    made = bundle(folder({"申报表.docx": letter}))
    assert statuses(made)["form"] == "missing"
    assert "bundle.not_the_form" in codes(made)


def test_a_word_file_is_told_by_its_title_where_its_name_says_nothing(folder):
    made = bundle(folder({"1.docx": letter_of("营业执照（副本）")}))
    assert (made.files[0].papers, made.files[0].basis) == (("licence",), "text")


def test_a_letter_that_speaks_of_patents_further_down_is_no_certificate(folder):
    profile = letter_of(
        "公司简介", "公司从事高端装备的研发、生产和销售，主要产品有数控车床、加工中心等。" * 2, "拥有专利证书五件。"
    )
    assert bundle(folder({"1.docx": profile})).files[0].papers == ()


def test_another_form_is_named_and_taken_for_nothing(folder):
    other = ipforms.form("jinhua-recommendation").model.model_validate(contract("jinhua-recommendation"))
    made = bundle(folder({**full(), "推荐表.docx": ipforms.render(other)}))
    assert [file.name for file in made.unsure] == ["推荐表.docx"]
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.other_form"]
    assert "《金华市知识产权保护直通车重点企业推荐表》" in finding.message


def archive_of(tmp_path, name, data):
    path = tmp_path / "made.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, data)
    return path.read_bytes()


def test_the_files_in_an_archive_count_and_the_archive_does_not(folder, tmp_path):
    made = bundle(
        folder({"申报表.zip": archive_of(tmp_path, "材料/申报表.docx", form_bytes()), "营业执照.zip": b"PK\3\4"})
    )
    assert statuses(made) == {"form": "present", "licence": "unsure", "proof": "missing"}
    assert [file.name for file in made.form_files] == ["申报表.zip/材料/申报表.docx"]
    assert [finding.label for finding in made.findings if finding.code == "bundle.unreadable"] == ["营业执照.zip"]


def test_what_mails_say_is_quoted_whatever_they_bring(folder):
    made = bundle(
        folder(
            {
                "一.eml": mail("附件是申报表，请查收。", ("申报表.docx", form_bytes())),
                "二.eml": mail("专利应为2件，以此为准。", ("营业执照.jpg", JPEG)),
                "三.eml": mail("我司不再申报。"),
            }
        )
    )
    about = {(each.label, each.code, each.severity.value) for each in made.findings if "roster" in each.code}
    assert about == {
        ("一.eml", "roster.mail", "note"),
        ("二.eml", "roster.mail_asks", "human"),
        ("三.eml", "roster.mail_asks", "human"),
        ("三.eml", "roster.withdrawal", "human"),
    }
    assert any("请查收" in each.message for each in made.findings)
    assert {"一.eml/申报表.docx", "二.eml/营业执照.jpg"} <= {file.name for file in made.files}


CLAIMS = {
    "rights": {"valid_patents": {"total": 3}, "valid_trademarks": 0},
    "high_tech": {"high_tech": True},
    "recognition": {"ip_model_title": {"held": True, "detail": "浙江省知识产权示范企业"}},
}
NONE_CLAIMED = {
    "high_tech": False,
    "ip_model_title": {"held": False},
    "valid_patents": {"total": 0},
    "valid_trademarks": 0,
    "well_known_trademark": False,
}
PROOFS = {"rights": "专利证书.jpg", "high_tech": "高新技术企业证书.jpg", "recognition": "示范企业认定文件.jpg"}


@pytest.mark.parametrize("claimed", CLAIMS)
@pytest.mark.parametrize("shown", PROOFS)
def test_a_proof_must_be_of_a_condition_that_the_form_claims(folder, claimed, shown):
    form = form_bytes(**{**NONE_CLAIMED, **CLAIMS[claimed]})
    made = bundle(folder({"申报表.docx": form, "营业执照.jpg": JPEG, PROOFS[shown]: JPEG}))
    assert statuses(made)["proof"] == ("present" if claimed == shown else "unsure")
    assert ("bundle.proof_not_claimed" in codes(made)) == (claimed != shown)


def test_one_proof_that_fits_is_enough_and_the_other_is_still_named(folder):
    form = form_bytes(**{**NONE_CLAIMED, **CLAIMS["high_tech"]})
    made = bundle(folder({"申报表.docx": form, PROOFS["high_tech"]: JPEG, PROOFS["rights"]: JPEG}))
    assert statuses(made)["proof"] == "present"
    assert codes(made).count("bundle.proof_not_claimed") == 1


def test_the_list_has_no_proof_of_a_well_known_trade_mark_so_an_office_must_say(folder):
    form = form_bytes(**{**NONE_CLAIMED, "well_known_trademark": {"held": True, "detail": "双龙"}})
    made = bundle(folder({"申报表.docx": form, "营业执照.jpg": JPEG, "驰名商标认定文件.pdf": PDF}))
    assert statuses(made)["proof"] == "unsure"
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.proof_unlisted"]
    assert finding.severity is Severity.HUMAN


def test_where_no_form_was_read_the_proof_is_left_to_a_person(folder):
    made = bundle(folder({"申报表.pdf": PDF, "营业执照.jpg": JPEG, "专利证书.jpg": JPEG}))
    assert statuses(made) == {"form": "present", "licence": "present", "proof": "present"}
    assert "bundle.claims_unknown" in codes(made)
    assert "bundle.not_read" in codes(made)


@pytest.mark.parametrize(
    ("name", "doubted"),
    [
        (COMPANY, False),
        (f"01-{COMPANY}", False),
        ("双龙公司材料", False),
        ("婺城区-001", False),
        ("义乌市锦程饰品有限公司", True),
    ],
)
def test_the_folder_s_name_must_be_the_form_s(folder, name, doubted):
    made = bundle(folder(full(), name=name))
    assert ("bundle.name_differs" in codes(made)) == doubted


def test_a_paper_of_another_company_is_named_once(folder):
    strange = {f"义乌市锦程饰品有限公司-营业执照{number}.jpg": JPEG for number in range(3)}
    made = bundle(folder({**full(), **strange}))
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.name_differs"]
    assert "“义乌市锦程饰品有限公司”与申报表填写的“金华双龙精密机械股份有限公司”不一致" in finding.message


def test_forms_of_two_companies_in_one_folder_must_be_put_right(folder):
    made = bundle(folder({**full(), "另一份.docx": form_bytes(enterprise_name="义乌市锦程饰品有限公司")}))
    assert "bundle.several_applicants" in codes(made, Severity.ERROR)


def test_copies_of_one_file_are_told(folder):
    made = bundle(folder({**full(), "申报表 - 副本.docx": form_bytes()}))
    assert statuses(made)["form"] == "doubled"
    (finding,) = [finding for finding in made.findings if finding.code == "bundle.same_file"]
    assert finding.label == "申报表.docx"


def test_certificates_are_counted_against_what_the_form_claims_and_a_copy_is_none(folder):
    form = form_bytes(**{**NONE_CLAIMED, "valid_patents": {"total": 3}})
    photos = {f"专利证书{name}.jpg": JPEG + data for name, data in (("1", b"1"), ("2", b"2"), ("2 - 副本", b"2"))}
    made = bundle(folder({"申报表.docx": form, "营业执照.jpg": JPEG, **photos}))
    (finding,) = [each for each in made.findings if each.code == "bundle.fewer_certificates"]
    assert (finding.note.context["claimed"], finding.note.context["count"]) == ("3", "2")


def test_guangzhou_s_notice_gives_no_list_so_the_form_alone_is_looked_for(folder):
    record = ipforms.form("guangzhou-enterprise").model.model_validate(contract("guangzhou-enterprise"))
    root = folder({"申报书.docx": ipforms.render(record), "营业执照.jpg": JPEG}, name="天河区")
    made = bundle(root, "guangzhou-enterprise")
    assert statuses(made) == {"form": "present"}
    assert [file.name for file in made.unsure] == ["营业执照.jpg"]
    assert codes(made)[0] == "bundle.no_list"


def test_a_bureau_gives_its_own_list(folder):
    record = ipforms.form("guangzhou-enterprise").model.model_validate(contract("guangzhou-enterprise"))
    title = "软件著作权登记证书复印件"
    software = Paper("software", title, ("软件著作权", "软著"), claims=("copyrights.software",))
    materials = Materials(others=(Requirement("software", title, None, (software,), several=True),))
    root = folder({"申报书.docx": ipforms.render(record), "软著登记证书.jpg": JPEG}, name="天河区")
    made = bundle(root, "guangzhou-enterprise", materials)
    assert statuses(made) == {"form": "present", "software": "present"}
    assert "bundle.no_list" not in codes(made)


def test_the_plain_data_is_json_in_both_languages_and_shows_no_number_in_full(folder):
    made = bundle(folder({**full(), "身份证440101198001010017.jpg": JPEG, "身份证440101198001010017.docx": b"PK\3\4"}))
    for lang in ("zh", "en"):
        told = made.to_dict(lang)
        assert json.loads(json.dumps(told)) == told
        assert "440101198001010017" not in json.dumps(told, ensure_ascii=False)
    assert made.to_dict("en")["items"][1]["title"] == "copy of the business licence"


def test_there_is_no_form_of_a_wrong_id(folder):
    with pytest.raises(ipforms.UnknownForm):
        bundle(folder({}), "jinhua")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "paper"), [("营业执照", "licence"), ("发明专利证书", "rights"), ("高新技术企业证书", "high_tech")]
)
def test_a_picture_whose_name_says_nothing_is_known_by_its_words(tmp_path, title, paper):
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("rapidocr")
    from PIL import ImageDraw, ImageFont

    page = image.new("RGB", (1240, 1754), "white")
    font = str(Path(ipforms.__file__).parent / "fonts" / "song.ttf")
    for top, size, text in ((200, 72, title), (400, 34, "金华市双龙机械有限公司")):
        ImageDraw.Draw(page).text((160, top), text, font=ImageFont.truetype(font, size), fill="black")
    page.save(tmp_path / "IMG_0012.jpg")
    (file,) = bundle(tmp_path).files
    assert (file.papers, file.basis) == ((paper,), "text")


def test_a_list_of_patents_is_no_copy_of_a_certificate(folder, tmp_path):
    import openpyxl

    book = tmp_path / "专利清单.xlsx"
    openpyxl.Workbook().save(book)
    made = bundle(folder({"专利证书清单.xlsx": book.read_bytes(), "申报表.docx": form_bytes()}))
    assert statuses(made)["proof"] == "missing"
