"""Content controls that LibreOffice has written several times.

LibreOffice 7.4 saves a control once for each run inside of it, each time with the whole text behind the run's own:
one that says 张三 comes back as three that say 张三, 张三张三 and 张三. Nobody typed that, so it is read once.
What gives it away is a run with two `w:t` side by side, which neither Word nor WPS writes.
"""

from __future__ import annotations

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.ooxml_names import SDT, SDT_CONTENT, T


def repeated(control: Element) -> str | None:
    """The text of a control that the next ones say again, or None."""
    following = control.getnext()
    if following is None or following.tag != SDT or not _has_twin_texts(following):
        return None
    text = _text(control)
    return text if text and _text(following).endswith(text) else None


def says_again(control: Element, text: str) -> bool:
    """Whether a control is one of those that say `text` again."""
    before = control.getprevious()
    return before is not None and before.tag == SDT and _text(control).endswith(text)


def _text(control: Element) -> str:
    return "".join(text.text or "" for text in control.iter(T))


def _has_twin_texts(control: Element) -> bool:
    content = control.find(SDT_CONTENT)
    texts = () if content is None else content.iter(T)
    return any(following is not None and following.tag == T for following in (text.getnext() for text in texts))
