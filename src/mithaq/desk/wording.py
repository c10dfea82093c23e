"""Contents of records: built, checked and shelved here, and read back.

Rules: a content is salted from the stream of the channel it is for (decision 6); what the
agreement rules refuse is never signed; ``national`` exists only in the national channel. What is
absent from the shelf or malformed is told apart from what is there (decision 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mithaq.agreement.kinds import check_content
from mithaq.agreement.vocabulary.markings import rank
from mithaq.record.act import Act
from mithaq.record.canonical import JSON
from mithaq.record.content import TYPE, Content, read_content, write_content
from mithaq.record.refusal import Refusal

from . import pen
from .desk import Desk, Who

NO_SALT = "0" * 32
"""Stands where a salt will be drawn: a preview draws nothing."""

Attachment = Mapping[str, JSON]
"""A file as a content names it: sha256, size, type, name, and perhaps its own marking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a verb wrote: the record, its new version (the id of the proposal), and the act."""

    channel: str
    record: str
    version: str
    sha256: str
    act: Act


def worded(
    desk: Desk,
    *,
    channel: str,
    kind: str,
    marking: str,
    fields: Mapping[str, JSON],
    attachments: Sequence[Attachment] = (),
    national: Mapping[str, JSON] | None = None,
    salt: str = NO_SALT,
) -> Content:
    """Build a content for ``channel`` and check it against the rules of its kind.

    Raises what ``agreement.check_content`` raises (``content.*``).
    """
    content = Content(
        kind=kind,
        salt=salt,
        marking=marking,
        fields=dict(fields),
        attachments=tuple(dict(one) for one in attachments),
        national=dict(national or {}),
    )
    check_content(content, charter=desk.charter(channel))
    return content


def offer(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    base: str | None,
    office: str,
    content: Content,
) -> Written:
    """Salt, shelve and propose a checked content in ``channel``, in the desk's transaction.

    Raises ``desk.above_clearance``: nobody writes what they may not read again.
    """
    if rank(content.marking) > rank(who.clearance):
        raise Refusal("desk.above_clearance", marking=content.marking, clearance=who.clearance)
    pen.check_leaves(desk, channel=channel, record=record, value=outline(content))
    ref = shelved(desk, blob_of(content, salt=desk.draw(channel)), channel=channel)
    body: dict[str, JSON] = {"record": record, "base": base, "content": ref}
    act = pen.write(desk, who, channel=channel, office=office, kind="propose", body=body)
    return Written(
        channel=channel, record=record, version=act.id, sha256=str(ref["sha256"]), act=act
    )


def under_ceiling(desk: Desk, *, channel: str, marking: str) -> None:
    """Hold a file's marking under the channel's ceiling; no marking is the content's own.

    Raises ``desk.above_ceiling``.
    """
    ceiling = desk.charter(channel).limits.marking
    if marking and ceiling is not None and rank(marking) > rank(ceiling):
        raise Refusal("desk.above_ceiling", marking=marking, ceiling=ceiling)


def shelved(desk: Desk, blob: bytes, *, channel: str) -> dict[str, JSON]:
    """Put a content on the channel's shelf and give the reference an act carries."""
    return {"sha256": desk.blobs(channel).put(blob), "size": len(blob), "type": TYPE}


def proposal(desk: Desk, *, channel: str, version: str) -> Act:
    """Give the proposal that is this version. Raises ``desk.no_version``."""
    try:
        act = desk.act(channel, version)
    except Refusal as refusal:
        raise Refusal("desk.no_version", version=version) from refusal
    if act.kind != "propose":
        raise Refusal("desk.no_version", version=version)
    return act


def read(desk: Desk, *, channel: str, version: str) -> Content:
    """Read the content of a version from the shelf.

    Raises ``desk.no_version``, ``desk.content_absent``, or ``E_CONTENT`` when it is malformed.
    """
    act = proposal(desk, channel=channel, version=version)
    sha256 = sha_of(act)
    blob = desk.blobs(channel).get(sha256)
    if blob is None:
        raise Refusal("desk.content_absent", version=version, sha256=sha256)
    return read_content(blob, parties=len(desk.charter(channel).parties))


def sha_of(act: Act) -> str:
    """Give the content hash a proposal or an acceptance signs."""
    content = act.body["content"]
    return str(content["sha256"] if isinstance(content, dict) else content)


def outline(content: Content) -> dict[str, JSON]:
    """Give what of a content a reader would see: all but its salt and its national part."""
    return {
        "kind": content.kind,
        "marking": content.marking,
        "fields": dict(content.fields),
        "attachments": [dict(one) for one in content.attachments],
    }


def blob_of(content: Content, *, salt: str) -> bytes:
    """Write a content's bytes under this salt."""
    return write_content(
        kind=content.kind,
        salt=salt,
        marking=content.marking,
        fields=content.fields,
        attachments=content.attachments,
        national=content.national,
    )


def bare(file: Attachment) -> dict[str, JSON]:
    """Give the reference an act carries to a file: hash, size and type, no name."""
    return {name: file[name] for name in ("sha256", "size", "type")}


def file(
    desk: Desk, data: bytes, *, media: str, name: str, marking: str | None = None
) -> Attachment:
    """Put a file on the national shelf and give the attachment that names it."""
    named: dict[str, JSON] = {
        "sha256": desk.shelf.put(data, attachment=True),
        "size": len(data),
        "type": media,
        "name": name,
    }
    return named if marking is None else {**named, "marking": marking}


def erase(desk: Desk, *, channel: str, sha256: str) -> None:
    """Take a blob out of a channel, and off the shelf unless something else here names it."""
    desk.blobs(channel).erase(sha256)
    others = (one for one in desk.joint() if one != channel)
    if any(desk.blobs(one).has(sha256) for one in others) or sha256 in _kept_nationally(desk):
        return
    desk.shelf.remove(sha256)


def _kept_nationally(desk: Desk) -> frozenset[str]:
    """Name every blob that the national channel names: contents, their files, and scans."""
    national, kept = desk.national(), set[str]()
    for act in desk.all_acts(national):
        if isinstance(act.body.get("content"), dict):
            kept.add(sha_of(act))
        if act.kind == "propose":
            content = read(desk, channel=national, version=act.id)
            kept.update(str(one["sha256"]) for one in content.attachments)
    return frozenset(kept)
