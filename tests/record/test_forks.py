"""Forks: docs/spec/channel.md section 5, fold.md section 6."""

from __future__ import annotations

from itertools import permutations
from time import perf_counter

import pytest

from mithaq.record.channel import Channel
from mithaq.record.refusal import Refusal
from mithaq.record.standing import standing_json
from tests.record.make import manifest, node_key
from tests.record.schedules import make_act
from tests.vectors.lives import Parties


@pytest.fixture
def two():
    parties = Parties("ma", "pk")
    return (parties, *parties.joined())


@pytest.fixture
def three():
    parties = Parties("ma", "pk", "tr")
    return (parties, *parties.joined())


def read(parties: Parties, acts=None) -> Channel:
    channel = Channel(parties.charter)
    for act in parties.said if acts is None else acts:
        channel.admit(act)
    return channel


def test_a_second_act_at_one_place_is_admitted_and_told(two):
    parties, ma, pk = two
    face = parties.face(ma, 1)
    one, other = ma.ack(pk.feed[-1]), face.ack(pk.feed[-1])
    channel = read(parties, parties.said[:2])
    assert not channel.admit(one).fork
    assert channel.admit(other).fork
    assert not channel.admit(face.ack(time="2026-11-22T00:00:00Z")).fork
    (fork,) = channel.forks()
    assert (fork.party, fork.seq, fork.ids) == ("ma", 1, tuple(sorted((one.id, other.id))))
    assert {channel.act_number(each) for each in fork.ids} == set(fork.numbers)


def test_nothing_depends_on_which_branch_came_first(two):
    parties, ma, pk = two
    face = parties.face(ma, 1)
    version = ma.propose("r", text="a")
    hidden = face.propose("r", text="b")
    accept = pk.accept(version)
    tail = [version, hidden, accept, face.ack()]
    told = []
    for order in permutations(tail):
        if order.index(version) < order.index(accept) and order.index(hidden) < order.index(
            tail[3]
        ):
            told.append(standing_json(read(parties, [*parties.said[:2], *order])))
    assert len(told) > 4
    assert all(each == told[0] for each in told)


def test_a_forked_feed_has_a_head_without_root(two):
    parties, ma, pk = two
    face = parties.face(ma, 1)
    ma.ack(pk.feed[-1])
    face.ack(pk.feed[-1])
    longer = face.ack(time="2026-11-22T00:00:00Z")
    head = read(parties).heads()["ma"]
    assert (head.seq, head.id, head.size, head.root) == (2, longer.id, 3, None)
    assert read(parties).heads()["pk"].root is not None


def test_what_every_other_party_relied_on_cannot_be_taken_back(two):
    parties, ma, pk = two
    version = ma.propose("r")
    face = parties.face(pk, 1)
    ma.ack(pk.accept(version))
    face.decline(version)
    status = read(parties).consent.status(version.id)
    assert (status.state, status.acknowledged) == ("agreed", True)


def test_what_nobody_relied_on_is_contested(two):
    parties, ma, pk = two
    version = ma.propose("r")
    face = parties.face(pk, 1)
    pk.accept(version)
    assert read(parties).consent.status(version.id).state == "agreed"
    face.ack(version)
    status = read(parties).consent.status(version.id)
    assert (status.state, status.signed) == ("contested", ("ma",))


def test_a_forker_cannot_agree_with_two_audiences(three):
    parties, ma, pk, tr = three
    face = parties.face(ma, 1)
    one, two_ = ma.propose("r", text="for pk"), face.propose("r", text="for tr")
    pk.accept(one)
    tr.accept(two_)
    consent = read(parties).consent
    assert {consent.status(each.id).state for each in (one, two_)} == {"contested"}
    with pytest.raises(Refusal, match="E_FORK_MIX"):
        read(parties, [*parties.said, pk.build("ack", {}, tr.feed[-1], two_)])


def test_reliance_of_one_of_two_others_is_not_enough(three):
    parties, ma, pk, tr = three
    version = ma.propose("r")
    face = parties.face(tr, 1)
    pk.accept(version, tr.accept(version))
    face.ack()
    assert read(parties).consent.status(version.id).state == "contested"
    ma.ack(pk.feed[-1], tr.feed[-1])
    assert read(parties).consent.status(version.id).state == "agreed"


