"""What two sides see of a commitment, an instrument, a body, a programme and an exercise, from proposal to end."""

from __future__ import annotations

import pytest

from mithaq.record.refusal import Refusal
from tests.agreement.make import Pair, activity, commitment, content, instrument, said, words
from tests.record.make import record_id

LATER = "2028-01-01T00:00:00Z"


def worked_off(pair, on, *, name="c", leg="pk"):
    pair.step(leg, name, "acknowledge", on, leg=leg, office="Training bureau")
    pair.step(leg, name, "start", on, leg=leg)
    return pair.step(leg, name, "report_done", on, leg=leg, text=said("held"))


# ------------------------------------------------------------ commitment


def test_a_leg_goes_from_recorded_to_verified_by_the_other_side():
    pair = Pair()
    on = pair.agree("c", commitment())
    worked_off(pair, on)
    assert pair.view("c").legs["pk"].state == "reported_done"
    assert [(move.party, move.what) for move in pair.view("c").legs["pk"].moves] == [
        ("ma", "verify")
    ]
    pair.step("ma", "c", "verify", on, leg="pk")
    assert pair.view("c").legs["pk"].state == "verified"
    assert pair.view("c").state == "recorded"


def test_a_commitment_closes_when_both_legs_are_verified():
    pair = Pair()
    on = pair.agree("c", commitment())
    for leg, other in (("pk", "ma"), ("ma", "pk")):
        worked_off(pair, on, leg=leg)
        pair.step(other, "c", "verify", on, leg=leg)
    assert pair.view("c").state == "closed"
    assert pair.view("c").waiting == ()


def test_an_owner_never_verifies_its_own_leg():
    pair = Pair()
    on = pair.agree("c", commitment())
    worked_off(pair, on)
    own = pair.step("pk", "c", "verify", on, leg="pk")
    assert pair.fates("c")[own.id] == ("refused", "step.party")
    assert pair.view("c").legs["pk"].state == "reported_done"


def test_a_verification_lapses_when_the_report_is_replaced():
    pair = Pair()
    on = pair.agree("c", commitment())
    report = worked_off(pair, on)
    verified = pair.step("ma", "c", "verify", on, leg="pk")
    pair.step("pk", "c", "report_done", on, leg="pk", text=said("held, corrected"), replaces=report)
    fates = pair.fates("c")
    assert fates[report.id][0] == "replaced"
    assert fates[verified.id] == ("lapsed", "step.replaced")
    assert pair.view("c").legs["pk"].state == "reported_done"
    pair.step("ma", "c", "verify", on, leg="pk")
    assert pair.view("c").legs["pk"].state == "verified"


def test_a_verification_lapses_when_the_version_is_replaced_and_the_old_date_is_kept():
    pair = Pair()
    on = pair.agree("c", commitment())
    worked_off(pair, on)
    pair.step("ma", "c", "verify", on, leg="pk")
    newer = pair.agree("c", commitment(due="2027-36"), base=on)
    assert pair.view("c").legs["pk"].state == "reported_done"
    assert pair.view("c").due_changes == (("ma", "2027-34"), ("pk", "2027-34"))
    pair.step("ma", "c", "verify", newer, leg="pk")
    assert pair.view("c").legs["pk"].state == "verified"


def test_nobody_replaces_the_statement_of_the_other_side():
    pair = Pair()
    on = pair.agree("c", commitment())
    report = worked_off(pair, on)
    pair.step("ma", "c", "dispute", on, leg="pk", reason="other", replaces=report)
    assert pair.fates("c")[report.id] == ("counted", None)


def test_a_step_on_an_old_version_has_no_effect():
    pair = Pair()
    on = pair.agree("c", commitment())
    pair.agree("c", commitment(due="2027-36"), base=on)
    late = pair.step("pk", "c", "acknowledge", on, leg="pk", office="x")
    assert pair.fates("c")[late.id] == ("refused", "step.version")


def test_of_crossing_steps_withdrawal_goes_before_work_and_the_loser_is_shown():
    pair = Pair()
    on = pair.agree("c", commitment())
    worked_off(pair, on)
    pair.step("ma", "c", "withdraw", on, reason="superseded")
    last = pair.step("pk", "c", "withdraw", on, reason="superseded")
    crossing = pair.step("ma", "c", "verify", on, leg="pk", blind=("pk",))
    assert pair.view("c").state == "withdrawn"
    assert pair.fates("c")[crossing.id] == ("crossed", "withdrawn")
    assert pair.fates("c")[last.id] == ("counted", None)


