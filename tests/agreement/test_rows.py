"""Each row of each lifecycle table says yes and no, and the no is for the right reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mithaq.agreement.computed import computed
from mithaq.agreement.fold import Folded, Setting, Track, fold
from mithaq.agreement.judge import wrong_step
from mithaq.agreement.lifecycles import LIFECYCLES, PLAIN
from mithaq.agreement.lifecycles.case import Case
from mithaq.agreement.lifecycles.guards import GUARDS
from mithaq.agreement.lifecycles.table import LEG, MAIN, STAYS, WHO
from mithaq.agreement.step import Step

V, OTHER_RECORD, OWN = "a" * 64, "b" * 32, "c" * 32
SHA = "d" * 64
TABLES = {**LIFECYCLES, "other kinds": PLAIN}
ROWS = [(kind, row) for kind, table in TABLES.items() for row in table.rows]
STATED = [(kind, row) for kind, row in ROWS if row.who not in ("version", "computed")]
NAMES = lambda rows: [f"{kind}:{row.track}:{'/'.join(row.before)}-{row.step}" for kind, row in rows]  # noqa: E731


class World:
    """Other records as a guard would find them."""

    def __init__(self, **found):
        self.found = found

    def kind(self, record):
        return self.found.get("kind", "activity") if record == OTHER_RECORD else None

    def fields(self, record):
        return (
            {"type": {"is": self.found.get("type", "seminar")}} if record == OTHER_RECORD else None
        )

    def content(self, record):
        return SHA if record == OTHER_RECORD else None

    def state(self, record):
        return self.found.get("state", "closed")

    def areas(self):
        return self.found.get("areas", {})


def stated(**fields):
    return {name: {"is": value} for name, value in fields.items()}


TEXT = {"en": {"text": "words", "role": "working"}}
READY = stated(
    host="ma", cost_rule="own", contacts=[{"party": "ma"}, {"party": "pk"}], areas=["training"]
)
FIXED = stated(period="2027-10-25/2027-11-06", place=TEXT, type="seminar")
PIN = stated(activities=[{"record": OTHER_RECORD, "sha256": SHA}])
#: guard -> (what the case must bring for a yes, what makes it a no)
BRINGS = {
    "guard.date_given": ({"data": {"date": "2027-01-19"}}, {"data": {"date": "someday"}}),
    "guard.reason_given": ({"data": {"reason": "dates"}}, {"data": {"text": {"en": "  "}}}),
    "guard.receipt_given": ({"data": {"received": "2027-01-19"}}, {"data": {"date": "2027-01-19"}}),
    "guard.successor_named": ({"data": {"successor": {"record": OTHER_RECORD}}}, {"data": {"successor": {"record": OWN}}}),
    "guard.number_given": ({"data": {"number": 1}}, {"data": {"number": 0}}),
    "guard.actuals_given": ({"data": {"date": "2027", "participants": 4}}, {"data": {"date": "2027"}}),
    "guard.report_given": ({"data": {"report": {"record": OTHER_RECORD}}}, {"data": {"report": "later"}}),
    "guard.office_named": ({"data": {"office": "Training bureau"}}, {"data": {}}),
    "guard.evidence_given": ({"data": {"text": {"en": "held"}}}, {"data": {}}),
    "guard.texts_complete": (
        {"fields": stated(authentic_languages=["en"], clauses=[{"number": "1", "text": TEXT}])},
        {"fields": stated(authentic_languages=["en", "ar"], clauses=[{"number": "1", "text": TEXT}])},
    ),
    "guard.signature_named": (
        {"fields": stated(signed_on="2026-01-13", place=TEXT, signatories=[{"party": "ma"}, {"party": "pk"}])},
        {"fields": stated(signed_on="2026-01-13", place=TEXT, signatories=[{"party": "ma"}])},
    ),
    "guard.entry_known": (
        {"told": {"ma": ({"date": "2026-02"},), "pk": ({"date": "2026-03"},)}},
        {"told": {"ma": ({"date": "2026-02"},)}},
    ),
    "guard.terms_stated": ({"fields": stated(mandate=TEXT)}, {"fields": {"mandate": {"withheld_by": "pk"}}}),
    "guard.section_named": (
        {"data": {"section": {"head": TEXT, "contacts": [{"office": TEXT}]}}},
        {"data": {"section": {"head": TEXT}}},
    ),
    "guard.session_named": ({"data": {"session": {"record": OTHER_RECORD}, "date": "2027-01"}}, {"data": {"date": "2027-01"}}),
    "guard.activities_pinned": ({"fields": PIN}, {"fields": {}}),
    "guard.activities_agreed": ({"fields": PIN}, {"fields": stated(activities=[{"record": OTHER_RECORD, "sha256": "0" * 64}])}),
    "guard.activities_settled": ({"fields": PIN}, {"fields": PIN, "world": World(state="confirmed")}),
    "guard.review_agreed": (
        {"data": {"review": {"record": OTHER_RECORD}}, "world": World(kind="review")},
        {"data": {"review": {"record": OTHER_RECORD}}, "world": World(kind="activity")},
    ),
    "guard.ready_to_accept": ({"fields": READY}, {"fields": READY, "world": World(areas={"training": "possible"})}),
    "guard.dates_and_place": ({"fields": FIXED}, {"fields": FIXED | stated(period="2027-10")}),
    "guard.past_dated": (
        {"fields": stated(origin="history"), "data": {"date": "2020-02"}},
        {"fields": stated(origin="programme"), "data": {"date": "2020-02"}},
    ),
    "guard.ready_to_confirm": (
        {"fields": FIXED | stated(type="field_training_exercise"), "states": {"planning": "fpc_held"}},
        {"fields": FIXED | stated(type="field_training_exercise"), "states": {"planning": "mpc_held"}},
    ),
    "guard.own_record_agreed": (
        {"data": {"record": {"record": OTHER_RECORD}}, "world": World(kind="minutes")},
        {"data": {"record": {"record": OWN}}},
    ),
    "guard.was_carried_out": ({"states": {"": "carried_out"}}, {"states": {"": "confirmed"}}),
    "guard.seats_stated": ({"fields": stated(seats=1)}, {"fields": {}}),
}  # fmt: skip


def theirs(row):
    """Name who may take the row's step, and who may not, with a leg of ma and a host ma."""
    if row.who in ("owner", "host"):
        return "ma", "pk"
    return ("pk", "ma") if row.who == "other" else ("ma", None)


