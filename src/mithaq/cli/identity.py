"""``mithaq identity``: who this node is, and the fingerprints people compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli.init import listed
from mithaq.cli.session import sitting
from mithaq.exchange.fingerprint import LANGUAGES, digits, words
from mithaq.messages.language import _, fill, in_use, isolated

if TYPE_CHECKING:
    import argparse

    from mithaq.cli.output import Output
    from mithaq.cli.session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--words", choices=LANGUAGES, help=_("say fingerprints as words of this language")
    )


def run(args: argparse.Namespace, output: Output) -> None:
    with sitting(args, output) as session:
        keyring, desk = session.node.keyring, session.desk
        channels = [_channel(session, one) for one in desk.ledger.channels()]
        value = {
            "party": session.node.party, "names": session.node.home.name, "home": str(session.node.home.folder),
            "key": desk.signer.key, "age": keyring.recipients(), "tls": keyring.tls_pin(), "channels": channels,
        }  # fmt: skip
        output.answer(value, [
            fill("{party} ({names})", party=session.node.party, names=listed(dict(session.node.home.name))),
            fill("signing key  {key}", key=desk.signer.key),
            fill("receives for {recipient}", recipient=", ".join(keyring.recipients())),
            *[line for one in channels for line in _lines(one, args.words or in_use())],
        ])  # fmt: skip


def _channel(session: Session, channel: str) -> dict[str, object]:
    charter = session.desk.charter(channel)
    return {
        "channel": channel,
        "title": charter.title,
        "parties": list(charter.ids),
        "locked": session.desk.ledger.locked(channel),
    }


def _lines(channel: dict[str, object], language: str) -> list[str]:
    parties = channel["parties"]
    joint = isinstance(parties, list) and len(parties) > 1
    kind = _("joint channel") if joint else _("national channel")
    lines = ["", f"{kind}: {channel['title']}", f"  {isolated(str(channel['channel']))}"]
    if channel["locked"]:
        lines.append("  " + fill("signing is locked: {why}", why=channel["locked"]))
    return lines + (fingerprint(str(channel["channel"]), language) if joint else [])


def fingerprint(sha256: str, language: str) -> list[str]:
    """Give a fingerprint as people compare it: by eye in digits, by ear in words."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    return [f"  {isolated(digits(sha256))}", f"  {isolated(words(sha256, spoken))}"]
