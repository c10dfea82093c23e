"""``mithaq show``: one record in full: its fields, who signed, what each side says, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.vocabulary.kinds import fields_of
from mithaq.cli import fields, labels, naming, register
from mithaq.cli.output import HASH, short, table
from mithaq.cli.session import sitting
from mithaq.desk import views
from mithaq.messages.language import _, fill, isolated

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any

    from mithaq.agreement.view import Move, StatementView, TrackView
    from mithaq.cli.output import Output
    from mithaq.desk.views import Page


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "record", metavar="RECORD", help=_("its number, or the beginning of its id")
    )
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help=_("also what this date alone decides: overdue, silence in days"),
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        named = naming.record(session, args.record, within=args.within)
        page = naming.page(session, named, as_of=naming.moment(args.as_of))
        if output.as_json:
            output.json(page)
            return
        known = views.register(session.desk, session.who, channel=named.channel)
        names = {
            one.record: isolated(one.ref) or naming.words(one.title)
            for one in known
            if one.ref or one.title
        }
        for line in lines(page, names):
            output.line(line)


def lines(page: Page, names: Mapping[str, str]) -> Iterator[str]:
    """Give the page of a record, part by part."""
    yield from _head(page)
    yield from _fields(page, names)
    yield from _versions(page)
    yield from _sides(page)
    yield from _next(page)
    yield from _private(page)


def _head(page: Page) -> Iterator[str]:
    view, line = page.view, page.line
    number = isolated(line.ref) or short(view.record)
    yield f"{labels.of('kind', view.kind)} {number}: {naming.words(line.title)}"
    space = _("national") if line.national else _("joint")
    yield fill(
        "{space}; {consent}; {state} since {since}; marking {marking}; record {record}",
        space=space, consent=register.consent(line), state=register.state(line), since=view.since[:10],
        marking=labels.of("marking", view.marking), record=view.record,
    )  # fmt: skip


def _fields(page: Page, names: Mapping[str, str]) -> Iterator[str]:
    known = fields_of(page.view.kind)
    told = page.view.fields
    rows = [
        [labels.of("field", name), fields.words_of(told[name], known.get(name), names)]
        for name in known
        if name in told
    ]
    rows += [
        [f"{isolated(name)} *", fields.words_of(told[name], None, names)]
        for name in page.view.unknown
        if name in told
    ]
    if rows:
        yield ""
        yield from table([_("field"), _("value")], rows)
    for file in page.view.attachments:
        yield fill("file {name}  {sha256}", name=file.get("name", "-"), sha256=file["sha256"])


def _versions(page: Page) -> Iterator[str]:
    rows = [
        [short(one.id), one.party, labels.of("office", one.office), one.time, labels.consent(one.state) + (f" ({labels.said(one.reason)})" if one.reason else ""),
         ", ".join(one.signed), _("yes") if one.acknowledged else _("no"), labels.content(one.content)]
        for one in page.view.versions
    ]  # fmt: skip
    yield ""
    head = [
        _("version"),
        _("by"),
        _("office"),
        _("time as stated"),
        _("it is"),
        _("signed by"),
        _("seen by all"),
        _("content"),
    ]
    yield from table(head, rows)


def _sides(page: Page) -> Iterator[str]:
    """Both sides beside each other: their part, what they said, or that they said nothing."""
    legs = dict(page.legs)
    private = {one["id"] for one in page.private.said} if page.private else set()
    for party, said in page.statements:
        yield ""
        yield from _side(
            page, party, legs.get(party), [one for one in said if one.id not in private]
        )


def _side(
    page: Page, party: str, leg: TrackView | None, said: Sequence[StatementView]
) -> Iterator[str]:
    yield _part(party, leg)
    for one in said:
        yield "  " + _statement(one)
    silence = page.view.silence.get(party)
    if not said and silence and silence.days is not None:
        yield "  " + fill("has said nothing for {days} days", days=silence.days)
    elif not said:
        yield "  " + _("has said nothing")


def _part(party: str, leg: TrackView | None) -> str:
    """Say where a side's part stands; a thing without parts only names the side."""
    if leg is None:
        return isolated(party)
    state, since = labels.said(leg.state), leg.since[:10]
    if leg.due is None:
        return fill("{party}: {state} since {since}", party=party, state=state, since=since)
    return fill(
        "{party}: {state} since {since}, due {due}",
        party=party,
        state=state,
        since=since,
        due=leg.due,
    )


def _statement(one: StatementView) -> str:
    """Say a statement in one line: when, in which office, what, on whose part, in which words."""
    what = labels.of("step", one.step) if one.step else labels.of("topic", one.topic)
    leg = one.leg or one.data.get("leg")
    if leg:
        what = fill("{what}, on the part of {party}", what=what, party=leg)
    text = one.data.get("text")
    told = [one.time[:10], labels.of("office", one.office), what]
    if isinstance(text, dict):
        told.append(naming.words(text))
    if one.fate != "counted":
        told.append(labels.of("fate", one.fate))
    return " · ".join([*told, short(one.id)])


def _next(page: Page) -> Iterator[str]:
    legs = {party for party, _track in page.legs}
    moves = [*page.line.ours, *page.line.theirs]
    if moves:
        yield ""
    for one in moves:
        yield fill(
            "next, {party}: {what} ({offices})",
            party=one.party,
            what=move(one),
            offices=labels.offices(one.offices),
        )
        if one in page.line.ours:
            yield f"  {isolated(_typed(one, legs))}"
    for gap in page.view.gaps:
        yield fill("missing: {what}", what=labels.said(gap))


def _typed(one: Move, legs: Collection[str]) -> str:
    """Give the command that makes a move of ours."""
    record = one.record[:HASH]
    if one.what == "answer":
        return f"mithaq say accept|counter|decline {record}"
    leg = f" --leg {one.track}" if one.track in legs else ""
    return f"mithaq say step {record} {one.what}{leg}"


def move(one: Move) -> str:
    """Say what is expected: a step by its code, or an answer to a version."""
    told = labels.said(one.what)
    return told if one.what != "answer" else f"{told} {short(one.version)}"


def _private(page: Page) -> Iterator[str]:
    private = page.private
    if private is None or not private.said:
        return
    yield ""
    yield _("Ours alone:")
    for said in private.said:
        yield "  " + _aside(said)
    if private.drifted:
        yield "  " + _("the national record has changed since it was released")


def _aside(said: Mapping[str, Any]) -> str:
    data, topic = said["data"], labels.of("topic", said["topic"])
    if "citations" not in data:
        text = data.get("text")
        told = naming.words(text) if isinstance(text, dict) else str(data.get("reason", ""))
        return f"{said['time'][:10]} {topic} {told}".rstrip()
    about = fill(
        "{field}: {value} ({modality})",
        field=labels.of("field", data["type"]),
        value=data["value"],
        modality=labels.of("modality", data["modality"]),
    )
    passages = [
        f"«{isolated(one['quote'])}» {short(one['source'])} {one['start']}-{one['end']}"
        for one in data["citations"]
    ]
    return f"{topic} {short(said['id'])}  {about}  {'; '.join(passages)}"
