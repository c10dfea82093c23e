"""Bundles: parts in any order, nothing but this channel's, the same bytes for the same acts."""

from __future__ import annotations

import io
import itertools
import shutil
import subprocess
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.exchange.feed import ingest, page
from mithaq.exchange.joint import JointLedger
from mithaq.exchange.tar import Member, header, read_tar, write_tar
from mithaq.record.channel import Channel
from mithaq.record.envelope import write_envelope
from tests.exchange.forge import code_of, pairs_of, payload_of
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import charter_of


@pytest.fixture
def two():
    ma, pk = sides()
    ma.join()
    pk.join()
    ma.propose(attached=(b"the scan", b"a map" * 50))
    ma.say("begun")
    ma.propose(record="programme", text="next year", attached=(b"table" * 100,))
    return ma, pk


def tars(side, size, **changes):
    return [b"".join(part.chunks()) for part in side.write(to=PK, size=size, **changes)]


# ---------------------------------------------------------------- parts


def test_parts_in_every_order_end_in_one_state(two):
    ma, _ = two
    parts = tars(ma, 2_200)
    assert len(parts) == 4
    whole = Side(ma.charter, PK)
    whole.apply(ma.tar(to=PK))
    for order in itertools.permutations(range(4)):
        pk = Side(ma.charter, PK)
        for part in order:
            done = pk.apply(parts[part])
            assert not done.evidence
        assert pk.state()[:4] == whole.state()[:4]
        assert pk.apply(parts[order[0]]).already


def test_a_lost_part_loses_its_range_alone_and_the_next_bundle_brings_it(two):
    ma, pk = two
    parts = tars(ma, 2_200)
    for part in (0, 2, 3):
        pk.apply(parts[part])
    assert pk.sizes()[MA] == 1
    assert pk.waiting
    # The answer's heads say what came; the next bundle starts there.
    manifest = ma.apply(pk.tar(to=MA)) and payload_of(pairs_of(pk.tar(to=MA)))
    pk.apply(ma.tar(to=PK, have={MA: manifest["heads"][MA]["size"]}))
    assert pk.sizes()[MA] == 4
    assert not pk.waiting


def test_an_act_whose_blobs_do_not_fit_is_repeated_so_that_every_part_names_its_own(two):
    ma, _ = two
    ma.propose(record="map", text="big", attached=tuple(bytes([n]) * 3_000 for n in range(3)))
    parts = tars(ma, 4_000)
    pk = Side(ma.charter, PK)
    for part in reversed(parts):
        assert pk.open(part).unnamed == ()
        pk.apply(part)
    assert sorted(pk.shelf) == sorted(ma.shelf)


def test_the_same_acts_give_the_same_bytes(two):
    ma, _ = two
    assert ma.tar(to=PK, number=5, salt="0" * 32) == ma.tar(to=PK, number=5, salt="0" * 32)


def test_a_bundle_is_an_ordinary_tar(two, tmp_path):
    ma, _ = two
    tar = ma.tar(to=PK)
    with tarfile.open(fileobj=io.BytesIO(tar)) as opened:
        names = opened.getnames()
        assert [(m.mtime, m.mode, m.isreg()) for m in opened] == [(0, 0o644, True)] * len(names)
        assert {name: opened.extractfile(name).read() for name in names} == dict(pairs_of(tar))
    if shutil.which("sha256sum") is None:
        pytest.skip("needs sha256sum")
    (tmp_path / "b.tar").write_bytes(tar)
    subprocess.run(["tar", "xf", "b.tar"], cwd=tmp_path, check=True)
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)


# ---------------------------------------------------------------- nothing but this channel's


def test_exchange_cannot_be_given_a_channel_of_one_party():
    lone = Side(charter_of(MA), MA)
    lone.join()
    assert code_of(JointLedger, lone.channel, acts=lone, blobs=lone) == "E_NOT_JOINT"


def test_only_blobs_the_channel_names_go_out(two):
    ma, pk = two
    secret = ma.put(b"a national paper")
    assert ma.ledger.blob(secret) is None
    assert ma.ledger.blob("0" * 64) is None
    tar = ma.tar(to=PK, send=[secret, "0" * 64])
    assert b"a national paper" not in tar
    assert secret.encode() not in tar
    pk.apply(tar)
    assert secret not in pk.shelf


def test_two_worlds_that_differ_in_other_blobs_write_the_same_bytes(two):
    ma, _ = two
    before = ma.tar(to=PK, number=3, salt="0" * 32)
    for number in range(20):
        ma.put(b"private %d" % number)
    assert ma.tar(to=PK, number=3, salt="0" * 32) == before


