"""Each row of the table of docs/spec/fold.md section 9, and what nodes read from the fold."""

from __future__ import annotations

from itertools import permutations
from time import perf_counter

import pytest

from mithaq.record.channel import Channel
from mithaq.record.refusal import Refusal
from mithaq.record.version import Group
from tests.record.make import Author, charter_of, record_id
from tests.record.schedules import make_act
from tests.vectors.lives import Parties, record_with_bit

EVEN, ODD = record_with_bit(0, "even"), record_with_bit(1, "odd")


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
        channel.admit(act, verify=False)
    return channel


def standing(parties: Parties, version) -> str:
    status = read(parties).consent.status(version.id)
    return status.reason or status.state


def void(parties: Parties, act) -> str | None:
    return read(parties).consent.void(act.id)


def everyone_acks(parties: Parties) -> None:
    for author in parties.authors * 2:
        author.ack(*parties.newest(author))


# ---------------------------------------------------------------- crossing


@pytest.mark.parametrize(("record", "winner"), [(EVEN, 0), (ODD, 1)])
def test_of_crossing_proposals_the_alternat_keeps_one(two, record, winner):
    parties, ma, pk = two
    versions = ma.propose(record, text="of ma"), pk.propose(record, text="of pk")
    everyone_acks(parties)
    assert standing(parties, versions[winner]) == "open"
    assert standing(parties, versions[1 - winner]) == "crossed"


@pytest.mark.parametrize("amendments", [1, 2, 3])
def test_the_turn_passes_with_every_agreed_version(two, amendments):
    parties, ma, pk = two
    base = None
    for number in range(amendments):
        version = ma.propose(EVEN, *pk.feed[-1:], base=base, text=f"text {number}")
        ma.ack(pk.accept(version))
        base = version.id
    one, other = ma.propose(EVEN, base=base, text="a"), pk.propose(EVEN, base=base, text="b")
    everyone_acks(parties)
    winner, loser = (other, one) if amendments % 2 else (one, other)
    assert (standing(parties, winner), standing(parties, loser)) == ("open", "crossed")


def test_the_alternat_is_told_in_order_of_rank(three):
    consent = read(three[0]).consent
    assert consent.alternat(EVEN, 0) == ("ma", "pk", "tr")
    assert consent.alternat(ODD, 0) == consent.alternat(EVEN, 1) == ("pk", "tr", "ma")
    assert consent.alternat(ODD, 1) == ("tr", "ma", "pk")


def test_the_loser_of_a_crossing_accepts_at_once(two):
    parties, ma, pk = two
    kept, lost = ma.propose(EVEN, text="a"), pk.propose(EVEN, text="b")
    pk.accept(kept)
    assert standing(parties, kept) == "agreed"
    assert standing(parties, lost) == "superseded"


def test_the_loser_of_a_crossing_declines_and_proposes_again(two):
    parties, ma, pk = two
    kept, _ = ma.propose(EVEN, text="a"), pk.propose(EVEN, text="b")
    pk.decline(kept)
    again = pk.propose(EVEN, text="c")
    ma.accept(again)
    assert standing(parties, again) == "agreed"


def test_the_winner_of_a_crossing_cannot_accept_the_other(two):
    parties, ma, pk = two
    ma.propose(EVEN, text="a")
    assert void(parties, ma.accept(pk.propose(EVEN, text="b"))) == "V_DEAD"


def test_acceptances_that_cross_both_count(three):
    parties, ma, pk, tr = three
    version = ma.propose("r")
    acceptances = pk.accept(version), tr.accept(version)
    for order in permutations(acceptances):
        consent = read(parties, [*parties.said[:4], *order]).consent
        assert consent.status(version.id).signed == ("ma", "pk", "tr")


# ---------------------------------------------------------------- withdrawing


def test_an_acceptance_on_its_way_beats_a_withdrawal(two):
    parties, ma, pk = two
    version = ma.propose("r")
    withdrawal = ma.withdraw(version)
    pk.accept(version)
    everyone_acks(parties)
    assert void(parties, withdrawal) is None
    assert read(parties).consent.status(version.id).acknowledged


def test_an_acceptance_that_saw_the_withdrawal_is_void(two):
    parties, ma, pk = two
    version = ma.propose("r")
    act = pk.accept(version, ma.withdraw(version))
    assert void(parties, act) == "V_WITHDRAWN_SEEN"
    assert standing(parties, version) == "withdrawn"


def test_a_withdrawal_kills_only_once_it_was_seen(two):
    parties, ma, pk = two
    version = ma.propose("r")
    withdrawal = ma.withdraw(version)
    assert standing(parties, version) == "open"
    pk.ack(withdrawal)
    assert standing(parties, version) == "withdrawn"


