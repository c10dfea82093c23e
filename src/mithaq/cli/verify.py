"""``mithaq verify``: is this export whole, and signed by those it names? Needs no node.

Imports neither Django nor the node, starts in less than half a second, reads once from beginning
to end, and keeps nothing but the fold; a large one is checked by several processes.
"""

from __future__ import annotations

import concurrent.futures
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli.output import table
from mithaq.exchange.members import ACTS, order
from mithaq.exchange.tar import Member
from mithaq.exchange.verify import check_signatures, verify_export, verify_tar
from mithaq.messages.language import _, fill, isolated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from mithaq.cli.output import Output
    from mithaq.exchange.verify import Check, Submit, Verified

PIECE = 1 << 20
LARGE = 4 * PIECE
"""From this size of the acts on, other processes are worth their start."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="PATH", help=_("an export: a folder, or one tar file")
    )
    parser.add_argument(
        "--channel", metavar="ID", help=_("insist that it is this channel (64 digits)")
    )
    parser.add_argument(
        "--jobs", type=int, metavar="N", help=_("how many processes; by default as many as cores")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    verified = verify(args.path, channel=args.channel, jobs=args.jobs)
    if output.as_json:
        output.json(verified.json())
        return
    for line in lines(verified):
        output.line(line)


def verify(path: Path, *, channel: str | None = None, jobs: int | None = None) -> Verified:
    """Verify an export in a folder or a tar file; any fault is a Refusal that names it."""
    acts = path / ACTS if path.is_dir() else path
    size = acts.stat().st_size if acts.exists() else 0
    with _workers(size, jobs or os.cpu_count() or 1) as submit:
        if not path.is_dir():
            return verify_tar(_pieces(path), channel=channel, **submit)
        return verify_export(members(path), channel=channel, **submit)


@contextmanager
def _workers(size: int, jobs: int) -> Iterator[dict[str, Submit]]:
    """Give the way signatures are checked: in this process, or in ``jobs`` of them."""
    if size < LARGE or jobs < 2:
        yield {}
        return
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:

        def submit(checks: Sequence[Check]) -> Callable[[], int]:
            return pool.submit(check_signatures, checks).result

        yield {"submit": submit}


def members(folder: Path) -> Iterator[Member]:
    """Give the files of a folder in the order of an export. Raises ``E_MEMBER`` for what is none."""
    found = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    names = {path.relative_to(folder).as_posix(): path for path in found}
    for name in sorted(names, key=lambda one: order(one, kind="export")):
        path = names[name]
        if path.is_symlink() or not path.is_file():
            raise Refusal("E_MEMBER", name=name[:100], why="unknown")
        yield Member(name=name, size=path.stat().st_size, chunks=_pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def lines(verified: Verified) -> list[str]:
    """Say what was verified, for a person."""
    rows = [
        [isolated(party), str(verified.acts.get(party, 0)), isolated(verified.heads[party].id[:16]) if party in verified.heads else "-"]
        for party in verified.parties
    ]  # fmt: skip
    told = [
        fill("Sound: {title}", title=verified.title),
        fill("channel   {channel}", channel=verified.channel),
        fill("exported by {party}, time as stated {time}", party=verified.author, time=verified.time),
        *table([_("party"), _("acts"), _("head")], rows),
        fill("agreed    {digest}", digest=verified.agreed),
        fill("record    {digest}", digest=verified.standing),
        fill("files {count}, absent {absent}, acts without effect {void}", count=verified.blobs, absent=len(verified.absent), void=verified.void),
    ]  # fmt: skip
    told += [
        fill("fork: {party} signed two acts at place {seq}", party=party, seq=seq)
        for party, seq, _ids in verified.forks
    ]
    return [
        *told,
        _("The signatures show keys, not people: compare the channel's id with one you trust."),
    ]
