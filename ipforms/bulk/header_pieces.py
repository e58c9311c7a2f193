"""Headers of several facts: 联系人及职务, 专利（申请/授权/有效）, 专利：总（发明、新型、外观）."""

from collections.abc import Sequence
from itertools import pairwise

from ipforms.bulk.bare_headers import without_ordinal
from ipforms.bulk.column_contents import PHONES, kinds_of
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_reading import OF_ALL, OF_ANYTHING, OF_FIRM, read_header
from ipforms.bulk.header_scores import OF_ANY_RIGHT, HeaderScores, Target
from ipforms.bulk.sources.header_row import without_unit
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.codecs.amounts import AmountCodec
from ipforms.text.label_tokens import LabelTokens, head_word
from ipforms.text.regex import regex

_PIECE = 0.78  # likeness of a piece of a header (职务 in 联系人及职务) that names a field
_AMOUNT = 0.7  # of a piece of one whose pieces are amounts of money: 资金 in 资金/营收（万元）
_IN_MONEY = ("元）", "元)")
_DAYS = regex(r"(?<!\d)年[份度月]$")  # 制度（年份）, 制度（制定年份）
_PERSONS = regex(r"^[:：]?(?:人员|名单)$")  # are names beside their number: 管理机构（人数）：人员
_NUMBER = "人数"
_OF_WHICH = "其中"  # before a part of what the first piece names as a whole: 有效专利（其中发明）
_OF_WHICH_KIND = (frozenset(("地址",)), frozenset(("日期",)))  # of which brackets say which it is
_PHONE = frozenset(("电话",))  # of either kind
_KINDS_OF_PHONE = (frozenset(("手机",)), frozenset(("固话",)))
_PIECES = regex(r"[及和与、/／+&（）()]|以及|[，,]\s*其中|(?<=[\u4e00-\u9fff])[—–-](?=[\u4e00-\u9fff])")
_BRACKET = regex("[(（]")
_LISTED = regex(r"(?<=[\u4e00-\u9fff]{2})(?:\s+|\s*[，,；;]\s*)(?=[\u4e00-\u9fff]{2,}[^（）()]*[)）])")
"""Between words in brackets: 法定代表人（姓名 身份证 手机）, 机构（人数，电话）."""
_APART = regex(r"(?<=[\u4e00-\u9fff]{2})\s+(?=[\u4e00-\u9fff]{2})")  # 法人 固话/手机
_OTHER_WORD = regex(r"[（(][\u4e00-\u9fff]{2}[)）](?=地址|住所|面积|时间|日期|名称)")
"""Another word for the one before, in the middle of a header: 办公（营业）地址."""
_ATTRIBUTES = ("职务", "电话", "手机", "邮箱", "身份证", "地址", "邮编")
"""Words of which two in one header are two fields, also where nothing stands between: 联络人职务电话."""


