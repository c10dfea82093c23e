"""What a person reads: own side first, nothing above their clearance, joint things once."""

from __future__ import annotations

import dataclasses
import json

import pytest

from mithaq.desk import citing, matching, registers, release, statements, views, wording
from mithaq.record.content import write_content
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import carry, exchange, joined, lie, opened, written, yes


@pytest.fixture
def pair():
    return joined("ma", "pk")


def proposed(side, fields=None, kind="example", marking="unclassified"):
    return registers.propose(
        side.desk, side.chair, channel=side.joint, kind=kind, fields=fields or forms.example(),
        marking=marking, confirm=yes,
    )  # fmt: skip


def drafted(side, **more):
    more = {"marking": "unclassified", **more}
    return registers.draft(
        side.desk, side.officer, kind="instrument", fields=forms.memorandum(), **more
    )


def released(side, record):
    request = release.request(side.desk, side.officer, channel=side.joint, records=[record])
    return release.release(side.desk, side.releaser, request=request.id)[0]


def low(side):
    return side.who(f"{side.party}.low", "es", clearance="restricted")


def test_a_released_record_is_shown_once_with_its_private_side(pair):
    ma, _ = pair
    national = drafted(ma)
    citing.note(ma.desk, ma.officer, record=national.record, text={"en": "red line"})
    joint = released(ma, national.record)
    (line,) = views.register(ma.desk, ma.officer)
    assert (line.record, line.private, line.national) == (joint.record, national.record, False)
    page = views.record(ma.desk, ma.officer, channel=ma.joint, record=joint.record)
    assert not page.private.drifted
    assert "note" in [one["topic"] for one in page.private.said]
    registers.amend(
        ma.desk, ma.officer, channel=ma.national, record=national.record, changes={"place": None}
    )
    page = views.record(ma.desk, ma.officer, channel=ma.joint, record=joint.record)
    assert page.private.drifted


def test_a_released_record_waits_once_as_the_joint_one(pair):
    ma, _ = pair
    national = drafted(ma)
    assert {one.record for one in views.waiting(ma.desk, ma.officer).ours} == {national.record}
    joint = released(ma, national.record)
    told = views.waiting(ma.desk, ma.officer)
    assert {one.record for one in (*told.ours, *told.theirs)} == {joint.record}


def test_the_other_side_sees_no_private_side(pair):
    ma, pk = pair
    citing.note(ma.desk, ma.officer, record=drafted(ma).record, text={"en": "red line"})
    joint = released(ma, views.register(ma.desk, ma.officer)[0].record)
    exchange(ma, pk)
    page = views.record(pk.desk, pk.officer, channel=pk.joint, record=joint.record)
    assert page.private.record is None
    assert page.private.said == ()


def test_one_line_says_what_it_is_and_who_must_move(pair):
    ma, pk = pair
    written = proposed(ma, forms.memorandum(), "instrument")
    exchange(ma, pk)
    (ours,) = views.register(ma.desk, ma.officer)
    (theirs,) = views.register(pk.desk, pk.officer)
    assert ours.record == theirs.record == written.record
    assert ours.title["en"].startswith("Memorandum")
    assert (bool(ours.theirs), bool(theirs.ours)) == (True, True)
    assert ours.kind == "instrument"


def test_own_side_comes_first(pair):
    ma, pk = pair
    record = proposed(ma).record
    exchange(ma, pk)
    for one in pair:
        page = views.record(one.desk, one.officer, channel=one.joint, record=record)
        assert page.statements[0][0] == one.party


def test_waiting_says_for_whom_since_when_and_whether_they_have_seen_it(pair):
    ma, pk = pair
    written = proposed(ma)
    (item,) = views.waiting(ma.desk, ma.officer).theirs
    assert (item.version, item.party, item.told, item.days) == (written.version, "pk", False, None)
    carry(ma, pk)
    assert [one.version for one in views.waiting(pk.desk, pk.officer).ours] == [written.version]
    carry(pk, ma)
    (item,) = views.waiting(ma.desk, ma.officer, as_of="2026-12-11T00:00:00Z").theirs
    assert (item.told, item.days) == (True, 10)


