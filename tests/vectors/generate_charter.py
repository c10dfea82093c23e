"""Vectors of the door ``charter``."""

import base64
from hashlib import sha256

from mithaq.record.envelope import TYPES, pae
from mithaq.record.keys import SMALL_ORDER
from tests.record.make import Key, node_key, party_entry, root_key, salt
from tests.vectors.bytes_of import as_bytes
from tests.vectors.lines import b64, changed, line, written

MA, PK = party_entry("ma"), party_entry("pk")
BASE = {
    "v": 1,
    "kind": "charter",
    "title": "Cooperation of ma and pk",
    "parties": [MA, PK],
    "limits": {},
    "continues": None,
    "salt": salt("charter vectors"),
}
ROOTS = (root_key("ma"), root_key("pk"))
HASH = "ab" * 32
HEAD = {"seq": 7, "id": HASH, "size": 8, "root": HASH}
PRIME = 2**255 - 19
DER = bytes.fromhex("302a300506032b6570032100")


def cases():
    yield from sound()
    for name, fault, code, payload in (*fields(), *parties(), *keys()):
        yield case(name, fault, sealed(payload, *ROOTS), {"code": code})
    yield from signatures()


def case(name, fault, text, expect, *, complete=True):
    given = {**as_bytes("line", text), "complete": complete}
    return {"case": name, "fault": fault, "door": "charter", "input": given, "expect": expect}


def sealed(payload, *keys, kind=TYPES["charter"]):
    signed = [(key.id, key.sign(pae(kind, payload))) for key in keys]
    return line(payload, *signed, kind=kind)


def result(payload, parties):
    channel = sha256(pae(TYPES["charter"], payload)).hexdigest()
    told = {name: {"root": sorted(root), "node": sorted(node)} for name, root, node in parties}
    return {"channel": channel, "parties": told}


def of(name, roots=1):
    return name, [root_key(name, n).id for n in range(roots)], [node_key(name).id]


BOTH = (of("ma"), of("pk"))


def sound():
    def fine(name, fault, payload, *, keys=ROOTS, told=BOTH, complete=True):
        text = sealed(payload, *keys)
        return case(name, f"None: {fault}", text, result(payload, told), complete=complete)

    def entry(**changes):
        return written({**BASE, "parties": [{**MA, **changes}, PK]})

    plain = written(BASE)
    yield fine("sound_two", "a charter of two parties.", plain)
    yield fine("sound_signed_backwards", "the second party signed first.", plain, keys=ROOTS[::-1])
    waits = "one signature is still missing, and none is asked for."
    yield fine("sound_going_round", waits, plain, keys=ROOTS[:1], complete=False)
    alone = written({**BASE, "parties": [MA]})
    yield fine("sound_national", "one party.", alone, keys=ROOTS[:1], told=[of("ma")])
    ids = [f"p{n:02}" for n in range(16)]
    many = written({**BASE, "parties": [party_entry(name) for name in ids]})
    roots = [root_key(name) for name in ids]
    yield fine(
        "sound_sixteen", "sixteen parties.", many, keys=roots, told=[of(name) for name in ids]
    )
    three = entry(**party_entry("ma", roots=3, threshold=2))
    told, own = [of("ma", 3), of("pk")], [root_key("ma", n) for n in range(3)]
    some, every = (own[0], own[2], ROOTS[1]), (*own, ROOTS[1])
    yield fine("sound_threshold", "two of three root keys signed.", three, keys=some, told=told)
    more = "all three root keys signed, though two were enough."
    yield fine("sound_threshold_more", more, three, keys=every, told=told)
    limits = {"payload": 1024, "blob": 0, "marking": "restricted"}
    yield fine("sound_limits", "every limit set.", written({**BASE, "limits": limits}))
    before = {"channel": HASH, "heads": {"ma": HEAD, "pk": HEAD}}
    continued = written({**BASE, "continues": before})
    yield fine("sound_continues", "a charter that continues another channel.", continued)
    full = entry(
        tls=[f"{n}" * 64 for n in range(4)],
        age=["age1" + c * 58 for c in "qpzr"],
        name={"ar": "المغرب", "fr": "Maroc", "zh-Hant": "摩洛哥"},
    )
    yield fine("sound_entry_full", "a party with every list full.", full)


