"""``mithaq release``: the only way from the national space to a joint channel, by two people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli import naming
from mithaq.cli.output import short, table
from mithaq.cli.papering import shelved
from mithaq.cli.session import add_yes, indented, sitting
from mithaq.desk import leaving, release, views
from mithaq.messages.language import _, fill, in_use, isolated
from mithaq.messages.marks import N_
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from mithaq.cli.output import Output
    from mithaq.cli.session import Session
    from mithaq.desk.leaving import Leaving, Preview
    from mithaq.desk.views import Request
    from mithaq.record.act import Act


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True, title=_("parts"))
    for name, (what, add, _run) in _PARTS.items():
        add(parts.add_parser(name, help=_(what), description=_(what)))


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("records", nargs="+", metavar="RECORD", help=_("national records"))
    parser.add_argument("--to", metavar="CHANNEL", help=_("the other party's code"))
    parser.add_argument(
        "--leave",
        action="append",
        default=[],
        metavar="FIELD",
        help=_("a field that stays national"),
    )


def _evidence_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD", help=_("the joint record it is about"))
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the file"))
    parser.add_argument("text", metavar="WORDS", help=_("in the language of the command"))


def _citation_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD", help=_("the joint record it is about"))
    parser.add_argument("claim", metavar="ACT", help=_("the id of the citation, from mithaq show"))
    parser.add_argument(
        "--whole", action="store_true", help=_("send the whole text of the source along")
    )


def _approve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "request",
        nargs="?",
        metavar="REQUEST",
        help=_("the beginning of its id; by default the only one"),
    )
    add_yes(parser)


def _refuse_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("request", metavar="REQUEST", help=_("the beginning of its id"))
    parser.add_argument("reason", metavar="WORDS", help=_("why; it stays national"))


def _list_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take nothing but what every command takes."""


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        _PARTS[args.part][2](session)


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
    _asked(session, act)


def _national(session: Session) -> list[str]:
    return [
        naming.record(session, one, within=views.NATIONAL).record for one in session.args.records
    ]


def _approve(session: Session) -> None:
    request = _requested(session)
    if request.statement is None:
        shown = list(lines(release.requested(session.desk, session.who, request=request.id)))
    else:
        shown = indented(dict(request.statement))
    for line in shown:
        session.output.aside(line)
    if not session.yes(_("Release exactly this?")):
        raise Refusal("desk.not_confirmed")
    if request.statement is not None:
        act = release.release_statement(session.desk, session.who, request=request.id)
        session.output.answer({"act": act.id}, [f"{short(act.id)}  " + _("released, on record")])
        return
    done = release.release(session.desk, session.who, request=request.id)
    value = [{"channel": one.channel, "record": one.record, "version": one.version} for one in done]
    session.output.answer(
        value, [fill("{record}  released and proposed", record=one.record[:10]) for one in done]
    )


def _evidence(session: Session) -> None:
    args = session.args
    named = naming.record(session, args.record)
    with session.desk.transaction():
        act = release.request_statement(
            session.desk, session.who, channel=named.channel, record=named.record, topic="evidence",
            data={"text": {in_use(): args.text}}, file=shelved(session, args.file),
        )  # fmt: skip
    _asked(session, act)


def _citation(session: Session) -> None:
    args = session.args
    named = naming.record(session, args.record)
    acts = views.history(session.desk, session.who, channel=session.desk.national())
    claim = next((one.id for one in acts if one.id.startswith(args.claim)), args.claim)
    act = release.request_citation(
        session.desk,
        session.who,
        channel=named.channel,
        record=named.record,
        claim=claim,
        file=args.whole,
    )
    _asked(session, act)


def _asked(session: Session, act: Act) -> None:
    said = fill(
        "{request}  requested; another person releases with: mithaq release approve {request}",
        request=act.id[:10],
    )
    session.output.answer({"request": act.id}, [said])


def _requested(session: Session) -> Request:
    """Give the request named, or the only one that waits. Raises ``cli.which_request``."""
    waiting = views.requests(session.desk, session.who)
    if session.args.request is not None:
        named = views.request_named(session.desk, session.args.request)
        waiting = tuple(one for one in waiting if one.id == named)
    if not waiting:
        raise Refusal("cli.no_request")
    if len(waiting) != 1:
        raise Refusal("cli.which_request", count=len(waiting))
    return waiting[0]


def _refuse(session: Session) -> None:
    request = views.request_named(session.desk, session.args.request)
    act = release.refuse(session.desk, session.who, request=request, reason=session.args.reason)
    session.output.answer({"act": act.id}, [_("refused; it stays national")])


def _list(session: Session) -> None:
    open_ = views.requests(session.desk, session.who)
    known = views.register(session.desk, session.who)
    called = {one.record: isolated(one.ref) or naming.words(one.title) for one in known}
    rows = [
        [short(one.id), one.time, one.account, ", ".join(called.get(each) or short(each) for each in one.records)]
        for one in open_
    ]  # fmt: skip
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


_PARTS: dict[
    str, tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[Session], None]]
] = {
    "preview": (N_("show exactly what would leave"), _set_arguments, _preview),
    "request": (N_("ask a colleague to release"), _set_arguments, _request),
    "evidence": (
        N_("ask a colleague to release a file, as evidence on a joint record"),
        _evidence_arguments,
        _evidence,
    ),
    "citation": (
        N_("ask a colleague to release a passage we cited"),
        _citation_arguments,
        _citation,
    ),
    "approve": (N_("release what a colleague requested"), _approve_arguments, _approve),
    "refuse": (N_("refuse what a colleague requested"), _refuse_arguments, _refuse),
    "list": (N_("list what waits for release"), _list_arguments, _list),
}
