"""What every ledger promises; memory, SQLite and PostgreSQL inherit these tests unchanged."""

from __future__ import annotations

import pytest

from mithaq.record.act import read_act
from mithaq.record.envelope import Envelope, Signature
from tests.record.make import Author, charter_of

from .refusing import refused

CHARTER = charter_of("ma", "pk")
NATIONAL = charter_of("ma")
CHANNEL = CHARTER.channel


def feed(party: str, length: int, *, charter=CHARTER):
    author = Author(charter, party)
    author.join()
    for number in range(1, length):
        author.state(f"record {number}", "comment", data={"text": {"en": f"entry {number}"}})
    return author.feed


class LedgerContract:
    """Tests of a ledger of party ``ma``; a child class gives the ``ledger`` fixture."""

    @pytest.fixture
    def opened(self, ledger):
        with ledger.transaction():
            ledger.open(NATIONAL.envelope)
            ledger.open(CHARTER.envelope)
        return ledger

    # Channels

    def test_it_lists_channels_in_the_order_opened(self, opened):
        assert opened.channels() == (NATIONAL.channel, CHANNEL)

    def test_it_gives_the_charter_as_signed(self, opened):
        assert opened.charter(CHANNEL) == CHARTER.envelope

    def test_opening_the_same_charter_again_changes_nothing(self, opened):
        with opened.transaction():
            opened.open(CHARTER.envelope)
        assert opened.channels() == (NATIONAL.channel, CHANNEL)

    @pytest.mark.parametrize("ask", ["charter", "tip", "waiting", "locked", "unlock", "acts"])
    def test_it_refuses_a_channel_it_does_not_hold(self, ledger, ask):
        with refused("store.no_channel", channel=CHANNEL), ledger.transaction():
            answer = getattr(ledger, ask)(CHANNEL)
            list(answer) if ask == "acts" else answer

    # Acts

    def test_it_gives_back_what_was_appended_byte_for_byte(self, opened):
        acts = feed("ma", 5)
        with opened.transaction():
            opened.append(CHANNEL, acts)
        assert [envelope for _, envelope in opened.acts(CHANNEL)] == [a.envelope for a in acts]

    def test_arrival_numbers_rise_and_the_tip_is_the_last(self, opened):
        assert opened.tip(CHANNEL) == 0
        for act in feed("ma", 4):
            with opened.transaction():
                opened.append(CHANNEL, (act,))
        numbers = [n for n, _ in opened.acts(CHANNEL)]
        assert numbers == sorted(set(numbers))
        assert opened.tip(CHANNEL) == numbers[-1]

    def test_it_gives_only_what_came_after(self, opened):
        with opened.transaction():
            opened.append(CHANNEL, feed("ma", 6))
        every = list(opened.acts(CHANNEL))
        assert list(opened.acts(CHANNEL, after=every[2][0])) == every[3:]

    def test_channels_do_not_mix(self, opened):
        ours, joint = feed("ma", 3, charter=NATIONAL), feed("pk", 3)
        for own, other in zip(ours, joint, strict=True):
            with opened.transaction():
                opened.append(NATIONAL.channel, (own,))
                opened.append(CHANNEL, (other,))
        assert [e.id for _, e in opened.acts(NATIONAL.channel)] == [a.id for a in ours]
        assert [e.id for _, e in opened.acts(CHANNEL)] == [a.id for a in joint]

    def test_it_pages_through_more_than_one_page(self, opened):
        acts = feed("pk", 1203)
        with opened.transaction():
            opened.append(CHANNEL, acts)
        assert [envelope.id for _, envelope in opened.acts(CHANNEL)] == [a.id for a in acts]

    def test_both_branches_of_a_fork_are_kept(self, opened):
        acts = feed("pk", 3)
        other = Author(CHARTER, "pk", feed=acts[:2]).state("another", "comment")
        with opened.transaction():
            opened.append(CHANNEL, (*acts, other))
        assert {envelope.id for _, envelope in opened.acts(CHANNEL)} == {
            act.id for act in (*acts, other)
        }

    def test_an_act_cannot_be_appended_twice(self, opened):
        acts = feed("pk", 2)
        with opened.transaction():
            opened.append(CHANNEL, acts)
        with pytest.raises(Exception, match=r"append only|already"), opened.transaction():
            opened.append(CHANNEL, acts[1:])
        assert len(list(opened.acts(CHANNEL))) == 2

    # Acts signed here

    def test_it_takes_own_acts_that_follow_the_head(self, opened):
        for act in feed("ma", 3):
            with opened.transaction():
                opened.append(CHANNEL, (act,), signed=True)
        assert opened.head(CHANNEL).seq == 2

    def test_it_refuses_to_give_one_number_twice(self, opened):
        acts = feed("ma", 3)
        twin = Author(CHARTER, "ma", feed=acts[:2]).state("another", "comment")
        with opened.transaction():
            opened.append(CHANNEL, acts, signed=True)
        with refused("node.not_next", expected=3), opened.transaction():
            opened.append(CHANNEL, (twin,), signed=True)

    def test_it_refuses_a_gap_in_its_own_feed(self, opened):
        acts = feed("ma", 3)
        with refused("node.not_next"), opened.transaction():
            opened.append(CHANNEL, (acts[0], acts[2]), signed=True)
        assert opened.tip(CHANNEL) == 0

    def test_it_refuses_to_sign_for_another(self, opened):
        with refused("node.not_next"), opened.transaction():
            opened.append(CHANNEL, feed("pk", 1), signed=True)

    def test_it_keeps_an_own_branch_that_comes_from_outside(self, opened):
        acts = feed("ma", 3)
        twin = Author(CHARTER, "ma", feed=acts[:2]).state("another", "comment")
        with opened.transaction():
            opened.append(CHANNEL, (*acts, twin))
        assert len(list(opened.acts(CHANNEL))) == 4

    def test_own_acts_raise_the_high_water_at_commit(self, opened, marks):
        acts = feed("ma", 3)
        with opened.transaction():
            opened.append(CHANNEL, acts, signed=True)
        assert marks()[CHANNEL].id == acts[-1].id

    def test_the_acts_of_others_do_not(self, opened, marks):
        with opened.transaction():
            opened.append(CHANNEL, feed("pk", 3))
        assert CHANNEL not in marks()

    # Locks

    def test_a_locked_channel_refuses_signed_acts_and_says_why(self, opened):
        acts = feed("ma", 2)
        with opened.transaction():
            opened.lock(CHANNEL, "restored")
        with refused("node.locked", why="restored"), opened.transaction():
            opened.append(CHANNEL, acts, signed=True)

    def test_a_locked_channel_takes_what_comes_from_outside(self, opened):
        with opened.transaction():
            opened.lock(CHANNEL, "restored")
            opened.append(CHANNEL, (*feed("pk", 2), *feed("ma", 2)))
        assert len(list(opened.acts(CHANNEL))) == 4

    def test_the_first_reason_of_a_lock_stays(self, opened):
        with opened.transaction():
            opened.lock(CHANNEL, "restored")
            opened.lock(CHANNEL, "behind")
        assert opened.locked(CHANNEL) == "restored"
        assert opened.locked(NATIONAL.channel) is None

    def test_unlocking_opens_and_sets_the_high_water_to_the_head(self, opened, marks):
        acts = feed("ma", 2)
        with opened.transaction():
            opened.append(CHANNEL, acts)
            opened.lock(CHANNEL, "restored")
        with opened.transaction():
            opened.unlock(CHANNEL)
        assert opened.locked(CHANNEL) is None
        assert marks()[CHANNEL].seq == 1

    # Transactions

    def test_a_failed_transaction_leaves_nothing(self, ledger, marks):
        with pytest.raises(ZeroDivisionError), ledger.transaction():
            ledger.open(CHARTER.envelope)
            ledger.append(CHANNEL, feed("ma", 2), signed=True)
            ledger.wait(CHANNEL, feed("pk", 2))
            ledger.note("a", b"1")
            ledger.lock(CHANNEL, "why")
            raise ZeroDivisionError
        assert ledger.channels() == ()
        assert ledger.noted("a") is None
        assert marks() == {}

    def test_after_a_failed_transaction_work_goes_on(self, opened):
        acts = feed("ma", 2)
        with pytest.raises(ZeroDivisionError), opened.transaction():
            opened.append(CHANNEL, acts[:1], signed=True)
            raise ZeroDivisionError
        with opened.transaction():
            opened.append(CHANNEL, acts, signed=True)
        assert len(list(opened.acts(CHANNEL))) == 2

    def test_a_nested_transaction_joins_the_outer(self, opened):
        with pytest.raises(ZeroDivisionError), opened.transaction():
            with opened.transaction():
                opened.note("inner", b"1")
            raise ZeroDivisionError
        assert opened.noted("inner") is None

    def test_nothing_is_written_outside_a_transaction(self, opened):
        for write in (
            lambda: opened.append(CHANNEL, feed("ma", 1)),
            lambda: opened.open(charter_of("ma", "tr").envelope),
            lambda: opened.note("a", b"1"),
            lambda: opened.wait(CHANNEL, feed("pk", 1)),
            lambda: opened.lock(CHANNEL, "why"),
        ):
            with pytest.raises(RuntimeError):
                write()

    # Waiting acts

    def test_waiting_acts_are_kept_once_and_given_back(self, opened):
        acts = feed("pk", 4)
        with opened.transaction():
            opened.wait(CHANNEL, acts[2:])
            opened.wait(CHANNEL, acts[2:])
        assert opened.waiting(CHANNEL) == tuple(acts[2:])
        assert opened.waiting(NATIONAL.channel) == ()
        assert opened.waiting(CHANNEL)[0].envelope == acts[2].envelope

    def test_a_copy_with_a_false_signature_does_not_keep_the_good_one_from_waiting(self, opened):
        good = feed("pk", 3)[2]
        (signature,) = good.envelope.signatures
        false = Signature(signature.keyid, b"\1" * 64)
        copy = read_act(Envelope(good.envelope.type, good.envelope.payload, (false,)))
        with opened.transaction():
            opened.wait(CHANNEL, (copy,))
            opened.wait(CHANNEL, (copy, good))
        kept = [act.envelope.signatures[0].sig for act in opened.waiting(CHANNEL)]
        assert kept == [false.sig, signature.sig]
        with opened.transaction():
            opened.unwait(CHANNEL, [good.id])
        assert opened.waiting(CHANNEL) == ()

    def test_admitted_acts_wait_no_longer(self, opened):
        acts = feed("pk", 4)
        with opened.transaction():
            opened.wait(CHANNEL, acts[2:])
        with opened.transaction():
            opened.unwait(CHANNEL, [acts[2].id, acts[0].id])
        assert opened.waiting(CHANNEL) == (acts[3],)

    # Notes

    def test_notes_are_written_replaced_and_removed(self, ledger):
        with ledger.transaction():
            ledger.note("peer/pk", b"1")
            ledger.note("peer/pk", b"\x00\xff")
            ledger.note("gone", b"1")
            ledger.note("gone", b"")
        assert ledger.noted("peer/pk") == b"\x00\xff"
        assert ledger.noted("gone") is None

    def test_notes_are_listed_by_their_exact_beginning(self, ledger):
        with ledger.transaction():
            for key in ("peer/pk", "peer/ma", "Peer/x", "peer_x", "peer", "people/é"):
                ledger.note(key, key.encode())
        assert list(ledger.notes("peer/")) == ["peer/ma", "peer/pk"]
        assert list(ledger.notes("people/é")) == ["people/é"]
        assert len(ledger.notes("")) == 6


