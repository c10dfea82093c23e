"""A warm Python that forks children, lets them work on a home, and strikes them down.

Importing everything takes half a second, a child by fork two milliseconds: so two hundred kills
take seconds. The nursery itself never opens a home; a child opens it, works, tells each deed
it was done over a pipe, and dies by a signal, at a chosen system call, or of its own accord.
Run as ``python -m tests.faults.nursery SCENARIO FOLDER [URL]``; it prints one JSON object.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import connections

from mithaq.node.home import read_home, write_settings
from mithaq.node.opening import open_node
from mithaq.node.store import opening
from mithaq.record.refusal import Refusal
from tests import postgresql

from . import world

TRACED = [
    "pwrite64",
    "write",
    "fdatasync",
    "fsync",
    "rename",
    "link",
    "unlink",
    "ftruncate",
    "mkdir",
    "fallocate",
    "pwritev",
]


@dataclass
class Outcome:
    """How a child ended and what it told before."""

    killed: bool = False
    status: int = 0
    acks: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    injected: bool = False
    answer: object = None


def fork(work, *, inject=None, kill_after=None) -> Outcome:
    """Run ``work(tell)`` in a child, struck by ``inject`` (strace) or at a ``moment``."""
    gate_out, gate_in = os.pipe()
    out, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(gate_in)
        os.close(out)
        _child(work, gate_out, told)
    os.close(gate_out)
    os.close(told)
    tracer = _trace(child, inject) if inject else None
    os.write(gate_in, b"x")
    os.close(gate_in)
    if kill_after is not None:
        started, wait = kill_after
        if started:
            # Strike while it works: from its first acknowledgement on.
            select.select([out], [], [], 20)
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    outcome = _gather(out)
    _, status = os.waitpid(child, 0)
    outcome.killed = os.WIFSIGNALED(status)
    outcome.status = status
    if tracer:
        tracer.wait()
        log = Path(inject[1])
        outcome.injected = "(INJECTED)" in log.read_text(errors="replace") or outcome.killed
    return outcome


def _child(work, gate, told):
    try:
        # Let any process of ours trace us, where the kernel asks for leave (yama).
        ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)
        os.read(gate, 1)
        work(lambda kind, value: _tell(told, kind, value))
    except BaseException:
        _tell(told, "error", traceback.format_exc())
        os._exit(1)
    os._exit(0)


def _tell(told, kind, value):
    line = json.dumps([kind, value]).encode() + b"\n"
    while line:
        try:
            line = line[os.write(told, line) :]
        except OSError:
            # The injected error struck the telling itself.
            continue


def _gather(out) -> Outcome:
    data = b""
    while chunk := os.read(out, 1 << 16):
        data += chunk
    os.close(out)
    outcome = Outcome()
    for line in data.split(b"\n")[:-1]:
        kind, value = json.loads(line)
        if kind == "answer":
            outcome.answer = value
        else:
            {"ack": outcome.acks, "refused": outcome.refused, "error": outcome.errors}[kind].append(
                value
            )
    return outcome


def _trace(child, inject):
    what, log = inject
    call = what.split(":")[0]
    command = ["strace", "-f", "-p", str(child), "-e", f"trace={call}", "-e", f"inject={what}"]
    tracer = subprocess.Popen([*command, "-o", log], stderr=subprocess.PIPE)
    ready, _, _ = select.select([tracer.stderr], [], [], 20)
    line = tracer.stderr.readline() if ready else b"no answer"
    if b"attached" not in line:
        os.kill(child, signal.SIGKILL)
        raise RuntimeError(f"strace cannot attach: {line!r}")
    return tracer


# Homes: each strike falls on a fresh copy of one that was made once


class Homes:
    """A made pair of homes, and fresh copies of the first."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.count = 0
        origin = postgresql.new_database() if url == "postgresql" else "sqlite"
        made = folder / "made"
        made.mkdir()
        outcome = fork(lambda tell: tell("answer", world.make(made, url=origin)))
        if outcome.answer is None:
            raise RuntimeError("\n".join(outcome.errors))
        self.made, self.origin = made, origin
        self.copies = []

    def fresh(self) -> Path:
        """Give the folder of a copy: ``ma``, and the other side's bundle."""
        self.count += 1
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        shutil.copytree(self.made / "ma", copy / "ma")
        shutil.copy(self.made / "bundle.tar", copy)
        if self.url == "postgresql":
            url = postgresql.copy_database(self.origin)
            self.copies.append(url)
            home = read_home(copy / "ma")
            write_settings(copy / "ma", party=home.party, name=home.name, url=url)
        return copy

    def drop(self):
        for url in self.copies:
            postgresql.drop_database(url)


def look(copy: Path) -> world.Left:
    """Look at a home in a child of its own."""
    outcome = fork(lambda tell: tell("answer", asdict(world.look(copy / "ma"))))
    if outcome.answer is None:
        raise RuntimeError("\n".join(outcome.errors))
    return world.Left(**outcome.answer)


