"""Opening a node: a home becomes a desk with its six ports, or a refusal by name.

The store is opened and judged first (``node.keeping``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from mithaq.desk.desk import Desk
from mithaq.desk.ports import Clock, Dice

from .clock import SystemClock
from .dice import SystemDice
from .home import Home, read_home
from .keeping import Store, lock_what_was_rolled_back, open_store
from .keyring import Keyring, NodeKey
from .seal import LIMIT, seal, unseal

CURRENT_KEY = "node/key"
"""The note that says which node key signs; without it there is but one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One party's running system, as a command or a page holds it; close it after use."""

    home: Home
    party: str
    desk: Desk
    store: Store
    keyring: Keyring

    def seal(self, data: bytes, recipients: Sequence[str]) -> bytes:
        """Encrypt to others' age recipients."""
        return seal(data, recipients)

    def unseal(self, data: bytes, *, limit: int = LIMIT) -> bytes:
        """Decrypt what was sealed to this node."""
        return unseal(data, self.keyring.identities(), limit=limit)

    def close(self) -> None:
        """Close files and connections."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_node(home: Path | str, *, clock: Clock | None = None, dice: Dice | None = None) -> Node:
    """Open the node that lives in ``home``.

    Raises: ``node.no_home``, ``node.setting``, ``node.durability``, ``node.schema``,
    ``node.no_key``, ``node.high_water``.
    """
    store = open_store(read_home(home))
    try:
        lock_what_was_rolled_back(store)
        return desk_of(store, clock=clock, dice=dice)
    except BaseException:
        store.close()
        raise


def desk_of(store: Store, *, clock: Clock | None = None, dice: Dice | None = None) -> Node:
    """Put a desk on an open store."""
    keyring = Keyring(store.home.keys)
    desk = Desk(
        party=store.home.party,
        ledger=store.ledger,
        shelf=store.shelf,
        clock=clock or SystemClock(),
        dice=dice or SystemDice(),
        signer=signer_of(store, keyring),
    )
    return Node(home=store.home, party=store.home.party, desk=desk, store=store, keyring=keyring)


def signer_of(store: Store, keyring: Keyring) -> NodeKey:
    """Give the node key the ledger says signs now. Raises ``node.no_key``."""
    noted = store.ledger.noted(CURRENT_KEY)
    return keyring.node_key(noted.decode() if noted else None)