class ShelfContract:
    """Tests of a shelf; a child class gives ``shelf`` and ``ledger`` fixtures."""

    BLOBS = (b"", b"small", bytes(range(256)) * 4096, b"x" * (1024 * 1024 + 1))

    @pytest.mark.parametrize("attachment", [False, True])
    def test_it_gives_back_what_was_put(self, ledger, shelf, attachment):
        with ledger.transaction():
            names = [shelf.put(blob, attachment=attachment) for blob in self.BLOBS]
        assert [shelf.get(name) for name in names] == list(self.BLOBS)
        assert all(shelf.has(name) for name in names)

    def test_it_knows_what_it_does_not_have(self, shelf):
        assert shelf.get("00" * 32) is None
        assert not shelf.has("00" * 32)

    @pytest.mark.parametrize("attachment", [False, True])
    def test_what_is_removed_is_gone(self, ledger, shelf, attachment):
        with ledger.transaction():
            name = shelf.put(b"recalled", attachment=attachment)
        with ledger.transaction():
            shelf.remove(name)
            shelf.remove("00" * 32)
        assert (shelf.has(name), shelf.get(name)) == (False, None)

    def test_putting_twice_changes_nothing(self, ledger, shelf):
        with ledger.transaction():
            first = shelf.put(b"same")
            assert shelf.put(b"same", attachment=True) == first
        assert shelf.get(first) == b"same"
