"""The envelope: exact bytes in, the same bytes out, one spelling."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.canonical import parse
from mithaq.record.envelope import (
    TYPES,
    Envelope,
    Signature,
    envelope_object,
    envelope_of,
    pae,
    read_envelope,
    unbase64,
    write_envelope,
)
from mithaq.record.refusal import Refusal
from tests.record.make import Author, charter_of

HASH = "0123456789abcdef" * 4
SIGNATURES = st.lists(
    st.builds(Signature, st.just(HASH), st.binary(max_size=70)), min_size=1, max_size=3
)
ENVELOPES = st.builds(
    Envelope,
    st.sampled_from(sorted(TYPES.values())),
    st.binary(max_size=200),
    SIGNATURES.map(tuple),
)
JOIN = Author(charter_of("ma", "pk"), "ma").join().envelope


def outcome(read, line):
    try:
        return read(line)
    except Refusal as refusal:
        return refusal.code


def slowly(line):
    return envelope_of(parse(line))


@given(ENVELOPES)
def test_what_is_written_reads_back_as_it_was(envelope):
    assert read_envelope(write_envelope(envelope)) == envelope
    assert envelope_of(envelope_object(envelope)) == envelope
    assert json.loads(write_envelope(envelope)) == envelope_object(envelope)


@given(ENVELOPES, st.data())
def test_the_fast_road_and_the_slow_one_answer_alike(envelope, data):
    line = bytearray(write_envelope(envelope))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(line) - 1))
        line[place] = data.draw(st.sampled_from(b'"\\{}[],:=+/-_ \n\x00\xffAa0'))
    assert outcome(read_envelope, bytes(line)) == outcome(slowly, bytes(line))


def test_pae_counts_bytes_in_decimal():
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )
    assert pae("é", b"") == "DSSEv1 2 é 0 ".encode()


def test_the_signature_is_no_part_of_the_id():
    again = Envelope(JOIN.type, JOIN.payload, (Signature(HASH, b"other"),))
    assert again.id == JOIN.id
    assert again.signed(HASH, b"more").id == JOIN.id


def test_the_type_is_part_of_the_id():
    assert Envelope(TYPES["have"], JOIN.payload, JOIN.signatures).id != JOIN.id


def test_either_alphabet_gives_the_same_envelope():
    line = write_envelope(
        Envelope(TYPES["act"], b"\xfb\xff\xfe\x00", (Signature(HASH, b"\xff" * 64),))
    )
    whole = json.loads(line)
    assert "+" in whole["payload"]
    swap = str.maketrans("+/", "-_")
    whole["payload"] = whole["payload"].translate(swap)
    whole["signatures"][0]["sig"] = whole["signatures"][0]["sig"].translate(swap)
    other = json.dumps(whole, separators=(",", ":")).encode()
    assert read_envelope(other) == read_envelope(line)


def test_a_caller_may_lower_the_limit():
    line = write_envelope(JOIN)
    assert read_envelope(line, limit=len(line)) == JOIN
    with pytest.raises(Refusal) as refusal:
        read_envelope(line, limit=len(line) - 1)
    assert (refusal.value.code, refusal.value.fields["size"]) == ("E_SIZE", len(line))


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "AA",
        "AAA",
        "AA=",
        "A===",
        "AA==A",
        "AAA==",
        "AB==",
        "AAB=",
        "+_==",
        "AA\n==",
        " AAA",
        "é===",
    ],
)
def test_base64_has_one_spelling(text):
    with pytest.raises(Refusal) as refusal:
        unbase64(text, "payload")
    assert refusal.value.code == "E_B64"
    assert refusal.value.fields == {"field": "payload"}


@given(st.binary(max_size=30))
def test_base64_of_anything_reads_back(data):
    text = envelope_object(Envelope(TYPES["act"], data, ()))["payload"]
    assert unbase64(str(text), "payload") == data


def test_asking_for_the_id_changes_nothing():
    asked = read_envelope(write_envelope(JOIN))
    fresh = read_envelope(write_envelope(JOIN))
    assert asked.id == JOIN.id
    assert (asked, hash(asked)) == (fresh, hash(fresh))
    assert pickle.loads(pickle.dumps(asked)) == fresh
    assert asked != "an envelope"
