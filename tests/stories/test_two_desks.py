"""Two desks and what can happen between them: honest, late, forgetful and lying counterparts.

Each story ends as the manual says it does, on both sides alike. The same stories from the command
line are beside these as text.
"""

from __future__ import annotations

import pytest

from mithaq.desk import (
    citing,
    correspondence,
    matching,
    pairing,
    registers,
    release,
    statements,
    upkeep,
    views,
    wording,
)
from mithaq.desk.opening import open_channel
from mithaq.exchange.verify import verify_export
from mithaq.record.content import write_content
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import (
    Side,
    backup,
    carry,
    exchange,
    forget,
    fork,
    joined,
    lie,
    opened,
    side,
    written,
    yes,
)
from tests.record.make import charter_envelope

REPORT = "Rabat, 13 January 2026. The two ministers signed a memorandum of understanding."


@pytest.fixture
def pair():
    return joined("ma", "pk", limits={"marking": "restricted"})


def propose(one: Side, fields=None, kind="example", **more):
    return registers.propose(
        one.desk, one.chair, channel=one.joint, kind=kind, fields=fields or forms.example(),
        marking="unclassified", confirm=yes, **more,
    )  # fmt: skip


def accept(one: Side, *versions: str):
    return registers.accept(one.desk, one.chair, channel=one.joint, versions=versions)


def state(one: Side, version: str) -> str:
    return one.desk.channel(one.joint).consent.status(version).state


def same(*sides: Side) -> bool:
    first, *others = (views.standing(one.desk, channel=one.joint) for one in sides)
    return all(first == other for other in others)


# ---------------------------------------------------------------- honest


def test_one_officer_s_register_becomes_a_joint_memorandum(pair):
    ma, pk = pair
    source = citing.file_source(
        ma.desk, ma.officer, data=REPORT.encode(), name="report.txt", fields=forms.source()
    ).record
    record = registers.draft(
        ma.desk, ma.officer, kind="instrument", fields=forms.memorandum(),
        marking="unclassified",
    ).record  # fmt: skip
    claim = citing.cite(
        ma.desk, ma.officer, record=record, source=source, quote="13 January 2026", language="en",
        modality="happened", field="signed_on", value="2026-01-13",
    )  # fmt: skip
    citing.judge(ma.desk, ma.officer, claim=claim.id, verdict="accepted", reason="two sources")
    request = release.request(ma.desk, ma.officer, channel=ma.joint, records=[record])
    (out,) = release.release(ma.desk, ma.releaser, request=request.id)
    carry(ma, pk)
    (waits,) = views.waiting(pk.desk, pk.chair).ours
    accept(pk, waits.version)
    exchange(ma, pk)
    (line,) = views.register(ma.desk, ma.officer, kind="instrument")
    assert (line.consent, line.private) == ("acknowledged", record)
    assert same(ma, pk)
    export = upkeep.export(pk.desk, pk.officer, channel=pk.joint)
    assert verify_export(export.members())
    assert out.record == line.record


def test_both_report_under_a_commitment_and_differ_on_it(pair):
    ma, pk = pair
    record = propose(ma, forms.commitment("ma", "pk"), "commitment").record
    carry(ma, pk)
    accept(pk, views.waiting(pk.desk, pk.chair).ours[0].version)
    exchange(ma, pk)
    for one in pair:
        for step, more in (("acknowledge", {"office": {"en": "bureau"}}), ("start", {})):
            statements.step(
                one.desk, one.officer, channel=one.joint, record=record, step=step, leg=one.party,
                more=more, confirm=yes,
            )  # fmt: skip
    statements.step(
        ma.desk, ma.officer, channel=ma.joint, record=record, step="report_done", leg="ma",
        more={"text": {"en": "sent on 1 March"}}, confirm=yes,
    )  # fmt: skip
    exchange(ma, pk)
    statements.step(
        pk.desk, pk.officer, channel=pk.joint, record=record, step="dispute", leg="ma",
        more={"text": {"en": "nothing came"}}, confirm=yes,
    )  # fmt: skip
    exchange(ma, pk)
    for one in pair:
        page = views.record(one.desk, one.officer, channel=one.joint, record=record)
        legs = {party: track.state for party, track in page.legs}
        assert legs == {"ma": "disputed", "pk": "in_progress"}
        assert page.legs[0][0] == one.party
    assert same(ma, pk)


