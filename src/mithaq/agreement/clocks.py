"""What depends on the day one looks: overdue, silence, entry into force, expiry, notice.

No clock is read. ``as_of`` is an RFC 3339 UTC second (``2027-07-01T00:00:00Z``) or a day, which
means its first second; offsets from UTC are minutes; both are arguments. *Due* means the end of the stated period in the owner's capital,
the same moment on every node (docs/spec/agreement.md section 6).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mithaq.agreement.calendar import add_days, add_months, parse_date
from mithaq.record.refusal import Refusal

#: Minutes east of UTC in the capital of a party on a day.
Offsets = Callable[[str, date], int]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII).fullmatch
_FORM = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII).fullmatch


def utc_everywhere(party: str, day: date) -> int:
    """Give no offset: for parties whose capital's time is not known."""
    del party, day
    return 0


def instant(text: object) -> datetime:
    """Read an RFC 3339 UTC second, or a day, which means its first; refuses ``date.instant``."""
    if isinstance(text, str) and _DAY(text):
        text += "T00:00:00Z"
    if not isinstance(text, str) or not _FORM(text):
        raise Refusal("date.instant", value=str(text))
    try:
        return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    except ValueError as error:
        raise Refusal("date.instant", value=text) from error


def written(moment: datetime) -> str:
    """Write a moment as an RFC 3339 UTC second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def due_moment(due: str, *, party: str, offsets: Offsets = utc_everywhere) -> datetime | None:
    """Give the first moment after the stated period in ``party``'s capital; None if it is open."""
    last = parse_date(due).latest
    if last is None:
        return None
    midnight = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    return midnight - timedelta(minutes=offsets(party, last))


def overdue(due: str, *, party: str, as_of: str, offsets: Offsets = utc_everywhere) -> bool:
    """Tell whether the stated period has ended in ``party``'s capital at ``as_of``."""
    moment = due_moment(due, party=party, offsets=offsets)
    return moment is not None and instant(as_of) >= moment


def age_in_days(since: str, *, as_of: str) -> int:
    """Give whole days from ``since`` to ``as_of``, never below zero: a time is only a claim."""
    return max(0, (instant(as_of) - instant(since)).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """The dates of an instrument's legal life, each None where it cannot be told.

    ``renewed`` counts tacit renewals before ``as_of``; ``notice_by`` is the last day on which a
    notice still stops the next renewal or the end.
    """

    in_force_from: date | None = None
    ends_on: date | None = None
    renewed: int = 0
    notice_by: date | None = None


def entry_into_force(
    rule: str | None,
    *,
    signed: date | None,
    notified: tuple[date | None, ...],
    stated: date | None,
    days: int = 0,
) -> date | None:
    """Give the day of entry into force under ``rule``; None where a date it needs is missing.

    ``on_signature``, ``on_last_notification`` and ``on_date`` are the three rules; ``days`` is the
    delay the clause adds. ``notified`` holds one entry a party: all of them must have notified.
    """
    if rule == "on_signature":
        first = signed
    elif rule == "on_last_notification":
        dates = [day for day in notified if day is not None]
        first = max(dates) if dates and len(dates) == len(notified) else None
    else:
        first = stated if rule == "on_date" else None
    return None if first is None else add_days(first, days)


def validity(
    in_force_from: date | None, *, months: int | None, renewal_months: int | None, notice_months: int | None,
    notice_given: bool, as_of: date,
) -> Validity:  # fmt: skip
    """Fold duration and tacit renewal up to ``as_of``.

    An instrument without a stated duration does not end. With tacit renewal it is renewed at each
    end for ``renewal_months`` unless notice was given; the first end after ``as_of`` is told.
    """
    if in_force_from is None or months is None or months <= 0:
        return Validity(in_force_from=in_force_from)
    ends, renewed = add_months(in_force_from, months), 0
    while renewal_months and not notice_given and ends <= as_of and ends != date.max:
        renewed += 1
        ends = add_months(in_force_from, months + renewed * renewal_months)
    notice = add_months(ends, -notice_months) if notice_months else None
    return Validity(in_force_from=in_force_from, ends_on=ends, renewed=renewed, notice_by=notice)
