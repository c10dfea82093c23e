"""What is not there, and what may not be: each answered by its code."""

from __future__ import annotations

import pytest

from mithaq.desk import (
    citing,
    correspondence,
    exact,
    pairing,
    registers,
    release,
    statements,
    views,
    wording,
)
from mithaq.desk.desk import Desk
from mithaq.desk.opening import open_channel
from mithaq.node.store.memory import MemoryLedger, MemoryShelf
from tests.desk import forms
from tests.desk.refusing import refused
from tests.peer import LoadedDice, NodeSigner, SteadyClock, exchange, joined, side, yes
from tests.record.make import charter_envelope, node_key, party_entry


@pytest.fixture
def pair():
    return joined("ma", "pk")


def proposed(one, **more):
    return registers.propose(
        one.desk, one.chair, channel=one.joint, kind="example", fields=forms.example(),
        marking="unclassified", confirm=yes, **more,
    )  # fmt: skip


def test_a_desk_without_channels_says_so():
    desk = Desk(
        party="ma", ledger=MemoryLedger(own="ma"), shelf=MemoryShelf(), clock=SteadyClock(),
        dice=LoadedDice("x"), signer=NodeSigner("ma"),
    )  # fmt: skip
    refused("desk.no_national", desk.national)
    refused("desk.no_channel", desk.channel, "00" * 32)


def test_an_act_that_is_not_here(pair):
    refused("desk.no_act", pair[0].desk.act, pair[0].joint, "00" * 32)


def test_a_version_that_is_no_proposal(pair):
    ma, pk = pair
    said = statements.comment(
        ma.desk, ma.officer, channel=ma.joint, record=proposed(ma).record, text={"en": "x"},
        confirm=yes,
    )  # fmt: skip
    refused("desk.no_version", wording.proposal, ma.desk, channel=ma.joint, version=said.id)
    assert pk.party == "pk"


def test_a_card_comes_first():
    refused("desk.no_card", pairing.own_card, side("ma").desk)


def test_a_charter_must_name_us_and_our_key():
    ma = side("ma")
    refused("desk.not_a_party", open_channel, ma.desk, charter=charter_envelope("pk", "tn"))
    entry = {**party_entry("ma"), "node": [node_key("ma", 7).spki]}
    other = charter_envelope("ma", parties=[entry], title="another")
    refused("desk.not_our_key", open_channel, ma.desk, charter=other)


def test_a_card_is_of_ones_own_party():
    ma = side("ma")
    refused("desk.not_a_party", pairing.card, ma.desk, ma.administrator, entry=party_entry("pk"))


def test_only_a_recall_is_answered(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    refused(
        "desk.not_a_recall", statements.answer_recall, pk.desk, pk.chair, channel=pk.joint,
        recall=written.version, erase=False,
    )  # fmt: skip


def test_a_recall_is_answered_by_the_other_side_and_what_is_erased_stays_away(pair):
    ma, pk = pair
    written = proposed(ma)
    exchange(ma, pk)
    recall = statements.recall(
        ma.desk, ma.chair, channel=ma.joint, record=written.record, version=written.version
    )
    refused(
        "desk.ours", statements.answer_recall, ma.desk, ma.chair, channel=ma.joint,
        recall=recall.id, erase=True,
    )  # fmt: skip
    exchange(ma, pk)
    statements.answer_recall(pk.desk, pk.chair, channel=pk.joint, recall=recall.id, erase=True)
    assert pk.desk.blobs(pk.joint).get(written.sha256) is None
    exchange(ma, pk)
    assert pk.desk.blobs(pk.joint).get(written.sha256) is None
    assert written.sha256 not in correspondence.show(pk.sent[-1]).manifest.wants
    (view,) = (one.desk.standing(one.joint).record(written.record) for one in (ma,))
    assert [one.topic for one in view.statements["pk"]] == ["erasure"]
    assert views.register(pk.desk, pk.officer)


@pytest.mark.parametrize("filed", [True, False])
def test_erased_bytes_leave_the_shelf_unless_we_keep_them_ourselves(pair, filed):
    ma, pk = pair
    with ma.desk.transaction():
        scan = wording.file(ma.desk, b"a scan", media="text/plain", name="scan.txt")
    record = registers.draft(
        ma.desk, ma.officer, kind="example", fields=forms.example(), marking="unclassified",
        attachments=[scan],
    ).record  # fmt: skip
    request = release.request(ma.desk, ma.officer, channel=ma.joint, records=[record])
    (written,) = release.release(ma.desk, ma.releaser, request=request.id)
    exchange(ma, pk)
    if filed:
        citing.file_source(
            pk.desk, pk.officer, data=b"a scan", name="ours.txt", fields=forms.source()
        )
    recall = statements.recall(
        ma.desk, ma.chair, channel=ma.joint, record=written.record, version=written.version
    )
    exchange(ma, pk)
    statements.answer_recall(pk.desk, pk.chair, channel=pk.joint, recall=recall.id, erase=True)
    assert not pk.desk.shelf.has(written.sha256)
    assert pk.desk.shelf.has(str(scan["sha256"])) is filed
    assert not pk.desk.blobs(pk.joint).has(str(scan["sha256"]))


def test_an_administrator_asks_for_two_people(pair):
    ma, _ = pair
    exact.ask_two(ma.desk, ma.administrator, channel=ma.joint, verb="propose")
    refused("desk.two_people", proposed, ma)
    exact.ask_two(ma.desk, ma.administrator, channel=ma.joint, verb="propose", two=False)
    proposed(ma)
    refused("desk.no_right", exact.ask_two, ma.desk, ma.officer, channel=ma.joint, verb="propose")
