"""The charter: who the parties are, and that all have signed."""

import pytest

from mithaq.record.charter import Continues, Head, Limits, read_charter
from mithaq.record.refusal import Refusal
from tests.record.make import charter_envelope, charter_of, node_key, party_entry, root_key, signed


def refused(act, *args, **more):
    with pytest.raises(Refusal) as refusal:
        act(*args, **more)
    return refusal.value.code


def test_the_channel_is_the_id_of_the_charter():
    envelope = charter_envelope("pk", "ma")
    charter = read_charter(envelope)
    assert charter.channel == envelope.id
    assert {party.keys.id for party in charter.parties} == {envelope.id}


def test_parties_stand_in_the_order_of_their_ids():
    charter = charter_of("pk", "ma", "cl")
    assert charter.ids == ("cl", "ma", "pk")
    assert [charter.position(party) for party in charter.ids] == [0, 1, 2]
    assert charter.party("ma").keys.node.keys() == {node_key("ma").id}


def test_a_stranger_has_no_place():
    charter = charter_of("ma", "pk")
    assert refused(charter.position, "cl") == "E_PARTY"
    assert refused(charter.party, "cl") == "E_PARTY"


def test_a_charter_of_one_is_a_national_channel():
    assert charter_of("ma").ids == ("ma",)


def test_signatures_are_no_part_of_the_channel():
    one, both = charter_envelope("ma", "pk"), charter_envelope("ma", "pk")
    half = type(one)(one.type, one.payload, one.signatures[:1])
    assert read_charter(half, complete=False).channel == read_charter(both).channel
    assert refused(read_charter, half) == "E_SIGS"


def test_a_charter_nobody_signed_yet_can_be_shown():
    envelope = charter_envelope("ma", "pk")
    bare = type(envelope)(envelope.type, envelope.payload, ())
    assert read_charter(bare, complete=False).ids == ("ma", "pk")


def test_a_bad_signature_spoils_even_a_charter_that_is_going_round():
    envelope = charter_envelope("ma", "pk")
    bad = type(envelope)(envelope.type, envelope.payload, ()).signed(root_key("ma").id, bytes(64))
    assert refused(read_charter, bad, complete=False) == "E_SIG"


def test_limits_stand_at_the_largest_unless_lowered():
    assert charter_of("ma", "pk").limits == Limits(payload=32768, blob=104857600, marking=None)
    lowered = charter_of("ma", "pk", limits={"payload": 4096, "marking": "restricted"})
    assert lowered.limits == Limits(payload=4096, marking="restricted")


def test_a_charter_names_what_it_continues():
    head = {"seq": 4, "id": "ab" * 32, "size": 5, "root": "cd" * 32}
    before = {"channel": "ef" * 32, "heads": {"ma": head}}
    told = charter_of("ma", "pk", continues=before).continues
    assert told == Continues(channel="ef" * 32, heads={"ma": Head(**head)})


def test_a_threshold_counts_distinct_keys():
    entry = party_entry("ma", roots=2, threshold=2)
    envelope = charter_envelope("ma", parties=[entry])
    first, second = root_key("ma", 0), root_key("ma", 1)
    assert refused(read_charter, envelope) == "E_SIGS"
    assert refused(read_charter, signed("charter", envelope.payload, first, first)) == "E_SIGS"
    assert read_charter(signed("charter", envelope.payload, second, first)).ids == ("ma",)
