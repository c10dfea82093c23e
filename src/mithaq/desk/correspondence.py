"""The post: bundles written for a peer and opened from one, in joint channels only.

Besides the pen this is the only place that appends, and it appends what others signed (and, after
a restore, own acts that a peer hands back). Rules: opening is one transaction, all or nothing; a
bundle that was opened before changes nothing; an ``ack`` is written at most once an opening, and
only when something other than an acknowledgement is new (decision 12); evidence about the peer is
kept whatever else happens. ``exchange`` sees one joint channel and the blobs that went or came
through it, never the shelf.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mithaq.exchange.bundle import (
    Applied,
    Bundle,
    Part,
    apply_bundle,
    open_bundle,
    write_bundle,
)
from mithaq.exchange.evidence import Evidence
from mithaq.exchange.have import said
from mithaq.exchange.joint import JointLedger
from mithaq.exchange.receipt import Receipt
from mithaq.exchange.references import content_of
from mithaq.record.refusal import Refusal

from . import heard, pen, recovery
from .desk import Desk, Who

WANTS = 1_024
CARRIERS = ("carry", "export", "administer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A bundle as it was written: its parts are plain tar, to be sealed by the node."""

    channel: str
    to: str
    number: int
    parts: tuple[bytes, ...]
    acts: Mapping[str, int]
    blobs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opening a part did; ``unlocked`` when the peer's head ended a lock after a restore."""

    receipt: Receipt
    evidence: tuple[Evidence, ...]
    acknowledged: bool
    unlocked: bool


def write(desk: Desk, who: Who, *, channel: str, to: str, everything: bool = False) -> Sent:
    """Write what ``to`` lacks of a joint channel, by its own newest words; all of it if asked.

    Nothing of the record changes, so a locked node may write: that is how it asks for its own
    acts. Raises ``desk.no_right``, ``desk.not_a_party``, ``E_NOT_JOINT``.
    """
    _may_carry(desk, who)
    desk.ledger.settle()
    ledger = joint_ledger(desk, channel=channel)
    if to not in ledger.charter.ids or to == desk.party:
        raise Refusal("desk.not_a_party", party=to, channel=channel)
    words = None if everything else heard.latest(desk, channel=channel, party=to)
    answers, send = heard.asked(desk, channel=channel, party=to)
    with desk.transaction():
        parts = write_bundle(
            ledger,
            author=desk.party,
            to=(to,),
            number=_number(desk, channel=channel),
            have={} if words is None else {name: one.size for name, one in words.heads.items()},
            send=send,
            answers=answers,
            wants=_wants(desk, ledger),
            time=desk.clock.now(),
            salt=desk.draw(channel),
            key=desk.signer.key,
            sign=desk.signer.sign,
        )
        recovery.written(desk, channel=channel, bundles=[one.manifest.id for one in parts])
        return Sent(
            channel=channel,
            to=to,
            number=parts[0].manifest.number,
            parts=tuple(b"".join(part.chunks()) for part in parts),
            acts=_counted(parts),
            blobs=len({name for part in parts for name in part.manifest.blobs}),
        )


def show(data: bytes) -> Bundle:
    """Read a part and check all that needs no channel; nothing is applied.

    Raises the codes of ``exchange.open_bundle``.
    """
    return open_bundle((data,))


def open(desk: Desk, who: Who, *, data: bytes) -> Opened:  # noqa: A001  (the desk's own word)
    """Open one part from a peer and apply it whole, or refuse it whole.

    Raises ``desk.no_right``, ``desk.no_channel``, the codes of ``open_bundle`` and
    ``apply_bundle``.
    """
    _may_carry(desk, who)
    bundle = open_bundle((data,), me=desk.party)
    channel = bundle.manifest.channel
    if channel not in desk.joint():
        raise Refusal("desk.no_channel", channel=channel)
    with desk.transaction():
        desk.touch(channel)
        applied = _applied(desk, bundle)
        if not applied.already:
            _store(desk, bundle, applied)
            words = said(bundle.manifest)
            recovery.watch(desk, channel=channel, words=words, found=applied.evidence)
        unlocked = recovery.unlocked_by(desk, manifest=bundle.manifest)
        acknowledged = _acknowledge(desk, channel=channel)
    return Opened(
        receipt=applied.receipt,
        evidence=applied.evidence,
        acknowledged=acknowledged,
        unlocked=unlocked,
    )


