"""统一社会信用代码 (unified social credit code, USCC), GB 32100-2015.

Given at registration by the office that registers: the market regulator for companies, the civil affairs office for
associations, the agriculture office for village collectives, and so on. Eighteen characters: [1] registering
department, [2] kind of organisation, [3–8] division of the registering office, [9–17] organisation code, [18] check.

The alphabet has 31 characters (no I, O, S, V, Z); the check is 31 − Σ value × 3^(i−1) mod 31. The worked example of the
standard is 91350100M000100Y43; the copy that ends in Z, found all over the web, is wrong. `stdnum.cn.uscc` is not used:
it rejects every code of the departments A, N and Y.

Source: https://openstd.samr.gov.cn/ GB 32100-2015 《法人和其他组织统一社会信用代码编码规则》 and its amendment

    >>> validate("91440106 maxxxxx07q")
    '91440106MAXXXXX07Q'
    >>> validate("91350100M000100Y44")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 统一社会信用代码校验位（第 18 位）不符：按前 17 位推算应为“3”，现为“4”
    >>> organisation_code("91440106MAXXXXX07Q")
    'MAXXXXX0-7'
    >>> print(check("91350100MOOO1OOY43")[0].hint())
    疑为 91350100M000100Y43，请对照营业执照核对。
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ipforms.codes import divisions, identifier, jurisdiction, org_code, registration_number
from ipforms.messages import Note
from ipforms.text import one_line

LegalPerson = Literal["usual", "possible", "no"]


@dataclass(frozen=True, slots=True)
class Department:
    """A registering department and the kinds of organisation that it registers, by their character."""

    name: str
    kinds: Mapping[str, str]


DEPARTMENTS: Mapping[str, Department] = {
    "1": Department("机构编制", {"1": "机关", "2": "事业单位", "3": "编办直接管理机构编制的群众团体", "9": "其他"}),
    "2": Department("外交", {"1": "外国常驻新闻机构", "9": "其他"}),
    "3": Department(
        "司法行政",
        {
            "1": "律师执业机构",
            "2": "公证处",
            "3": "基层法律服务所",
            "4": "司法鉴定机构",
            "5": "仲裁委员会",
            "9": "其他",
        },
    ),
    "4": Department("文化", {"1": "外国在华文化中心", "9": "其他"}),
    "5": Department("民政", {"1": "社会团体", "2": "民办非企业单位", "3": "基金会", "9": "其他"}),
    "6": Department(
        "旅游", {"1": "外国旅游部门常驻代表机构", "2": "港澳台地区旅游部门常驻内地（大陆）代表机构", "9": "其他"}
    ),
    "7": Department("宗教", {"1": "宗教活动场所", "2": "宗教院校", "9": "其他"}),
    "8": Department("工会", {"1": "基层工会", "9": "其他"}),
    "9": Department("工商", {"1": "企业", "2": "个体工商户", "3": "农民专业合作社"}),
    "A": Department("中央军委改革和编制办公室", {"1": "军队事业单位", "9": "其他"}),
    "N": Department("农业", {"1": "组级集体经济组织", "2": "村级集体经济组织", "3": "乡镇级集体经济组织", "9": "其他"}),
    "Y": Department("其他", {"1": "其他"}),
}

# By the first two characters. 91 also covers branches and partnerships, so "usual" is no proof: the licence is.
LEGAL_PERSON: Mapping[str, LegalPerson] = {
    "91": "usual",
    "92": "no",
    "93": "possible",
    **dict.fromkeys(("11", "12", "13", "51", "52", "53", "81", "N1", "N2", "N3", "N9"), "possible"),
}


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHAPE = re.compile(f"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))


@dataclass(frozen=True, slots=True)
class UsccParts:
    """What a code says. A name that the standard does not list is None."""

    department: str
    department_name: str | None
    kind: str
    kind_name: str | None
    division: str
    organisation_code: str
    check_character: str


compact = identifier.compact


def check_character(body: str) -> str:
    """The check character for the first seventeen.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def parts(text: str) -> UsccParts | None:
    """The meaning of each part, or None where the text has not the shape of a code.

    >>> parts("N2440111MFXXXXX481").kind_name
    '村级集体经济组织'
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        return None
    department = DEPARTMENTS.get(number[0])
    return UsccParts(
        department=number[0],
        department_name=department.name if department else None,
        kind=number[1],
        kind_name=department.kinds.get(number[1]) if department else None,
        division=number[2:8],
        organisation_code=org_code.format(number[8:17]),
        check_character=number[17],
    )


def organisation_code(text: str) -> str | None:
    """The organisation code inside, as it is printed; None where the text has not the shape of a code."""
    found = parts(text)
    return None if found is None else found.organisation_code


def legal_person(text: str) -> LegalPerson | None:
    """Whether the holder can be a legal person: "usual", "possible", "no"; None where the kind does not tell.

    >>> legal_person("91440106MAXXXXX07Q"), legal_person("92440103MAXXXXX230"), legal_person("N2440111MFXXXXX481")
    ('usual', 'no', 'possible')
    """
    number = compact(text)
    return LEGAL_PERSON.get(number[:2]) if _SHAPE.fullmatch(number) else None


def check(text: str, *, city: str | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful with a code; with a `city`, also whether its office sits elsewhere."""
    number = compact(text)
    if identifier.is_scientific(number):
        return (Note("uscc.scientific"),)
    if registration_number.is_shape(number):
        return (Note("uscc.old_registration"), *registration_number.check(number))
    if len(number) != 18:
        return (Note("uscc.length", {"length": len(number)}),)
    wrong = [i for i, character in enumerate(number) if character not in _allowed(i)]
    if wrong:
        return _character_notes(number, wrong)
    return (*_check_character_notes(number), *_meaning_notes(number), *_division_notes(number[2:8], city))


