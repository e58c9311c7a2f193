"""Ends of terms: hours by the clock, months and years by the calendar.

A term of months or years ends on the day of the same number; where the month has none, on its last day
(民法典第二百零二条: 没有对应日的，月末日为期间的最后一日). The day of the start is not counted (第二百零一条): a case
opened on 31 January is to be closed by the end of 28 February.
"""

import calendar
from datetime import date, datetime, timedelta

from ipforms.rules.policies import LIST_DEFAULT, ListPolicies

_SATURDAY = 5  # of `date.weekday`


def hours_after(start: datetime, hours: int) -> datetime:
    """The end of a term of clock hours; nights and rest days count.

    >>> hours_after(datetime(2017, 9, 30, 22, 15), 24)
    datetime.datetime(2017, 10, 1, 22, 15)
    """
    return start + timedelta(hours=hours)


def months_after(start: date, months: int, policies: ListPolicies = LIST_DEFAULT) -> date:
    """The last day of a term of months.

    >>> months_after(date(2017, 3, 15), 1), months_after(date(2017, 1, 31), 1), months_after(date(2016, 2, 29), 24)
    (datetime.date(2017, 4, 15), datetime.date(2017, 2, 28), datetime.date(2018, 2, 28))
    >>> months_after(date(2017, 3, 15), 1, ListPolicies(rest_days="extend"))
    datetime.date(2017, 4, 17)
    """
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    end = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    return _extended(end, policies) if policies.rest_days == "extend" else end


def _extended(end: date, policies: ListPolicies) -> date:
    while _is_rest(end, policies):
        end += timedelta(days=1)
    return end


def _is_rest(day: date, policies: ListPolicies) -> bool:
    return day in policies.holidays or (day.weekday() >= _SATURDAY and day not in policies.workdays)
