"""Keys: the strict profile, key ids, manifests."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_core_ed25519_is_valid_point

from mithaq.record.keys import (
    SMALL_ORDER,
    KeySet,
    check_envelope,
    keyid,
    public_of,
    read_manifest,
    spki,
    verify,
)
from mithaq.record.refusal import Refusal
from tests.record.make import Author, Key, charter_of, manifest, node_key, root_key

CHARTER = charter_of("ma", "pk")
OURS = CHARTER.party("ma").keys


def follow(envelope, current=OURS, party="ma"):
    return read_manifest(envelope, party=party, channel=CHARTER.channel, current=current)


def refused(act, *args, **more):
    with pytest.raises(Refusal) as refusal:
        act(*args, **more)
    return refusal.value.code


def test_the_key_id_is_what_openssl_prints():
    key = Key("any")
    der = Ed25519PublicKey.from_public_bytes(key.public).public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    assert spki(key.public) == der
    assert keyid(der) == key.id
    assert public_of(key.spki) == key.public


def test_there_are_fourteen_encodings_of_small_order_and_none_is_a_sound_point():
    assert len(SMALL_ORDER) == 14
    assert not any(crypto_core_ed25519_is_valid_point(one) for one in SMALL_ORDER)


@given(st.binary(max_size=80))
def test_a_signature_is_good_for_its_message_alone(message):
    key = Key("any")
    sig = key.sign(message)
    assert verify(key.public, message, sig)
    assert not verify(key.public, message + b"\0", sig)
    assert not verify(Key("other").public, message, sig)


@given(st.binary(max_size=70), st.binary(max_size=40), st.binary(max_size=8))
def test_verify_never_raises(sig, public, message):
    assert not verify(public, message, sig)


def test_an_act_needs_one_signature_by_a_node_key():
    act = Author(CHARTER, "ma").join().envelope
    check_envelope(act, OURS)
    key = node_key("ma")
    assert refused(check_envelope, act, CHARTER.party("pk").keys) == "E_KEY"
    assert refused(check_envelope, act.signed(key.id, key.sign(act.pae)), OURS) == "E_SIGS"


def test_a_new_node_key_takes_the_place_of_the_old_one():
    keys = follow(manifest(CHARTER, "ma"))
    assert (keys.n, set(keys.node), set(keys.root)) == (
        1,
        {node_key("ma", 1).id},
        {root_key("ma").id},
    )


def test_manifests_follow_each_other_by_id():
    first = manifest(CHARTER, "ma")
    keys = follow(first)
    assert keys.id == first.id
    second = manifest(CHARTER, "ma", n=2, prev=first.id)
    assert follow(second, keys).n == 2
    assert refused(follow, second) == "E_FIELD"
    assert refused(follow, manifest(CHARTER, "ma", n=2), keys) == "E_PREV"


def test_a_new_root_needs_the_old_one_and_itself():
    old, new = root_key("ma"), root_key("ma", 1)
    assert follow(manifest(CHARTER, "ma", root=(new,), signers=(old, new))).root.keys() == {new.id}
    assert refused(follow, manifest(CHARTER, "ma", root=(new,), signers=(new,))) == "E_SIGS"
    assert refused(follow, manifest(CHARTER, "ma", root=(new,), signers=(old,))) == "E_SIGS"


def test_one_key_counts_once_however_often_it_signs():
    old = root_key("ma")
    twice = KeySet(n=0, id=CHARTER.channel, root=OURS.root, threshold=2, node=OURS.node)
    assert refused(follow, manifest(CHARTER, "ma", signers=(old, old)), twice) == "E_SIGS"
    assert refused(follow, manifest(CHARTER, "ma", signers=(old,)), twice) == "E_SIGS"


def test_a_manifest_serves_no_other_party_and_no_other_channel():
    envelope = manifest(CHARTER, "ma")
    assert refused(follow, envelope, party="pk") == "E_PARTY"
    other = read_manifest
    assert refused(other, envelope, party="ma", channel="ab" * 32, current=OURS) == "E_CHANNEL"


def test_approvals_are_not_known_yet():
    assert refused(follow, manifest(CHARTER, "ma", approval={"accept": {}})) == "E_APPROVAL"
