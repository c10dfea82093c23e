"""The second reader: charters, manifests, acts and contents (docs/spec/act.md, sections 6 to 9)."""

from tests.vectors.plain_bytes import (
    AGE,
    BLOB,
    FIELD,
    HALF,
    HASH,
    LANGUAGE,
    MEDIA,
    PARTY,
    TOKEN,
    TOPIC,
    Envelope,
    Refused,
    exactly,
    free,
    has,
    keys_of,
    like,
    listed,
    mapped,
    need,
    number,
    or_null,
    read,
    signers,
    string,
    time,
)

__all__ = [
    "Envelope",
    "keys_of",
    "read_act",
    "read_charter",
    "read_content",
    "read_manifest",
    "signers",
]

# Sections 6 and 7: charters and manifests

ROOT = has({"keys": listed(string, 1, 8), "threshold": number(1, 8)})
KEYS = {
    "root": ROOT,
    "node": listed(string, 1, 4),
    "tls": listed(like(HASH), 0, 4),
    "age": listed(like(AGE), 0, 4),
    "approval": free,
}
NAME = mapped(LANGUAGE, lambda text: need(isinstance(text, str) and text), 1)
HEAD = has({"seq": number(), "id": like(HASH), "size": number(), "root": like(HASH)})
LIMITS = has(
    {}, {"payload": number(1024, 32768), "blob": number(0, 104857600), "marking": like(TOKEN)}
)
CHARTER = has(
    {
        "v": exactly(1),
        "kind": exactly("charter"),
        "title": lambda text: need(isinstance(text, str) and text),
        "parties": listed(has({"id": like(PARTY), "name": NAME, **KEYS}), 1, 16),
        "limits": LIMITS,
        "continues": or_null(has({"channel": like(HASH), "heads": mapped(PARTY, HEAD, 0, 16)})),
        "salt": like(HALF),
    }
)
MANIFEST = has(
    {
        "v": exactly(1),
        "kind": exactly("keys"),
        "party": like(PARTY),
        "channel": like(HASH),
        "n": number(),
        "prev": like(HASH),
        "salt": like(HALF),
        **KEYS,
    }
)


def key_set(value, number_, id_):
    root, node = keys_of(value["root"]["keys"]), keys_of(value["node"])
    need(value["root"]["threshold"] <= len(root))
    need(not root.keys() & node.keys(), "E_KEY")
    for name in ("tls", "age"):
        need(len(set(value[name])) == len(value[name]))
    return {
        "n": number_,
        "id": id_,
        "root": root,
        "threshold": value["root"]["threshold"],
        "node": node,
    }


def threshold(keys, signed):
    need(len(signed & keys["root"].keys()) >= keys["threshold"], "E_SIGS")


def read_charter(envelope, *, complete=True):
    value = envelope.fields("charter")
    CHARTER(value)
    ids = [party["id"] for party in value["parties"]]
    need(ids == sorted(ids) and len(set(ids)) == len(ids))
    need(
        all(
            len(text) <= 2000
            for text in [
                value["title"],
                *(text for party in value["parties"] for text in party["name"].values()),
            ]
        ),
        "E_LIMIT",
    )
    need(not any(party["approval"] for party in value["parties"]), "E_APPROVAL")
    parties = {party["id"]: key_set(party, 0, envelope.id) for party in value["parties"]}
    every = [name for keys in parties.values() for name in (*keys["root"], *keys["node"])]
    need(len(set(every)) == len(every), "E_KEY")
    roots = {name: public for keys in parties.values() for name, public in keys["root"].items()}
    signed = signers(envelope, roots)
    for keys in parties.values() if complete else ():
        threshold(keys, signed)
    return parties


def read_manifest(envelope, party, channel, current):
    value = envelope.fields("keys")
    MANIFEST(value)
    need(not value["approval"], "E_APPROVAL")
    need(value["channel"] == channel, "E_CHANNEL")
    need(value["party"] == party, "E_PARTY")
    need(value["n"] == current["n"] + 1)
    need(value["prev"] == current["id"], "E_PREV")
    keys = key_set(value, value["n"], envelope.id)
    signed = signers(envelope, {**current["root"], **keys["root"]})
    threshold(current, signed)
    threshold(keys, signed)
    return keys


