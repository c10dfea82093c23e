"""``mithaq standing``: where a channel stands, as two nodes compare it.

The same acts and files print the same on both sides; no date is in it, and nothing national.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import naming
from mithaq.cli.output import short, table
from mithaq.cli.session import sitting
from mithaq.desk import views
from mithaq.messages.language import _, fill, isolated

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )
    parser.add_argument(
        "--as-of", metavar="DATE", help=_("add what is due or overdue on this date")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        channel = naming.channel(session, args.within)
        told = views.standing(session.desk, channel=channel)
        if args.as_of:
            told["as_of"] = naming.moment(args.as_of)
            told["due"] = [
                one
                for one in views.due(session.desk, session.who, as_of=args.as_of)
                if one.channel == channel
            ]
        if output.as_json:
            output.json(told)
            return
        heads = [
            [party, str(head["size"]), short(str(head["id"]))]
            for party, head in told["heads"].items()
        ]
        for line in table([_("party"), _("acts"), _("head")], heads):
            output.line(line)
        output.line(fill("agreed    {digest}", digest=told["agreed"]))
        output.line(fill("record    {digest}", digest=told["record"]))
        output.line(fill("standing  {digest}", digest=told["standing"]))
        output.line(fill("absent files: {count}", count=len(told["absent"])))
        for trouble in views.troubles(session.desk, channel=channel):
            output.line(fill("trouble: {code}", code=isolated(str(trouble["code"]))))
