"""After a restore: how a locked channel may sign again (decision 20).

A node that was restored does not know what it signed after its backup. So:

* the national channel opens by one administrator's recorded statement;
* a joint channel opens when every other party has answered a bundle *written while it was
  locked*, and none of them holds an act of ours that is not here: an old bundle proves nothing;
* or by two administrators on record, where a peer stays silent.

An act signed with our key that this node never wrote, arriving while nothing is locked, means a
second machine: the channel is locked at once (security S9).
"""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.exchange.evidence import Evidence
from mithaq.exchange.manifest import Manifest
from mithaq.record.canonical import JSON
from mithaq.record.refusal import Refusal

from . import pen
from .desk import Desk, Who
from .release import same_person

UNLOCKED = "unlocked"
DOUBLED = "doubled"
JUMP = 1_000
"""How far bundle numbers jump after a restore: numbers written since the backup are unknown."""


def record_of(channel: str) -> str:
    """Name the record under which the national channel speaks of a channel as a whole."""
    return channel[:32]


def unlock(desk: Desk, who: Who, *, channel: str) -> bool:
    """Unlock a channel by an administrator's word; a joint one needs a second administrator.

    True when it is open now, False when a second administrator must say the same. The national
    channel must be open first. Raises ``desk.no_right``, ``desk.not_locked``, ``desk.locked``.
    """
    office = desk.office(who, "unlock", "")
    why = desk.ledger.locked(channel)
    if why is None:
        raise Refusal("desk.not_locked", channel=channel)
    with desk.transaction():
        if desk.is_national(channel):
            _open(desk, channel)
            _say(desk, who, office=office, channel=channel, why=why)
            return True
        pen.may_sign(desk, channel=desk.national())
        first = desk.ledger.noted(_asked(channel))
        _say(desk, who, office=office, channel=channel, why=why)
        if first is None or same_person(first.decode(), who.account):
            desk.ledger.note(_asked(channel), who.account.encode())
            return False
        _open(desk, channel)
        return True


def written(desk: Desk, *, channel: str, bundles: Iterable[str]) -> None:
    """Remember bundles written while locked: only an answer to one of them is news."""
    if desk.ledger.locked(channel) is not None:
        for one in bundles:
            desk.ledger.note(f"locked/{channel}/sent/{one}", b"1")


def number_after(desk: Desk, *, channel: str, number: int) -> int:
    """Give the number a bundle takes: the next, or a jump ahead once after a restore."""
    if desk.ledger.locked(channel) is None or desk.ledger.notes(f"locked/{channel}/sent/"):
        return number + 1
    return number + JUMP


def unlocked_by(desk: Desk, *, manifest: Manifest) -> bool:
    """Unlock when the last of the other parties has freshly said that it has no more of ours."""
    channel = manifest.channel
    if desk.ledger.locked(channel) in (None, DOUBLED):
        return False
    if not _fresh(desk, manifest) or not _holds_what_they_hold(desk, manifest):
        return False
    desk.ledger.note(f"locked/{channel}/heard/{manifest.author}", b"1")
    others = [one for one in desk.charter(channel).ids if one != desk.party]
    if any(desk.ledger.noted(f"locked/{channel}/heard/{one}") is None for one in others):
        return False
    _open(desk, channel)
    return True


def doubled(desk: Desk, *, channel: str, found: Iterable[Evidence]) -> None:
    """Lock a channel in which somebody else signs with our key."""
    if any(one.code == "F_OWN" for one in found) and desk.ledger.locked(channel) is None:
        desk.ledger.lock(channel, DOUBLED)


def _fresh(desk: Desk, manifest: Manifest) -> bool:
    if manifest.answers is None:
        return False
    return desk.ledger.noted(f"locked/{manifest.channel}/sent/{manifest.answers}") is not None


def _holds_what_they_hold(desk: Desk, manifest: Manifest) -> bool:
    """Tell whether every act of ours that the peer holds is here."""
    channel = desk.channel(manifest.channel)
    theirs = manifest.heads.get(desk.party)
    ours = channel.heads().get(desk.party)
    if theirs is None:
        return True
    return ours is not None and channel.act_number(theirs.id) is not None


def _open(desk: Desk, channel: str) -> None:
    desk.ledger.unlock(channel)
    for key in desk.ledger.notes(f"locked/{channel}/"):
        desk.ledger.note(key, b"")


def _asked(channel: str) -> str:
    return f"locked/{channel}/asked"


def _say(desk: Desk, who: Who, *, office: str, channel: str, why: str) -> None:
    data: dict[str, JSON] = {"channel": channel, "why": why}
    body: dict[str, JSON] = {"topic": UNLOCKED, "record": record_of(channel), "data": data}
    pen.write(desk, who, channel=desk.national(), office=office, kind="statement", body=body)