def _allowed(index: int) -> str:
    """The characters that may stand at an index: the division is digits."""
    return "0123456789" if 2 <= index < 8 else ALPHABET


def _character_notes(number: str, wrong: list[int]) -> tuple[Note, ...]:
    """Name each impossible character; propose the code that was meant where the checks then agree."""
    repaired = "".join(identifier.look_alike(c) if i in wrong else c for i, c in enumerate(number))
    if all(repaired[i] in _allowed(i) for i in wrong) and is_valid(repaired):
        context = {"positions": identifier.positions(wrong), "found": number[wrong[0]], "suggestion": repaired}
        return (Note("uscc.look_alike", context),)
    notes = [Note("uscc.character", {"position": i + 1, "character": number[i]}) for i in wrong]
    if wrong == [17]:
        notes += _check_character_notes(number)
    return tuple(notes)


def _check_character_notes(number: str) -> tuple[Note, ...]:
    expected = check_character(number[:17])
    if number[17] == expected:
        return ()
    return (Note("uscc.check_character", {"expected": expected, "found": number[17]}),)


def _meaning_notes(number: str) -> tuple[Note, ...]:
    """Doubts about department, kind and organisation code: new ones may be given out, so none is an error."""
    notes = []
    department = DEPARTMENTS.get(number[0])
    if department is None:
        notes.append(Note("uscc.department", {"character": number[0]}))
    elif number[1] not in department.kinds:
        notes.append(Note("uscc.kind", {"department": department.name, "character": number[1]}))
    expected = org_code.check_character(number[8:16])
    if number[16] != expected:
        notes.append(Note("uscc.organisation_code", {"expected": expected, "found": number[16]}))
    return tuple(notes)


def _division_notes(division: str, city: str | None) -> tuple[Note, ...]:
    """Whether the registering office exists, and where it sits."""
    if not divisions.may_register(division):
        return (Note("uscc.division", {"division": division}),)
    home = divisions.city(city)
    office = jurisdiction.of_office(division, home) if home else None
    if home is None or office is None or office.verdict != "outside":
        return ()
    return (Note("uscc.other_city", {"division": division, "where": office.named, "city": home.name}),)


def format(text: str) -> str:
    """The eighteen characters; a text of another shape as it was typed.

    >>> format(" 9144 0106 MAXX XXX0 7q"), format("9135O1OO M0")
    ('91440106MAXXXXX07Q', '9135O1OO M0')
    """
    number = compact(text)
    known = _SHAPE.fullmatch(number) or registration_number.is_shape(number)
    return number if known else one_line(text)


IDENTIFIER = identifier.Identifier(format, check, _SHAPE, context={"city": "city"})
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
