"""What exactly would leave: the preview of a release, built without drawing or writing anything.

Rules (law 5, decision 6): only named fields of the national content cross, and its files; what is
national (drafter, notes, citations, the record's own id and salt) stays. A reference to another
national record becomes the reference to the joint record it was released or matched as; one that
was neither is *missing* and stops the release, unless that record is in the same set. A pin
crosses only to the very version that was released. Salts and ids are drawn at the release, so the
digest covers everything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mithaq.record.canonical import JSON, canonical
from mithaq.record.content import DEPTH, Content
from mithaq.record.refusal import Refusal

from . import sight, wording
from .desk import Desk, Who
from .references import pins, references, rewritten
from .wording import Attachment

STAYS = ("record id", "salt", "drafter", "notes", "citations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One record of the set, as the other side would read it.

    ``content`` still names records of the same set by their national ids; ``joint`` is the joint
    record it will amend, ``base`` the version it builds on and ``replaces`` one's own open
    proposal it takes the place of: None for a new record. ``left`` is the joint version this very
    national version left as before, None if it never did. ``stays`` names what does not leave;
    ``drafters`` the accounts that may not release it; ``size`` the bytes of the content.
    """

    record: str
    version: str
    sha256: str
    content: Content
    stays: tuple[str, ...]
    drafters: frozenset[str]
    joint: str | None
    base: str | None
    replaces: str | None
    left: str | None
    size: int

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that would leave, with their hashes."""
        return self.content.attachments


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A whole set in the order it would be proposed, and what stops it.

    ``missing`` are (record, reference) pairs the other side could not follow; ``records`` and
    ``hashes`` say how each national reference and pin is written; ``digest`` stands for it all.
    """

    channel: str
    to: tuple[str, ...]
    leaving: tuple[Leaving, ...]
    missing: tuple[tuple[str, str], ...]
    records: Mapping[str, str]
    hashes: Mapping[tuple[str, str], str]
    digest: str


def preview(
    desk: Desk, who: Who, *, channel: str, records: Sequence[str], leave: Sequence[str] = ()
) -> Preview:
    """Show exactly what would leave for ``channel``; ``leave`` names fields left behind.

    Raises ``release.national`` for a channel without another party, ``desk.no_record``,
    ``release.circle`` when records pin each other.
    """
    if desk.is_national(channel):
        raise Refusal("release.national", channel=channel)
    found = {one: _kept(desk, who, record=one, leave=leave) for one in records}
    order = _in_order({one: content for one, (_, content) in found.items()})
    named, hashes = _mapping(desk, channel=channel, found=found)
    missing = _missing(desk, found=found, order=order, named=named, hashes=hashes)
    leaving = tuple(
        _leaving(
            desk,
            channel=channel,
            record=one,
            version=found[one][0],
            content=_mapped(found[one][1], records=named, hashes=hashes),
            leave=leave,
        )
        for one in order
    )
    others = tuple(p.id for p in desk.charter(channel).parties if p.id != desk.party)
    return Preview(
        channel=channel,
        to=others,
        leaving=leaving,
        missing=missing,
        records=named,
        hashes=hashes,
        digest=_digest(channel, leaving),
    )


def drafters(desk: Desk, *, record: str) -> frozenset[str]:
    """Name every account that wrote a version of a national record."""
    national = desk.national()
    standing = desk.channel(national).consent.record(record)
    versions = (*standing.agreed, *standing.open, *standing.dead)
    contents = (wording.read(desk, channel=national, version=one) for one in versions)
    return frozenset(str(one.national.get("drafter", "")) for one in contents)


def _kept(desk: Desk, who: Who, *, record: str, leave: Sequence[str]) -> tuple[str, Content]:
    """Take what may cross of a national content: its fields by name, its files, its marking."""
    version, content = sight.current(desk, who, channel=desk.national(), record=record)
    return version, Content(
        kind=content.kind,
        salt=wording.NO_SALT,
        marking=content.marking,
        fields={name: one for name, one in content.fields.items() if name not in leave},
        attachments=content.attachments,
    )


def _mapped(
    content: Content, *, records: Mapping[str, str], hashes: Mapping[tuple[str, str], str]
) -> Content:
    fields = rewritten(dict(content.fields), records=records, hashes=hashes)
    return Content(
        kind=content.kind,
        salt=content.salt,
        marking=content.marking,
        fields=fields if isinstance(fields, dict) else {},
        attachments=content.attachments,
    )


