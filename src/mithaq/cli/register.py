"""``mithaq register``: the records, by kind; joint ones first, what is ours alone after."""

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
    from mithaq.desk.views import Line


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", metavar="KIND", help=_("only this kind"))
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        within = None if args.within is None else views.channel_named(session.desk, args.within)
        lines = views.register(session.desk, session.who, channel=within, kind=args.kind)
        if output.as_json:
            output.json(lines)
            return
        ordered = sorted(lines, key=lambda one: (one.national, one.kind or "", one.ref, one.record))
        head = [
            _("record"),
            _("number"),
            _("kind"),
            _("title"),
            _("space"),
            _("consent"),
            _("state"),
            _("who must move"),
        ]
        output.table(
            head,
            [row(one) for one in ordered],
            empty=_("Nothing is on the register yet. Begin with: mithaq say draft KIND title=..."),
        )


def row(line: Line) -> list[str]:
    """Give one record as the cells of a table."""
    space = _("national") if line.national else _("joint")
    return [
        short(line.record), isolated(line.ref) or "-", labels.of("kind", line.kind), cut(naming.words(line.title)),
        space, consent(line), state(line), movers(line),
    ]  # fmt: skip


def consent(line: Line) -> str:
    """Say where consent stands; of what is ours alone, that it is on our register."""
    return _("on our register") if line.national else labels.consent(line.consent)


def state(line: Line) -> str:
    """Say where its life stands; of what has no life of its own, nothing more than consent says."""
    return (
        "-" if line.state in {"agreed", "acknowledged", line.consent} else labels.said(line.state)
    )


def cut(text: str, columns: int = 44) -> str:
    """Shorten a title for a table."""
    return text if len(text) <= columns else text[: columns - 1].rstrip() + "…"


def movers(line: Line) -> str:
    """Say whose move it is: ours, theirs, both, or nobody's."""
    if line.ours and line.theirs:
        return _("both")
    return _("we") if line.ours else _("they") if line.theirs else "-"