def test_both_had_a_register(pair):
    """Match before release: pk accepts what ma released and links its own record to it."""
    ma, pk = pair
    own = registers.draft(
        pk.desk, pk.officer, kind="instrument", fields=forms.memorandum(),
        marking="unclassified",
    ).record  # fmt: skip
    joint = propose(ma, forms.memorandum(), "instrument")
    carry(ma, pk)
    (found,) = matching.candidates(pk.desk, pk.officer, channel=pk.joint, record=own)
    accept(pk, found.version)
    matching.link(pk.desk, pk.officer, channel=pk.joint, record=own, joint=found.record)
    exchange(ma, pk)
    (line,) = views.register(pk.desk, pk.officer)
    assert (line.record, line.private) == (joint.record, own)
    assert same(ma, pk)


def test_three_sides_agree_only_together():
    sides = ma, pk, tn = joined("ma", "pk", "tn")
    offer = propose(ma)
    exchange(*sides)
    accept(pk, offer.version)
    exchange(*sides)
    assert state(ma, offer.version) == "open"
    accept(tn, offer.version)
    exchange(*sides)
    assert {state(one, offer.version) for one in sides} == {"agreed"}
    assert same(*sides)


# ---------------------------------------------------------------- late


def test_months_of_silence_and_post_in_the_wrong_order(pair):
    ma, pk = pair
    post = []
    for number in range(4):
        propose(ma, forms.example(f"thing {number}"))
        post.append(written(ma, pk))
        ma.clock.forward(60)
    lost = post.pop(1)
    for parts in reversed(post):
        opened(pk, parts)
    opened(pk, lost)
    opened(pk, lost)
    exchange(ma, pk)
    assert same(ma, pk)
    assert len(views.waiting(pk.desk, pk.chair).ours) == 4


def test_an_acceptance_in_flight_outruns_a_withdrawal(pair):
    ma, pk = pair
    offer = propose(ma)
    carry(ma, pk)
    registers.withdraw(ma.desk, ma.chair, channel=ma.joint, version=offer.version)
    accept(pk, offer.version)
    exchange(ma, pk)
    assert state(ma, offer.version) == state(pk, offer.version) == "agreed"


def test_each_withdraws_its_own_and_accepts_the_other_s_at_once(pair):
    """The exception of rule 6 must not bind anybody twice."""
    ma, pk = pair
    first = propose(ma)
    carry(ma, pk)
    accept(pk, first.version)
    exchange(ma, pk)
    ours, theirs = (
        registers.amend(
            one.desk, one.chair, channel=one.joint, record=first.record,
            changes={"text": forms.text(one.party)}, confirm=yes,
        )
        for one in pair
    )  # fmt: skip
    exchange(ma, pk)
    states = {state(ma, one.version) for one in (ours, theirs)}
    assert states == {"open", "dead"}
    live, loser = (ours, pk) if state(ma, ours.version) == "open" else (theirs, ma)
    accept(loser, live.version)
    exchange(ma, pk)
    assert state(ma, live.version) == state(pk, live.version) == "agreed"
    assert same(ma, pk)


def test_a_file_that_was_lost_on_the_way_is_asked_for(pair):
    ma, pk = pair
    with ma.desk.transaction():
        scan = wording.file(ma.desk, b"scan", media="text/plain", name="scan.txt")
    record = registers.draft(
        ma.desk, ma.officer, kind="instrument", fields=forms.memorandum(),
        marking="unclassified", attachments=[scan],
    ).record  # fmt: skip
    request = release.request(ma.desk, ma.officer, channel=ma.joint, records=[record])
    (out,) = release.release(ma.desk, ma.releaser, request=request.id)
    exchange(ma, pk)
    with pk.desk.transaction():
        pk.desk.ledger.note(f"blob/{pk.joint}/{scan['sha256']}", b"")
    refused(
        "desk.attachment_absent", registers.accept, pk.desk, pk.chair, channel=pk.joint,
        versions=[out.version],
    )  # fmt: skip
    assert views.standing(pk.desk, channel=pk.joint)["absent"] == [scan["sha256"]]
    carry(pk, ma)
    carry(ma, pk)
    accept(pk, out.version)


