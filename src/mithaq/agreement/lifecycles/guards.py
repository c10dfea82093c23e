"""Guards: what must hold, in the past of an act, before a row may move.

Each is named by the code a refusal carries (``docs/codes.md``). A guard reads contents as they
are: a field that is withheld, disputed or not stated does not meet it.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mithaq.agreement.calendar import is_date, parse_date
from mithaq.agreement.value import field_value, stated
from mithaq.agreement.vocabulary.activity_types import FORM_OF, PLANNED_BY_CONFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mithaq.agreement.lifecycles.case import Case

SETTLED = frozenset({"closed", "cancelled", "carried_over"})
DONE = frozenset({"carried_out", "reported", "closed"})

_RECORD = re.compile(r"[0-9a-f]{32}").fullmatch

#: planning step -> the type of activity whose agreed record it rests on
_CONFERENCE = {
    "hold_ipc": "initial_planning_conference",
    "hold_mpc": "main_planning_conference",
    "hold_fpc": "final_planning_conference",
}


# ------------------------------------------------------------ what a step's data must bring


def _has_text(data: Mapping[str, Any], name: str = "text") -> bool:
    text = data.get(name)
    if isinstance(text, dict):
        return any(isinstance(words, str) and words.strip() for words in text.values())
    return isinstance(text, str) and bool(text.strip())


def _names_record(data: Mapping[str, Any], name: str) -> str | None:
    ref = data.get(name)
    record = ref.get("record") if isinstance(ref, dict) else ref
    return record if isinstance(record, str) and _RECORD(record) else None


def _date_given(case: Case) -> bool:
    return is_date(case.data.get("date"))


def _reason_given(case: Case) -> bool:
    return isinstance(case.data.get("reason"), str) or _has_text(case.data)


def _receipt_given(case: Case) -> bool:
    return is_date(case.data.get("received"))


def _successor_named(case: Case) -> bool:
    successor = _names_record(case.data, "successor")
    return (
        successor is not None
        and successor != case.record
        and case.world.content(successor) is not None
    )


def _number_given(case: Case) -> bool:
    number = case.data.get("number")
    return type(number) is int and number > 0


def _actuals_given(case: Case) -> bool:
    people = case.data.get("participants")
    return _date_given(case) and type(people) is int and people >= 0


def _report_given(case: Case) -> bool:
    return _names_record(case.data, "report") is not None or _has_text(case.data)


def _office_named(case: Case) -> bool:
    return _has_text(case.data, "office") or _has_text(_leg(case), "office")


def _evidence_given(case: Case) -> bool:
    return bool(case.data.get("evidence")) or _has_text(case.data) or case.attached


def _leg(case: Case) -> Mapping[str, Any]:
    legs = stated(case.fields, "legs") or ()
    return next((leg for leg in legs if isinstance(leg, dict) and leg.get("party") == case.leg), {})


# ------------------------------------------------------------ instrument


def _texts_complete(case: Case) -> bool:
    languages = stated(case.fields, "authentic_languages")
    clauses = stated(case.fields, "clauses") or ()
    if not languages or not (clauses or case.attached):
        return False
    texts = [clause.get("text", {}) for clause in clauses if isinstance(clause, dict)]
    return all(language in text for text in texts for language in languages)


def _signature_named(case: Case) -> bool:
    place = field_value(case.fields, "place").stated or _has_text(case.data, "place")
    day = field_value(case.fields, "signed_on").stated or _date_given(case)
    signatories = stated(case.fields, "signatories") or ()
    named = {one.get("party") for one in signatories if isinstance(one, dict)}
    return place and day and named.issuperset(case.sides)


def _entry_known(case: Case) -> bool:
    notified = {
        party for party, told in case.told.items() if any(is_date(one.get("date")) for one in told)
    }
    return _date_given(case) or notified.issuperset(case.sides)


# ------------------------------------------------------------ body and programme


def _terms_stated(case: Case) -> bool:
    return any(field_value(case.fields, name).stated for name in ("mandate", "rules_of_procedure"))


def _section_named(case: Case) -> bool:
    section = case.data.get("section")
    sections = [section] if isinstance(section, dict) else stated(case.fields, "sections") or ()
    mine = [
        one
        for one in sections
        if isinstance(one, dict) and one.get("party", case.party) == case.party
    ]
    return any(one.get("head") and one.get("contacts") for one in mine)


def _session_named(case: Case) -> bool:
    return _names_record(case.data, "session") is not None and _date_given(case)


def _pins(case: Case) -> list[tuple[str, str]]:
    pins = stated(case.fields, "activities") or ()
    return [
        (pin["record"], pin["sha256"])
        for pin in pins
        if isinstance(pin, dict) and "record" in pin and "sha256" in pin
    ]


def _activities_pinned(case: Case) -> bool:
    return bool(_pins(case))


def _activities_agreed(case: Case) -> bool:
    pins = _pins(case)
    return bool(pins) and all(case.world.content(record) == sha256 for record, sha256 in pins)


def _activities_settled(case: Case) -> bool:
    pins = _pins(case)
    return bool(pins) and all(case.world.state(record) in SETTLED for record, _ in pins)


def _review_agreed(case: Case) -> bool:
    review = _names_record(case.data, "review")
    return review is not None and case.world.kind(review) == "review"


# ------------------------------------------------------------ activity


def _ready_to_accept(case: Case) -> bool:
    return not acceptance_gaps(case)


def acceptance_gaps(case: Case) -> tuple[str, ...]:
    """Name what an activity lacks to be accepted: fields, or areas whose status is not agreed.

    An event recorded after the fact lacks nothing: nobody states who paid for it.
    """
    if stated(case.fields, "origin") == "history":
        return ()
    gaps = [name for name in ("host", "cost_rule") if not field_value(case.fields, name).stated]
    contacts = stated(case.fields, "contacts") or ()
    with_contact = {one.get("party") for one in contacts if isinstance(one, dict)}
    if not with_contact.issuperset(case.sides):
        gaps.append("contacts")
    if stated(case.fields, "areas_waived") is not True:
        statuses = case.world.areas()
        gaps += [
            code
            for code in stated(case.fields, "areas") or ()
            if statuses.get(code, "agreed") != "agreed"
        ]
    return tuple(gaps)


def _past_dated(case: Case) -> bool:
    return stated(case.fields, "origin") == "history" and _date_given(case)


def _dates_and_place(case: Case) -> bool:
    return _fixed_dates(case.fields) and (
        field_value(case.fields, "place").stated
        or stated(case.fields, "mode") in ("video", "correspondence")
    )


def _fixed_dates(fields: Mapping[str, Any]) -> bool:
    period = stated(fields, "period")
    if not is_date(period):
        return False
    when = parse_date(period)
    parts = [part for part in (when.start, when.end) if part]
    return len(parts) == 2 and all(part.precision == "day" and not part.doubt for part in parts)


def _ready_to_confirm(case: Case) -> bool:
    return _dates_and_place(case) and not confirmation_gaps(case)


def confirmation_gaps(case: Case) -> tuple[str, ...]:
    """Name the states an activity's own tracks must reach before it can be confirmed."""
    kind = stated(case.fields, "type")
    if kind in PLANNED_BY_CONFERENCES:
        return () if case.states.get("planning") == "fpc_held" else ("fpc_held",)
    if FORM_OF.get(kind) == "visit":
        wanted = (
            ["visit_cleared"]
            if stated(case.fields, "access_needed") is True
            else ["visit_programme_agreed", "visit_cleared"]
        )
        return () if case.states.get("visit") in wanted else (wanted[0],)
    if FORM_OF.get(kind) == "training_place" and field_value(case.fields, "seats").stated:
        return (
            ()
            if case.states.get("place") in ("nominee_accepted", "enrolled", "completed")
            else ("nominee_accepted",)
        )
    return ()


