"""A restored node must not sign on until it knows that it forgets nothing (decision 20, S9)."""

from __future__ import annotations

import copy

import pytest

from mithaq.desk import correspondence, pen, recovery
from mithaq.desk.desk import Desk
from mithaq.record.refusal import Refusal
from tests import keeping
from tests.peer import Side, backup, carry, exchange, forget, joined


def ack(side: Side) -> None:
    pen.write_automatic(side.desk, channel=side.joint, kind="ack", body={})


def open_national(side: Side) -> None:
    assert recovery.unlock(side.desk, side.administrator, channel=side.national).open


@pytest.fixture
def restored():
    """ma signed two acts after its backup; pk holds the first of them."""
    ma, pk = joined("ma", "pk")
    kept = backup(ma)
    ack(ma)
    carry(ma, pk)
    ack(ma)
    forget(ma, kept)
    return ma, pk


def refused(code: str, call, **fields) -> None:
    with pytest.raises(Refusal) as told:
        call(**fields)
    assert told.value.code == code


def test_nothing_is_signed_before_the_head_is_proved(restored):
    ma, _ = restored
    refused("desk.locked", ack, side=ma)


def test_the_peer_gives_back_what_was_forgotten_and_opens_the_channel(restored):
    ma, pk = restored
    carry(ma, pk)
    (opened,) = carry(pk, ma)
    assert opened.unlocked
    assert ma.desk.ledger.locked(ma.joint) is None
    assert (
        ma.desk.channel(ma.joint).heads()["ma"].seq == pk.desk.channel(pk.joint).heads()["ma"].seq
    )
    ack(ma)
    exchange(ma, pk)
    assert not pk.desk.channel(pk.joint).forks()


def test_an_old_bundle_of_the_peer_opens_nothing(restored):
    ma, pk = restored
    old = pk.sent[-1]
    opened = correspondence.open(ma.desk, ma.officer, data=old)
    assert not opened.unlocked
    assert ma.desk.ledger.locked(ma.joint) == "restored"


def test_bundle_numbers_jump_after_a_restore_so_that_none_is_used_twice(restored):
    ma, pk = restored
    before = correspondence.show(ma.sent[-1]).manifest.number
    carry(ma, pk)
    assert correspondence.show(ma.sent[-1]).manifest.number > before + 900
    carry(ma, pk)
    assert "F_NUMBER" not in [
        one["code"] for one in correspondence.evidence(pk.desk, channel=pk.joint)
    ]


def test_a_backup_restored_twice_still_numbers_upward():
    ma, pk = joined("ma", "pk")
    kept = backup(ma)
    numbers = []
    for _ in range(3):
        ma.clock.forward()
        forget(ma, kept)
        carry(ma, pk)
        numbers.append(correspondence.show(ma.sent[-1]).manifest.number)
        carry(pk, ma)
        assert ma.desk.ledger.locked(ma.joint) is None
        ack(ma)
        carry(ma, pk)
    assert numbers == sorted(set(numbers))
    assert not pk.desk.channel(pk.joint).forks()


def test_the_national_channel_opens_by_one_administrator_on_record(restored):
    ma, _ = restored
    open_national(ma)
    said = ma.desk.overlay().asides[recovery.record_of(ma.national)]
    assert said[-1].body["data"]["account"] == "ma.admin"


def test_an_officer_unlocks_nothing(restored):
    ma, _ = restored
    refused("desk.no_right", recovery.unlock, desk=ma.desk, who=ma.officer, channel=ma.national)


def test_a_joint_channel_needs_a_second_administrator(restored):
    ma, _ = restored
    open_national(ma)
    first = recovery.unlock(ma.desk, ma.administrator, channel=ma.joint)
    assert (first.open, first.statements) == (False, 1)
    again = recovery.unlock(ma.desk, ma.who(" MA.Admin ", "administrator"), channel=ma.joint)
    assert not again.open
    other = recovery.unlock(ma.desk, ma.who("ma.admin2", "administrator"), channel=ma.joint)
    assert other.open
    ack(ma)


def test_what_is_not_locked_is_not_unlocked():
    ma, _ = joined("ma", "pk")
    refused(
        "desk.not_locked", recovery.unlock, desk=ma.desk, who=ma.administrator, channel=ma.joint
    )


def test_a_second_machine_with_our_key_locks_the_channel_at_the_first_exchange():
    keeping.memory_only()
    ma, pk = joined("ma", "pk")
    clone = Side(party="ma", desk=Desk(
        party="ma", ledger=copy.deepcopy(ma.desk.ledger), shelf=copy.deepcopy(ma.desk.shelf),
        clock=ma.clock, dice=ma.desk.dice, signer=ma.desk.signer,
    ), clock=ma.clock)  # fmt: skip
    ack(clone)
    carry(clone, pk)
    sent = correspondence.write(pk.desk, pk.officer, channel=pk.joint, to="ma", everything=True)
    opened = correspondence.open(ma.desk, ma.officer, data=sent.parts[0])
    assert "F_OWN" in [one.code for one in opened.evidence]
    assert ma.desk.ledger.locked(ma.joint) == recovery.DOUBLED


def test_a_peer_that_names_an_act_of_ours_that_is_not_here_locks_the_channel():
    ma, pk = joined("ma", "pk")
    kept = backup(ma)
    ack(ma)
    carry(ma, pk)
    forget(ma, kept, locked=False)
    said = correspondence.said(correspondence.show(_only(pk, ma)).manifest)
    with ma.desk.transaction():
        recovery.watch(ma.desk, channel=ma.joint, words=said, found=())
    assert ma.desk.ledger.locked(ma.joint) == recovery.BEHIND


def _only(sender: Side, receiver: Side) -> bytes:
    sent = correspondence.write(
        sender.desk, sender.officer, channel=sender.joint, to=receiver.party
    )
    (part,) = sent.parts
    return part