def evidence(desk: Desk, *, channel: str) -> tuple[Mapping[str, object], ...]:
    """List the evidence kept about a channel's parties."""
    return heard.evidence(desk, channel=channel)


def joint_ledger(desk: Desk, *, channel: str) -> JointLedger:
    """Give exchange its only sight of this node. Raises ``E_NOT_JOINT``."""
    return JointLedger(desk.channel(channel), acts=desk.ledger, blobs=desk.blobs(channel))


def _applied(desk: Desk, bundle: Bundle) -> Applied:
    channel, author = bundle.manifest.channel, bundle.manifest.author
    return apply_bundle(
        desk.channel(channel),
        desk.ledger.waiting(channel),
        bundle,
        me=desk.party,
        taken=heard.taken(desk, channel=channel, author=author),
        latest=heard.latest(desk, channel=channel, party=author),
        names=_names(desk, channel=channel),
    )


def _names(desk: Desk, *, channel: str) -> Callable[[str], bool]:
    """Answer for the channel as it was before: exchange asks only for what the part leaves open."""
    ledger = joint_ledger(desk, channel=channel)
    return ledger.names


def _store(desk: Desk, bundle: Bundle, applied: Applied) -> None:
    channel = bundle.manifest.channel
    desk.ledger.append(channel, applied.admitted)
    kept = {act.id for act in applied.waiting}
    gone = [act.id for act in desk.ledger.waiting(channel) if act.id not in kept]
    desk.ledger.unwait(channel, gone)
    desk.ledger.wait(channel, applied.waiting)
    contents = {content_of(act) for act in applied.admitted}
    for sha256, data in applied.blobs.items():
        desk.blobs(channel).put(data, attachment=sha256 not in contents)
    if applied.latest is not None:
        heard.keep_latest(desk, channel=channel, said=applied.latest)
    heard.keep_manifest(desk, bundle.manifest)
    heard.keep_taken(desk, channel=channel, part=applied.taken)
    heard.keep_evidence(desk, channel=channel, found=applied.evidence)
    if applied.blobs:
        desk.refresh(channel)


def _acknowledge(desk: Desk, *, channel: str) -> bool:
    """Sign that this side saw what is new, unless it may not sign here now.

    What came while the channel was locked is acknowledged when it may sign again.
    """
    if not _owed(desk, channel=channel):
        return False
    try:
        pen.may_sign(desk, channel=channel)
    except Refusal:
        return False
    pen.write_automatic(desk, channel=channel, kind="ack", body={})
    return True


def _owed(desk: Desk, *, channel: str) -> bool:
    """Tell whether something other than an acknowledgement is here that no own act has seen."""
    folded = desk.channel(channel)
    head = folded.heads().get(desk.party)
    unheard = {one for one in folded.charter.ids if one != desk.party}
    for act in desk.newest_acts(channel):
        if act.party in unheard and act.kind != "ack":
            if head is None or not folded.in_past(act.id, head.id):
                return True
            unheard.discard(act.party)
        if not unheard:
            return False
    return False


def _number(desk: Desk, *, channel: str) -> int:
    """Take a bundle number; none is ever used twice."""
    number = recovery.number_after(
        desk, channel=channel, number=heard.last_number(desk, channel=channel)
    )
    heard.keep_number(desk, channel=channel, number=number)
    return number


def _wants(desk: Desk, ledger: JointLedger) -> tuple[str, ...]:
    """List what this channel lacks, as it sees the shelf; what was erased is not asked for."""
    blobs = desk.blobs(ledger.charter.channel)
    return tuple(one for one in ledger.absent() if not blobs.erased(one))[:WANTS]


def _may_carry(desk: Desk, who: Who) -> None:
    if not any(desk.may(who, verb, "") for verb in CARRIERS):
        raise Refusal("desk.no_right", verb="carry", kind="", offices=", ".join(who.offices))


def _counted(parts: tuple[Part, ...]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for part in parts:
        for party, span in part.manifest.ranges.items():
            counted[party] = counted.get(party, 0) + span.count
    return counted