def put(kind, row, *, state=None, party=None, guard=0):
    """Judge the row's step, with everything in order except what is said."""
    name = "ma" if row.track == LEG else row.track
    lifecycle = TABLES[kind]
    brings = dict(BRINGS[f"guard.{row.guard}"][guard]) if row.guard else {}
    fields = {
        **(stated(host="ma") if lifecycle.kind == "activity" else {}),
        **brings.pop("fields", {}),
    }
    states = {name: state or row.before[0], **brings.pop("states", {})}
    tracks = {one: Track(state=where) for one, where in states.items()}
    folded = Folded(tracks=tracks, fates={}, chain=(V,), legs=("ma",) if row.track == LEG else ())
    case = Case(
        party=party or theirs(row)[0], step=row.step, record=OWN, sides=("ma", "pk"), leg="ma" if row.track == LEG else None,
        fields=fields, states=states, world=brings.pop("world", World()), **brings,
    )  # fmt: skip
    return wrong_step(case, lifecycle=lifecycle, folded=folded, in_hand=(V,), on=V, author="ma")


@pytest.mark.parametrize(("kind", "row"), STATED, ids=NAMES(STATED))
def test_row_says_yes_from_each_of_its_states(kind, row):
    for state in row.before:
        assert put(kind, row, state=state) is None


