"""Putting things on a register and answering what the other side proposes."""

from __future__ import annotations

import pytest

from mithaq.desk import correspondence, registers, wording
from mithaq.desk.exact import TWO, rule
from mithaq.record.content import write_content
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import exchange, joined, yes


@pytest.fixture
def pair():
    return joined("ma", "pk")


def proposed(side, fields=None, kind="example", who=None):
    return registers.propose(
        side.desk, who or side.officer, channel=side.joint, kind=kind,
        fields=fields or forms.example(), marking="unclassified", confirm=yes,
    )  # fmt: skip


def status(side, version):
    return side.desk.channel(side.joint).consent.status(version)


def accept(side, *versions):
    return registers.accept(side.desk, side.chair, channel=side.joint, versions=versions)


# ---------------------------------------------------------------- national


def test_one_officer_keeps_a_register_alone(pair):
    ma, _ = pair
    officer = ma.who("ma.alone", "officer")
    written = registers.draft(
        ma.desk, officer, kind="instrument", fields=forms.memorandum(), marking="secret"
    )
    amended = registers.amend(
        ma.desk, officer, channel=ma.national, record=written.record,
        changes={"binding": {"is": "political"}, "place": None},
    )  # fmt: skip
    read = wording.read(ma.desk, channel=ma.national, version=amended.version)
    assert set(read.fields) == {"title", "type", "signed_on", "binding"}
    assert read.national["drafter"] == "ma.alone"
    assert read.marking == "secret"


def test_fields_this_program_does_not_know_are_carried(pair):
    ma, _ = pair
    written = registers.draft(
        ma.desk, ma.officer, kind="example", marking="unclassified",
        fields={**forms.example(), "x_tomorrow": {"is": 1}},
    )  # fmt: skip
    amended = registers.amend(
        ma.desk, ma.officer, channel=ma.national, record=written.record,
        changes={"text": forms.text("more")},
    )  # fmt: skip
    read = wording.read(ma.desk, channel=ma.national, version=amended.version)
    assert read.fields["x_tomorrow"] == {"is": 1}


# ---------------------------------------------------------------- typed straight into the joint space


def test_words_typed_in_are_shown_exactly_before_they_leave(pair):
    ma, _ = pair
    shown = []
    registers.propose(
        ma.desk, ma.officer, channel=ma.joint, kind="example", fields=forms.example("exact words"),
        marking="unclassified", confirm=lambda preview: shown.append(preview) or True,
    )  # fmt: skip
    assert shown[0].to == ("pk",)
    assert b"exact words" in shown[0].data


@pytest.mark.parametrize("confirm", [None, lambda preview: False])
def test_without_a_yes_nothing_leaves(pair, confirm):
    ma, _ = pair
    before = len(ma.desk.all_acts(ma.joint))
    refused(
        "desk.not_confirmed", registers.propose, ma.desk, ma.officer, channel=ma.joint,
        kind="example", fields=forms.example(), marking="unclassified", confirm=confirm,
    )  # fmt: skip
    assert len(ma.desk.all_acts(ma.joint)) == before


def test_an_office_may_raise_typing_to_two_people(pair):
    ma, _ = pair
    with ma.desk.transaction():
        ma.desk.ledger.note(rule(ma.joint, "propose"), TWO.encode())
    refused("desk.two_people", proposed, ma)