# Section 8: the act

VERSION = {"version": like(HASH)}
BODIES = {
    "join": has({"charter": like(HASH)}),
    "propose": has({"record": like(HALF), "base": or_null(like(HASH)), "content": BLOB}),
    "accept": has({**VERSION, "content": like(HASH)}),
    "decline": has(VERSION, {"reason": string}),
    "withdraw": has(VERSION, {"reason": string}),
    "statement": has(
        {"topic": like(TOPIC), "record": like(HALF)},
        {**VERSION, "replaces": like(HASH), "data": free, "content": BLOB},
    ),
    "ack": has({}),
    "keys": has({"manifest": free}),
}
ACT = has(
    {
        "v": exactly(1),
        "channel": like(HASH),
        "party": like(PARTY),
        "seq": number(),
        "prev": or_null(like(HASH)),
        "seen": mapped(PARTY, has({"seq": number(), "id": like(HASH)})),
        "time": time,
        "salt": like(HALF),
        "key": like(HASH),
        "kind": like("|".join(BODIES)),
        "office": like(TOKEN),
        "body": free,
    }
)


def strings(value):
    if isinstance(value, str):
        yield value
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from strings(item)


def read_act(envelope):
    value = envelope.fields("act", 1)
    need("approvals" not in value, "E_APPROVAL")
    ACT(value)
    kind, body = value["kind"], value["body"]
    BODIES[kind](body)
    need(value["party"] not in value["seen"])
    need((value["office"] == "node") == (kind in ("join", "ack", "keys")))
    need((value["seq"] == 0) == (kind == "join"))
    need(len(value["seen"]) <= 15, "E_LIMIT")
    need(kind == "keys" or all(len(text) <= 2000 for text in strings(body)), "E_LIMIT")
    if isinstance(body.get("content"), dict):
        need(body["content"]["size"] <= 104857600, "E_LIMIT")
    if kind == "keys":
        need(Envelope.__new__(Envelope).take(body["manifest"]).type == "keys", "E_TYPE")
    need((value["prev"] is None) == (value["seq"] == 0), "E_PREV")
    need(kind != "join" or body["charter"] == value["channel"], "E_CHANNEL")
    need(envelope.signatures[0][0] == value["key"], "E_KEY")
    return value


# Section 9: contents

ATTACHMENT = has(
    {
        "sha256": like(HASH),
        "size": number(0, 104857600),
        "type": like(MEDIA),
        "name": like(r"[^\x00-\x1f\x7f-\x9f/\\]{1,255}"),
    },
    {"marking": like(TOKEN)},
)


def no_null(value):
    need(value is not None)
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        no_null(item)


SIDE = has({"by": like(PARTY), "is": no_null})


def disputed(value):
    listed(SIDE, 2, 999)(value)
    by = [side["by"] for side in value]
    need(by == sorted(by) and len(set(by)) == len(by))


def stated(value):
    need(isinstance(value, dict) and len(value) == 1)
    has({}, {"is": no_null, "withheld_by": like(PARTY), "disputed": disputed})(value)


def national(value):
    need(isinstance(value, dict) and value)
    no_null(value)


CONTENT = has(
    {
        "kind": like(TOKEN),
        "schema": exactly(1),
        "salt": like(HALF),
        "marking": like(TOKEN),
        "fields": mapped(FIELD, stated),
        "attachments": listed(ATTACHMENT, 0, 256),
    },
    {"national": national},
)


def read_content(blob, parties):
    need(len(blob) <= 1048576, "E_SIZE")
    value = read(blob, 16)
    need(isinstance(value, dict), "E_CONTENT")
    need(parties == 1 or "national" not in value, "E_NATIONAL")
    need(type(value.get("schema")) is not int or value["schema"] == 1, "E_VERSION")
    try:
        CONTENT(value)
        need(not {".", ".."} & {one["name"] for one in value["attachments"]})
    except Refused:
        raise Refused("E_CONTENT") from None
    return value
