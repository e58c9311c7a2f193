"""Days and times of the office: ISO texts, without a zone. All of China has one time and no summer time."""

from datetime import UTC, date, datetime, timedelta

_BEIJING = timedelta(hours=8)  # UTC+8, the time of all offices in China


def stamp(at: datetime) -> str:
    """A moment as it is stored; one with a zone is told in the office's time.

    >>> stamp(datetime(2017, 3, 20, 9, 5)), stamp(datetime(2017, 3, 20, 1, 5, tzinfo=UTC))
    ('2017-03-20T09:05:00', '2017-03-20T09:05:00')
    """
    return office_time(at).isoformat(timespec="seconds")


def office_time(at: datetime) -> datetime:
    """A moment in the office's time, without a zone."""
    return at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None) + _BEIJING


def start_of(on: date) -> datetime:
    """The moment that a day begins, or the moment itself.

    >>> start_of(date(2017, 3, 20))
    datetime.datetime(2017, 3, 20, 0, 0)
    """
    return office_time(on) if isinstance(on, datetime) else datetime(on.year, on.month, on.day)
