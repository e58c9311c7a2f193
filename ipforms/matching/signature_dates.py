"""Dates beside signatures: the end of a text, 陈晓岚 2022年5月16日, or a line of their own below a seal."""

from __future__ import annotations

import re

from ipforms.matching.field_texts import FieldTexts
from ipforms.matching.form_map import FormMap, Slot

_BEHIND = r"""
    (?: \s* [（(]? \s* (?: 星期|周|礼拜 ) [一二三四五六日天] \s* [)）]? )?   # the day of the week
    (?: [\sT] \s* \d{1,2} [:：] \d{2} (?: [:：] \d{2} )? )? \s* $     # the time of day
"""
_DAY = r"""
    (?<!\d) (?:19|20)\d{6}                                                # 20220516
    | [\d〇○零oOＯ一二三四五六七八九]{2,4} \s* [年./\-－．、] \s*              # 2022年, 二〇二二年
      [\d一二三四五六七八九十]{0,3} \s*                                      # the month may be left out
      (?: [月./\-－．、] \s* [\d一二三四五六七八九十]{0,3} \s* [日号]? )?      # and so may the day
    | \b [A-Z][a-z]{2,8} \.? \s \d{1,2} ,? \s (?:19|20)\d{2}              # May 16, 2022
"""
_DATE = re.compile(f"(?:{_DAY}) {_BEHIND}", re.VERBOSE)
_DATE_LABEL = re.compile(r"(?:签 \s* [名字署章])? \s* 日 \s* 期 \s* [:：]? \s* $", re.VERBOSE)
_LABELLED_DATE = re.compile(f"日\\s*期\\s*[:：]\\s*(?:{_DATE.pattern})", re.VERBOSE)
_BLANK_DATE = re.compile(r"(?<![\d〇○零oOＯ一二三四五六七八九])\s*年\s*月\s*日\s*$")


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else, be it incomplete."""
    return _DATE.fullmatch(text) is not None


def is_date_place(text: str) -> bool:
    """Whether a text is a date, or what forms print where one is to be written."""
    rest, date = split_date(text)
    return not rest.strip() and bool(date or text.strip())


def split_date(text: str) -> tuple[str, str]:
    """What stands before the date at the end of a text, and the date. 年月日 that the form prints is no part of either.

    >>> split_date("陈晓岚 2022年5月16日"), split_date("2022.5.16 年  月  日"), split_date("陈晓岚")
    (('陈晓岚 ', '2022年5月16日'), ('', '2022.5.16'), ('陈晓岚', ''))
    >>> split_date("同意。\\n日期：2022.5.6")
    ('同意。', '2022.5.6')
    """
    text = _BLANK_DATE.sub("", text)
    found = _DATE.search(text)
    return (_DATE_LABEL.sub("", text[: found.start()]), found[0].strip()) if found else (text, "")


def move_dates(form_map: FormMap, fields: FieldTexts) -> None:
    """Give dates that were read with the name before them, where one signs below the seal, to their own slots.

    One with a label of its own, 日期：, may also stand before the signature, below the opinion.
    """
    for opinion, slot, date in form_map.dated:
        if fields.texts.get(date.full_path, "").strip():
            continue
        text = fields.texts.get(slot.full_path, "")
        found = _DATE.search(text)
        if found and "\n" in text[: found.start()]:
            _move(fields, slot, date)
        elif opinion and _LABELLED_DATE.search(fields.texts.get(opinion.full_path, "")):
            _move(fields, opinion, date)


def _move(fields: FieldTexts, slot: Slot, date: Slot) -> None:
    rest, found = split_date(fields.texts[slot.full_path])
    fields.texts[slot.full_path], fields.texts[date.full_path] = rest.rstrip(), found
    fields.places[date.full_path] = fields.places[slot.full_path]
