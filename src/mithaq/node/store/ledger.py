"""The ledger in a database: SQLite or PostgreSQL, the same tables and the same statements.

It keeps the ``Ledger`` protocol of ``mithaq.desk.ports``. Durability order for own acts
(record.md 7.2): signing lock, transaction, head read, signed act inserted, COMMIT with fsync,
mark written to the high-water file, lock freed; only then does ``transaction`` return. Before
anything leaves the node, ``settle`` makes the marks durable.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from mithaq.node.high_water import HighWater, Mark
from mithaq.node.signing_lock import SigningLock
from mithaq.record.act import Act, read_act
from mithaq.record.envelope import Envelope
from mithaq.record.refusal import Refusal

from .database import Database
from .packing import pack, pack_act, unpack
from .succession import check_next

# Rows a query brings at once: an act is at most 32 KiB, so never more than a few megabytes.
PAGE = 500

_INSERT = (
    "INSERT INTO act (n, channel, party, seq, id, kind, payload, sigs) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_HEAD = "SELECT seq, id FROM act WHERE channel = ? AND party = ? ORDER BY seq DESC, n DESC LIMIT 1"


class DatabaseLedger:
    """Acts, charters, waiting acts, notes and locks of one node."""

    def __init__(
        self, database: Database, *, own: str, lock: SigningLock, high_water: HighWater
    ) -> None:
        """Keep the record of party ``own`` in ``database``."""
        self._database = database
        self._own = own
        self._lock = lock
        self._high_water = high_water
        self._numbers: dict[str, int] = {}
        self._here = threading.local()

    # Transactions ------------------------------------------------------------------------

    def transaction(self) -> AbstractContextManager[None]:
        """Enter one exclusive, all-or-nothing transaction; a nested one joins the outer."""
        return nullcontext() if self._database.inside else self._outermost()

    @contextmanager
    def _outermost(self) -> Iterator[None]:
        with self._lock.held():
            self._here.raised, self._here.reset = {}, {}
            try:
                with self._database.transaction():
                    yield
            except BaseException:
                # A channel opened inside is gone again, and its number with it.
                self._numbers.clear()
                raise
            self._high_water.reset(self._here.reset)
            self._high_water.raise_to(self._here.raised)
            if not self._here.raised:
                # Bundles and exports are made in a transaction that signs nothing.
                self._high_water.settle()

    def settle(self) -> None:
        """Make durable what shows that own acts were published; call before they leave."""
        self._high_water.settle()

    def _must_be_inside(self) -> None:
        if not self._database.inside:
            raise RuntimeError("the ledger is written in a transaction only")

    # Channels ----------------------------------------------------------------------------

    def channels(self) -> tuple[str, ...]:
        """List the channels held here in the order they were opened, national first."""
        rows = self._database.rows("SELECT id FROM channel ORDER BY n")
        return tuple(bytes(row[0]).hex() for row in rows)

    def charter(self, channel: str) -> Envelope:
        """Give the channel's signed charter. Raises ``store.no_channel``."""
        row = self._database.row(
            "SELECT payload, sigs FROM channel WHERE id = ?", bytes.fromhex(channel)
        )
        if row is None:
            raise Refusal("store.no_channel", channel=channel)
        return unpack("charter", bytes(row[0]), bytes(row[1]))

    def open(self, charter: Envelope) -> None:
        """Hold a new channel, empty; opening the same charter again changes nothing."""
        self._must_be_inside()
        channel = bytes.fromhex(charter.id)
        if self._database.row("SELECT n FROM channel WHERE id = ?", channel) is None:
            row = self._database.row("SELECT coalesce(max(n), 0) + 1 FROM channel")
            self._database.run(
                "INSERT INTO channel (n, id, payload, sigs) VALUES (?, ?, ?, ?)",
                row[0] if row else 1,
                channel,
                charter.payload,
                pack(charter.signatures),
            )

    def _number(self, channel: str) -> int:
        number = self._numbers.get(channel)
        if number is None:
            row = self._database.row("SELECT n FROM channel WHERE id = ?", bytes.fromhex(channel))
            if row is None:
                raise Refusal("store.no_channel", channel=channel)
            number = self._numbers[channel] = int(row[0])
        return number

    # Acts --------------------------------------------------------------------------------

    def append(self, channel: str, acts: Sequence[Act], *, signed: bool = False) -> None:
        """Store these acts, already admitted, in this order.

        ``signed`` says that they were signed here just now: they must then be this party's own,
        follow its head in the same transaction, and the channel must not be locked.
        Raises: ``node.locked``, ``node.not_next``.
        """
        self._must_be_inside()
        number = self._number(channel)
        last, head, locked = self._before(number)
        if signed:
            check_next(acts, own=self._own, locked=locked, head=head)
        self._database.many(
            _INSERT, [_row(n, number, act) for n, act in enumerate(acts, start=last + 1)]
        )
        for act in acts:
            if act.party == self._own:
                self._here.raised[channel] = Mark(seq=act.seq, id=act.id)

    def _before(self, number: int) -> tuple[int, Mark | None, str | None]:
        """Give the last arrival number of all, the own head and the lock: all an append asks."""
        row = self._database.row(
            f"SELECT (SELECT max(n) FROM act), h.seq, h.id, "  # noqa: S608  (nothing from outside)
            f"(SELECT why FROM signing_lock WHERE channel = ?) "
            f"FROM (SELECT 1) AS one LEFT JOIN ({_HEAD}) AS h ON 1 = 1",
            number,
            number,
            self._own,
        )
        last, seq, act, why = row or (None, None, None, None)
        head = None if seq is None else Mark(seq=int(seq), id=bytes(act).hex())
        return int(last or 0), head, why

    def head(self, channel: str) -> Mark | None:
        """Give the newest own act of the channel."""
        row = self._database.row(_HEAD, self._number(channel), self._own)
        return Mark(seq=int(row[0]), id=bytes(row[1]).hex()) if row else None

    def holds(self, channel: str, act: str) -> bool:
        """Tell whether this act is here."""
        row = self._database.row(
            "SELECT 1 FROM act WHERE channel = ? AND id = ?",
            self._number(channel),
            bytes.fromhex(act),
        )
        return row is not None

    def acts(self, channel: str, *, after: int = 0) -> Iterator[tuple[int, Envelope]]:
        """Give arrival number and envelope of every act that arrived after ``after``."""
        number = self._number(channel)
        while True:
            rows = self._database.rows(
                "SELECT n, payload, sigs FROM act WHERE channel = ? AND n > ? ORDER BY n LIMIT ?",
                number,
                after,
                PAGE,
            )
            for n, payload, sigs in rows:
                yield n, unpack("act", bytes(payload), bytes(sigs))
            if len(rows) < PAGE:
                return
            after = int(rows[-1][0])

    def tip(self, channel: str) -> int:
        """Give the newest arrival number of the channel; 0 when it holds no act."""
        row = self._database.row("SELECT max(n) FROM act WHERE channel = ?", self._number(channel))
        return int(row[0] or 0) if row else 0

    # Waiting acts ------------------------------------------------------------------------

    def wait(self, channel: str, acts: Sequence[Act]) -> None:
        """Keep acts whose cause is not here yet; keeping one twice changes nothing.

        Copies with other signatures are others: which is good is known when the cause is here.
        """
        self._must_be_inside()
        number = self._number(channel)
        row = self._database.row("SELECT coalesce(max(n), 0) FROM waiting")
        last = int(row[0]) if row else 0
        self._database.many(
            "INSERT INTO waiting (n, channel, id, payload, sigs) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (channel, id, sigs) DO NOTHING",
            [
                (n, number, bytes.fromhex(act.id), act.envelope.payload, pack_act(act.envelope))
                for n, act in enumerate(acts, start=last + 1)
            ],
        )

    def waiting(self, channel: str) -> tuple[Act, ...]:
        """Give the acts that wait, in the order they came."""
        rows = self._database.rows(
            "SELECT payload, sigs FROM waiting WHERE channel = ? ORDER BY n",
            self._number(channel),
        )
        return tuple(read_act(unpack("act", bytes(row[0]), bytes(row[1]))) for row in rows)

    def unwait(self, channel: str, ids: Sequence[str]) -> None:
        """Stop keeping these acts: they were admitted or refused for ever."""
        self._must_be_inside()
        number = self._number(channel)
        self._database.many(
            "DELETE FROM waiting WHERE channel = ? AND id = ?",
            [(number, bytes.fromhex(act)) for act in ids],
        )

    # Notes -------------------------------------------------------------------------------

    def note(self, key: str, value: bytes) -> None:
        """Write one small mutable fact of the node; an empty value removes it."""
        self._must_be_inside()
        if not value:
            self._database.run("DELETE FROM note WHERE key = ?", key)
            return
        self._database.run(
            "INSERT INTO note (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            key,
            value,
        )

    def noted(self, key: str) -> bytes | None:
        """Give a note, or None."""
        row = self._database.row("SELECT value FROM note WHERE key = ?", key)
        return bytes(row[0]) if row else None

    def notes(self, prefix: str) -> dict[str, bytes]:
        """Give every note whose key begins with ``prefix``, by key in order."""
        rows = self._database.rows(
            "SELECT key, value FROM note WHERE substr(key, 1, ?) = ?", len(prefix), prefix
        )
        # Sorted here: the two databases order text by different rules.
        return {key: bytes(value) for key, value in sorted(rows)}

    # Locks -------------------------------------------------------------------------------

    def locked(self, channel: str) -> str | None:
        """Tell why nothing may be signed in this channel, or None."""
        row = self._database.row(
            "SELECT why FROM signing_lock WHERE channel = ?", self._number(channel)
        )
        return str(row[0]) if row else None

    def lock(self, channel: str, why: str) -> None:
        """Forbid signing in this channel from now on; the first reason stays."""
        self._must_be_inside()
        self._database.run(
            "INSERT INTO signing_lock (channel, why) VALUES (?, ?) "
            "ON CONFLICT (channel) DO NOTHING",
            self._number(channel),
            why,
        )

    def unlock(self, channel: str) -> None:
        """Allow signing again; the head of now becomes the high-water mark."""
        self._must_be_inside()
        self._database.run("DELETE FROM signing_lock WHERE channel = ?", self._number(channel))
        head = self.head(channel)
        if head is not None:
            self._here.reset[channel] = head


def _row(n: int, channel: int, act: Act) -> tuple[object, ...]:
    return (
        n,
        channel,
        act.party,
        act.seq,
        bytes.fromhex(act.id),
        act.kind,
        act.envelope.payload,
        pack_act(act.envelope),
    )
