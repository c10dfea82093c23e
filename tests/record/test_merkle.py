"""Merkle logs: against the definitions of RFC 6962, written out plainly."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.merkle import EMPTY, Frontier, leaf_hash, verify_consistency, verify_inclusion

LEAVES = [leaf_hash(bytes([n])) for n in range(67)]


def split(n):
    """The largest power of two smaller than n."""
    return 1 << ((n - 1).bit_length() - 1)


def tree(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01" + tree(leaves[:k]) + tree(leaves[k:])).digest()


def path(m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), tree(leaves[k:])]
    return [*path(m - k, leaves[k:]), tree(leaves[:k])]


def proof(m, leaves, *, whole=True):
    if m == len(leaves):
        return [] if whole else [tree(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*proof(m, leaves[:k], whole=whole), tree(leaves[k:])]
    return [*proof(m - k, leaves[k:], whole=False), tree(leaves[:k])]


def test_the_frontier_has_the_root_of_the_whole_log_at_every_size():
    log = Frontier()
    assert log.root() == EMPTY.hex() == tree([]).hex()
    for size, leaf in enumerate(LEAVES, 1):
        log.push(leaf)
        assert (log.size, log.root()) == (size, tree(LEAVES[:size]).hex())


def test_a_copy_grows_by_itself():
    log = Frontier()
    log.push(LEAVES[0])
    other = log.copy()
    other.push(LEAVES[1])
    assert (log.size, log.root()) == (1, LEAVES[0].hex())
    assert other.root() == tree(LEAVES[:2]).hex()


def test_leaves_and_inner_nodes_cannot_be_taken_for_each_other():
    both = LEAVES[0] + LEAVES[1]
    assert leaf_hash(both) != tree(LEAVES[:2])


@given(st.integers(1, 40), st.data())
def test_every_leaf_can_be_proved_and_no_other(size, data):
    index = data.draw(st.integers(0, size - 1))
    leaves, steps = LEAVES[:size], path(index, LEAVES[:size])
    root = tree(leaves)
    assert verify_inclusion(leaves[index], index=index, size=size, proof=steps, root=root)
    assert not verify_inclusion(LEAVES[-1], index=index, size=size, proof=steps, root=root)
    assert not verify_inclusion(
        leaves[index], index=index, size=size, proof=[*steps, root], root=root
    )
    for other in set(range(-1, size + 2)) - {index}:
        assert not verify_inclusion(leaves[index], index=other, size=size, proof=steps, root=root)


@given(st.integers(1, 40), st.data())
def test_every_beginning_can_be_proved_and_no_other(new, data):
    old = data.draw(st.integers(1, new))
    steps, first, root = proof(old, LEAVES[:new]), tree(LEAVES[:old]), tree(LEAVES[:new])
    assert verify_consistency(first, old=old, new=new, proof=steps, root=root)
    assert not verify_consistency(LEAVES[-1], old=old, new=new, proof=steps, root=root)
    assert not verify_consistency(first, old=old, new=new, proof=[*steps, root], root=root)
    assert not verify_consistency(first, old=0, new=new, proof=steps, root=root)
    if steps:
        assert not verify_consistency(first, old=old, new=new, proof=steps[:-1], root=root)


@pytest.mark.parametrize("short", [b"", b"\0" * 31, b"\0" * 33])
def test_every_hash_has_32_bytes(short):
    assert not verify_inclusion(short, index=0, size=1, proof=[], root=short)
    assert not verify_consistency(short, old=1, new=1, proof=[], root=short)
