"""The post: all or nothing, idempotent, at most one acknowledgement, evidence kept."""

from __future__ import annotations

import pytest

from mithaq.desk import correspondence, pen
from mithaq.record.refusal import Refusal
from tests.peer import carry, exchange, forged, joined, opened, side, written


def heads(one):
    return one.desk.channel(one.joint).heads()


def sizes(one):
    return {party: head.size for party, head in heads(one).items()}


def test_two_sides_end_with_the_same_heads():
    ma, pk = joined("ma", "pk")
    assert heads(ma) == heads(pk)


def test_a_bundle_opened_twice_changes_nothing():
    ma, pk = joined("ma", "pk")
    pen.write_automatic(ma.desk, channel=ma.joint, kind="ack", body={})
    carry(ma, pk)
    before = sizes(pk)
    opened = correspondence.open(pk.desk, pk.officer, data=ma.sent[-1])
    assert opened.receipt.already
    assert sizes(pk) == before


def test_an_acknowledgement_is_not_acknowledged():
    ma, pk = joined("ma", "pk")
    pen.write_automatic(ma.desk, channel=ma.joint, kind="ack", body={})
    (opened,) = carry(ma, pk)
    assert opened.receipt.admitted == {"ma": 1}
    assert not opened.acknowledged


def test_what_is_for_another_party_is_refused():
    ma, _pk = joined("ma", "pk")
    sent = correspondence.write(ma.desk, ma.officer, channel=ma.joint, to="pk")
    with pytest.raises(Refusal, match="E_SENDER"):
        correspondence.open(ma.desk, ma.officer, data=sent.parts[0])


def test_a_channel_not_opened_here_is_refused():
    ma, _pk = joined("ma", "pk")
    fresh = side("pk", seed="another machine")
    sent = correspondence.write(ma.desk, ma.officer, channel=ma.joint, to="pk")
    with pytest.raises(Refusal, match=r"desk\.no_channel"):
        correspondence.open(fresh.desk, fresh.officer, data=sent.parts[0])


def test_nobody_is_written_to_who_is_not_a_party():
    ma, _ = joined("ma", "pk")
    with pytest.raises(Refusal, match=r"desk\.not_a_party"):
        correspondence.write(ma.desk, ma.officer, channel=ma.joint, to="xx")


def test_the_national_channel_cannot_be_written_to_anyone():
    ma, _ = joined("ma", "pk")
    with pytest.raises(Refusal, match="E_NOT_JOINT"):
        correspondence.write(ma.desk, ma.officer, channel=ma.national, to="pk")


def test_a_reader_carries_nothing():
    ma, _ = joined("ma", "pk")
    with pytest.raises(Refusal, match=r"desk\.no_right"):
        correspondence.write(ma.desk, ma.who("x", "officer"), channel=ma.joint, to="pk")


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_a_torn_bundle_leaves_everything_as_it_was(cut):
    ma, pk = joined("ma", "pk")
    pen.write_automatic(ma.desk, channel=ma.joint, kind="ack", body={})
    (part,) = correspondence.write(ma.desk, ma.officer, channel=ma.joint, to="pk").parts
    before = (heads(pk), pk.desk.ledger.notes(""))
    with pytest.raises(Refusal):
        correspondence.open(pk.desk, pk.officer, data=part[: int(len(part) * cut)])
    assert (heads(pk), pk.desk.ledger.notes("")) == before


def test_bundles_out_of_order_wait_or_fit():
    ma, pk = joined("ma", "pk")
    pen.write_automatic(ma.desk, channel=ma.joint, kind="ack", body={})
    first = correspondence.write(ma.desk, ma.officer, channel=ma.joint, to="pk").parts[0]
    pen.write_automatic(ma.desk, channel=ma.joint, kind="ack", body={})
    second = correspondence.write(ma.desk, ma.officer, channel=ma.joint, to="pk").parts[0]
    correspondence.open(pk.desk, pk.officer, data=second)
    opened = correspondence.open(pk.desk, pk.officer, data=first)
    assert opened.receipt.late
    assert heads(ma)["ma"] == heads(pk)["ma"]


def test_a_forked_channel_refuses_new_acts_of_ours_and_keeps_the_proof():
    ma, pk = joined("ma", "pk")
    head = heads(pk)["pk"]
    body = {}
    pen.write_automatic(pk.desk, channel=pk.joint, kind="ack", body=body)
    carry(pk, ma)
    lie = forged(pk, pk.joint, seq=head.seq + 1, prev=head.id, kind="statement",
                 body={"topic": "comment", "record": "0" * 32})  # fmt: skip
    with pk.desk.transaction():
        pk.desk.ledger.append(pk.joint, (lie,))
    (opened,) = carry(pk, ma)
    assert "F_FORK" in [one.code for one in opened.evidence]
    with pytest.raises(Refusal, match=r"desk\.forked"):
        pen.write_automatic(ma.desk, channel=ma.joint, kind="ack", body={})


def test_three_parties_pass_each_other_on():
    ma, pk, tn = joined("ma", "pk", "tn")
    pen.write_automatic(ma.desk, channel=ma.joint, kind="ack", body={})
    carry(ma, pk)
    carry(pk, tn)
    assert heads(tn)["ma"] == heads(ma)["ma"]
    exchange(ma, pk, tn)
    assert heads(ma) == heads(pk) == heads(tn)


def test_a_forker_of_hundreds_of_acts_at_one_place_leaves_one_small_piece_of_evidence():
    ma, pk = joined("ma", "pk")
    last = pk.desk.act(pk.joint, pk.desk.channel(pk.joint).heads()["pk"].id)
    for number in range(3):
        acts = [
            forged(
                pk, pk.joint, seq=last.seq + 1, prev=last.id, kind="statement", seen=last.seen,
                body={"topic": "comment", "record": "0" * 32, "data": {"n": [number, each]}},
            )
            for each in range(100)
        ]  # fmt: skip
        with pk.desk.transaction():
            pk.desk.ledger.append(pk.joint, acts)
        opened(ma, written(pk, ma))
    assert len(ma.desk.channel(ma.joint).forks()[0].ids) == 300
    (one,) = correspondence.evidence(ma.desk, channel=ma.joint)
    assert (one["code"], len(one["fields"]["ids"])) == ("F_FORK", 2)
