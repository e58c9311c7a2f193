"""Catalogue of codes of companies and other bodies: USCC, organisation code, old registration number."""

from __future__ import annotations

from ipforms.findings import Kind
from ipforms.findings.identifiers._said import ERROR, LICENCE, SPREADSHEET, WARNING

_USCC = (
    Kind(
        "uscc.length",
        ERROR,
        "统一社会信用代码应为 18 位，现为 {length} 位",
        "a unified social credit code has 18 characters, this one has {length}",
        *LICENCE,
    ),
    Kind(
        "uscc.character",
        ERROR,
        "统一社会信用代码第 {position} 位的“{character}”不是允许的字符",
        "“{character}” at position {position} cannot stand in a unified social credit code",
        "第 3—8 位只用数字，其余各位用数字和除 I、O、S、V、Z 以外的大写字母。请对照营业执照核对。",
        "Positions 3–8 are digits, the others digits and capitals without I, O, S, V, Z. Compare it with the licence.",
    ),
    Kind(
        "uscc.look_alike",
        ERROR,
        "统一社会信用代码第 {positions} 位的“{found}”等字符不允许使用，疑为形近的数字",
        "letters such as “{found}” at position {positions} cannot stand in a unified social credit code; "
        "digits that look alike may be meant",
        "疑为 {suggestion}，请对照营业执照核对。",
        "{suggestion} may be meant. Compare it with the business licence.",
    ),
    Kind(
        "uscc.check_character",
        ERROR,
        "统一社会信用代码校验位（第 18 位）不符：按前 17 位推算应为“{expected}”，现为“{found}”",
        "the check character (position 18) does not agree: the first 17 ask for “{expected}”, it is “{found}”",
        "至少有一位填错，常见的是看错一位或相邻两位颠倒。请对照营业执照逐位核对。",
        "At least one character is wrong, or two are swapped. Compare each with the business licence.",
    ),
    Kind(
        "uscc.scientific",
        ERROR,
        "统一社会信用代码被表格软件改成了科学计数法，数字已丢失",
        "a spreadsheet has turned the code into scientific notation; digits are lost",
        *SPREADSHEET,
    ),
    Kind(
        "uscc.old_registration",
        WARNING,
        "所填为 15 位的旧注册号，不是 18 位的统一社会信用代码",
        "this is an old registration number of 15 digits, not a unified social credit code of 18 characters",
        "营业执照已换为“三证合一”版本的，请填写统一社会信用代码。",
        "If the licence has been replaced since 2015, give the unified social credit code.",
    ),
    Kind(
        "uscc.department",
        WARNING,
        "统一社会信用代码第 1 位“{character}”不是已知的登记管理部门代码",
        "“{character}” at position 1 is no known registering department",
        *LICENCE,
    ),
    Kind(
        "uscc.kind",
        WARNING,
        "统一社会信用代码第 2 位“{character}”不是{department}部门已知的机构类别",
        "“{character}” at position 2 is no known kind of organisation of this department ({department})",
        *LICENCE,
    ),
    Kind(
        "uscc.division",
        WARNING,
        "统一社会信用代码第 3—8 位“{division}”不是已知的行政区划",
        "“{division}” at positions 3–8 is no known division",
        *LICENCE,
    ),
    Kind(
        "uscc.other_city",
        WARNING,
        "统一社会信用代码的登记机关区划为 {division}（{where}），不在{city}",
        "the code was given by an office of division {division} ({where}), which is not in {city}",
        "企业迁入前登记的，代码不变；请以营业执照上的登记机关和住所为准。",
        "A company that has moved keeps its code. What counts is the office and the address on the licence.",
    ),
    Kind(
        "uscc.organisation_code",
        WARNING,
        "统一社会信用代码中的组织机构代码（第 9—17 位）校验位不符：应为“{expected}”，现为“{found}”",
        "the check character of the organisation code inside (positions 9–17) does not agree: "
        "“{expected}” is expected, it is “{found}”",
        "凭空编写的代码常有此现象。请对照营业执照核对。",
        "Invented codes often fail here. Compare it with the business licence.",
    ),
)


_ORGANISATION = (
    Kind(
        "org_code.length",
        ERROR,
        "组织机构代码应为 9 位，现为 {length} 位",
        "an organisation code has 9 characters, this one has {length}",
        "请对照组织机构代码证，或取统一社会信用代码的第 9—17 位。",
        "Compare it with its certificate, or take positions 9–17 of the unified social credit code.",
    ),
    Kind(
        "org_code.character",
        ERROR,
        "组织机构代码第 {position} 位的“{character}”不是允许的字符",
        "“{character}” at position {position} cannot stand in an organisation code",
        "只用数字和大写字母。",
        "It has digits and capitals only.",
    ),
    Kind(
        "org_code.check_character",
        ERROR,
        "组织机构代码校验位不符：按前 8 位推算应为“{expected}”，现为“{found}”",
        "the check character does not agree: the first 8 ask for “{expected}”, it is “{found}”",
        "请对照组织机构代码证，或取统一社会信用代码的第 9—17 位。",
        "Compare it with its certificate, or take positions 9–17 of the unified social credit code.",
    ),
    Kind(
        "registration_number.length",
        ERROR,
        "注册号应为 15 位数字，现为 {length} 位",
        "a registration number has 15 digits, this one has {length} characters",
        *LICENCE,
    ),
    Kind(
        "registration_number.thirteen",
        WARNING,
        "所填为 2007 年以前的 13 位注册号",
        "this is a registration number of 13 digits, from before 2007",
        *LICENCE,
    ),
    Kind(
        "registration_number.character",
        ERROR,
        "注册号第 {position} 位的“{character}”不是数字",
        "“{character}” at position {position} is no digit",
        *LICENCE,
    ),
    Kind(
        "registration_number.check_digit",
        WARNING,
        "注册号校验位（第 15 位）不符：应为“{expected}”，现为“{found}”",
        "the check digit (position 15) does not agree: “{expected}” is expected, it is “{found}”",
        *LICENCE,
    ),
)

KINDS: tuple[Kind, ...] = (*_USCC, *_ORGANISATION)
