"""The fault table of security.md 1.3, S1 to S16, each over feed pages and over bundles.

Every attack may delay; none passes unseen, and after each refusal the state is what it was. The
last test makes sure that no row and neither door is left out.
"""

from __future__ import annotations

import pytest

from mithaq.exchange import feed
from mithaq.exchange.feed import ingest, page, read_page
from mithaq.exchange.fingerprint import check_told, digits, words
from mithaq.exchange.have import (
    have_payload,
    lacking,
    read_have,
    rolled_back,
    skewed,
    staleness,
    withheld,
)
from mithaq.exchange.members import MANIFEST
from mithaq.exchange.pairing import check_own, compose, read_card, write_card
from mithaq.exchange.recovery import must_lock
from mithaq.record.act import read_act
from mithaq.record.channel import Channel
from mithaq.record.envelope import TYPES, Envelope, write_envelope
from mithaq.record.refusal import Refusal
from tests.exchange.forge import (
    code_of,
    manifest_line,
    pairs_of,
    payload_of,
    put,
    replaced,
    resigned,
    tar_of,
)
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import (
    TIME,
    Author,
    Key,
    charter_of,
    manifest,
    node_key,
    party_entry,
    salt,
    signed,
)

NONCE = "0" * 32
DONE = set()


def fault(name, door):
    DONE.add((name, door))
    return lambda test: test


@pytest.fixture
def two():
    """Morocco has proposed and told; Pakistan has joined and holds none of it yet."""
    ma, pk = sides()
    ma.join()
    pk.join()
    ma.propose()
    ma.say("begun")
    return ma, pk


def lines(side, party=None):
    return [write_envelope(one) for one in side.lines if party in (None, read_act(one).party)]


def take(side, *given, me=None):
    """Take lines as a puller of pages would: admitted acts are kept, bad lines end nothing here."""
    done = ingest(side.channel, side.waiting, given, me=me)
    side.lines += [act.envelope for act in done.admitted]
    side.waiting = done.waiting
    return done


def codes(done):
    return [refusal.code for _, refusal in done.refused]


def have(side, *, to=None, nonce="0" * 32, key=None, heads=None, time=TIME, **changes):
    payload = have_payload(
        channel=side.charter.channel,
        party=side.party,
        to=to,
        feeds=side.channel.heads() if heads is None else heads,
        nonce=nonce,
        time=time,
        key=(key or side.key).id,
    )
    return signed("have", payload, key or side.key)


# ---------------------------------------------------------------- S1 altered, forged


@fault("S1", "page")
def test_s1_an_altered_or_forged_line_is_refused(two):
    ma, pk = two
    before = pk.state()
    line = lines(ma)[1]
    for place in range(0, len(line), 7):
        bad = bytearray(line)
        bad[place] ^= 1
        done = ingest(pk.channel, (), [bytes(bad)])
        assert not done.admitted
        # A flipped sequence number or cause may make an act wait, but never without its signature.
        assert codes(done) or not done.waiting
    forged = ma.author.envelope("ack", {}, key=Key("nobody").id)
    assert codes(ingest(pk.channel, (), [write_envelope(forged)])) == ["E_KEY"]
    assert pk.state() == before


@fault("S1", "bundle")
def test_s1_an_altered_byte_in_a_bundle_refuses_the_whole(two):
    ma, pk = two
    tar, before = ma.tar(to=PK), pk.state()
    name = next(name for name, _ in pairs_of(tar) if name.startswith("feeds/"))
    place = tar.index(name.encode()) + 600
    bad = tar[:place] + bytes([tar[place] ^ 1]) + tar[place + 1 :]
    with pytest.raises(Refusal) as refused:
        pk.apply(bad)
    assert refused.value.code == "E_HASH"
    assert refused.value.fields["name"] == name
    assert pk.state() == before


