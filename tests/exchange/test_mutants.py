"""Ten thousand mutants of a bundle and of an export: every one refused, by a listed code, at no cost.

Nothing in either is malleable: there is no byte, padding included, that can be changed and still be
taken. Two classes of mutants pass, and only when the sender signs the manifest anew with its own key:
other words of that sender that break no rule (``OTHER_WORDS`` lists the fields), and a false signature
on an act that the receiver holds already: that copy is a duplicate, and nothing of it is kept.
"""

from __future__ import annotations

import json
import random

import pytest

from mithaq.exchange.export import write_export
from mithaq.exchange.members import MANIFEST
from mithaq.exchange.verify import verify_tar
from mithaq.messages import codes as listed_codes
from mithaq.record.act import read_act
from mithaq.record.envelope import Envelope, read_envelope, write_envelope
from tests.exchange.forge import (
    canonical,
    code_of,
    pairs_of,
    payload_of,
    replaced,
    resigned,
    tar_of,
)
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import TIME, Key, manifest, node_key, salt

LISTED = {code for _, code, _, _ in listed_codes()}
TOTAL = 10_000

OTHER_WORDS = {"number", "time", "salt", "answers", "wants", "have", "heads", "parts", "to"}
"""Fields of a manifest whose author may say otherwise, signing anew: true or not, they are its own
words, and what is not true in them becomes evidence or is asked again; none changes a state."""


@pytest.fixture(scope="module")
def world():
    """Morocco's bundle for Pakistan, Morocco's export, and another bundle to mix in."""
    ma, pk = sides()
    ma.join()
    pk.join()
    ma.apply(pk.tar(to=MA))
    version = ma.propose(attached=(b"the scan of the paper", b"a map"))
    pk.apply(ma.tar(to=PK))
    pk.accept(version)
    pk.say("we begin")
    ma.apply(pk.tar(to=MA))
    ma.author.rotate(manifest=manifest(ma.charter, MA), key=node_key(MA, 1))
    ma.say("begun")
    bundle = ma.tar(to=PK)
    ma.propose(record="programme", text="other words")
    other = ma.tar(to=PK)
    return {"bundle": bundle, "other": other, "export": export(ma), "reader": pk, "writer": ma}


def export(side):
    done = write_export(
        side.channel,
        acts=side,
        blobs=side,
        author=side.party,
        time=TIME,
        salt=salt("export"),
        key=side.key.id,
        sign=side.key.sign,
    )
    return b"".join(done.chunks())


# ---------------------------------------------------------------- what is done to bytes


def flip(dice, tar, _):
    place = dice.randrange(len(tar))
    return tar[:place] + bytes([tar[place] ^ 1 << dice.randrange(8)]) + tar[place + 1 :]


def overwrite(dice, tar, _):
    place, count = dice.randrange(len(tar)), dice.randrange(1, 40)
    return tar[:place] + dice.randbytes(count) + tar[place + count :]


def cut(dice, tar, _):
    return tar[: dice.randrange(len(tar))]


def longer(dice, tar, _):
    return tar + bytes(dice.choice((1, 511, 512, 1024, 9728)))


def leave_out(dice, tar, _):
    place = dice.randrange(len(tar))
    return tar[:place] + tar[place + dice.choice((1, 2, 512, 1024, 1536)) :]


def put_in(dice, tar, _):
    place = dice.randrange(len(tar))
    return tar[:place] + dice.choice((bytes(512), b"\n", b" ", b"{}", tar[:512])) + tar[place:]


