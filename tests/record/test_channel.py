"""Admission, rule by rule, where the vectors say no: here what comes of it."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from mithaq.record.channel import Channel
from mithaq.record.refusal import Refusal
from mithaq.record.standing import agreed_digest, standing_json
from tests.record.make import charter_of, manifest, node_key
from tests.record.slow_fold import merkle
from tests.vectors.lives import Parties

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def two():
    parties = Parties("ma", "pk")
    return (parties, *parties.joined())


def read(parties: Parties, acts=None) -> Channel:
    channel = Channel(parties.charter)
    for act in parties.said if acts is None else acts:
        channel.admit(act)
    return channel


def test_an_act_is_admitted_once(two):
    parties, ma, _ = two
    channel = read(parties)
    first = ma.propose("r", base="ab" * 32)
    one, again = channel.admit(first), channel.admit(first)
    assert (one.number, one.new, one.void) == (2, True, "V_STALE_BASE")
    assert (again.number, again.new, again.void, again.fork) == (2, False, "V_STALE_BASE", False)
    assert len(channel) == 3


def test_a_refused_act_leaves_no_trace_and_may_come_again(two):
    parties, ma, pk = two
    channel = read(parties)
    theirs = pk.ack(ma.feed[-1])
    act = ma.ack(theirs)
    before = standing_json(channel)
    for _ in range(2):
        with pytest.raises(Refusal, match="W_CAUSE") as refused:
            channel.admit(act)
        assert refused.value.fields == {"party": "pk", "seq": 1, "id": theirs.id}
    assert standing_json(channel) == before
    channel.admit(theirs)
    assert channel.admit(act).new


def test_a_refused_manifest_changes_no_key(two):
    parties, ma, _ = two
    channel = read(parties)
    with pytest.raises(Refusal, match="E_PARTY"):
        channel.admit(ma.rotate(manifest=manifest(parties.charter, "pk")))
    assert channel.keys("ma").n == 0


def test_after_a_rotation_only_the_new_key_writes(two):
    parties, ma, _ = two
    ma.rotate(manifest=manifest(parties.charter, "ma"), key=node_key("ma", 1))
    channel = read(parties)
    assert (
        list(channel.keys("ma").node)
        == [node_key("ma", 1).id]
        == list(channel.expect("ma").keys.node)
    )
    assert channel.admit(ma.ack(time="2026-11-22T00:00:00Z")).new


def test_expect_names_the_newest_of_all(two):
    parties, ma, pk = two
    pk.ack(ma.feed[-1])
    after = read(parties).expect("ma")
    assert (after.seq, after.prev) == (1, ma.feed[-1].id)
    assert after.seen == {"pk": (1, pk.feed[-1].id)}


def test_expect_before_anything():
    after = Channel(charter_of("ma", "pk")).expect("ma")
    assert (after.seq, after.prev, after.seen) == (0, None, {})
    with pytest.raises(Refusal, match="E_PARTY"):
        Channel(charter_of("ma", "pk")).expect("zz")


def test_in_past_is_of_causes_only(two):
    parties, ma, pk = two
    one = ma.ack(pk.feed[-1])
    other = pk.ack(ma.feed[0], time="2026-11-22T00:00:00Z")
    both = ma.ack(other)
    channel = read(parties)
    assert channel.in_past(one.id, both.id)
    assert channel.in_past(other.id, both.id)
    assert not channel.in_past(both.id, one.id)
    assert not channel.in_past(one.id, other.id)
    assert not channel.in_past(other.id, one.id)
    assert not channel.in_past(one.id, one.id)
    with pytest.raises(KeyError):
        channel.in_past("ab" * 32, one.id)
    assert channel.act_number("ab" * 32) is None
    assert channel.act_number(both.id) == 4


def test_heads_hold_the_root_of_the_whole_feed(two):
    parties, ma, _pk = two
    for number in range(12):
        ma.ack(time=f"2026-11-21T20:00:{number:02d}Z")
        leaves = [sha256(b"\0" + act.envelope.pae).digest() for act in ma.feed]
        head = read(parties).heads()["ma"]
        assert (head.seq, head.id, head.size) == (number + 1, ma.feed[-1].id, number + 2)
        assert head.root == merkle(leaves).hex()
    assert "pk" in read(parties).heads()
    assert read(parties, parties.said[:1]).heads().keys() == {"ma"}


def test_without_verifying_only_the_signature_is_left_out(two):
    parties, ma, _ = two
    channel = read(parties)
    ma.key = node_key("ma", 1)
    with pytest.raises(Refusal, match="E_KEY"):
        channel.admit(ma.build("ack", {}), verify=False)


def test_two_channels_that_agree_on_the_same_have_one_digest(two):
    parties, ma, pk = two
    version = ma.propose("r")
    pk.accept(version)
    before = agreed_digest(read(parties))
    ma.propose("other", text="open")
    assert agreed_digest(read(parties)) == before
    pk.accept(ma.feed[-1])
    assert agreed_digest(read(parties)) != before


# ---------------------------------------------------------------- the pages do not lag


def _vectors(door: str) -> dict[str, dict]:
    return {
        path.stem: json.loads(path.read_text()) for path in (ROOT / "vectors" / door).glob("*.json")
    }


def _page(name: str) -> str:
    return (ROOT / "docs" / "spec" / name).read_text(encoding="utf-8")


def test_every_vector_the_pages_name_is_there():
    named = set(re.findall(r"`([a-z]+_[a-z_]+)`", _page("fold.md") + _page("channel.md")))
    named -= {"gap_other_branch", "cause_missing_taken"} & _vectors("channel").keys()
    assert named <= _vectors("fold").keys()


def test_every_code_of_the_pages_has_a_vector():
    said = set(
        re.findall(r"^\| `([EWV]_[A-Z_]+)`", _page("channel.md") + _page("fold.md"), re.MULTILINE)
    )
    refused = {each["expect"].get("code") for each in _vectors("channel").values()}
    void = {
        code
        for each in _vectors("fold").values()
        for code in each["expect"]["standing"]["void"].values()
    }
    assert len(said) == 21
    assert said <= refused | void


def test_the_example_of_the_page_is_the_vector():
    standing = _vectors("fold")["acknowledged"]["expect"]["standing"]
    (record,) = standing["records"].values()
    for told in (standing["agreed"], standing["standing"], *record["agreed"]):
        assert told in _page("fold.md")