@pytest.mark.parametrize(("kind", "row"), STATED, ids=NAMES(STATED))
def test_row_says_no_from_any_other_state(kind, row):
    states = {state for each in TABLES[kind].rows for state in (*each.before, each.after)} - {STAYS}
    mine = {
        state for each in TABLES[kind].rows_for(row.step, track=row.track) for state in each.before
    }
    assert states - mine
    for state in states - mine:
        assert put(kind, row, state=state) == "step.state"


ONE_SIDED = [(kind, row) for kind, row in STATED if row.who in ("owner", "other", "host")]


@pytest.mark.parametrize(("kind", "row"), ONE_SIDED, ids=NAMES(ONE_SIDED))
def test_row_says_no_to_the_wrong_party(kind, row):
    assert put(kind, row, party=theirs(row)[1]) == "step.party"


GUARDED = [(kind, row) for kind, row in STATED if row.guard]


@pytest.mark.parametrize(("kind", "row"), GUARDED, ids=NAMES(GUARDED))
def test_row_says_no_where_its_guard_is_unmet(kind, row):
    assert put(kind, row, guard=1) == f"guard.{row.guard}"


def a_step(row, party, *, number, wrong=None):
    return Step(
        id=f"{number:064x}", number=number, party=party, author=party, code=row.step, time="", office="es", on=V, index=1,
        leg="ma" if row.track == LEG else None, wrong=wrong,
    )  # fmt: skip


def run(kind, row, *parties, legs=("ma",), before=None, chain=(V,), listed=False):
    """Fold the row's step by ``parties`` from the state the row begins in."""
    name = LEG if row.track == LEG else row.track
    begins = ((name, before or row.before[0]),)
    # The version that is agreed already must not move the track while the row is on trial.
    rows = tuple(each for each in TABLES[kind].rows if row.step == "agree" or each.step != "agree")
    lifecycle = replace(TABLES[kind], begins=begins, rows=rows)
    setting = Setting(
        lifecycle=lifecycle, sides=("ma", "pk"), single=False, legs_of=lambda _: legs, listed=listed,
        saw=lambda later, earlier: later > earlier, number_of=lambda act: int(act, 16), rank=lambda _: ("ma", "pk"),
    )  # fmt: skip
    steps = [a_step(row, party, number=place) for place, party in enumerate(parties, start=1)]
    folded = fold(steps, chain=chain, first=None, setting=setting)
    return folded, folded.tracks.get("ma" if row.track == LEG else name)


MOVING = [(kind, row) for kind, row in STATED if row.track != LEG]


@pytest.mark.parametrize(("kind", "row"), MOVING, ids=NAMES(MOVING))
def test_row_moves_its_track_to_where_it_says(kind, row):
    parties = ("ma", "pk") if row.who == "all" else (theirs(row)[0],)
    for state in row.before:
        folded, track = run(kind, row, *parties, before=state)
        assert track.state == (state if row.after == STAYS else row.after)
        assert {fate for fate, _ in folded.fates.values()} == {"counted"}


JOINT = [(kind, row) for kind, row in MOVING if row.who == "all"]


@pytest.mark.parametrize(("kind", "row"), JOINT, ids=NAMES(JOINT))
def test_row_of_all_waits_for_the_other_side(kind, row):
    folded, track = run(kind, row, "ma")
    assert track.state == row.before[0]
    assert [fate for fate, _ in folded.fates.values()] == ["waiting"]


AGREED = [(kind, row) for kind, row in ROWS if row.who == "version" and row.track == MAIN]


@pytest.mark.parametrize(("kind", "row"), AGREED, ids=NAMES(AGREED))
def test_row_of_a_version_moves_when_all_have_signed_it_and_not_before(kind, row):
    for state in row.before:
        assert run(kind, row, before=state)[1].state == (state if row.after == STAYS else row.after)
        assert run(kind, row, before=state, chain=())[1].state == state


def test_a_version_recorded_puts_each_leg_at_its_beginning_and_no_version_none():
    row = next(row for kind, row in ROWS if kind == "commitment" and row.step == "agree")
    assert (
        run("commitment", row, before="proposed", legs=("ma", "pk"))[0].tracks["pk"].state
        == "recorded"
    )
    assert run("commitment", row, before="proposed", chain=())[0].tracks == {}


