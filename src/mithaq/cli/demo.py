"""``mithaq demo``: two nodes on this machine agree, differ, exchange and verify; one line a step."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli import demo_alone, demo_proof, demo_together, staging
from mithaq.cli.stage import NotHeld, Stage
from mithaq.messages import sentence
from mithaq.messages.language import _, fill, in_use, isolated
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output

FAILED = 1
STEPS = (*demo_alone.STEPS, *demo_together.STEPS, *demo_proof.STEPS)
NEXT = """mithaq --home {ma} --as salma waiting
mithaq --home {pk} --as ayesha waiting
mithaq --home {ma} --as salma register instrument
mithaq --home {ma} --as salma show 2027/EX/11
mithaq --home {pk} --as ayesha say accept 2027/IN/08
mithaq --home {pk} --as bilal bundle write {folder}/out
mithaq --home {ma} --as rachid bundle open {folder}/out/*
mithaq --home {ma} --as salma standing
mithaq verify {folder}/export"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help=_("remove the folder afterwards; only the exit status matters"),
    )
    parser.add_argument(
        "--folder", type=Path, metavar="FOLDER", help=_("make it here: a new folder")
    )


def run(args: argparse.Namespace, output: Output) -> int:
    folder = _folder(args.folder)
    begun = time.monotonic()
    try:
        failed = play(folder, output)
        output.line()
        output.line(fill("{seconds} seconds", seconds=round(time.monotonic() - begun)))
        if failed is not None:
            output.aside(fill("FAILED: {what}", what=failed))
            return FAILED
        output.line(_("All held."))
        output.answer({"held": True, "folder": str(folder)}, [] if args.check else _next(folder))
    finally:
        if args.check:
            shutil.rmtree(folder)
    return 0


def _folder(wished: Path | None) -> Path:
    if wished is None:
        return Path(tempfile.mkdtemp(prefix="mithaq-demo-"))
    if wished.exists():
        raise Refusal("cli.exists", name=str(wished))
    wished.mkdir(parents=True)
    return wished


def play(folder: Path, output: Output) -> str | None:
    """Play every step, one line each; give what failed, or None when all held."""
    ma, pk = (staging.make(folder, party) for party in (staging.MOROCCO, staging.PAKISTAN))
    stage = Stage(folder=folder, ma=ma, pk=pk)
    _say(
        output,
        1,
        fill("Two nodes in {folder}: Morocco and Pakistan, two people each.", folder=str(folder)),
    )
    try:
        for number, step in enumerate(STEPS, 2):
            _say(output, number, step(stage))
    except Refusal as refusal:
        return f"{step.__name__}: {refusal.code}: {sentence(refusal, in_use())[0]}"
    except NotHeld as finding:
        return f"{step.__name__}: {finding}"
    finally:
        ma.node.close()
        pk.node.close()
    return None


def _say(output: Output, number: int, line: str) -> None:
    output.line(f"{number:>2}  {line}")


def _next(folder: Path) -> list[str]:
    typed = NEXT.format(folder=folder, ma=folder / "ma", pk=folder / "pk").splitlines()
    head = fill("Both nodes are in {folder}. You can type next, for example:", folder=str(folder))
    return ["", head, "", *[f"  {isolated(line)}" for line in typed]]
