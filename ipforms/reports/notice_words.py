"""The sentences of the notice of corrections, in the language of an office; the English twin says the same."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from ipforms.messages import Severity
from ipforms.reports.chinese_numerals import chinese
from ipforms.reports.finding_text import FindingLocation
from ipforms.reports.official_letter import chinese_date

Deadline = datetime.date | int | None


class NoticeWords(ABC):
    """What a language must be able to say."""

    title: ClassVar[str]
    number: ClassVar[str]
    addressee: ClassVar[str]
    applicant: ClassVar[str]
    sections: ClassVar[Mapping[Severity, str]]
    leads: ClassVar[Mapping[Severity, tuple[str, str]]]
    concerned: ClassVar[str]
    handing_in: ClassVar[str]
    end: ClassVar[str]
    contact: ClassVar[str]

    @abstractmethod
    def opening(self, title: str, file: str, received: datetime.date | None, asked: Sequence[Severity]) -> str:
        """Which form it is about, and what is asked."""

    @abstractmethod
    def section(self, order: int, name: str) -> str:
        """The heading of a section."""

    @abstractmethod
    def item(self, order: int, spots: Sequence[FindingLocation]) -> str:
        """The heading of an item."""

    @abstractmethod
    def spots(self, spots: Sequence[FindingLocation]) -> str:
        """All that one item is about."""

    @abstractmethod
    def list_of(self, sentences: Sequence[str]) -> str:
        """One sentence, or several with numbers."""

    @abstractmethod
    def clause(self, clause: str) -> str:
        """The clause in brackets; "" where there is none."""

    @abstractmethod
    def return_by(self, title: str, deadline: Deadline) -> str:
        """What to do, until when."""

    @abstractmethod
    def doubts(self, office: str) -> str:
        """What to do about what is right as it is, or is not clear."""

    @abstractmethod
    def day(self, day: datetime.date) -> str:
        """A date."""


class _Chinese(NoticeWords):
    title = "补正通知书"
    number = "〔　　　　〕　　号"
    addressee = "{}："
    applicant = "申报单位"
    sections: ClassVar = {
        Severity.ERROR: "须补正的事项",
        Severity.WARNING: "请核实的事项",
        Severity.ATTACHMENT: "须补充的材料",
    }
    leads: ClassVar = {
        Severity.ERROR: ("存在问题：", "补正要求："),
        Severity.WARNING: ("情况说明：", "核实要求："),
        Severity.ATTACHMENT: ("情况说明：", "材料要求："),
    }
    concerned = "涉及栏目："
    handing_in = "办理要求"
    end = "特此通知。"
    contact = "（联系方式：{}）"
    _asked: ClassVar = {Severity.ERROR: "补正", Severity.WARNING: "核实", Severity.ATTACHMENT: "补充材料"}

    def opening(self, title: str, file: str, received: datetime.date | None, asked: Sequence[Severity]) -> str:
        when = f"于{self.day(received)}" if received else ""
        name = f"（文件名：{file}）" if file else ""
        *others, final = (self._asked[severity] for severity in asked)
        verbs = f"{'、'.join(others)}和{final}" if others else final
        return f"你单位{when}报送的《{title}》{name}收悉。经审核，尚有下列事项需要{verbs}，现一次性告知如下："

    def section(self, order: int, name: str) -> str:
        return f"{chinese(order)}、{name}"

    def item(self, order: int, spots: Sequence[FindingLocation]) -> str:
        if not spots:
            about = "关于报送的文件"
        else:
            about = spots[0].text() if len(spots) == 1 else f"{spots[0].label or spots[0].place}等{len(spots)}处"
        return f"（{chinese(order)}）{about}"

    def spots(self, spots: Sequence[FindingLocation]) -> str:
        return "；".join(spot.text() for spot in spots) + "。"

    def list_of(self, sentences: Sequence[str]) -> str:
        if len(sentences) == 1:
            return sentences[0]
        return "".join(f"（{position}）{sentence}" for position, sentence in enumerate(sentences, 1))

    def clause(self, clause: str) -> str:
        return f"（依据：{clause}）" if clause else ""

    def return_by(self, title: str, deadline: Deadline) -> str:
        if deadline is None:
            by = "尽快"
        elif isinstance(deadline, int):
            by = f"自收到本通知书之日起{deadline}日内"
        else:
            by = f"于{self.day(deadline)}前（含当日）"
        again = f"并{by}将修改后的《{title}》及有关材料按原报送渠道重新报送"
        return f"请对照上述事项逐项办理，{again}。未列出的栏目请保持不变。"

    def doubts(self, office: str) -> str:
        we = "我局" if office.endswith("局") else "我单位"
        return f"经核实，原填写内容确实无误的，请在重新报送时附书面说明。对上述事项有疑问的，请与{we}联系。"

    def day(self, day: datetime.date) -> str:
        return chinese_date(day)


class _English(NoticeWords):
    title = "Notice of Corrections"
    number = "No. ____ of ____"
    addressee = "To {}:"
    applicant = "the applicant"
    sections: ClassVar = {
        Severity.ERROR: "Items to be corrected",
        Severity.WARNING: "Items to be checked",
        Severity.ATTACHMENT: "Papers to be supplied",
    }
    leads: ClassVar = {
        Severity.ERROR: ("Found: ", "To do: "),
        Severity.WARNING: ("Found: ", "To do: "),
        Severity.ATTACHMENT: ("Found: ", "To supply: "),
    }
    concerned = "Fields: "
    handing_in = "Handing in again"
    end = "Thank you for your attention."
    contact = "(Contact: {})"

    def opening(self, title: str, file: str, received: datetime.date | None, asked: Sequence[Severity]) -> str:
        when = f" on {self.day(received)}" if received else ""
        name = f" (file: {file})" if file else ""
        return (
            f"We have received the form 《{title}》{name} that you handed in{when}. After review, please see to these:"
        )

    def section(self, order: int, name: str) -> str:
        return f"{order}. {name}"

    def item(self, order: int, spots: Sequence[FindingLocation]) -> str:
        if not spots:
            return f"({order}) The file as a whole"
        more = f" and {len(spots) - 1} more" if len(spots) > 1 else ""
        return f"({order}) {spots[0].text('en')}{more}"

    def spots(self, spots: Sequence[FindingLocation]) -> str:
        return "; ".join(spot.text("en") for spot in spots) + "."

    def list_of(self, sentences: Sequence[str]) -> str:
        if len(sentences) == 1:
            return sentences[0]
        return " ".join(f"({position}) {sentence}" for position, sentence in enumerate(sentences, 1))

    def clause(self, clause: str) -> str:
        return f" (Source: {clause})" if clause else ""

    def return_by(self, title: str, deadline: Deadline) -> str:
        if deadline is None:
            by = "as soon as you can"
        elif isinstance(deadline, int):
            by = f"within {deadline} day(s) of receiving this notice"
        else:
            by = f"by {self.day(deadline)} (that day included)"
        return (
            f"Please see to each of these items and hand in the form 《{title}》 with its papers again {by}, "
            "in the same way as before. Leave all other fields as they are."
        )

    def doubts(self, office: str) -> str:
        return (
            "Where an entry proves to be right as it is, please say so in writing when you hand the form in again. "
            f"If anything is not clear, please ask {office}."
        )

    def day(self, day: datetime.date) -> str:
        return day.isoformat()


CHINESE: NoticeWords = _Chinese()
ENGLISH: NoticeWords = _English()
