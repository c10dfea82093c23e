"""When a restored channel may sign again: never before its own feed is known to be whole."""

from __future__ import annotations

import random

import pytest

from mithaq.exchange.have import have_payload, read_have, said
from mithaq.exchange.manifest import read_manifest
from mithaq.exchange.recovery import answers_us, may_open, must_lock
from tests.exchange.forge import pairs_of
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import TIME, charter_of, signed


def words(side, reader, nonce="1" * 32):
    payload = have_payload(
        channel=side.charter.channel,
        party=side.party,
        to=reader.party,
        feeds=side.channel.heads(),
        nonce=nonce,
        time=TIME,
        key=side.key.id,
    )
    return read_have(signed("have", payload, side.key), channel=reader.channel, me=reader.party)


def restored(side, count):
    """The same node from a backup that holds only the first ``count`` acts."""
    back = Side(side.charter, side.party, lines=side.lines[:count], shelf=dict(side.shelf))
    back.fold()
    return back


@pytest.fixture
def two():
    ma, pk = sides()
    ma.join()
    pk.join()
    ma.apply(pk.tar(to=MA))
    for number in range(3):
        ma.say(str(number))
    pk.apply(ma.tar(to=PK))
    return ma, pk


def test_a_joint_channel_stays_locked_until_the_peer_has_spoken(two):
    ma, _ = two
    opening = may_open(ma.channel, me=MA, fresh={}, administrators=())
    assert not opening.open
    assert opening.unheard == (PK,)
    assert opening.statements == 2


def test_it_stays_locked_while_the_peer_holds_more_of_our_feed(two):
    ma, pk = two
    back = restored(ma, 3)
    heard = words(pk, back)
    assert must_lock(back.channel, me=MA, heard=[heard])
    opening = may_open(back.channel, me=MA, fresh={PK: heard}, administrators=())
    assert not opening.open
    assert opening.behind == {PK: 2}


def test_it_opens_once_our_own_acts_have_come_back(two):
    ma, pk = two
    back = restored(ma, 3)
    back.apply(pk.tar(to=MA))
    opening = may_open(back.channel, me=MA, fresh={PK: words(pk, back)}, administrators=())
    assert (opening.open, opening.by) == (True, "peers")
    assert back.state()[0] == ma.state()[0]


def test_a_surviving_high_water_mark_must_be_reached_too(two):
    ma, pk = two
    last = ma.say("never sent")
    back = restored(ma, 4)
    back.apply(pk.tar(to=MA))
    given = {"me": MA, "fresh": {PK: words(pk, back)}, "administrators": ()}
    assert may_open(back.channel, **given).open
    opening = may_open(back.channel, **given, high_water=(last.seq, last.id))
    assert not opening.open
    assert opening.behind == {MA: 1}


def test_two_different_administrators_can_open_it_and_one_twice_cannot(two):
    ma, _ = two
    for accounts, opens in (
        (("amina",), False),
        (("amina", "amina"), False),
        (("amina", "omar"), True),
    ):
        opening = may_open(ma.channel, me=MA, fresh={}, administrators=accounts)
        assert opening.open is opens
    assert opening.by == "administrators"


def test_one_administrator_opens_the_national_channel_and_nobody_else_could():
    lone = Side(charter_of(MA), MA)
    lone.join()
    assert not may_open(lone.channel, me=MA, fresh={}, administrators=()).open
    assert may_open(lone.channel, me=MA, fresh={}, administrators=("amina",)).open


def test_with_three_parties_every_other_one_must_have_spoken():
    ma, pk, tr = sides(MA, PK, "tr")
    ma.join()
    for side in (pk, tr):
        side.join()
    heard = words(pk, ma)
    opening = may_open(ma.channel, me=MA, fresh={PK: heard}, administrators=())
    assert (opening.open, opening.unheard) == (False, ("tr",))
    both = {PK: heard, "tr": words(tr, ma)}
    assert may_open(ma.channel, me=MA, fresh=both, administrators=()).open


def test_words_are_fresh_only_when_they_answer_something_written_since(two):
    ma, pk = two
    heard = words(pk, ma, nonce="7" * 32)
    assert answers_us(heard, nonces={"7" * 32}, bundles=())
    assert not answers_us(heard, nonces={"8" * 32}, bundles=())
    asked = ma.tar(to=PK)
    old = read_manifest(dict(pairs_of(pk.tar(to=MA)))["manifest.json"])
    pk.apply(asked)
    new = read_manifest(dict(pairs_of(pk.tar(to=MA)))["manifest.json"])
    written = {read_manifest(dict(pairs_of(asked))["manifest.json"]).id}
    assert not answers_us(old, nonces=(), bundles=written)
    assert answers_us(new, nonces=(), bundles=written)
    assert said(new).party == PK


@pytest.mark.parametrize("seed", range(10))
def test_a_thousand_restores_and_never_a_fork(seed):
    """D15: restore at random, then do what the rules allow: no schedule forks one's own feed."""
    dice = random.Random(seed)
    for _ in range(100):
        ma, pk = sides()
        ma.join()
        pk.join()
        for _ in range(dice.randrange(1, 6)):
            ma.say("x")
            if dice.random() < 0.6:
                pk.apply(ma.tar(to=PK))
        sent = {read.party: read for read in [words(pk, ma)]}[PK].heads.get(MA)
        held_by_peer = sent.size if sent else 0
        # What nobody else holds may be lost, and is not a fork: the peer never saw it.
        back = restored(ma, dice.randrange(1, held_by_peer + 1) if held_by_peer else 0)
        fresh = {PK: words(pk, back)}
        if dice.random() < 0.5:
            back.apply(pk.tar(to=MA))
        if may_open(back.channel, me=MA, fresh=fresh, administrators=()).open:
            back.author.feed = [act for act in map(read, back.lines) if act.party == MA]
            (back.say if back.author.feed else back.join)()
            pk.apply(back.tar(to=PK, number=100))
        assert not pk.channel.forks()


def read(line):
    from mithaq.record.act import read_act

    return read_act(line)
