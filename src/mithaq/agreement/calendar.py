"""Dates as they are stated: a strict subset of EDTF (ISO 8601-2), docs/spec/agreement.md section 5.

Forms: ``2026-01-13`` (day), ``2026-01`` (month), ``2026`` (year), ``2026-34`` (second quarter:
33 to 36), each perhaps followed by ``?`` (uncertain) or ``~`` (approximate), and an interval of
two such, ``2027-10-25/2027-11-06``, of which at most one end may be open, written ``..``.
Years run from 0001 to 9998. One text for one meaning: nothing else is read, and ``format_date`` gives back the text read.
"""

from __future__ import annotations

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date, timedelta

from mithaq.record.refusal import Refusal

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~]?)\Z", re.ASCII)
_OPEN = ".."
_FIRST_QUARTER = 33
_LAST_QUARTER = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One end of a stated date: a day, a month, a quarter or a year, with its doubt."""

    text: str
    precision: str
    earliest: date
    latest: date
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A stated date: one part, or two with at most one of them open (None).

    ``interval`` tells the two forms apart: a single date has the same part at both ends.
    """

    start: Part | None
    end: Part | None
    interval: bool = False

    @property
    def earliest(self) -> date | None:
        """Give the first day it can mean, or None where the beginning is open."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        """Give the last day it can mean, or None where the end is open."""
        return self.end.latest if self.end else None

    @property
    def precision(self) -> str:
        """Give day, month, quarter, year or interval."""
        part = self.start or self.end
        return "interval" if self.interval or part is None else part.precision

    @property
    def uncertain(self) -> bool:
        """Tell whether either end is marked ``?``."""
        return any(part is not None and part.doubt == "?" for part in (self.start, self.end))

    @property
    def approximate(self) -> bool:
        """Tell whether either end is marked ``~``."""
        return any(part is not None and part.doubt == "~" for part in (self.start, self.end))


def parse_date(text: object) -> When:
    """Read a stated date; refuses ``date.form`` and ``date.order`` (the end before the start)."""
    if not isinstance(text, str):
        raise Refusal("date.form", value=repr(text))
    pieces = text.split("/")
    if len(pieces) == 1:
        part = _part(text)
        return When(start=part, end=part)
    if len(pieces) != 2 or pieces == [_OPEN, _OPEN]:
        raise Refusal("date.form", value=text)
    start, end = (None if piece == _OPEN else _part(piece) for piece in pieces)
    if start and end and (start.earliest > end.earliest or start.latest > end.latest):
        raise Refusal("date.order", value=text)
    return When(start=start, end=end, interval=True)


def format_date(when: When) -> str:
    """Write a stated date; the inverse of ``parse_date``."""
    start = when.start.text if when.start else _OPEN
    if not when.interval:
        return start
    return f"{start}/{when.end.text if when.end else _OPEN}"


def is_date(text: object) -> bool:
    """Tell whether ``parse_date`` would read ``text``."""
    try:
        parse_date(text)
    except Refusal:
        return False
    return True


def add_months(day: date, months: int) -> date:
    """Move ``day`` by ``months``; where the month is shorter, to its last day.

    Never fails: what would lie outside the calendar is its first or last day.
    """
    year, month = divmod(day.year * 12 + (day.month - 1) + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    return _last_day_kept(year, month + 1, day.day)


def add_days(day: date, days: int) -> date:
    """Move ``day`` forward by ``days``, at most to the calendar's last day."""
    return day + timedelta(days=min(days, (date.max - day).days))


def _last_day_kept(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, gregorian.monthrange(year, month)[1]))


def _part(text: str) -> Part:
    found = _PART.match(text)
    if not found:
        raise Refusal("date.form", value=text)
    year, month, day, doubt = found.groups()
    try:
        precision, earliest, latest = _bounds(int(year), month, day)
    except ValueError as error:
        raise Refusal("date.form", value=text) from error
    return Part(text=text, precision=precision, earliest=earliest, latest=latest, doubt=doubt)


def _bounds(year: int, month: str | None, day: str | None) -> tuple[str, date, date]:
    """Give precision and both ends; raises ValueError where the calendar has no such date."""
    if year == date.max.year:
        raise ValueError(year)  # the day after a stated date must exist
    if month is None:
        return "year", date(year, 1, 1), date(year, 12, 31)
    number = int(month)
    if day is not None:
        single = date(year, number, int(day))
        return "day", single, single
    if _FIRST_QUARTER <= number <= _LAST_QUARTER:
        first = (number - _FIRST_QUARTER) * 3 + 1
        return "quarter", date(year, first, 1), _last_day_kept(year, first + 2, 31)
    return "month", date(year, number, 1), _last_day_kept(year, number, 31)