def test_a_withdrawn_proposal_is_replaced_at_once(two):
    parties, ma, pk = two
    first = ma.propose("r")
    ma.withdraw(first)
    second = ma.propose("r", text="without the typing error")
    pk.accept(second)
    assert (void(parties, second), standing(parties, second)) == (None, "agreed")


def test_a_proposal_that_is_not_withdrawn_is_not_replaced(two):
    parties, ma, _ = two
    ma.propose("r")
    assert void(parties, ma.propose("r", text="better")) == "V_EXCLUSIVE"


def test_each_withdraws_its_own_and_accepts_the_others_and_nobody_is_bound_twice(two):
    parties, ma, pk = two
    one = ma.propose(EVEN)
    two_ = pk.propose(EVEN, one, text="counter")
    ma.withdraw(one, two_)
    pk.withdraw(two_)
    assert void(parties, ma.accept(two_)) == "V_EXCLUSIVE"
    assert void(parties, pk.accept(one)) == "V_EXCLUSIVE"
    everyone_acks(parties)
    assert {standing(parties, one), standing(parties, two_)} == {"withdrawn"}


def test_a_withdrawn_acceptance_binds_until_its_version_is_dead(three):
    parties, ma, pk, tr = three
    version = ma.propose("r")
    pk.accept(version)
    withdrawal = pk.withdraw(version)
    assert void(parties, pk.propose("r", text="counter")) == "V_EXCLUSIVE"
    tr.ack(withdrawal, ma.feed[-1])
    assert void(parties, pk.propose("r", tr.feed[-1], text="again")) is None


def test_what_is_agreed_is_not_withdrawn(two):
    parties, ma, pk = two
    version = ma.propose("r")
    assert void(parties, ma.withdraw(version, pk.accept(version))) == "V_NOT_OPEN"
    assert standing(parties, version) == "agreed"


# ---------------------------------------------------------------- the first answer is final


def test_decline_then_accept(two):
    parties, ma, pk = two
    version = ma.propose("r")
    pk.decline(version)
    assert void(parties, pk.accept(version)) == "V_ANSWERED"
    assert standing(parties, version) == "declined"


def test_accept_then_decline(two):
    parties, ma, pk = two
    version = ma.propose("r")
    pk.accept(version)
    assert void(parties, pk.decline(version)) == "V_ANSWERED"
    assert standing(parties, version) == "agreed"


def test_accept_withdraw_accept(three):
    parties, ma, pk, _ = three
    version = ma.propose("r")
    pk.accept(version)
    pk.withdraw(version)
    assert void(parties, pk.accept(version, salt="0f" * 16)) == "V_ANSWERED"


# ---------------------------------------------------------------- amending


def test_amendments_stand_on_agreed_bases_only(two):
    parties, ma, pk = two
    first = ma.propose("r")
    assert void(parties, pk.propose("r", first, base=first.id)) == "V_STALE_BASE"


def test_a_base_has_one_agreed_child(two):
    parties, ma, pk = two
    first = ma.propose("r")
    ma.ack(pk.accept(first))
    one = ma.propose("r", base=first.id, text="one")
    other = pk.propose("r", base=first.id, text="other")
    pk.accept(one)
    ma.accept(other)
    states = sorted((standing(parties, one), standing(parties, other)))
    assert states in (["agreed", "superseded"], ["crossed", "open"])
    assert void(parties, ma.propose("r", pk.feed[-1], base=None, text="late")) == "V_STALE_BASE"


def test_who_never_answers_blocks(three):
    parties, ma, pk, _ = three
    version = ma.propose("r")
    pk.accept(version)
    everyone_acks(parties)
    assert read(parties).consent.status(version.id).signed == ("ma", "pk")
    assert standing(parties, version) == "open"


def test_alone_a_proposal_is_agreed_and_acknowledged_at_once():
    parties = Parties("ma")
    (ma,) = parties.joined()
    version = ma.propose("r")
    status = read(parties).consent.status(version.id)
    assert (status.state, status.acknowledged) == ("agreed", True)


# ---------------------------------------------------------------- reading the fold


def test_a_record_lists_its_versions(two):
    parties, ma, pk = two
    first = ma.propose("r")
    ma.ack(pk.accept(first))
    declined = ma.propose("r", base=first.id, text="no")
    second = ma.propose("r", pk.decline(declined), base=first.id, text="yes")
    consent = read(parties).consent
    record = consent.record(record_id("r"))
    assert (record.agreed, record.current) == ((first.id,), first.id)
    assert (record.open, record.dead, record.contested) == ((second.id,), (declined.id,), ())
    assert consent.records() == (record_id("r"),)
    assert set(consent.versions(record_id("r"))) == {first.id, declined.id, second.id}
    proposed = consent.proposed(second.id)
    assert (proposed.party, proposed.base, proposed.record) == ("ma", first.id, record_id("r"))
    assert proposed.content == second.body["content"]["sha256"]


