"""Verifying exports: streamed, in bounded memory, over several processes, with one answer."""

from __future__ import annotations

import multiprocessing
import tracemalloc

import pytest

from mithaq.exchange.members import ACTS, order
from mithaq.exchange.tar import Member
from mithaq.exchange.verify import check_signatures, verify_export, verify_tar
from mithaq.record.envelope import Envelope, read_envelope, write_envelope
from mithaq.record.refusal import Refusal
from mithaq.record.standing import standing_json
from tests.exchange.forge import pairs_of, replaced, resigned, tar_of
from tests.exchange.side import MA, Side, sides
from tests.record.make import charter_of
from tests.vectors.generate_export import exported, story


@pytest.fixture(scope="module")
def long():
    """A channel of some thousands of acts, exported by Morocco."""
    ma, pk = sides()
    ma.join()
    pk.join()
    ma.apply(pk.tar(to=MA))
    ma.propose()
    for number in range(2_500):
        ma.say(str(number))
    return ma, exported(ma)


def false_signature(line):
    old = read_envelope(line)
    bare = Envelope(old.type, old.payload, ())
    return write_envelope(bare.signed(old.signatures[0].keyid, b"\1" * 64))


def with_lines(side, tar, change):
    pairs = pairs_of(tar)
    lines = dict(pairs)[ACTS].splitlines()
    change(lines)
    data = b"".join(line + b"\n" for line in lines)
    return tar_of(resigned(replaced(pairs, ACTS, data), side.key))


def test_an_export_says_what_both_nodes_say():
    ma, pk = story()
    pk.apply(ma.tar(to="pk"))
    told = [verify_tar([exported(side)]) for side in (ma, pk)]
    assert {one.standing for one in told} == {standing_json(ma.channel)["standing"]}
    assert {one.agreed for one in told} == {standing_json(pk.channel)["agreed"]}
    assert told[0].json()["parties"] == ("ma", "pk")
    assert told[0].blob_bytes == sum(len(data) for data in ma.shelf.values())


def test_several_processes_give_the_same_answer(long):
    _, tar = long
    with multiprocessing.Pool(2) as pool:

        def submit(chunk):
            return pool.apply_async(check_signatures, (chunk,)).get

        told = verify_tar([tar], submit=submit)
    assert told == verify_tar([tar])


def test_the_first_fault_is_the_one_named_however_late_signatures_are_judged(long):
    ma, tar = long

    for later in (702, 1500):

        def two_faults(lines, later=later):
            lines[700] = false_signature(lines[700])
            lines[later], lines[later + 1] = lines[later + 1], lines[later]

        bad = with_lines(ma, tar, two_faults)
        for submit in (_later, _at_once, None):
            with pytest.raises(Refusal) as refused:
                verify_tar([bad], submit=submit)
            assert refused.value.code == "E_SIG"
            assert (refused.value.fields["seq"], refused.value.fields["line"]) == (699, 701)

    def order_first(lines):
        lines[700] = false_signature(lines[700])
        lines[500], lines[501] = lines[501], lines[500]

    with pytest.raises(Refusal) as refused:
        verify_tar([with_lines(ma, tar, order_first)])
    assert refused.value.code == "E_ORDER"
    assert refused.value.fields["line"] == 501


def _later(chunk):
    return lambda: check_signatures(chunk)


def _at_once(chunk):
    answer = check_signatures(chunk)
    return lambda: answer


def test_a_changed_byte_is_named_by_file_line_and_fault(long):
    _, tar = long
    place = tar.index(b"eyJ", tar.index(ACTS.encode()) + 512 + 900_000)
    bad = tar[:place] + b"X" + tar[place + 1 :]
    with pytest.raises(Refusal) as refused:
        verify_tar([bad])
    assert refused.value.code == "E_HASH"
    assert refused.value.fields["name"] == ACTS
    assert refused.value.fields["line"] > 500
    assert refused.value.fields["why"] in ("E_JSON", "E_CANON", "E_FIELD")


def test_memory_does_not_hold_the_lines(long):
    _, tar = long
    chunks = [tar[at : at + 65_536] for at in range(0, len(tar), 65_536)]
    tracemalloc.start()
    verify_tar(iter(chunks))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(tar)


def test_a_folder_is_the_same_files(long):
    _, tar = long
    pairs = sorted(dict(pairs_of(tar)).items(), key=lambda pair: order(pair[0], kind="export"))
    members = (
        Member(
            name=name,
            size=len(data),
            chunks=[data[at : at + 999] for at in range(0, len(data), 999)],
        )
        for name, data in pairs
    )
    assert verify_export(members) == verify_tar([tar])


def test_a_national_channel_is_exported_with_what_its_contents_name():
    lone = Side(charter_of(MA), MA)
    lone.join()
    lone.propose(attached=(b"a private scan",))
    told = verify_tar([exported(lone)])
    assert (told.blobs, told.absent) == (2, ())


def test_signatures_are_checked_in_chunks():
    ma, _ = sides()
    acts = [ma.join(), ma.say("x")]
    public = ma.key.public
    good = [(public, act.envelope.pae, act.envelope.signatures[0].sig) for act in acts]
    assert check_signatures(good) == -1
    assert check_signatures([good[0], (public, b"other", good[1][2])]) == 1
    assert check_signatures([]) == -1