@fault("S1", "bundle")
def test_s1_a_forged_act_vouched_for_by_the_sender_refuses_the_whole(two):
    ma, pk = two
    before = pk.state()
    pairs = pairs_of(ma.tar(to=PK))
    name = next(name for name, _ in pairs if name.startswith("feeds/"))
    good = dict(pairs)[name].split(b"\n")
    act = read_act(ma.lines[1])
    false = Envelope(act.envelope.type, act.envelope.payload, ()).signed(act.key, b"\7" * 64)
    good[1] = write_envelope(false)
    bad = resigned(replaced(pairs, name, b"\n".join(good)), ma.key)
    with pytest.raises(Refusal) as refused:
        pk.apply(tar_of(bad))
    assert refused.value.code == "E_SIG"
    assert (refused.value.fields["party"], refused.value.fields["seq"]) == (MA, 1)
    assert pk.state() == before


# ---------------------------------------------------------------- S2 rollback


@fault("S2", "page")
def test_s2_a_smaller_newer_head_is_evidence_and_the_kept_one_stays(two):
    ma, pk = two
    take(pk, *lines(ma, MA))
    old = read_have(have(ma, to=PK), channel=pk.channel, me=PK)
    less = Side(ma.charter, MA)
    less.lines = ma.lines[:1]
    less.fold()
    new = read_have(have(less, to=PK, nonce="1" * 32), channel=pk.channel, me=PK, nonce="1" * 32)
    found = rolled_back(pk.channel, newer=new, older=old)
    assert [(one.code, one.party, one.feed) for one in found] == [("F_ROLLBACK", MA, MA)]
    assert found[0].fields == {"why": "smaller", "older": 3, "newer": 1}
    assert found[0].proof == (old.envelope, new.envelope)
    assert pk.sizes()[MA] == 3


@fault("S2", "page")
def test_s2_a_head_smaller_than_its_own_acts_is_evidence_without_an_older_head(two):
    ma, pk = two
    take(pk, *lines(ma, MA))
    less = Side(ma.charter, MA)
    less.lines = ma.lines[:1]
    less.fold()
    new = read_have(have(less), channel=pk.channel, nonce=NONCE)
    (found,) = rolled_back(pk.channel, newer=new, older=None)
    assert (found.code, found.fields["why"]) == ("F_ROLLBACK", "acts")


@fault("S10", "page")
def test_s10_a_have_that_answers_no_nonce_of_ours_may_be_old_and_accuses_nobody(two):
    ma, pk = two
    take(pk, *lines(ma, MA))
    less = Side(ma.charter, MA)
    less.lines = ma.lines[:1]
    less.fold()
    full = read_have(have(ma), channel=pk.channel, nonce=NONCE)
    replayed = read_have(have(less), channel=pk.channel)
    assert not rolled_back(pk.channel, newer=replayed, older=full)
    assert not rolled_back(pk.channel, newer=replayed, older=None)


@fault("S2", "bundle")
def test_s2_a_later_bundle_with_a_smaller_head_is_evidence(two):
    ma, pk = two
    pk.apply(ma.tar(to=PK))
    ma.lines = ma.lines[:1]
    ma.fold()
    done = pk.apply(ma.tar(to=PK))
    assert [one.code for one in done.evidence] == ["F_ROLLBACK"]
    assert done.receipt.evidence == ("F_ROLLBACK",)
    assert pk.sizes()[MA] == 3


@fault("S2", "bundle")
def test_s2_an_older_bundle_that_comes_late_is_no_alarm(two):
    ma, pk = two
    first = ma.tar(to=PK)
    ma.say("more")
    second = ma.tar(to=PK)
    pk.apply(second)
    done = pk.apply(first)
    assert done.receipt.late
    assert not done.evidence
    assert done.receipt.duplicates == 3
    assert pk.sizes()[MA] == 4


# ---------------------------------------------------------------- S3 freeze


@fault("S3", "page")
def test_s3_silence_is_shown_from_the_first_day_and_becomes_an_alarm():
    told = [
        staleness("2026-11-01T00:00:00Z", as_of=as_of, days=7)
        for as_of in ("2026-11-01T23:59:59Z", "2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z")
    ]
    assert [(one.days, one.alarm) for one in told] == [(0, False), (1, False), (8, True)]
    assert staleness(None, as_of=TIME).alarm


