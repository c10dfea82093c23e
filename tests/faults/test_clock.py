"""A wrong clock refuses nothing and reorders nothing (law 8, S15)."""

from __future__ import annotations

import pytest

from mithaq.desk import correspondence
from mithaq.node.check import check
from mithaq.node.opening import open_node

from . import world

YEARS = ["2016-11-21T20:00:00Z", "2036-11-21T20:00:00Z", "1970-01-01T00:00:00Z"]


class Stopped:
    def __init__(self, now):
        self._now = now

    def now(self):
        return self._now


@pytest.mark.parametrize("ours", YEARS)
@pytest.mark.parametrize("theirs", YEARS)
def test_clocks_ten_years_off_refuse_and_reorder_nothing(tmp_path, ours, theirs):
    channel = world.make(tmp_path)
    with (
        open_node(tmp_path / "ma", clock=Stopped(ours)) as ma,
        open_node(tmp_path / "pk", clock=Stopped(theirs)) as pk,
    ):
        signed = [world.say(ma, channel, f"wrong clock {n}").id for n in range(3)]
        world.say(pk, channel, "wrong clock")
        for writer, reader in ((pk, ma), (ma, pk), (pk, ma), (ma, pk)):
            sent = correspondence.write(writer.desk, world.WHO, channel=channel, to=reader.party)
            for part in sent.parts:
                correspondence.open(reader.desk, world.WHO, data=part)
        # The last words crossed are acknowledgements; one more look makes both hold the same.
        feeds = [
            {party: head.id for party, head in node.desk.channel(channel).heads().items()}
            for node in (ma, pk)
        ]
        kept = [e.id for _, e in pk.store.ledger.acts(channel) if e.id in set(signed)]
        assert kept == signed
        assert feeds[0]["pk"] == feeds[1]["pk"]
        assert check(ma.store).findings == ()
        assert check(pk.store).findings == ()
