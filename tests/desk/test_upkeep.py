"""Keys, exports, the proof of a fork, and the check of everything."""

from __future__ import annotations

import pytest

from mithaq.desk import pen, registers, upkeep
from mithaq.exchange.fork import verify_fork
from mithaq.exchange.verify import verify_export
from tests import keeping
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import NodeSigner, RootSigner, carry, exchange, forged, joined, yes
from tests.record.make import node_key


@pytest.fixture
def pair():
    return joined("ma", "pk")


def proposed(side):
    return registers.propose(
        side.desk, side.officer, channel=side.joint, kind="example", fields=forms.example(),
        marking="unclassified", confirm=yes,
    )  # fmt: skip


def rotated(side, who=None):
    with side.desk.transaction():
        acts = upkeep.rotate(
            side.desk, who or side.administrator, roots=RootSigner(side.party),
            node=[node_key(side.party, 1).public],
        )  # fmt: skip
        side.desk.signer = NodeSigner(side.party, 1)
    return acts


def test_a_new_key_signs_in_every_channel_and_the_other_side_follows(pair):
    ma, pk = pair
    assert len(rotated(ma)) == 2
    written = proposed(ma)
    exchange(ma, pk)
    assert pk.desk.act(pk.joint, written.version).key == node_key("ma", 1).id
    assert pk.desk.channel(pk.joint).keys("ma").n == 1


def test_the_old_key_signs_nothing_more(pair):
    ma, _ = pair
    rotated(ma)
    ma.desk.signer = NodeSigner("ma", 0)
    refused("E_KEY", proposed, ma)


def test_who_rotated_is_on_the_national_record(pair):
    ma, _ = pair
    rotated(ma)
    accounts = {
        act.body["data"]["account"]
        for acts in ma.desk.overlay().asides.values()
        for act in acts
        if act.body["topic"] == "rotated"
    }
    assert accounts == {"ma.admin"}


def test_an_officer_rotates_nothing(pair):
    ma, _ = pair
    refused("desk.no_right", rotated, ma, ma.officer)


def test_an_export_is_verified_without_us(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    registers.accept(pk.desk, pk.chair, channel=pk.joint, versions=[written.version])
    exchange(ma, pk)
    export = upkeep.export(ma.desk, ma.officer, channel=ma.joint)
    assert verify_export(export.members())


def test_an_export_moves_no_joint_dice(pair):
    ma, _ = pair
    before = dict(ma.desk.dice.drawn)
    upkeep.export(ma.desk, ma.officer, channel=ma.joint)
    assert ma.desk.dice.drawn[ma.joint] == before[ma.joint]


def test_a_fork_is_proved_by_two_envelopes(pair):
    ma, pk = pair
    head = pk.desk.channel(pk.joint).heads()["pk"]
    pen.write_automatic(pk.desk, channel=pk.joint, kind="ack", body={})
    lie = forged(
        pk, pk.joint, seq=head.seq + 1, prev=head.id, kind="statement",
        body={"topic": "comment", "record": "0" * 32},
    )  # fmt: skip
    carry(pk, ma)
    with pk.desk.transaction():
        pk.desk.ledger.append(pk.joint, (lie,))
    carry(pk, ma)
    proof = verify_fork(upkeep.prove_fork(ma.desk, channel=ma.joint))
    assert (proof.party, proof.seq) == ("pk", head.seq + 1)
    assert verify_fork(upkeep.prove_fork(ma.desk, channel=ma.joint, party="pk")).party == "pk"
    refused("desk.no_fork", upkeep.prove_fork, ma.desk, channel=ma.joint, party="ma")


def test_a_sound_store_has_no_findings(pair):
    ma, pk = pair
    proposed(ma)
    exchange(ma, pk)
    for side in pair:
        for channel in side.desk.ledger.channels():
            assert list(upkeep.check(side.desk, channel=channel)) == []


def test_damage_is_named(pair):
    keeping.memory_only()
    ma, _ = pair
    written = proposed(ma)
    blobs = ma.desk.shelf._blobs
    kept = blobs[written.sha256]
    blobs[written.sha256] = kept + b" "
    assert _codes(ma) == ["check.blob"]
    del blobs[written.sha256]
    assert _codes(ma) == ["check.absent"]
    blobs[written.sha256] = kept
    ma.desk.ledger._acts[ma.joint].pop(0)
    assert set(_codes(ma)) >= {"check.act"}


def _codes(side):
    return [one.code for one in upkeep.check(side.desk, channel=side.joint)]
