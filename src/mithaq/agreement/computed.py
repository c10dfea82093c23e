"""What follows from dates on record, for a day that is an argument: the computed rows.

Nothing here changes the fold: two readers who look on the same day see the same, and one who
gives no day sees only what was stated. Spec: docs/spec/agreement.md section 6.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mithaq.agreement.calendar import add_months, is_date, parse_date
from mithaq.agreement.clocks import Validity, entry_into_force, instant, validity
from mithaq.agreement.value import stated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mithaq.agreement.step import Step

_IN_FORCE = ("in_force", "amended", "provisionally_applied")
#: A body is dormant after so many of its own periods without a session.
MISSED_PERIODS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A state that only a date decides, since when, and the dates it rests on."""

    state: str
    on: str | None = None
    dates: Mapping[str, Any] = field(default_factory=dict)


def last_day(text: object) -> date | None:
    """Give the last day a stated date can mean; None where it is none, or its end is open."""
    return parse_date(text).latest if is_date(text) else None


def computed(kind: str | None, *, state: str, fields: Mapping[str, Any], steps: tuple[Step, ...], sides: tuple[str, ...], as_of: str) -> Computed:  # fmt: skip
    """Compute where a record stands on the day of ``as_of``, from ``steps`` that count."""
    today = instant(as_of).date()
    if kind == "instrument":
        return _instrument(state, fields, steps=steps, sides=sides, today=today)
    if kind == "body":
        return _body(state, fields, steps, today)
    if kind == "programme" and state == "signed":
        year = stated(fields, "year")
        begun = year is not None and today.year >= year
        return Computed(
            state="executing" if begun else state, on=f"{year}-01-01" if begun else None
        )
    return Computed(state=state)


def _instrument(state: str, fields: Mapping[str, Any], *, steps: tuple[Step, ...], sides: tuple[str, ...], today: date) -> Computed:  # fmt: skip
    entered = entered_on(fields, steps, sides)
    if state in ("signed", "awaiting_procedures") and entered is not None and entered <= today:
        state = "in_force"
    if state == "notice_given":
        end = notice_ends(fields, steps)
        dates = {"ends_on": end.isoformat()} if end else {}
        return Computed(state="terminated" if end and end <= today else state, on=end.isoformat() if end and end <= today else None, dates=dates)  # fmt: skip
    life = validity(
        entered, months=stated(fields, "duration_months"), renewal_months=stated(fields, "renewal_months"),
        notice_months=stated(fields, "notice_months"), notice_given=False, as_of=today,
    )  # fmt: skip
    if state in _IN_FORCE and life.ends_on is not None and life.ends_on <= today:
        return Computed(state="expired", on=life.ends_on.isoformat(), dates=_dates(life))
    since = entered.isoformat() if state == "in_force" and entered else None
    return Computed(state=state, on=since, dates=_dates(life))


def entered_on(
    fields: Mapping[str, Any], steps: tuple[Step, ...], sides: tuple[str, ...]
) -> date | None:
    """Give the day of entry into force: as both confirmed it, else by the clause's rule."""
    confirmed = [last_day(step.data.get("date")) for step in steps if step.code == "confirm_entry"]
    if any(confirmed):
        return max(day for day in confirmed if day)
    signing = [last_day(step.data.get("date")) for step in steps if step.code == "sign"]
    signed = last_day(stated(fields, "signed_on")) or max(
        (day for day in signing if day), default=None
    )
    told = {
        step.party: last_day(step.data.get("date"))
        for step in steps
        if step.code == "notify_procedures"
    }
    return entry_into_force(
        stated(fields, "entry_rule"), signed=signed, notified=tuple(told.get(side) for side in sides),
        stated=last_day(stated(fields, "entry_date")), days=stated(fields, "entry_delay_days") or 0,
    )  # fmt: skip


def notice_ends(fields: Mapping[str, Any], steps: tuple[Step, ...]) -> date | None:
    """Give the day the last notice takes effect: its months run from receipt."""
    received = [last_day(step.data.get("received")) for step in steps if step.code == "give_notice"]
    latest = max((day for day in received if day), default=None)
    months = stated(fields, "notice_months")
    return add_months(latest, months) if latest and months else None


def _dates(life: Validity) -> dict[str, Any]:
    days = {
        "in_force_from": life.in_force_from,
        "ends_on": life.ends_on,
        "notice_by": life.notice_by,
    }
    told: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day is not None}
    return told | ({"renewed": life.renewed} if life.renewed else {})


def _body(state: str, fields: Mapping[str, Any], steps: tuple[Step, ...], today: date) -> Computed:
    months = stated(fields, "frequency_months")
    days = [last_day(step.data.get("date")) for step in steps if step.code == "hold_session"]
    held = max((day for day in days if day), default=None)
    if state != "active" or not months or held is None:
        return Computed(state=state)
    due, missed = add_months(held, months), add_months(held, months * MISSED_PERIODS)
    dates = {"last_session": held.isoformat(), "next_due": due.isoformat()}
    dormant = missed <= today
    return Computed(
        state="dormant" if dormant else state,
        on=missed.isoformat() if dormant else None,
        dates=dates,
    )
