"""Rows of a section that are no entries: 例 │ ××公司, and （ZL开头） says how to fill it in, 以下空白 ends it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from ipforms.matching.field_texts import FieldTexts
from ipforms.paths import Place

T = TypeVar("T")

_ROW = re.compile(r"(?P<section>\w+)\[(?P<number>\d+)\](?P<rest>.*)", re.DOTALL)
_SAID = re.compile(r"[（(]\s*(?:示例|样例|范例|例|举例)\s*[)）]|^\s*(?:示例|样例|范例|例)\s*(?:[:：].*)?$", re.DOTALL)
"""Words by which a row says itself that it is an example; 示例 may be part of a firm's name."""
_END = re.compile(
    r"[\s\-—－(（【/]*(?:此[行处栏页]?|本[行栏页])?以下(?:空白|无内容|无正文|无|为空白?)[\s\-—－)）】/。]*"
)
"""What closes a table, so that nobody adds to it."""
_FILLER = re.compile(r"[×＊*]{2,}|[xXＸｘ]{2,}|某某|○○|〇〇")  # signs that stand for what is to be filled in
_NAMELESS = re.compile(r"(?:[×＊*]{2,}|[xXＸｘ]{2,}|某某|○○|〇〇)[\u4e00-\u9fff]{2}")
"""××有限公司, 浙江省××市: no masked number looks so."""
_FEWEST = 3  # cells with such signs; the numbers of a person may be masked
_HINT = re.compile(
    r"""\s*(?: [（(【\[] [^（(【\[]* [)）】\]]                                     # （与营业执照一致）
        | (?:注|说明|提示|如|例如)[:：] .* | (?:请?如实)?填写 .* | 请填 .* | [必选限]填 .* )\s*""",
    re.DOTALL | re.VERBOSE,
)
"""What a row below a header says of how to fill in its columns."""
_FEWEST_HINTS = 2  # cells; one alone may be a further line of the entry above


def without_example_rows(fields: FieldTexts) -> tuple[FieldTexts, list[tuple[str, Place | None]]]:
    """The texts without rows that are examples, those behind them moved up; and text and place of each such row."""
    rows: dict[tuple[str, int], list[str]] = {}
    for path, text in fields.texts.items():
        found = _ROW.fullmatch(path) if "[" in path else None
        if found and text.strip():
            rows.setdefault((found["section"], int(found["number"])), []).append(path)
    examples = {row: paths for row, paths in rows.items() if _is_example([fields.texts[path] for path in paths])}
    if not examples:
        return fields, []
    told = [
        (" ".join(fields.texts[path] for path in paths), fields.places.get(paths[0])) for paths in examples.values()
    ]
    moved = _Moved(set(examples))
    return (
        replace(
            fields,
            texts=moved.mapping(fields.texts),
            places=moved.mapping(fields.places),
            found=moved.mapping(fields.found),
            joined=list(moved.paths(fields.joined)),
        ),
        told,
    )


def _is_example(texts: list[str]) -> bool:
    if any("例" in text and _SAID.search(text) for text in texts) or all(map(_END.fullmatch, texts)):
        return True
    if len(texts) >= _FEWEST_HINTS and all(map(_HINT.fullmatch, texts)):
        return True
    fillers = sum(_FILLER.search(text) is not None for text in texts)
    return fillers >= _FEWEST and any(map(_NAMELESS.search, texts))


class _Moved:
    """Paths with the numbers that rows have when some are taken out."""

    def __init__(self, out: set[tuple[str, int]]) -> None:
        self._out = out

    def mapping(self, given: Mapping[str, T]) -> dict[str, T]:
        return {new: value for path, value in given.items() if (new := self._path(path)) is not None}

    def paths(self, given: list[str]) -> Iterator[str]:
        return (new for path in given if (new := self._path(path)) is not None)

    def _path(self, path: str) -> str | None:
        found = _ROW.fullmatch(path)
        if not found:
            return path
        section, number = found["section"], int(found["number"])
        if (section, number) in self._out:
            return None
        before = sum(1 for other, at in self._out if other == section and at < number)
        return f"{section}[{number - before}]{found['rest']}"
