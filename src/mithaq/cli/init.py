"""``mithaq init``: make a node: its folder, its keys, its national channel."""

from __future__ import annotations

import errno
import getpass
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli.session import home_of
from mithaq.messages.language import LANGUAGES, _, fill, isolated
from mithaq.node.beginning import init
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output

UNGUARDED = "no passphrase: a trial"
"""What closes the root key of a node made with ``--trial``."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--party", metavar="CODE", help=_("our side's code in every record: ma, pk ...")
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="[LANGUAGE:]NAME",
        help=_("our side's name; again for each language: fr:Maroc"),
    )
    add_store(parser)
    add_passphrase(parser)
    parser.add_argument(
        "--trial",
        action="store_true",
        help=_("close the root key with a known passphrase; never for real work"),
    )


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where a new home keeps its database and its high-water file."""
    parser.add_argument(
        "--database",
        metavar="URL",
        help=_("sqlite, postgresql://..., or environment (MITHAQ_DATABASE)"),
    )
    parser.add_argument(
        "--high-water",
        metavar="FILE",
        default="high-water",
        help=_("the file that shows a rolled-back database; best on another disk"),
    )


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """Add the options that open the root key."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=_("the passphrase of the root key, in a file"),
    )


def passphrase(args: argparse.Namespace, *, twice: bool = False) -> str:
    """Give the passphrase of the root key: from the file, or asked for at a terminal.

    Raises ``cli.passphrase`` where there is neither, ``cli.passphrases`` when two differ.
    """
    if args.passphrase_file is not None:
        return str(args.passphrase_file.read_text(encoding="utf-8")).rstrip("\n")
    if getattr(args, "trial", False):
        return UNGUARDED
    if not sys.stdin.isatty():
        raise Refusal("cli.passphrase")
    told = getpass.getpass(_("Passphrase of the root key: "))
    if twice and getpass.getpass(_("The same again: ")) != told:
        raise Refusal("cli.passphrases")
    return told


def run(args: argparse.Namespace, output: Output) -> None:
    party = args.party or _asked(_("Our side's code (ma, pk ...): "), "--party")
    names = _names(args.name or [_asked(_("Our side's name: "), "--name")])
    _check(party=party, names=names, high_water=Path(args.high_water))
    with init(
        home_of(args), party=party, names=names, passphrase=passphrase(args, twice=True),
        url=args.database, high_water=args.high_water,
    ) as node:  # fmt: skip
        value = {
            "home": str(node.home.folder),
            "party": node.party,
            "national": node.desk.national(),
        }
        output.answer(value, [
            fill("A node for {party} is in {home}.", party=node.party, home=str(node.home.folder)),
            fill("Move the root key to a place that is not this machine: {file}", file=str(node.keyring.root_file)),
            fill("Next: {command}", command="mithaq people add ACCOUNT --office officer --office es"),
        ])  # fmt: skip


def _check(*, party: str, names: dict[str, str], high_water: Path) -> None:
    """Refuse before anything is made. Raises ``cli.party``, ``cli.empty``, ``cli.file``."""
    if not re.fullmatch(r"[a-z0-9.-]{1,64}", party):
        raise Refusal("cli.party", party=party)
    if not all(name.strip() for name in names.values()):
        raise Refusal("cli.empty", option="--name")
    if high_water.is_absolute() and not high_water.parent.is_dir():
        raise Refusal("cli.file", name=str(high_water), why=os.strerror(errno.ENOENT))


def _asked(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Refusal("cli.needed", option=option)
    return input(question).strip()


def _names(told: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for one in told:
        language, colon, name = one.partition(":")
        names[language if colon and language in LANGUAGES else "en"] = (
            name if colon and language in LANGUAGES else one
        )
    return names


def listed(names: dict[str, str]) -> str:
    """Give names by language in one line."""
    return ", ".join(f"{language}: {isolated(name)}" for language, name in names.items())