# ---------------------------------------------------------------- forgetful


def test_a_counterpart_restored_from_an_old_backup_gets_its_own_acts_back(pair):
    ma, pk = pair
    kept = backup(pk)
    offer = propose(ma)
    carry(ma, pk)
    accept(pk, offer.version)
    carry(pk, ma)
    forget(pk, kept)
    refused(
        "desk.locked", registers.propose, pk.desk, pk.chair, channel=pk.joint, kind="example",
        fields=forms.example(), marking="unclassified", confirm=yes,
    )  # fmt: skip
    carry(pk, ma)
    (back,) = carry(ma, pk)
    assert back.unlocked
    assert state(pk, offer.version) == "agreed"
    exchange(ma, pk)
    assert not ma.desk.channel(ma.joint).forks()
    assert same(ma, pk)


def test_a_machine_built_anew_learns_the_channel_from_the_other_side(pair):
    ma, pk = pair
    offer = propose(ma)
    carry(ma, pk)
    accept(pk, offer.version)
    exchange(ma, pk)
    fresh = side("tn")
    assert fresh.desk.joint() == ()
    whole = correspondence.write(
        ma.desk, ma.officer, channel=ma.joint, to="pk", everything=True
    ).parts
    shown = correspondence.show(whole[0])
    assert {act.party for act in shown.acts} == {"ma", "pk"}


# ---------------------------------------------------------------- lying


def test_a_forked_counterpart_is_shown_and_binds_nobody_twice(pair):
    ma, pk = pair
    offer = propose(ma)
    carry(ma, pk)
    accept(pk, offer.version)
    carry(pk, ma)
    fork(pk, pk.joint)
    (seen,) = carry(pk, ma)
    assert "F_FORK" in [one.code for one in seen.evidence]
    assert state(ma, offer.version) == "agreed", "what we relied on stands"
    assert "F_FORK" in [one["code"] for one in views.troubles(ma.desk, channel=ma.joint)]
    refused(
        "desk.forked", registers.propose, ma.desk, ma.chair, channel=ma.joint, kind="example",
        fields=forms.example(), marking="unclassified", confirm=yes,
    )  # fmt: skip


def test_after_a_fork_one_goes_on_in_a_channel_that_continues_the_old(pair):
    ma, pk = pair
    fork(pk, pk.joint)
    carry(pk, ma)
    old = ma.joint
    charter = charter_envelope(
        "ma", "pk", title="Follow-up, continued", continues=pairing.continuing(ma.desk, channel=old)
    )
    for one in pair:
        open_channel(one.desk, charter=charter)
    new = ma.desk.joint()[-1]
    registers.propose(
        ma.desk, ma.chair, channel=new, kind="example", fields=forms.example(),
        marking="unclassified", confirm=yes,
    )  # fmt: skip
    assert ma.desk.charter(new).continues.channel == old


def test_an_acceptance_after_a_seen_withdrawal_is_kept_without_effect(pair):
    ma, pk = pair
    offer = propose(ma)
    carry(ma, pk)
    registers.withdraw(ma.desk, ma.chair, channel=ma.joint, version=offer.version)
    carry(ma, pk)
    lie(pk, pk.joint, kind="accept", body={"version": offer.version, "content": offer.sha256})
    (seen,) = carry(pk, ma)
    assert seen.receipt.void == 1
    assert state(ma, offer.version) == "dead"
    entries = views.history(ma.desk, ma.officer, channel=ma.joint, record=offer.record)
    assert entries[-1].void == "V_WITHDRAWN_SEEN"


