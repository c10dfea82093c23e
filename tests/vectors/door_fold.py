"""Door ``fold``: a set of acts and the standing it gives, in whatever order they arrive."""

from mithaq.record.act import read_act
from mithaq.record.channel import Channel
from mithaq.record.charter import read_charter
from mithaq.record.envelope import read_envelope
from mithaq.record.refusal import Refusal
from mithaq.record.standing import standing_json
from tests.record.slow_fold import SlowFold


def read(given):
    charter = read_charter(read_envelope(given["charter"].encode()))
    return charter, [read_act(read_envelope(each.encode())) for each in given["lines"]]


def folded(charter, acts):
    channel, left = Channel(charter), list(acts)
    while left:
        waiting = []
        for act in left:
            try:
                channel.admit(act)
            except Refusal as refused:
                if not refused.code.startswith("W_"):
                    raise
                waiting.append(act)
        if len(waiting) == len(left):
            break
        left = waiting
    consent, here = channel.consent, [act for act in acts if channel.act_number(act.id) is not None]
    return {
        "standing": standing_json(channel),
        "late": sorted({act.id for act in here if consent.late(act.id)}),
        "uncounted": sorted({act.id for act in here if not consent.counts(act.id)}),
        "waiting": sorted({act.id for act in left}),
    }


def as_given(given):
    return folded(*read(given))


def backwards(given):
    charter, acts = read(given)
    return folded(charter, acts[::-1])


def doubled(given):
    charter, acts = read(given)
    return folded(charter, acts[1::2] + acts + acts[::3])


def slowly(given):
    charter, acts = read(given)
    slow = SlowFold(charter.channel, charter.ids, acts)
    return {
        "standing": slow.standing(),
        "late": sorted(
            x for x, act in slow.acts.items() if act.kind == "statement" and slow.late(x)
        ),
        "uncounted": sorted(x for x in slow.acts if not slow.counts(x, slow.S)),
        "waiting": sorted(slow.verdicts),
    }


DOORS = {"given": as_given, "backwards": backwards, "doubled": doubled, "slow": slowly}