def swap_blocks(dice, tar, _):
    one, two = (512 * dice.randrange(len(tar) // 512) for _ in range(2))
    blocks = [tar[at : at + 512] for at in range(0, len(tar), 512)]
    blocks[one // 512], blocks[two // 512] = blocks[two // 512], blocks[one // 512]
    return b"".join(blocks)


def splice(dice, tar, other):
    place = dice.randrange(len(tar))
    return tar[:place] + other[place:]


# ---------------------------------------------------------------- what is done to members


def reorder(dice, tar, _):
    pairs = pairs_of(tar)
    dice.shuffle(pairs)
    return tar_of(pairs)


def drop(dice, tar, _):
    pairs = pairs_of(tar)
    pairs.pop(dice.randrange(len(pairs)))
    return tar_of(pairs)


def double(dice, tar, _):
    pairs = pairs_of(tar)
    pairs.insert(dice.randrange(len(pairs) + 1), dice.choice(pairs))
    return tar_of(pairs)


def rename(dice, tar, _):
    pairs = pairs_of(tar)
    place = dice.randrange(len(pairs))
    name = dice.choice(
        ("../x", "/etc/passwd", "feeds/../x/0-1.jsonl", "blobs/" + "0" * 64, "charter.json ", "a")
    )
    pairs[place] = (name, pairs[place][1])
    return tar_of(pairs)


def mix(dice, tar, other):
    pairs, others = pairs_of(tar), dict(pairs_of(other))
    place = dice.randrange(len(pairs))
    name, data = pairs[place]
    pairs[place] = (name, others.get(name, data[:-1] + b"?"))
    return tar_of(pairs)


def cut_lines(dice, tar, _):
    """Cut a file of lines at an edge."""
    pairs = pairs_of(tar)
    name = dice.choice([name for name, _ in pairs if name.endswith("jsonl")])
    lines = dict(pairs)[name].splitlines(keepends=True)
    return tar_of(replaced(pairs, name, b"".join(lines[: dice.randrange(len(lines))])))


def move_lines(dice, tar, _):
    pairs = pairs_of(tar)
    name = max(
        (name for name, _ in pairs if name.endswith("jsonl")), key=lambda n: len(dict(pairs)[n])
    )
    lines = dict(pairs)[name].splitlines(keepends=True)
    lines[0], lines[-1] = lines[-1], lines[0]
    return tar_of(replaced(pairs, name, b"".join(lines)))


# ---------------------------------------------------------------- signed by another


def stranger(dice, tar, _):
    """Sign the manifest, or one act, with another key, with or without saying so."""
    key = dice.choice((Key("thief"), node_key(PK), node_key(MA)))
    pairs = pairs_of(tar)
    if dice.random() < 0.5:
        return tar_of(resigned(pairs, key, key=dice.random() < 0.5))
    return act_signed_by(dice, pairs, key)


def act_signed_by(dice, pairs, key):
    name = dice.choice([name for name, _ in pairs if "feeds" in name or "acts" in name])
    lines = dict(pairs)[name].splitlines()
    place = dice.randrange(len(lines))
    old = read_envelope(lines[place])
    keyid = dice.choice((key.id, old.signatures[0].keyid))
    bare = Envelope(old.type, old.payload, ())
    sig = key.sign(bare.pae)
    if sig == old.signatures[0].sig:
        sig = sig[:32] + bytes(32)
    lines[place] = write_envelope(bare.signed(keyid, sig))
    whole = replaced(pairs, name, b"".join(line + b"\n" for line in lines))
    return tar_of(resigned(whole, node_key(MA, 1)))


BYTES = (flip, flip, flip, overwrite, cut, longer, leave_out, put_in, swap_blocks, splice)
MEMBERS = (reorder, drop, double, rename, mix, cut_lines, move_lines)
CLASSES = (*BYTES, *BYTES, *MEMBERS, stranger)


def verify_one(data):
    return verify_tar([data])


def refused(call, mutant, told):
    code = code_of(call, mutant)
    if code is None:
        return False
    told[code] = told.get(code, 0) + 1
    return code in LISTED


@pytest.mark.long
@pytest.mark.parametrize("door", ["bundle", "export"])
def test_every_mutant_is_refused_by_a_listed_code_and_changes_nothing(world, door):
    dice = random.Random(f"mithaq mutants {door}")
    reader, before, told, tried = world["reader"], world["reader"].state(), {}, 0
    call = reader.apply if door == "bundle" else verify_one
    tar, other = world[door], world["other"] if door == "bundle" else world["bundle"]
    while tried < TOTAL // 2:
        make = CLASSES[tried % len(CLASSES)]
        mutant = make(dice, tar, other)
        if mutant in {tar, other}:
            continue
        tried += 1
        if make is stranger and door == "bundle":
            # To a reader that holds the act already, a false copy is a duplicate: tested below.
            fresh = Side(reader.charter, PK)
            assert refused(fresh.apply, mutant, told)
            assert not fresh.lines
        else:
            assert refused(call, mutant, told), make.__name__
        if tried % 50 == 0:
            assert reader.state() == before
    assert reader.state() == before
    assert len(told) >= 8


@pytest.mark.parametrize("door", ["bundle", "export"])
def test_no_single_byte_can_be_changed(world, door):
    """One bit at a stride through the whole file: headers, padding and end included."""
    tar, told = world[door], {}
    reader = Side(world["writer"].charter, PK)
    call = reader.open if door == "bundle" else verify_one
    for place in range(0, len(tar), 11):
        bad = bytearray(tar)
        bad[place] ^= 1 << place % 8
        assert refused(call, bytes(bad), told), place


@pytest.mark.parametrize("door", ["bundle", "export"])
def test_a_manifest_signed_anew_over_another_field_is_refused_or_only_other_words(world, door):
    """Every field of the manifest, set to every other kind of value, signed by its true author."""
    pairs, key = pairs_of(world[door]), node_key(MA, 1)
    before = world["reader"].state()
    values = [
        None,
        True,
        0,
        -1,
        1.5,
        7,
        2**60,
        "",
        "x",
        "0" * 64,
        "0" * 32,
        [],
        {},
        [[]],
        {"ma": 1},
    ]
    values += ["2026-13-45T00:00:00Z", [PK, MA], ["xx"], [PK, PK]]
    passed = set()
    for name in payload_of(pairs):
        for value in values:
            if value == payload_of(pairs)[name]:
                continue

            def change(payload, name=name, value=value):
                payload[name] = value

            bad = tar_of(resigned(pairs, key, change=change, keep_files=True))
            fresh = Side(world["writer"].charter, PK)
            code = code_of(fresh.apply if door == "bundle" else verify_one, bad)
            assert code is None or code in LISTED
            if code is None:
                passed.add(name)
    assert passed <= (OTHER_WORDS if door == "bundle" else {"time", "salt"})
    assert world["reader"].state() == before


def test_an_act_changed_in_any_field_and_vouched_for_by_the_sender_is_refused(world):
    """The sender signs the bundle, but cannot sign the other side's acts."""
    pairs, key = pairs_of(world["bundle"]), node_key(MA, 1)
    name = next(name for name, _ in pairs if name.startswith(f"feeds/{PK}"))
    lines = dict(pairs)[name].splitlines()
    told = {}
    for place, line in enumerate(lines):
        envelope = read_envelope(line)
        payload = json.loads(envelope.payload)
        for field, value in payload.items():
            other = {**payload, field: _other(value)}
            false = Envelope(envelope.type, canonical(other), envelope.signatures)
            changed = [*lines[:place], write_envelope(false), *lines[place + 1 :]]
            bad = replaced(pairs, name, b"".join(one + b"\n" for one in changed))
            fresh = Side(world["writer"].charter, PK)
            assert refused(fresh.apply, tar_of(resigned(bad, key)), told), (place, field)
            assert not fresh.lines
    assert "E_SIG" in told


def test_a_false_signature_on_an_act_that_is_held_changes_nothing(world):
    """The listed class: a duplicate is known by its id and dropped unread."""
    pairs, reader = pairs_of(world["bundle"]), world["reader"]
    held = {one.payload for one in reader.lines}
    name = next(name for name, _ in pairs if name.startswith(f"feeds/{PK}"))
    lines = []
    for line in dict(pairs)[name].splitlines():
        old = read_envelope(line)
        assert old.payload in held
        bare = Envelope(old.type, old.payload, ())
        lines.append(write_envelope(bare.signed(old.signatures[0].keyid, b"\1" * 64)) + b"\n")
    before = list(reader.lines)
    twin = Side(reader.charter, PK, lines=list(before))
    twin.fold()
    done = twin.apply(tar_of(resigned(replaced(pairs, name, b"".join(lines)), node_key(MA, 1))))
    assert done.receipt.duplicates >= len(lines)
    assert twin.lines[: len(before)] == before
    assert {act.party for act in done.admitted} == {MA}


def _other(value):
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return ("0" if value[:1] != "0" else "1") + value[1:]
    if value is None:
        return "0" * 64
    return {**value, "x": 1}


def test_the_acts_of_the_bundle_are_what_was_signed(world):
    """The base of all this is sound: the unchanged files pass."""
    fresh = Side(world["writer"].charter, PK)
    fresh.apply(world["bundle"])
    assert {read_act(line).id for line in fresh.lines} <= {
        read_act(line).id for line in world["writer"].lines
    }
    assert verify_tar([world["export"]]).forks == ()
    assert dict(pairs_of(world["bundle"]))[MANIFEST]
