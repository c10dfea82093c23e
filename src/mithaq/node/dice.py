"""Unpredictable bytes for salts and record ids."""

from __future__ import annotations

import os


class SystemDice:
    """The kernel's random source.

    One stream a channel (decision 6) needs no bookkeeping here: what the kernel gives for one
    channel tells nothing about what it gives for the next.
    """

    def draw(self, stream: str, n: int) -> bytes:  # noqa: ARG002
        """Give ``n`` bytes for this stream."""
        return os.urandom(n)
