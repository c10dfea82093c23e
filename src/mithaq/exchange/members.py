"""Which files a bundle or an export may hold, in which order, and what proves them whole.

Order, for writing and for reading: ``manifest.json``, ``charter.json``, ``keys.jsonl``,
``feeds/…`` or ``acts.jsonl``, ``blobs/…``, ``summary.txt`` or ``README.txt``, ``SHA256SUMS``;
inside a folder by name. So a reader knows the charter before the acts and the acts before the
blobs, and needs memory for none of them. Spec: docs/spec/bundle.md section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Final

from mithaq.exchange.tar import Member
from mithaq.record.refusal import Refusal

MANIFEST: Final = "manifest.json"
CHARTER: Final = "charter.json"
KEYS: Final = "keys.jsonl"
ACTS: Final = "acts.jsonl"
SUMMARY: Final = "summary.txt"
README: Final = "README.txt"
SUMS: Final = "SHA256SUMS"
BLOBS: Final = "blobs/"

FILES: Final = 65_536
"""The most files one bundle or export may hold beside its manifest."""

_COUNT = "(?:0|[1-9][0-9]{0,8})"
_FEED = rf"feeds/(?!\.)[a-z0-9.-]{{1,64}}/{_COUNT}-{_COUNT}\.jsonl"
_BLOB = r"blobs/[0-9a-f]{64}"
_RANKS: Final = {
    "bundle": (CHARTER, KEYS, _FEED, _BLOB, SUMMARY, SUMS),
    "export": (CHARTER, KEYS, ACTS, _BLOB, README, SUMS),
}
_PATTERNS: Final = {
    kind: tuple(re.compile(one if "(" in one or "[" in one else re.escape(one)) for one in ranks)
    for kind, ranks in _RANKS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One line of a manifest's list: a member's name, its SHA-256 and its size."""

    name: str
    sha256: str
    size: int


def order(name: str, *, kind: str) -> tuple[int, str]:
    """Give the place of a member, to sort by; ``E_MEMBER`` for a name no such file may have."""
    if name == MANIFEST:
        return -1, name
    for rank, pattern in enumerate(_PATTERNS[kind]):
        if pattern.fullmatch(name):
            return rank, name
    raise Refusal("E_MEMBER", name=name[:100], why="unknown")


def check_list(files: Sequence[File], *, kind: str) -> None:
    """Refuse a manifest's list that is not whole, in order, and free of doubles.

    Raises ``E_MEMBER`` with ``why`` unknown, order, missing or empty (``keys.jsonl`` without a
    manifest says what no ``keys.jsonl`` says), and ``E_LIMIT``.
    """
    if len(files) > FILES:
        raise Refusal("E_LIMIT", limit="files")
    places = [order(one.name, kind=kind) for one in files]
    for before, after in pairwise(places):
        if before >= after:
            raise Refusal("E_MEMBER", name=after[1], why="order")
    needed = {CHARTER, SUMS, *((SUMMARY,) if kind == "bundle" else (ACTS, README))}
    for name in sorted(needed - {one.name for one in files}):
        raise Refusal("E_MEMBER", name=name, why="missing")
    for one in files:
        if one.name == KEYS and not one.size:
            raise Refusal("E_MEMBER", name=KEYS, why="empty")
        if one.name.startswith(BLOBS) and one.name != BLOBS + one.sha256:
            raise Refusal("E_BLOB", sha256=one.name[len(BLOBS) :], why="name")
    _check_sums(files)


def sums(files: Iterable[File]) -> bytes:
    """Write ``SHA256SUMS``: every file but the manifest and itself, as ``sha256sum`` reads it."""
    return b"".join(f"{one.sha256}  {one.name}\n".encode() for one in files if one.name != SUMS)


def file_of(name: str, data: bytes) -> File:
    """Describe a file whose bytes are at hand."""
    return File(name=name, sha256=sha256(data).hexdigest(), size=len(data))


def checked(members: Iterable[Member], files: Sequence[File]) -> Iterator[Member]:
    """Pass members on in the order listed, each hashed while it is read.

    The refusal comes at the latest when the next member is asked for, so nothing of a member
    may be kept before that. Raises ``E_MEMBER`` (missing, or one too many) and ``E_HASH``.
    """
    source = iter(members)
    for file in files:
        member = next(source, None)
        if member is None:
            raise Refusal("E_MEMBER", name=file.name, why="missing")
        if member.name != file.name:
            known = any(one.name == member.name for one in files)
            name, why = (file.name, "missing") if known else (member.name, "unlisted")
            raise Refusal("E_MEMBER", name=name[:100], why=why)
        if member.size != file.size:
            raise Refusal("E_HASH", name=file.name)
        hashing = _hashing(member, file)
        yield Member(name=file.name, size=file.size, chunks=hashing)
        for _ in hashing:
            pass
    extra = next(source, None)
    if extra is not None:
        raise Refusal("E_MEMBER", name=extra.name[:100], why="unlisted")


def _hashing(member: Member, file: File) -> Iterator[bytes]:
    digest, size = sha256(), 0
    for chunk in member.chunks:
        size += len(chunk)
        if size > file.size:
            break
        digest.update(chunk)
        yield chunk
    if size != file.size or digest.hexdigest() != file.sha256:
        raise Refusal("E_HASH", name=file.name)


def _check_sums(files: Sequence[File]) -> None:
    """``SHA256SUMS`` follows from the list, so it can say nothing else."""
    if files[-1] != file_of(SUMS, sums(files)):
        raise Refusal("E_HASH", name=SUMS)
