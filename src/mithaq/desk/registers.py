"""Registers: put a record on it, change it, and answer what the other side proposes.

Rules: a record's content is replaced, never edited (law 3); an amendment carries every field it
does not name (law 11); an answer is final (record.md 4.1); what is absent, malformed or pins
something not agreed is never accepted (decision 5). Acceptances of a set are one transaction
(decision 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mithaq.agreement.kinds import check_content
from mithaq.record.act import Act
from mithaq.record.canonical import JSON
from mithaq.record.content import Content
from mithaq.record.refusal import Refusal

from . import exact, pen, sight, wording
from .desk import Desk, Who
from .exact import Confirm
from .references import pins
from .wording import Attachment, Written

Changes = Mapping[str, JSON]
"""Field by name; ``None`` takes the field away, so that it is *not stated* again."""


def draft(
    desk: Desk,
    who: Who,
    *,
    kind: str,
    fields: Mapping[str, JSON],
    marking: str,
    attachments: Sequence[Attachment] = (),
    notes: Mapping[str, JSON] | None = None,
) -> Written:
    """Put a new record on the national register; ``notes`` stay national for ever.

    Raises ``desk.no_right``, ``content.*``.
    """
    channel = desk.national()
    office = desk.office(who, "draft", kind)
    with desk.transaction():
        content = wording.worded(
            desk,
            channel=channel,
            kind=kind,
            marking=marking,
            fields=fields,
            attachments=attachments,
            national={**(notes or {}), "drafter": who.account},
        )
        record = desk.draw(channel)
        return wording.offer(
            desk, who, channel=channel, record=record, base=None, office=office, content=content
        )


def propose(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    kind: str,
    fields: Mapping[str, JSON],
    marking: str,
    confirm: Confirm | None = None,
) -> Written:
    """Type a new record straight into a joint channel: one person, exact preview (law 5).

    Nothing is attached here: attachments cross by two people (``release``).
    Raises ``desk.no_right``, ``desk.not_confirmed``, ``desk.two_people``, ``content.*``.
    """
    office = desk.office(who, "propose", kind)
    content = wording.worded(desk, channel=channel, kind=kind, marking=marking, fields=fields)
    _shown(desk, channel=channel, office=office, content=content, confirm=confirm)
    with desk.transaction():
        record = desk.draw(channel)
        return wording.offer(
            desk, who, channel=channel, record=record, base=None, office=office, content=content
        )


def amend(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    changes: Changes,
    marking: str | None = None,
    attachments: Sequence[Attachment] | None = None,
    confirm: Confirm | None = None,
) -> Written:
    """Make a new version on the agreed one; in a joint channel it is a proposal.

    Raises ``desk.no_record`` when nothing is agreed to build on, ``desk.attachment_by_two`` for
    a new attachment typed straight into a joint channel, ``V_EXCLUSIVE`` while an own proposal
    on the same base is open (``replace`` it).
    """
    base, old = sight.current(desk, who, channel=channel, record=record)
    kept = old.attachments if attachments is None else tuple(attachments)
    office, content = _reworded(
        desk, who, channel=channel, old=old, changes=changes, marking=marking, kept=kept
    )
    _shown(desk, channel=channel, office=office, content=content, confirm=confirm)
    with desk.transaction():
        return wording.offer(
            desk, who, channel=channel, record=record, base=base, office=office, content=content
        )


def replace(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    version: str,
    changes: Changes,
    marking: str | None = None,
    confirm: Confirm | None = None,
) -> Written:
    """Take back one's own unanswered proposal and propose its correction at once (4.5).

    Raises ``desk.not_ours`` for another party's proposal, ``V_*`` when it was answered.
    """
    old = sight.version(desk, who, channel=channel, version=version)
    act = wording.proposal(desk, channel=channel, version=version)
    if act.party != desk.party:
        raise Refusal("desk.not_ours", version=version)
    office, content = _reworded(
        desk, who, channel=channel, old=old, changes=changes, marking=marking, kept=old.attachments
    )
    _shown(desk, channel=channel, office=office, content=content, confirm=confirm)
    with desk.transaction():
        _answer(desk, who, channel=channel, kind="withdraw", version=version, of=old.kind)
        return _sibling(desk, who, of=act, office=office, content=content)


def counter(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    version: str,
    changes: Changes,
    marking: str | None = None,
    confirm: Confirm | None = None,
) -> Written:
    """Decline the other side's proposal and propose one's own wording beside it, at once.

    Raises ``desk.ours`` for one's own proposal (``replace`` it), ``V_*`` when answered before.
    """
    old = sight.version(desk, who, channel=channel, version=version)
    act = wording.proposal(desk, channel=channel, version=version)
    if act.party == desk.party:
        raise Refusal("desk.ours", version=version)
    office, content = _reworded(
        desk, who, channel=channel, old=old, changes=changes, marking=marking, kept=old.attachments
    )
    _shown(desk, channel=channel, office=office, content=content, confirm=confirm)
    with desk.transaction():
        _answer(desk, who, channel=channel, kind="decline", version=version, of=old.kind)
        return _sibling(desk, who, of=act, office=office, content=content)


def accept(desk: Desk, who: Who, *, channel: str, versions: Sequence[str]) -> tuple[Act, ...]:
    """Accept proposals, all of them or none (decision 4).

    Raises ``desk.no_right``, ``desk.no_version``, ``desk.content_absent``,
    ``desk.attachment_absent``, ``desk.pin_not_agreed``, ``content.*``, ``V_*``.
    """
    with desk.transaction():
        acts = tuple(_accept(desk, who, channel=channel, version=one) for one in versions)
        for one in versions:
            _pins_agreed(desk, channel=channel, version=one)
        return acts


def together(desk: Desk, who: Who, *, channel: str, version: str) -> tuple[str, ...]:
    """List what accepting ``version`` should accept with it: its pinned parts still open, first.

    A programme comes last, after the activities it pins by hash.
    """
    content = sight.version(desk, who, channel=channel, version=version)
    parts: list[str] = []
    for record, sha256 in pins(dict(content.fields)):
        standing = desk.channel(channel).consent.record(record)
        for one in standing.open:
            act = wording.proposal(desk, channel=channel, version=one)
            if wording.sha_of(act) == sha256 and one not in parts:
                parts.append(one)
    return (*parts, version)


def decline(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    version: str,
    reason: str | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Decline the other side's proposal, finally; a reason is words and needs its preview."""
    kind = sight.answerable(desk, who, channel=channel, version=version)
    return _answer(
        desk,
        who,
        channel=channel,
        kind="decline",
        version=version,
        of=kind,
        reason=reason,
        confirm=confirm,
    )