COMPUTED = {
    "enter_into_force": ("instrument", "signed", stated(entry_rule="on_date", entry_date="2027-03-01"), (), "2027-02-28", "2027-03-01"),
    "terminate": ("instrument", "notice_given", stated(notice_months=6), (("give_notice", {"received": "2027-01-31"}),), "2027-07-30", "2027-07-31"),
    "expire": ("instrument", "in_force", stated(entry_rule="on_date", entry_date="2026-01-13", duration_months=60), (), "2031-01-12", "2031-01-13"),
    "lie_dormant": ("body", "active", stated(frequency_months=12), (("hold_session", {"date": "2027-01-19"}),), "2029-01-18", "2029-01-19"),
    "begin_year": ("programme", "signed", stated(year=2027), (), "2026-12-31", "2027-01-01"),
}  # fmt: skip


def look(step, day):
    kind, state, fields, told, _, _ = COMPUTED[step]
    steps = tuple(
        Step(
            id="",
            number=n,
            party="ma",
            author="ma",
            code=code,
            time="",
            office="",
            on=V,
            index=1,
            data=data,
        )
        for n, (code, data) in enumerate(told)
    )
    return computed(
        kind, state=state, fields=fields, steps=steps, sides=("ma", "pk"), as_of=f"{day}T12:00:00Z"
    )


@pytest.mark.parametrize("step", COMPUTED)
def test_computed_row_moves_on_its_day_and_not_the_day_before(step):
    kind, state, _, _, before, day = COMPUTED[step]
    row = next(row for row in LIFECYCLES[kind].rows if row.step == step)
    assert look(step, before).state == state
    assert look(step, day).state == row.after


def test_tacit_renewal_keeps_an_instrument_in_force_and_moves_its_end():
    fields = stated(
        entry_rule="on_date",
        entry_date="2026-01-13",
        duration_months=60,
        renewal_months=60,
        notice_months=6,
    )
    found = computed(
        "instrument",
        state="in_force",
        fields=fields,
        steps=(),
        sides=("ma", "pk"),
        as_of="2031-01-13T00:00:00Z",
    )
    assert found.state == "in_force"
    assert found.dates == {
        "in_force_from": "2026-01-13",
        "ends_on": "2036-01-13",
        "notice_by": "2035-07-13",
        "renewed": 1,
    }


@pytest.mark.parametrize("others", ["reported_done", "verified", "withdrawn"])
def test_a_commitment_closes_once_every_leg_still_owed_is_verified(others):
    from mithaq.agreement.fold import _Run

    row = next(row for kind, row in ROWS if kind == "commitment" and row.step == "agree")
    folded, _ = run("commitment", row, before="proposed", legs=("ma", "pk"))
    runner = _Run.__new__(_Run)
    runner.tracks, runner.legs = folded.tracks, folded.legs
    folded.tracks["ma"].state, folded.tracks["pk"].state = "verified", others
    runner.close_legs()
    assert folded.tracks["ma"].state == ("verified" if others == "reported_done" else "closed")


def test_an_activity_is_listed_by_a_signed_programme_and_not_by_another():
    row = next(row for kind, row in ROWS if kind == "activity" and row.step == "agree")
    assert run("activity", row, before="proposed", listed=True)[1].state == "programmed"
    assert run("activity", row, before="proposed", listed=False)[1].state == "accepted"


def test_every_computed_row_is_tried():
    tried = {*COMPUTED, "renew", "close", "list"}
    assert {row.step for _, row in ROWS if row.who == "computed"} == tried


def test_every_guard_is_tried_and_every_row_is_well_formed():
    assert set(BRINGS) == set(GUARDS)
    for _, row in ROWS:
        assert row.who in WHO
        assert not row.guard or row.who == "computed" or f"guard.{row.guard}" in BRINGS