def test_a_dispute_goes_before_a_verification_of_the_same_moment():
    pair = Pair(names=("ma", "pk", "qa"))
    on = pair.agree("c", commitment(parties=("pk",)))
    worked_off(pair, on)
    yes = pair.step("ma", "c", "verify", on, leg="pk")
    no = pair.step("qa", "c", "dispute", on, leg="pk", reason="other", blind=("ma",))
    assert pair.view("c").legs["pk"].state == "disputed"
    assert pair.fates("c")[yes.id] == ("crossed", "disputed")
    assert pair.fates("c")[no.id] == ("counted", None)


def test_overdue_is_the_end_of_the_period_in_the_owners_capital():
    pair = Pair()
    pair.agree("c", commitment())
    offsets = lambda party, day: {"pk": 300, "ma": 60}[party]  # noqa: E731
    for party, before, after in (("pk", "18:59:59", "19:00:00"), ("ma", "22:59:59", "23:00:00")):
        look = [
            pair.view("c", as_of=f"2027-06-30T{at}Z", offsets=offsets).legs[party].overdue
            for at in (before, after)
        ]
        assert look == [False, True]
    assert pair.view("c").legs["pk"].overdue is None


def test_silence_is_shown_with_its_age_and_not_without_a_day():
    pair = Pair()
    version = pair.propose("ma", "c", commitment())
    silent = pair.view("c", as_of="2026-12-01T20:00:00Z").silence
    assert (silent["pk"].spoke, silent["pk"].days) == (False, 10)
    pair.accept("pk", version, time="2026-12-01T20:00:00Z")
    assert pair.view("c", as_of="2026-12-03T20:00:00Z").silence["pk"].days == 2
    assert pair.view("c").silence["pk"].days is None


def test_statements_of_both_sides_stand_beside_each_other():
    pair = Pair()
    on = pair.agree("c", commitment())
    mine = pair.state(
        "ma", "c", "progress", version=on.id, data={"leg": "pk", "text": said("nothing seen")}
    )
    theirs = pair.state(
        "pk", "c", "progress", version=on.id, data={"leg": "pk", "text": said("half done")}
    )
    told = pair.view("c").legs["pk"].statements
    assert [one.id for one in told["ma"]] == [mine.id]
    assert [one.id for one in told["pk"]] == [theirs.id]


def test_comments_make_a_conversation_in_the_order_of_causes():
    pair = Pair()
    pair.agree("c", commitment())
    told = [
        pair.state(party, "c", "comment", data={"text": said(party)})
        for party in ("ma", "pk", "ma")
    ]
    assert [one.id for one in pair.view("c").conversation] == [one.id for one in told]


def test_an_unknown_topic_is_kept_and_shown():
    pair = Pair()
    pair.agree("c", commitment())
    odd = pair.state("pk", "c", "x-pk-weather", data={"sky": "clear"})
    shown = pair.view("c").statements["pk"][-1]
    assert (shown.id, shown.fate, shown.data) == (odd.id, "unknown", {"sky": "clear"})


def test_a_late_word_is_marked_late():
    pair = Pair()
    on = pair.agree("c", commitment())
    pair.agree("c", commitment(due="2028"), base=on)
    late = pair.state("pk", "c", "progress", version=on.id, data={"text": said("done")})
    assert pair.fates("c")[late.id] == ("late", None)


def test_a_leg_dropped_by_a_later_version_is_shown_as_replaced():
    pair = Pair()
    on = pair.agree("c", commitment())
    pair.agree("c", commitment(parties=("pk",)), base=on)
    view = pair.view("c")
    assert set(view.legs) == {"pk"}
    assert view.tracks["ma"].state == "superseded"


# ------------------------------------------------------------ consent and contents


def test_an_open_proposal_waits_for_the_other_side_and_two_are_a_counter_proposal():
    pair = Pair()
    pair.propose("ma", "c", commitment())
    assert [(move.party, move.what) for move in pair.view("c").waiting] == [("pk", "answer")]
    assert pair.view("c").state == "proposed"
    version = pair.propose("pk", "c", commitment(due="2028"))
    assert pair.view("c").state == "counter_proposed"
    assert version.id in {one.id for one in pair.view("c").versions}


