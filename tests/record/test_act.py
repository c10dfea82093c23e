"""Acts: what is written reads back, and nothing else reads at all."""

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.act import Act, act_payload, read_act
from mithaq.record.canonical import parse
from mithaq.record.envelope import Envelope, read_envelope, write_envelope
from mithaq.record.keys import check_envelope
from mithaq.record.refusal import Refusal
from tests.record.make import Author, charter_of, manifest, node_key, signed
from tests.record.test_canonical import VALUES, depth

CHARTER = charter_of("ma", "pk")
KEYS = CHARTER.party("ma").keys
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
HALVES = st.binary(min_size=16, max_size=16).map(bytes.hex)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
BLOBS = st.fixed_dictionaries(
    {"sha256": HASHES, "size": st.integers(0, 10**6), "type": st.just("text/plain")}
)
BODIES = {
    "propose": st.fixed_dictionaries(
        {"record": HALVES, "base": st.none() | HASHES, "content": BLOBS}
    ),
    "accept": st.fixed_dictionaries({"version": HASHES, "content": HASHES}),
    "decline": st.fixed_dictionaries({"version": HASHES}, optional={"reason": TEXTS}),
    "withdraw": st.fixed_dictionaries({"version": HASHES}, optional={"reason": TEXTS}),
    "statement": st.fixed_dictionaries(
        {"topic": st.just("progress"), "record": HALVES},
        optional={
            "version": HASHES,
            "replaces": HASHES,
            "content": BLOBS,
            "data": st.dictionaries(st.just("a"), VALUES.filter(lambda value: depth(value) <= 5)),
        },
    ),
    "ack": st.just({}),
}
SEEN = st.dictionaries(st.sampled_from(["pk", "cl"]), st.tuples(st.integers(0, 9**9), HASHES))


@st.composite
def acts(draw):
    kind = draw(st.sampled_from(sorted(BODIES)))
    return {
        "channel": CHARTER.channel,
        "party": "ma",
        "seq": draw(st.integers(1, 2**53 - 1)),
        "prev": draw(HASHES),
        "seen": draw(SEEN),
        "time": "2026-11-21T20:00:00Z",
        "salt": draw(HALVES),
        "key": node_key("ma").id,
        "kind": kind,
        "office": "node" if kind == "ack" else "secretary",
        "body": draw(BODIES[kind]),
    }


@given(acts())
def test_what_is_written_reads_back_as_it_was(fields):
    payload = act_payload(**fields)
    act = read_act(signed("act", payload, node_key("ma")))
    assert {name: getattr(act, name) for name in fields} == fields
    assert act.id == act.envelope.id


LINE = write_envelope(
    Author(CHARTER, "ma", feed=[Author(CHARTER, "ma").join()])
    .write("decline", {"version": "ab" * 32, "reason": "لا — non"})
    .envelope
)
WHOLE = read_envelope(LINE)


def accepted(line):
    """Read and verify a line; None when it is refused."""
    try:
        envelope = read_envelope(line)
        read_act(envelope)
        check_envelope(envelope, KEYS)
    except Refusal:
        return None
    return envelope


def same_or_refused(line):
    """The one change that is no change: another letter of the other base64 alphabet."""
    envelope = accepted(line)
    return envelope is None or (envelope == WHOLE and (b"-" in line or b"_" in line))


def test_the_line_itself_is_sound():
    assert accepted(LINE) == WHOLE


@pytest.mark.parametrize("mask", [0x01, 0x02, 0x20, 0x80])
def test_every_byte_of_a_signed_line_matters(mask):
    for place, byte in enumerate(LINE):
        assert same_or_refused(LINE[:place] + bytes([byte ^ mask]) + LINE[place + 1 :]), place


def test_no_byte_can_be_left_out_or_said_twice():
    for place in range(len(LINE)):
        assert accepted(LINE[:place] + LINE[place + 1 :]) is None, place
        assert accepted(LINE[:place] + LINE[place : place + 1] + LINE[place:]) is None, place


@given(st.integers(0, len(LINE) - 1), st.binary(min_size=1, max_size=3))
def test_no_bytes_can_be_put_over_others(place, other):
    line = LINE[:place] + other + LINE[place + len(other) :]
    assert line == LINE or same_or_refused(line)


@given(st.data())
def test_what_the_fast_road_takes_the_slow_one_takes(data):
    """Put any JSON in any place of a payload: what is taken is MJ-1 and says the same."""
    value = json.loads(WHOLE.payload)
    place = value
    while True:
        name = data.draw(st.sampled_from(sorted(place)))
        if not (isinstance(place[name], dict) and place[name] and data.draw(st.booleans())):
            break
        place = place[name]
    odd = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**60), 2**60)
    place[name] = data.draw(VALUES | odd | st.lists(odd, max_size=1) | HASHES.map(str.upper))
    payload = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    try:
        act = read_act(Envelope(WHOLE.type, payload, WHOLE.signatures))
    except Refusal:
        return
    assert parse(payload)["body"] == act.body


def test_acts_are_equal_by_what_was_signed():
    act = Author(CHARTER, "ma").join()
    envelope = Envelope(act.envelope.type, act.envelope.payload, ())
    again = read_act(envelope.signed(node_key("ma").id, bytes(64)))
    assert again == act
    assert len({again, act}) == 1
    assert act != "act"


def test_a_key_manifest_inside_an_act_is_exempt_from_the_limit_of_texts():
    author = Author(CHARTER, "ma")
    author.join()
    many = tuple(node_key("ma", n) for n in range(1, 5))
    roots = tuple(node_key("ma root", n) for n in range(8))
    act = author.rotate(manifest=manifest(CHARTER, "ma", node=many, root=roots))
    assert len(act.body["manifest"]["payload"]) < 2000 < len(act.envelope.payload)
    assert isinstance(act, Act)