class HeaderPieces:
    """Finds the fields that the pieces of headers name."""

    def __init__(self, columns: Sequence[FieldColumn], scores: HeaderScores) -> None:
        self._columns, self._scores = columns, scores

    def fields(self, header: str) -> tuple[Target, ...]:
        """The fields that the pieces of a header name, where they are several.

        A piece that says telephone alone is of each kind of telephone that the person of the first piece has.
        """
        texts = pieces_of_header(without_ordinal(header).rpartition(LEVELS)[2])
        if len(texts) < 2:
            return ()
        if texts[0] in OF_FIRM and not _BRACKET.search(header):
            texts[0] += "名称"  # 企业及地址; 企业（地址） may be the address alone
        (whole,) = self._scores.readings([header])
        own = [each for each in self._columns if not whole.groups or {*whole.groups} & {*each.groups}]
        amounts = [each for each in own if isinstance(each.leaf.codec, AmountCodec) and "元" in each.leaf.codec.unit]
        own = amounts if header.endswith(_IN_MONEY) and len(amounts) >= len(texts) else own
        texts = [texts[0], *(_DAYS.sub("日期", text) for text in texts[1:])]
        texts = [_PERSONS.sub("姓名", text) for text in texts] if _NUMBER in texts else texts
        pieces = [read_header(text).tokens for text in texts]
        if pieces[0].words in _OF_WHICH_KIND and self._named_by(whole.tokens, own) and "（" in header:
            return ()  # 地址（通信）
        if any(each.words in _KINDS_OF_PHONE for each in pieces[1:]):  # 联系电话（座机） is of the office alone
            pieces = [each for each in pieces if each.words != _PHONE]
        found = self._named(pieces, whole.upper, own, head_word(texts[0]))
        at = whole.number - 1 if whole.number else 0
        named = dict.fromkeys((each, at if each.section else 0) for each in found)
        parts = [each for each in named if not any(one.pattern.startswith(f"{each[0].pattern}.") for one, _ in named)]
        return tuple(parts) if len(parts) > 1 else ()

    def _named(
        self, pieces: Sequence[LabelTokens], upper: frozenset[str], own: Sequence[FieldColumn], head: str
    ) -> list[FieldColumn]:
        found: list[list[FieldColumn]] = []
        for words in pieces:
            if words.words == _PHONE and found and found[0]:
                phones = [each for each in self._columns if each.groups == found[0][0].groups]
                found.append([each for each in phones if kinds_of(each) & PHONES])
                continue
            above = [words._replace(words=words.words | other) for other in (upper, pieces[0].words)]
            # 名称 behind 专利 is the patent's, and nobody else's.
            tries = above[1:] if found and words.words <= OF_ANYTHING else [words, *above]
            of_first = [words._replace(words=words.words | pieces[0].words - {head})] if found and head else []
            # 商标申请/注册 is 商标注册, whatever else may be 注册; 企业规模（人数） says nothing before its brackets.
            tries = [*of_first, *tries] if frozenset() < words.words <= OF_ANY_RIGHT else [*tries, *of_first]
            tries = tries if found or words.words else []
            named = next(filter(None, (self._named_by(each, own) for each in tries)), None)
            found.append([named] if named else [])
        wholes = {each.pattern.rpartition(".")[0] for names in found for each in names} - {""}
        total = next((each for each in own if len(wholes) == 1 and each.pattern == f"{min(wholes)}.total"), None)
        is_of_which = total is not None and any(_OF_WHICH in words.filler for words in pieces[1:])
        for at, words in enumerate(pieces if total else ()):
            is_whole = not found[at] or found[at][0].pattern in wholes
            if total and is_whole and (words.filler & OF_ALL or (at == 0 and is_of_which)):
                found[at] = [total]
        return [each for names in found for each in names]

    def _named_by(self, words: LabelTokens, own: Sequence[FieldColumn]) -> FieldColumn | None:
        """The field whose name is in these words."""
        scores = self._scores.of_words(words, own)
        least = _AMOUNT if all(isinstance(each.leaf.codec, AmountCodec) for each in own) else _PIECE
        near = [each for each, score in scores.items() if score.likeness >= least]
        best = max(near, key=lambda each: (self._is_person(each[0]), scores[each].likeness), default=None)
        return best[0] if best else None

    def _is_person(self, column: FieldColumn) -> bool:
        """Whether a field is of a group that has a telephone: a contact, not who signs a cover."""
        own = (each for each in self._columns if each.groups == column.groups)
        return bool(column.groups) and any(kinds_of(each) & PHONES for each in own)


def pieces_of_header(header: str) -> list[str]:
    """The pieces of a header that may hold several fields; words for facts of a person need nothing between them.

    >>> pieces_of_header("联系人及职务"), pieces_of_header("联络人职务电话"), pieces_of_header("联系人电话")
    (['联系人', '职务'], ['联络人', '职务', '电话'], ['联系人电话'])
    """
    header = _LISTED.sub("、", _OTHER_WORD.sub("", without_unit(header)))
    if _PIECES.search(header):
        header = _APART.sub("、", header)
        return [piece for piece in _PIECES.split(header) if piece.strip()]
    header = header.replace("邮箱地址", "邮箱")
    at = sorted(header.find(word) for word in _ATTRIBUTES if word in header)
    if len(at) < 2:
        return [header]
    return [piece for start, end in pairwise((0, *at, len(header))) if (piece := header[start:end])]
