"""The verbs of ``mithaq say`` about paper, and about one thing recorded twice."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.agreement.vocabulary.reasons import BASES
from mithaq.cli import naming
from mithaq.cli.output import short
from mithaq.cli.session import add_yes
from mithaq.desk import matching, paper, views, wording
from mithaq.messages.language import _, in_use
from mithaq.messages.marks import N_

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.session import Session
    from mithaq.desk.wording import Attachment


def shelved(session: Session, file: Path | None) -> Attachment | None:
    """Keep a file on the shelf; give how a content names it."""
    if file is None:
        return None
    media = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return wording.file(session.desk, file.read_bytes(), media=media, name=file.name)


def _paper_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "record", metavar="RECORD", help=_("its number, or the beginning of its id")
    )
    parser.add_argument("--basis", required=True, choices=tuple(BASES), help=_("how we know"))
    parser.add_argument("--signed-on", metavar="DATE", help=_("the date of signature"))
    parser.add_argument("--place", metavar="WORDS", help=_("the place of signature"))
    parser.add_argument("--scan", type=Path, metavar="FILE", help=_("the scan"))


def _answered_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "record", metavar="RECORD", help=_("its number, or the beginning of its id")
    )
    parser.add_argument("party", metavar="PARTY", help=_("the other party's code"))
    parser.add_argument("answer", choices=paper.ANSWERS, help=_("what it answered"))
    parser.add_argument("--on", required=True, metavar="DATE", help=_("the date of the paper"))
    parser.add_argument("--basis", required=True, choices=tuple(BASES), help=_("how we know"))
    parser.add_argument("--text", metavar="WORDS", help=_("a note of ours"))
    parser.add_argument("--scan", type=Path, metavar="FILE", help=_("the scan"))
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )


def _link_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD", help=_("our national record"))
    parser.add_argument("joint", metavar="JOINT", help=_("the joint record that is the same thing"))
    parser.add_argument("--to", metavar="CHANNEL", help=_("the other party's code"))


def _same_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("one", metavar="RECORD", help=_("a joint record"))
    parser.add_argument(
        "other", metavar="RECORD", help=_("the joint record that is the same thing")
    )
    parser.add_argument("--to", metavar="CHANNEL", help=_("the other party's code"))
    add_yes(parser)


def _paper(session: Session) -> None:
    args = session.args
    named = naming.record(session, args.record, within=views.NATIONAL)
    place = {in_use(): {"text": args.place, "role": "working"}} if args.place else None
    with session.desk.transaction():
        written = paper.transcribe(
            session.desk, session.who, record=named.record, basis=args.basis, signed_on=args.signed_on,
            place=place, scan=shelved(session, args.scan),
        )  # fmt: skip
    _said(session, written.record, _("what the paper says is on our register"))


def _answered(session: Session) -> None:
    args = session.args
    named = naming.record(session, args.record, within=args.within)
    with session.desk.transaction():
        paper.answered(
            session.desk, session.who, channel=named.channel, record=named.record, party=args.party, answer=args.answer,
            on=args.on, basis=args.basis, text={in_use(): args.text} if args.text else None, scan=shelved(session, args.scan),
        )  # fmt: skip
    _said(session, named.record, _("their answer on paper, recorded by us"))


def _link(session: Session) -> None:
    args = session.args
    channel = naming.channel(session, args.to)
    named = naming.record(session, args.record, within=views.NATIONAL)
    joint = naming.record(session, args.joint, within=channel)
    matching.link(
        session.desk, session.who, channel=channel, record=named.record, joint=joint.record
    )
    _said(
        session,
        joint.record,
        _("our record is now the private side of the joint one; nothing left"),
    )


def _same(session: Session) -> None:
    args = session.args
    channel = naming.channel(session, args.to)
    both = (
        naming.record(session, args.one, within=channel).record,
        naming.record(session, args.other, within=channel).record,
    )
    written = matching.same_as(
        session.desk, session.who, channel=channel, records=both, confirm=session.confirm
    )
    _said(session, written.record, _("proposed: the two are one thing"))


def _said(session: Session, record: str, said: str) -> None:
    session.output.answer({"record": record}, [f"{short(record)}  {said}"])


VERBS = {
    "paper": (
        N_("put on our register what a paper says, and how we know"),
        _paper_arguments,
        _paper,
    ),
    "answered": (
        N_("record that the other side answered on paper"),
        _answered_arguments,
        _answered,
    ),
    "link": (N_("say that our record is the same as a joint one"), _link_arguments, _link),
    "same": (N_("propose that two joint records are one thing"), _same_arguments, _same),
}
