"""MJ-1: one spelling of a value, and no value that readers disagree about."""

import contextlib
import json
import math

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.canonical import LARGEST, canonical, parse
from mithaq.record.refusal import Refusal

KEYS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LEAVES = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
).filter(lambda value: depth(value) <= 8)


def depth(value):
    inner = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    )
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def refused(act, *args):
    with pytest.raises(Refusal) as refusal:
        act(*args)
    return refusal.value.code


@given(VALUES)
def test_what_is_written_reads_back_as_it_was(value):
    assert parse(canonical(value)) == value


@given(VALUES)
def test_it_writes_what_rfc_8785_writes(value):
    assert canonical(value) == rfc8785.dumps(value)


def test_every_character_below_space_is_escaped_as_rfc_8785_says():
    every = "".join(map(chr, range(0x20))) + '\x7f\x80"\\/\u2028\ufeff\uffff\U0010ffff'
    assert canonical(every) == rfc8785.dumps(every)


@given(st.binary(max_size=40) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_what_is_read_is_what_any_sound_reader_would_read(data):
    try:
        value = parse(data)
    except Refusal as refusal:
        assert refusal.code in {"E_JSON", "E_LIMIT", "E_CANON"}  # noqa: PT017
        return
    assert json.loads(data) == value
    assert rfc8785.dumps(value) == data


@given(VALUES, st.data())
def test_a_changed_byte_never_reads_as_the_same_value(value, data):
    text = canonical(value)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != text[place]))
    changed = text[:place] + bytes([other]) + text[place + 1 :]
    with contextlib.suppress(Refusal):
        assert parse(changed) != value or type(parse(changed)) is not type(value)


@pytest.mark.parametrize(
    "number", [1.0, 0.0, -0.0, 1e300, math.nan, math.inf, 2**53, -(2**53), 2**70]
)
def test_it_refuses_numbers_that_readers_read_differently(number):
    assert refused(canonical, number) == "E_LIMIT"
    assert refused(canonical, {"deep": [number]}) == "E_LIMIT"


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "\x7f", "a\n", 1, None])
def test_it_refuses_keys_outside_printable_ascii(key):
    assert refused(canonical, {key: 1}) == "E_LIMIT"


@pytest.mark.parametrize("value", ["\ud800", "a\udfff", (1, 2), b"bytes", {1, 2}, object()])
def test_it_refuses_what_json_cannot_say(value):
    assert refused(canonical, value) == "E_JSON"


def test_depth_is_counted_in_arrays_and_objects():
    eight: object = 1
    for turn in range(8):
        eight = [eight] if turn % 2 else {"a": eight}
    assert parse(canonical(eight)) == eight
    assert refused(canonical, [eight]) == "E_LIMIT"
    assert refused(parse, b"[" * 9 + b"]" * 9) == "E_LIMIT"
    assert canonical([eight], depth=9)


def test_a_bomb_of_brackets_is_a_limit_and_brackets_in_a_text_are_none():
    assert refused(parse, b"[" * 100_000) == "E_LIMIT"
    assert refused(parse, b'{"a":' * 100_000) == "E_LIMIT"
    assert refused(parse, b'["[[[[[[[[[[[[[[[["') == "E_JSON"
    assert refused(parse, b'"\\"[[[[[[[[[[[[[[[["]') == "E_JSON"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E_JSON"),
        (b"\xef\xbb\xbf1", "E_JSON"),
        (b'"\xff"', "E_JSON"),
        (b'"\\ud800"', "E_JSON"),
        (b"nul", "E_JSON"),
        (b"1.0", "E_LIMIT"),
        (b"18446744073709551616", "E_LIMIT"),
        (b'{"\xc3\xa9":1}', "E_LIMIT"),
        (b" 1", "E_CANON"),
        (b'{"b":1,"a":1}', "E_CANON"),
        (b'{"a":1,"a":1}', "E_CANON"),
        (b"-0", "E_CANON"),
    ],
)
def test_each_fault_has_its_code(data, code):
    assert refused(parse, data) == code
