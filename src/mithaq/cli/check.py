"""``mithaq check``: read the whole store, verify everything signed, and name any damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli.session import home_of
from mithaq.messages import sentence
from mithaq.messages.language import _, fill, in_use, isolated
from mithaq.node.check import check
from mithaq.node.home import read_home
from mithaq.node.keeping import open_store

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output

DAMAGED = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take whether to bring the tables up to date first."""
    parser.add_argument(
        "--upgrade",
        action="store_true",
        help=_("bring the tables of an older version up to date first"),
    )


def run(args: argparse.Namespace, output: Output) -> int:
    store = open_store(read_home(home_of(args)), upgrade=args.upgrade)
    try:
        found = check(store)
    finally:
        store.close()
    if output.as_json:
        findings = [{"refused": one.code, "fields": one.fields} for one in found.findings]
        output.json({"channels": found.channels, "acts": found.acts, "waiting": found.waiting, "blobs": found.blobs,
                     "strays": found.strays, "findings": findings})  # fmt: skip
    output.line(
        fill(
            "read: {channels} channels, {acts} acts, {blobs} files",
            channels=found.channels,
            acts=found.acts,
            blobs=found.blobs,
        )
    )
    for one in found.findings:
        output.line(f"{isolated(one.code)}: {sentence(one, in_use())[0]}")
    output.line(fill("damage found: {count}", count=len(found.findings)))
    return DAMAGED if found.findings else 0