def fields():
    def wrong(name, fault, code="E_FIELD", without=(), **changes):
        return name, fault, code, written(changed(BASE, changes, without))

    for name in BASE:
        yield wrong(f"missing_{name}", f"The charter lacks {name}.", without=(name,))
    yield wrong("extra_field", "The charter has a field too many.", witness="x")
    yield wrong("version_2", "The charter is of version 2.", "E_VERSION", v=2)
    yield wrong("kind_act", "The charter says it is of another kind.", kind="act")
    yield wrong("title_empty", "The charter has an empty title.", title="")
    yield wrong("title_2001", "The title has 2001 code points.", "E_LIMIT", title="t" * 2001)
    yield wrong("title_object", "The title is an object.", title={"en": "x"})
    yield wrong("salt_64", "The salt is as long as a hash.", salt=HASH)
    yield wrong("limits_null", "The limits are null.", limits=None)
    yield wrong("limits_unknown", "A limit nobody knows.", limits={"acts": 5})
    yield wrong("limits_payload_over", "A payload limit above 32 KiB.", limits={"payload": 32769})
    yield wrong(
        "limits_payload_1023", "A payload limit too low to work with.", limits={"payload": 1023}
    )
    yield wrong("limits_blob_over", "A blob limit above 100 MiB.", limits={"blob": 104857601})
    yield wrong("limits_blob_float", "A blob limit with a point.", "E_LIMIT", limits={"blob": 1.5})
    yield wrong("limits_marking_uppercase", "A marking in capitals.", limits={"marking": "SECRET"})
    yield wrong("continues_empty", "It continues an empty object.", continues={})
    yield wrong(
        "continues_short",
        "It continues a channel whose id lacks a digit.",
        continues={"channel": HASH[1:], "heads": {}},
    )
    yield wrong(
        "continues_head",
        "A head of the old channel lacks its root.",
        continues={"channel": HASH, "heads": {"ma": changed(HEAD, {}, ("root",))}},
    )
    yield (
        "payload_32769",
        "The charter's payload has a byte more than 32 KiB.",
        "E_SIZE",
        padded(32769),
    )
    yield "key_order", "Two fields of the charter in the other order.", "E_CANON", swapped()
    yield "not_json", "The charter's payload is no JSON.", "E_JSON", b"charter"


def padded(size):
    name = {f"x{chr(97 + n // 26)}{chr(97 + n % 26)}": "n" * 1000 for n in range(30)}
    payload = written({**BASE, "title": "t", "parties": [{**MA, "name": name}, PK]})
    return written(
        {**BASE, "title": "t" * (size - len(payload) + 1), "parties": [{**MA, "name": name}, PK]}
    )


def swapped():
    return written(BASE).replace(b'"kind":"charter","limits":{}', b'"limits":{},"kind":"charter"')


def parties():
    def wrong(name, fault, listed, code="E_FIELD"):
        return name, fault, code, written({**BASE, "parties": listed})

    def entry(**changes):
        return [{**MA, **changes}, PK]

    yield wrong("parties_none", "A charter of no party.", [])
    yield wrong(
        "parties_17",
        "A charter of seventeen parties.",
        [party_entry(f"p{n:02}") for n in range(17)],
    )
    yield wrong("parties_unsorted", "The parties are not sorted.", [PK, MA])
    yield wrong("parties_twice", "A party is listed twice.", [MA, {**PK, "id": "ma"}])
    yield wrong("party_extra_field", "A party with a field too many.", entry(email="x"))
    for name in MA:
        yield wrong(
            f"party_missing_{name}", f"A party lacks {name}.", [changed(MA, {}, (name,)), PK]
        )
    yield wrong("party_uppercase", "A party's id in capitals.", entry(id="MA"))
    yield wrong("party_unicode", "A party's id in Arabic.", entry(id="المغرب"))
    yield wrong("party_name_text", "A party's name without languages.", entry(name="Morocco"))
    yield wrong("party_name_none", "A party without a name in any language.", entry(name={}))
    yield wrong("party_name_empty", "A party's name is empty.", entry(name={"en": ""}))
    yield wrong(
        "party_name_language",
        "A name in a language code that is none.",
        entry(name={"english!": "x"}),
    )
    yield wrong(
        "party_approval",
        "A party asks for approvals.",
        entry(approval={"accept": {}}),
        "E_APPROVAL",
    )
    yield wrong("party_tls_short", "A certificate pin that lacks a digit.", entry(tls=[HASH[1:]]))
    yield wrong("party_tls_5", "Five certificate pins.", entry(tls=[f"{n}" * 64 for n in range(5)]))
    yield wrong("party_tls_twice", "A certificate pin listed twice.", entry(tls=[HASH, HASH]))
    yield wrong(
        "party_age_secret",
        "A secret key where a recipient belongs.",
        entry(age=["AGE-SECRET-KEY-1" + "Q" * 58]),
    )
    yield wrong(
        "party_age_ssh", "An SSH key where a recipient belongs.", entry(age=["ssh-ed25519 AAAA"])
    )
    yield wrong(
        "party_node_5", "Five node keys.", entry(node=[node_key("ma", n).spki for n in range(5)])
    )
    yield wrong("party_node_none", "No node key.", entry(node=[]))
    yield wrong("party_root_none", "No root key.", entry(root={"keys": [], "threshold": 1}))
    yield wrong(
        "party_threshold_0", "A threshold of none.", entry(root={**MA["root"], "threshold": 0})
    )
    yield wrong(
        "party_threshold_over",
        "A threshold above the number of root keys.",
        entry(root={**MA["root"], "threshold": 2}),
    )


