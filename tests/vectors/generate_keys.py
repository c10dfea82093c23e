"""Vectors of the door ``keys``: manifests after a charter; the last one is judged."""

from mithaq.record.envelope import TYPES, pae, write_envelope
from tests.record.make import Key, charter_of, manifest, node_key, root_key, signed
from tests.vectors.lines import b64, changed, line, written

CHARTER = charter_of("ma", "pk")
ROOT, NEW_ROOT, PEER_ROOT = root_key("ma"), root_key("ma", 1), root_key("pk")
BASE = {
    "v": 1,
    "kind": "keys",
    "party": "ma",
    "channel": CHARTER.channel,
    "n": 1,
    "prev": CHARTER.channel,
    "root": {"keys": [ROOT.spki], "threshold": 1},
    "node": [node_key("ma", 1).spki],
    "tls": [],
    "age": [],
    "approval": {},
    "salt": "77" * 16,
}
KEYS = TYPES["keys"]


def cases():
    yield from sound()
    for name, fault, code, payload in fields():
        yield case(name, fault, {"code": code}, sealed(payload, ROOT))
    yield from signatures()


def case(name, fault, expect, *manifests, party="ma"):
    given = {
        "charter": write_envelope(CHARTER.envelope).decode(),
        "party": party,
        "manifests": [one.decode() for one in manifests],
    }
    return {"case": name, "fault": fault, "door": "keys", "input": given, "expect": expect}


def sealed(payload, *keys):
    return line(payload, *((key.id, key.sign(pae(KEYS, payload))) for key in keys), kind=KEYS)


def result(payload, *, n, root, node, threshold=1):
    told = {"n": n, "id": signed("keys", payload).id}
    return {**told, "root": sorted(root), "threshold": threshold, "node": sorted(node)}


def root_of(*keys, threshold=1):
    return {"keys": [key.spki for key in keys], "threshold": threshold}


def sound():
    first = written(BASE)
    node = [node_key("ma", 1).id]
    yield case(
        "sound_none",
        "None: the keys of the charter itself.",
        {
            "n": 0,
            "id": CHARTER.channel,
            "root": [ROOT.id],
            "threshold": 1,
            "node": [node_key("ma").id],
        },
    )
    yield case(
        "sound_new_node_key",
        "None: a new node key under the same root.",
        result(first, n=1, root=[ROOT.id], node=node),
        sealed(first, ROOT),
    )
    turned = written({**BASE, "root": root_of(NEW_ROOT)})
    yield case(
        "sound_new_root",
        "None: a new root, signed by the old and the new.",
        result(turned, n=1, root=[NEW_ROOT.id], node=node),
        sealed(turned, ROOT, NEW_ROOT),
    )
    second = written(
        {**BASE, "n": 2, "prev": signed("keys", first).id, "node": [node_key("ma", 2).spki]}
    )
    yield case(
        "sound_second",
        "None: a second manifest after the first.",
        result(second, n=2, root=[ROOT.id], node=[node_key("ma", 2).id]),
        sealed(first, ROOT),
        sealed(second, ROOT),
    )
    wide = written({**BASE, "root": root_of(ROOT, NEW_ROOT, threshold=2)})
    yield case(
        "sound_higher_threshold",
        "None: a second root key and a threshold of two.",
        result(wide, n=1, root=[ROOT.id, NEW_ROOT.id], node=node, threshold=2),
        sealed(wide, ROOT, NEW_ROOT),
    )
    same = written({**BASE, "node": [node_key("ma").spki]})
    yield case(
        "sound_nothing_new",
        "None: the same keys again.",
        result(same, n=1, root=[ROOT.id], node=[node_key("ma").id]),
        sealed(same, ROOT),
    )
    assert manifest(CHARTER, "ma").type == KEYS