def test_an_unknown_record_is_empty_and_an_unknown_act_is_an_error(two):
    consent = read(two[0]).consent
    assert consent.record(record_id("nothing")).current is None
    for ask in (consent.status, consent.void, consent.counts, consent.late, consent.proposed):
        with pytest.raises(KeyError):
            ask("ab" * 32)
    with pytest.raises(KeyError):
        consent.current_at(record_id("nothing"), "ab" * 32)


def test_statements_are_listed_alike_on_all_nodes(two):
    parties, ma, pk = two
    version = ma.propose("r")
    said = [ma.state("r", "progress"), pk.state("r", "comment", version), ma.state("r", "evidence")]
    said.append(ma.state("r", "position", pk.feed[-1], version=version.id))
    before = parties.said[:3]
    listed = read(parties).consent.statements(record_id("r"))
    turned = [*before, said[1], said[0], *said[2:]]
    assert [each.act for each in read(parties, turned).consent.statements(record_id("r"))] == [
        each.act for each in listed
    ]
    assert [each.act.id for each in listed][-1] == said[-1].id
    assert all(each.counted and not each.late for each in listed)
    assert read(parties).consent.stated() == (record_id("r"),)


def test_current_at_looks_at_the_past_of_an_act(two):
    parties, ma, pk = two
    first = ma.propose("r")
    acceptance = pk.accept(first)
    after = ma.ack(acceptance)
    consent = read(parties).consent
    assert consent.current_at(record_id("r"), acceptance.id) is None
    assert consent.current_at(record_id("r"), after.id) == first.id


def test_a_statement_on_an_open_version_is_not_late_and_on_an_old_one_is(two):
    parties, ma, pk = two
    first = ma.propose("r")
    comment = pk.state("r", "comment", first, version=first.id)
    ma.ack(pk.accept(first))
    second = ma.propose("r", base=first.id, text="second")
    in_flight = pk.state("r", "progress", version=first.id)
    ma.ack(pk.accept(second))
    late = ma.state("r", "progress", version=first.id)
    consent = read(parties).consent
    told = {act.id: consent.late(act.id) for act in (comment, in_flight, late)}
    assert told == {comment.id: False, in_flight.id: False, late.id: True}


def test_without_statements_the_standing_is_the_same(two):
    parties, ma, pk = two
    version = ma.propose("r")
    pk.state("r", "comment", version)
    pk.accept(version)
    lean = Channel(parties.charter, keep=False)
    for act in parties.said:
        lean.admit(act)
    assert lean.consent.statements(record_id("r")) == ()
    assert lean.consent.record(record_id("r")) == read(parties).consent.record(record_id("r"))


# ---------------------------------------------------------------- long groups stay quick


@pytest.mark.long
def test_an_act_costs_as_much_among_many_siblings_as_among_few():
    """A party that proposes and withdraws for ever in one group slows nobody down."""
    charter = charter_of("ma", "pk")
    channel = Channel(charter, keep=False)
    last, times = None, []
    started = perf_counter()
    for number in range(12_001):
        kind = "join" if number == 0 else ("propose", "withdraw")[number % 2 == 0]
        body = {
            "record": EVEN,
            "base": None,
            "content": {"sha256": "ab" * 32, "size": 1, "type": "x/y"},
        }
        act = make_act(
            number, charter=charter, party="ma", seq=number, prev=last and last.id, seen={},
            kind=kind, body=body if kind == "propose" else {"version": last and last.id},
        )  # fmt: skip
        assert channel.admit(act, verify=False).void is None
        last = act
        if number % 2000 == 0 and number:
            times.append(perf_counter() - started)
            started = perf_counter()
    assert min(times[-2:]) < 3 * min(times[:2]), times
    assert Group.SHORT < 12_000


def test_a_lie_about_the_author_is_not_taken_for_his(two):
    """An act that another party's key signed never gets in, whatever it says."""
    parties, ma, pk = two
    channel = read(parties)
    forged = Author(parties.charter, "ma", list(ma.feed), key=None)
    act = forged.build("ack", {})
    theirs = pk.build("ack", {}, ma.feed[-1])
    lying = type(act)(
        **{name: getattr(act, name) for name in act.__struct_fields__}
        | {"envelope": theirs.envelope}
    )
    with pytest.raises(Refusal, match="E_SIG"):
        channel.admit(lying)