def test_a_blob_that_was_asked_for_comes_later(two):
    ma, pk = two
    scan = next(name for name, data in ma.shelf.items() if data == b"the scan")
    data = ma.shelf.pop(scan)
    pk.apply(ma.tar(to=PK))
    wants = pk.ledger.absent()
    assert wants == (scan,)
    ma.shelf[scan] = data
    asked = pk.tar(to=MA, wants=wants)
    assert ma.apply(asked).receipt.wanted == wants
    done = pk.apply(ma.tar(to=PK, have=pk.sizes(), send=wants))
    assert done.receipt.blobs == (scan,)
    assert pk.ledger.absent() == ()


def test_a_blob_nobody_asked_for_and_nothing_names_is_refused(two):
    ma, pk = two
    scan = next(name for name, data in ma.shelf.items() if data == b"the scan")
    later = ma.tar(to=PK, have=ma.sizes(), send=[scan])
    # The reader holds no act that names it yet.
    assert code_of(pk.apply, later) == "E_BLOB"
    assert not pk.shelf


# ---------------------------------------------------------------- one door


def test_pages_and_bundles_end_alike(two):
    ma, _ = two
    by_bundle = Side(ma.charter, PK)
    by_bundle.apply(ma.tar(to=PK))
    by_page = Channel(ma.charter)
    after, rounds = -1, 0
    while after is not None:
        got = page(ma.ledger, party=MA, after=after, acts=1)
        ingest(by_page, (), got.lines)
        after, rounds = got.next, rounds + 1
    assert rounds == 4
    assert by_page.heads()[MA] == by_bundle.channel.heads()[MA]


def _world():
    ma, pk = sides()
    ma.join()
    pk.join()
    version = ma.propose()
    pk.apply(ma.tar(to=PK))
    pk.accept(version)
    ma.apply(pk.tar(to=MA))
    for number in range(3):
        ma.say(f"done {number}")
        pk.apply(ma.tar(to=PK))
        pk.say(f"seen {number}")
        ma.apply(pk.tar(to=MA))
    return ma


WORLD = _world()
LINES = [write_envelope(one) for one in WORLD.lines]


@given(st.permutations(LINES), st.lists(st.sampled_from(LINES)), st.integers(1, 9))
def test_any_order_any_repetition_any_pages_give_one_state(lines, again, size):
    channel, waiting = Channel(WORLD.charter), ()
    given_lines = [*lines[:5], *again, *lines[5:], *again]
    admitted = 0
    for start in range(0, len(given_lines), size):
        done = ingest(channel, waiting, given_lines[start : start + size])
        waiting, admitted = done.waiting, admitted + len(done.admitted)
        assert not done.refused
        assert not done.dropped
    assert admitted == len(LINES)
    assert not waiting
    assert channel.heads() == WORLD.channel.heads()


@given(
    st.lists(
        st.tuples(st.text("abc./-0", min_size=1, max_size=100), st.binary(max_size=1500)),
        max_size=5,
    )
)
def test_a_tar_reads_back_as_it_was_written_and_has_one_form(pairs):
    tar = b"".join(
        write_tar(Member(name=name, size=len(data), chunks=(data,)) for name, data in pairs)
    )
    cut = [tar[at : at + 333] for at in range(0, len(tar), 333)]
    assert [(one.name, b"".join(one.chunks)) for one in read_tar(cut, limit=1 << 20)] == pairs
    with tarfile.open(fileobj=io.BytesIO(tar)) as opened:
        assert [one.size for one in opened] == [len(data) for _, data in pairs]


def test_names_no_tar_may_hold():
    for name in ("", "x" * 101, "é", "a\nb", "a\0b"):
        assert code_of(header, name, 0) == "E_MEMBER"
    assert code_of(header, "a", -1) == code_of(header, "a", 8**11) == "E_SIZE"


def test_what_waited_and_proves_bad_is_dropped_and_named():
    """A waiting act that breaks a rule once its cause comes spoils nothing else."""
    ma, pk = sides()
    ma.join()
    pk.join()
    line = pk.author.envelope("ack", {}, seen={MA: (1, "0" * 64)})
    cause = ma.say("the cause")
    wrong = pk.author.envelope("ack", {}, seen={MA: (2, cause.id)})
    first = ingest(pk.channel, (), [write_envelope(wrong), write_envelope(line)])
    assert len(first.waiting) == 2
    done = ingest(pk.channel, first.waiting, [write_envelope(one) for one in ma.lines])
    assert [(act.id, why.code) for act, why in done.dropped] == [(wrong.id, "E_FIELD")]
    assert len(done.admitted) == 2
    assert [act.id for act in done.waiting] == [line.id]


def test_the_summary_is_given_words_and_nothing_rests_on_them(two):
    ma, pk = two
    tar = ma.tar(to=PK, summary=lambda facts: f"{facts.acts[MA]} actes, {facts.blobs} pièces\n")
    assert pk.open(tar).summary == "4 actes, 5 pièces\n"
    pk.apply(tar)
