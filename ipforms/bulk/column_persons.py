"""Whose the columns of persons are: 跟进人电话 is of the person in the column 我司跟进人, and of nobody on the form."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.column_candidate import ColumnCandidate
from ipforms.bulk.column_contents import PHONES, kinds_of
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.field_columns import FieldColumn
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

OF_A_PERSON = PHONES | {"identity", "email", "person", "post"}
SAID = ("bulk.match.given", "bulk.match.path")  # why a column is what somebody has said that it is
_PERSON = 2  # characters of a header that names a person
FACT = regex(
    r"""(?:的 | [（(·-])*(?:联系 | 联络 | 办公 | 移动)?(?:电话 | 手机 | 号码? | 座机 | 固话 | 方式
          | 邮箱 | 信箱 | E-?mail | 微信 | QQ | 职务 | 职位 | 岗位 | 部门 | 身份证 | 证件 | 性别
          | 姓名 | 名字)[号码）)]*""",
    re.VERBOSE | re.IGNORECASE,
)
"""What a header says of a person, behind the word for who it is."""
_WHO = regex(r".*[人员长理任监师总管官事]")  # 跟进人, 业务员, 科长, 经理, 主任, 总监, 工程师, 老总, 主管, 干事


def is_fact_of_person(header: str) -> bool:
    """Whether a header says what of whom: 联系人身份证, but neither 联系人 nor 身份证."""
    return FACT.sub("", header) not in ("", header)


def with_persons(matches: Sequence[ColumnMatch], table: Sequence[ColumnCandidate]) -> list[ColumnMatch]:
    """The matches, where what is said of a person whose column is of no field is of none either, or is asked too."""
    owners = [FACT.sub("", plain_header(each.header)) for each in table]
    return [_as_person(at, matches, table, owners) for at in range(len(table))]


def _as_person(
    at: int, matches: Sequence[ColumnMatch], table: Sequence[ColumnCandidate], owners: Sequence[str]
) -> ColumnMatch:
    match, owner = matches[at], owners[at]
    field = match.target[0] if match.target else None
    is_fact = owner != plain_header(match.header) and len(owner) >= _PERSON
    is_open = match.state == "asked" or (match.state == "sure" and field and kinds_of(field) & OF_A_PERSON)
    if not is_fact or not is_open or match.why.key in (*SAID, "bulk.match.label"):
        return match
    of_whom = _persons(at, matches, table, owners)
    for other in of_whom:
        is_same = other.state == "sure" and other.target and field and other.target[0].groups == field.groups
        if _is_of_none(other) and all(map(_is_of_none, of_whom)):
            why = Bilingual("bulk.match.of_others", {"other": other.header})
            return replace(match, state="unused", target=None, why=why, runners=(), parts=(), rival="")
        if not is_same and not other.parts:
            return replace(match, state="asked", why=Bilingual("bulk.match.unsure"))
        is_told = match.target is not None and table[at].support.get(match.target, 0) > 0
        if is_same and is_told and table[at].reading.is_of_somebody:
            return replace(match, state="sure", why=Bilingual("bulk.match.group"), runners=())
    return match


def _is_of_none(match: ColumnMatch) -> bool:
    return match.state == "unused" and match.why.key != "bulk.match.second"


def _persons(
    at: int, matches: Sequence[ColumnMatch], table: Sequence[ColumnCandidate], owners: Sequence[str]
) -> list[ColumnMatch]:
    """The columns of persons whose fact a column may say: of him who is called so, or else nearly so: 商会对接人."""
    owner, exact, near = owners[at], [], []
    for index, (other, column, name) in enumerate(zip(matches, table, owners, strict=True)):
        is_fact = name != plain_header(other.header) and column.contents.kind != "person"
        is_person = column.contents.kind == "person" or _WHO.fullmatch(name) is not None
        if index == at or is_fact or not is_person:
            continue
        if name == owner:
            exact.append(other)
        elif name.endswith(owner) or (name and owner.endswith(name)):  # 我司跟进人, 负责人
            near += [other] if matches[at].state == "asked" or index < at else []
    return exact or near


def behind_persons(matches: Sequence[ColumnMatch], table: Sequence[ColumnCandidate]) -> list[ColumnMatch]:
    """The matches, where what is said of nobody is asked behind a person of whom nothing else is known: 财务 | 电话."""
    found = [*matches]
    person: ColumnMatch | None = None
    for at, (match, column) in enumerate(zip(matches, table, strict=True)):
        kinds = kinds_of(match.target[0]) & OF_A_PERSON if match.target else frozenset()
        if column.contents.kind == "person":
            person = match
        elif not kinds and not FACT.fullmatch(plain_header(match.header)):
            person = None
        elif person and kinds and match.state == "sure" and _is_of_another(match, column, person):
            is_open = person.state == "asked"
            why = Bilingual("bulk.match.whose", {"other": person.header}) if is_open else Bilingual("bulk.match.unsure")
            found[at] = replace(match, state="asked", why=why)
    return found


def _is_of_another(match: ColumnMatch, column: ColumnCandidate, person: ColumnMatch) -> bool:
    """Whether a column that names nobody is of a field that is not of the person before it."""
    groups = [each.target[0].groups for each in (person, match) if each.state == "sure" and each.target]
    is_own = len(groups) > 1 and groups[0] == groups[1]
    return not (is_own or column.reading.groups or match.why.key in SAID or column.reading.is_of_firm)


def without_second(matches: Sequence[ColumnMatch], table: Sequence[ColumnCandidate]) -> list[ColumnMatch]:
    """The matches, without the columns of a second person (联系人2, 职务2) where the form has one such person."""
    applicants = {each.target[1] for each in matches if each.target and each.target[0].is_applicant}
    likely = [each.likely for each in table]
    seconds = {
        column.reading.number
        for column, target in zip(table, likely, strict=True)
        if target and "person" in kinds_of(target[0]) and _is_second(column, target[0], applicants)
    }
    found = []
    for match, column, target in zip(matches, table, likely, strict=True):
        is_numbered = column.reading.number in seconds or column.reading.is_of_number
        is_of_second = target is not None and is_numbered and match.why.key not in SAID
        if is_of_second and target and _is_second(column, target[0], applicants) and kinds_of(target[0]) & OF_A_PERSON:
            why = Bilingual("bulk.match.second")
            match = replace(match, state="unused", target=None, why=why, runners=(), parts=(), rival="")
        found.append(match)
    return found


def _is_second(column: ColumnCandidate, field: FieldColumn, applicants: Collection[int]) -> bool:
    """Whether a numbered column is of a second person of the same applicant, of whom the form has one."""
    number = column.reading.number
    return number > 1 and (field.section is None or (field.is_of_applicants and number - 1 not in applicants))