def test_history_names_the_office_to_both_and_the_account_to_its_own(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[written.version])
    exchange(ma, pk)
    ours = views.history(ma.desk, ma.officer, channel=ma.joint, record=written.record)
    theirs = views.history(pk.desk, pk.officer, channel=pk.joint, record=written.record)
    assert [(one.kind, one.office) for one in ours] == [("propose", "cc"), ("accept", "cc")]
    assert [one.account for one in ours] == ["ma.chair", None]
    assert [one.account for one in theirs] == [None, "pk.chair"]


def test_the_conversation_holds_both_sides_and_ones_own_notes(pair):
    ma, pk = pair
    record = proposed(ma).record
    exchange(ma, pk)
    for one in pair:
        one.clock.forward(5 if one is pk else 1)
        statements.comment(
            one.desk, one.officer, channel=one.joint, record=record,
            text={"en": f"from {one.party}"}, confirm=yes,
        )  # fmt: skip
    exchange(ma, pk)
    ma.clock.forward(20)
    citing.note(ma.desk, ma.officer, record=record, text={"en": "ours alone"}, channel=ma.joint)
    ours = views.conversation(ma.desk, ma.officer, channel=ma.joint, record=record)
    theirs = views.conversation(pk.desk, pk.officer, channel=pk.joint, record=record)
    assert [(one.party, one.private) for one in ours] == [
        ("ma", False),
        ("pk", False),
        ("ma", True),
    ]
    assert [one.party for one in theirs] == ["ma", "pk"]


def test_due_lists_legs_by_date(pair):
    ma, pk = pair
    for due in ("2027-05", "2027-03"):
        written = proposed(ma, forms.commitment("ma", "pk", due=due), "commitment")
        exchange(ma, pk)
        registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[written.version])
    exchange(ma, pk)
    found = views.due(ma.desk, ma.officer, as_of="2027-04-02T00:00:00Z")
    assert [(one.due, one.overdue) for one in found] == [
        ("2027-03", True), ("2027-03", True), ("2027-05", False), ("2027-05", False),
    ]  # fmt: skip


def test_what_is_above_a_clearance_is_nowhere(pair):
    ma, _pk = pair
    written = proposed(ma, marking="secret")
    statements.comment(
        ma.desk, ma.officer, channel=ma.joint, record=written.record, text={"en": "x"}, confirm=yes
    )
    drafted(ma, marking="secret")
    viewer = low(ma)
    assert views.register(ma.desk, viewer) == ()
    assert views.waiting(ma.desk, viewer) == views.Waiting(ours=(), theirs=())
    assert views.due(ma.desk, viewer) == ()
    refused(
        "desk.no_record", views.record, ma.desk, viewer, channel=ma.joint, record=written.record
    )
    refused(
        "desk.no_record", views.conversation, ma.desk, viewer, channel=ma.joint,
        record=written.record,
    )  # fmt: skip
    refused(
        "desk.no_record", views.history, ma.desk, viewer, channel=ma.joint, record=written.record
    )
    for channel in (ma.joint, ma.national):
        entries = views.history(ma.desk, viewer, channel=channel)
        assert {one.kind for one in entries} <= {"join", "ack"}
    refused("desk.unknown", views.found, ma.desk, viewer, text=written.record[:8])


def test_nobody_writes_what_they_could_not_read_again(pair):
    ma, _ = pair
    before = len(views.history(ma.desk, ma.officer, channel=ma.national))
    refused(
        "desk.above_clearance", registers.draft, ma.desk, low(ma), kind="instrument",
        fields=forms.memorandum(), marking="secret",
    )  # fmt: skip
    assert len(views.history(ma.desk, ma.officer, channel=ma.national)) == before


