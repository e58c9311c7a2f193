"""What letters and tables call the list of each notice, its offices and the clauses that they cite."""

from dataclasses import dataclass, replace

from ipforms.rules import clauses
from ipforms.rules.clauses import Clause


@dataclass(frozen=True, slots=True)
class ListNotice:
    """One notice, in the words of official letters."""

    notice: str  # the notice, with its title and number; "" where its text does not say them
    listing: str  # what its list is called
    short: str  # whom the list is of, in a title
    city_office: str = ""  # the office that keeps the list
    upper_office: str = ""  # the office above that one; "" where the notice does not name it
    # the clause on making the list public; the one by which the city decides, where there is no other
    publicity: Clause | None = None
    leads: Clause | None = None  # the clause on handing leads over
    duties: tuple[str, ...] = ()  # what those who are taken into the list are told, point by point

    def cited(self, clause: Clause | None, title: str | None = None) -> str:
        """A clause in a letter.

        Args:
            clause: which one.
            title: what the office calls the notice; without it a notice that has no title is cited by a blank.

        >>> list_notice("jinhua").cited(clauses.JINHUA_HIGH_TECH, "《甲方案》（甲发〔2022〕1号）")
        '《甲方案》（甲发〔2022〕1号）三（一）1（1）“高新技术企业”'
        """
        if clause is None:
            return ""
        return replace(clause, document=title or (clause.document if self.notice else UNTITLED)).cited()


# What a letter has a line for: 26 characters, with the number before them
_LIAISON = "确定一名联络员并报我单位，变动时及时告知。"
_CHANGES = "名称、地址、联系人等变化的，及时告知。"
_LEADS = "发现侵权线索的，及时告知所在地知识产权部门。"

UNTITLED = "《____________》"  # A title that is to be filled in by hand
_NOTICES = {
    "jinhua": ListNotice(
        "",  # it calls itself “本方案”
        "金华市知识产权保护直通车重点企业名录库",
        "知识产权保护直通车重点企业",
        "金华市市场监督管理局",
        "",  # “省局”
        clauses.JINHUA_RECOGNITION,
        clauses.JINHUA_EXCHANGE,
        (_LIAISON, _CHANGES, _LEADS),
    ),
    "guangzhou": ListNotice(
        "《关于加强重点企业和重点市场知识产权行政保护的措施》（穗知〔2017〕5号）",
        "广州市知识产权行政保护重点企业、重点市场名录",
        "知识产权行政保护重点企业、重点市场",
        "广州市知识产权局",
        "广东省知识产权局",
        clauses.GUANGZHOU_PUBLICITY,
        clauses.GUANGZHOU_LEADS,
        (_LIAISON, _CHANGES, _LEADS, "不再具备入库条件的，退出重点保护机制。"),
    ),
}
_UNKNOWN = ListNotice("有关通知", "知识产权保护名录", "知识产权保护名录单位")


def list_notice(programme: str) -> ListNotice:
    """The words for a programme's list; general ones for a programme that is not known here.

    >>> list_notice("jinhua").city_office, list_notice("yiwu-liaison").listing
    ('金华市市场监督管理局', '知识产权保护名录')
    """
    return _NOTICES.get(programme, _UNKNOWN)
