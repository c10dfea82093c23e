"""Public test data, unchanged: where we differ, the policy that makes us differ is named."""

import base64
import json
from pathlib import Path

import cryptography_vectors
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from securesystemslib.dsse import Envelope as TheirEnvelope
from securesystemslib.signer import Key as TheirKey
from securesystemslib.signer import SSlibKey

from mithaq.record.canonical import canonical, parse
from mithaq.record.envelope import read_envelope, write_envelope
from mithaq.record.keys import SMALL_ORDER, verify
from mithaq.record.merkle import verify_consistency, verify_inclusion
from mithaq.record.refusal import Refusal
from tests import needs
from tests.record.make import Author, charter_of, node_key

YARDSTICKS = needs.SHARED / "yardsticks" / "record"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def second_opinion(public, message, sig):
    """Verify by OpenSSL with the same fourteen encodings refused."""
    if len(public) != 32 or len(sig) != 64 or {public, sig[:32]} & SMALL_ORDER:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(sig, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@needs.yardsticks
def test_two_libraries_agree_on_every_edge_of_ed25519():
    cases = read(YARDSTICKS / "ed25519vectors.json")
    split = []
    for case in cases:
        public, sig = bytes.fromhex(case["key"]), bytes.fromhex(case["sig"])
        message = case["msg"].encode()
        ours, theirs = verify(public, message, sig), second_opinion(public, message, sig)
        if ours != theirs:
            split.append(case["number"])
        small = {"low_order_A", "low_order_R"} & set(case["flags"] or ())
        assert not (small and ours), case["number"]
    assert len(cases) == 914
    assert split == []


@needs.yardsticks
def test_wycheproof_ed25519_comes_out_as_published():
    tried = 0
    for group in read(YARDSTICKS / "wycheproof_ed25519_test.json")["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            message, sig = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
            wanted = case["result"] == "valid"
            assert verify(public, message, sig) is wanted, case
            assert second_opinion(public, message, sig) is wanted, case
            tried += 1
    assert tried == 151


@pytest.mark.long
def test_all_1024_cases_of_rfc_8032_verify_and_fail_with_another_message():
    folder = Path(cryptography_vectors.__file__).parent / "asymmetric" / "Ed25519"
    lines = (folder / "sign.input").read_text().split()
    assert len(lines) == 1024
    for line in lines:
        _, public, message, signed, _ = line.split(":")
        public, sig, message = (bytes.fromhex(x) for x in (public, signed[:128], message))
        assert verify(public, message, sig)
        assert not verify(public, message + b"\0", sig)


# RFC 8785's own data: what MJ-1 refuses, and why. The rest must come out byte for byte.
REFUSED_BY_MJ1 = {
    "values.json": "number",  # floats
    "weird.json": "key",  # keys outside printable ASCII
    "structures.json": "key",  # an empty key, and one with a space
    "french.json": "key",  # keys with accents
    "unicode.json": "key",  # a key with a space
}


@needs.yardsticks
@pytest.mark.parametrize(
    "name",
    ["arrays.json", "french.json", "structures.json", "unicode.json", "values.json", "weird.json"],
)
def test_rfc_8785_data_come_out_byte_for_byte_or_are_refused_by_name(name):
    value = read(YARDSTICKS / "jcs" / "input" / name)
    wanted = (YARDSTICKS / "jcs" / "output" / name).read_bytes()
    if name in REFUSED_BY_MJ1:
        for act in (lambda: canonical(value), lambda: parse(wanted)):
            with pytest.raises(Refusal) as refused:
                act()
            assert refused.value.code == "E_LIMIT"
            assert refused.value.fields["limit"] == REFUSED_BY_MJ1[name]
        return
    assert canonical(value) == wanted
    assert parse(wanted) == value
    told = (YARDSTICKS / "jcs" / "outhex" / name.replace(".json", ".txt")).read_text()
    assert bytes.fromhex(told) == wanted


# Proofs we refuse and the data accept: every hash of ours has 32 bytes, and nothing is proved from
# size 0 (the data refuse that too, by now).
REFUSED_PROOFS = {"consistency/additional/sizes-are-equal-one-and-proof-is-empty.json"}


@needs.yardsticks
def test_merkle_proofs_come_out_as_published_but_for_the_two_policies():
    folder = YARDSTICKS / "merkle"
    cases = {"inclusion": included, "consistency": consistent}
    paths = [path for kind in cases for path in (folder / kind).rglob("*.json")]
    differ = set()
    for path in paths:
        case = read(path)
        name = str(path.relative_to(folder))
        if cases[name.split("/", maxsplit=1)[0]](case) is case["wantErr"]:
            differ.add(name)
    assert len(paths) == 196
    assert differ == REFUSED_PROOFS


def included(case):
    return verify_inclusion(
        base64.b64decode(case["leafHash"]),
        index=case["leafIdx"],
        size=case["treeSize"],
        proof=[base64.b64decode(one) for one in case["proof"] or []],
        root=base64.b64decode(case["root"]),
    )


def consistent(case):
    return verify_consistency(
        base64.b64decode(case["root1"]),
        old=case["size1"],
        new=case["size2"],
        proof=[base64.b64decode(one) for one in case["proof"] or []],
        root=base64.b64decode(case["root2"]),
    )


def test_securesystemslib_verifies_our_envelopes():
    act = Author(charter_of("ma", "pk"), "ma").join()
    key = node_key("ma")
    theirs = TheirEnvelope.from_dict(json.loads(write_envelope(act.envelope)))
    assert theirs.pae() == act.envelope.pae
    assert list(theirs.verify([their_key(key)], 1)) == [key.id]


def test_we_read_the_envelopes_of_securesystemslib():
    act = Author(charter_of("ma", "pk"), "ma").join()
    theirs = TheirEnvelope.from_dict(json.loads(write_envelope(act.envelope)))
    assert read_envelope(canonical(theirs.to_dict())) == act.envelope


def their_key(key) -> TheirKey:
    return SSlibKey(key.id, "ed25519", "ed25519", {"public": key.public.hex()})
