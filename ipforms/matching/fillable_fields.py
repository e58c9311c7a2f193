"""Fields of a fillable form that bear the paths of our own: what they say is taken by their names, and is exact.

A printed date has a field for its year, its month and its day (`declaration.date.year`); they are read as what the page
shows. Where a path has no field, what stands on the page counts, as it does for fields of other names.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ipforms.matching.continuation_pages import ContinuationText, agrees, path_of, split_continuations
from ipforms.matching.field_evidence import BY_FIELD
from ipforms.matching.field_texts import ROW_NUMBERS, FieldTexts
from ipforms.matching.form_detection import DocumentForms, FormInstance
from ipforms.matching.form_match import FormMatch
from ipforms.matching.form_matcher import FormMatcher
from ipforms.paths import Place
from ipforms.sheet import Field, Sheet
from ipforms.text import unspaced

FieldText = tuple[str, Place]

_INDEX = re.compile(r"\[\d{1,4}\]")
_PART = re.compile(r"(?P<path>.+)\.(?P<part>year|month|day|option\d{1,2}|choice|other)")
_PARTS_OF_DATE = re.compile(r"(.{0,10})年(.{0,10})月(.{0,10})日")
_UNITS = {"year": "年", "month": "月", "day": "日"}
_ADDED = re.compile(
    r"""\s* (?: .{0,60}（续页）                    # the heading of a continuation page of ours
        | .{1,60}第\d+行                        # that of a row
        | [^\n]{1,60}（续(?:，另起一段)?） ) \s*   # the label of a text that goes on""",
    re.VERBOSE,
)
_MOST = 0.5  # of the fields of a file must have names of the form; others may have been added


def with_field_values(document: DocumentForms, sheet: Sheet, matchers: Mapping[str, FormMatcher]) -> DocumentForms:
    """The forms in a document, with what its fields say."""
    owner = _owner(sheet.fields, matchers)
    if owner is None:
        return document
    patterns = matchers[owner].form_map.patterns
    values = _values((field for field in sheet.fields if _pattern(_path(field, patterns)) in patterns), patterns)
    found = next((each for each in document.instances if each.form_id == owner), None)
    exact = found or FormInstance(owner, FormMatch(FieldTexts()))
    stale = _stale(sheet, values, matchers[owner].paths)
    exact = replace(exact, match=replace(exact.match, fields=_with(exact.match.fields, values), stale=stale))
    if {_pattern(path) for path in values} >= {each for each in patterns if not each.endswith(ROW_NUMBERS)}:
        # Each field says itself what it is: labels tell nothing more.
        own = replace(exact.match.fields, mixed=[], joined=[])
        exact = replace(exact, match=replace(exact.match, fields=own, missing=()))
    if found is None:
        return DocumentForms([exact, *document.instances], document.outside)
    typed = _joined(field.text for field in sheet.fields)
    outside = [each for each in document.outside if not (_is_in(each.text, typed) or is_added_print(each.text))]
    return DocumentForms([exact if each is found else each for each in document.instances], outside)


def is_added_print(text: str) -> bool:
    """Whether a text is what our continuation pages print beside values.

    >>> is_added_print("（续页）"), is_added_print("有效专利")
    (True, False)
    """
    return _ADDED.fullmatch(text) is not None


