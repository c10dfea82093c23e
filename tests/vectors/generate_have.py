"""Vectors of ``have``: what peers sign that they hold, true, stale and false."""

from __future__ import annotations

import json

from mithaq.exchange.have import have_payload
from mithaq.exchange.manifest import heads_json
from mithaq.record.act import read_act
from mithaq.record.channel import Head
from mithaq.record.envelope import Envelope, write_envelope
from tests.exchange.forge import canonical
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import TIME, Key, charter_of, manifest, node_key, signed
from tests.vectors.door_have import by_lines

NONCE = "5a" * 16


def cases():
    for name, fault, code, asked in (
        *sound(),
        *evidence(),
        *readings(),
        *shapes(),
        *places(),
        *keys(),
    ):
        yield {
            "case": name if code else f"sound_{name}",
            "fault": fault if code else f"None: {fault}",
            "door": "have",
            "input": asked,
            "expect": {"code": code} if code else by_lines(asked),
        }


def story():
    """Both joined; Morocco proposed, Pakistan holds it and has told."""
    ma, pk = sides()
    ma.join()
    pk.join()
    ma.propose()
    pk.apply(ma.tar(to=PK))
    pk.say("we have read it")
    return ma, pk


def have(side, *, key=None, change=None, **changes):
    fields = {
        "channel": side.charter.channel,
        "party": side.party,
        "to": MA if side.party == PK else PK,
        "feeds": side.channel.heads(),
        "nonce": NONCE,
        "time": TIME,
        "key": (key or side.key).id,
    }
    payload = have_payload(**{**fields, **changes})
    if change:
        told = json.loads(payload)
        change(told)
        payload = canonical(told)
    return signed("have", payload, key or side.key)


def given(reader, words, *, older=None, me=MA, nonce=NONCE, lines=None):
    return {
        "charter": write_envelope(reader.charter.envelope).decode(),
        "me": me,
        "lines": [write_envelope(one).decode() for one in lines or reader.lines],
        "older": None if older is None else write_envelope(older).decode(),
        "nonce": nonce,
        "line": write_envelope(words).decode(),
    }


def sound():
    ma, pk = story()
    yield (
        "behind",
        "a peer that holds less than we do: what it lacks follows.",
        None,
        given(pk, have(ma), me=PK),
    )
    yield "ahead", "a peer that holds more than we do.", None, given(ma, have(pk))
    yield "nothing", "a peer that holds nothing yet.", None, given(ma, have(pk, feeds={}))
    grown = have(pk)
    pk.say("more")
    yield (
        "grown",
        "a newer head that continues the older one.",
        None,
        given(ma, have(pk), older=grown),
    )
    yield (
        "unaddressed",
        "not addressed, and read where that is not asked.",
        None,
        given(ma, have(pk, to=None), me=None, nonce=None),
    )


def evidence():
    ma, pk = story()
    full = have(pk)
    less = Side(pk.charter, PK, lines=pk.lines[:1])
    less.fold()
    yield (
        "smaller",
        "a newer head that is smaller than the older one.",
        None,
        given(ma, have(less), older=full),
    )
    yield (
        "smaller_than_its_acts",
        "a head smaller than the acts that its author signed.",
        None,
        given(pk, have(less), me=MA),
    )
    heads = pk.channel.heads()
    other = {**heads, PK: Head(seq=heads[PK].seq, id="0" * 64, size=heads[PK].size, root="0" * 64)}
    yield (
        "other_head",
        "a head of the same size that is another act.",
        None,
        given(ma, have(pk, feeds=other), older=full),
    )
    root = {**heads, MA: Head(seq=1, id=heads[MA].id, size=2, root="0" * 64)}
    yield (
        "other_root",
        "our own feed with another root than it has.",
        None,
        given(ma, have(pk, feeds=root)),
    )
    unknown = {**heads, MA: Head(seq=0, id="0" * 64, size=1, root="0" * 64)}
    yield (
        "other_act",
        "our own feed, shorter, with an act we never wrote.",
        None,
        given(ma, have(pk, feeds=unknown)),
    )
    reader = Side(ma.charter, MA, lines=ma.lines[:1])
    reader.fold()
    waiting = [*reader.lines, *(one for one in pk.lines if read_act(one).party == PK)]
    hidden = {**reader.channel.heads(), PK: heads[PK]}
    yield (
        "withheld",
        "a peer whose act has seen more than it says it holds.",
        None,
        given(reader, have(pk, feeds=hidden), lines=waiting),
    )


