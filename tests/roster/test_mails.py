"""What a mail itself says: quoted beside its form, a withdrawal joined with the applicant that it names."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

import ipforms
from ipforms import bulk
from ipforms.intake.mail_members import mail_words
from ipforms.roster import Roster
from tests.checks.cases import record
from tests.intake.test_intake import outlook_mail

FORM, NAME, OTHER = "jinhua-application", "金华双龙精密机械有限公司", "金华恒锐工具有限公司"


def form(name=NAME):
    return ipforms.render(record(FORM, {"enterprise_name": name}))


def mail(text, *attached, subject="申报", subtype="plain"):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.com", "b@example.com", subject
    made.set_content(text, subtype=subtype)
    for name, data in attached:
        made.add_attachment(data, "application", "octet-stream", filename=name)
    return made.as_bytes()


@pytest.fixture
def roster(tmp_path):
    def made(files):
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        found = Roster()
        for result in bulk.read([tmp_path]):
            found.add(result, result.path.relative_to(tmp_path))
        found.settle()
        return found, {file.name: file for file in found.files}

    return made


def findings(file):
    return [(each.code, each.severity.value) for each in file.findings]


def test_a_mail_is_quoted_beside_the_form_that_came_with_it(roster):
    found, files = roster({"信.eml": mail("附件是我公司的申报表，请查收。\n> 请撤回申报", ("申报表.docx", form()))})
    assert findings(files["信.eml/申报表.docx"]) == [("roster.mail", "note")]
    assert "请查收" in files["信.eml"].reason_text() and not files["信.eml"].to_decide and not found.withdrawn


def test_a_mail_that_corrects_its_form_is_for_a_person(roster):
    _, files = roster({"信.eml": mail("专利数应为2件，以此邮件为准。", ("申报表.docx", form()))})
    assert findings(files["信.eml/申报表.docx"]) == [("roster.mail_asks", "human")]
    assert files["信.eml"].to_decide and "应为2件" in files["信.eml/申报表.docx"].findings[0].text()


def test_a_mail_is_told_with_the_form_that_counts_where_its_own_is_a_copy_or_it_has_none(roster):
    alone = mail(f"{OTHER}：专利有误。")
    print_of_it = ipforms.render(record(FORM, {"enterprise_name": NAME}), "pdf")
    with_copy = mail("手机改为13600000099。", ("打印.pdf", print_of_it))
    _, files = roster({"一.eml": with_copy, "甲.docx": form(), "二.eml": alone, "乙.docx": form(OTHER)})
    assert files["一.eml/打印.pdf"].category == "copy"
    assert [findings(files[name]) for name in ("甲.docx", "乙.docx")] == [[("roster.mail_asks", "human")]] * 2
    assert "13600000099" not in files["甲.docx"].findings[0].text()


def test_a_mail_that_withdraws_is_joined_with_its_form_or_with_the_one_that_it_names(roster):
    beside = mail("专利应为2件。我司决定撤回申报。", ("申报表.docx", form(OTHER)))
    alone = mail(f"我司（{NAME}）决定不再申报，请撤回。", subject="来信")
    found, files = roster({"一.eml": beside, "二.eml": alone, "甲.docx": form(), "乙.docx": form("金华丙五金有限公司")})
    assert found.withdrawn == {NAME, OTHER}
    assert "应为2件" in files["一.eml"].reason_text()
    assert ("roster.withdrawal", "human") in findings(files["甲.docx"]) and not files["乙.docx"].findings


@pytest.mark.parametrize("text", ["请撤回申报。", f"{NAME}和{OTHER}都撤回申报。"], ids=["nobody", "two"])
def test_a_withdrawal_that_cannot_be_joined_says_so(roster, text):
    found, files = roster({"信.eml": mail(text), "甲.docx": form(), "乙.docx": form(OTHER)})
    assert not found.withdrawn and files["信.eml"].to_decide and "没有认出是哪家企业" in files["信.eml"].reason_text()


@pytest.mark.parametrize(
    "data",
    [
        mail("<style>p {}</style><p>甲&amp;乙</p>", subtype="html"),
        "From: a\nSubject: 申报\n\n甲&乙\n".encode("gb18030"),
        "From: a\nSubject: 申报\nContent-Type: text/plain; charset=gb2312\n\n甲&乙\n".encode("gb18030"),
        b"From: a\nContent-Type: text/plain; charset=nonsense\n\n" + "甲&乙".encode(),
    ],
    ids=["html", "no charset", "gb2312", "unknown charset"],
)
def test_the_text_of_a_mail_is_read_whatever_its_encoding(tmp_path, data):
    (tmp_path / "信.eml").write_bytes(data)
    assert mail_words(tmp_path / "信.eml").own.endswith("甲&乙")


HEADERS = "发件人: 市局\n发送时间: 2022年5月1日\n收件人: 甲\n"
BELOW = "专利应为2件，不再申报。"


@pytest.mark.parametrize(
    "text",
    [
        f"请查收。\n-----原始邮件-----\n{HEADERS}{BELOW}",
        f"请查收。\n------------------ 原始邮件 ------------------\n{BELOW}",
        f"请查收。\n-------- 转发邮件信息 --------\n{HEADERS}{BELOW}",
        f"请查收。\n---- 回复的原邮件 ----\n{BELOW}",
        f"请查收。\n{HEADERS}{BELOW}",
        f"请查收。\n在 2022-05-16 10:20:30，“甲” <a@example.com> 写道：\n{BELOW}",
        f"请查收。\nOn May 1, 2022, a wrote:\n{BELOW}",
        f"请查收。\n---------- Forwarded message ---------\nFrom: a\nDate: b\n{BELOW}",
        f"请查收。\nFrom: a\nSent: b\n{BELOW}",
    ],
)
def test_what_a_mail_answers_or_passes_on_is_not_what_its_sender_says(roster, text):
    """It takes nothing back, and is quoted as that of another mail, for a person to look at if it corrects a form."""
    html = mail(f"<div>{'</div><div>'.join(text.splitlines())}</div>", ("申报表.docx", form()), subtype="html")
    found, files = roster({"一.eml": mail(text, ("申报表.docx", form(OTHER))), "二.eml": html})
    assert not found.withdrawn
    for name in ("一.eml", "二.eml"):
        assert findings(files[f"{name}/申报表.docx"]) == [("roster.mail_asks", "human")]
        said = files[f"{name}/申报表.docx"].findings[0].text()
        assert "申报 请查收。（其下是答复或转发的邮件：" in said and BELOW in said and "--" not in said


def test_what_a_reply_quotes_is_the_office_s_own_and_asks_nothing(roster):
    answer = mail(f"已补正。\n-----原始邮件-----\n{HEADERS}{BELOW}", ("申报表.docx", form()), subject="Re: 补正通知")
    _, files = roster({"信.eml": answer})
    assert findings(files["信.eml/申报表.docx"]) == [("roster.mail", "note")] and not files["信.eml"].to_decide
    assert BELOW in files["信.eml"].reason_text()


@pytest.mark.parametrize("text", ["发件人：李四\n电话：13600000000", "于2022年写道路工程，专利改为2件。", "-- \n李四"])
def test_a_signature_is_the_sender_s_own(tmp_path, text):
    (tmp_path / "信.eml").write_bytes(mail(text))
    assert not mail_words(tmp_path / "信.eml").of_another


def test_a_mail_where_a_form_is_asked_for_is_called_one_and_told_what_to_do_with(tmp_path):
    (tmp_path / "信.eml").write_bytes(b"From: a@example.com\nMIME-Version: 1.0\nContent-Type: text/plain\n\nx\n")
    for given, name in (
        (tmp_path / "信.eml", None),
        (mail("x", ("申报表.docx", form())), "data"),
        (outlook_mail(), "信.msg"),
    ):
        with pytest.raises(ipforms.UnsupportedFormat, match=r"是邮件.*附件会自动取出") as told:
            ipforms.read(given, name=name)
        assert told.value.context["format"] == "mail"
