"""The one way members are written as a tar: plain ustar, nothing left to choose.

A list of (name, size, bytes) has exactly one tar: every header byte follows from name and size,
padding is zero, two zero blocks end it and nothing comes after. So no byte of a bundle can be
changed unseen, and ordinary ``tar`` lists and unpacks it. Nothing here touches a disk.
Spec: docs/spec/bundle.md section 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mithaq.record.refusal import Refusal

BLOCK: Final = 512
NAME: Final = 100
"""The most bytes a member's name may have; the ustar prefix field is not used."""

LARGEST: Final = 8**11 - 1
"""The largest member size that eleven octal digits can say."""

_PIECE: Final = 1 << 20
_END: Final = bytes(2 * BLOCK)
_OWNER: Final = b"0000644\0" + b"0000000\0" * 2
_AFTER_SUM: Final = b"0" + bytes(100) + b"ustar\x0000" + bytes(64) + b"0000000\0" * 2 + bytes(167)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file inside a bundle or an export; ``chunks`` can be read once, in order."""

    name: str
    size: int
    chunks: Iterable[bytes]


def header(name: str, size: int) -> bytes:
    """Give the 512 bytes that stand before a member.

    Raises ``E_MEMBER`` (name too long or not printable ASCII) and ``E_SIZE``.
    """
    raw = name.encode("ascii", "replace")
    if not 0 < len(raw) <= NAME or not name.isascii() or not name.isprintable():
        raise Refusal("E_MEMBER", name=name[:NAME], why="name")
    if not 0 <= size <= LARGEST:
        raise Refusal("E_SIZE", what=name, size=size, limit=LARGEST)
    front = raw.ljust(NAME, b"\0") + _OWNER + b"%011o\0" % size + b"%011o\0" % 0
    total = sum(front) + 8 * ord(" ") + sum(_AFTER_SUM)
    return front + b"%06o\0 " % total + _AFTER_SUM


def write_tar(members: Iterable[Member]) -> Iterator[bytes]:
    """Write members in the order given; each must hold exactly its ``size`` bytes."""
    for member in members:
        yield header(member.name, member.size)
        yield from member.chunks
        yield bytes(-member.size % BLOCK)
    yield _END


def read_tar(chunks: Iterable[bytes], *, limit: int) -> Iterator[Member]:
    """Read members one by one; what the caller leaves of a member is passed over.

    ``limit`` bounds the bytes of the whole tar, counted while reading. Raises ``E_CUT`` (ends
    early), ``E_TAR`` (any other byte than the one way of writing allows), ``E_SIZE``.
    """
    source = _Source(chunks, limit=limit)
    while any(block := source.take(BLOCK)):
        member, pull = _member(source, block)
        yield member
        for _ in member.chunks:
            pass
        pull()
    if any(source.take(BLOCK)) or source.more():
        raise Refusal("E_TAR", at=source.read)


def _member(source: _Source, block: bytes) -> tuple[Member, Callable[[], None]]:
    """Read one header; give the member and what must be done after its bytes."""
    name = block[:NAME].rstrip(b"\0")
    digits = block[124:135]
    if not digits.isdigit() or b"8" in digits or b"9" in digits:
        raise Refusal("E_TAR", at=source.read - BLOCK)
    size = int(digits, 8)
    if not name or not name.isascii() or header(name.decode("ascii"), size) != block:
        raise Refusal("E_TAR", at=source.read - BLOCK)
    source.may_hold(size)

    def padding() -> None:
        if any(source.take(-size % BLOCK)):
            raise Refusal("E_TAR", at=source.read)

    member = Member(name=name.decode("ascii"), size=size, chunks=source.pieces(size))
    return member, padding


class _Source:
    """Chunks of any length, read by exact counts and without copying what is still unread."""

    def __init__(self, chunks: Iterable[bytes], *, limit: int) -> None:
        self._chunks = iter(chunks)
        self._held = memoryview(b"")
        self._limit = limit
        self.read = 0

    def take(self, count: int) -> bytes:
        return b"".join(self.pieces(count))

    def pieces(self, count: int) -> Iterator[bytes]:
        while count:
            if not self.more():
                raise Refusal("E_CUT", at=self.read)
            piece = bytes(self._held[: min(count, _PIECE)])
            self._held = self._held[len(piece) :]
            count -= len(piece)
            self.read += len(piece)
            yield piece

    def more(self) -> bool:
        """Say whether a byte is left."""
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return False
            self.may_hold(len(chunk))
            self._held = memoryview(chunk)
        return True

    def may_hold(self, count: int) -> None:
        if self.read + count > self._limit:
            raise Refusal("E_SIZE", what="tar", size=self.read + count, limit=self._limit)
