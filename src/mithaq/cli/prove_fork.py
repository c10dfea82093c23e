"""``mithaq prove-fork``: that one party signed two histories, in a file anybody can check."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.exchange.fork import proof_files, verify_fork
from mithaq.messages.language import _, fill
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output
    from mithaq.exchange.fork import ForkProof


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True, title=_("parts"))
    what = _("write the proof of a fork this node knows of")
    write = parts.add_parser("write", help=what, description=what)
    write.add_argument("file", type=Path, metavar="FILE", help=_("a new file"))
    write.add_argument("--in", dest="within", metavar="CHANNEL", help=_("which joint channel"))
    write.add_argument("--party", metavar="PARTY", help=_("whose fork, where several did"))
    what = _("check a proof; needs no node")
    check = parts.add_parser("check", help=what, description=what)
    check.add_argument("file", type=Path, metavar="FILE", help=_("a proof"))
    check.add_argument(
        "--lay-out",
        type=Path,
        metavar="FOLDER",
        help=_("write the signed bytes, signatures and keys for openssl"),
    )


def run(args: argparse.Namespace, output: Output) -> None:
    if args.part == "write":
        _refuse_existing(args.file)
        # By name, so that checking a proof needs no node.
        forking = importlib.import_module("mithaq.cli.forking")
        args.file.write_bytes(forking.proof(args, output))
    proof = verify_fork(args.file.read_bytes())
    if getattr(args, "lay_out", None):
        _lay_out(proof, args.lay_out)
    value = {
        "party": proof.party,
        "seq": proof.seq,
        "channel": proof.charter.channel,
        "acts": [act.id for act in proof.acts],
    }
    output.answer(value, [
        fill("Proved: {party} signed two acts at place {seq} of its feed in {title}.", party=proof.party, seq=proof.seq, title=proof.charter.title),
        *[f"{act.id}  {act.time}  {act.kind}" for act in proof.acts],
    ])  # fmt: skip


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise Refusal("cli.exists", name=str(path))


def _lay_out(proof: ForkProof, folder: Path) -> None:
    _refuse_existing(folder)
    folder.mkdir(parents=True)
    for name, data in proof_files(proof).items():
        (folder / name).write_bytes(data)
