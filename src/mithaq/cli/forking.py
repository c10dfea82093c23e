"""The proof of a fork as this node can write it; apart, so that checking one needs no node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import naming
from mithaq.cli.session import sitting
from mithaq.desk import upkeep

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output


def proof(args: argparse.Namespace, output: Output) -> bytes:
    """Give the bytes of the proof of a fork known here. Raises ``desk.no_fork``."""
    with sitting(args, output) as session:
        channel = naming.channel(session, args.within)
        return upkeep.prove_fork(session.desk, channel=channel, party=args.party)
