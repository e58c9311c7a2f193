"""Catalogue of identity documents. The notes carry positions, never a number."""

from __future__ import annotations

from ipforms.findings import Kind
from ipforms.findings.identifiers._said import CARD, ERROR, NOTE, SPREADSHEET, WARNING

KINDS: tuple[Kind, ...] = (
    Kind(
        "resident_id.length",
        ERROR,
        "身份证号码应为 18 位，现为 {length} 位",
        "a resident identity number has 18 characters, this one has {length}",
        *CARD,
    ),
    Kind(
        "resident_id.character",
        ERROR,
        "身份证号码第 {position} 位的“{character}”不是允许的字符",
        "“{character}” at position {position} cannot stand in a resident identity number",
        "前 17 位为数字，末位为数字或 X。",
        "The first 17 are digits, the last is a digit or X.",
    ),
    Kind(
        "resident_id.look_alike",
        ERROR,
        "身份证号码第 {position} 位的“{character}”不是允许的字符，疑为“{suggestion}”",
        "“{character}” at position {position} cannot stand in a resident identity number; “{suggestion}” may be meant",
        *CARD,
    ),
    Kind(
        "resident_id.check_character",
        ERROR,
        "身份证号码校验位（第 18 位）不符：按前 17 位推算应为“{expected}”，现为“{found}”",
        "the check character (position 18) does not agree: the first 17 ask for “{expected}”, it is “{found}”",
        "至少有一位填错，常见的是看错一位或相邻两位颠倒。请对照证件原件逐位核对。",
        "At least one character is wrong, or two are swapped. Compare each with the document itself.",
    ),
    Kind(
        "resident_id.date",
        ERROR,
        "身份证号码中的出生日期 {date} 不存在",
        "there is no such birth date as {date}",
        "请核对第 7—14 位。",
        "Compare positions 7–14.",
    ),
    Kind(
        "resident_id.future",
        ERROR,
        "身份证号码中的出生日期 {date} 晚于 {on}",
        "the birth date {date} is later than {on}",
        "请核对第 7—14 位。",
        "Compare positions 7–14.",
    ),
    Kind(
        "resident_id.age",
        WARNING,
        "按身份证号码推算，年龄为 {age} 岁",
        "by the resident identity number the person is {age} years old",
        "请核对第 7—10 位（出生年份）。",
        "Compare positions 7–10, the year of birth.",
    ),
    Kind(
        "resident_id.division",
        WARNING,
        "身份证号码开头的“{division}”不是已知的省份代码",
        "“{division}” at the start is no known province",
        *CARD,
    ),
    Kind(
        "resident_id.scientific",
        ERROR,
        "身份证号码被表格软件改成了科学计数法，数字已丢失",
        "a spreadsheet has turned the identity number into scientific notation; digits are lost",
        *SPREADSHEET,
    ),
    Kind(
        "id_document.unknown",
        WARNING,
        "证件号码“{masked}”不像已知的任何一种证件",
        "the document number “{masked}” has the shape of no document that we know",
        "请注明证件名称，并对照证件原件核对。",
        "Name the document, and compare the number with it.",
    ),
    Kind(
        "id_document.length",
        WARNING,
        "证件号码现为 {length} 位，疑为身份证号码（18 位）多填或漏填",
        "the number has {length} digits; a resident identity number (18) with digits missing or added may be meant",
        *CARD,
    ),
    Kind(
        "id_document.old_resident_id",
        WARNING,
        "所填为第一代居民身份证的 15 位号码，该证已于 2013 年停止使用",
        "this is a first-generation identity number of 15 digits; those cards have been void since 2013",
        "请填写现用身份证上的 18 位号码。",
        "Give the number of 18 characters on the present card.",
    ),
    Kind(
        "id_document.masked",
        WARNING,
        "证件号码有被遮盖的数字，无法核验",
        "some digits of the document number are hidden, so it cannot be verified",
        "表格要求完整号码的，请补全。",
        "Give the whole number where the form asks for it.",
    ),
    Kind(
        "id_document.other",
        NOTE,
        "按{kind_zh}号码读取",
        "read as the number of a {kind_en}",
    ),
)
