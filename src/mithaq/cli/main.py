"""The command ``mithaq``: choose the language, find the command, run it, say no properly.

A command is one file of this folder with ``arguments(parser)`` and ``run(args, output)``; it is
imported only when it is the one asked for, so that ``mithaq verify`` never loads a node.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
import tempfile
import traceback
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from mithaq import __version__
from mithaq.cli.output import Output
from mithaq.messages import sentence
from mithaq.messages.language import LANGUAGES, _, detected, isolated, use
from mithaq.messages.marks import N_
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

REFUSED, BROKEN = 2, 3

COMMANDS = {
    "init": ("init", N_("make a node: its folder, its keys, its national channel")),
    "identity": ("identity", N_("show who this node is: party, keys, fingerprints")),
    "people": ("people", N_("add and list the accounts of this node, with their offices")),
    "say": ("say", N_("put something on the record: one sub-command a verb")),
    "cite": ("cite", N_("file a document, or cite a passage of it")),
    "release": (
        "release",
        N_("move a record from the national space to a joint channel, by two people"),
    ),
    "pair": ("pair", N_("begin a joint channel with the other party")),
    "bundle": ("bundle", N_("write, open or show a bundle file carried by hand")),
    "standing": ("standing", N_("print where a channel stands, to compare with the other side's")),
    "waiting": ("waiting", N_("list what waits for us, and what waits for them")),
    "register": ("register", N_("list the records, by kind")),
    "show": ("show", N_("show one record: fields, who signed, what each side says")),
    "history": ("history", N_("list the acts on a record or a channel, oldest first")),
    "export": ("export", N_("write a whole channel as plain files that anybody can verify")),
    "verify": ("verify", N_("verify an export without a node")),
    "prove-fork": ("prove_fork", N_("write or check the proof that a party signed two histories")),
    "check": ("check", N_("read the whole store and report any damage")),
    "backup": ("backup", N_("write a backup of this node in one file")),
    "restore": ("restore", N_("make a node again from a backup; signing stays locked")),
    "unlock": ("unlock", N_("open signing again after a restore, on record")),
    "keys": ("keys", N_("show or rotate the keys of this node")),
    "demo": ("demo", N_("two nodes on this machine agree, differ, exchange and verify")),
}
"""Command: the file that holds it, and what it is for."""


class Command(Protocol):
    """What a command's file offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, args: argparse.Namespace, output: Output) -> int | None:
        """Do it; the number is the exit status, None is 0."""


class Parser(argparse.ArgumentParser):
    """argparse, with our form of refusal: the usage, the sentence, and where help is."""

    def error(self, message: str) -> NoReturn:
        """Refuse a command line that cannot be read."""
        self.print_usage(sys.stderr)
        hint = _("{command} --help shows every option.").format(command=isolated(self.prog))
        Output(as_json=False).refused(message, hint)
        raise SystemExit(REFUSED)


def command(name: str) -> Command:
    """Import the one command asked for."""
    return cast("Command", importlib.import_module(f"mithaq.cli.{COMMANDS[name][0]}"))


def shared() -> argparse.ArgumentParser:
    """Give the options every command takes, before or after its name."""
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument(
        "--home", metavar="FOLDER", type=Path, help=_("the node's folder (or MITHAQ_HOME)")
    )
    options.add_argument(
        "--as", dest="account", metavar="ACCOUNT", help=_("who acts (or MITHAQ_AS)")
    )
    options.add_argument(
        "--language", choices=LANGUAGES, help=_("the language of this answer (or MITHAQ_LANGUAGE)")
    )
    options.add_argument(
        "--json", dest="as_json", action="store_true", help=_("answer one JSON value")
    )
    return options


def parser_for(name: str) -> argparse.ArgumentParser:
    """Build the parser of one command."""
    parser = Parser(
        prog=f"mithaq {name}", description=_sentence(COMMANDS[name][1]), parents=[shared()]
    )
    command(name).arguments(parser)
    return parser


