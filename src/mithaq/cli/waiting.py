"""``mithaq waiting``: what waits for us, and what waits for them, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import labels, naming
from mithaq.cli.output import short
from mithaq.cli.register import cut
from mithaq.cli.session import sitting
from mithaq.desk import views
from mithaq.messages.language import _

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output
    from mithaq.desk.views import Item


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="DATE", help=_("count ages up to this date: 2027-01-19"))


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        found = views.waiting(session.desk, session.who, as_of=naming.moment(args.as_of))
        if output.as_json:
            output.json(found)
            return
        _part(output, _("For us"), found.ours, _("Nothing waits for us."))
        output.line()
        _part(output, _("For them"), found.theirs, _("Nothing waits for them."))


def _part(output: Output, title: str, items: tuple[Item, ...], empty: str) -> None:
    output.line(f"{title} ({len(items)})")
    head = [
        _("record"),
        _("kind"),
        _("title"),
        _("what"),
        _("offices"),
        _("since"),
        _("days"),
        _("seen by them"),
    ]
    output.table(head, [_row(one) for one in items], empty=empty)


def _row(item: Item) -> list[str]:
    told = {True: _("yes"), False: _("no"), None: "-"}[item.told]
    days = "-" if item.days is None else str(item.days)
    return [
        short(item.record), labels.of("kind", item.kind), cut(naming.words(item.title)), labels.said(item.what),
        labels.offices(item.offices), item.since[:10], days, told,
    ]  # fmt: skip
