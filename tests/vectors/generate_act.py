"""Vectors of the door ``act``: sound acts, and acts with one fault each."""

import json
from hashlib import sha256

from mithaq.record.envelope import TYPES, envelope_object, pae
from tests.record.make import manifest
from tests.vectors import act_lines, act_signatures
from tests.vectors.act_fields import bodies, fields
from tests.vectors.act_payloads import limits, spelling
from tests.vectors.bytes_of import as_bytes
from tests.vectors.lines import (
    BASE,
    BLOB,
    CHARTER,
    HASH,
    KEY,
    MA,
    RECORD,
    STATEMENT,
    act,
    full,
    line,
    nested,
    said,
    written,
)

NODE = [KEY.spki]


def cases():
    yield from sound()
    for name, fault, code, payload in (*fields(), *bodies(), *spelling(), *limits()):
        yield case(name, fault, line(payload), {"code": code})
    for name, fault, code, text in act_lines.cases():
        yield case(name, fault, text, {"code": code})
    for name, fault, code, text, node in act_signatures.cases():
        yield case(name, fault, text, {"code": code}, node=node or NODE)


def case(name, fault, text, expect, *, node=NODE):
    given = {**as_bytes("line", text), "node": node}
    return {"case": name, "fault": fault, "door": "act", "input": given, "expect": expect}


def sound():
    rotated = envelope_object(manifest(CHARTER, "ma"))
    text = 'اتفاق على ۵ أنشطة، “exercices”, é, \u2028, \x00, \x1f, \x7f, "\\/'
    payloads = {
        "sound_join": ("The first act of a feed.", MA.feed[0].envelope.payload),
        "sound_ack": ("An acknowledgement.", written(BASE)),
        "sound_propose": (
            "A first proposal of a record.",
            act("propose", {"record": RECORD, "base": None, "content": BLOB}),
        ),
        "sound_propose_on_base": (
            "A proposal on an agreed version.",
            act("propose", {"record": RECORD, "base": HASH, "content": BLOB}),
        ),
        "sound_accept": (
            "An acceptance, naming the version and its content.",
            act("accept", {"version": HASH, "content": HASH}),
        ),
        "sound_decline": ("A refusal without a reason.", act("decline", {"version": HASH})),
        "sound_decline_reason": (
            "A refusal with a reason.",
            act("decline", {"version": HASH, "reason": "Too early."}),
        ),
        "sound_withdraw": ("A withdrawal.", act("withdraw", {"version": HASH})),
        "sound_statement": (
            "A statement with every field it can have.",
            said({"percent": 40}, version=HASH, replaces=HASH, content=BLOB),
        ),
        "sound_topic_unknown": (
            "A statement on a topic nobody knows is kept all the same.",
            act("statement", {**STATEMENT, "topic": "x-ma-rare.topic"}),
        ),
        "sound_keys": ("A key manifest, published.", act("keys", {"manifest": rotated})),
        "sound_text_of_every_kind": (
            "A text with every escape and several scripts.",
            said({"text": {"ar": text}}),
        ),
        "sound_text_2000": (
            "A text of exactly 2000 code points, each of four bytes.",
            said({"text": "𝄞" * 2000}),
        ),
        "sound_payload_32768": ("A payload of exactly 32768 bytes.", full(32768)),
        "sound_numbers": (
            "The largest and the smallest number, and zero.",
            said({"n": [2**53 - 1, 1 - 2**53, 0]}),
        ),
        "sound_seq_largest": (
            "The largest number an act can bear.",
            written({**BASE, "seq": 2**53 - 1}),
        ),
        "sound_depth_8": ("Arrays exactly eight deep.", said(nested(8))),
        "sound_null_in_data": ("Null inside free data.", said({"nothing": None})),
        "sound_seen_15": (
            "Fifteen other parties seen.",
            written({**BASE, "seen": {f"p{n}": {"seq": n, "id": HASH} for n in range(15)}}),
        ),
        "sound_leap_day": (
            "A day that only leap years have.",
            written({**BASE, "time": "2028-02-29T23:59:59Z"}),
        ),
        "sound_seen_nobody": ("Nobody seen yet.", written({**BASE, "seen": {}})),
    }
    for name, (told, payload) in payloads.items():
        yield case(name, f"None: {told[0].lower()}{told[1:]}", line(payload), result(payload))
    payload = said({"text": "؟" * 40 + "?" * 9})
    yield case(
        "sound_url_alphabet",
        "None: base64 in the URL-safe alphabet.",
        url(payload),
        result(payload),
    )


def url(payload):
    """Write the line with the other alphabet."""
    whole = json.loads(line(payload))
    pair = whole["signatures"][0]
    swap = str.maketrans("+/", "-_")
    pair["sig"], whole["payload"] = pair["sig"].translate(swap), whole["payload"].translate(swap)
    return written(whole)


def result(payload):
    value = json.loads(payload)
    signed = pae(TYPES["act"], payload)
    return {
        "id": sha256(signed).hexdigest(),
        "leaf": sha256(b"\0" + signed).hexdigest(),
        **{name: value[name] for name in ("channel", "party", "seq", "kind")},
    }
