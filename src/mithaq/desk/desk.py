"""The desk: one party's table, with its channels and what they fold to.

A ``Desk`` holds the six ports and the party's name; the verbs are functions that take it first
(``registers``, ``statements``, ``citing``, ``release``, ``paper``, ``pairing``,
``correspondence``, ``upkeep``), and ``views`` reads. Everything here can be thrown away and
folded again from the ledger: the cache only saves time (DESIGN section 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from mithaq.agreement import rights
from mithaq.agreement.standing import Standing
from mithaq.record.act import Act, read_act
from mithaq.record.channel import Channel
from mithaq.record.charter import Charter, read_charter
from mithaq.record.refusal import Refusal

from .blobs import ChannelShelf
from .overlay import Overlay
from .ports import Clock, Dice, Ledger, Shelf, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A person at the desk, as the verbs need to know them.

    ``account`` never leaves the node (decision 7); ``offices`` are the capacities it may speak
    in, the usual one first; ``clearance`` is the highest marking it may see.
    """

    account: str
    offices: tuple[str, ...]
    clearance: str = "unclassified"


@dataclass(slots=True, kw_only=True)
class _Folded:
    """One channel folded as far as arrival number ``tip``."""

    channel: Channel
    standing: Standing | None = None
    tip: int = 0
    acts: dict[str, Act] = field(default_factory=dict)
    overlay: Overlay = field(default_factory=Overlay)


class Desk:
    """One party's desk over its ledger and shelf.

    Rules: folds are cached per channel and extended act by act; a failed transaction forgets
    those it touched, because what it folded was never stored. The national channel is the one whose charter
    names this party alone.
    """

    def __init__(
        self,
        *,
        party: str,
        ledger: Ledger,
        shelf: Shelf,
        clock: Clock,
        dice: Dice,
        signer: Signer,
    ) -> None:
        """Sit down at the desk of ``party``."""
        self.party = party
        self.ledger = ledger
        self.shelf = shelf
        self.clock = clock
        self.dice = dice
        self.signer = signer
        self._folded: dict[str, _Folded] = {}
        self._charters: dict[str, Charter] = {}
        self._national: str | None = None
        self._touched: set[str] = set()
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do several things or none of them; nested uses join the outermost.

        What failed was never stored, so the folds it touched are forgotten.
        """
        self._depth += 1
        try:
            with self.ledger.transaction():
                yield
        except BaseException:
            for channel in self._touched:
                self._folded.pop(channel, None)
            self._charters.clear()
            self._national = None
            raise
        finally:
            self._depth -= 1
            if not self._depth:
                self._touched.clear()

    def touch(self, channel: str) -> None:
        """Say, before doing it, that this transaction changes what is folded of a channel."""
        self._touched.add(channel)

    def charter(self, channel: str) -> Charter:
        """Give the channel's charter. Raises Refusal ``desk.no_channel``."""
        if channel not in self._charters:
            if channel not in self.ledger.channels():
                raise Refusal("desk.no_channel", channel=channel)
            self._charters[channel] = read_charter(self.ledger.charter(channel))
        return self._charters[channel]

    def national(self) -> str:
        """Give the id of the party's own channel. Raises ``desk.no_national``."""
        if self._national is None:
            held = self.ledger.channels()
            self._national = next((one for one in held if self.is_national(one)), None)
        if self._national is not None:
            return self._national
        raise Refusal("desk.no_national", party=self.party)

    def is_national(self, channel: str) -> bool:
        """Tell whether the channel has one party only."""
        return len(self.charter(channel).parties) == 1

    def joint(self) -> tuple[str, ...]:
        """List the channels shared with others."""
        return tuple(one for one in self.ledger.channels() if not self.is_national(one))

    def channel(self, channel: str) -> Channel:
        """Give the channel folded to its tip: admission, consent, feeds."""
        return self._fold(channel).channel

    def standing(self, channel: str) -> Standing:
        """Give what the channel's acts mean, folded to its tip."""
        folded = self._fold(channel)
        if folded.standing is None:
            blobs = self.blobs(channel)
            folded.standing = Standing.of(
                folded.channel,
                folded.acts.values(),
                blobs.get,
                stamp=None if self.is_national(channel) else blobs.stamp,
            )
        return folded.standing

    def blobs(self, channel: str) -> ChannelShelf:
        """Give the shelf as this channel sees it."""
        return ChannelShelf(
            ledger=self.ledger,
            shelf=self.shelf,
            channel=channel,
            national=self.is_national(channel),
        )

    def overlay(self) -> Overlay:
        """Give what the national channel says about things: accounts, links, requests."""
        return self._fold(self.national()).overlay

    def act(self, channel: str, act: str) -> Act:
        """Give one admitted act by its id. Raises ``desk.no_act``."""
        found = self._fold(channel).acts.get(act)
        if found is None:
            raise Refusal("desk.no_act", act=act)
        return found

    def all_acts(self, channel: str) -> tuple[Act, ...]:
        """Give every admitted act of the channel, in the order of arrival."""
        return tuple(self._fold(channel).acts.values())

    def newest_acts(self, channel: str) -> Iterator[Act]:
        """Give the admitted acts of the channel, the last to arrive first."""
        return reversed(self._fold(channel).acts.values())

    def account_of(self, act: Act) -> str | None:
        """Name the account of this side that made an act, where the national channel says so."""
        return self.overlay().accounts.get(act.id)

    def draw(self, channel: str) -> str:
        """Draw 128 bits from the channel's own stream, as 32 hex: a salt or a record id."""
        return self.dice.draw(channel, 16).hex()

    def may(self, who: Who, verb: str, kind: str) -> bool:
        """Tell whether an office of ``who`` gives the right to ``verb`` a record of ``kind``."""
        return rights.may(who.offices, verb, kind)

    def refresh(self, channel: str) -> None:
        """Judge contents again: a blob arrived, or one was erased."""
        self.standing(channel).refresh()

    def office(self, who: Who, verb: str, kind: str) -> str:
        """Give the first office of ``who`` that may do ``verb`` on ``kind``.

        Raises Refusal ``desk.no_right`` when none may.
        """
        for office in who.offices:
            if rights.may((office,), verb, kind):
                return office
        raise Refusal("desk.no_right", verb=verb, kind=kind, offices=", ".join(who.offices))

    def _fold(self, channel: str) -> _Folded:
        folded = self._folded.get(channel)
        tip = self.ledger.tip(channel) if folded is not None else 0
        if folded is None or tip < folded.tip:
            folded = _Folded(channel=Channel(self.charter(channel)))
            self._folded[channel] = folded
        elif tip == folded.tip:
            return folded
        for number, envelope in self.ledger.acts(channel, after=folded.tip):
            act = read_act(envelope)
            folded.channel.admit(act, verify=False)
            folded.acts[act.id] = act
            if self.is_national(channel):
                folded.overlay.take(act)
            if folded.standing is not None:
                folded.standing.take(act)
            folded.tip = number
        return folded
