"""Door ``channel``: acts one by one, as they arrive; the first refusal is the answer."""

from dataclasses import asdict

from mithaq.record.act import read_act
from mithaq.record.channel import Channel
from mithaq.record.charter import read_charter
from mithaq.record.envelope import read_envelope
from mithaq.record.refusal import Refusal


def by_admit(given):
    return told(given, keep=True)


def by_streaming(given):
    return told(given, keep=False)


def by_trying_twice(given):
    """Refused whole: what is refused once is refused again, and leaves nothing behind."""
    return told(given, keep=True, twice=True)


def told(given, *, keep, twice=False):
    channel = Channel(read_charter(read_envelope(given["charter"].encode())), keep=keep)
    for each in given["lines"]:
        act = read_act(read_envelope(each.encode()))
        if twice:
            before = asdict_of(channel)
            try:
                channel.admit(act)
            except Refusal:
                assert asdict_of(channel) == before
        channel.admit(act)
    return asdict_of(channel)


def asdict_of(channel):
    return {
        "acts": len(channel),
        "heads": {party: asdict(head) for party, head in channel.heads().items()},
        "forks": [
            {"party": fork.party, "seq": fork.seq, "ids": list(fork.ids)}
            for fork in channel.forks()
        ],
        "keys": {party: channel.keys(party).n for party in channel.charter.ids},
    }


DOORS = {"admit": by_admit, "streaming": by_streaming, "twice": by_trying_twice}
