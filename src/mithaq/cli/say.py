"""``mithaq say``: put something on the record. One sub-command a verb of the desk.

What goes straight into a joint channel is shown first, byte for byte in meaning, and needs a yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mithaq.agreement.vocabulary import FAMILIES
from mithaq.agreement.vocabulary.kinds import KIND_FIELDS
from mithaq.agreement.vocabulary.markings import MARKINGS
from mithaq.cli import fields, labels, naming, papering, stating
from mithaq.cli.output import short, table
from mithaq.cli.session import Session, add_yes, sitting
from mithaq.desk import registers
from mithaq.messages.language import _, fill, in_use
from mithaq.messages.marks import N_
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from mithaq.cli.output import Output
    from mithaq.desk.wording import Written
    from mithaq.record.canonical import JSON


class Verb(NamedTuple):
    """One thing that can be said: what for, its arguments, and how."""

    what: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Session], None]


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, title=_("verbs"))
    for name, verb in VERBS.items():
        one = verbs.add_parser(name, help=_(verb.what), description=_(verb.what))
        verb.arguments(one)


def run(args: argparse.Namespace, output: Output) -> None:
    if args.verb == "fields":
        _show_fields(args, output)
        return
    with sitting(args, output) as session:
        VERBS[args.verb].run(session)


# ------------------------------------------------------------------ what is on the register


def _record_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "record", metavar="RECORD", help=_("its number, or the beginning of its id")
    )
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )


def _field_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "fields", nargs="*", metavar="NAME=VALUE", help=_("fields; see: mithaq say fields KIND")
    )
    parser.add_argument("--marking", choices=tuple(MARKINGS), help=_("its marking"))
    add_yes(parser)


def _draft_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind", metavar="KIND", help=_("instrument, area, body, activity, commitment ...")
    )
    parser.add_argument(
        "--note", metavar="WORDS", help=_("a note that never leaves the national space")
    )
    _field_arguments(parser)


def _propose_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind", metavar="KIND", help=_("instrument, area, body, activity, commitment ...")
    )
    parser.add_argument("--to", metavar="CHANNEL", help=_("the other party's code"))
    _field_arguments(parser)


def _amend_arguments(parser: argparse.ArgumentParser) -> None:
    _record_arguments(parser)
    _field_arguments(parser)


def _version_arguments(parser: argparse.ArgumentParser) -> None:
    _record_arguments(parser)
    parser.add_argument("--version", metavar="ID", help=_("which version, where several are open"))


def _rewrite_arguments(parser: argparse.ArgumentParser) -> None:
    _version_arguments(parser)
    _field_arguments(parser)


def _answer_arguments(parser: argparse.ArgumentParser) -> None:
    _version_arguments(parser)
    parser.add_argument("--reason", metavar="WORDS", help=_("why, in words the other side reads"))
    add_yes(parser)


def _accept_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "records",
        nargs="+",
        metavar="RECORD",
        help=_("their numbers, or the beginnings of their ids"),
    )
    parser.add_argument("--in", dest="within", metavar="CHANNEL", help=_("the other party's code"))
    parser.add_argument("--version", metavar="ID", help=_("which version, where several are open"))


def _fields_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind", nargs="?", metavar="KIND", help=_("without it, the kinds are listed")
    )
    parser.add_argument(
        "field", nargs="?", metavar="FIELD", help=_("list the codes that this field takes")
    )


def _read(session: Session, *, kind: str, within: str) -> dict[str, JSON]:
    def find(text: str) -> tuple[str, str]:
        named = naming.record(session, text, within=within)
        view = naming.page(session, named).view
        return named.record, next(
            (one.sha256 for one in view.versions if one.id == view.version), ""
        )

    return fields.read(session.args.fields, kind=kind, party=session.desk.party, find=find)


def _draft(session: Session) -> None:
    args = session.args
    told = _read(session, kind=args.kind, within=session.desk.national())
    written = registers.draft(
        session.desk, session.who, kind=args.kind, fields=told, marking=args.marking or "unclassified",
        notes={"text": {in_use(): args.note}} if args.note else None,
    )  # fmt: skip
    _written(session, written, _("drafted, national"))


def _propose(session: Session) -> None:
    args = session.args
    to = naming.channel(session, args.to)
    written = registers.propose(
        session.desk, session.who, channel=to, kind=args.kind, fields=_read(session, kind=args.kind, within=to),
        marking=args.marking or "unclassified", confirm=session.confirm,
    )  # fmt: skip
    _written(session, written, _("proposed; it waits for the other side"))


def _amend(session: Session) -> None:
    named = naming.record(session, session.args.record, within=session.args.within)
    written = registers.amend(
        session.desk, session.who, channel=named.channel, record=named.record,
        changes=_changes(session, named), marking=session.args.marking, confirm=session.confirm,
    )  # fmt: skip
    _written(session, written, _("amended"))


def _replace(session: Session) -> None:
    _rewrite(session, registers.replace, ours=True, said=_("replaced; the new version waits"))


def _counter(session: Session) -> None:
    _rewrite(
        session, registers.counter, ours=False, said=_("declined, with our own version proposed")
    )


def _rewrite(session: Session, verb: Callable[..., Written], *, ours: bool, said: str) -> None:
    named = naming.record(session, session.args.record, within=session.args.within)
    written = verb(
        session.desk, session.who, channel=named.channel,
        version=naming.version(session, named, session.args.version, ours=ours),
        changes=_changes(session, named), marking=session.args.marking, confirm=session.confirm,
    )  # fmt: skip
    _written(session, written, said)


def _changes(session: Session, named: naming.Named) -> dict[str, JSON]:
    if not session.args.fields and session.args.marking is None:
        raise Refusal("cli.nothing")
    kind = naming.page(session, named).view.kind or ""
    return _read(session, kind=kind, within=named.channel)


def _accept(session: Session) -> None:
    args = session.args
    every = [naming.record(session, one, within=args.within) for one in args.records]
    versions: list[str] = []
    for named in every:
        one = naming.version(session, named, args.version, ours=False)
        parts = registers.together(session.desk, session.who, channel=named.channel, version=one)
        versions += [part for part in parts if part not in versions]
    acts = registers.accept(session.desk, session.who, channel=every[0].channel, versions=versions)
    said = fill("accepted, {count} in one transaction", count=len(acts))
    session.output.answer({"acts": [act.id for act in acts], "versions": versions}, [said])


def _decline(session: Session) -> None:
    _answer(session, registers.decline, ours=False, said=_("declined"))


def _withdraw(session: Session) -> None:
    _answer(session, registers.withdraw, ours=True, said=_("withdrawn"))


def _answer(session: Session, verb: Callable[..., object], *, ours: bool, said: str) -> None:
    named = naming.record(session, session.args.record, within=session.args.within)
    one = naming.version(session, named, session.args.version, ours=ours)
    reason = session.args.reason
    verb(
        session.desk,
        session.who,
        channel=named.channel,
        version=one,
        reason=reason,
        confirm=session.confirm,
    )
    session.output.answer(
        {"record": named.record, "version": one}, [f"{short(named.record)}  {said}"]
    )


def _written(session: Session, written: Written, said: str) -> None:
    value = {
        "channel": written.channel,
        "record": written.record,
        "version": written.version,
        "sha256": written.sha256,
    }
    session.output.answer(value, [f"{short(written.record)}  {said}"])


def _show_fields(args: argparse.Namespace, output: Output) -> None:
    if args.kind is None:
        rows = [[kind, labels.of("kind", kind)] for kind in KIND_FIELDS]
        output.answer([row[0] for row in rows], table([_("kind"), _("name")], rows))
        return
    known = fields.fields_of(args.kind)
    if args.field is not None:
        _show_codes(args, output)
        return
    rows = [
        [
            one.name + ("!" if one.required else ""),
            labels.of("field", one.name),
            one.type + ("*" if one.many else ""),
            fields.example(one),
        ]
        for one in known.values()
    ]
    told = fill("The codes of one field: {command}", command=f"mithaq say fields {args.kind} FIELD")
    output.answer(
        known, [*table([_("field"), _("name"), _("type"), _("for example")], rows), "", told]
    )


def _show_codes(args: argparse.Namespace, output: Output) -> None:
    field = fields.fields_of(args.kind).get(args.field)
    if field is None:
        raise Refusal("cli.unknown_field", name=args.field, kind=args.kind)
    family = field.vocabulary or ""
    rows = [[code, labels.of(family, code)] for code in FAMILIES.get(family, {})]
    output.answer(
        [row[0] for row in rows],
        table([_("code"), _("name")], rows) if rows else [fields.example(field)],
    )


VERBS: dict[str, Verb] = {
    "draft": Verb(N_("put a new record on the national register"), _draft_arguments, _draft),
    "propose": Verb(
        N_("type a new record straight into a joint channel"), _propose_arguments, _propose
    ),
    "amend": Verb(N_("make a new version of an agreed record"), _amend_arguments, _amend),
    "replace": Verb(
        N_("take back our unanswered proposal and propose its correction"),
        _rewrite_arguments,
        _replace,
    ),
    "counter": Verb(
        N_("decline their proposal and propose our own wording"), _rewrite_arguments, _counter
    ),
    "accept": Verb(N_("accept their proposals, all of them or none"), _accept_arguments, _accept),
    "decline": Verb(N_("decline their proposal, finally"), _answer_arguments, _decline),
    "withdraw": Verb(
        N_("take back our own consent, if it is not answered yet"), _answer_arguments, _withdraw
    ),
    **{name: Verb(*parts) for name, parts in stating.VERBS.items()},
    **{name: Verb(*parts) for name, parts in papering.VERBS.items()},
    "fields": Verb(
        N_("list the kinds of records, or the fields of one kind"), _fields_arguments, _draft
    ),
}
