"""Door ``charter``: one line, judged as a charter with all or some of its signatures."""

from mithaq.record.canonical import parse
from mithaq.record.charter import read_charter
from mithaq.record.envelope import envelope_of, read_envelope
from tests.vectors import plain
from tests.vectors.bytes_of import bytes_of


def by_line(given):
    return told(read_envelope(bytes_of(given, "line")), given)


def by_object(given):
    return told(envelope_of(parse(bytes_of(given, "line"))), given)


def told(envelope, given):
    charter = read_charter(envelope, complete=given["complete"])
    return {
        "channel": charter.channel,
        "parties": {
            party.id: {"root": sorted(party.keys.root), "node": sorted(party.keys.node)}
            for party in charter.parties
        },
    }


def by_plain(given):
    envelope = plain.Envelope(bytes_of(given, "line"))
    parties = plain.read_charter(envelope, complete=given["complete"])
    return {
        "channel": envelope.id,
        "parties": {
            party: {"root": sorted(keys["root"]), "node": sorted(keys["node"])}
            for party, keys in parties.items()
        },
    }


DOORS = {"line": by_line, "object": by_object, "plain": by_plain}