def test_an_absent_content_changes_no_consent_and_is_named():
    pair = Pair()
    version = pair.propose("ma", "c", commitment(), keep=False)
    pair.accept("pk", version)
    view = pair.view("c")
    assert view.consent == "agreed"
    assert (view.kind, view.versions[0].content) == (None, "absent")
    assert pair.standing.absent() == (version.body["content"]["sha256"],)
    pair.put(commitment())
    assert pair.view("c").kind == "commitment"
    assert pair.standing.absent() == ()


@pytest.mark.parametrize(
    "blob", [b"not json", b"{}", content("commitment", title=words("x"), legs="none")]
)
def test_a_malformed_content_changes_no_consent_and_is_shown(blob):
    pair = Pair()
    version = pair.propose("ma", "c", blob)
    pair.accept("pk", version)
    shown = pair.view("c").versions[0]
    assert (pair.view("c").consent, shown.content) == ("agreed", "malformed")
    assert shown.why in ("E_JSON", "E_CONTENT", "content.type")


def test_a_recall_is_shown_on_the_version_of_whoever_asks_and_on_no_other():
    pair = Pair()
    version = pair.propose("ma", "c", commitment())
    pair.state("pk", "c", "recall", version=version.id)
    assert not pair.view("c").versions[0].recalled
    pair.state("ma", "c", "recall", version=version.id)
    assert pair.view("c").versions[0].recalled


def test_the_higher_marking_holds_until_both_agree_otherwise():
    pair = Pair()
    on = pair.agree("c", commitment(marking="official"))
    pair.propose("pk", "c", commitment(due="2028", marking="unclassified"), base=on)
    assert pair.view("c").marking == "official"
    pair.propose("ma", "c", commitment(due="2029", marking="restricted"), base=on)
    assert pair.view("c").marking == "restricted"


# ------------------------------------------------------------ instrument, body


def test_the_memorandum_is_signed_when_both_say_so_on_the_same_version():
    pair = Pair()
    on = pair.agree("mou", instrument())
    assert pair.view("mou").state == "agreed_ad_referendum"
    pair.step("ma", "mou", "sign", on, date="2026-01-13")
    assert pair.view("mou").tracks[""].pending == {"sign": ("ma",)}
    pair.step("pk", "mou", "sign", on, date="2026-01-13")
    assert pair.view("mou").state == "signed"


def test_entry_into_force_follows_the_last_notification_for_a_day():
    pair = Pair()
    on = pair.agree("mou", instrument(entry_rule="on_last_notification", entry_delay_days=30))
    pair.both("mou", "sign", on, date="2026-01-13")
    pair.step("ma", "mou", "notify_procedures", on, date="2026-02-01")
    assert pair.view("mou", as_of=LATER).state == "awaiting_procedures"
    pair.step("pk", "mou", "notify_procedures", on, date="2026-03-01")
    assert pair.view("mou").state == "awaiting_procedures"
    assert pair.view("mou", as_of="2026-03-30T23:59:59Z").state == "awaiting_procedures"
    assert pair.view("mou", as_of="2026-03-31T00:00:00Z").state == "in_force"
    pair.both("mou", "confirm_entry", on, date="2026-03-31")
    assert pair.view("mou").state == "in_force"


def test_initialling_lapses_when_the_text_changes_and_signing_does_not():
    pair = Pair()
    on = pair.agree("mou", instrument())
    pair.both("mou", "initial", on)
    newer = pair.agree("mou", instrument(note=words("changed")), base=on)
    assert pair.view("mou").state == "agreed_ad_referendum"
    pair.both("mou", "sign", newer)
    pair.both("mou", "confirm_entry", newer, date="2026-01-13")
    pair.agree("mou", instrument(note=words("again")), base=newer)
    assert pair.view("mou").state == "amended"


def test_a_body_is_constituted_when_each_side_has_named_its_own_section():
    pair = Pair()
    on = pair.agree("b", content("body", title=words("Mechanism"), mandate=words("follow up")))
    section = {"head": words("Co-chair"), "contacts": [{"office": words("Secretary")}]}
    pair.step("ma", "b", "name_section", on, section=section)
    assert pair.view("b").state == "provided_for"
    pair.step("pk", "b", "name_section", on, section=section)
    assert pair.view("b").state == "constituted"


# ------------------------------------------------------------ programme and activities


def ready_exercise(pair, name="ex11"):
    blob = activity(
        "field_training_exercise", title=words("5th exercise"), areas=["exercises", "counter_terrorism"],
        period="2027-10-25/2027-11-06", place=words("Agadir area"),
    )  # fmt: skip
    return pair.agree(name, blob)


