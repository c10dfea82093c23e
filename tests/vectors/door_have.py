"""Door ``have``: what a peer signs that it holds, read and held against what is known."""

from __future__ import annotations

from mithaq.exchange.feed import ingest
from mithaq.exchange.have import lacking, read_have, rolled_back, withheld
from mithaq.record.channel import Channel
from mithaq.record.charter import read_charter
from mithaq.record.envelope import read_envelope, write_envelope


def by_lines(given):
    return told(given, given["lines"])


def by_any_order(given):
    """The acts may come in any order, and twice."""
    return told(given, [*reversed(given["lines"]), *given["lines"]])


def told(given, lines):
    channel = Channel(read_charter(read_envelope(given["charter"].encode())))
    done = ingest(channel, (), [line.encode() for line in lines])
    assert not done.refused

    def read(line):
        return read_have(
            read_envelope(line.encode()), channel=channel, me=given["me"], nonce=given["nonce"]
        )

    older = None
    if given["older"] is not None:
        older = read_have(read_envelope(given["older"].encode()), channel=channel, me=given["me"])
    words = read(given["line"])
    assert write_envelope(words.envelope).decode() == given["line"]
    found = rolled_back(channel, newer=words, older=older)
    found += withheld(channel, done.waiting, words=words)
    return {
        "party": words.party,
        "lacks": lacking(channel, words.heads),
        "evidence": [
            {"code": one.code, "feed": one.feed, "why": one.fields["why"]}
            for one in sorted(found, key=lambda one: (one.code, one.feed))
        ],
    }


DOORS = {"lines": by_lines, "any order": by_any_order}
