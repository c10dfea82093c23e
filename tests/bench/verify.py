"""Verifying an export: speed as a ratio to raw Ed25519 checks, one core and two; memory at n acts.

``run(n)`` makes a channel of two parties with n acts (a tenth of them proposals with their answers,
the rest statements), writes it as an export on disk, and verifies it in processes of their own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mithaq.exchange.export import write_export
from mithaq.exchange.verify import check_signatures
from mithaq.record.act import read_act
from mithaq.record.channel import Channel
from mithaq.record.envelope import read_envelope, write_envelope
from tests.record.make import TIME, Author, charter_of, node_key, record_id, salt

RAW = 5_000


class Lines:
    """Acts in a file, one a line: the ledger of this bench."""

    def __init__(self, path):
        self.path = path

    def acts(self, channel, *, after=0):
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if number > after:
                    yield number, read_envelope(line[:-1])

    def get(self, name):
        return None


def write_acts(charter, path, n):
    """Write n acts of two authors in turns; each has seen the other's newest."""
    ma, pk = Author(charter, "ma"), Author(charter, "pk")
    last, version = {}, None
    channel = Channel(charter, keep=False)
    with path.open("wb") as out:
        for number in range(n):
            author = (ma, pk)[number % 2]
            other = [act for party, act in last.items() if party != author.party]
            act = step(author, number, other, version)
            version = act if act.kind == "propose" else None
            last[author.party] = act
            author.feed[:-1] = []
            channel.admit(act, verify=False)
            out.write(write_envelope(act.envelope) + b"\n")
    return channel


def step(author, number, other, version):
    if number < 2:
        return author.join(*other)
    if number % 20 == 2:
        return author.propose(record_id(f"r{number}"), *other, text=str(number))
    if version is not None:
        return author.accept(version, *other)
    data = {"text": {"en": f"We report step {number} as done in part, with figures to follow."}}
    body = {"topic": "progress", "record": record_id(f"r{number % 97}"), "data": data}
    return author.write("statement", body, *other)


def raw_rate(path):
    """Checks of Ed25519 a second, by the same profile, with nothing around them."""
    checks = []
    with path.open("rb") as lines:
        for line, _ in zip(lines, range(RAW), strict=False):
            act = read_act(read_envelope(line[:-1]))
            public = node_key(act.party).public
            checks.append((public, act.envelope.pae, act.envelope.signatures[0].sig))
    best = 0.0
    for _ in range(3):
        begun = time.perf_counter()
        assert check_signatures(checks) == -1
        best = max(best, len(checks) / (time.perf_counter() - begun))
    return best


def verify_apart(tar, processes):
    """Verify in a fresh process; give seconds and peak memory, as that process saw them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.verify", str(tar), str(processes)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def run(n: int = 100_000) -> dict[str, float | int | str]:
    with tempfile.TemporaryDirectory() as folder:
        path, tar = Path(folder, "acts"), Path(folder, "export.tar")
        charter = charter_of("ma", "pk")
        channel = write_acts(charter, path, n)
        ledger = Lines(path)
        begun = time.perf_counter()
        export = write_export(
            channel,
            acts=ledger,
            blobs=ledger,
            author="ma",
            time=TIME,
            salt=salt("bench"),
            key=node_key("ma").id,
            sign=node_key("ma").sign,
        )
        with tar.open("wb") as out:
            out.writelines(export.chunks())
        written = time.perf_counter() - begun
        raw = raw_rate(path)
        one, two = verify_apart(tar, 1), verify_apart(tar, 2)
        return {
            "acts": n,
            "export_mb": round(tar.stat().st_size / 1e6, 1),
            "export_acts_per_s": round(n / written),
            "raw_checks_per_s": round(raw),
            "verify_acts_per_s": round(n / one["seconds"]),
            "verify_to_raw": round(n / one["seconds"] / raw, 3),
            "verify_2_processes_acts_per_s": round(n / two["seconds"]),
            "verify_2_processes_to_raw": round(n / two["seconds"] / raw, 3),
            "verify_peak_mb": one["peak_mb"],
        }


def main(path: str, processes: str) -> None:
    """Verify one export in this process, and say what it cost."""
    import gc
    import multiprocessing

    from mithaq.exchange.verify import verify_tar

    def chunks():
        with Path(path).open("rb") as data:
            while chunk := data.read(1 << 18):
                yield chunk

    gc.set_threshold(50_000, 50, 50)  # as the command line has it
    begun = time.perf_counter()
    if int(processes) > 1:
        with multiprocessing.Pool(int(processes)) as pool:
            verify_tar(chunks(), submit=lambda one: pool.apply_async(check_signatures, (one,)).get)
    else:
        verify_tar(chunks())
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "peak_mb": round(peak_mb(), 1)}))


def peak_mb():
    """Give the most memory this process held; ru_maxrss would count its parent's before exec."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