def listed(pair, *activities):
    pins = [
        {"record": act.body["record"], "sha256": act.body["content"]["sha256"]}
        for act in activities
    ]
    programme = pair.agree(
        "p", content("programme", title=words("2027"), year=2027, activities=pins)
    )
    pair.both("p", "sign", programme)
    return programme


def test_an_activity_is_in_the_programme_once_one_that_pins_it_is_signed():
    pair = Pair()
    seminar = pair.agree("s", activity())
    pins = [{"record": record_id("s"), "sha256": seminar.body["content"]["sha256"]}]
    programme = pair.agree(
        "p", content("programme", title=words("2027"), year=2027, activities=pins)
    )
    assert pair.view("s").state == "accepted"
    pair.both("p", "sign", programme)
    assert pair.view("s").state == "programmed"


def test_a_programme_that_pins_another_content_cannot_be_signed():
    pair = Pair()
    pair.agree("s", activity())
    pins = [{"record": record_id("s"), "sha256": "0" * 64}]
    programme = pair.agree(
        "p", content("programme", title=words("2027"), year=2027, activities=pins)
    )
    signing = pair.step("ma", "p", "sign", programme)
    assert pair.fates("p")[signing.id] == ("refused", "guard.activities_agreed")


def conference(pair, name, kind):
    pair.agree(name, activity(kind, title=words(name)))
    return {"record": {"record": record_id(name)}}


def test_the_deliberate_gap_an_exercise_is_not_confirmed_without_its_final_planning_conference():
    pair = Pair()
    on = ready_exercise(pair)
    listed(pair, on)
    pair.both("ex11", "agree_concept", on, **conference(pair, "concept", "planning_meeting"))
    pair.both("ex11", "hold_ipc", on, **conference(pair, "ipc", "initial_planning_conference"))
    pair.both("ex11", "hold_mpc", on, **conference(pair, "mpc", "main_planning_conference"))
    pair.step("ma", "ex11", "invite", on)
    gap = pair.step("pk", "ex11", "confirm", on)
    assert pair.fates("ex11")[gap.id] == ("refused", "guard.ready_to_confirm")
    assert pair.view("ex11").gaps == ("fpc_held",)
    pair.both("ex11", "hold_fpc", on, **conference(pair, "fpc", "final_planning_conference"))
    pair.step("pk", "ex11", "confirm", on)
    assert pair.view("ex11").state == "confirmed"
    assert pair.view("ex11").gaps == ()


def test_a_main_conference_does_not_pass_for_the_final_one():
    pair = Pair()
    on = ready_exercise(pair)
    wrong = pair.step(
        "ma", "ex11", "agree_concept", on, **conference(pair, "mpc", "main_planning_conference")
    )
    assert pair.fates("ex11")[wrong.id][0] == "waiting"
    pair.step("pk", "ex11", "agree_concept", on, record={"record": record_id("mpc")})
    wrong = pair.step("ma", "ex11", "hold_ipc", on, record={"record": record_id("mpc")})
    assert pair.fates("ex11")[wrong.id] == ("refused", "guard.own_record_agreed")


def test_an_activity_runs_to_its_end_and_new_dates_undo_a_confirmation():
    pair = Pair()
    on = pair.agree("s", activity())
    listed(pair, on)
    pair.step("ma", "s", "invite", on)
    pair.step("pk", "s", "confirm", on)
    assert pair.view("s").state == "confirmed"
    newer = pair.agree("s", activity(period="2027-11-24/2027-11-25"), base=on)
    assert pair.view("s").state == "invited"
    pair.step("pk", "s", "confirm", newer)
    pair.step("ma", "s", "open", newer)
    pair.both("s", "carry_out", newer, date="2027-11-24/2027-11-25", participants=20)
    pair.both("s", "report", newer, text=said("a good seminar"))
    pair.both("s", "close", newer)
    assert pair.view("s").state == "closed"


def test_cancelling_goes_before_confirming_of_the_same_moment():
    pair = Pair()
    on = pair.agree("s", activity())
    listed(pair, on)
    pair.step("ma", "s", "invite", on)
    cancelled = pair.step("ma", "s", "cancel", on, reason="budget")
    confirmed = pair.step("pk", "s", "confirm", on, blind=("ma",))
    assert pair.view("s").state == "cancelled"
    assert pair.fates("s")[cancelled.id] == ("counted", None)
    assert pair.fates("s")[confirmed.id][0] == "refused" or pair.fates("s")[confirmed.id] == (
        "crossed",
        "cancelled",
    )


