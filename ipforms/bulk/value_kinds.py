"""Which kind of thing a value is, as it shows by itself: a telephone, an address, a person, an office."""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ipforms.codecs import DATE
from ipforms.codecs.persons import is_probably_name
from ipforms.codes import email, id_document, org_code, phone, uscc
from ipforms.codes.phone.numbering_plan import PhoneKind
from ipforms.text import unspaced
from ipforms.text.regex import regex

LOOKED_AT = 120  # characters of a value; what it is shows before
_LEAST_DIGITS, _ONE_PHONE = 7, 14  # digits of a telephone, without its area and with an extension; more are several
_PROSE = 40  # characters; names and addresses of our samples are shorter, paragraphs longer
_SENTENCE = 10  # characters of a text with a comma between its words: 主营软件，员工50人。
_HAN = regex(r"[\u4e00-\u9fff]")

_ORGANISATION = regex(
    r""".{2,}(?:公司 | 企业 | 集团 | 厂 | 店 | 行 | 社 | 所 | 院 | 校 | 中心 | 市场 | 商城 | [城场]
          | 大厦 | 局 | 委 | 协会 | 合作社 | 商会 | 分部 | 经营部 | 超市 | [Ll]td\.? | [Ii]nc\.?)
          (?:[（(].{1,12}[)）])?""",
    re.VERBOSE,
)
_ADDRESS = regex(r"(?=.*[省市区县镇乡村路街道巷园])(?=.*[路街道巷号栋楼室村镇区园]).{6,}")
_DATE = regex(r"(?:1[89]|20)\d\d\s*[-./年]\s*\d{1,2}.*|\d{8}(?:\.0)?|[一二][〇○零一二三四五六七八九]{3}年.*")
YEAR_AND_MONTH = regex(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(?:\.0)?", re.ASCII)
"""As databases and people who type digits alone write a month: 200801."""
_NUMBER = regex(r"\d[\d,，]*(?:\.\d+)?\s*(?:件|人|项|个|家|户|份|万元|亿元|元|㎡|平方米|万平方米|%)?")
_YES_NO = regex(r"是|否|有|无|√|×|✓|✔|Y|N|yes|no|true|false", re.IGNORECASE)

_POST = regex(r"(.{0,10}?)(?:经理|主任|主管|专员|总监|部长|厂长|科长|助理|董事长?|总裁|秘书|主席|工程师|文员|干事)")
_RATING = regex(r"[A-D]{1,3}[+-]?级?")
_DEPARTMENT = regex(r"[\u4e00-\u9fff]{1,8}(?:部|科|处|办|办公室|工作站|小组)(?:[（(].{1,12}[)）])?")
_ORG_CODE = regex(r"(?=.*[A-Z-])[0-9A-Z]{8}-?[0-9X]")  # as they are written; digits alone may be any number
_PLACE = regex(r"[\u4e00-\u9fff]{1,5}(?:市|区|县|镇|乡|街道?)(?:[\u4e00-\u9fff]{1,5}(?:区|县|镇|乡|街道?))?")
_OFFICE = regex(r".{2,}(?:局|委|委员会|政府|办公室|办事处)(?:[（(].{1,12}[)）]|.{1,10}[科处股])?")
_DOCUMENT = regex(
    r"《.{2,}》.*|.{2,}(?:管理|保护|奖励|保密|工作)(?:办法|规定|制度|规程|细则|条例)(?:[（(].*)?|.{4,}(?:流程|手册|细则)"
)
_COMMA = regex(r"[\u4e00-\u9fff\d]{2}[，。；,;.][\u4e00-\u9fff]")
_MOMENT = regex(
    r"""(?:(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\sT]*)?\d{1,2}:\d{2}(?::\d{2}.*)?
      | \d{1,2}[/月]\d{1,2}[日号]?
      | (?:周|星期)[一二三四五六日天].*""",
    re.VERBOSE,
)
"""When something was sent or will be done, which no form asks for: 5/14 16:04, 周二."""
_MIDNIGHT = regex(r"[\sT]0?0:00(?::00(?:\.0+)?)?$")  # of a day that a database has written


def kind_of(value: Any) -> str:
    """Which kind of thing a value is; "" where nothing shows.

    >>> kind_of("13800138000"), kind_of("何嘉敏"), kind_of("广州市天河区科韵路16号"), kind_of("中级")
    ('mobile', 'person', 'address', '')
    """
    if isinstance(value, datetime.date):
        return "moment" if isinstance(value, datetime.datetime) and value.time() != datetime.time() else "date"
    if isinstance(value, bool):
        return "answer"
    if isinstance(value, int | float | Decimal):
        value = f"{value:.0f}" if value == int(value) else str(value)
    if not isinstance(value, str):
        return ""
    return _text_kind(value[:LOOKED_AT])


@lru_cache(maxsize=4_096)  # of a workbook with many sheets: each is matched alone, and joined with the others
def _text_kind(value: str) -> str:
    text = unspaced(_MIDNIGHT.sub("", value)).strip("'‘’`")
    return next((kind for kind, is_kind in _TESTS if is_kind(text)), "")


@lru_cache(maxsize=4_096)
def phone_kinds(text: str) -> frozenset[str]:
    """The kinds of the telephone numbers in a text."""
    return frozenset(each.kind.value for each in phone.find_all(text[:LOOKED_AT]))


def _is_phone(*kinds: PhoneKind) -> Callable[[str], bool]:
    return lambda text: any(map(str.isdigit, text[:24])) and _phone_kind(text.strip()) in kinds


def _phone_kind(text: str) -> PhoneKind | None:
    """The kind of a telephone, or of the first of several with nothing else beside them."""
    digits = sum(map(str.isdigit, text))
    if digits < _LEAST_DIGITS:
        return None
    several = phone.find_all(text) if digits > _ONE_PHONE and not _HAN.search(text) else []
    return several[0].kind if several else phone.read(text).kind  # whatever the numbering plan says


_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("email", lambda text: "@" in text and email.IDENTIFIER.is_valid(text)),
    ("uscc", lambda text: len(text) == 18 and not _shaped(id_document, text) and _shaped(uscc, text.upper())),
    ("identity", lambda text: _shaped(id_document, text.upper())),
    ("org_code", lambda text: _ORG_CODE.fullmatch(text) is not None and org_code.IDENTIFIER.is_valid(text)),
    ("mobile", _is_phone(PhoneKind.MOBILE)),
    ("patent", lambda text: text[:2].upper() == "ZL"),
    ("moment", lambda text: _MOMENT.fullmatch(text) is not None),
    ("date", lambda text: _DATE.fullmatch(text) is not None and DATE.decode(text).value is not None),
    ("date", lambda text: YEAR_AND_MONTH.fullmatch(text) is not None),
    ("number", lambda text: _NUMBER.fullmatch(text) is not None),
    ("landline", _is_phone(PhoneKind.LANDLINE)),
    ("rating", lambda text: _RATING.fullmatch(text) is not None),
    ("answer", lambda text: _YES_NO.fullmatch(text) is not None),
    ("prose", lambda text: len(text) >= _PROSE),
    ("document", lambda text: _DOCUMENT.fullmatch(text) is not None),
    (
        "post",
        lambda text: (post := _POST.fullmatch(text)) is not None and not is_probably_name(post[1]),
    ),  # 何嘉敏董事长
    ("department", lambda text: _DEPARTMENT.fullmatch(text) is not None),
    ("office", lambda text: _OFFICE.fullmatch(text) is not None),
    ("place", lambda text: _PLACE.fullmatch(text) is not None),
    ("organisation", lambda text: _ORGANISATION.fullmatch(text) is not None),
    ("address", lambda text: _ADDRESS.fullmatch(text) is not None),
    ("person", is_probably_name),
    ("prose", lambda text: len(text) >= _SENTENCE and _COMMA.search(text) is not None),
)


def _shaped(code: Any, text: str) -> bool:
    return code.IDENTIFIER.canonical_pattern.fullmatch(text) is not None
