"""``mithaq backup``: the whole record of this node in one sealed file, in one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli.session import sitting
from mithaq.messages.language import _, fill
from mithaq.node.backup import backup

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=_("a new file, best on another disk")
    )
    parser.add_argument(
        "--recipient",
        action="append",
        default=[],
        metavar="AGE1...",
        help=_("who can open it; by default this node's own keys"),
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        done = backup(session.node, args.file, recipients=args.recipient)
        output.answer(done_value(done.path, done.size, done.counts), [
            fill("{file}: {size} bytes", file=str(done.path), size=done.size),
            _("The keys are not in it. Keep a copy of the folder keys/ somewhere else."),
        ])  # fmt: skip


def done_value(path: Path, size: int, counts: dict[str, int]) -> dict[str, object]:
    """Give what a program reads of a backup."""
    return {"file": str(path), "size": size, "counts": counts}
