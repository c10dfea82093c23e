"""The exact preview of words typed straight into a joint channel (law 5).

One person may type into the joint space, but never blindly: the verb builds what would leave,
shows it to ``confirm``, and writes only on a yes. An office may raise that to two people: then
typing straight is refused and the words go by ``release``. Consents, coded steps and
acknowledgements hold no words and need no preview.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mithaq.record.canonical import JSON, canonical
from mithaq.record.refusal import Refusal

from . import pen
from .desk import Desk, Who

TWO = "two"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Exactly what would leave: every byte but salts, ids drawn later, and the act's envelope.

    ``to`` are the parties that will read it; ``body`` is what they will read; ``data`` its
    canonical bytes and ``digest`` their SHA-256, for a form that is shown now and sent later.
    """

    channel: str
    to: tuple[str, ...]
    verb: str
    office: str
    body: Mapping[str, JSON]
    data: bytes
    digest: str


Confirm = Callable[[Preview], bool]
"""Shown the preview, says yes or no; a web form compares ``digest`` with the one it showed."""


def preview(
    desk: Desk, *, channel: str, verb: str, office: str, body: Mapping[str, JSON]
) -> Preview:
    """Build the preview of ``body`` going into ``channel``."""
    data = canonical(dict(body))
    others = tuple(p.id for p in desk.charter(channel).parties if p.id != desk.party)
    return Preview(
        channel=channel,
        to=others,
        verb=verb,
        office=office,
        body=body,
        data=data,
        digest=hashlib.sha256(data).hexdigest(),
    )


def confirmed(
    desk: Desk,
    *,
    channel: str,
    verb: str,
    office: str,
    body: Mapping[str, JSON],
    confirm: Confirm | None,
) -> None:
    """Let typed words into ``channel`` only after a yes to their exact preview.

    The national channel asks nobody. Raises ``desk.two_people`` where an office asked for two,
    ``desk.not_confirmed`` without a yes.
    """
    if desk.is_national(channel):
        return
    if desk.ledger.noted(rule(channel, verb)) == TWO.encode():
        raise Refusal("desk.two_people", verb=verb)
    shown = preview(desk, channel=channel, verb=verb, office=office, body=body)
    if confirm is None or not confirm(shown):
        raise Refusal("desk.not_confirmed", verb=verb, digest=shown.digest)


def ask_two(desk: Desk, who: Who, *, channel: str, verb: str, two: bool = True) -> None:
    """Raise a verb in a joint channel to two people, or lower it to one again (law 5).

    Raises ``desk.no_right``.
    """
    office = desk.office(who, "administer", "")
    data: dict[str, JSON] = {"channel": channel, "verb": verb, "two": two}
    body: dict[str, JSON] = {"topic": "rule", "record": channel[:32], "data": data}
    with desk.transaction():
        desk.ledger.note(rule(channel, verb), TWO.encode() if two else b"")
        pen.write(desk, who, channel=desk.national(), office=office, kind="statement", body=body)


def rule(channel: str, verb: str) -> str:
    """Name the note that raises this verb in this channel to two people."""
    return f"rule/{channel}/{verb}"
