"""The only sight exchange has of a node: one joint channel, its acts, and the blobs named in it.

A ``JointLedger`` cannot be made for a channel of one party, so exchange cannot say "send a
national act": the leak is not forbidden, it has no words. A blob is given out only if an act of
this very channel names it, itself or through a content; for any other hash, held or not, the
answer is the same *absent* (decision 19: one shelf serves all channels, and must not tell).
Spec: docs/spec/exchange.md section 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from mithaq.exchange.references import References, attachments
from mithaq.record.act import Act, read_act
from mithaq.record.channel import Channel
from mithaq.record.charter import Charter
from mithaq.record.envelope import Envelope
from mithaq.record.refusal import Refusal


class Acts(Protocol):
    """Where a channel's acts lie; a desk's ledger is one."""

    def acts(self, channel: str, *, after: int = 0) -> Iterator[tuple[int, Envelope]]:
        """Give arrival number and envelope of each act that arrived after ``after``."""
        ...


class Blobs(Protocol):
    """Where blobs lie, by their SHA-256; a desk's shelf is one."""

    def get(self, sha256: str) -> bytes | None:
        """Give the bytes, or None."""
        ...


class JointLedger:
    """One joint channel, as exchange may read it."""

    def __init__(self, channel: Channel, *, acts: Acts, blobs: Blobs) -> None:
        """Look at one joint channel. Raises ``E_NOT_JOINT`` for a charter of one party."""
        if len(channel.charter.parties) < 2:
            raise Refusal("E_NOT_JOINT", channel=channel.charter.channel)
        self.channel = channel
        self._acts = acts
        self._blobs = blobs
        self._named: References | None = None

    @property
    def charter(self) -> Charter:
        """Give the charter of the channel."""
        return self.channel.charter

    def acts(self) -> Iterator[Act]:
        """Read every act of the channel in the order it arrived: causes before what follows."""
        for _, envelope in self._acts.acts(self.charter.channel):
            yield read_act(envelope)

    def blob(self, sha256: str) -> bytes | None:
        """Give a blob this channel names, or None: absent here, or not of this channel."""
        return self._blobs.get(sha256) if self.names(sha256) else None

    def names(self, sha256: str) -> bool:
        """Tell whether an act of this channel, or a content it names, names this blob."""
        return sha256 in self.named()

    def named(self) -> References:
        """Give every blob this channel names, found once and kept."""
        if self._named is None:
            found = References()
            for act in self.acts():
                found.add(act)
            for content in tuple(found.contents):
                found.add_content(content, attachments(self._blobs.get(content)))
            self._named = found
        return self._named

    def absent(self) -> tuple[str, ...]:
        """List the blobs this channel names whose bytes are not here: what to ask a peer for."""
        return tuple(sha256 for sha256 in self.named() if self._blobs.get(sha256) is None)


def on_line(channel: Channel, act: Act, *, end: str) -> bool:
    """Say whether an admitted act is ``end`` or comes before it in the same branch of its feed.

    A forked feed may hold two rival changes of keys; only those on one line follow each other.
    """
    first, last = channel.act_number(act.id), channel.act_number(end)
    return first is not None and last is not None and channel.past.leads(first, last)