@fault("S3", "bundle")
def test_s3_a_bundle_dates_its_heads(two):
    ma, pk = two
    done = pk.apply(ma.tar(to=PK, time="2026-01-01T00:00:00Z"))
    assert staleness(done.latest.time, as_of="2026-02-01T00:00:00Z").days == 31
    assert not staleness(done.latest.time, as_of="2026-02-01T00:00:00Z").alarm
    assert staleness(done.latest.time, as_of="2026-03-01T00:00:00Z").alarm


# ---------------------------------------------------------------- S4 fast-forward


@fault("S4", "page")
def test_s4_a_giant_number_blocks_nothing(two):
    ma, pk = two
    far = ma.author.envelope("ack", {}, seq=2**53 - 1, prev="f" * 64)
    done = take(pk, write_envelope(far))
    assert not done.admitted
    assert len(done.waiting) == 1
    done = take(pk, *lines(ma, MA))
    assert len(done.admitted) == 3
    assert pk.sizes()[MA] == 3


@fault("S4", "bundle")
def test_s4_a_gap_inside_a_bundle_is_refused_and_a_giant_number_cannot_be_written(two):
    ma, pk = two
    before = pk.state()
    pairs = pairs_of(ma.tar(to=PK))
    name = next(name for name, _ in pairs if name.startswith("feeds/"))
    kept = dict(pairs)[name].split(b"\n")
    del kept[1]

    def fewer(payload):
        payload["ranges"][MA]["count"] = 3

    bad = resigned(replaced(pairs, name, b"\n".join(kept)), ma.key, change=fewer)
    assert code_of(pk.apply, tar_of(bad)) == "E_COUNT"

    def giant(payload):
        payload["ranges"][MA]["last"] = 2**53 - 1

    assert code_of(pk.apply, tar_of(resigned(pairs, ma.key, change=giant))) == "E_FIELD"
    assert pk.state() == before


# ---------------------------------------------------------------- S5 mix and match


@fault("S5", "page")
def test_s5_lines_of_another_channel_or_feed_stand_for_themselves_alone(two):
    ma, pk = two
    other = Side(charter_of(MA, PK, title="another"), MA)
    other.join()
    done = take(pk, *lines(other), *lines(ma, MA), *lines(pk))
    assert codes(done) == ["E_CHANNEL"]
    assert (len(done.admitted), done.duplicates) == (3, 1)


@fault("S5", "bundle")
def test_s5_a_member_of_another_bundle_is_refused(two):
    ma, pk = two
    first = pairs_of(ma.tar(to=PK))
    ma.say("more")
    second = pairs_of(ma.tar(to=PK))
    before = pk.state()
    for pair in second[1:]:
        mixed = [pair if name == pair[0] else (name, data) for name, data in first]
        if mixed != first:
            assert code_of(pk.apply, tar_of(mixed)) == "E_HASH"
    swapped = [second[0], *first[1:]]
    assert code_of(pk.apply, tar_of(swapped)) in ("E_HASH", "E_MEMBER")
    assert pk.state() == before


@fault("S5", "bundle")
def test_s5_two_bundles_under_one_number_are_evidence(two):
    ma, pk = two
    pk.apply(ma.tar(to=PK))
    ma.say("more")
    done = pk.apply(ma.tar(to=PK, number=1))
    assert "F_NUMBER" in done.receipt.evidence
    assert pk.sizes()[MA] == 4


# ---------------------------------------------------------------- S6 endless data


@fault("S6", "page")
def test_s6_a_page_or_line_too_long_is_refused_unread(two):
    _, pk = two
    assert code_of(read_page, b"x" * (2 << 20)) == "E_SIZE"
    assert code_of(read_page, b"\n" * 1001) == "E_LIMIT"
    assert code_of(read_page, b"abc") == "E_CUT"
    assert read_page(b"a\nb\n") == (b"a", b"b")
    assert codes(ingest(pk.channel, (), [b"x" * 65_537])) == ["E_SIZE"]


