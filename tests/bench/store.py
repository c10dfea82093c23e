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


def run(n: int) -> dict[str, float | int | str]:
    """Measure with ``n`` acts received; ratios are of the better of two runs of each."""
    folder = Path(tempfile.mkdtemp(prefix="mithaq-bench-", dir=os.environ.get("MITHAQ_BENCH_DISK")))
    try:
        return _run(folder, n)
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, n: int) -> dict[str, float | int | str]:
    charter = charter_of("ma", "pk")
    ours, theirs = _feed(charter, "ma", APPENDS), _feed(charter, "pk", n)
    disk = max(_disk(folder, ours), _disk(folder, ours))
    append = max(_append(folder / f"a{turn}", charter, ours) for turn in range(2))
    raw = _verify(theirs)
    receive, size = _receive(folder / "r", charter, theirs)
    raw = max(raw, _verify(theirs))
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


def _disk(folder: Path, acts) -> float:
    data = [act.envelope.payload + bytes(64) for act in acts]
    file = os.open(folder / "plain", os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_TRUNC)
    start = time.perf_counter()
    for one in data:
        os.write(file, one)
        os.fdatasync(file)
    taken = time.perf_counter() - start
    os.close(file)
    return len(data) / taken


def _append(folder: Path, charter, acts) -> float:
    folder.mkdir()
    store = store_in(folder)
    with store.ledger.transaction():
        store.ledger.open(charter.envelope)
    start = time.perf_counter()
    for act in acts:
        with store.ledger.transaction():
            store.ledger.append(charter.channel, (act,), signed=True)
    taken = time.perf_counter() - start
    store.database.close()
    return len(acts) / taken


def _verify(acts) -> float:
    key = node_key(acts[0].party).public
    signed = [act.envelope.signatures[0].sig + act.envelope.pae for act in acts]
    start = time.perf_counter()
    for one in signed:
        crypto_sign_open(one, key)
    return len(signed) / (time.perf_counter() - start)


def _receive(folder: Path, charter, acts) -> tuple[float, int]:
    """Take pages of lines in, one transaction a page; give the rate and the bytes on disk."""
    folder.mkdir()
    store = store_in(folder)
    with store.ledger.transaction():
        store.ledger.open(charter.envelope)
    empty = (folder / "record.sqlite3").stat().st_size
    lines = [write_envelope(act.envelope) for act in acts]
    channel = Channel(charter)
    start = time.perf_counter()
    for at in range(0, len(lines), PAGE):
        with store.ledger.transaction():
            page = ingest(channel, (), lines[at : at + PAGE])
            store.ledger.append(charter.channel, page.admitted)
    taken = time.perf_counter() - start
    assert store.ledger.tip(charter.channel) == len(lines)
    store.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.database.close()
    return len(lines) / taken, (folder / "record.sqlite3").stat().st_size - empty


if __name__ == "__main__":
    import sys

    for name, value in run(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000).items():
        print(f"{name:50} {value}")
