"""The store beside the disk and the signatures it stands on (record.md 10), in one run.

* a durable append, as a ratio to append + fdatasync of the same bytes on the same disk;
* receive, verify and store, as a ratio to raw Ed25519 verification of the same signatures;
* the size of the store, as a multiple of payload plus signature.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

from nacl.bindings import crypto_sign_open

from mithaq.exchange.feed import ingest
from mithaq.record.channel import Channel
from mithaq.record.envelope import write_envelope
from tests.node.stores import store_in
from tests.record.make import Author, charter_of, node_key

APPENDS = 2_000
PAGE = 500
TURN = 100


def run(n: int) -> dict[str, float | int | str]:
    """Measure with ``n`` acts received; each figure by turns with what it is compared to."""
    folder = Path(tempfile.mkdtemp(prefix="mithaq-bench-", dir=os.environ.get("MITHAQ_BENCH_DISK")))
    try:
        return _run(folder, n)
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, n: int) -> dict[str, float | int | str]:
    charter = charter_of("ma", "pk")
    disk, append = _append(folder / "a", charter, _feed(charter, "ma", APPENDS))
    theirs = _feed(charter, "pk", n)
    raw, receive, size = _receive(folder / "r", charter, theirs)
    signed = sum(len(act.envelope.payload) + 64 for act in theirs)
    return {
        "acts": n,
        "disk append+fdatasync, a second": round(disk),
        "durable append, a second": round(append),
        "durable append / disk (aim >= 0.5)": round(append / disk, 2),
        "raw Ed25519 verify, a second": round(raw),
        "receive+verify+store, a second": round(receive),
        "receive+verify+store / raw verify (aim >= 0.50)": round(receive / raw, 2),
        "bytes an act, payload+signature": round(signed / n),
        "store / payload+signature (aim <= 1.3)": round(size / signed, 2),
    }


def _feed(charter, party, length):
    author = Author(charter, party)
    author.join()
    for number in range(1, length):
        text = f"Report {number}: the delivery was made, the receipt is with the secretariat."
        author.state(f"record {number % 50}", "progress", data={"text": {"en": text}})
    return author.feed


def _timed(work, *given) -> float:
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start


def _append(folder: Path, charter, acts) -> tuple[float, float]:
    """Append to a plain file and to the store by turns, so that both meet the same disk."""
    folder.mkdir()
    store = store_in(folder)
    with store.ledger.transaction():
        store.ledger.open(charter.envelope)
    file = os.open(folder / "plain", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    disk = ours = 0.0
    for at in range(0, len(acts), TURN):
        turn = acts[at : at + TURN]
        disk += _timed(_append_plain, file, [act.envelope.payload + bytes(64) for act in turn])
        ours += _timed(_append_signed, store.ledger, charter.channel, turn)
    os.close(file)
    store.database.close()
    return len(acts) / disk, len(acts) / ours


def _append_plain(file: int, lines) -> None:
    for line in lines:
        os.write(file, line)
        os.fdatasync(file)


def _append_signed(ledger, channel: str, acts) -> None:
    for act in acts:
        with ledger.transaction():
            ledger.append(channel, (act,), signed=True)


def _verify(signed, key: bytes) -> None:
    for one in signed:
        crypto_sign_open(one, key)


def _receive(folder: Path, charter, acts) -> tuple[float, float, int]:
    """Verify bare signatures and take the same page in, by turns; give both rates and the bytes."""
    folder.mkdir()
    store = store_in(folder)
    with store.ledger.transaction():
        store.ledger.open(charter.envelope)
    empty = (folder / "record.sqlite3").stat().st_size
    lines = [write_envelope(act.envelope) for act in acts]
    signed = [act.envelope.signatures[0].sig + act.envelope.pae for act in acts]
    channel, key = Channel(charter), node_key(acts[0].party).public
    raw = ours = 0.0
    for at in range(0, len(lines), PAGE):
        raw += _timed(_verify, signed[at : at + PAGE], key)
        ours += _timed(_take, store.ledger, channel, lines[at : at + PAGE])
    assert sum(1 for _ in store.ledger.acts(charter.channel)) == len(lines)
    store.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.database.close()
    size = (folder / "record.sqlite3").stat().st_size - empty
    return len(lines) / raw, len(lines) / ours, size


def _take(ledger, channel: Channel, lines) -> None:
    with ledger.transaction():
        page = ingest(channel, (), lines)
        ledger.append(channel.charter.channel, page.admitted)


if __name__ == "__main__":
    import sys

    for name, value in run(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000).items():
        print(f"{name:50} {value}")