def keys():
    def node(name, fault, *listed, code="E_KEY"):
        return name, fault, code, written({**BASE, "parties": [{**MA, "node": list(listed)}, PK]})

    good = node_key("ma").spki
    yield node("key_hex", "A key in hex.", node_key("ma").public.hex())
    yield node("key_raw", "A key without its DER prefix.", b64(node_key("ma").public))
    yield node("key_padding_missing", "A key whose base64 lacks its padding.", good.rstrip("="))
    url = next(Key(f"url {n}").spki for n in range(99) if "/" in Key(f"url {n}").spki)
    yield node(
        "key_url_alphabet",
        "A key in the URL-safe alphabet, which payloads do not use.",
        base64.urlsafe_b64encode(base64.b64decode(url)).decode(),
    )
    yield node(
        "key_x25519",
        "A key of another algorithm.",
        b64(bytes.fromhex("302a300506032b656e032100") + node_key("ma").public),
    )
    yield node("key_trailing", "A byte after the key.", b64(DER + node_key("ma").public + b"\0"))
    yield node(
        "key_above_prime",
        "A key whose y is above the prime.",
        b64(DER + (PRIME + 3).to_bytes(32, "little")),
    )
    for n, encoding in enumerate(sorted(SMALL_ORDER)):
        yield node(
            f"key_small_{n:02}",
            f"A key that is number {n} of small order.",
            b64(DER + encoding),
            code="E_KEY_SMALL",
        )
    yield node("key_twice", "A node key listed twice.", good, good)
    yield node("key_root_and_node", "A root key that is a node key too.", root_key("ma").spki)
    yield node("key_of_both_parties", "A node key of both parties.", node_key("pk").spki)
    twice = {"keys": [root_key("ma").spki] * 2, "threshold": 2}
    yield (
        "root_key_twice",
        "A root key listed twice to make up a threshold.",
        "E_KEY",
        written({**BASE, "parties": [{**MA, "root": twice}, PK]}),
    )


def signatures():
    payload = written(BASE)
    message = pae(TYPES["charter"], payload)
    first, second = ((key.id, key.sign(message)) for key in ROOTS)

    def wrong(name, fault, code, *pairs, text=payload, complete=True):
        return case(
            name,
            fault,
            line(text, *pairs, kind=TYPES["charter"]),
            {"code": code},
            complete=complete,
        )

    yield wrong("sig_one_missing", "The second party has not signed.", "E_SIGS", first)
    yield wrong("sig_twice", "One root key signed twice.", "E_SIGS", first, first, second)
    yield wrong(
        "sig_bad", "The second party's signature is false.", "E_SIG", first, (second[0], bytes(64))
    )
    yield wrong(
        "sig_bad_going_round",
        "A false signature on a charter still going round.",
        "E_SIG",
        (first[0], bytes(64)),
        complete=False,
    )
    yield wrong(
        "sig_swapped",
        "Each signature names the other's key.",
        "E_SIG",
        (first[0], second[1]),
        (second[0], first[1]),
    )
    stranger = Key("stranger")
    yield wrong(
        "sig_stranger",
        "A stranger signed too.",
        "E_KEY",
        first,
        second,
        (stranger.id, stranger.sign(message)),
    )
    node = node_key("ma")
    yield wrong(
        "sig_node_key",
        "A node key signed in place of a root key.",
        "E_KEY",
        (node.id, node.sign(message)),
        second,
    )
    three = written({**BASE, "parties": [party_entry("ma", roots=3, threshold=2), PK]})
    seal = pae(TYPES["charter"], three)
    one, other = ((key.id, key.sign(seal)) for key in ROOTS)
    yield wrong(
        "sig_threshold_one_of_two",
        "One of two root keys that must sign.",
        "E_SIGS",
        one,
        other,
        text=three,
    )
    yield wrong(
        "sig_threshold_key_twice",
        "A threshold of two met by one key twice.",
        "E_SIGS",
        one,
        one,
        other,
        text=three,
    )
    yield case(
        "type_act",
        "A charter that is called an act.",
        sealed(payload, *ROOTS, kind=TYPES["act"]),
        {"code": "E_TYPE"},
    )
    yield wrong("sig_129", "A hundred and twenty-nine signatures.", "E_SIGS", *[first] * 129)
