"""Two readers that share no code take the same lines and refuse the same lines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.act import read_act
from mithaq.record.content import read_content
from mithaq.record.envelope import read_envelope
from mithaq.record.refusal import Refusal
from tests.record.test_canonical import VALUES
from tests.vectors import plain
from tests.vectors.gather import made
from tests.vectors.lines import line, written
from tests.vectors.plain_bytes import Refused

VECTORS = [json.loads(text) for door in ("act", "content") for text in made(door).values()]
SOUND = [vector for vector in VECTORS if vector["case"].startswith("sound")]
ACTS = [vector for vector in SOUND if vector["door"] == "act"]
CONTENTS = [vector for vector in SOUND if vector["door"] == "content"]

ODD = st.sampled_from(["", "a" * 64, "A" * 64, "5a" * 16, "node", "ma", 2**53, -1, 1.0, 0, True])
DATES = st.from_regex(
    r"20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z", fullmatch=True
)
ANYTHING = VALUES | ODD | DATES


def taken(read, *refusals):
    try:
        return read()
    except refusals:
        return None


def alter(value, data):
    """Change, drop or add one field somewhere in ``value``."""
    place = value
    while True:
        name = data.draw(st.sampled_from(sorted(place)))
        if not (isinstance(place[name], dict) and place[name] and data.draw(st.booleans())):
            break
        place = place[name]
    change = data.draw(st.sampled_from(["replace", "drop", "add"]))
    if change == "drop":
        del place[name]
        return
    if change == "add":
        name = data.draw(
            st.sampled_from(["reason", "version", "data", "base", "extra", "national"])
        )
    place[name] = data.draw(ANYTHING)


@given(st.sampled_from(ACTS), st.data())
def test_both_take_the_same_acts(vector, data):
    value = plain.Envelope(vector["input"]["line"].encode()).fields("act")
    alter(value, data)
    text = line(written(value))
    ours = taken(lambda: read_act(read_envelope(text)).id, Refusal)
    theirs = taken(lambda: plain_act(text), Refused)
    assert ours == theirs


def plain_act(text):
    envelope = plain.Envelope(text)
    plain.read_act(envelope)
    return envelope.id


@given(st.sampled_from(CONTENTS), st.sampled_from([1, 2]), st.data())
def test_both_take_the_same_contents(vector, parties, data):
    value = json.loads(vector["input"]["blob"])
    alter(value, data)
    blob = written(value)
    ours = taken(lambda: bool(read_content(blob, parties=parties)), Refusal)
    theirs = taken(lambda: bool(plain.read_content(blob, parties)), Refused)
    assert ours == theirs


@given(st.sampled_from(ACTS), st.data())
def test_both_take_the_same_lines(vector, data):
    text = bytearray(vector["input"]["line"].encode())
    place = data.draw(st.integers(0, len(text) - 1))
    text[place] = data.draw(st.integers(0, 255))
    ours = taken(lambda: read_envelope(bytes(text)).id, Refusal)
    theirs = taken(lambda: plain.Envelope(bytes(text)).id, Refused)
    assert ours == theirs


@pytest.mark.parametrize("vector", SOUND, ids=lambda vector: vector["case"])
def test_the_sound_ones_are_sound(vector):
    assert "code" not in vector["expect"]
