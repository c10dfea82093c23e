"""The blobs of one channel: a joint channel sees only what came or went through it.

One shelf serves every channel, and a peer may name any hash it can guess. So a joint channel's
blobs are those this node put into it on purpose, or received for it, and noted; for every other
hash the answer is *absent*, whether the shelf has it or not (decision 19, security K2). A lost
note hides a blob until it is sent again; it never shows one.
"""

from __future__ import annotations

from .ports import Ledger, Shelf

HERE = b"1"
GONE = b"0"


class ChannelShelf:
    """The shelf as one channel sees it; the national channel sees all of it."""

    def __init__(self, *, ledger: Ledger, shelf: Shelf, channel: str, national: bool) -> None:
        """Look at the shelf from ``channel``."""
        self._ledger = ledger
        self._shelf = shelf
        self._channel = channel
        self._national = national

    def get(self, sha256: str) -> bytes | None:
        """Give the bytes, or None when they are absent from this channel."""
        return self._shelf.get(sha256) if self._here(sha256) else None

    def has(self, sha256: str) -> bool:
        """Tell whether the bytes are here for this channel."""
        return self._here(sha256) and self._shelf.has(sha256)

    def put(self, data: bytes, *, attachment: bool = False) -> str:
        """Keep these bytes for this channel and give their SHA-256."""
        sha256 = self._shelf.put(data, attachment=attachment)
        self.admit(sha256)
        return sha256

    def admit(self, sha256: str) -> None:
        """Let a blob already on the shelf into this channel: release has been decided."""
        if not self._national and self._ledger.noted(self._key(sha256)) is None:
            self._ledger.note(self._key(sha256), HERE)
            count = int((self.stamp() or b"0").split()[0]) + 1
            self._ledger.note(self._stamp_key(), f"{count} {sha256}".encode())

    def stamp(self) -> bytes | None:
        """Give what is another with every blob let into this joint channel, by any process."""
        return self._ledger.noted(self._stamp_key())

    def erase(self, sha256: str) -> None:
        """Take a blob out of this channel for good: it is absent, and not asked for again."""
        self._ledger.note(self._key(sha256), GONE)

    def erased(self, sha256: str) -> bool:
        """Tell whether this side erased the blob from this channel."""
        return self._ledger.noted(self._key(sha256)) == GONE

    def _here(self, sha256: str) -> bool:
        noted = self._ledger.noted(self._key(sha256))
        return noted != GONE and (self._national or noted is not None)

    def _stamp_key(self) -> str:
        return f"blobs/{self._channel}"

    def _key(self, sha256: str) -> str:
        return f"blob/{self._channel}/{sha256}"
