"""``mithaq history``: the signed acts on a record or a channel, in the order they arrived here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import labels, naming
from mithaq.cli.output import short
from mithaq.cli.session import sitting
from mithaq.desk import views
from mithaq.messages.language import _, isolated

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output
    from mithaq.desk.views import Entry


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "record", nargs="?", metavar="RECORD", help=_("its number, or the beginning of its id")
    )
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        if args.record is None:
            channel, record = naming.channel(session, args.within), None
        else:
            named = naming.record(session, args.record, within=args.within)
            channel, record = named.channel, named.record
        entries = views.history(session.desk, session.who, channel=channel, record=record)
        if output.as_json:
            output.json(entries)
            return
        head = [
            _("act"),
            _("time as stated"),
            _("party"),
            _("office"),
            _("who"),
            _("what"),
            _("record"),
            _("effect"),
        ]
        output.table(head, [_row(one) for one in entries], empty=_("No act yet."))


def _row(entry: Entry) -> list[str]:
    told = labels.said(entry.topic) if entry.kind == "statement" else labels.act(entry.kind)
    if entry.step is not None:
        told = labels.of("step", entry.step)
    effect = _("none: {rule}").format(rule=isolated(entry.void)) if entry.void else "-"
    who = isolated(entry.account or "") or "-"
    return [
        short(entry.id), entry.time, entry.party, labels.of("office", entry.office), who, told,
        short(entry.record) or "-", effect,
    ]  # fmt: skip