def test_a_file_is_not_added_straight(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    accept(pk, written.version)
    with pk.desk.transaction():
        file = wording.file(pk.desk, b"x", media="text/plain", name="x.txt")
    refused(
        "desk.attachment_by_two", registers.amend, pk.desk, pk.officer, channel=pk.joint,
        record=written.record, changes={}, attachments=(file,), confirm=yes,
    )  # fmt: skip


def test_who_acted_stays_at_home(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    assert ma.desk.account_of(written.act) == "ma.officer"
    assert pk.desk.account_of(pk.desk.act(pk.joint, written.version)) is None
    assert b"ma.officer" not in b"".join(ma.sent)


# ---------------------------------------------------------------- answers


def test_a_version_both_have_signed_is_agreed_and_then_acknowledged(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    accept(pk, written.version)
    assert status(pk, written.version).state == "agreed"
    exchange(ma, pk)
    assert status(ma, written.version).acknowledged


def test_a_set_is_accepted_whole_or_not_at_all(pair):
    ma, pk = pair
    one, two = proposed(ma), proposed(ma)
    exchange(ma, pk)
    registers.decline(pk.desk, pk.chair, channel=pk.joint, version=two.version)
    before = len(pk.desk.all_acts(pk.joint)), len(pk.desk.all_acts(pk.national))
    refused("V_ANSWERED", accept, pk, one.version, two.version)
    assert (len(pk.desk.all_acts(pk.joint)), len(pk.desk.all_acts(pk.national))) == before
    assert status(pk, one.version).state == "open"


def test_a_programme_is_accepted_together_with_its_activities(pair):
    ma, pk = pair
    part = proposed(ma, forms.activity(), "activity")
    whole = proposed(
        ma, forms.programme({"record": part.record, "sha256": part.sha256}), "programme",
        who=ma.chair,
    )  # fmt: skip
    exchange(ma, pk)
    refused("desk.pin_not_agreed", accept, pk, whole.version)
    together = registers.together(pk.desk, pk.chair, channel=pk.joint, version=whole.version)
    assert together == (part.version, whole.version)
    accept(pk, *together)
    assert status(pk, whole.version).state == status(pk, part.version).state == "agreed"


def test_a_declined_version_is_dead_and_its_answer_final(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    registers.decline(
        pk.desk, pk.chair, channel=pk.joint, version=written.version, reason="not now", confirm=yes
    )
    exchange(ma, pk)
    assert status(ma, written.version).reason == "declined"
    refused("V_ANSWERED", accept, pk, written.version)


def test_a_reason_is_words_and_is_previewed(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    refused(
        "desk.not_confirmed", registers.decline, pk.desk, pk.chair, channel=pk.joint,
        version=written.version, reason="not now",
    )  # fmt: skip


def test_ones_own_typo_is_replaced_at_once(pair):
    ma, pk = pair
    typo = proposed(ma, forms.example("Memmorandum"))
    better = registers.replace(
        ma.desk, ma.officer, channel=ma.joint, version=typo.version,
        changes={"title": forms.text("Memorandum")}, confirm=yes,
    )  # fmt: skip
    exchange(ma, pk)
    assert better.record == typo.record
    assert status(pk, better.version).state == "open"
    accept(pk, better.version)
    exchange(ma, pk)
    assert status(ma, better.version).state == "agreed"
    assert status(ma, typo.version).state == "dead"


def test_only_ones_own_is_replaced_and_only_the_others_countered(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    refused(
        "desk.not_ours", registers.replace, pk.desk, pk.chair, channel=pk.joint,
        version=written.version, changes={}, confirm=yes,
    )  # fmt: skip
    refused(
        "desk.ours", registers.counter, ma.desk, ma.officer, channel=ma.joint,
        version=written.version, changes={}, confirm=yes,
    )  # fmt: skip


def test_a_counter_proposal_declines_and_proposes_at_once(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    other = registers.counter(
        pk.desk, pk.chair, channel=pk.joint, version=written.version,
        changes={"title": forms.text("Other words")}, confirm=yes,
    )  # fmt: skip
    exchange(ma, pk)
    assert status(ma, written.version).reason == "declined"
    accept(ma, other.version)
    assert status(ma, other.version).state == "agreed"


def test_a_withdrawal_seen_stops_the_acceptance(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    registers.withdraw(ma.desk, ma.officer, channel=ma.joint, version=written.version)
    exchange(ma, pk)
    refused("V_WITHDRAWN_SEEN", accept, pk, written.version)


def test_what_cannot_be_read_is_not_accepted(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    with pk.desk.transaction():
        pk.desk.ledger.note(f"blob/{pk.joint}/{written.sha256}", b"")
    refused("desk.content_absent", accept, pk, written.version)


def test_a_malformed_content_of_the_other_side_is_not_accepted(pair):
    ma, pk = pair
    blob = write_content(
        kind="commitment", salt="0" * 32, marking="unclassified",
        fields={"title": {"is": "not a text"}, "legs": {"is": []}},
    )  # fmt: skip
    with ma.desk.transaction():
        body = {
            "record": "cd" * 16,
            "base": None,
            "content": wording.shelved(ma.desk, blob, channel=ma.joint),
        }
        from mithaq.desk import pen

        act = pen.write(
            ma.desk, ma.officer, channel=ma.joint, office="es", kind="propose", body=body
        )
    exchange(ma, pk)
    assert refused("content.type", accept, pk, act.id).fields["kind"] == "commitment"


def test_what_is_above_ones_clearance_is_like_what_is_not_there(pair):
    ma, pk = pair
    written = registers.propose(
        ma.desk, ma.officer, channel=ma.joint, kind="example", fields=forms.example(),
        marking="confidential", confirm=yes,
    )  # fmt: skip
    exchange(ma, pk)
    low = pk.who("pk.low", "cc", clearance="restricted")
    seen = refused(
        "desk.no_version", registers.accept, pk.desk, low, channel=pk.joint,
        versions=[written.version],
    )  # fmt: skip
    absent = refused(
        "desk.no_version", registers.accept, pk.desk, low, channel=pk.joint, versions=["00" * 32]
    )
    assert set(seen.fields) == set(absent.fields)
    refused(
        "desk.no_record", registers.amend, pk.desk, low, channel=pk.joint, record=written.record,
        changes={}, confirm=yes,
    )  # fmt: skip


def test_a_working_officer_does_not_consent_to_an_instrument(pair):
    ma, pk = pair
    written = proposed(ma, forms.memorandum(), "instrument")
    exchange(ma, pk)
    refused(
        "desk.no_right", registers.accept, pk.desk, pk.who("x", "wl"), channel=pk.joint,
        versions=[written.version],
    )  # fmt: skip


def test_crossing_proposals_are_settled_the_same_on_both_sides(pair):
    ma, pk = pair
    first = proposed(ma)
    exchange(ma, pk)
    accept(pk, first.version)
    exchange(ma, pk)
    theirs, ours = (
        registers.amend(
            one.desk, one.officer, channel=one.joint, record=first.record,
            changes={"text": forms.text(one.party)}, confirm=yes,
        )
        for one in (ma, pk)
    )  # fmt: skip
    exchange(ma, pk)
    states = [
        {one.version: status(side, one.version).state for one in (ours, theirs)} for side in pair
    ]
    assert states[0] == states[1]
    assert sorted(states[0].values()) == ["dead", "open"]


def test_a_bundle_may_be_written_while_something_waits(pair):
    ma, _ = pair
    proposed(ma)
    assert correspondence.write(ma.desk, ma.officer, channel=ma.joint, to="pk").acts["ma"] > 0