@fault("S6", "bundle")
def test_s6_a_tar_without_end_is_left_at_the_limit(two, monkeypatch):
    ma, pk = two
    monkeypatch.setattr("mithaq.exchange.arrival.LIMIT", 1 << 20)
    tar = ma.tar(to=PK)
    read = []

    def endless():
        yield tar[:-1024]
        while True:
            read.append(1)
            yield bytes(65_536)

    from mithaq.exchange.bundle import open_bundle

    assert code_of(open_bundle, endless(), me=PK, charter=pk.charter) in ("E_TAR", "E_SIZE")
    assert len(read) < 20
    from mithaq.exchange.tar import header

    lying = tar[:-1024] + header("blobs/" + "0" * 64, 8**11 - 1)
    assert code_of(open_bundle, [lying], me=PK, charter=pk.charter) == "E_SIZE"


# ---------------------------------------------------------------- S7 floods


@fault("S7", "page")
def test_s7_a_flood_of_gaps_costs_no_signature_check_and_bounded_room(two, monkeypatch):
    ma, pk = two
    monkeypatch.setattr(feed, "WAITING_ACTS", 100)
    checks = []
    monkeypatch.setattr("mithaq.record.keys.verify", lambda *given: checks.append(1) or True)
    stranger = Author(ma.charter, MA, feed=list(ma.author.feed), key=Key("unknown"))
    template = stranger.build("ack", {}, seq=9, prev="a" * 64)
    flood = []
    for number in range(2_000):
        payload = template.envelope.payload.replace(template.salt.encode(), b"%032x" % number)
        bare = Envelope(template.envelope.type, payload, ())
        flood.append(write_envelope(bare.signed(Key("unknown").id, b"\1" * 64)))
    done = take(pk, *flood)
    assert len(done.waiting) == 50  # an equal share of two parties
    assert set(codes(done)) == {"W_FULL"}
    assert not checks
    monkeypatch.undo()
    assert len(take(pk, *lines(ma, MA)).admitted) == 3


@fault("S7", "page")
def test_s7_a_copy_with_a_false_signature_does_not_keep_the_good_one_out(two):
    ma, pk = two
    line = ma.lines[2]
    false = Envelope(line.type, line.payload, ()).signed(line.signatures[0].keyid, b"\1" * 64)
    # An unknown key may come with a rotation; a known one is checked before an act may wait.
    assert codes(take(pk, write_envelope(false))) == ["E_SIG"]
    assert not take(pk, write_envelope(line)).refused
    assert len(take(pk, *lines(ma, MA)[:2]).admitted) == 3


@fault("S7", "bundle")
def test_s7_a_bundle_that_would_overfill_the_waiting_room_can_be_sent_again(two, monkeypatch):
    ma, pk = two
    for number in range(20):
        ma.say(str(number))
    first, second = ma.tar(to=PK), ma.tar(to=PK, have={MA: 5})
    monkeypatch.setattr(feed, "WAITING_ACTS", 10)
    before = pk.state()
    assert code_of(pk.apply, second) == "W_FULL"
    assert pk.state() == before
    pk.apply(first)
    assert pk.sizes()[MA] == 23
    assert code_of(pk.apply, second) is None


@fault("S7", "bundle")
def test_s7_an_act_that_loses_its_room_to_a_part_does_not_refuse_the_part(two, monkeypatch):
    ma, pk = two
    monkeypatch.setattr(feed, "WAITING_ACTS", 4)
    stranger = Author(ma.charter, MA, feed=list(ma.author.feed), key=Key("unknown"))
    pk.waiting = tuple(stranger.write("ack", {}, seq=seq, prev="a" * 64) for seq in (8, 9))
    done = pk.apply(ma.tar(to=PK, have={MA: 1}))
    assert [act.seq for act in pk.waiting] == [1, 2]
    assert sorted(done.receipt.dropped) == [(MA, 8, "W_FULL"), (MA, 9, "W_FULL")]


