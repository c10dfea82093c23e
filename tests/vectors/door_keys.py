"""Door ``keys``: manifests in their order, from the charter on; the last one is judged."""

from mithaq.record.canonical import parse
from mithaq.record.charter import read_charter
from mithaq.record.envelope import envelope_of, read_envelope
from mithaq.record.keys import read_manifest
from tests.vectors import plain
from tests.vectors.bytes_of import bytes_of


def by_line(given):
    return told(given, read_envelope)


def by_object(given):
    return told(given, lambda line: envelope_of(parse(line)))


def told(given, read):
    charter = read_charter(read(bytes_of(given, "charter")))
    keys = charter.party(given["party"]).keys
    for line in given["manifests"]:
        keys = read_manifest(
            read(line.encode()), party=given["party"], channel=charter.channel, current=keys
        )
    return {
        "n": keys.n,
        "id": keys.id,
        "root": sorted(keys.root),
        "threshold": keys.threshold,
        "node": sorted(keys.node),
    }


def by_plain(given):
    charter = plain.Envelope(bytes_of(given, "charter"))
    party = given["party"]
    keys = plain.read_charter(charter)[party]
    for line in given["manifests"]:
        keys = plain.read_manifest(plain.Envelope(line.encode()), party, charter.id, keys)
    return {**keys, "root": sorted(keys["root"]), "node": sorted(keys["node"])}


DOORS = {"line": by_line, "object": by_object, "plain": by_plain}
