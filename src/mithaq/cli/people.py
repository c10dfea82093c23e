"""``mithaq people``: the accounts of this node, with the offices they may speak in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.rights import OFFICES
from mithaq.agreement.vocabulary.markings import MARKINGS
from mithaq.cli import labels
from mithaq.cli.output import table
from mithaq.cli.session import sitting
from mithaq.messages.language import _, fill, isolated
from mithaq.node import people

if TYPE_CHECKING:
    import argparse

from mithaq.cli.output import Output


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", title=_("parts"))
    parts.add_parser("list", help=_("list the accounts"), description=_("list the accounts"))
    add = parts.add_parser(
        "add", help=_("add an account, or change it"), description=_("add an account, or change it")
    )
    add.add_argument("name", metavar="ACCOUNT", help=_("a short name; it never leaves this node"))
    add.add_argument(
        "--office",
        action="append",
        required=True,
        choices=OFFICES,
        help=_("an office, the usual one first"),
    )
    add.add_argument(
        "--clearance",
        choices=tuple(MARKINGS),
        default="unclassified",
        help=_("the highest marking to be seen"),
    )
    add.add_argument(
        "--called", default="", metavar="NAME", help=_("the person's name, for our own side")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        if args.part == "add":
            who = people.add(
                session.desk.ledger,
                args.name,
                offices=args.office,
                clearance=args.clearance,
                name=args.called,
            )
            output.answer(
                who,
                [
                    fill(
                        "{account} acts here as {offices}",
                        account=who.account,
                        offices=labels.offices(who.offices),
                    )
                ],
            )
            return
        known = people.everyone(session.desk.ledger)
        rows = [
            [
                isolated(who.account),
                name,
                labels.offices(who.offices),
                labels.of("marking", who.clearance),
            ]
            for who, name in known
        ]
        head = [_("account"), _("name"), _("offices"), _("clearance")]
        output.answer(
            [who for who, _name in known], table(head, rows) if rows else [_("no account yet")]
        )
