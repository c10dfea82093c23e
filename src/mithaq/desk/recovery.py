"""After a restore: how a locked channel may sign again (decision 20).

A node that was restored does not know what it signed after its backup. So:

* the national channel opens by one administrator's recorded statement;
* a joint channel opens when every other party has answered a bundle *written while it was
  locked*, and none of them holds an act of ours that is not here: an old bundle proves nothing;
* or by two administrators on record, where a peer stays silent.

An act signed with our key that this node never wrote, or a peer that names one, means a second
machine or an unknown restore: the channel is locked at once (security S9).
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from mithaq.agreement.clocks import instant
from mithaq.exchange.evidence import Evidence
from mithaq.exchange.have import Said
from mithaq.exchange.manifest import Manifest
from mithaq.exchange.recovery import Opening, answers_us, may_open, must_lock
from mithaq.record.canonical import JSON
from mithaq.record.refusal import Refusal

from . import heard, pen
from .desk import Desk, Who
from .release import person

UNLOCKED = "unlock"
DOUBLED = "doubled"
BEHIND = "behind"
JUMP = 1_000
"""How far bundle numbers jump after a restore, at the least."""
EPOCH = "2026-01-01T00:00:00Z"


def record_of(channel: str) -> str:
    """Name the record under which the national channel speaks of a channel as a whole."""
    return channel[:32]


def unlock(desk: Desk, who: Who, *, channel: str) -> Opening:
    """Say as an administrator that a channel may sign again; it opens when enough have said so.

    The national channel needs one, a joint one two different people, or the peers' heads
    (``opening``). The national channel must be open first, for the word is recorded there.
    Raises ``desk.no_right``, ``desk.not_locked``, ``desk.locked``.
    """
    office = desk.office(who, "unlock", "")
    why = desk.ledger.locked(channel)
    if why is None:
        raise Refusal("desk.not_locked", channel=channel)
    with desk.transaction():
        desk.ledger.note(_said_by(channel, who.account), b"1")
        found = opening(desk, channel=channel)
        if found.open:
            _open(desk, channel)
        data: dict[str, JSON] = {"channel": channel, "why": why}
        body: dict[str, JSON] = {"topic": UNLOCKED, "record": record_of(channel), "data": data}
        pen.write(desk, who, channel=desk.national(), office=office, kind="statement", body=body)
        return found


def opening(desk: Desk, *, channel: str) -> Opening:
    """Tell whether a locked channel may open, and what is still lacking."""
    return may_open(
        desk.channel(channel),
        me=desk.party,
        fresh=_fresh(desk, channel=channel),
        administrators=tuple(desk.ledger.notes(f"locked/{channel}/by/")),
    )


def written(desk: Desk, *, channel: str, bundles: Iterable[str]) -> None:
    """Remember bundles written while locked: only an answer to one of them is news."""
    if desk.ledger.locked(channel) is not None:
        for one in bundles:
            desk.ledger.note(f"locked/{channel}/sent/{one}", b"1")


def number_after(desk: Desk, *, channel: str, number: int) -> int:
    """Give the number a bundle takes: the next, or far ahead of all before once after a restore.

    How many bundles were written since the backup is unknown, and a peer takes a smaller number
    for old news. So the first number after a restore is the seconds since 2026, at least
    ``JUMP`` ahead: restoring the same backup twice still rises. The clock only names bundles
    here; were it wrong, the peer would report ``F_NUMBER`` and the channel stay locked.
    """
    if desk.ledger.locked(channel) is None or desk.ledger.notes(f"locked/{channel}/sent/"):
        return number + 1
    since = instant(desk.clock.now()) - instant(EPOCH)
    return max(number + JUMP, int(since.total_seconds()))


def unlocked_by(desk: Desk, *, manifest: Manifest) -> bool:
    """Unlock when the last of the other parties has freshly said that it has no more of ours."""
    channel = manifest.channel
    sent = [key.rsplit("/", 1)[1] for key in desk.ledger.notes(f"locked/{channel}/sent/")]
    if desk.ledger.locked(channel) in (None, DOUBLED):
        return False
    if not answers_us(manifest, nonces=(), bundles=sent):
        return False
    desk.ledger.note(f"locked/{channel}/heard/{manifest.author}", b"1")
    if not opening(desk, channel=channel).open:
        return False
    _open(desk, channel)
    return True


def watch(desk: Desk, *, channel: str, words: Said, found: Iterable[Evidence]) -> None:
    """Lock a channel in which a peer shows acts signed with our key that we did not write."""
    if desk.ledger.locked(channel) is not None:
        return
    if any(one.code == "F_OWN" for one in found):
        desk.ledger.lock(channel, DOUBLED)
    elif must_lock(desk.channel(channel), me=desk.party, heard=(words,)):
        desk.ledger.lock(channel, BEHIND)


def _fresh(desk: Desk, *, channel: str) -> dict[str, Said]:
    """Give the newest words of each peer that has answered since the lock."""
    fresh: dict[str, Said] = {}
    for key in desk.ledger.notes(f"locked/{channel}/heard/"):
        party = key.rsplit("/", 1)[1]
        words = heard.latest(desk, channel=channel, party=party)
        if words is not None:
            fresh[party] = words
    return fresh


def _open(desk: Desk, channel: str) -> None:
    desk.ledger.unlock(channel)
    for key in desk.ledger.notes(f"locked/{channel}/"):
        desk.ledger.note(key, b"")


def _said_by(channel: str, account: str) -> str:
    """Name the note of one administrator's word: one a person, however the name is typed."""
    return f"locked/{channel}/by/{sha256(person(account).encode()).hexdigest()}"