def front() -> argparse.ArgumentParser:
    """Build the parser of ``mithaq`` alone, which lists the commands."""
    width = max(map(len, COMMANDS)) + 2
    listed = "\n".join(f"  {name:<{width}}{_(what)}" for name, (_file, what) in COMMANDS.items())
    parser = Parser(
        prog="mithaq",
        description=_("Mithaq: bilateral follow-up, kept by two nodes of equal rank."),
        epilog=_("commands:") + "\n" + listed + "\n\n" + _("mithaq COMMAND --help tells more."),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared()],
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"mithaq {__version__}",
        help=_("show program's version number and exit"),
    )
    parser.add_argument(
        "command", choices=tuple(COMMANDS), metavar="COMMAND", help=_("one of those below")
    )
    return parser


def _sentence(text: str) -> str:
    translated = _(text)
    return translated[:1].upper() + translated[1:] + "."


def _environment() -> argparse.Namespace:
    home = os.environ.get("MITHAQ_HOME")
    return argparse.Namespace(
        home=Path(home) if home else None,
        account=os.environ.get("MITHAQ_AS"),
        language=_spoken(),
        as_json=False,
    )


def _spoken() -> str:
    wish = os.environ.get("MITHAQ_LANGUAGE", "")
    return wish if wish in LANGUAGES else detected()


def _read(argv: Sequence[str]) -> tuple[str | None, argparse.Namespace]:
    """Take the shared options out first, wherever they stand: they decide the language of the rest."""
    early = Parser(prog="mithaq", add_help=False, allow_abbrev=False, parents=[shared()])
    args, rest = early.parse_known_args(argv, _environment())
    use(args.language)
    if not rest:
        return None, args
    if rest[0] not in COMMANDS:
        front().parse_args(rest)
    return rest[0], parser_for(rest[0]).parse_args(rest[1:], args)


def broken(output: Output) -> int:
    """Report a bug by a reference number; the details go to a file, never to the reader."""
    details = traceback.format_exc()
    reference = sha256(details.encode()).hexdigest()[:8]
    place = Path(tempfile.gettempdir()) / f"mithaq-error-{reference}.txt"
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as log:
        log.write(details)
    output.aside(f"mithaq: {_('internal error')} {isolated(reference)}")
    told = _(
        "This is a fault of the program. Nothing half done was kept. Report it with the file {file}."
    )
    output.aside(f"{_('hint:')} " + told.format(file=isolated(str(place))))
    return BROKEN


def answer(name: str, args: argparse.Namespace, output: Output) -> int:
    """Run a command whose line has been read, turning each kind of failure into its exit status."""
    try:
        return command(name).run(args, output) or 0
    except Refusal as refusal:
        return refuse(refusal, args.language, output)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        why = error.strerror or type(error).__name__
        return refuse(
            Refusal("cli.file", name=str(error.filename or "-"), why=why), args.language, output
        )
    except Exception:  # noqa: BLE001  (the last door: a person must never see a traceback)
        return broken(output)


def refuse(refusal: Refusal, language: str, output: Output) -> int:
    """Print a refusal: for a program as the wire has it, for a person as sentence and hint."""
    if output.as_json:
        output.json({"refused": refusal.code, "fields": refusal.fields})
    output.refused(*sentence(refusal, language))
    return REFUSED


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``mithaq``; returns the exit status."""
    setattr(argparse, "_", _)  # noqa: B010  (argparse's own words come from our catalogue too)
    gc.set_threshold(50_000, 50, 50)  # folding makes many objects and hardly a cycle among them
    try:
        name, args = _read(sys.argv[1:] if argv is None else argv)
    except Exception:  # noqa: BLE001  (also a command that cannot be imported is no traceback)
        return broken(Output(as_json=False))
    if name is None:
        front().print_help()
        return 0
    return answer(name, args, Output(as_json=args.as_json))


if __name__ == "__main__":
    raise SystemExit(main())
