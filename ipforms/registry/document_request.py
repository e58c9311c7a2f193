"""What is asked of a document of the registry: which day and parties it is about, and what stands in its head."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from ipforms.codecs import DATE
from ipforms.registry.column_texts import cell_text
from ipforms.registry.listing import RegistryRows, masked_rows
from ipforms.registry.register import Registry
from ipforms.rules.clauses import Clause
from ipforms.rules.list_notices import ListNotice, list_notice
from ipforms.rules.policies import LIST_DEFAULT, ListPolicies
from ipforms.rules.programmes import PartyKind, Programme, programme

_PUBLIC_DAYS = 7  # no notice sets a period; offices take five to seven days


@dataclass(frozen=True)
class DocumentRequest:
    """A document that is asked for.

    Attributes:
        programme: the id of the notice.
        on: the day as of which the registry is asked, and which stands under the letter.
        notice_title: what the office calls the notice, with its number; as the notice says it if None.
        office: who makes it; the city's office of the notice if None.
        number: 发文字号; a blank to be filled in if None.
        to: the addressee, where the registry does not know it.
        contact: whom to ask, printed as it is given.
        kind: enterprises or markets alone.
        batch: of one batch alone.
        year: of which year; that of the day if None.
        since: from which day on; see each document.
        ids: these rows alone.
        days: for how many days a list is made public, its first and last day among them.
        show_numbers: print personal numbers whole.
        policies: how to read what the notices leave open.
    """

    programme: str
    on: date
    notice_title: str | None = None
    office: str | None = None
    number: str | None = None
    to: str | None = None
    contact: str | None = None
    kind: PartyKind | None = None
    batch: str | None = None
    year: int | None = None
    since: date | None = None
    ids: frozenset[int] = field(default_factory=frozenset)
    days: int = _PUBLIC_DAYS
    show_numbers: bool = False
    policies: ListPolicies = LIST_DEFAULT

    @property
    def notice(self) -> ListNotice:
        """The words of its notice."""
        return list_notice(self.programme)

    @property
    def rules(self) -> Programme:
        """The rules of its notice."""
        return programme(self.programme)

    @property
    def of_year(self) -> int:
        """Which year it is about."""
        return self.year or self.on.year

    def head(self, clause: Clause | None, /, **more: str) -> dict[str, Any]:
        """The texts that every document has, and more."""
        own = {"day": day_text(self.on), "listing": self.notice.listing, "short": self.notice.short}
        cited = self.notice.cited(clause, self.notice_title)
        own |= {"notice": self.notice_title or self.notice.notice, "year": str(self.of_year), "clause": cited}
        given = {"office": self.office or self.notice.city_office, "to": self.to or "", "contact": self.contact or ""}
        return {**own, **given, "document_number": self.number or "", **more}

    def number_of(self, clause: Clause | None) -> str:
        """Where a clause stands, without its words: a letter that cites it so has room on one page."""
        return self.notice.cited(clause, self.notice_title).partition("“")[0]

    def listed(self, registry: Registry, on: date | None = None, *, left: bool = False) -> RegistryRows:
        """The entries that it is about, masked; with those that have left, if asked for."""
        rows = registry.entries(on or self.on, self.programme, self.kind, left=left)
        return self.shown(each for each in rows if self.batch in (None, each["batch"]))

    def shown(self, rows: Any) -> RegistryRows:
        """Rows with personal numbers as they may be printed."""
        return list(rows) if self.show_numbers else masked_rows(rows)

    def chosen(self, rows: RegistryRows, name: str) -> RegistryRows:
        """Of rows those whose numbers, in the column `name`, are asked for."""
        return [each for each in rows if each[name] in self.ids]


class DocumentTexts(NamedTuple):
    """One document, in texts."""

    about: str  # what tells it from others of its kind: the name of a party; "" where there is one
    texts: Mapping[str, Any]  # the texts of its template
    rows: tuple[int, ...] = ()  # the numbers of the rows that it is made of


def day_text(day: date | str) -> str:
    """A day in a letter.

    >>> day_text("2017-03-09"), day_text("2017-03-09T09:05:00")
    ('2017年3月9日', '2017年3月9日')
    """
    return DATE.encode(str(day)[:10])


def moment_text(at: datetime | str) -> str:
    """A moment in a letter.

    >>> moment_text("2017-03-09T09:05:00"), moment_text("2017-03-09T16:00:00")
    ('2017年3月9日9时05分', '2017年3月9日16时')
    """
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    minutes = f"{moment.minute:02d}分" if moment.minute else ""
    return f"{day_text(moment.date())}{moment.hour}时{minutes}"


def list_number(row: Mapping[str, Any]) -> str:
    """The number of an entry, which tells enterprises from markets; as the office's own list has it, if it was there.

    >>> list_number({"kind": "market", "year": 2017, "number": 3})
    '市场2017第003号'
    """
    return row.get("own_number") or f"{cell_text('kind', row['kind'])}{row['year']}第{row['number']:03d}号"