def test_statements_of_a_forker_are_listed_and_marked(two):
    parties, ma, pk = two
    face = parties.face(pk, 1)
    ma.ack(pk.state("r", "progress"))
    face.state("r", "comment")
    consent = read(parties).consent
    (record,) = consent.stated()
    assert {each.act.body["topic"]: each.counted for each in consent.statements(record)} == {
        "progress": True,
        "comment": False,
    }


def test_an_honest_node_never_says_more_of_a_forked_feed(three):
    parties, ma, pk, _tr = three
    face = parties.face(ma, 1)
    first = ma.ack(pk.feed[-1])
    pk.ack(first)
    channel = read(parties)
    assert channel.expect("pk").seen["ma"] == (1, first.id)
    ma.ack(time="2026-11-22T00:00:00Z")
    assert read(parties).expect("pk").seen["ma"] == (2, ma.feed[-1].id)
    face.ack(time="2026-11-23T00:00:00Z")
    channel = read(parties)
    assert channel.expect("pk").seen["ma"] == (1, first.id)
    assert channel.expect("tr").seen["ma"] == (0, ma.feed[0].id)


def test_nor_names_what_relies_on_more_of_it(three):
    parties, ma, pk, tr = three
    face = parties.face(ma, 1)
    first = ma.ack()
    earlier = pk.ack(tr.feed[-1])
    pk.ack(first)
    assert read(parties).expect("tr").seen["pk"] == (2, pk.feed[-1].id)
    face.ack(time="2026-11-23T00:00:00Z")
    channel = read(parties)
    after = channel.expect("tr")
    assert after.seen == {"ma": (0, ma.feed[0].id), "pk": (1, earlier.id)}
    channel.admit(tr.build("ack", {}, seen=after.seen))


def test_keys_hold_on_their_own_branch():
    parties = Parties("ma", "pk")
    ma, _ = parties.joined()
    face = parties.face(ma, 1)
    ma.rotate(manifest=manifest(parties.charter, "ma"), key=node_key("ma", 1))
    face.ack(time="2026-11-22T00:00:00Z")
    ma.ack(time="2026-11-22T00:00:00Z")
    channel = read(parties)
    assert channel.keys("ma").n == 1
    assert channel.keys("pk").n == 0
    face.ack(time="2026-11-23T00:00:00Z")
    face.ack(time="2026-11-24T00:00:00Z")
    assert read(parties).keys("ma").n == 0


# ---------------------------------------------------------------- a hostile forker stays bearable


def _feed(parties: Parties, count: int, follow):
    """``count`` unsigned acts of ma, the n-th after the act whose number ``follow(n)`` gives."""
    ma = parties.authors[0]
    acts = [ma.feed[0]]
    for number in range(1, count + 1):
        prev = acts[follow(number)]
        acts.append(
            make_act(
                number,
                charter=parties.charter,
                party="ma",
                seq=prev.seq + 1,
                prev=prev.id,
                seen={},
                kind="ack",
                body={},
            )
        )
    return acts[1:]


@pytest.mark.parametrize(
    ("shape", "follow"),
    [
        ("branches from one place", lambda number: 0),
        ("nested forks", lambda number: max(0, number - 2) if number % 2 == 0 else number - 1),
    ],
)
def test_ten_thousand_acts_of_a_forker(two, shape, follow):
    """Bound: ten seconds for 10,000 acts, some 5,000 to 10,000 branches, on one slow core."""
    parties, ma, pk = two
    channel = read(parties)
    started = perf_counter()
    for act in _feed(parties, 10_000, follow):
        channel.admit(act, verify=False)
    assert len(channel.past.branches) > 4000
    version = pk.propose("r")
    channel.admit(version)
    assert channel.consent.status(version.id).state == "open"
    assert channel.expect("pk").seen["ma"] == (0, ma.feed[0].id)
    assert channel.heads()["ma"].root is None
    assert len(channel.forks()) >= 1
    assert perf_counter() - started < 10, shape


def test_two_thousand_answers_of_a_forker_to_one_version(two):
    parties, ma, pk = two
    version = pk.propose("r", ma.feed[-1])
    channel = read(parties)
    started = perf_counter()
    seen = {"pk": (version.seq, version.id)}
    body = {"version": version.id, "content": version.body["content"]["sha256"]}
    for number in range(2000):
        act = make_act(
            number, charter=parties.charter, party="ma", seq=1, prev=ma.feed[0].id, seen=seen,
            kind="accept", body=body,
        )  # fmt: skip
        assert channel.admit(act, verify=False).void is None
    assert channel.consent.status(version.id).state == "contested"
    assert perf_counter() - started < 10