def _owner(fields: tuple[Field, ...], matchers: Mapping[str, FormMatcher]) -> str | None:
    """The form whose paths most of the fields bear; None if most bear none."""
    if not fields:
        return None
    counts = {
        form_id: sum(_pattern(_path(field, own)) in own for field in fields)
        for form_id, own in ((form_id, matcher.form_map.patterns) for form_id, matcher in matchers.items())
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > _MOST * len(fields) else None


def _stale(
    sheet: Sheet, values: Mapping[str, FieldText], paths: Mapping[str, str]
) -> dict[str, tuple[ContinuationText, ...]]:
    """What continuation pages print otherwise than the fields that it belongs to: they do not follow what is typed."""
    printed: dict[str, tuple[ContinuationText, ...]] = {}
    for each in split_continuations(sheet)[1]:
        path = path_of(each, paths)
        if each.continues and path is not None and path in values:
            printed[path] = (*printed.get(path, ()), each)
    return {
        path: parts
        for path, parts in printed.items()
        if not agrees(values[path][0], "".join(part.text for part in parts))
    }


def _pattern(path: str) -> str:
    return _INDEX.sub("[]", path)


def _path(field: Field, patterns: frozenset[str]) -> str:
    """The path of a field: its name, but for the parts of a date."""
    part = _PART.fullmatch(field.name)
    return part["path"] if part and _pattern(field.name) not in patterns else field.name


def _values(fields: Iterable[Field], patterns: frozenset[str]) -> dict[str, FieldText]:
    """What the fields say by path; of two fields of one name the first counts that says something."""
    values: dict[str, FieldText] = {}
    dates: dict[str, dict[str, Field]] = {}
    for field in fields:
        part = _PART.fullmatch(field.name)
        if part and _pattern(field.name) not in patterns:
            parts = dates.setdefault(part["path"], {})
            if not parts.get(part["part"], field).text or part["part"] not in parts:
                parts[part["part"]] = field
        elif field.name.rpartition(".")[2] not in ROW_NUMBERS:
            before, place = values.get(field.name, ("", field.place))
            values[field.name] = (_both(before, field), place if before else field.place)
    for path, parts in dates.items():
        said = _date(parts) if parts.keys() <= _UNITS.keys() else _options(parts)
        values[path] = (said, next(iter(parts.values())).place)
    return values


def _options(parts: Mapping[str, Field]) -> str:
    """What the page shows: the ticked options, and the words that are written behind the open one, which is the last.

    >>> _options({"option1": Field("a", "新材料", Place()), "other": Field("a", "氢能", Place())})
    '☑新材料：氢能'
    """
    words = parts["other"].text.strip() if "other" in parts else ""
    ticked = " ".join(f"☑{field.text}" for part, field in parts.items() if part != "other" and field.text)
    return f"{ticked}：{words}" if words else ticked


def _both(before: str, field: Field) -> str:
    """What two fields of one name say: the first, or both of two boxes that are ticked.

    >>> _both("是", Field("a", "否", Place(), is_box=True)), _both("甲", Field("a", "乙", Place()))
    ('是☑否☑', '甲')
    """
    if not before or not field.text:
        return before or field.text
    return f"{before.removesuffix('☑')}☑{field.text}☑" if field.is_box else before


def _date(parts: Mapping[str, Field]) -> str:
    """What the page shows: the parts with 年, 月 and 日 behind, or a date that was typed into one of them.

    Blanks at the end are left out: a date need not be exact to the day.
    """
    texts = {part: parts[part].text.strip() for part in _UNITS if part in parts}
    filled = [part for part in texts if texts[part]]
    if len(filled) == 1 and len(texts[filled[0]]) > 4:
        return texts[filled[0]]
    last = max(map(list(_UNITS).index, filled), default=-1)
    shown = [texts.get(part, "").removesuffix(unit).strip() + unit for part, unit in _UNITS.items()]
    return "".join(shown[: last + 1])


def _with(fields: FieldTexts, named: Mapping[str, FieldText]) -> FieldTexts:
    """What the fields say, and what was matched by labels where there is no field."""
    exact = {_pattern(path) for path in named}
    texts = {path: text for path, text in fields.texts.items() if _pattern(path) not in exact}
    places = {path: place for path, place in fields.places.items() if _pattern(path) not in exact}
    texts.update((path, text) for path, (text, _) in named.items())
    places.update((path, place) for path, (_, place) in named.items())
    found = {path: how for path, how in fields.found.items() if _pattern(path) not in exact}
    found.update(dict.fromkeys(named, BY_FIELD))
    values = _joined(text for text, _ in named.values())
    unassigned = [each for each in fields.unassigned if not (_is_in(each.text, values) or _ADDED.fullmatch(each.text))]
    joined = [path for path in fields.joined if _pattern(path) not in exact]
    return replace(fields, texts=texts, places=places, unassigned=unassigned, joined=joined, found=found)


def _is_in(text: str, values: str) -> bool:
    """Whether each part of a text stands in a field, or behind the blanks of a date."""
    date = _PARTS_OF_DATE.fullmatch(unspaced(text))
    parts = list(filter(None, date.groups())) if date else list(map(unspaced, text.split()))
    return unspaced(text) in values or all(part in values or not part.strip("年月日") for part in parts)


def _joined(texts: Iterable[str]) -> str:
    """All texts in one, in which a part of any is found."""
    return "\0".join(filter(None, map(unspaced, texts)))
