"""Door ``act``: one line, judged as an act under the node keys its party has at that point."""

from hashlib import sha256

from mithaq.record.act import read_act
from mithaq.record.canonical import parse
from mithaq.record.envelope import envelope_of, read_envelope
from mithaq.record.keys import KeySet, check_envelope, keyid, public_of, spki
from mithaq.record.merkle import leaf_hash
from tests.vectors import plain
from tests.vectors.bytes_of import bytes_of


def by_line(given):
    return told(read_envelope(bytes_of(given, "line")), given)


def by_object(given):
    """Take the slow road through the generic parser; it must name the same fault."""
    line = bytes_of(given, "line")
    if len(line) > 65536:
        return by_line(given)
    return told(envelope_of(parse(line)), given)


def told(envelope, given):
    act = read_act(envelope)
    publics = [public_of(one) for one in given["node"]]
    node = {keyid(spki(public)): public for public in publics}
    check_envelope(envelope, KeySet(n=0, id=act.channel, root={}, threshold=1, node=node))
    return {
        "id": act.id,
        "leaf": leaf_hash(envelope.pae).hex(),
        "channel": act.channel,
        "party": act.party,
        "seq": act.seq,
        "kind": act.kind,
    }


def by_plain(given):
    envelope = plain.Envelope(bytes_of(given, "line"))
    act = plain.read_act(envelope)
    node = plain.keys_of(given["node"])
    plain.signers(envelope, node)
    told = {name: act[name] for name in ("channel", "party", "seq", "kind")}
    return {"id": envelope.id, "leaf": sha256(b"\0" + envelope.pae).hexdigest(), **told}


DOORS = {"line": by_line, "object": by_object, "plain": by_plain}
