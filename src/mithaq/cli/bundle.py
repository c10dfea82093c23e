"""``mithaq bundle``: what is carried by hand: write it, look into it, take it in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli import naming
from mithaq.cli.output import table
from mithaq.cli.session import sitting
from mithaq.desk import correspondence
from mithaq.messages import sentence
from mithaq.messages.language import _, fill, in_use, isolated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output
    from mithaq.cli.session import Session
    from mithaq.exchange.bundle import Bundle

SUFFIX = ".mithaq.age"


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True, title=_("parts"))
    what = _("write what the other side lacks")
    write = parts.add_parser("write", help=what, description=what)
    write.add_argument("folder", type=Path, metavar="FOLDER", help=_("where the file or files go"))
    write.add_argument("--to", metavar="PARTY", help=_("the other party's code"))
    write.add_argument("--in", dest="within", metavar="CHANNEL", help=_("which joint channel"))
    write.add_argument(
        "--everything", action="store_true", help=_("the whole channel, whatever they have")
    )
    for name, what in (
        ("open", _("take a bundle in, whole or not at all")),
        ("show", _("look into a bundle; nothing is taken in")),
    ):
        one = parts.add_parser(name, help=what, description=what)
        one.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="FILE",
            help=_("one file, or all parts in any order"),
        )


def run(args: argparse.Namespace, output: Output) -> None:
    parts = {"write": _write, "open": _open, "show": _show}
    with sitting(args, output) as session:
        parts[args.part](session)


def _write(session: Session) -> None:
    args = session.args
    channel = naming.channel(session, args.within)
    others = [one for one in session.desk.charter(channel).ids if one != session.desk.party]
    to = args.to or (others[0] if len(others) == 1 else None)
    if to is None:
        raise Refusal("cli.needed", option="--to")
    sent = correspondence.write(
        session.desk, session.who, channel=channel, to=to, everything=args.everything
    )
    recipients = session.desk.channel(channel).keys(to).age
    args.folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, part in enumerate(sent.parts, 1):
        file = (
            args.folder
            / f"{session.desk.party}-{to}-{sent.number:04}-{number}of{len(sent.parts)}{SUFFIX}"
        )
        with file.open("xb") as out:
            out.write(session.node.seal(part, recipients))
        files.append(str(file))
    value = {
        "channel": channel,
        "to": to,
        "number": sent.number,
        "files": files,
        "acts": sent.acts,
        "blobs": sent.blobs,
    }
    said = fill(
        "bundle {number} for {party}: {acts} acts, {files} files of the record",
        number=sent.number,
        party=to,
        acts=sum(sent.acts.values()),
        files=sent.blobs,
    )
    session.output.answer(value, [said, *map(isolated, files)])


def _open(session: Session) -> None:
    opened = [
        correspondence.open(session.desk, session.who, data=session.node.unseal(file.read_bytes()))
        for file in session.args.files
    ]
    session.output.answer(opened, [line for one in opened for line in receipt(one)])


def receipt(opened: correspondence.Opened) -> list[str]:
    """Say what taking a part in did; printed, it is the paper that goes into the folder."""
    told = opened.receipt
    lines = [
        fill("bundle {number}, part {part} of {parts}, from {party}", number=told.number, part=told.part, parts=told.parts, party=told.author),
        fill("new acts {new}, known {known}, waiting {waiting}, refused {refused}", new=sum(told.admitted.values()), known=told.duplicates, waiting=told.waiting, refused=len(told.dropped)),
    ]  # fmt: skip
    if told.already:
        lines.append(_("It was taken in before; nothing changed."))
    for one in opened.evidence:
        lines.append(fill("evidence kept: {code}", code=one.code))
        refusal = Refusal(one.code, **{**one.fields, "party": one.party})
        lines += [f"  {said}" for said in sentence(refusal, in_use()) if said]
    if opened.acknowledged:
        lines.append(_("Our side has signed that it saw them; the next bundle carries that."))
    if opened.unlocked:
        lines.append(_("The channel may be signed in again."))
    return lines


def _show(session: Session) -> None:
    shown = [
        correspondence.show(session.node.unseal(file.read_bytes())) for file in session.args.files
    ]
    session.output.answer(
        [one.manifest for one in shown], [line for one in shown for line in _contents(one)]
    )


def _contents(bundle: Bundle) -> list[str]:
    manifest = bundle.manifest
    rows = [
        [isolated(party), str(span.count), str(span.first), str(span.last)]
        for party, span in manifest.ranges.items()
    ]
    return [
        fill("bundle {number}, part {part} of {parts}, from {party}", number=manifest.number, part=manifest.part, parts=manifest.parts, party=manifest.author),
        fill("channel {channel}, time as stated {time}", channel=manifest.channel, time=manifest.time),
        *table([_("party"), _("acts"), _("from"), _("to")], rows),
        *[f"{one.size:>10}  {isolated(one.name)}" for one in manifest.files],
    ]  # fmt: skip