# ---------------------------------------------------------------- S8 forks


def forked(ma):
    """Give two bundles' worth of Morocco: the same three acts, then two different ones."""
    one, two = Side(ma.charter, MA), Side(ma.charter, MA)
    for side in (one, two):
        side.lines, side.shelf = list(ma.lines), dict(ma.shelf)
        side.fold()
        side.author.feed = [read_act(line) for line in ma.lines if read_act(line).party == MA]
    one.say("yes")
    two.say("no")
    two.number = 7
    return one, two


@fault("S8", "page")
def test_s8_a_fork_is_evidence_and_gives_one_state_in_either_order(two):
    ma, _ = two
    one, other = forked(ma)
    ends = []
    for order in ((one, other), (other, one)):
        pk = Side(ma.charter, PK)
        take(pk, *lines(order[0], MA))
        done = take(pk, *lines(order[1], MA))
        assert [fact.code for fact in done.evidence] == ["F_FORK"]
        ends.append((pk.state()[0], [fork.ids for fork in pk.channel.forks()]))
    assert ends[0] == ends[1]


@fault("S8", "bundle")
def test_s8_a_fork_over_bundles_in_either_order(two):
    ma, _ = two
    one, other = forked(ma)
    ends = []
    for order in ((one, other), (other, one)):
        pk = Side(ma.charter, PK)
        pk.apply(order[0].tar(to=PK))
        done = pk.apply(order[1].tar(to=PK))
        assert "F_FORK" in done.receipt.evidence
        ends.append((pk.state()[0], [fork.ids for fork in pk.channel.forks()]))
        told = Side(ma.charter, MA)
        done = told.apply(pk.tar(to=MA))
        assert done.receipt.admitted == {MA: 5}
        assert [fork.ids for fork in told.channel.forks()] == [
            fork.ids for fork in pk.channel.forks()
        ]
    assert ends[0] == ends[1]


# ---------------------------------------------------------------- S9 own fork


@fault("S9", "page")
def test_s9_an_own_act_from_outside_is_evidence_of_a_doubled_machine(two):
    ma, pk = two
    take(pk, *lines(ma, MA))
    restored = Side(ma.charter, MA)
    restored.lines = ma.lines[:1]
    restored.fold()
    words = read_have(have(pk, to=MA), channel=restored.channel, me=MA)
    assert must_lock(restored.channel, me=MA, heard=[words])
    done = take(restored, *lines(pk, MA), me=MA)
    assert [(one.code, one.fields["count"]) for one in done.evidence] == [("F_OWN", 2)]
    assert not must_lock(restored.channel, me=MA, heard=[words])


@fault("S9", "bundle")
def test_s9_a_bundle_that_brings_our_own_acts_back_says_so(two):
    ma, pk = two
    pk.apply(ma.tar(to=PK))
    restored = Side(ma.charter, MA)
    restored.lines = ma.lines[:1]
    restored.fold()
    done = restored.apply(pk.tar(to=MA))
    assert "F_OWN" in done.receipt.evidence
    assert restored.sizes() == {MA: 3, PK: 1}


# ---------------------------------------------------------------- S10 replay


@fault("S10", "page")
def test_s10_a_replayed_have_is_refused(two):
    ma, pk = two
    line = have(ma, to=PK, nonce="1" * 32)
    assert code_of(read_have, line, channel=pk.channel, me=PK, nonce="2" * 32) == "E_NONCE"
    third = Channel(pk.charter)
    assert code_of(read_have, line, channel=third, me="third") == "E_RECEIVER"
    assert code_of(read_have, line, channel=third, me=MA) == "E_SENDER"
    other = Channel(charter_of(MA, PK, title="another"))
    assert code_of(read_have, line, channel=other, me=PK) == "E_CHANNEL"
    before = pk.state()
    assert take(pk, *lines(pk)).duplicates == 1
    assert pk.state() == before