def fields():
    def wrong(name, fault, code="E_FIELD", without=(), **changes):
        return name, fault, code, written(changed(BASE, changes, without))

    for name in BASE:
        yield wrong(f"missing_{name}", f"The manifest lacks {name}.", without=(name,))
    yield wrong("extra_field", "The manifest has a field too many.", cut={"seq": 3})
    yield wrong("version_2", "The manifest is of version 2.", "E_VERSION", v=2)
    yield wrong("kind_charter", "The manifest says it is a charter.", kind="charter")
    yield wrong(
        "approval",
        "The manifest asks for approvals.",
        "E_APPROVAL",
        approval={"accept": {"threshold": 2}},
    )
    yield wrong(
        "channel_other", "The manifest is of another channel.", "E_CHANNEL", channel="ab" * 32
    )
    yield wrong("party_other", "The manifest is of another party.", "E_PARTY", party="pk")
    yield wrong("n_skipped", "A manifest is skipped.", n=2)
    yield wrong("n_repeated", "The number of the charter's own keys again.", n=0)
    yield wrong("n_negative", "A negative number of the manifest.", n=-1)
    yield wrong("n_true", "The number of the manifest is true.", n=True)
    yield wrong("n_float", "The number of the manifest is written with a point.", "E_LIMIT", n=1.0)
    yield wrong("prev_other", "The manifest follows another one.", "E_PREV", prev="ab" * 32)
    yield wrong("prev_null", "The manifest follows none.", prev=None)
    yield wrong("node_none", "The manifest has no node key.", node=[])
    yield wrong(
        "node_twice",
        "The manifest lists a node key twice.",
        "E_KEY",
        node=[node_key("ma", 1).spki] * 2,
    )
    yield wrong(
        "node_is_root", "The manifest's node key is its root key.", "E_KEY", node=[ROOT.spki]
    )
    small = b64(bytes.fromhex("302a300506032b6570032100") + bytes(32))
    yield wrong(
        "node_small", "The manifest's node key is of small order.", "E_KEY_SMALL", node=[small]
    )
    yield wrong(
        "node_cut",
        "The manifest's node key is cut short.",
        "E_KEY",
        node=[node_key("ma", 1).spki[:40]],
    )
    yield wrong(
        "threshold_over",
        "The manifest's threshold is above its root keys.",
        root=root_of(ROOT, threshold=2),
    )
    yield wrong(
        "threshold_text",
        "The manifest's threshold is a text.",
        root={**root_of(ROOT), "threshold": "1"},
    )
    yield wrong("age_twice", "The manifest lists a recipient twice.", age=["age1" + "q" * 58] * 2)
    yield wrong("tls_uppercase", "A certificate pin of the manifest in capitals.", tls=["AB" * 32])
    yield (
        "not_canonical",
        "The manifest has a space after a colon.",
        "E_CANON",
        written(BASE).replace(b'"n":1', b'"n": 1'),
    )


def signatures():
    turned = written({**BASE, "root": root_of(NEW_ROOT)})
    same = written(BASE)
    wide = written({**BASE, "root": root_of(ROOT, NEW_ROOT, threshold=2)})

    def wrong(name, fault, code, text, **more):
        return case(name, fault, {"code": code}, text, **more)

    yield wrong(
        "sig_new_root_only",
        "A new root signed by itself alone.",
        "E_SIGS",
        sealed(turned, NEW_ROOT),
    )
    yield wrong(
        "sig_old_root_only", "A new root signed by the old alone.", "E_SIGS", sealed(turned, ROOT)
    )
    yield wrong(
        "sig_node_key",
        "Signed by the node key that it replaces.",
        "E_KEY",
        sealed(same, node_key("ma")),
    )
    yield wrong(
        "sig_peer_root", "Signed by the other party's root.", "E_KEY", sealed(same, ROOT, PEER_ROOT)
    )
    yield wrong(
        "sig_stranger", "Signed by a stranger too.", "E_KEY", sealed(same, ROOT, Key("stranger"))
    )
    yield wrong("sig_key_twice", "The root signed twice.", "E_SIGS", sealed(same, ROOT, ROOT))
    yield wrong(
        "sig_threshold_key_twice",
        "A new threshold of two met by one key twice.",
        "E_SIGS",
        sealed(wide, ROOT, ROOT),
    )
    yield wrong(
        "sig_threshold_short",
        "A new threshold of two met by one key.",
        "E_SIGS",
        sealed(wide, ROOT),
    )
    bad = line(same, (ROOT.id, bytes(64)), kind=KEYS)
    yield wrong("sig_zero", "The root's signature is zeros.", "E_SIG", bad)
    altered = line(
        written({**BASE, "salt": "78" * 16}), (ROOT.id, ROOT.sign(pae(KEYS, same))), kind=KEYS
    )
    yield wrong("sig_altered", "The manifest was altered after signing.", "E_SIG", altered)
    as_charter = line(
        same, (ROOT.id, ROOT.sign(pae(TYPES["charter"], same))), kind=TYPES["charter"]
    )
    yield wrong("type_charter", "A manifest that is called a charter.", "E_TYPE", as_charter)
    one = written(BASE)
    again = sealed(one, ROOT)
    yield case(
        "replayed", "The first manifest again after itself.", {"code": "E_FIELD"}, again, again
    )
    fork = written({**BASE, "n": 2, "prev": CHARTER.channel})
    yield case(
        "second_on_charter",
        "A second manifest that follows the charter.",
        {"code": "E_PREV"},
        again,
        sealed(fork, ROOT),
    )
    gone = sealed(turned, ROOT, NEW_ROOT)
    third = written({**BASE, "n": 2, "prev": signed("keys", turned).id})
    yield case(
        "old_root_after_change",
        "A root that was replaced signs alone once more.",
        {"code": "E_SIGS"},
        gone,
        sealed(third, ROOT),
    )
