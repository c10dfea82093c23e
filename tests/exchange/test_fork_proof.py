"""The portable proof of a fork: made by a node, checked by anybody, by openssl too."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from mithaq.exchange.fork import proof_files, prove_fork, verify_fork, write_proof
from mithaq.exchange.verify import verify_tar
from mithaq.record.envelope import Envelope
from mithaq.record.refusal import Refusal
from tests.exchange.forge import canonical, code_of
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import Key, charter_of, manifest, node_key
from tests.vectors.generate_export import exported, forked


@pytest.fixture(scope="module")
def side():
    return forked()


@pytest.fixture
def proof(side):
    (fork,) = side.channel.forks()
    return prove_fork(side.channel, fork, acts=side)


def changed(proof, change):
    fields = json.loads(proof)
    change(fields)
    return canonical(fields) + b"\n"


def test_a_fork_is_proved_by_one_file_that_needs_no_history(side, proof):
    told = verify_fork(proof, channel=side.charter.channel)
    assert (told.party, told.seq) == (MA, 4)
    assert tuple(act.id for act in told.acts) == side.channel.forks()[0].ids
    # Morocco had changed its key before it forked: the proof carries the manifest.
    assert len(json.loads(proof)["keys"]) == 1


def test_the_proof_is_the_same_from_either_side_and_order(side, proof):
    again = forked()
    assert prove_fork(again.channel, again.channel.forks()[0], acts=again) == proof


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_openssl_checks_what_the_proof_lays_out(side, proof, tmp_path):
    for name, data in proof_files(verify_fork(proof)).items():
        (tmp_path / name).write_bytes(data)
    for number in (1, 2):
        asked = f"pkeyutl -verify -pubin -inkey {number}.pem -rawin -in {number}.bin -sigfile {number}.sig"
        subprocess.run(["openssl", *asked.split()], cwd=tmp_path, capture_output=True, check=True)
    crossed = "pkeyutl -verify -pubin -inkey 1.pem -rawin -in 1.bin -sigfile 2.sig"
    done = subprocess.run(
        ["openssl", *crossed.split()], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode


def test_what_is_no_fork_is_no_proof(side, proof):
    fields = json.loads(proof)
    one, two = fields["acts"]

    def acts(*given):
        return code_of(verify_fork, changed(proof, lambda told: told.update(acts=list(given))))

    assert acts(one, one) == "E_PROOF"
    assert acts(two, one) == "E_PROOF"
    assert acts(one) == "E_FIELD"
    ma, _ = sides()
    first, second = (ma.join(), ma.say("x"))
    pair = sorted((first, second), key=lambda act: act.id)
    plain = write_proof(ma.charter.envelope, keys=(), acts=[act.envelope for act in pair])
    assert code_of(verify_fork, plain) == "E_PROOF"


def test_a_false_proof_accuses_nobody(side, proof):
    def with_act(change):
        def apply(fields):
            change(fields["acts"][0])

        return code_of(verify_fork, changed(proof, apply))

    assert with_act(lambda act: act["signatures"][0].update(sig="A" * 86 + "==")) == "E_SIG"
    assert with_act(lambda act: act["signatures"][0].update(keyid=Key("thief").id)) == "E_KEY"
    assert code_of(verify_fork, changed(proof, lambda told: told.update(keys=[]))) == "E_KEY"
    assert code_of(verify_fork, proof, channel="0" * 64) == "E_CHANNEL"
    assert code_of(verify_fork, proof[:-1]) == "E_CUT"
    assert code_of(verify_fork, changed(proof, lambda told: told.update(note=1))) == "E_FIELD"
    assert code_of(verify_fork, changed(proof, lambda told: told.update(kind="x"))) == "E_FIELD"
    assert code_of(verify_fork, b" " * (5 << 20)) == "E_SIZE"
    other = charter_of(MA, PK, title="another").envelope
    acts = verify_fork(proof).acts
    swapped = write_proof(other, keys=(), acts=[act.envelope for act in acts])
    assert code_of(verify_fork, swapped) == "E_CHANNEL"


def test_a_forged_twin_of_an_act_proves_nothing(side):
    ma, _ = sides()
    true = ma.join()
    false = ma.author.envelope(
        "join", {"charter": ma.charter.channel}, seq=0, prev=None, salt="0" * 32
    )
    forged = Envelope(false.type, false.payload, ()).signed(true.key, b"\1" * 64)
    pair = sorted((true.envelope, forged), key=lambda one: one.id)
    assert code_of(verify_fork, write_proof(ma.charter.envelope, keys=(), acts=pair)) == "E_SIG"


def test_a_manifest_of_another_party_does_not_help(side, proof):
    other = manifest(side.charter, PK, node=(node_key(MA, 1),))
    acts = [act.envelope for act in verify_fork(proof).acts]
    assert (
        code_of(verify_fork, write_proof(side.charter.envelope, keys=[other], acts=acts))
        == "E_PARTY"
    )


def test_a_fork_whose_acts_are_not_here_cannot_be_proved(side):
    (fork,) = side.channel.forks()
    (fresh, _) = sides()
    with pytest.raises(Refusal) as refused:
        prove_fork(fresh.channel, fork, acts=fresh)
    assert refused.value.code == "E_PROOF"


def test_a_fork_of_two_rival_changes_of_keys_is_proved_and_can_be_sent_and_exported():
    ma, pk = sides()
    ma.join()
    left, right = (Side(ma.charter, MA, lines=list(ma.lines)) for _ in range(2))
    for n, side in enumerate((left, right), 1):
        side.fold()
        side.author.feed = list(ma.author.feed)
        rival = manifest(ma.charter, MA, node=(node_key(MA, n),), salt=f"{n:032x}")
        side.author.rotate(manifest=rival, key=node_key(MA, n))
        for _ in range(n):
            side.say("mine")
        pk.apply(side.tar(to=PK, number=n))
    (fork,) = pk.channel.forks()
    assert verify_fork(prove_fork(pk.channel, fork, acts=pk)).seq == 1
    left.apply(pk.tar(to=MA))
    left.author.key = node_key(MA, 2)  # the longer branch is the head
    pk.apply(left.tar(to=PK, number=9))
    assert verify_tar([exported(left)]).forks == verify_tar([exported(pk)]).forks