def goes_on(copy: Path) -> bool:
    """Sign once more in a child of its own."""
    outcome = fork(lambda tell: tell("answer", world.works(copy / "ma", copy)))
    if outcome.answer is None:
        raise RuntimeError("\n".join([*outcome.errors, str(outcome.refused)]))
    return True


def wrong(left: world.Left, before: world.Left, acks, *, halves=()) -> list:
    """Say what is wrong with what was left; nothing, if all promises were kept."""
    faults = [*left.findings]
    here = {*left.ours, *left.national}
    faults += [f"lost {ack}" for ack in acks if len(ack) == 64 and ack not in here]
    faults += [f"lost {old}" for old in (*before.ours, *before.national) if old not in here]
    # A joint act of a person and the national word of who did it: both or neither.
    spoken = [act for act in left.ours if act in set(left.acted)]
    if len(spoken) != len(left.acted):
        faults.append("acted without act")
    if any(left.locked):
        faults.append(f"locked {left.locked}")
    if left.waiting:
        faults.append("waiting")
    for whole in halves:
        if not whole(left):
            faults.append("half")
    return faults


# Scenarios -------------------------------------------------------------------------------


def kills(homes: Homes, count: int, seed: int = 1) -> dict:
    """SIGKILL writers at random moments of their work."""
    chance = random.Random(seed)
    report = {"kills": 0, "acks": 0, "faults": [], "homes": 0}
    while report["kills"] < count:
        copy = homes.fresh()
        report["homes"] += 1
        acks, before = [], look(copy)
        for _ in range(min(25, count - report["kills"])):
            outcome = fork(lambda tell, copy=copy: writer(copy, tell), kill_after=moment(chance))
            report["faults"] += outcome.errors + outcome.refused
            report["kills"] += outcome.killed
            acks += outcome.acks
            left = look(copy)
            report["faults"] += wrong(left, before, acks)
            before = left
        report["acks"] += len(acks)
        goes_on(copy)
    return report


def moment(chance):
    """Four of five strikes fall while it works, the others while it opens or begins."""
    return (
        (True, chance.uniform(0, 0.03))
        if chance.random() < 0.8
        else (False, chance.uniform(0, 0.03))
    )


def writer(copy: Path, tell, *, times: int = 10_000):
    """Open the home and work until struck: statements, contents and attachments by turns."""
    with open_node(copy / "ma") as node:
        for number in range(times):
            tell("ack", world.sign(node, copy) if number % 4 else world.file(node, copy))


def strikes(homes: Homes, deed: str, *, how: str) -> dict:
    """Strike one deed at every one of its writes and syncs, each on a fresh copy."""
    report = {"points": {}, "faults": [], "refused": {}, "acked_after": 0}
    log = str(homes.folder / "strace.log")
    for call in TRACED:
        for number in range(1, 400):
            copy = homes.fresh()
            before = look(copy)
            outcome = fork(
                lambda tell, copy=copy: attempts(copy, deed, tell),
                inject=(f"{call}:{how}:when={number}", log),
            )
            if not outcome.injected:
                break
            report["points"][call] = number
            label = f"{deed} {call} {number}: "
            found = [*outcome.errors, *judge(copy, deed, before, outcome)]
            report["faults"] += [label + one for one in found]
            for code in outcome.refused:
                report["refused"][code] = report["refused"].get(code, 0) + 1
            report["acked_after"] += bool(outcome.acks)
    return report


def attempts(copy: Path, deed: str, tell):
    """Do a deed; when it is refused by name, do it again, in the same process."""
    node = None
    for _ in range(3):
        try:
            node = node or open_node(copy / "ma")
            done = world.DEEDS[deed](node, copy)
        except Refusal as refusal:
            tell("refused", refusal.code)
        else:
            tell("ack", done)
            break
    if node:
        node.close()


def judge(copy: Path, deed: str, before: world.Left, outcome: Outcome) -> list:
    """Say what a strike broke."""
    left = look(copy)
    halves = []
    if deed == "receive":
        whole = {len(before.theirs), len(before.theirs) + BUNDLE}
        halves.append(lambda now: len(now.theirs) in whole)
        if outcome.acks:
            halves.append(lambda now: len(now.theirs) == max(whole))
    faults = wrong(left, before, outcome.acks, halves=halves)
    if deed == "save":
        faults += judge_backup(copy, outcome)
    if not outcome.killed and not outcome.acks:
        faults.append("did not work again")
    goes_on(copy)
    return faults


def judge_backup(copy: Path, outcome: Outcome) -> list:
    """A backup is whole or not there; one that was acknowledged is there."""
    target = copy / "backup.age"
    if not target.exists():
        return ["acknowledged backup missing"] if outcome.acks else []
    new = copy / "new"

    def restoring(tell):
        from mithaq.node.restore import restore

        restored = restore(target, new, keys=copy / "ma" / "keys", url="sqlite")
        tell("answer", len(restored.channels))

    again = fork(restoring)
    shutil.rmtree(new, ignore_errors=True)
    return [] if again.answer == 2 else again.errors


BUNDLE = 7
"""Acts in the other side's bundle: a join, three statements, three proposals."""


