"""Bundles and exports once more, written from docs/spec/bundle.md alone: whole files in memory.

With ``plain`` (acts, charters, keys, contents) and ``slow_fold`` (admission and standing) this is a
second verifier of exports that shares no code with ``mithaq.exchange`` or ``mithaq.record``. It also
opens bundles (sections 2 to 5 and 7.2); what a channel makes of them is not its business.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from types import SimpleNamespace

from tests.record.slow_fold import SlowFold
from tests.vectors import plain
from tests.vectors.plain import Envelope
from tests.vectors.plain_bytes import (
    HALF,
    HASH,
    PARTY,
    Refused,
    exactly,
    has,
    like,
    listed,
    mapped,
    need,
    number,
    or_null,
    read,
    string,
    time,
)

# Section 2: the tar


def header(name, size):
    block = bytearray(512)
    block[: len(name)] = name
    block[100:148] = b"0000644\0" + b"0000000\0" * 2 + b"%011o\0" % size + b"0" * 11 + b"\0"
    block[148:157] = b"        0"
    block[257:265] = b"ustar\x0000"
    block[329:345] = b"0000000\0" * 2
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def untar(tar, limit):
    at, members = 0, []
    while True:
        need(at + 512 <= len(tar), "E_CUT")
        block = tar[at : at + 512]
        if not any(block):
            break
        name = block[:100].rstrip(b"\0")
        need(re.fullmatch(rb"[0-7]{11}\0", block[124:136]), "E_TAR")
        size = int(block[124:135], 8)
        need(re.fullmatch(rb"[ -~]+", name) and header(name, size) == block, "E_TAR")
        need(at + size <= limit, "E_SIZE")
        end = at + 512 + size + -size % 512
        need(end <= len(tar), "E_CUT")
        need(not any(tar[at + 512 + size : end]), "E_TAR")
        members.append((name.decode(), tar[at + 512 : at + 512 + size]))
        at = end
    need(at + 1024 <= len(tar), "E_CUT")
    need(tar[at:] == bytes(1024), "E_TAR")
    return members


# Sections 3 and 4: members and manifest

COUNT = "(0|[1-9][0-9]{0,8})"
ORDER = {
    "bundle": ("charter.json", "keys.jsonl", rf"feeds/(?!\.){PARTY}/{COUNT}-{COUNT}\.jsonl",
               f"blobs/{HASH}", "summary.txt", "SHA256SUMS"),
    "export": ("charter.json", "keys.jsonl", "acts.jsonl", f"blobs/{HASH}", "README.txt", "SHA256SUMS"),
}  # fmt: skip
NEEDED = {
    "bundle": {"charter.json", "summary.txt", "SHA256SUMS"},
    "export": {"charter.json", "acts.jsonl", "README.txt", "SHA256SUMS"},
}
MOST = 999999999
HEAD = has({"seq": number(), "id": like(HASH), "size": number(1), "root": or_null(like(HASH))})
MANIFEST = has(
    {
        "v": exactly(1),
        "kind": like("bundle|export"),
        "channel": like(HASH),
        "from": like(PARTY),
        "to": listed(like(PARTY), 0, 15),
        "number": number(0, MOST),
        "part": number(1, 9999),
        "parts": number(1, 9999),
        "heads": mapped(PARTY, HEAD, 0, 16),
        "ranges": mapped(
            PARTY,
            has({"first": number(0, MOST), "last": number(0, MOST), "count": number(1)}),
            0,
            16,
        ),
        "files": listed(has({"name": string, "sha256": like(HASH), "size": number()}), 0, 1 << 20),
        "have": mapped(PARTY, number(1), 0, 16),
        "answers": or_null(like(HASH)),
        "wants": listed(like(HASH), 0, 1024),
        "time": time,
        "salt": like(HALF),
        "key": like(HASH),
    }
)


def place(name, kind):
    for rank, pattern in enumerate(ORDER[kind]):
        if re.fullmatch(pattern, name, re.ASCII):
            return rank, name
    raise Refused("E_MEMBER")


def ascending(values):
    return all(one < other for one, other in pairwise(values))


def lines(data):
    need(not data or data.endswith(b"\n"), "E_CUT")
    return data[:-1].split(b"\n") if data else []


def standard(line, limit=65536):
    envelope = Envelope(line, limit)
    need(b"-" not in line and b"_" not in line, "E_B64")
    return envelope


def read_manifest(data):
    need(data.endswith(b"\n"), "E_CUT")
    envelope = standard(data[:-1], 25165824)
    need(envelope.type == "manifest", "E_TYPE")
    told = read(envelope.payload)
    need(isinstance(told, dict) and type(told.get("v")) is int)
    need(told["v"] == 1, "E_VERSION")
    MANIFEST(told)
    need(all(head["size"] == head["seq"] + 1 for head in told["heads"].values()))
    bundle = told["kind"] == "bundle"
    empty = not (told["to"] or told["number"] or told["have"] or told["answers"] or told["wants"])
    good = told["part"] <= told["parts"] and ascending(told["wants"])
    if bundle:
        good &= bool(told["to"]) and ascending(told["to"]) and told["from"] not in told["to"]
        good &= told["number"] >= 1
    else:
        good &= empty and told["parts"] == 1 and told["ranges"].keys() == told["heads"].keys()
    for party, one in told["ranges"].items():
        good &= one["first"] <= one["last"] and one["count"] > one["last"] - one["first"]
        good &= party in told["heads"] and told["heads"][party]["size"] > one["last"]
        good &= bundle or one["first"] == 0
    need(good, "E_MANIFEST")
    check_files(told)
    need(len(envelope.signatures) == 1, "E_SIGS")
    need(envelope.signatures[0][0] == told["key"], "E_KEY")
    return told, envelope


def check_files(told):
    files, kind = told["files"], told["kind"]
    need(len(files) <= 65536, "E_LIMIT")
    need(ascending([place(one["name"], kind) for one in files]), "E_MEMBER")
    names = {one["name"] for one in files}
    need(names >= NEEDED[kind], "E_MEMBER")
    for one in files:
        need(one["name"] != "keys.jsonl" or one["size"], "E_MEMBER")
        need(not one["name"].startswith("blobs/") or one["name"][6:] == one["sha256"], "E_BLOB")
    text = "".join(f"{one['sha256']}  {one['name']}\n" for one in files[:-1]).encode()
    need(
        files[-1]["sha256"] == sha256(text).hexdigest() and files[-1]["size"] == len(text), "E_HASH"
    )
    if kind == "bundle":
        wanted = {
            f"feeds/{party}/{one['first']}-{one['last']}.jsonl"
            for party, one in told["ranges"].items()
        }
        need(wanted == {name for name in names if name.startswith("feeds/")}, "E_MANIFEST")


# Section 5: opening


def opened(tar, kind, limit, check):
    """Open a bundle or an export; ``check`` is what is asked of the manifest first."""
    members = untar(tar, limit)
    need(members and members[0][0] == "manifest.json", "E_MEMBER")
    told, envelope = read_manifest(members[0][1])
    need(told["kind"] == kind, "E_MANIFEST")
    check(told)
    names = [name for name, _ in members[1:]]
    need(names == [one["name"] for one in told["files"]], "E_MEMBER")
    files = dict(members)
    for one in told["files"]:
        data = files[one["name"]]
        need((len(data), sha256(data).hexdigest()) == (one["size"], one["sha256"]), "E_HASH")
    (line,) = lines(files["charter.json"])
    charter = standard(line)
    parties = plain.read_charter(charter)
    need(charter.id == told["channel"], "E_CHANNEL")
    for party in (told["from"], *told["to"], *told["heads"], *told["have"]):
        need(party in parties, "E_PARTY")
    keys = parties[told["from"]]
    for each in lines(files.get("keys.jsonl", b"")):
        keys = plain.read_manifest(standard(each), told["from"], charter.id, keys)
    plain.signers(envelope, keys["node"])
    for name in ("summary.txt", "README.txt"):
        if name in files:
            text = files[name].decode()  # the vectors have no other bytes
            need(
                not re.search("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e]", text), "E_TEXT"
            )
    limits = read(charter.payload)["limits"]
    for name, data in files.items():
        if name.startswith("blobs/"):
            need(len(data) <= limits.get("blob", 104857600), "E_SIZE")
    return told, charter.id, parties, keys, files


# Section 6: what is named


def named(acts, files, parties):
    contents = {
        act.body["content"]["sha256"]
        for act in acts
        if act.kind in ("propose", "statement") and "content" in act.body
    }
    attached = set()
    for content in contents:
        try:
            told = plain.read_content(files[f"blobs/{content}"], parties)
        except (KeyError, Refused):
            continue
        attached |= {one["sha256"] for one in told["attachments"]}
    return contents | attached


# Section 7.2: the feeds of a bundle


def open_bundle(tar, me, channel):
    def check(told):
        need(told["from"] != me, "E_SENDER")
        need(me in told["to"], "E_RECEIVER")
        need(told["channel"] == channel, "E_CHANNEL")
        feeds = sum(one["size"] for one in told["files"] if one["name"].startswith("feeds/"))
        need(feeds <= 32 << 20, "E_SIZE")
        need(sum(one["size"] for one in told["files"]) <= 128 << 20, "E_SIZE")

    told, charter, parties, _, files = opened(tar, "bundle", 128 << 20, check)
    acts = []
    for party, one in told["ranges"].items():
        data = files[f"feeds/{party}/{one['first']}-{one['last']}.jsonl"]
        feed = [act_of(line) for line in lines(data)]
        places = [(act.seq, act.id) for act in feed]
        need(all(act.party == party for act in feed), "E_COUNT")
        need(len(places) == one["count"] and ascending(places), "E_COUNT")
        need({seq for seq, _ in places} == set(range(one["first"], one["last"] + 1)), "E_COUNT")
        need(all(act.channel == charter for act in feed), "E_CHANNEL")
        acts += feed
    blobs = {name[6:] for name in files if name.startswith("blobs/")}
    return told, acts, blobs - named(acts, files, len(parties))


# Section 10: verifying an export


def act_of(line):
    envelope = standard(line)
    act = SimpleNamespace(**plain.read_act(envelope), id=envelope.id, envelope=envelope)
    act.seen = {party: (one["seq"], one["id"]) for party, one in act.seen.items()}
    return act


def verify(tar, channel):
    def check(told):
        need(channel is None or told["channel"] == channel, "E_CHANNEL")

    told, charter, parties, keys, files = opened(tar, "export", 1 << 40, check)
    fold, at = admitted(lines(files["acts.jsonl"]), charter, parties)
    acts = list(fold.acts.values())
    counts = Counter(act.party for act in acts)
    lasts = {party: max(act.seq for act in acts if act.party == party) for party in counts}
    for party in parties:
        found = counts[party] and {"first": 0, "last": lasts[party], "count": counts[party]}
        need((found or None) == told["ranges"].get(party), "E_COUNT")
    standing = fold.standing()
    need(standing["heads"] == told["heads"], "E_HEAD")
    if not any(fork["party"] == told["from"] for fork in standing["forks"]):
        newest = told["heads"].get(told["from"])
        need((at[newest["id"]] if newest else parties[told["from"]])["id"] == keys["id"], "E_KEY")
    blobs = {name[6:] for name in files if name.startswith("blobs/")}
    known = named(acts, files, len(parties))
    need(blobs <= known, "E_BLOB")
    return {
        "channel": charter,
        "author": told["from"],
        "acts": dict(sorted(counts.items())),
        "void": len(standing["void"]),
        "heads": dict(sorted(standing["heads"].items())),
        "forks": standing["forks"],
        "agreed": standing["agreed"],
        "standing": standing["standing"],
        "blobs": len(blobs),
        "absent": sorted(known - blobs),
    }


def admitted(given, charter, parties):
    """Admit line by line; ``at`` gives the keys in force after each act."""
    fold, at = SlowFold(charter, parties, ()), {}
    for line in given:
        act = act_of(line)
        need(act.channel == charter, "E_CHANNEL")
        need(act.party in parties and not set(act.seen) - set(parties), "E_PARTY")
        need(act.id not in fold.acts, "E_COUNT")
        code = fold.verdict(act)
        need(code not in ("W_GAP", "W_CAUSE"), "E_ORDER")
        need(code is None, code)
        keys = at[act.prev] if act.prev else parties[act.party]
        need(act.key in keys["node"], "E_KEY")
        plain.signers(act.envelope, keys["node"])
        if act.kind == "keys":
            inner = Envelope.__new__(Envelope).take(act.body["manifest"])
            keys = plain.read_manifest(inner, act.party, charter, keys)
        at[act.id] = keys
        fold = SlowFold(charter, parties, [*fold.acts.values(), act])
    return fold, at
