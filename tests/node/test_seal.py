from __future__ import annotations

import pyrage
import pytest

from mithaq.node.seal import seal, unseal

from .refusing import refused

OURS = pyrage.x25519.Identity.generate()
THEIRS = pyrage.x25519.Identity.generate()


def test_what_is_sealed_to_us_opens():
    sealed = seal(b"bundle", [str(THEIRS.to_public()), str(OURS.to_public())])
    assert unseal(sealed, [str(OURS)]) == b"bundle"


def test_what_is_sealed_to_another_does_not():
    with refused("node.sealed"):
        unseal(seal(b"bundle", [str(THEIRS.to_public())]), [str(OURS)])


@pytest.mark.parametrize(
    "change", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b"", lambda b: b[1:]]
)
def test_what_was_cut_or_lengthened_does_not(change):
    with refused("node.sealed"):
        unseal(change(seal(b"bundle", [str(OURS.to_public())])), [str(OURS)])


def test_every_flipped_byte_is_refused():
    good = seal(b"bundle", [str(OURS.to_public())])
    for at in range(len(good)):
        bad = bytearray(good)
        bad[at] ^= 1
        with refused("node.sealed"):
            unseal(bytes(bad), [str(OURS)])


def test_a_passphrase_file_is_refused_unread():
    with refused("node.sealed"):
        unseal(pyrage.passphrase.encrypt(b"x", "p"), [str(OURS)])


def test_too_large_a_file_is_refused_before_it_is_opened():
    with refused("node.seal_size", size=11, limit=10):
        unseal(b"x" * 11, [str(OURS)], limit=10)


@pytest.mark.parametrize("recipient", ["", "age1", "ssh-ed25519 AAAA", "age1" + "q" * 58])
def test_a_wrong_recipient_is_refused(recipient):
    with refused("node.recipient"):
        seal(b"x", [recipient])
    with refused("node.recipient"):
        seal(b"x", [])


def test_a_wrong_identity_is_refused():
    with refused("node.bad_key"):
        unseal(seal(b"x", [str(OURS.to_public())]), ["AGE-SECRET-KEY-1"])
