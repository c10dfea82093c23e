"""Stated dates, and what follows from them for a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.agreement.calendar import add_days, add_months, format_date, is_date, parse_date
from mithaq.agreement.clocks import (
    age_in_days,
    due_moment,
    entry_into_force,
    instant,
    overdue,
    validity,
    written,
)
from mithaq.record.refusal import Refusal

READ = {
    "2026-01-13": ("day", date(2026, 1, 13), date(2026, 1, 13)),
    "2026-02": ("month", date(2026, 2, 1), date(2026, 2, 28)),
    "2028-02~": ("month", date(2028, 2, 1), date(2028, 2, 29)),
    "2026?": ("year", date(2026, 1, 1), date(2026, 12, 31)),
    "2026-33": ("quarter", date(2026, 1, 1), date(2026, 3, 31)),
    "2026-36": ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
    "2027-10-25/2027-11-06": ("interval", date(2027, 10, 25), date(2027, 11, 6)),
    "2027-08/2028-06": ("interval", date(2027, 8, 1), date(2028, 6, 30)),
    "../2027": ("interval", None, date(2027, 12, 31)),
    "2027-34/..": ("interval", date(2027, 4, 1), None),
    "2027/2027": ("interval", date(2027, 1, 1), date(2027, 12, 31)),
}
UNREAD = (
    "", "..", "../..", "27", "2026-1-13", "2026-13", "2026-00", "2026-02-30", "2026-32", "2026-37", "2026-21", "13/01/2026",
    "2026-01-13T10:00", "2026%", "2026?~", "?2026", "2026-01-13 ", " 2026", "2026\n", "/2026", "2026/", "2026/2027/2028", "2026-XX",
    "Y2026", "-2026", "9999", "0000", "٢٠٢٦", None, 2026, ["2026"], "2027-34-01", "2026-01-13-",
)  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_a_stated_date_is_read_with_its_bounds_and_written_back(text):
    when = parse_date(text)
    assert (when.precision, when.earliest, when.latest) == READ[text]
    assert format_date(when) == text
    assert (when.uncertain, when.approximate) == ("?" in text, "~" in text)


@pytest.mark.parametrize("text", UNREAD)
def test_nothing_else_is_a_date(text):
    with pytest.raises(Refusal) as caught:
        parse_date(text)
    assert caught.value.code == "date.form"
    assert not is_date(text)


@pytest.mark.parametrize("text", ["2027/2026", "2027-06/2027", "2027-02-01/2027-01"])
def test_an_end_before_its_beginning_is_refused(text):
    with pytest.raises(Refusal) as caught:
        parse_date(text)
    assert caught.value.code == "date.order"


@given(st.text(alphabet="0123456789-/.?~X ", max_size=24))
def test_what_is_read_is_written_back_and_has_its_bounds_in_order(text):
    if is_date(text):
        when = parse_date(text)
        assert format_date(when) == text
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest


def test_due_is_the_end_of_the_period_in_the_owners_capital():
    offsets = lambda party, day: 300 if party == "pk" else 0  # noqa: E731
    assert written(due_moment("2027-06", party="pk", offsets=offsets)) == "2027-06-30T19:00:00Z"
    assert written(due_moment("2027-06", party="ma", offsets=offsets)) == "2027-07-01T00:00:00Z"
    assert due_moment("2027/..", party="ma") is None
    assert not overdue("2027/..", party="ma", as_of="2999-01-01T00:00:00Z")
    assert overdue("9998", party="pk", as_of="9999-01-01T00:00:00Z")


@pytest.mark.parametrize(
    "text",
    [
        "2027",
        "2027-01-01T00:00:00+01:00",
        "2027-01-01T00:00:00.5Z",
        "2027-02-30T00:00:00Z",
        None,
        7,
    ],
)
def test_a_moment_is_a_second_in_utc(text):
    with pytest.raises(Refusal) as caught:
        instant(text)
    assert caught.value.code == "date.instant"


def test_a_day_stands_for_its_first_second():
    assert instant("2027-01-10") == instant("2027-01-10T00:00:00Z")


def test_silence_is_counted_in_whole_days_and_never_negative():
    assert age_in_days("2027-01-01T12:00:00Z", as_of="2027-01-03T11:59:59Z") == 1
    assert age_in_days("2027-01-03T00:00:00Z", as_of="2027-01-01T00:00:00Z") == 0


def test_entry_into_force_by_each_rule():
    first, last = date(2026, 2, 1), date(2026, 3, 1)

    def enter(rule, **more):
        return entry_into_force(rule, **{"signed": None, "notified": (), "stated": None, **more})

    assert enter("on_signature", signed=first) == first
    assert enter("on_last_notification", notified=(first, last), days=30) == date(2026, 3, 31)
    assert enter("on_last_notification", notified=(first, None)) is None
    assert enter("on_date", stated=last) == last
    assert enter(None, signed=first) is None
    assert enter("on_signature", signed=first, days=2**53) == date.max


def test_an_end_moves_by_tacit_renewal_until_notice_is_given():
    def life(**more):
        return validity(
            date(2026, 1, 13),
            **{
                "months": 60,
                "renewal_months": 12,
                "notice_months": 6,
                "notice_given": False,
                "as_of": date(2032, 6, 1),
                **more,
            },
        )

    assert (life().ends_on, life().renewed, life().notice_by) == (
        date(2033, 1, 13),
        2,
        date(2032, 7, 13),
    )
    assert life(notice_given=True).ends_on == date(2031, 1, 13)
    assert life(months=None).ends_on is None
    assert life(months=2**53).ends_on == date.max
    assert life(as_of=date.max, renewal_months=2**53).ends_on == date.max


def test_months_keep_to_the_calendar():
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2027, 3, 31), -1) == date(2027, 2, 28)
    assert add_months(date(2027, 12, 1), 1) == date(2028, 1, 1)
    assert (add_months(date.min, -1), add_days(date.max, 5)) == (date.min, date.max)