def readings():
    """What a head without root says, what may be old, what is told once."""
    ma, pk = story()
    full, heads = have(pk), pk.channel.heads()

    def forked(feed, act):
        head = heads[feed]
        return {**heads, feed: Head(seq=head.seq, id=act, size=head.size, root=None)}

    one, other = forked(PK, "0" * 64), forked(PK, "1" * 64)
    yield (
        "fork_learned",
        "a head of the same size without root and another act: a fork became known.",
        None,
        given(ma, have(pk, feeds=one), older=full),
    )
    yield (
        "fork_other_branch",
        "two heads of one size without root and two acts: two branches of a fork.",
        None,
        given(ma, have(pk, feeds=other), older=have(pk, feeds=one)),
    )
    yield (
        "root_after_fork",
        "a head with root after one of the same size without: no evidence by itself.",
        None,
        given(ma, full, older=have(pk, feeds=one)),
    )
    yield (
        "fork_of_held_act",
        "our own feed without root, and the act we hold: no other head.",
        None,
        given(ma, have(pk, feeds=forked(MA, heads[MA].id))),
    )
    yield (
        "fork_of_unknown_act",
        "our own feed without root, and an act we do not hold: perhaps a branch to come.",
        None,
        given(ma, have(pk, feeds=forked(MA, "0" * 64))),
    )
    less = Side(pk.charter, PK, lines=pk.lines[:1])
    less.fold()
    yield (
        "smaller_unasked",
        "a smaller head that answers no nonce of ours: it may be old, and is no evidence.",
        None,
        given(ma, have(less), older=full, nonce=None),
    )
    reader = Side(ma.charter, MA, lines=ma.lines[:1])
    reader.fold()
    pk.say("once more")
    waiting = [*reader.lines, *(one for one in pk.lines if read_act(one).party == PK)]
    hidden = have(pk, feeds={**reader.channel.heads(), PK: pk.channel.heads()[PK]})
    yield (
        "withheld_unasked",
        "an act has seen more than a head that answers no nonce of ours: no evidence.",
        None,
        given(reader, hidden, lines=waiting, nonce=None),
    )
    yield (
        "withheld_once",
        "two acts have seen one act that their author does not hold: told once.",
        None,
        given(reader, hidden, lines=waiting),
    )


def shapes():
    ma, pk = story()

    def told(change):
        return given(ma, have(pk, change=change))

    def without(name):
        return lambda payload: payload.pop(name) and None

    def put(name, value):
        return lambda payload: payload.__setitem__(name, value)

    yield (
        "size",
        "A head whose size is not its number plus one.",
        "E_FIELD",
        told(lambda payload: payload["feeds"][PK].__setitem__("size", 9)),
    )
    yield "no_nonce", "The nonce is missing.", "E_FIELD", told(without("nonce"))
    yield "null_to", "The receiver is null instead of left out.", "E_FIELD", told(put("to", None))
    yield "extra", "A field more.", "E_FIELD", told(put("note", "x"))
    yield "version", "A have of version 2.", "E_VERSION", told(put("v", 2))
    yield (
        "bad_time",
        "A time that no calendar has.",
        "E_FIELD",
        told(put("time", "2026-13-01T00:00:00Z")),
    )
    yield (
        "float",
        "A size written with a point.",
        "E_LIMIT",
        told(lambda payload: payload["feeds"][PK].__setitem__("size", 2.0)),
    )
    act = pk.lines[0]
    yield "act_as_have", "An act in the place of a have.", "E_TYPE", given(ma, act)
    posing = Envelope(have(pk).type, act.payload, act.signatures)
    yield (
        "act_payload",
        "An act's payload and signature under the type of a have.",
        "E_FIELD",
        given(ma, posing),
    )


def places():
    ma, pk = story()
    words = have(pk)
    yield "own", "Our own have comes back to us.", "E_SENDER", given(ma, have(ma, to=MA))
    yield (
        "to_another",
        "It is addressed to the other side.",
        "E_RECEIVER",
        given(ma, have(pk, to=PK)),
    )
    yield "not_addressed", "It is addressed to nobody.", "E_RECEIVER", given(ma, have(pk, to=None))
    yield (
        "old_nonce",
        "It answers another question: a replay.",
        "E_NONCE",
        given(ma, words, nonce="0" * 32),
    )
    another = Side(charter_of(MA, PK, title="another"), PK)
    another.join()
    yield "another_channel", "It is of another channel.", "E_CHANNEL", given(ma, have(another))
    stranger = {**pk.channel.heads(), "tr": pk.channel.heads()[PK]}
    yield (
        "stranger_feed",
        "It names a feed of no party.",
        "E_PARTY",
        given(ma, have(pk, feeds=stranger)),
    )
    assert heads_json(stranger)
    yield "stranger", "Its author is no party.", "E_PARTY", given(ma, have(pk, party="tr"))


def keys():
    ma, pk = story()
    yield (
        "thief",
        "Signed by a key that is not the author's.",
        "E_KEY",
        given(ma, have(pk, key=Key("thief"))),
    )
    true = have(pk)
    false = Envelope(true.type, true.payload, ()).signed(true.signatures[0].keyid, b"\1" * 64)
    yield "false_signature", "The signature is false.", "E_SIG", given(ma, false)
    twice = true.signed(pk.key.id, pk.key.sign(true.pae))
    yield "two_signatures", "Two signatures.", "E_SIGS", given(ma, twice)
    pk.author.rotate(manifest=manifest(pk.charter, PK), key=node_key(PK, 1))
    ma.apply(pk.tar(to=MA))
    yield (
        "given_up_key",
        "Signed by a key its author has given up, as is known here.",
        "E_KEY",
        given(ma, have(pk, key=node_key(PK))),
    )
    yield (
        "unknown_new_key",
        "Signed by a new key whose manifest has not come.",
        "E_KEY",
        given(story()[0], have(pk)),
    )