def _leaving(
    desk: Desk,
    *,
    channel: str,
    record: str,
    version: str,
    content: Content,
    leave: Sequence[str],
) -> Leaving:
    link = desk.overlay().joint.get((channel, record))
    joint = None if link is None else link.joint
    base, replaces = _place(desk, channel=channel, joint=joint)
    act = wording.proposal(desk, channel=desk.national(), version=version)
    return Leaving(
        record=record,
        version=version,
        sha256=wording.sha_of(act),
        content=content,
        stays=(*STAYS, *leave),
        drafters=drafters(desk, record=record),
        joint=joint,
        base=base,
        replaces=replaces,
        left=link.version if link is not None and link.source == version else None,
        size=len(wording.blob_of(content, salt=wording.NO_SALT)),
    )


def _place(desk: Desk, *, channel: str, joint: str | None) -> tuple[str | None, str | None]:
    """Find the joint version to build on, and one's own open proposal to take the place of."""
    if joint is None:
        return None, None
    standing = desk.channel(channel).consent.record(joint)
    own = [
        one
        for one in standing.open
        if wording.proposal(desk, channel=channel, version=one).party == desk.party
    ]
    return standing.current, own[-1] if own else None


def _mapping(
    desk: Desk, *, channel: str, found: Mapping[str, tuple[str, Content]]
) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Find as what each referenced record outside the set is known in the joint channel."""
    overlay = desk.overlay()
    fields: list[JSON] = [dict(content.fields) for _, content in found.values()]
    links = {one: overlay.joint.get((channel, one)) for one in references(fields)}
    records = {one: link.joint for one, link in links.items() if link and one not in found}
    hashes = {
        (one, sha256): left
        for one, sha256 in pins(fields)
        if one not in found
        and (left := _left_as(desk, channel=channel, record=one, sha256=sha256)) is not None
    }
    return records, hashes


def _left_as(desk: Desk, *, channel: str, record: str, sha256: str) -> str | None:
    """Give the joint hash of the content that a pinned national version was released as."""
    link = desk.overlay().joint.get((channel, record))
    if link is None or link.source is None or link.version is None:
        return None
    source = wording.proposal(desk, channel=desk.national(), version=link.source)
    if wording.sha_of(source) != sha256:
        return None
    return wording.sha_of(wording.proposal(desk, channel=channel, version=link.version))


def _missing(
    desk: Desk,
    *,
    found: Mapping[str, tuple[str, Content]],
    order: Sequence[str],
    named: Mapping[str, str],
    hashes: Mapping[tuple[str, str], str],
) -> tuple[tuple[str, str], ...]:
    """Name what would point nowhere: records not joint, and pins to a version that never left."""
    national = desk.national()
    inside = {
        one: wording.sha_of(wording.proposal(desk, channel=national, version=version))
        for one, (version, _) in found.items()
    }
    gone: list[tuple[str, str]] = []
    for one in order:
        fields = dict(found[one][1].fields)
        loose = [other for other in references(fields) if not (other in named or other in inside)]
        stale = [
            other
            for other, sha256 in pins(fields)
            if (other in named and (other, sha256) not in hashes)
            or (other in inside and inside[other] != sha256)
        ]
        gone += [(one, other) for other in dict.fromkeys([*loose, *stale])]
    return tuple(gone)


def _in_order(contents: Mapping[str, Content]) -> tuple[str, ...]:
    """Put what is pinned before what pins it; pins may not go in a circle: ``release.circle``."""
    done: list[str] = []
    path: list[str] = []

    def visit(record: str) -> None:
        if record in done or record not in contents:
            return
        if record in path:
            raise Refusal("release.circle", record=record)
        path.append(record)
        for other, _ in pins(dict(contents[record].fields)):
            visit(other)
        path.pop()
        done.append(record)

    for record in contents:
        visit(record)
    return tuple(done)


def _digest(channel: str, leaving: Sequence[Leaving]) -> str:
    told: list[JSON] = [
        {
            **wording.outline(one.content),
            "record": one.record,
            "version": one.version,
            "joint": one.joint,
            "base": one.base,
            "replaces": one.replaces,
        }
        for one in leaving
    ]
    whole: dict[str, JSON] = {"channel": channel, "leaving": told}
    return hashlib.sha256(canonical(whole, depth=DEPTH + 4)).hexdigest()
