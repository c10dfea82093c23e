"""A command's sitting at the node: whose home, whose desk, which person, and the yes to a preview."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.cli import labels
from mithaq.messages.language import _, fill
from mithaq.node import people
from mithaq.node.opening import open_node
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from mithaq.cli.output import Output
    from mithaq.desk.desk import Desk, Who
    from mithaq.desk.exact import Preview
    from mithaq.node.opening import Node

HERE = Path("mithaq-home")
"""The home when neither ``--home`` nor ``MITHAQ_HOME`` says another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open node, the person who acts, and where the answer goes."""

    node: Node
    desk: Desk
    args: argparse.Namespace
    output: Output

    @property
    def who(self) -> Who:
        """The person named by ``--as``, or the only account there is."""
        return people.who(self.desk.ledger, self.args.account)

    def confirm(self, shown: Preview) -> bool:
        """Show exactly what would leave; yes by ``--yes``, or typed at a terminal."""
        for line in leaving_lines(shown):
            self.output.aside(line)
        return self.yes(_("Send exactly this?"))

    def yes(self, question: str) -> bool:
        """Ask, unless ``--yes`` answered before; without a terminal the answer is no."""
        if getattr(self.args, "yes", False):
            return True
        if not sys.stdin.isatty():
            return False
        print(f"{question} [{_('y')}/{_('N')}] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in {_("y"), "y", "yes"}


def home_of(args: argparse.Namespace) -> Path:
    """Give the folder of the node that is meant."""
    home: Path = args.home or HERE
    return home


@contextmanager
def sitting(args: argparse.Namespace, output: Output) -> Iterator[Session]:
    """Open the node for one command and close it after."""
    home = home_of(args)
    if not (home / "node.toml").exists():
        raise Refusal("cli.no_home", home=str(home))
    with open_node(home) as node:
        yield Session(node=node, desk=node.desk, args=args, output=output)


def leaving_lines(shown: Preview) -> list[str]:
    """Say in lines what would leave, to whom, and under which hash."""
    head = fill(
        "This leaves for {parties}, as {office}:",
        parties=", ".join(shown.to),
        office=labels.of("office", shown.office),
    )
    return [head, *indented(shown.body), fill("sha256 {digest}", digest=shown.digest)]


def indented(value: object, depth: int = 1) -> list[str]:
    """Lay a JSON value out as indented lines, names before values."""
    pad = "  " * depth
    if isinstance(value, dict):
        return [line for name, one in value.items() for line in _named(str(name), one, depth)]
    if isinstance(value, (list, tuple)):
        return [line for one in value for line in _named("-", one, depth)]
    return [f"{pad}{value}"]


def _named(name: str, value: object, depth: int) -> list[str]:
    pad = "  " * depth
    if isinstance(value, (dict, list, tuple)) and value:
        return [f"{pad}{name}", *indented(value, depth + 1)]
    return [f"{pad}{name}  {value}"]


def add_yes(parser: argparse.ArgumentParser) -> None:
    """Add the flag that says yes to a preview before it is shown."""
    parser.add_argument(
        "--yes", action="store_true", help=_("say yes to the preview of what leaves")
    )
