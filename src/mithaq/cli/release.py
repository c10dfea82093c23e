"""``mithaq release``: the only way from the national space to a joint channel, by two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import naming
from mithaq.cli.output import short, table
from mithaq.cli.session import add_yes, indented, sitting
from mithaq.desk import leaving, release, views
from mithaq.messages.language import _, fill

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from mithaq.cli.output import Output
    from mithaq.cli.session import Session
    from mithaq.desk.leaving import Leaving, Preview


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True, title=_("parts"))
    for name, what in (
        ("preview", _("show exactly what would leave")),
        ("request", _("ask a colleague to release")),
    ):
        one = parts.add_parser(name, help=what, description=what)
        one.add_argument("records", nargs="+", metavar="RECORD", help=_("national records"))
        one.add_argument("--to", metavar="CHANNEL", help=_("the other party's code"))
        one.add_argument(
            "--leave",
            action="append",
            default=[],
            metavar="FIELD",
            help=_("a field that stays national"),
        )
    what = _("release what a colleague requested")
    approve = parts.add_parser("approve", help=what, description=what)
    approve.add_argument("request", metavar="REQUEST", help=_("the beginning of its id"))
    add_yes(approve)
    what = _("refuse what a colleague requested")
    refuse = parts.add_parser("refuse", help=what, description=what)
    refuse.add_argument("request", metavar="REQUEST", help=_("the beginning of its id"))
    refuse.add_argument("reason", metavar="WORDS", help=_("why; it stays national"))
    what = _("list what waits for release")
    parts.add_parser("list", help=what, description=what)


def run(args: argparse.Namespace, output: Output) -> None:
    parts = {
        "preview": _preview,
        "request": _request,
        "approve": _approve,
        "refuse": _refuse,
        "list": _list,
    }
    with sitting(args, output) as session:
        parts[args.part](session)


def _preview(session: Session) -> None:
    shown = leaving.preview(
        session.desk, session.who, channel=naming.channel(session, session.args.to),
        records=_national(session), leave=session.args.leave,
    )  # fmt: skip
    session.output.answer(_told(shown), list(lines(shown)))


def _request(session: Session) -> None:
    act = release.request(
        session.desk, session.who, channel=naming.channel(session, session.args.to),
        records=_national(session), leave=session.args.leave,
    )  # fmt: skip
    said = fill(
        "{request}  requested; another person releases with: mithaq release approve {request}",
        request=act.id[:10],
    )
    session.output.answer({"request": act.id}, [said])


def _national(session: Session) -> list[str]:
    return [
        naming.record(session, one, within=views.NATIONAL).record for one in session.args.records
    ]


def _approve(session: Session) -> None:
    request = views.request_named(session.desk, session.args.request)
    for line in lines(release.requested(session.desk, session.who, request=request)):
        session.output.aside(line)
    if not session.yes(_("Release exactly this?")):
        session.output.aside(_("Nothing was released."))
        return
    done = release.release(session.desk, session.who, request=request)
    value = [{"channel": one.channel, "record": one.record, "version": one.version} for one in done]
    session.output.answer(
        value, [fill("{record}  released and proposed", record=one.record[:10]) for one in done]
    )


def _refuse(session: Session) -> None:
    request = views.request_named(session.desk, session.args.request)
    act = release.refuse(session.desk, session.who, request=request, reason=session.args.reason)
    session.output.answer({"act": act.id}, [_("refused; it stays national")])


def _list(session: Session) -> None:
    open_ = views.requests(session.desk, session.who)
    rows = [
        [short(one.id), one.time, one.account, ", ".join(short(each) for each in one.records)]
        for one in open_
    ]
    head = [_("request"), _("time"), _("asked by"), _("records")]
    session.output.answer(open_, table(head, rows) if rows else [_("Nothing waits for release.")])


def lines(shown: Preview) -> Iterator[str]:
    """Say in lines exactly what would leave, and what stays."""
    yield fill(
        "To {parties}, {count} in this set:", parties=", ".join(shown.to), count=len(shown.leaving)
    )
    for one in shown.leaving:
        yield from _one(one)
    for record, reference in shown.missing:
        yield fill(
            "missing: {record} refers to {reference}, which is not joint",
            record=record[:10],
            reference=reference[:10],
        )
    yield fill("sha256 {digest}", digest=shown.digest)


def _one(one: Leaving) -> Iterator[str]:
    yield fill(
        "{record}  {kind}, {marking}, {size} bytes",
        record=one.record[:10],
        kind=one.content.kind,
        marking=one.content.marking,
        size=one.size,
    )
    yield from indented(dict(one.content.fields), 2)
    for file in one.attachments:
        yield "    " + fill(
            "file {name}  {sha256}", name=file.get("name", "-"), sha256=file["sha256"]
        )
    yield "    " + fill("stays national: {names}", names=", ".join(_(name) for name in one.stays))


def _told(shown: Preview) -> dict[str, object]:
    listed = [
        {"record": one.record, "kind": one.content.kind, "marking": one.content.marking, "fields": one.content.fields,
         "attachments": one.attachments, "stays": one.stays, "bytes": one.size}
        for one in shown.leaving
    ]  # fmt: skip
    return {"to": shown.to, "digest": shown.digest, "leaving": listed, "missing": shown.missing}
