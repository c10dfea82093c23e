"""Feeds as Merkle logs: RFC 6962 roots, RFC 9162 proofs.

A leaf is ``SHA-256(0x00 || PAE)`` of an act, an inner node ``SHA-256(0x01 || left || right)``,
and the root of an empty feed ``SHA-256("")``. Two policies are stricter than the RFC: every
hash has 32 bytes, and a consistency proof from size 0 is refused, for it proves nothing.
Spec: docs/spec/act.md section 9.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EMPTY = sha256(b"").digest()
"""The root of a feed without acts."""

_HASH = 32


def leaf_hash(pae: bytes) -> bytes:
    """Give the leaf of an act from the bytes it signs."""
    return sha256(b"\x00" + pae).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing log: each new leaf costs O(1) on average, memory O(log n)."""

    __slots__ = ("_edge", "size")

    def __init__(self) -> None:
        """Begin an empty log."""
        self.size = 0
        self._edge: list[bytes] = []

    def push(self, leaf: bytes) -> None:
        """Add the next leaf hash."""
        done = self.size
        while done & 1:
            leaf = sha256(b"\x01" + self._edge.pop() + leaf).digest()
            done >>= 1
        self._edge.append(leaf)
        self.size += 1

    def root(self) -> str:
        """Give the lowercase hex root of all leaves so far."""
        if not self._edge:
            return EMPTY.hex()
        root = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            root = node_hash(left, root)
        return root.hex()

    def copy(self) -> Frontier:
        """Give a second log that grows by itself from here on."""
        other = Frontier()
        other.size, other._edge = self.size, self._edge.copy()
        return other


def verify_inclusion(
    leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Say whether ``leaf`` is number ``index`` of the log of ``size`` leaves with ``root``.

    RFC 9162 section 2.1.3.2; never raises.
    """
    if not 0 <= index < size or not _hashes(leaf, root, *proof):
        return False
    first, last, hashed = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            hashed = node_hash(step, hashed)
            first, last = _climb(first, last)
        else:
            hashed = node_hash(hashed, step)
        first, last = first >> 1, last >> 1
    return last == 0 and hashed == root


def verify_consistency(
    old_root: bytes, *, old: int, new: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Say whether the log of ``new`` leaves with ``root`` begins with the one of ``old``.

    RFC 9162 section 2.1.4.2; from size 0 always False; never raises.
    """
    if not 0 < old <= new or not _hashes(old_root, root, *proof):
        return False
    if old == new:
        return not proof and old_root == root
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    before = after = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            before, after = node_hash(step, before), node_hash(step, after)
            first, last = _climb(first, last)
        else:
            after = node_hash(after, step)
        first, last = first >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _climb(first: int, last: int) -> tuple[int, int]:
    """Skip the levels at which the right edge has no sibling."""
    while first and not first & 1:
        first, last = first >> 1, last >> 1
    return first, last


def _hashes(*hashes: bytes) -> bool:
    return all(len(one) == _HASH for one in hashes)