def withdraw(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    version: str,
    reason: str | None = None,
    confirm: Confirm | None = None,
) -> Act:
    """Take back one's own consent; it works only if it reaches the other side in time (4.5)."""
    kind = sight.answerable(desk, who, channel=channel, version=version)
    return _answer(
        desk,
        who,
        channel=channel,
        kind="withdraw",
        version=version,
        of=kind,
        reason=reason,
        confirm=confirm,
    )


def changed(old: Mapping[str, JSON], changes: Changes) -> dict[str, JSON]:
    """Lay changes over fields; ``None`` takes one away, what is not named is carried."""
    merged = {**old, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def _accept(desk: Desk, who: Who, *, channel: str, version: str) -> Act:
    content = sight.version(desk, who, channel=channel, version=version)
    check_content(content, charter=desk.charter(channel))
    for one in content.attachments:
        if not desk.blobs(channel).has(str(one["sha256"])):
            raise Refusal("desk.attachment_absent", version=version, sha256=one["sha256"])
    desk.standing(channel).check_accept(version)
    office = desk.office(who, "accept", content.kind)
    sha256 = wording.sha_of(wording.proposal(desk, channel=channel, version=version))
    body: dict[str, JSON] = {"version": version, "content": sha256}
    return pen.write(desk, who, channel=channel, office=office, kind="accept", body=body)


def _pins_agreed(desk: Desk, *, channel: str, version: str) -> None:
    consent = desk.channel(channel).consent
    for record, sha256 in pins(dict(wording.read(desk, channel=channel, version=version).fields)):
        standing = consent.record(record)
        hashes = [
            wording.sha_of(wording.proposal(desk, channel=channel, version=one))
            for one in standing.agreed
        ]
        if sha256 not in hashes:
            raise Refusal("desk.pin_not_agreed", version=version, record=record)


def _answer(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    kind: str,
    version: str,
    of: str,
    reason: str | None = None,
    confirm: Confirm | None = None,
) -> Act:
    office = desk.office(who, kind, of)
    body: dict[str, JSON] = {"version": version}
    if reason is not None:
        body["reason"] = reason
        exact.confirmed(desk, channel=channel, verb=kind, office=office, body=body, confirm=confirm)
    return pen.write(desk, who, channel=channel, office=office, kind=kind, body=body)


def _sibling(desk: Desk, who: Who, *, of: Act, office: str, content: Content) -> Written:
    base = of.body["base"]
    return wording.offer(
        desk,
        who,
        channel=of.channel,
        record=str(of.body["record"]),
        base=None if base is None else str(base),
        office=office,
        content=content,
    )


def _reworded(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    old: Content,
    changes: Changes,
    marking: str | None,
    kept: tuple[Attachment, ...],
) -> tuple[str, Content]:
    national = desk.is_national(channel)
    office = desk.office(who, "draft" if national else "propose", old.kind)
    if not national and not {one["sha256"] for one in kept} <= {
        one["sha256"] for one in old.attachments
    }:
        raise Refusal("desk.attachment_by_two", channel=channel)
    content = wording.worded(
        desk,
        channel=channel,
        kind=old.kind,
        marking=marking or old.marking,
        fields=changed(old.fields, changes),
        attachments=kept,
        national={**old.national, "drafter": who.account} if national else None,
    )
    return office, content


def _shown(
    desk: Desk, *, channel: str, office: str, content: Content, confirm: Confirm | None
) -> None:
    exact.confirmed(
        desk,
        channel=channel,
        verb="propose",
        office=office,
        body=wording.outline(content),
        confirm=confirm,
    )
