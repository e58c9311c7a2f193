"""What a mail itself says, and what it asks: that a form be corrected, that an application be taken back."""

import re
from dataclasses import dataclass

from ipforms.codes.masking import masked_text
from ipforms.messages import Bilingual, Note
from ipforms.text.regex import regex

_CORRECTS = regex("为准|更正|改[为成]|应[为是]|有误|作废|[填写]错|漏填")  # words of a mail that change its form
_TAKES_BACK = regex(
    r"(?:撤回|撤销|放弃|退出)(?:本次|此次|该)?(?:申报|申请|推荐) | 不再(?:参[加与])?(?:本次|此次)?申报(?!专利|商标)",
    re.VERBOSE,
)
_AROUND = 10  # characters that a message shows of what stands around the words
_EXCERPT = 40  # characters of both
_QUOTED = 120  # characters of a mail that a message quotes
_OF_ANOTHER = regex(
    r"""^\W*(?:
        [-_=—*]{2,}\s*(?:原始?邮件|转发|回复|original|forwarded|replied)[^\n]{0,30}    # -----原始邮件-----
      | (?:begin\ forwarded\ message|(?:开始|以下[为是]?)转发的?(?:邮件|信息))\s*[:：]\W*   # Apple's mail program
      | (?:在|于|on\b|at\b)?[^\n]*\d[^\n]*(?:写道|wrote)\s*[:：]\W*                     # 在 2022-05-16，张三写道：
      | (?:发件人|寄件人|from)\W*[:：][^\n]*\n(?:[^\n]*\n){0,3}?
        \W*(?:发送(?:时间|日期)|日期|时间|收件人|主题|sent|date|to|subject)\W*[:：][^\n]*  # its headers
    )$""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""Where programs of mails begin what is answered or passed on: Outlook, QQ, 163, Gmail, Apple."""
_RULE = regex(r"\A\W*[-_=—*]{2,}[^\n]*\n?")  # -----原始邮件-----, which says no more than that another mail begins
_REPLY = regex(r"\s*(?:re|回复|答复)\s*[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailWords:
    """The words of a mail.

    Attributes:
        own: its subject, and what its sender wrote.
        of_another: what stands below that of another mail, which it answers or passes on.
        is_reply: whether it answers one, which then is most likely of the office.
    """

    own: str = ""
    of_another: str = ""
    is_reply: bool = False

    @classmethod
    def of(cls, subject: str, text: str, most: int) -> "MailWords":
        """The words of a subject and a text; lines that are quoted with `>` are left out.

        >>> MailWords.of("转发：申报", "请查收。\\n-----原始邮件-----\\n发件人：甲\\n专利应为2件", 80)
        MailWords(own='转发：申报 请查收。', of_another='发件人：甲 专利应为2件', is_reply=False)
        """
        lines = [line.strip() for line in text.splitlines()]
        whole = "\n".join(line for line in lines if line and not line.startswith(">"))
        found = _OF_ANOTHER.search(whole)
        own, below = (whole[: found.start()], _RULE.sub("", whole[found.start() :])) if found else (whole, "")
        return cls(_line(f"{subject} {own}")[:most], _line(below)[:most], _REPLY.match(subject) is not None)

    def __bool__(self) -> bool:
        return bool(self.own or self.of_another)

    @property
    def corrects(self) -> bool:
        """Whether they change what a form says, or what they pass on may do so, or take it back."""
        passed_on = "" if self.is_reply else self.of_another
        return (_CORRECTS.search(f"{self.own}\n{passed_on}") or _TAKES_BACK.search(passed_on)) is not None

    @property
    def withdrawal(self) -> str:
        """The words by which its sender takes an application back, and what stands around them; or ""."""
        return withdrawal_in(self.own, _TAKES_BACK)

    def quoted(self) -> str | Bilingual:
        """Them as a message quotes them."""
        own, below = (masked_text(text, _QUOTED) for text in (self.own, self.of_another))
        return Bilingual("intake.mail_words", {"own": own, "below": below}) if below else own

    def note(self, name: str, *, is_alone: bool = False) -> Note:
        """The note on them, of a mail of this name; one without attachments says what no form beside it does."""
        asks = self.corrects or is_alone
        return Note("roster.mail_asks" if asks else "roster.mail", {"other": name, "text": self.quoted()})


NO_WORDS = MailWords()


def withdrawal_in(text: str, pattern: re.Pattern[str]) -> str:
    """The words of a text that take an application back, and what stands around them; or ""."""
    found = pattern.search(text)
    return masked_text(text[max(0, found.start() - _AROUND) : found.end() + _AROUND], _EXCERPT) if found else ""


def _line(text: str) -> str:
    return " ".join(text.split())