@pytest.mark.parametrize(
    ("blob", "why"),
    [
        (b"{}", "E_CONTENT"),
        (b"not json", "E_JSON"),
        (
            write_content(kind="example", salt="0" * 32, marking="unclassified",
                          fields=forms.example(), national={"drafter": "x"}),
            "E_NATIONAL",
        ),
        (
            write_content(kind="example", salt="0" * 32, marking="secret",
                          fields=forms.example()),
            "content.marking",
        ),
    ],
    ids=["empty", "no-json", "national", "above-ceiling"],
)  # fmt: skip
def test_what_a_counterpart_may_not_send_is_never_accepted_and_breaks_nothing(pair, blob, why):
    ma, pk = pair
    with pk.desk.transaction():
        ref = wording.shelved(pk.desk, blob, channel=pk.joint)
    bad = lie(
        pk, pk.joint, kind="propose", body={"record": "ab" * 16, "base": None, "content": ref}
    )
    carry(pk, ma)
    refused(why, registers.accept, ma.desk, ma.chair, channel=ma.joint, versions=[bad.id])
    assert views.register(ma.desk, ma.officer) is not None
    assert views.waiting(ma.desk, ma.officer) is not None
    assert views.history(ma.desk, ma.officer, channel=ma.joint)
    propose(ma)
    carry(ma, pk)


@pytest.mark.parametrize(
    ("topic", "data"),
    [
        ("acted", {"nothing": 1}),
        ("released", {"channel": 3}),
        ("step", {"step": ["x"]}),
        ("comment", {"text": 7}),
        ("x-unknown", {"deep": [[["y"]]]}),
    ],
)
def test_senseless_statements_are_kept_and_break_no_page(pair, topic, data):
    ma, pk = pair
    record = propose(ma).record
    carry(ma, pk)
    lie(pk, pk.joint, kind="statement", body={"topic": topic, "record": record, "data": data})
    carry(pk, ma)
    assert views.record(ma.desk, ma.officer, channel=ma.joint, record=record)
    assert views.history(ma.desk, ma.officer, channel=ma.joint, record=record)
    assert views.conversation(ma.desk, ma.officer, channel=ma.joint, record=record) is not None
    assert views.waiting(ma.desk, ma.officer)
    assert views.due(ma.desk, ma.officer) is not None
    exchange(ma, pk)
    assert same(ma, pk)


def test_a_counterpart_that_speaks_for_us_is_not_heard(pair):
    """Verifying its own leg, or stepping for the other side, has no effect."""
    ma, pk = pair
    offer = propose(ma, forms.commitment("ma", "pk"), "commitment")
    carry(ma, pk)
    accept(pk, offer.version)
    for step in ("acknowledge", "start", "report_done", "verify"):
        data = {"step": step, "on": offer.version, "leg": "pk", "office": "x",
                "text": {"en": "x"}}  # fmt: skip
        body = {"topic": "step", "record": offer.record, "version": offer.version, "data": data}
        lie(pk, pk.joint, kind="statement", body=body)
    exchange(ma, pk)
    view = ma.desk.standing(ma.joint).record(offer.record)
    assert view.legs["pk"].state == "reported_done"
    assert same(ma, pk)


def test_a_bundle_for_us_alone_is_no_use_to_another(pair):
    ma, pk = pair
    propose(ma)
    parts = written(ma, pk)
    stranger = side("tn")
    refused("E_RECEIVER", correspondence.open, stranger.desk, stranger.officer, data=parts[0])


def test_any_flipped_byte_of_a_bundle_is_refused_and_changes_nothing(pair):
    ma, pk = pair
    propose(ma)
    (part,) = written(ma, pk)
    before = (views.standing(pk.desk, channel=pk.joint), pk.desk.ledger.notes(""))
    for at in range(0, len(part), max(1, len(part) // 60)):
        bad = part[:at] + bytes([part[at] ^ 1]) + part[at + 1 :]
        with pytest.raises(Exception, match=r"^[EW]_"):
            correspondence.open(pk.desk, pk.officer, data=bad)
    assert (views.standing(pk.desk, channel=pk.joint), pk.desk.ledger.notes("")) == before
    opened(pk, [part])