@fault("S10", "bundle")
def test_s10_a_replayed_bundle_is_a_no_op_and_a_misdirected_one_is_refused(two):
    ma, pk = two
    tar = ma.tar(to=PK)
    pk.apply(tar)
    before = pk.state()
    again = pk.apply(tar)
    assert again.already
    assert again.receipt.already
    assert pk.state() == before
    third = Side(charter_of(MA, PK, "tr"), "tr")
    assert code_of(third.apply, tar) == "E_RECEIVER"
    elsewhere = Side(charter_of(MA, PK, title="another"), PK)
    assert code_of(elsewhere.apply, tar) == "E_CHANNEL"
    assert code_of(ma.apply, tar) == "E_SENDER"


# ---------------------------------------------------------------- S11 confusion of roles


@fault("S11", "page")
def test_s11_no_envelope_passes_in_another_role(two):
    ma, pk = two
    wrong = [have(ma, to=PK), manifest(ma.charter, MA), ma.charter.envelope]
    assert set(codes(ingest(pk.channel, (), map(write_envelope, wrong)))) == {"E_TYPE"}
    assert code_of(read_have, ma.lines[0], channel=pk.channel) == "E_TYPE"
    asked = have(ma, to=PK)
    posing = Envelope(TYPES["act"], asked.payload, asked.signatures)
    assert codes(ingest(pk.channel, (), [write_envelope(posing)])) == ["E_FIELD"]
    posing = Envelope(TYPES["have"], ma.lines[0].payload, ma.lines[0].signatures)
    assert code_of(read_have, posing, channel=pk.channel) == "E_FIELD"


@fault("S11", "bundle")
def test_s11_nothing_else_passes_as_a_manifest(two):
    ma, pk = two
    pairs = pairs_of(ma.tar(to=PK))
    payload = payload_of(pairs)
    for kind in TYPES:
        line = manifest_line(payload, ma.key, kind=kind)
        told = code_of(pk.apply, tar_of(replaced(pairs, MANIFEST, line)))
        assert told == (None if kind == "manifest" else "E_TYPE")


# ---------------------------------------------------------------- S12 other keys


@fault("S12", "page")
def test_s12_keys_are_compared_at_pairing_and_a_revoked_key_signs_nothing_more(two):
    ma, pk = two
    true, false = (read_card(write_card(party_entry(name))) for name in (MA, PK))
    changed = {**true.entry, "node": [Key("thief").spki]}
    swapped = read_card(write_card(changed))
    assert swapped.fingerprint != true.fingerprint
    assert code_of(check_told, digits(swapped.fingerprint), true.fingerprint) == "E_FINGERPRINT"
    assert code_of(check_told, words(true.fingerprint, "ur"), true.fingerprint) is None
    charter = compose([swapped, false], title="t", salt=salt("x"))
    assert code_of(check_own, charter, true) == "E_CARD"
    ma.author.rotate(manifest=manifest(ma.charter, MA), key=node_key(MA, 1))
    ma.say("new key")
    take(pk, *lines(ma, MA))
    thief = Author(ma.charter, MA, feed=list(ma.author.feed), key=node_key(MA))
    stolen = thief.envelope("ack", {})
    assert codes(take(pk, write_envelope(stolen))) == ["E_KEY"]
    assert code_of(read_have, have(ma, key=node_key(MA)), channel=pk.channel) == "E_KEY"


@fault("S12", "bundle")
def test_s12_a_bundle_proves_its_own_new_key_and_an_old_one_says_nothing_new(two):
    ma, pk = two
    old = ma.tar(to=PK)
    ma.author.rotate(manifest=manifest(ma.charter, MA), key=node_key(MA, 1))
    ma.say("new key")
    new = ma.tar(to=PK)
    assert "keys.jsonl" in [name for name, _ in pairs_of(new)]
    pk.apply(new)
    assert pk.sizes()[MA] == 5
    before = pk.state()
    assert code_of(pk.apply, tar_of(resigned(pairs_of(new), Key("thief")))) == "E_KEY"
    assert code_of(pk.apply, tar_of(resigned(pairs_of(new), Key("thief"), key=False))) == "E_KEY"
    assert pk.state() == before
    assert pk.apply(old).receipt.late
    assert pk.sizes()[MA] == 5


