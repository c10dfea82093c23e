"""The proof of a fork as this node can write it; apart, so that checking one needs no node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import naming
from mithaq.cli.session import sitting
from mithaq.exchange.fork import prove_fork
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output


def proof(args: argparse.Namespace, output: Output) -> bytes:
    """Give the bytes of the proof of a fork known here. Raises ``desk.no_fork``."""
    with sitting(args, output) as session:
        channel = naming.channel(session, args.within)
        forks = session.desk.channel(channel).forks()
        found = [one for one in forks if args.party in (None, one.party)]
        if not found:
            raise Refusal("desk.no_fork", channel=channel)
        return prove_fork(session.desk.channel(channel), found[0], acts=session.desk.ledger)
