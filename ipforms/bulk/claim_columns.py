"""What is said of a title in columns behind it: 高企 | 证书编号 | 认定时间 are one claim with two facts."""

from collections.abc import Sequence
from dataclasses import replace

from ipforms.bulk.bare_headers import plain_header
from ipforms.bulk.column_contents import ColumnContents
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_pieces import pieces_of_header
from ipforms.bulk.header_scores import Target
from ipforms.bulk.header_words import names_part
from ipforms.bulk.piece_columns import piece_of
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.codecs.claims import ClaimCodec
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

_SAID = ("bulk.match.given", "bulk.match.path", "bulk.match.label")  # why a column is another field for sure
_DATED = regex(r"(.{2,}?)(?:认定|获得|获评|发证|授予|批准)?(?:时间|日期|年份|年度|有效期)")  # 高企认定时间
_BETWEEN = "，"  # the facts, in the detail of a claim


def with_claims(
    matches: Sequence[ColumnMatch], contents: Sequence[ColumnContents], columns: Sequence[FieldColumn]
) -> list[ColumnMatch]:
    """The matches, where facts behind a title are its detail: the first alone, further ones joined to that."""
    details = {_whole(each): each for each in columns if each.is_part and each.leaf.name == "detail"}
    found: list[ColumnMatch] = []
    whole = ""
    holder: dict[str, str] = {}  # of each title, the column of its detail
    for match, held in zip(matches, contents, strict=True):
        field = match.target[0] if match.state == "sure" and match.target else None
        own = _whole(field) if field else ""
        if own in details and field:
            whole = own
            if not (field.leaf.name in ("held", "level") or (not field.is_part and held.kind == "answer")):
                holder.setdefault(own, match.header)
        elif whole and _is_fact(match, details[whole], matches[len(found) - 1].header):
            match = _joined(match, (details[whole], 0), holder.get(whole, ""))
            holder.setdefault(whole, match.header)
        elif match.state != "unused" or match.samples:
            whole = ""
        found.append(match)
    return found


def _whole(field: FieldColumn) -> str:
    """The pattern of the claim that a field is, or is a part of."""
    if isinstance(field.leaf.codec, ClaimCodec):
        return field.pattern
    return field.pattern.rpartition(".")[0] if field.is_part else ""


def _is_fact(match: ColumnMatch, detail: FieldColumn, before: str) -> bool:
    """Whether a column says something of the title before it, whose words it has, or no words of any thing."""
    upper, _, lower = plain_header(match.header).rpartition(LEVELS)
    dated = _DATED.fullmatch(lower)
    is_named = all(names_part(piece, detail) for piece in pieces_of_header(lower)) or (
        dated is not None and dated[1] in before
    )
    return is_named and match.why.key not in _SAID and (not upper or before.rpartition(LEVELS)[0] == upper)


def _joined(match: ColumnMatch, detail: Target, holder: str) -> ColumnMatch:
    if holder:
        return piece_of(match.header, holder, _BETWEEN)
    why = Bilingual("bulk.match.group")
    return replace(match, state="sure", target=detail, why=why, runners=(), parts=(), rival="")
