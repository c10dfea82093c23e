"""The verbs of ``mithaq say`` that state something about a record beside what the other side states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import labels, naming
from mithaq.cli.output import short
from mithaq.cli.session import add_yes
from mithaq.desk import statements
from mithaq.messages.language import _, fill, in_use
from mithaq.messages.marks import N_
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from mithaq.cli.session import Session
    from mithaq.record.act import Act
    from mithaq.record.canonical import JSON


def _about(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "record", metavar="RECORD", help=_("its number, or the beginning of its id")
    )
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )
    add_yes(parser)


def _worded(parser: argparse.ArgumentParser) -> None:
    _about(parser)
    parser.add_argument("text", metavar="WORDS", help=_("in the language of the command"))


def _legged(parser: argparse.ArgumentParser) -> None:
    _worded(parser)
    parser.add_argument(
        "--leg", metavar="PARTY", help=_("whose part of a commitment; ours by default")
    )


def _stepped(parser: argparse.ArgumentParser) -> None:
    _about(parser)
    parser.add_argument(
        "step", metavar="STEP", help=_("the step; mithaq show RECORD lists those that can be taken")
    )
    parser.add_argument("--leg", metavar="PARTY", help=_("whose part of a commitment"))
    parser.add_argument(
        "--date", metavar="DATE", help=_("when it happened: 2027-01-19, 2027-01, 2027 ...")
    )
    parser.add_argument("--reason", metavar="CODE", help=_("a reason of the list"))
    parser.add_argument("--text", metavar="WORDS", help=_("words the other side reads"))
    parser.add_argument("--office", metavar="WORDS", help=_("the office that will do the work"))
    parser.add_argument(
        "--with",
        dest="more",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=_("more that the step needs: participants=60"),
    )
    parser.add_argument(
        "--by", metavar="PARTY", help=_("whose step it is, in the national space only")
    )


def _verified(parser: argparse.ArgumentParser) -> None:
    _about(parser)
    parser.add_argument(
        "--leg", metavar="PARTY", required=True, help=_("whose part of the commitment; never ours")
    )


def _corrected(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "statement", metavar="ACT", help=_("the id of our earlier statement, from mithaq history")
    )
    parser.add_argument("text", metavar="WORDS", help=_("in the language of the command"))
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )
    add_yes(parser)


def _recalled(parser: argparse.ArgumentParser) -> None:
    _about(parser)
    parser.add_argument("--version", metavar="ID", help=_("which version, where several are open"))
    parser.add_argument("--text", metavar="WORDS", help=_("words the other side reads"))


def _progress(session: Session) -> None:
    _said(session, statements.progress, leg=_leg(session))


def _evidence(session: Session) -> None:
    _said(session, statements.evidence, leg=_leg(session))


def _leg(session: Session) -> str | None:
    """Give the leg meant; on a thing without legs none."""
    named = naming.record(session, session.args.record, within=session.args.within)
    legs = [party for party, _track in naming.page(session, named).legs]
    leg: str | None = session.args.leg or (
        session.desk.party if session.desk.party in legs else None
    )
    return leg


def _position(session: Session) -> None:
    _said(session, statements.position)


def _comment(session: Session) -> None:
    _said(session, statements.comment)


def _contact(session: Session) -> None:
    named = naming.record(session, session.args.record, within=session.args.within)
    act = statements.contact(
        session.desk, session.who, channel=named.channel, record=named.record,
        post={in_use(): session.args.text}, confirm=session.confirm,
    )  # fmt: skip
    _done(session, act)


def _said(session: Session, verb: Callable[..., Act], **more: str | None) -> None:
    named = naming.record(session, session.args.record, within=session.args.within)
    told = {name: value for name, value in more.items() if value is not None}
    act = verb(
        session.desk, session.who, channel=named.channel, record=named.record,
        text={in_use(): session.args.text}, confirm=session.confirm, **told,
    )  # fmt: skip
    _done(session, act)


def _step(session: Session) -> None:
    args = session.args
    named = naming.record(session, args.record, within=args.within)
    act = statements.step(
        session.desk, session.who, channel=named.channel, record=named.record, step=args.step,
        leg=args.leg, by=args.by, more=_more(args), confirm=session.confirm,
    )  # fmt: skip
    _done(session, act)


def _more(args: argparse.Namespace) -> dict[str, JSON]:
    """Give what is told with a step: codes and dates as they are, words in the language used."""
    told: dict[str, JSON] = {
        name: getattr(args, name) for name in ("date", "reason") if getattr(args, name)
    }
    told.update(
        {
            name: {in_use(): getattr(args, name)}
            for name in ("text", "office")
            if getattr(args, name)
        }
    )
    for word in args.more:
        name, sign, value = word.partition("=")
        if not sign:
            raise Refusal("cli.field", text=word)
        told[name] = int(value) if value.isdecimal() else value
    return told


def _verify(session: Session) -> None:
    named = naming.record(session, session.args.record, within=session.args.within)
    act = statements.verify(
        session.desk, session.who, channel=named.channel, record=named.record, leg=session.args.leg
    )
    _done(session, act)


def _correct(session: Session) -> None:
    act = statements.correct(
        session.desk, session.who, channel=naming.channel(session, session.args.within),
        statement=session.args.statement, text={in_use(): session.args.text}, confirm=session.confirm,
    )  # fmt: skip
    _done(session, act)


def _recall(session: Session) -> None:
    named = naming.record(session, session.args.record, within=session.args.within)
    act = statements.recall(
        session.desk, session.who, channel=named.channel, record=named.record,
        version=_released(session, named), text={in_use(): session.args.text} if session.args.text else None,
        confirm=session.confirm,
    )  # fmt: skip
    _done(session, act)


def _released(session: Session, named: naming.Named) -> str:
    """Give the version to recall: the one named, else the only one of ours, agreed or not."""
    if session.args.version is not None:
        return naming.version(session, named, session.args.version, ours=True)
    versions = naming.page(session, named).view.versions
    ours = [one.id for one in versions if one.party == session.desk.party and not one.recalled]
    if len(ours) != 1:
        raise Refusal(
            "cli.several_open" if ours else "cli.nothing_open",
            record=named.record[:10],
            versions=", ".join(one[:10] for one in ours),
        )
    return ours[0]


def _done(session: Session, act: Act) -> None:
    said = fill("on record, as {office}", office=labels.of("office", act.office))
    value = {"act": act.id, "channel": act.channel, "record": act.body["record"]}
    session.output.answer(value, [f"{short(act.id)}  {said}"])


VERBS = {
    "progress": (N_("report how far our part has come"), _legged, _progress),
    "evidence": (N_("state evidence, in words"), _legged, _evidence),
    "position": (N_("state our position on a thing"), _worded, _position),
    "contact": (N_("name our point of contact for a thing: a duty post"), _worded, _contact),
    "comment": (N_("add to the conversation on a record"), _worded, _comment),
    "step": (N_("move a thing one step along its life"), _stepped, _step),
    "verify": (N_("verify what the other side reported done"), _verified, _verify),
    "correct": (N_("replace an earlier statement of ours"), _corrected, _correct),
    "recall": (N_("ask the other side to erase what was released by mistake"), _recalled, _recall),
}
