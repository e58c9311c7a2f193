"""What speaks against a title that an applicant claims: the words beside the 是, and the day on which it ended."""

from datetime import date

from ipforms.codecs import ClaimCodec
from ipforms.codecs.codec import quoted
from ipforms.codecs.title_words import last_days
from ipforms.messages import Note
from ipforms.rules.checks.date_checks import date_span
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.record_texts import codecs_of

_SHOWN = 40  # characters of the words that a message repeats


def claim_doubt(facts: RecordFacts, path: str, dated: str = "") -> Note | None:
    """Why the yes of a claim proves nothing; None where it does, or where there is none.

    Args:
        facts: what the form says.
        path: the field of the claim.
        dated: the field with the day of the application.
    """
    codec, claim = codecs_of(type(facts.record), (path,))[path], facts.value(path)
    if not isinstance(codec, ClaimCodec) or not claim or not claim.held or not claim.detail:
        return None
    if doubt := codec.doubt({"held": claim.held, "detail": claim.detail}):
        return doubt
    ends = [date_span(end).last for end in last_days(claim.detail)]
    on = _day(facts, dated)
    if not ends or on is None or max(ends) >= on:
        return None
    return Note("claim.ended", {"text": quoted(claim.detail, _SHOWN), "on": on.isoformat()})


def _day(facts: RecordFacts, dated: str) -> date | None:
    """The day of the application; that of the check where the form bears none, or one to come."""
    written = facts.value(dated) if dated else None
    days = (date_span(written).first if written else None, facts.on)
    return min((day for day in days if day), default=None)
