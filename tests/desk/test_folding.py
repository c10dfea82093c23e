"""The fold is extended act by act, shared by nobody's failure, and always what the ledger says."""

from __future__ import annotations

from hashlib import sha256

import pytest

from mithaq.desk import registers, views
from mithaq.desk.desk import Desk
from mithaq.record.content import TYPE
from mithaq.record.refusal import Refusal
from tests.agreement.make import content, words
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import Side, exchange, joined, lie, yes


def proposed(side: Side, **more):
    return registers.propose(
        side.desk, side.chair, channel=side.joint, kind="example", fields=forms.example(),
        marking="unclassified", confirm=yes, **more,
    )  # fmt: skip


def anew(side: Side) -> Desk:
    """Sit down at the same ledger with an empty head."""
    old = side.desk
    return Desk(
        party=old.party, ledger=old.ledger, shelf=old.shelf, clock=old.clock, dice=old.dice,
        signer=old.signer,
    )  # fmt: skip


def same_as_anew(side: Side) -> bool:
    fresh = anew(side)
    return all(
        views.standing(side.desk, channel=one) == views.standing(fresh, channel=one)
        for one in side.desk.ledger.channels()
    )


def test_each_act_is_read_once():
    ma, _ = joined("ma", "pk")
    channel = ma.desk.channel(ma.joint)
    standing = ma.desk.standing(ma.joint)
    proposed(ma)
    assert ma.desk.channel(ma.joint) is channel
    assert ma.desk.standing(ma.joint) is standing
    assert same_as_anew(ma)


def test_a_refusal_before_the_pen_keeps_the_fold():
    ma, _ = joined("ma", "pk")
    channel = ma.desk.channel(ma.joint)
    refused("desk.no_version", registers.accept, ma.desk, ma.chair, channel=ma.joint,
            versions=["00" * 32])  # fmt: skip
    assert ma.desk.channel(ma.joint) is channel


def test_an_act_that_was_not_stored_leaves_no_trace_in_the_fold():
    ma, pk = joined("ma", "pk")
    written = proposed(ma)
    exchange(ma, pk)
    registers.decline(pk.desk, pk.chair, channel=pk.joint, version=written.version)
    refused("V_ANSWERED", registers.accept, pk.desk, pk.chair, channel=pk.joint,
            versions=[written.version])  # fmt: skip
    assert same_as_anew(pk)
    proposed(pk)
    exchange(ma, pk)
    assert views.standing(ma.desk, channel=ma.joint) == views.standing(pk.desk, channel=pk.joint)


def test_a_transaction_that_fails_after_its_acts_forgets_them():
    ma, _ = joined("ma", "pk")
    before = views.standing(ma.desk, channel=ma.joint)
    with pytest.raises(Refusal, match="test"), ma.desk.transaction():
        proposed(ma)
        assert views.standing(ma.desk, channel=ma.joint) != before
        raise Refusal("test")
    assert views.standing(ma.desk, channel=ma.joint) == before
    assert same_as_anew(ma)
    proposed(ma)
    assert same_as_anew(ma)


def test_what_another_process_appended_is_seen():
    ma, _ = joined("ma", "pk")
    ma.desk.channel(ma.joint)
    other = Side(party="ma", desk=anew(ma), clock=ma.clock)
    written = proposed(other)
    assert ma.desk.act(ma.joint, written.version).id == written.version
    proposed(ma)
    assert same_as_anew(ma)


def test_contents_a_peer_names_and_never_sends_are_not_asked_for_again_and_again():
    ma, pk = joined("ma", "pk")
    for number in range(200):
        blob = content("document", title=words(str(number)))
        name = {"sha256": sha256(blob).hexdigest(), "size": len(blob), "type": TYPE}
        body = {"record": f"{number:032x}", "base": None, "content": name}
        lie(pk, pk.joint, kind="propose", body=body)
    exchange(ma, pk)
    views.register(ma.desk, ma.chair, channel=ma.joint)
    channel, shelf = ma.desk.ledger, ma.desk.shelf
    standing = ma.desk.standing(ma.joint)
    standing._records.contents._source = counting = Counter(standing._records.contents._source)
    views.register(ma.desk, ma.chair, channel=ma.joint)
    assert counting.calls < 10 * 200, "it was 200 for each of the 200"
    with channel.transaction():
        last = shelf.put(content("document", title=words("199")))
        anew(ma).blobs(ma.joint).admit(last)
    (version,) = standing.record(f"{199:032x}").versions
    assert version.content == "present"
    assert same_as_anew(ma)


class Counter:
    """Counts the calls of a function."""

    def __init__(self, inner):
        self.inner, self.calls = inner, 0

    def __call__(self, *args):
        self.calls += 1
        return self.inner(*args)