def test_history_says_which_step_a_statement_took(pair):
    ma, pk = pair
    written = proposed(ma, fields=forms.memorandum(), kind="instrument")
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[written.version])
    statements.step(
        pk.desk, pk.chair, channel=pk.joint, record=written.record, step="abandon",
        more={"reason": "budget"},
    )  # fmt: skip
    steps = [one.step for one in views.history(pk.desk, pk.officer, channel=pk.joint)]
    assert steps[-1] == "abandon"
    assert set(steps[:-1]) == {None}


def test_either_side_may_raise_a_marking_until_both_agree_otherwise(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[written.version])
    exchange(ma, pk)
    assert views.register(ma.desk, low(ma))
    higher = registers.amend(
        pk.desk, pk.chair, channel=pk.joint, record=written.record, changes={}, marking="secret",
        confirm=yes,
    )  # fmt: skip
    exchange(ma, pk)
    assert views.register(ma.desk, low(ma)) == ()
    registers.decline(ma.desk, ma.chair, channel=ma.joint, version=higher.version)
    assert views.register(ma.desk, low(ma))


@pytest.mark.parametrize("marking", ["secret", "x_unknown"])
def test_what_may_not_be_in_the_channel_hides_itself_and_no_record(marking):
    ma, pk = joined("ma", "pk", limits={"marking": "restricted"})
    written = proposed(ma)
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[written.version])
    exchange(ma, pk)
    before = _everything(ma, low(ma), written.record)
    blob = write_content(
        kind="example", salt="0" * 32, marking=marking, fields=forms.example("the high words")
    )
    with pk.desk.transaction():
        ref = wording.shelved(pk.desk, blob, channel=pk.joint)
    body = {"record": written.record, "base": written.version, "content": ref}
    bad = lie(pk, pk.joint, kind="propose", body=body)
    comment = {
        "topic": "comment",
        "record": written.record,
        "version": bad.id,
        "data": {"text": {"en": "about the high words"}},
    }
    lie(pk, pk.joint, kind="statement", body=comment)
    carry(pk, ma)
    assert _everything(ma, low(ma), written.record) == before


def _everything(side, who, record):
    page = views.record(side.desk, who, channel=side.joint, record=record)
    return repr(
        (
            views.register(side.desk, who),
            [one.id for one in page.view.versions],
            page.statements,
            views.waiting(side.desk, who),
            views.history(side.desk, who, channel=side.joint, record=record),
            views.conversation(side.desk, who, channel=side.joint, record=record),
        )
    )


def test_what_may_not_be_in_the_channel_is_declined_unread():
    ma, pk = joined("ma", "pk", limits={"marking": "restricted"})
    blob = write_content(kind="example", salt="0" * 32, marking="x_unknown", fields=forms.example())
    with pk.desk.transaction():
        ref = wording.shelved(pk.desk, blob, channel=pk.joint)
    bad = lie(
        pk, pk.joint, kind="propose", body={"record": "ab" * 16, "base": None, "content": ref}
    )
    carry(pk, ma)
    registers.decline(ma.desk, ma.chair, channel=ma.joint, version=bad.id)
    assert ma.desk.channel(ma.joint).consent.status(bad.id).reason == "declined"