@fault("S12", "bundle")
def test_s12_who_stole_a_key_that_was_given_up_can_neither_act_nor_number_nor_accuse(two):
    ma, pk = two
    old = pairs_of(ma.tar(to=PK))
    pk.apply(tar_of(old))
    ma.author.rotate(manifest=manifest(ma.charter, MA), key=node_key(MA, 1))
    pk.apply(ma.tar(to=PK))

    def lie(payload):
        payload.update(number=999_999_999)
        payload["heads"][MA].update(root="0" * 64)

    done = pk.apply(tar_of(resigned(old, node_key(MA), change=lie)))
    assert done.receipt.late
    assert not done.evidence
    ma.say("the true one goes on")
    done = pk.apply(ma.tar(to=PK))
    assert not done.receipt.late
    assert not done.evidence
    thief = Author(ma.charter, MA, feed=list(ma.author.feed), key=node_key(MA))
    name = f"feeds/{MA}/{ma.sizes()[MA]}-{ma.sizes()[MA]}.jsonl"
    forged = write_envelope(thief.envelope("ack", {})) + b"\n"
    files = [one for one in old if not one[0].startswith(("feeds/", "blobs/"))]

    def one_act(payload):
        payload["ranges"] = {MA: {"first": 5, "last": 5, "count": 1}}
        payload["heads"][MA].update(seq=5, size=6)

    bad = resigned(put(files, name, forged), node_key(MA), change=one_act)
    assert code_of(pk.apply, tar_of(bad)) == "E_KEY"


# ---------------------------------------------------------------- S13 leaving out


@fault("S13", "page")
def test_s13_an_act_left_out_is_a_gap_and_then_withheld(two):
    ma, pk = two
    take(pk, *lines(ma, MA))
    pk.say("I saw it")
    reader = Side(ma.charter, MA)
    take(reader, lines(ma, MA)[0])
    done = take(reader, *lines(pk, PK))
    assert [act.party for act in done.waiting] == [PK]
    less = Side(ma.charter, PK)
    less.lines = [ma.lines[0], *(line for line in pk.lines if read_act(line).party == PK)]
    heads = {**pk.channel.heads(), **reader.channel.heads()}
    words = read_have(have(pk, heads=heads), channel=reader.channel)
    assert not withheld(reader.channel, reader.waiting, words=words)
    words = read_have(have(pk, heads=heads), channel=reader.channel, nonce=NONCE)
    (found,) = withheld(reader.channel, reader.waiting, words=words)
    assert (found.code, found.party, found.feed) == ("F_WITHHELD", PK, MA)
    assert found.fields["seq"] == 2
    assert lacking(pk.channel, heads) == {MA: 1, PK: 1}


@fault("S13", "bundle")
def test_s13_a_tail_left_out_of_a_bundle_is_withheld(two):
    ma, pk = two
    pairs = pairs_of(ma.tar(to=PK))
    name = next(name for name, _ in pairs if name.startswith("feeds/"))
    kept = b"".join(line + b"\n" for line in dict(pairs)[name].split(b"\n")[:2])
    cut = [(one, data) for one, data in pairs if not one.startswith("feeds/")]
    cut = put(cut, f"feeds/{MA}/0-1.jsonl", kept)

    def shorter(payload):
        payload["ranges"][MA].update(last=1, count=2)

    done = pk.apply(tar_of(resigned(cut, ma.key, change=shorter)))
    assert [(one.code, one.fields["why"]) for one in done.evidence] == [("F_WITHHELD", "unsent")]
    assert done.receipt.lacking == {MA: (2, 3)}