def test_a_postponed_activity_comes_back_by_a_version_with_new_dates():
    pair = Pair()
    on = pair.agree("s", activity())
    pair.step("pk", "s", "postpone", on, reason="operational")
    assert pair.view("s").state == "postponed"
    pair.agree("s", activity(period="2027-12-01/2027-12-02"), base=on)
    assert pair.view("s").state == "accepted"


def test_the_host_invites_and_the_guest_confirms_never_the_other_way():
    pair = Pair()
    on = pair.agree("s", activity())
    listed(pair, on)
    wrong = pair.step("pk", "s", "invite", on)
    assert pair.fates("s")[wrong.id] == ("refused", "step.party")
    pair.step("ma", "s", "invite", on)
    own = pair.step("ma", "s", "confirm", on)
    assert pair.fates("s")[own.id] == ("refused", "step.party")


# ------------------------------------------------------------ national channel


def test_one_officer_alone_keeps_a_register_and_records_what_the_other_side_did():
    pair = Pair(names=("ma",))
    on = pair.agree("c", commitment(parties=("pk",), national=None))
    pair.step("ma", "c", "acknowledge", on, leg="pk", by="pk", office="SSG desk")
    pair.step("ma", "c", "start", on, leg="pk", by="pk")
    pair.step("ma", "c", "report_done", on, leg="pk", by="pk", text=said("letter of 3 May"))
    pair.step("ma", "c", "verify", on, leg="pk")
    shown = pair.view("c").statements
    assert pair.view("c").legs["pk"].state == "closed"
    assert {one.recorded_by for one in shown["pk"]} == {"ma"}


def test_nobody_speaks_for_the_other_side_in_a_joint_channel():
    pair = Pair()
    on = pair.agree("c", commitment())
    step = pair.step("ma", "c", "acknowledge", on, leg="pk", by="pk", office="x")
    assert pair.fates("c")[step.id] == ("refused", "step.by")


# ------------------------------------------------------------ the door


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value.code


def door(pair, name, on, step, **data):
    party, office = data.pop("party", "pk"), data.pop("office_of", "es")
    pair.standing.check_statement(
        party=party,
        office=office,
        topic="step",
        record=record_id(name),
        version=on.id,
        data={"step": step, "on": on.id, **data},
    )


def test_the_door_refuses_what_would_have_no_effect():
    pair = Pair()
    on = pair.agree("c", commitment())
    door(pair, "c", on, "acknowledge", leg="pk", office="desk")
    assert refused(door, pair, "c", on, "acknowledge", leg="pk") == "guard.office_named"
    assert refused(door, pair, "c", on, "acknowledge", leg="qa", office="desk") == "step.leg"
    assert refused(door, pair, "c", on, "verify", leg="pk") == "step.state"
    assert refused(door, pair, "c", on, "sing", leg="pk") == "step.unknown"
    assert refused(door, pair, "c", on, "start", leg=7) == "step.data"
    assert (
        refused(door, pair, "c", on, "acknowledge", leg="pk", office="desk", party="ma")
        == "step.party"
    )
    assert (
        refused(door, pair, "c", on, "acknowledge", leg="pk", office="desk", office_of="poc")
        == "step.office"
    )
    assert (
        refused(door, pair, "c", on, "acknowledge", leg="pk", office="desk", by="ma") == "step.by"
    )
    newer = pair.agree("c", commitment(due="2028"), base=on)
    assert refused(door, pair, "c", on, "acknowledge", leg="pk", office="desk") == "step.version"
    door(pair, "c", newer, "acknowledge", leg="pk", office="desk")


def test_the_door_refuses_statements_that_say_nothing_or_do_not_belong():
    pair = Pair()
    version = pair.agree("c", commitment())
    say = lambda topic, **more: pair.standing.check_statement(  # noqa: E731
        party="ma", office="es", topic=topic, record=more.pop("record", record_id("c")), **more
    )
    say("comment", data={"text": said("hello")})
    assert refused(say, "comment", data={"text": {"en": " "}}) == "statement.text"
    assert refused(say, "acted", data={}) == "statement.national"
    assert (
        refused(say, "comment", record=record_id("nothing"), data={"text": said("x")})
        == "record.unknown"
    )
    assert refused(say, "recall", version="0" * 64) == "statement.recall"
    assert (
        refused(say, "comment", data={"text": said("x")}, replaces=version.id)
        == "statement.replaces"
    )
    say("recall", version=version.id)
    assert refused(pair.standing.record, record_id("nothing")) == "record.unknown"