def test_what_did_not_arrive_is_declined_unread(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    with pk.desk.transaction():
        pk.desk.blobs(pk.joint).erase(written.sha256)
        pk.desk.refresh(pk.joint)
    registers.decline(pk.desk, pk.chair, channel=pk.joint, version=written.version)


def test_history_names_who_drafted_nationally(pair):
    ma, _ = pair
    written = drafted(ma)
    (entry,) = views.history(ma.desk, ma.officer, channel=ma.national, record=written.record)
    assert (entry.kind, entry.account) == ("propose", "ma.officer")


def test_a_request_is_listed_until_it_is_settled(pair):
    ma, _ = pair
    record = drafted(ma).record
    request = release.request(ma.desk, ma.officer, channel=ma.joint, records=[record])
    (one,) = views.requests(ma.desk, ma.releaser)
    assert (one.id, one.account, one.records) == (request.id, "ma.officer", (record,))
    assert views.request_named(ma.desk, request.id[:6]) == request.id
    release.release(ma.desk, ma.releaser, request=request.id)
    assert views.requests(ma.desk, ma.releaser) == ()
    refused("desk.unknown", views.request_named, ma.desk, request.id[:6])


def test_a_record_is_found_by_its_reference_or_the_beginning_of_its_id(pair):
    ma, _ = pair
    written = proposed(ma, forms.activity(), "activity")
    assert views.found(ma.desk, ma.officer, text="2027/EV/12") == (ma.joint, written.record)
    assert views.found(ma.desk, ma.officer, text=written.record[:8]) == (ma.joint, written.record)
    proposed(ma, forms.activity(), "activity")
    refused("desk.ambiguous", views.found, ma.desk, ma.officer, text="2027/EV/12")


def test_a_channel_is_named_by_its_other_party(pair):
    ma, _ = pair
    assert views.channel_named(ma.desk, "pk") == ma.joint
    assert views.channel_named(ma.desk, views.NATIONAL) == ma.national
    assert views.channel_named(ma.desk, ma.joint[:6]) == ma.joint
    refused("desk.no_such_channel", views.channel_named, ma.desk, "ma")


def test_two_nodes_print_one_standing(pair):
    ma, pk = pair
    proposed(ma)
    drafted(pk)
    exchange(ma, pk)
    ours, theirs = (views.standing(one.desk, channel=one.joint) for one in pair)
    assert ours == theirs
    json.dumps(ours)


def test_views_are_plain_enough_to_be_printed_as_json(pair):
    ma, pk = pair
    record = proposed(ma, forms.memorandum(), "instrument").record
    exchange(ma, pk)
    page = views.record(ma.desk, ma.officer, channel=ma.joint, record=record)
    for view in (page, *views.register(ma.desk, ma.officer), views.waiting(ma.desk, ma.officer)):
        json.dumps(dataclasses.asdict(view))


def test_a_lock_is_a_trouble(pair):
    ma, _ = pair
    with ma.desk.transaction():
        ma.desk.ledger.lock(ma.joint, "restored")
    assert views.troubles(ma.desk, channel=ma.joint) == (
        {"code": "desk.locked", "why": "restored"},
    )


def test_records_agreed_to_be_the_same_are_one_line(pair):
    ma, pk = pair
    one, two = proposed(ma), proposed(pk)
    exchange(ma, pk)
    same = matching.same_as(
        ma.desk, ma.officer, channel=ma.joint, records=(one.record, two.record), confirm=yes
    )
    assert len(views.register(ma.desk, ma.officer, kind="example")) == 2
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[same.version])
    exchange(ma, pk)
    for side in pair:
        (line,) = views.register(side.desk, side.officer, kind="example")
        assert {line.record, *line.twins} == {one.record, two.record}


def test_how_fresh_a_peer_s_words_are(pair):
    ma, pk = pair
    (peer,) = views.peers(ma.desk, channel=ma.joint, as_of="2027-03-01T00:00:00Z")
    assert (peer.party, peer.alarm, peer.days) == ("pk", True, 90)
    assert peer.holds < peer.of or peer.holds == peer.of
    carry(pk, ma)
    assert views.peers(ma.desk, channel=ma.joint)[0].days is None


def test_acts_that_wait_are_a_trouble(pair):
    ma, pk = pair
    proposed(ma)
    first = written(ma, pk)
    with pk.desk.transaction():
        pk.desk.ledger.wait(pk.joint, [ma.desk.all_acts(ma.joint)[-1]])
    assert {"code": "W_CAUSE", "count": 1} in views.troubles(pk.desk, channel=pk.joint)
    opened(pk, first)
    assert views.troubles(pk.desk, channel=pk.joint) == ()
