"""The groups of fields that headers name, and those whose columns stand before one that names none.

A person's columns take the person from the column before them: 手机 behind 法定代表人 is the representative's.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from ipforms.bulk.field_columns import FieldColumn, titles
from ipforms.bulk.header_reading import HeaderReading
from ipforms.bulk.header_words import group_words
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.schemas.layout import FieldGroup
from ipforms.text.label_tokens import tokens
from ipforms.text.regex import regex

_BESIDE, _FURTHER, _OF_TWO = 0.94, 0.7, 0.5
"""How sure the person is whose column it may be: the one right before, one with other columns between, one of two."""
_OF_CONTACT = regex("(?:联系|联络|常用|您)")  # before what is said of whom to call


class HeaderGroups:
    """The groups of one form's fields, by the words that headers have for them.

    Attributes:
        words: the words of each name of each group.
    """

    def __init__(self, columns: Sequence[FieldColumn]) -> None:
        nodes = dict.fromkeys(group for column in columns for group in column.groups if isinstance(group, FieldGroup))
        self.words: Mapping[FieldGroup, tuple[frozenset[str], ...]] = {
            group: words for group in nodes if (words := _group_words(group))
        }

    def named_by(self, words: AbstractSet[str]) -> tuple[FieldGroup, ...]:
        """The groups that the words of a header name."""
        return tuple(group for group, names in self.words.items() if any(name <= words for name in names))

    def is_contact(self, group: FieldGroup) -> bool:
        """Whether a group is of the person whom to call, who has what is of nobody in particular."""
        return any("联系人" in words for words in self.words[group])

    @staticmethod
    def is_of_nobody(reading: HeaderReading) -> bool:
        """Whether a header says neither that it is of whom to call (联系手机), nor of the firm (企业电话)."""
        return not reading.is_of_firm and _OF_CONTACT.match(reading.text) is None

    def before(
        self, readings: Sequence[HeaderReading], plain: Sequence[bool]
    ) -> Iterator[list[tuple[FieldGroup, int, float]]]:
        """For each header that names no group, those before it whose column it may be, each with its row and sureness.

        Args:
            readings: the headers from left to right.
            plain: whether each names a field of no group.
        """
        near: list[tuple[FieldGroup, int, float]] = []
        last_was_name = are_numbered = False
        above = ""
        seen: dict[tuple[FieldGroup, frozenset[str]], int] = {}
        for reading, is_plain in zip(readings, plain, strict=True):
            if (outer := reading.text.rpartition(LEVELS)[0]) != above:
                above, near = outer, [] if outer else near  # an upper row says whose its columns are
            if is_plain or not reading.groups:
                if are_numbered and not reading.number:  # 办公电话 behind 联系人1 | 手机1 | 联系人2 | 手机2
                    near = [(group, 0, sureness) for group, _, sureness in near]
                are_numbered = reading.number > 0
                if is_plain:
                    near = [(group, index, min(sureness, _FURTHER)) for group, index, sureness in near]
                found = [
                    (group, index, self._sureness(group, reading, sure, is_behind_name=last_was_name))
                    for group, index, sure in near
                ]
                last_was_name = False
                if len(found) > 1 and any(sure == _BESIDE for *_, sure in found):
                    near = [each for each in found if each[2] == _BESIDE]  # 联系手机 | 邮箱 behind two persons
                yield found
                continue
            yield []
            are_numbered = False
            group = reading.groups[-1]
            key = (group, reading.tokens.words)
            seen[key] = seen.get(key, -1) + 1
            index = reading.number - 1 if reading.number else seen[key] if group.repeated else 0
            is_name = any(reading.tokens.words - {"姓名", "名称"} <= name for name in self.words[group])
            of_two = is_name and last_was_name and near and near[0][0] is not group
            near = [(each[0], each[1], _OF_TWO) for each in near] if of_two else []
            near = [*near, (group, index, _OF_TWO if of_two and not self.is_contact(group) else _BESIDE)]
            last_was_name = is_name

    def _sureness(self, group: FieldGroup, reading: HeaderReading, sureness: float, *, is_behind_name: bool) -> float:
        """How sure a group is: 联系手机 is the contact's of two, and nobody else's unless it stands behind the name."""
        is_of_contact = _OF_CONTACT.match(reading.text) is not None
        if self.is_contact(group):
            return _BESIDE if sureness == _OF_TWO and is_of_contact else sureness
        is_open = reading.is_of_firm or (is_of_contact and not is_behind_name)
        return min(sureness, _OF_TWO) if is_open else sureness


def _group_words(group: FieldGroup) -> tuple[frozenset[str], ...]:
    """The words that name a group, such as 法定代表人; one that says nothing is not named by any."""
    names = {*titles(group), *group_words(group.name)}
    return tuple(dict.fromkeys(found.words for name in names if (found := tokens(name)).words and not found.unknown))
