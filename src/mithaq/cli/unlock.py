"""``mithaq unlock``: open signing again after a restore, by an administrator's word on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli.session import sitting
from mithaq.desk import recovery, views
from mithaq.messages.language import _

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("channel", metavar="CHANNEL", help=_("national, or the other party's code"))


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        channel = views.channel_named(session.desk, args.channel)
        opened = recovery.unlock(session.desk, session.who, channel=channel).open
        said = (
            _("Signing is open again.")
            if opened
            else _("On record. A second administrator must say the same.")
        )
        output.answer({"channel": channel, "open": opened}, [said])
