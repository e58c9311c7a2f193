"""What the checks say, what they must never say, and that they catch a slip of the pen."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms.codes import ALL, InvalidCode, email, id_document, masking, org_code, patent, phone, resident_id, uscc
from ipforms.messages import SEVERITIES, Note

ON = date(2022, 5, 16)


def _resident(body: str) -> str:
    """A resident number with its check character."""
    return next(body + character for character in "0123456789X" if resident_id.is_valid(body + character))


# Every code, by a text that raises it: module, text, context, codes.
CASES: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("uscc", "91440106", {}, ["uscc.length"]),
    ("uscc", "91350100M000100Y4Z", {}, ["uscc.character", "uscc.check_character"]),
    ("uscc", "9135010AM000100Y43", {}, ["uscc.character"]),
    ("uscc", "91350100MOOO1OOY43", {}, ["uscc.look_alike"]),
    ("uscc", "91350100M000100Y44", {}, ["uscc.check_character"]),
    ("uscc", "9.13501E+17", {}, ["uscc.scientific"]),
    ("uscc", "440101000012341", {}, ["uscc.old_registration"]),
    ("uscc", "440101000012345", {}, ["uscc.old_registration", "registration_number.check_digit"]),
    ("uscc", "C1440106MAXXXXX07" + uscc.check_character("C1440106MAXXXXX07"), {}, ["uscc.department"]),
    ("uscc", "98440106MAXXXXX07" + uscc.check_character("98440106MAXXXXX07"), {}, ["uscc.kind"]),
    ("uscc", "91999999MAXXXXX07" + uscc.check_character("91999999MAXXXXX07"), {}, ["uscc.division"]),
    ("uscc", "91440101MA5A00001H", {}, ["uscc.organisation_code"]),
    ("uscc", "91440300MAXXXXXA9W", {"city": "guangzhou"}, ["uscc.other_city"]),
    ("uscc", "91330000147641689Y", {"city": "jinhua"}, []),
    ("org_code", "MAXXXXX0", {}, ["org_code.length"]),
    ("org_code", "MAXXX*X07", {}, ["org_code.character"]),
    ("org_code", "MAXXXXX0-8", {}, ["org_code.check_character"]),
    ("registration_number", "123", {}, ["registration_number.length"]),
    ("registration_number", "4401010000123", {}, ["registration_number.thirteen"]),
    ("registration_number", "44010100001234A", {}, ["registration_number.character"]),
    ("resident_id", "11010519491231002", {}, ["resident_id.length"]),
    ("resident_id", "44010119800101A017", {}, ["resident_id.character"]),
    ("resident_id", "44010119800101O017", {}, ["resident_id.look_alike"]),
    ("resident_id", "44010119800101005×", {}, ["resident_id.look_alike"]),
    ("resident_id", "110105194912310021", {}, ["resident_id.check_character"]),
    ("resident_id", "440101198002300016", {}, ["resident_id.date"]),
    ("resident_id", _resident("10010119800101001"), {}, ["resident_id.division"]),
    ("resident_id", "440101198001010017", {"on": date(1979, 1, 1)}, ["resident_id.future"]),
    ("resident_id", "440101198001010017", {"on": ON}, []),
    ("resident_id", "440524188001010014", {"on": ON}, ["resident_id.age"]),
    ("resident_id", "944840188001010012", {"on": ON}, []),
    ("id_document", "4.40101E+17", {}, ["resident_id.scientific"]),
    ("id_document", "见附件", {}, ["id_document.unknown"]),
    ("id_document", "44010119800101001", {}, ["id_document.length"]),
    ("id_document", "440101800101005", {}, ["id_document.old_resident_id"]),
    ("id_document", "4401011980****0055", {}, ["id_document.masked"]),
    ("id_document", "H12345678", {}, ["id_document.other"]),
    ("patent", "2017106018.3", {}, ["patent.length"]),
    ("patent", "20171060I862.3", {}, ["patent.character"]),
    ("patent", "20171O601862.3", {}, ["patent.character"]),
    ("patent", "201710601862.4", {}, ["patent.check_character"]),
    ("patent", "ZL201710601862", {}, ["patent.no_check_character"]),
    ("patent", "201740601862.X", {}, ["patent.type"]),
    ("patent", "209910601862.1", {}, ["patent.year"]),
    ("patent", "201710601862.3", {"on": date(2016, 1, 1)}, ["patent.future"]),
    ("patent", "95115608.X", {"on": ON}, ["patent.expired"]),
    ("patent", "CN107123456B", {}, ["patent.publication"]),
    ("patent", "2.01711E+12", {}, ["patent.scientific"]),
    ("patent", "一种机床（ZL201710601862.3）", {}, ["patent.other_text"]),
    ("trademark", "双鱼", {}, ["trademark.number"]),
    ("trademark", "12345678A", {}, ["trademark.suffix"]),
    ("trademark", "123456789", {}, ["trademark.length"]),
    ("trademark", "12345678（第46类）", {}, ["trademark.class"]),
    ("trademark", "第12345678号 第25类", {}, ["trademark.class_beside"]),
    ("software_copyright", "SR123456", {}, ["software_copyright.number"]),
    ("software_copyright", "软著登字第1234567号", {}, ["software_copyright.certificate"]),
    ("software_copyright", "1985SR123456", {}, ["software_copyright.year"]),
    ("software_copyright", "2023SR123456", {"on": ON}, ["software_copyright.future"]),
    ("software_copyright", "2017SR123", {}, ["software_copyright.length"]),
    ("software_copyright", "2021SR1234567", {"on": ON}, []),
    ("high_tech_certificate", "GR2021", {}, ["high_tech_certificate.number"]),
    ("high_tech_certificate", "GR202199207832", {}, ["high_tech_certificate.province"]),
    ("high_tech_certificate", "GR200144207832", {"on": ON}, ["high_tech_certificate.year"]),
    ("high_tech_certificate", "GR202344207832", {"on": ON}, ["high_tech_certificate.future"]),
    ("high_tech_certificate", "GR201844207832", {"on": ON}, ["high_tech_certificate.expired"]),
    ("high_tech_certificate", "GR202044206948", {"on": ON}, []),
    ("postcode", "51066", {}, ["postcode.length"]),
    ("postcode", "51O665", {}, ["postcode.character"]),
    ("postcode", "000000", {}, ["postcode.placeholder"]),
    ("postcode", "322000", {"city": "guangzhou"}, ["postcode.other_city"]),
    ("postcode", "322000", {"city": "jinhua"}, []),
    ("bank_account", "3602 0001 0920 0000 000", {}, []),
    ("bank_account", "基本户", {}, ["bank_account.characters"]),
    ("bank_account", "36020001", {}, ["bank_account.length"]),
    ("bank_account", "3.602E+18", {}, ["bank_account.scientific"]),
    ("phone", "见名片", {}, ["phone.unknown"]),
    ("phone", "1380013800", {}, ["phone.mobile_length"]),
    ("phone", "020-8105036", {}, ["phone.local_length"]),
    ("phone", "138O0138000", {}, ["phone.look_alike"]),
    ("phone", "1.38E+10", {}, ["phone.scientific"]),
    ("phone", "138****8000", {}, ["phone.masked"]),
    ("phone", "612345", {}, ["phone.short"]),
    ("phone", "81050369", {}, ["phone.area_missing"]),
    ("phone", "81050369", {"area": "020"}, ["phone.area_added"]),
    ("phone", "020-81050369/81050370", {}, ["phone.area_inherited"]),
    ("phone", "020-81050369/70", {}, ["phone.last_digits"]),
    ("phone", "020-81050369-8001/8002", {}, ["phone.last_digits"]),
    ("phone", "020-81050369转8001、转02", {}, ["phone.last_digits"]),
    ("phone", "020-81050369-8001/612345", {}, ["phone.short"]),
    ("phone", "010-88568888", {"area": "020"}, ["phone.other_area"]),
    ("phone", "15400138000", {}, ["phone.range"]),
    ("phone", "2081050369", {}, ["phone.leading_zero"]),
    ("phone", "400-670-0700", {}, ["phone.toll"]),
    ("phone", "852-2123 4567", {}, ["phone.foreign"]),
    ("phone", "13800138000（微信同号）", {}, ["phone.remark"]),
    ("phone", " ", {}, ["phone.unknown"]),
    ("email", "abc", {}, ["email.at"]),
    ("email", "a" * 400 + "@b.com", {}, ["email.length"]),
    ("email", "he li@example.com", {}, ["email.space"]),
    ("email", "abc@163，com", {}, ["email.slip"]),
    ("email", "abc@qq", {}, ["email.domain"]),
    ("email", "a..b@qq.com", {}, ["email.syntax"]),
    ("email", "张三@qq.com", {}, ["email.not_ascii"]),
]


@pytest.mark.parametrize(("name", "text", "context", "codes"), CASES)
def test_a_fault_has_its_code(name: str, text: str, context: dict[str, Any], codes: list[str]) -> None:
    notes = ALL[name].check(text, **context)
    assert [note.code for note in notes] == codes
    for note in notes:
        for lang in ("zh", "en"):
            assert "{" not in note.message(lang) + note.hint(lang)


def test_every_code_of_the_catalogue_is_raised_by_a_case() -> None:
    raised = {code for _, _, _, codes in CASES for code in codes}
    by_checks = {"phone.not_landline", "phone.not_mobile"}  # of a form's own fields: `ipforms.rules.checks`
    assert raised == {code for code in SEVERITIES if code.partition(".")[0] in ALL} - by_checks


@pytest.mark.parametrize(
    ("name", "text", "context", "message"),
    [
        ("uscc", "91350100M000100Y4Z", {}, "统一社会信用代码第 18 位的“Z”不是允许的字符"),
        (
            "uscc",
            "91350100M000100Y44",
            {},
            "统一社会信用代码校验位（第 18 位）不符：按前 17 位推算应为“3”，现为“4”",
        ),
        (
            "uscc",
            "91350100MOOO1OOY43",
            {},
            "统一社会信用代码第 10、11、12、14、15 位的“O”等字符不允许使用，疑为形近的数字",
        ),
        (
            "uscc",
            "91440300MAXXXXXA9W",
            {"city": "guangzhou"},
            "统一社会信用代码的登记机关区划为 440300（广东省），不在广州市",
        ),
        ("resident_id", "440101198002300016", {}, "身份证号码中的出生日期 1980-02-30 不存在"),
        ("resident_id", "44010119800101005×", {}, "身份证号码第 18 位的“×”不是允许的字符，疑为“X”"),
        ("patent", "95115608.X", {"on": ON}, "发明专利于 1995 年申请，已超过 20 年保护期，不应仍为有效专利"),
        ("phone", "020-8105036", {}, "区号 020 的固定电话应为 8 位，现为 7 位"),
        ("email", "abc", {}, "电子邮箱“abc”应有且只有一个 @，现有 0 个"),
    ],
)
def test_a_message_says_what_is_wrong_and_where(name: str, text: str, context: dict[str, Any], message: str) -> None:
    assert ALL[name].check(text, **context)[0].message() == message


def _said(notes: tuple[Note, ...]) -> str:
    """Everything that a note can bring before a reader."""
    parts = [repr(note) for note in notes]
    for note in notes:
        parts += [note.message("zh"), note.message("en"), note.hint("zh"), note.hint("en")]
        parts += [str(InvalidCode(note=note)), repr(InvalidCode(note=note))]
    return re.sub(r"[\s\-－—]", "", " ".join(parts))


PERSONAL = ["440101198001010017", "44010119800101005X", "440101800101005", "H1234567890", "E12345678", "12345678"]
PHONES = ["13800138000", "02081050369", "81050369", "057982177827", "4006700700"]


@pytest.mark.parametrize("number", [*PERSONAL, *PHONES])
def test_no_message_shows_a_whole_personal_number(number: str) -> None:
    spaced = f"{number[:3]} {number[3:7]}-{number[7:]}"
    for text in (
        number,
        number[:-1] + "9",
        number + "1",
        spaced,
        f"张三{number}",
        f"{number}乙",
        f"{number},",
        f"O{number}",
    ):
        digits = re.sub("[^0-9X]", "", text)
        for name, module in ALL.items():
            if name not in ("uscc", "org_code", "registration_number", "patent", "trademark"):
                assert digits not in _said(module.check(text)), (name, text)
    assert number not in _said(ALL["email"].check(f"{number}@163，com"))
    assert number not in _said(ALL["email"].check(f"{number[:4]} {number[4:]}@163.com"))
    assert number not in _said(ALL["trademark"].check(f"电话 {number}"))


@pytest.mark.parametrize("number", PHONES)
def test_a_phone_does_not_show_itself_when_printed_for_debugging(number: str) -> None:
    assert number not in repr(phone.parse(number))
    assert number not in repr(phone.find_all(f"{number}、{number}"))


def test_masks_keep_enough_to_recognise_a_number_by() -> None:
    assert resident_id.mask("440101198001010017") == "440101**********17"
    assert id_document.mask("H12345678") == "*********"
    assert phone.mask("020-81050369") == "020****0369"
    assert phone.mask("13800138000") == "138****8000"
    assert masking.mask("") == ""


VALID = {
    "uscc": ["91350100M000100Y43", "91440106MAXXXXX07Q", "N2440111MFXXXXX481", "914403001922038216"],
    "org_code": ["D2143569X", "M000100Y4", "MAXXXXX07"],
    "resident_id": ["440101198001010017", "44010119800101005X", "810000188001010015", "944840188001010012"],
    "patent": ["2017106018623", "95115608X", "2005101137676"],
    "id_document": ["440101198001010017"],
}
NUMBERS = [(name, number) for name, numbers in VALID.items() for number in numbers]
CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(("name", "number"), NUMBERS)
def test_one_wrong_character_is_always_noticed(name: str, number: str) -> None:
    for index, right in enumerate(number):
        for wrong in CHARACTERS:
            # The check of GB 11714 is blind to some letters (A is 10, L is 21): mod 11 tells only digits apart.
            blind = name == "org_code" and (int(wrong, 36) - int(right, 36)) % 11 == 0 and index < 8
            slip = number[:index] + wrong + number[index + 1 :]
            if wrong != right and not blind:
                assert not ALL[name].is_valid(slip), slip


@pytest.mark.parametrize(("name", "number"), NUMBERS)
def test_two_swapped_neighbours_are_always_noticed(name: str, number: str) -> None:
    for index in range(len(number) - 1):
        left, right = number[index : index + 2]
        blind = name == "org_code" and index < 7 and (int(left, 36) - int(right, 36)) % 11 == 0
        if left != right and not blind:
            slip = number[:index] + right + left + number[index + 2 :]
            assert not ALL[name].is_valid(slip), slip


@given(st.text(uscc.ALPHABET, min_size=8, max_size=8), st.sampled_from(["440106", "330000", "100000", "330782"]))
def test_any_code_built_by_the_standard_is_valid(body: str, division: str) -> None:
    code = "91" + division + body + org_code.check_character(body).replace("I", "1")
    code += uscc.check_character(code)
    assert uscc.check(code) == ()
    found = uscc.parts(code)
    assert found is not None
    assert (found.department_name, found.kind_name, found.division) == ("工商", "企业", division)
    assert uscc.organisation_code(code) == org_code.validate(body + org_code.check_character(body))


@given(st.dates(date(1900, 1, 1), date(2022, 5, 16)), st.integers(0, 999))
def test_any_number_with_a_real_birth_date_is_valid(born: date, serial: int) -> None:
    body = f"440106{born:%Y%m%d}{serial:03}"
    number = _resident(body)
    assert resident_id.birth_date(number) == born
    assert resident_id.format(number) == number
    assert patent.right(number) is None


def test_departments_tell_who_can_be_a_legal_person() -> None:
    assert uscc.legal_person("12330700MBXXXXX510") == "possible"
    assert uscc.legal_person("Y1440100MDXXXXX75K") is None
    assert uscc.legal_person("尚未领取") is None
    assert uscc.parts("尚未领取") is None
    assert uscc.organisation_code("尚未领取") is None


def test_ages_count_whole_years() -> None:
    number = "440101198001010017"
    assert resident_id.check(number, on=date(1995, 12, 31))[0].context == {"age": 15}
    assert resident_id.check(number, on=date(1996, 1, 1)) == ()
    assert resident_id.birth_date("440101198002300016") is None
    assert resident_id.birth_date("944840188001010012") is None


def test_a_number_that_is_told_to_be_one_no_more_is_a_remark():
    (number,) = phone.find_all("020-85707960（原号码13908476777已停用）")
    assert number.formatted == "020-85707960"
    (note,) = phone.remarks("020-85707960（原号码13908476777已停用）")
    assert note.code == "phone.remark" and "13908476777" not in note.message()


def test_a_remark_may_have_digits_that_are_no_number():
    (number,) = phone.find_all("13856450291（工作日9:00-17:30）")
    assert number.formatted == "13856450291"
    (number,) = phone.find_all("020-85257748（转7051）")
    assert number.formatted == "020-85257748-7051"


@given(st.from_regex(email._PLAIN, fullmatch=True))
def test_what_is_plainly_an_address_has_no_fault(address):
    assert email._fault(address) is None
