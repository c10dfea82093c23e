"""``mithaq restore``: make a node again from a backup and its keys; signing stays locked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli.init import add_store
from mithaq.cli.session import home_of
from mithaq.messages.language import _, fill
from mithaq.node.restore import restore

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the backup"))
    parser.add_argument(
        "--keys",
        type=Path,
        required=True,
        metavar="FOLDER",
        help=_("a copy of the node's folder keys/"),
    )
    add_store(parser)


def run(args: argparse.Namespace, output: Output) -> None:
    done = restore(
        args.file, home_of(args), keys=args.keys, url=args.database, high_water=args.high_water
    )
    output.answer(done, [
        fill("{party} is restored as it was at {time}: {acts} acts.", party=done.party, time=done.time, acts=done.counts.get("acts", 0)),
        _("Nothing may be signed yet: this node cannot know what it signed after the backup."),
        _("The national channel: mithaq unlock national. A joint one: send a bundle, open the answer."),
    ])  # fmt: skip