@fault("S13", "bundle")
def test_s13_a_bundle_that_starts_after_what_we_hold_waits_and_accuses_nobody(two):
    ma, pk = two
    done = pk.apply(ma.tar(to=PK, have={MA: 1}))
    assert not done.evidence
    assert (len(done.admitted), len(done.waiting)) == (0, 2)
    assert done.receipt.lacking == {MA: (0, 3)}
    pk.apply(ma.tar(to=PK))
    assert pk.sizes()[MA] == 3
    assert not pk.waiting


# ---------------------------------------------------------------- S14 split view


@fault("S14", "page")
def test_s14_two_heads_of_one_size_that_differ_are_evidence(two):
    ma, pk = two
    one, other = forked(ma)
    take(pk, *lines(one, MA))
    first = read_have(have(one), channel=pk.channel)
    second = read_have(have(other), channel=pk.channel, nonce=NONCE)
    (found,) = rolled_back(pk.channel, newer=second, older=first)
    assert (found.code, found.fields["why"]) == ("F_ROLLBACK", "other")
    (found,) = rolled_back(pk.channel, newer=second, older=None)
    assert found.fields["why"] == "other"


@fault("S14", "bundle")
def test_s14_a_root_that_is_not_that_of_the_acts_is_evidence(two):
    ma, pk = two

    def other_root(payload):
        payload["heads"][MA]["root"] = "0" * 64

    done = pk.apply(tar_of(resigned(pairs_of(ma.tar(to=PK)), ma.key, change=other_root)))
    assert [(one.code, one.fields["why"]) for one in done.evidence] == [("F_ROLLBACK", "other")]


# ---------------------------------------------------------------- S15 clocks


@fault("S15", "page")
@pytest.mark.parametrize("year", ["2016", "2036"])
def test_s15_a_clock_ten_years_off_refuses_and_reorders_nothing(two, year):
    ma, pk = two
    ma.author.write("ack", {}, **ma.see(), time=f"{year}-11-21T20:00:00Z")
    done = take(pk, *lines(ma, MA))
    assert len(done.admitted) == 4
    assert skewed(f"{year}-11-21T20:00:00Z", received=TIME) is (year == "2036")
    assert read_have(have(ma, time=f"{year}-01-01T00:00:00Z"), channel=pk.channel)


@fault("S15", "bundle")
def test_s15_a_bundle_from_a_wrong_clock_is_taken_and_judged_by_its_number(two):
    ma, pk = two
    pk.apply(ma.tar(to=PK, time="2036-01-01T00:00:00Z"))
    ma.say("more")
    done = pk.apply(ma.tar(to=PK, time="2016-01-01T00:00:00Z"))
    assert not done.evidence
    assert not done.receipt.late
    assert done.latest.time == "2016-01-01T00:00:00Z"


# ---------------------------------------------------------------- S16 broken off


@fault("S16", "page")
def test_s16_a_page_broken_off_anywhere_is_taken_up_again(two):
    ma, pk = two
    all_lines = lines(ma, MA)
    for cut in range(len(all_lines) + 1):
        pk = Side(ma.charter, PK)
        take(pk, *all_lines[:cut])
        rest = page(ma.ledger, party=MA, after=pk.sizes().get(MA, 0) - 1)
        done = take(pk, *rest.lines)
        assert not done.duplicates
        assert pk.sizes() == {MA: 3}
        assert rest.next is None


@fault("S16", "bundle")
def test_s16_a_bundle_cut_anywhere_changes_nothing_and_can_be_taken_again(two):
    ma, pk = two
    tar = ma.tar(to=PK)
    before = pk.state()
    for cut in range(0, len(tar), 997):
        assert code_of(pk.apply, tar[:cut]) in ("E_CUT", "E_MEMBER")
        assert pk.state() == before
    pk.apply(tar)
    assert pk.sizes() == {MA: 3, PK: 1}


def test_every_row_of_the_table_has_both_doors():
    wanted = {(f"S{n}", door) for n in range(1, 17) for door in ("page", "bundle")}
    assert wanted == DONE
