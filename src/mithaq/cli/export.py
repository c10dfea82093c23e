"""``mithaq export``: a whole channel as plain files, or one tar, that anybody can verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli import naming
from mithaq.cli.session import sitting
from mithaq.desk import upkeep
from mithaq.messages.language import _, fill
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output
    from mithaq.exchange.export import Export


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="PATH", help=_("a new folder; or a new file that ends in .tar")
    )
    parser.add_argument(
        "--in", dest="within", metavar="CHANNEL", help=_("national, or the other party's code")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        channel = naming.channel(session, args.within)
        export = upkeep.export(session.desk, session.who, channel=channel)
        write(export, args.path)
        value = {"path": str(args.path), "channel": channel, "manifest": export.manifest.id}
        output.answer(value, [
            fill("{path} holds the whole channel.", path=str(args.path)),
            fill("Anybody can check it: {command}", command=f"mithaq verify {args.path}"),
        ])  # fmt: skip


def write(export: Export, path: Path) -> None:
    """Write an export as a tar file where the name says so, else as a folder. Raises ``cli.exists``."""
    if path.exists():
        raise Refusal("cli.exists", name=str(path))
    if path.suffix == ".tar":
        with path.open("xb") as file:
            file.writelines(export.chunks())
        return
    path.mkdir(parents=True)
    for member in export.members():
        place = path / member.name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.writelines(member.chunks)
