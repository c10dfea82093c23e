"""Pairing by verbs: cards, a charter that goes round, a fingerprint that people compare."""

from __future__ import annotations

import pytest

from mithaq.desk import pairing
from mithaq.exchange import fingerprint
from mithaq.exchange.pairing import read_card
from mithaq.record.refusal import Refusal
from tests.peer import RootSigner, exchange, side
from tests.record.make import party_entry


@pytest.fixture
def pair():
    ma, pk = side("ma"), side("pk")
    cards = [
        pairing.card(one.desk, one.administrator, entry=party_entry(one.party)) for one in (ma, pk)
    ]
    return ma, pk, cards


def composed(ma, cards, **changes):
    return pairing.compose(
        ma.desk, ma.administrator, cards=cards, title="Follow-up", roots=RootSigner("ma"), **changes
    )


def round_trip(ma, pk, cards):
    charter = composed(ma, cards)
    return pairing.countersign(
        pk.desk, pk.administrator, charter=charter, cards=cards, roots=RootSigner("pk")
    )


def told(charter, language="fr"):
    from mithaq.record.envelope import read_envelope

    return fingerprint.words(read_envelope(charter.rstrip(b"\n")).id, language)


def test_two_sides_open_one_channel(pair):
    ma, pk, cards = pair
    charter = round_trip(ma, pk, cards)
    assert pairing.missing(composed(ma, cards)) == ("pk",)
    assert pairing.missing(charter) == ()
    for one in (ma, pk):
        pairing.complete(one.desk, one.administrator, charter=charter, told=told(charter))
    exchange(ma, pk)
    assert ma.desk.channel(ma.joint).heads() == pk.desk.channel(pk.joint).heads()


def test_who_paired_is_on_the_national_record(pair):
    ma, pk, cards = pair
    charter = round_trip(ma, pk, cards)
    read = pairing.complete(ma.desk, ma.administrator, charter=charter, told=told(charter))
    (said,) = ma.desk.overlay().asides[read.channel[:32]]
    assert said.body["data"]["account"] == "ma.admin"


def test_a_charter_nobody_else_signed_opens_nothing(pair):
    ma, _, cards = pair
    with pytest.raises(Refusal, match="E_SIGS"):
        charter = composed(ma, cards)
        pairing.complete(ma.desk, ma.administrator, charter=charter, told=told(charter))


def test_another_fingerprint_opens_nothing(pair):
    ma, pk, cards = pair
    charter = round_trip(ma, pk, cards)
    with pytest.raises(Refusal, match="E_FINGERPRINT"):
        pairing.complete(
            ma.desk, ma.administrator, charter=charter, told=fingerprint.words("00" * 32, "en")
        )


def test_a_charter_with_another_key_for_us_is_not_signed(pair):
    ma, pk, _cards = pair
    wrong = {**party_entry("pk"), "node": party_entry("xx")["node"]}
    other = pairing.write_card(wrong)
    charter = composed(ma, [other])
    with pytest.raises(Refusal, match="E_CARD"):
        pairing.countersign(
            pk.desk, pk.administrator, charter=charter, cards=[], roots=RootSigner("pk")
        )


def test_a_charter_with_a_party_whose_card_nobody_saw_is_not_signed(pair):
    ma, pk, cards = pair
    stranger = pairing.write_card(party_entry("zz"))
    charter = composed(ma, [*cards, stranger])
    with pytest.raises(Refusal, match="E_CARD"):
        pairing.countersign(
            pk.desk, pk.administrator, charter=charter, cards=cards, roots=RootSigner("pk")
        )
    assert pairing.countersign(
        pk.desk, pk.administrator, charter=charter, cards=[*cards, stranger], roots=RootSigner("pk")
    )


def test_a_card_comes_before_a_charter():
    ma = side("ma")
    with pytest.raises(Refusal, match=r"desk\.no_card"):
        composed(ma, [])


def test_an_officer_does_not_pair(pair):
    ma, _, _ = pair
    with pytest.raises(Refusal, match=r"desk\.no_right"):
        pairing.card(ma.desk, ma.officer, entry=party_entry("ma"))


def test_copies_that_went_round_apart_are_put_together(pair):
    ma, pk, cards = pair
    charter = composed(ma, cards)
    both = pairing.countersign(
        pk.desk, pk.administrator, charter=charter, cards=cards, roots=RootSigner("pk")
    )
    assert pairing.merge(charter, both) == both
    assert read_card(cards[0]).party == "ma"


def test_a_charter_that_does_not_name_our_key_is_not_opened():
    ma = side("ma")
    from mithaq.desk.opening import open_channel
    from tests.record.make import charter_envelope, node_key

    entry = {**party_entry("ma"), "node": [node_key("ma", 7).spki]}
    envelope = charter_envelope("ma", parties=[entry], title="another")
    with pytest.raises(Refusal, match=r"desk\.not_our_key"):
        open_channel(ma.desk, charter=envelope)


def test_a_charter_without_us_is_not_opened():
    ma = side("ma")
    from mithaq.desk.opening import open_channel
    from tests.record.make import charter_envelope

    with pytest.raises(Refusal, match=r"desk\.not_a_party"):
        open_channel(ma.desk, charter=charter_envelope("pk", "tn"))
