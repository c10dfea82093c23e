"""``mithaq pair``: begin a joint channel, by files that go round and fingerprints that people compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.agreement.vocabulary.markings import MARKINGS
from mithaq.cli.identity import fingerprint
from mithaq.cli.init import add_passphrase, passphrase
from mithaq.cli.session import sitting
from mithaq.desk import pairing
from mithaq.exchange.fingerprint import LANGUAGES, digits, words
from mithaq.exchange.pairing import read_card
from mithaq.messages.language import _, fill, in_use, isolated
from mithaq.messages.marks import N_
from mithaq.node.beginning import entry
from mithaq.record.charter import read_charter
from mithaq.record.envelope import read_envelope
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from mithaq.cli.output import Output
    from mithaq.cli.session import Session
    from mithaq.node.keyring import RootKeys


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True, title=_("parts"))
    for name, (what, add) in _PARTS.items():
        add(parts.add_parser(name, help=_(what), description=_(what)))


def _card_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a new file"))
    _rooted(parser)


def _compose_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=_("a new file: the charter that goes round")
    )
    _carded(parser)
    parser.add_argument("--title", required=True, help=_("what the channel is for"))
    parser.add_argument(
        "--ceiling",
        choices=tuple(MARKINGS),
        default="unclassified",
        help=_("the highest marking the channel may hold"),
    )


def _sign_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=_("the charter; the signature is added to it")
    )
    _carded(parser)


def _complete_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the charter, signed by all"))
    parser.add_argument(
        "--heard",
        required=True,
        metavar="FINGERPRINT",
        help=_("what the other side read out: digits or words"),
    )


def _fingerprint_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a card or a charter"))
    parser.add_argument("--words", choices=LANGUAGES, help=_("the words of this language"))


def _carded(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "cards", nargs="+", type=Path, metavar="CARD", help=_("the other sides' cards")
    )
    _rooted(parser)


def _rooted(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--root", type=Path, metavar="FILE", help=_("the root key, if it was moved off the machine")
    )
    add_passphrase(parser)
    parser.add_argument(
        "--trial", action="store_true", help=_("the root key was closed with --trial")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    if args.part == "fingerprint":
        _fingerprint(args, output)
        return
    parts: dict[str, Callable[[Session], None]] = {
        "card": _card,
        "compose": _compose,
        "sign": _sign,
        "complete": _complete,
    }
    with sitting(args, output) as session:
        parts[args.part](session)


def _roots(session: Session) -> RootKeys:
    return session.node.keyring.unlock(passphrase(session.args), file=session.args.root)


def _card(session: Session) -> None:
    node = session.node
    names = dict(node.home.name)
    told = entry(node.keyring, _roots(session), party=node.party, names=names)
    data = pairing.card(session.desk, session.who, entry=told)  # type: ignore[arg-type]
    _write_new(session.args.file, data)
    _say_fingerprint(session.output, session.args.file, read_card(data).fingerprint)


def _compose(session: Session) -> None:
    args = session.args
    if not args.title.strip():
        raise Refusal("cli.empty", option="--title")
    cards = [one.read_bytes() for one in args.cards]
    if all(read_card(one).party == session.desk.party for one in cards):
        raise Refusal("cli.own_card")
    limits = {"marking": args.ceiling}
    data = pairing.compose(
        session.desk,
        session.who,
        cards=cards,
        title=args.title,
        limits=limits,
        roots=_roots(session),
    )
    _write_new(args.file, data)
    _say_charter(session.output, args.file, data)


def _sign(session: Session) -> None:
    args = session.args
    cards = [one.read_bytes() for one in args.cards]
    data = pairing.countersign(
        session.desk,
        session.who,
        charter=args.file.read_bytes(),
        cards=cards,
        roots=_roots(session),
    )
    args.file.write_bytes(data)
    _say_charter(session.output, args.file, data)


def _complete(session: Session) -> None:
    args = session.args
    charter = pairing.complete(
        session.desk, session.who, charter=args.file.read_bytes(), told=args.heard
    )
    session.output.answer({"channel": charter.channel, "parties": list(charter.ids)}, [
        fill("The joint channel is open: {title}", title=charter.title), isolated(charter.channel),
    ])  # fmt: skip


def _fingerprint(args: argparse.Namespace, output: Output) -> None:
    data = args.file.read_bytes()
    try:
        found = read_card(data).fingerprint
    except Refusal:
        found = read_charter(read_envelope(data.removesuffix(b"\n")), complete=False).channel
    language = args.words or in_use()
    shown = {"fingerprint": found, "digits": digits(found), "words": words(found, language)}
    output.answer(shown, fingerprint(found, language))


def _say_charter(output: Output, file: Path, data: bytes) -> None:
    charter = read_charter(read_envelope(data.removesuffix(b"\n")), complete=False)
    missing = pairing.missing(data)
    _say_fingerprint(output, file, charter.channel, missing=missing)


def _say_fingerprint(
    output: Output, file: Path, sha256: str, *, missing: tuple[str, ...] = ()
) -> None:
    lines = [str(file), *fingerprint(sha256, in_use())]
    if missing:
        lines.append(fill("Not signed yet by: {parties}", parties=", ".join(missing)))
    lines.append(_("Compare these with the other side by another way: read them out."))
    output.answer({"file": str(file), "fingerprint": sha256, "missing": list(missing)}, lines)


def _write_new(file: Path, data: bytes) -> None:
    if file.exists():
        raise Refusal("cli.exists", name=str(file))
    file.write_bytes(data)


_PARTS = {
    "card": (N_("1. each side: write our card, and give it to the other side"), _card_arguments),
    "compose": (
        N_("2. one side: write the charter from the cards, and sign it"),
        _compose_arguments,
    ),
    "sign": (
        N_("3. the other side: check the charter against the cards, and sign it"),
        _sign_arguments,
    ),
    "complete": (
        N_("4. each side: open the channel, once the fingerprint was compared"),
        _complete_arguments,
    ),
    "fingerprint": (
        N_("show the fingerprint of a card or a charter, to be read out"),
        _fingerprint_arguments,
    ),
}