def test_the_door_refuses_an_acceptance_of_what_cannot_be_read_or_is_not_ready():
    pair = Pair()
    accept = pair.standing.check_accept
    assert refused(accept, pair.propose("ma", "a", commitment(), keep=False).id) == "accept.absent"
    assert refused(accept, pair.propose("ma", "b", b"not json").id) == "accept.malformed"
    on = pair.agree("c", commitment())
    assert refused(accept, pair.propose("ma", "c", activity(), base=on).id) == "accept.kind"
    assert (
        refused(accept, pair.propose("ma", "d", content("commitment", title=words("x"))).id)
        == "content.missing"
    )
    bare = content("activity", title=words("x"), type="seminar")
    version = pair.propose("ma", "s", bare)
    assert refused(accept, version.id) == "guard.ready_to_accept"
    assert pair.view("s").gaps == ("host", "cost_rule", "contacts")
    accept(pair.propose("ma", "t", activity()).id)


def test_an_activity_in_an_area_that_is_only_possible_waits_until_both_waive_it():
    pair = Pair()
    pair.agree(
        "cyber", content("area", code="cybersecurity", title=words("cyber"), status="possible")
    )
    accept = pair.standing.check_accept
    assert (
        refused(accept, pair.propose("ma", "s", activity(areas=["cybersecurity"])).id)
        == "guard.ready_to_accept"
    )
    accept(pair.propose("ma", "t", activity(areas=["cybersecurity"], areas_waived=True)).id)


def test_a_flood_of_steps_is_counted_up_to_a_limit_and_no_further():
    pair = Pair()
    on = pair.agree("c", commitment())
    steps = [pair.step("pk", "c", "start", on, leg="pk") for _ in range(258)]
    fates = pair.fates("c")
    assert [fates[step.id][1] for step in steps[254:]] == [
        "step.state",
        "step.state",
        "step.limit",
        "step.limit",
    ]
    pair.step("ma", "c", "acknowledge", on, leg="ma", office="x")
    assert pair.view("c").legs["ma"].state == "acknowledged"


def test_of_two_like_steps_that_cross_the_alternat_of_the_record_decides_and_not_one_side_always():
    winners = set()
    for name in "abcdefgh":
        pair = Pair()
        on = pair.agree(name, activity(host="all", mode="video"))
        pair.both(name, "add", on)
        pair.state("ma", name, "comment", data={"text": said("seen")})
        sent = {
            party: pair.step(party, name, "invite", on, blind=pair.names) for party in pair.names
        }
        first, second = pair.channel.consent.alternat(record_id(name), 1)
        assert pair.fates(name)[sent[first].id] == ("counted", None)
        assert pair.fates(name)[sent[second].id] == ("crossed", "invited")
        winners.add(first)
        own = pair.step(first, name, "confirm", on)
        pair.step(second, name, "confirm", on)
        assert pair.fates(name)[own.id] == ("refused", "step.party")
        assert pair.view(name).state == "confirmed"
    assert winners == {"ma", "pk"}


def test_a_half_taken_step_does_not_wait_through_what_has_happened_since():
    pair = Pair()
    on = pair.agree("mou", instrument())
    pair.both("mou", "sign", on)
    pair.both("mou", "confirm_entry", on, date="2026-01-13")
    old = pair.step("ma", "mou", "suspend", on, date="2026-02")
    pair.step("pk", "mou", "give_notice", on, received="2026-03")
    pair.both("mou", "withdraw_notice", on)
    new = pair.step("pk", "mou", "suspend", on, date="2026-04")
    assert pair.view("mou").state == "in_force"
    assert pair.view("mou").tracks[""].pending == {"suspend": ("pk",)}
    assert pair.fates("mou")[old.id] == ("crossed", "notice_given")
    assert pair.fates("mou")[new.id] == ("waiting", None)


def test_only_a_programme_lists_activities_whatever_else_pins_them():
    pair = Pair()
    on = pair.agree("s", activity())
    pins = [{"record": record_id("s"), "sha256": on.body["content"]["sha256"]}]
    signed = pair.agree("mou", instrument(activities=pins))
    pair.both("mou", "sign", signed)
    pair.propose("pk", "mou", content("programme", title=words("x"), year=2027), base=signed)
    assert pair.view("mou").state == "signed"
    assert pair.view("s").state == "accepted"