def full_disk(homes: Homes) -> dict:
    """Let no file grow beyond a size, size by size; then give room again."""
    report = {"points": 0, "faults": [], "refused": {}, "acked_after": 0}
    for deed in ("sign", "file", "receive", "save"):
        for room in (0, 512, 4096, 8000, 20_000, 33_000, 50_000, 70_000):
            copy = homes.fresh()
            before = look(copy)
            outcome = fork(
                lambda tell, copy=copy, deed=deed, room=room: squeezed(copy, deed, room, tell)
            )
            report["points"] += bool(outcome.refused)
            for code in outcome.refused:
                report["refused"][code] = report["refused"].get(code, 0) + 1
            report["acked_after"] += bool(outcome.acks)
            label = f"{deed} {room}: "
            found = [*outcome.errors, *judge(copy, deed, before, outcome)]
            report["faults"] += [label + one for one in found]
    return report


def squeezed(copy: Path, deed: str, room: int, tell):
    """Do a deed with no room, then with room."""
    node = open_node(copy / "ma")
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    for _ in range(2):
        try:
            done = world.DEEDS[deed](node, copy)
        except Refusal as refusal:
            tell("refused", refusal.code)
        else:
            tell("ack", done)
            break
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    node.close()


def crowd(homes: Homes, writers: int, each: int) -> dict:
    """Many processes of one node sign at once."""
    copy = homes.fresh()
    before = look(copy)
    gate_out, gate_in = os.pipe()
    children, acks, slow = [], [], []
    for _ in range(writers):
        out, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(gate_in)
            os.read(gate_out, 1)
            _child(lambda tell: signer(copy, each, tell), os.open("/dev/zero", os.O_RDONLY), told)
        os.close(told)
        children.append((child, out))
    os.close(gate_in)
    faults = []
    for child, out in children:
        outcome = _gather(out)
        os.waitpid(child, 0)
        faults += outcome.errors + outcome.refused
        acks += [one for one, _ in outcome.acks]
        slow += [seconds for _, seconds in outcome.acks]
    left = look(copy)
    faults += wrong(left, before, acks)
    slow.sort()
    return {
        "acks": len(acks),
        "distinct": len(set(acks)),
        "grown": len(left.ours) - len(before.ours),
        "p99": slow[int(len(slow) * 0.99)],
        "faults": faults,
    }


def signer(copy: Path, times: int, tell):
    with open_node(copy / "ma") as node:
        for _ in range(times):
            start = time.monotonic()
            act = world.sign(node, copy)
            tell("ack", [act, time.monotonic() - start])


def crashes(homes: Homes, count: int) -> dict:
    """Crash the PostgreSQL server itself while writers work."""
    report = {"crashes": 0, "acks": 0, "faults": [], "refused": {}}
    copy = homes.fresh()
    acks, before = [], look(copy)
    cluster = postgresql.own_cluster()
    for number in range(count):
        child_out, child = _start(lambda tell: writer(copy, tell))
        time.sleep(0.25 + 0.05 * number)
        cluster.crash()
        outcome = _gather(child_out)
        os.waitpid(child, 0)
        cluster.start()
        report["crashes"] += 1
        report["faults"] += (
            [] if outcome.errors and "node.database" in outcome.errors[-1] else ["no name"]
        )
        acks += outcome.acks
        left = look(copy)
        report["faults"] += wrong(left, before, acks)
        before = left
    report["acks"] = len(acks)
    goes_on(copy)
    return report


def _start(work):
    out, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _child(work, os.open("/dev/zero", os.O_RDONLY), told)
    os.close(told)
    return out, child


def liar(homes: Homes) -> dict:
    """Acknowledge an act whose transaction is then given up."""
    copy = homes.fresh()
    before = look(copy)

    def lie(tell):
        with open_node(copy / "ma") as node, node.desk.transaction():
            tell("ack", world.sign(node, copy))
            os.kill(os.getpid(), signal.SIGKILL)

    outcome = fork(lie)
    return {"faults": wrong(look(copy), before, outcome.acks)}


SCENARIOS = {
    "liar": liar,
    "kills": lambda homes, count: kills(homes, int(count)),
    "kill": lambda homes, deed: strikes(homes, deed, how="signal=SIGKILL"),
    "error": lambda homes, deed, error: strikes(homes, deed, how=f"error={error}"),
    "full": full_disk,
    "crowd": lambda homes, writers, each: crowd(homes, int(writers), int(each)),
    "crashes": lambda homes, count: crashes(homes, int(count)),
}


def main():
    folder, url, scenario, *arguments = sys.argv[1:]
    # Warm Django and the driver too; no connection is opened here.
    opening.register("warm", url="sqlite" if url == "sqlite" else "postgresql:///x", file=Path("x"))
    assert connections["warm"].vendor == url

    homes = Homes(Path(folder), url)
    try:
        report = SCENARIOS[scenario](homes, *arguments)
    finally:
        homes.drop()
    print(json.dumps(report))


if __name__ == "__main__":
    main()
