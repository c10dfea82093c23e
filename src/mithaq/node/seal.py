"""Sealing files with age, to X25519 recipients only.

A sealed file says nothing about who sealed it; what is inside is signed. Sizes are capped before
anything is opened, and a file sealed with a passphrase is refused unread: its header could ask
for hours of work.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyrage

from mithaq.record.refusal import Refusal

LIMIT = 1024 * 1024 * 1024
"""The most bytes a sealed file may hold."""

_HEADER = b"age-encryption.org/v1\n"


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt to these ``age1…`` recipients. Raises ``node.recipient``."""
    if not recipients:
        raise Refusal("node.recipient", recipient="")
    return bytes(pyrage.encrypt(data, [recipient(one) for one in recipients]))


def recipient(text: str) -> pyrage.x25519.Recipient:
    """Read an ``age1…`` recipient. Raises ``node.recipient``."""
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise Refusal("node.recipient", recipient=text) from None


def identity(text: str) -> pyrage.x25519.Identity:
    """Read an ``AGE-SECRET-KEY-1…`` identity. Raises ``node.bad_key``."""
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise Refusal("node.bad_key", path="age.key") from None


def unseal(data: bytes, identities: Sequence[str], *, limit: int = LIMIT) -> bytes:
    """Decrypt with these ``AGE-SECRET-KEY-1…`` identities.

    Raises: ``node.seal_size``, ``node.sealed`` (not an age file, damaged, or for another).
    """
    if len(data) > limit:
        raise Refusal("node.seal_size", size=len(data), limit=limit)
    refuse_unreadable(data[: 1 << 16])
    try:
        return bytes(pyrage.decrypt(data, [identity(one) for one in identities]))
    except pyrage.DecryptError:
        raise Refusal("node.sealed") from None


def refuse_unreadable(head: bytes) -> None:
    """Refuse what is no age file, or is closed with a passphrase. Raises ``node.sealed``."""
    if not head.startswith(_HEADER) or b"\n-> scrypt " in head.partition(b"\n--- ")[0]:
        raise Refusal("node.sealed")
