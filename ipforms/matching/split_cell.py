"""One cell for several slots, such as 企业联络人及职务 → a text for each."""

import re
from collections.abc import Sequence

from ipforms.codecs.person_and_post import divided, in_order
from ipforms.matching.form_map import Slot

_BETWEEN = re.compile(
    r"""  \s* [\n/／,，、;；:：] \s*                  # a line or a sign
        | \s* (?= [(（] )                          # before a bracket
        # A blank parts two words, not the two characters of a padded name, nor John Smith.
        | (?<= [\u3400-\u9fff]{2} ) \s+ (?= \S\S )
        | (?<= \S\S ) \s+ (?= [\u3400-\u9fff]{2} )""",
    re.VERBOSE,
)
_NAME_AND_POST = ("name", "title")
_WHO = re.compile(
    r"(?:^|(?<=[\s，,；;]))(?:[一-鿿]{0,2}联[系络][人员]|姓名|职[务位]|岗位)[:：]\s*"
)  # 联系人：童振华 职务：主管


def split_cell(text: str, slots: Sequence[Slot]) -> list[str]:
    """A text for each slot: a line each, or what stands in brackets or behind a sign.

    A name and a post are told apart also where they stand without a sign between them, or the other way.
    """
    text = _WHO.sub("", text) if _is_person(slots) else text
    found = [part.strip().strip("()（）").strip() for part in _BETWEEN.split(text, maxsplit=len(slots) - 1)]
    if _is_person(slots):
        return list(in_order(*found) if len(found) == len(slots) else divided(text) or (found[0], ""))
    return [*found, *[""] * (len(slots) - len(found))]


def _is_person(slots: Sequence[Slot]) -> bool:
    return tuple(slot.path.rpartition("_")[2] for slot in slots) == _NAME_AND_POST
