"""``mithaq keys``: show the keys of this node, or announce a new one in every channel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli.init import add_passphrase, passphrase
from mithaq.cli.output import table
from mithaq.cli.session import sitting
from mithaq.desk import upkeep
from mithaq.messages.language import _, fill, isolated
from mithaq.node.opening import CURRENT_KEY

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output
    from mithaq.cli.session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True, title=_("parts"))
    what = _("show which key signs in which channel")
    parts.add_parser("show", help=what, description=what)
    what = _("make a new signing key and announce it in every channel")
    rotate = parts.add_parser("rotate", help=what, description=what)
    rotate.add_argument(
        "--root", type=Path, metavar="FILE", help=_("the root key, if it was moved off the machine")
    )
    add_passphrase(rotate)
    rotate.add_argument(
        "--trial", action="store_true", help=_("the root key was closed with --trial")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        {"show": _show, "rotate": _rotate}[args.part](session)


def _show(session: Session) -> None:
    desk = session.desk
    rows = [
        [isolated(channel[:16]), str(desk.channel(channel).keys(desk.party).n), *map(isolated, desk.channel(channel).keys(desk.party).node)]
        for channel in desk.ledger.channels()
    ]  # fmt: skip
    value = {"signs": desk.signer.key, "channels": {row[0]: row[2:] for row in rows}}
    lines = [
        fill("signs now  {key}", key=desk.signer.key),
        *table([_("channel"), _("rotations"), _("key")], [row[:3] for row in rows]),
    ]
    session.output.answer(value, lines)


def _rotate(session: Session) -> None:
    desk, keyring = session.desk, session.node.keyring
    roots = keyring.unlock(passphrase(session.args), file=session.args.root)
    new = keyring.add_node_key()
    with desk.transaction():
        acts = upkeep.rotate(desk, session.who, roots=roots, node=[new.public])
        # The new key signs from the next act on; the note that says so stands or falls with the acts.
        desk.ledger.note(CURRENT_KEY, new.key.encode())
    desk.signer = new
    session.output.answer({"key": new.key, "acts": [act.id for act in acts]}, [
        fill("announced in {count} channels; from now on {key} signs", count=len(acts), key=new.key),
        _("The other side learns it with the next bundle."),
    ])  # fmt: skip