def _own_record_agreed(case: Case) -> bool:
    record = _names_record(case.data, "record")
    if record is None or record == case.record:
        return False
    fields, kind = case.world.fields(record), case.world.kind(record)
    wanted = _CONFERENCE.get(case.step)
    if fields is None or kind not in ("activity", "minutes", "document"):
        return False
    return kind != "activity" or wanted is None or stated(fields, "type") == wanted


def _was_carried_out(case: Case) -> bool:
    return case.states.get("") in DONE


def _seats_stated(case: Case) -> bool:
    return field_value(case.fields, "seats").stated


GUARDS: Mapping[str, Callable[[Case], bool]] = MappingProxyType(
    {
        "guard.date_given": _date_given,
        "guard.reason_given": _reason_given,
        "guard.receipt_given": _receipt_given,
        "guard.successor_named": _successor_named,
        "guard.number_given": _number_given,
        "guard.actuals_given": _actuals_given,
        "guard.report_given": _report_given,
        "guard.office_named": _office_named,
        "guard.evidence_given": _evidence_given,
        "guard.texts_complete": _texts_complete,
        "guard.signature_named": _signature_named,
        "guard.entry_known": _entry_known,
        "guard.terms_stated": _terms_stated,
        "guard.section_named": _section_named,
        "guard.session_named": _session_named,
        "guard.activities_pinned": _activities_pinned,
        "guard.activities_agreed": _activities_agreed,
        "guard.activities_settled": _activities_settled,
        "guard.review_agreed": _review_agreed,
        "guard.ready_to_accept": _ready_to_accept,
        "guard.past_dated": _past_dated,
        "guard.dates_and_place": _dates_and_place,
        "guard.ready_to_confirm": _ready_to_confirm,
        "guard.own_record_agreed": _own_record_agreed,
        "guard.was_carried_out": _was_carried_out,
        "guard.seats_stated": _seats_stated,
    }
)


def unmet(guard: str, case: Case) -> str | None:
    """Give the code of the guard where it does not hold, else None; rows without a guard pass."""
    if not guard:
        return None
    code = f"guard.{guard}"
    return None if GUARDS[code](case) else code
