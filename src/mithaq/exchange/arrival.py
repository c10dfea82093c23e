"""A part of a bundle, opened and applied.

``open_bundle`` needs no channel: manifest by itself, receiver, sender, channel, charter, keys and
signature, then member by member each hash, each act by itself, each blob. Nothing is applied
before the last byte was read. ``apply_bundle`` is ``ingest`` plus what the manifest promises; one
bad act, or one blob that nothing names, refuses the whole. Parts may come in any order, late,
twice or never. Spec: docs/spec/bundle.md sections 5 to 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mithaq.exchange.evidence import Evidence
from mithaq.exchange.feed import Ingested, ingest_acts
from mithaq.exchange.have import Said, rolled_back, said, unsent, withheld
from mithaq.exchange.manifest import Manifest, Range
from mithaq.exchange.members import BLOBS, SUMMARY
from mithaq.exchange.opening import (
    TEXT,
    Opening,
    at_line,
    first_manifest,
    lines_of,
    open_files,
    read_standard,
    read_text,
    read_whole,
)
from mithaq.exchange.receipt import Receipt, Taken, receipt, taken_of
from mithaq.exchange.references import References, attachments
from mithaq.exchange.tar import Member, read_tar
from mithaq.record.act import Act, read_act
from mithaq.record.channel import Channel
from mithaq.record.charter import Charter
from mithaq.record.keys import KeySet
from mithaq.record.refusal import Refusal

LIMIT = 128 * 1024 * 1024
"""The most bytes one part may have; a part is held in memory while it is read."""

FEEDS = 32 * 1024 * 1024
"""The most bytes the feeds of one part may have together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One part that was read and is whole; nothing of it is applied yet.

    ``keys`` are its author's keys as the part itself proves them; ``unnamed`` are blobs that no
    act of the part names, so that the channel must.
    """

    manifest: Manifest
    charter: Charter
    keys: KeySet
    acts: tuple[Act, ...]
    blobs: Mapping[str, bytes]
    unnamed: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a part did, for the desk to store in one transaction.

    Append ``admitted``, keep ``waiting`` as the whole waiting room, put ``blobs`` on the shelf,
    note ``taken``, and note ``latest`` as the author's newest words. ``already``: these very
    bytes were applied before, and nothing is to be stored.
    """

    already: bool
    admitted: tuple[Act, ...] = ()
    waiting: tuple[Act, ...] = ()
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    taken: Taken
    latest: Said | None
    receipt: Receipt


def open_bundle(
    chunks: Iterable[bytes], *, me: str | None = None, charter: Charter | None = None
) -> Bundle:
    """Read one part from the bytes of its tar, wholly, and check all that needs no channel.

    With ``me`` it must be addressed to us; with ``charter`` it must be of that channel. Raises
    ``E_TAR E_CUT E_SIZE E_MEMBER E_HASH E_MANIFEST E_SENDER E_RECEIVER E_CHANNEL E_PARTY
    E_COUNT E_BLOB E_TEXT`` and the codes of envelopes, charters, keys and acts.
    """
    members = read_tar(chunks, limit=LIMIT)
    manifest = first_manifest(members, kind="bundle")
    _check_address(manifest, me=me, charter=charter)
    _check_sizes(manifest)
    opening = open_files(manifest, members)
    reading = _Reading(opening)
    for member in opening.files:
        reading.take(member)
    return reading.end()


def _check_address(manifest: Manifest, *, me: str | None, charter: Charter | None) -> None:
    if me is not None and manifest.author == me:
        raise Refusal("E_SENDER", party=me)
    if me is not None and me not in manifest.to:
        raise Refusal("E_RECEIVER", to=manifest.to, me=me)
    if charter is not None and charter.channel != manifest.channel:
        raise Refusal("E_CHANNEL", channel=manifest.channel)


def _check_sizes(manifest: Manifest) -> None:
    """Refuse what would not fit before it is read."""
    feeds = sum(file.size for file in manifest.files if file.name.startswith("feeds/"))
    if feeds > FEEDS:
        raise Refusal("E_SIZE", what="feeds", size=feeds, limit=FEEDS)
    size = sum(file.size for file in manifest.files)
    if size > LIMIT:
        raise Refusal("E_SIZE", what="bundle", size=size, limit=LIMIT)


class _Reading:
    """The members after charter and keys, one by one."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.acts: list[Act] = []
        self.blobs: dict[str, bytes] = {}
        self.named = References()
        self.summary = ""

    def take(self, member: Member) -> None:
        if member.name.startswith("feeds/"):
            self._feed(member)
        elif member.name.startswith(BLOBS):
            self._blob(member)
        elif member.name == SUMMARY:
            self.summary = read_text(read_whole(member, limit=TEXT), name=SUMMARY)

    def end(self) -> Bundle:
        unnamed = tuple(sha256 for sha256 in sorted(self.blobs) if sha256 not in self.named)
        return Bundle(
            manifest=self.opening.manifest,
            charter=self.opening.charter,
            keys=self.opening.keys,
            acts=tuple(self.acts),
            blobs=self.blobs,
            unnamed=unnamed,
            summary=self.summary,
        )

    def _feed(self, member: Member) -> None:
        party = member.name.split("/")[1]
        data = read_whole(member, limit=LIMIT)
        acts = tuple(_acts(data, name=member.name))
        _check_range(acts, party=party, wanted=self.opening.manifest.ranges[party])
        for act in acts:
            if act.channel != self.opening.charter.channel:
                raise Refusal("E_CHANNEL", channel=act.channel)
            self.named.add(act)
        self.acts += acts

    def _blob(self, member: Member) -> None:
        limit = self.opening.charter.limits.blob
        if member.size > limit:
            raise Refusal("E_SIZE", what=member.name, size=member.size, limit=limit)
        data = read_whole(member, limit=LIMIT)
        sha256 = member.name[len(BLOBS) :]
        self.blobs[sha256] = data
        if sha256 in self.named.contents:
            self.named.add_content(sha256, attachments(data))


def _acts(data: bytes, *, name: str) -> Iterator[Act]:
    for number, line in enumerate(lines_of(data), 1):
        try:
            yield read_act(read_standard(line))
        except Refusal as refusal:
            raise at_line(refusal, name=name, line=number) from None


def _check_range(acts: Sequence[Act], *, party: str, wanted: Range) -> None:
    """A feed file holds what its range says: one party, by (seq, id), no number left out."""
    if any(act.party != party for act in acts):
        raise Refusal("E_COUNT", party=party, why="party")
    places = [(act.seq, act.id) for act in acts]
    if len(places) != wanted.count or places != sorted(set(places)):
        raise Refusal("E_COUNT", party=party, why="count")
    numbers = sorted({seq for seq, _ in places})
    if numbers != list(range(wanted.first, wanted.first + len(numbers))):
        raise Refusal("E_COUNT", party=party, why="gap")
    if numbers[-1] != wanted.last:
        raise Refusal("E_COUNT", party=party, why="last")


def apply_bundle(
    channel: Channel,
    waiting: Sequence[Act],
    bundle: Bundle,
    *,
    me: str,
    taken: Sequence[Taken] = (),
    latest: Said | None = None,
    names: Callable[[str], bool] = lambda _: False,
) -> Applied:
    """Apply one part to a channel, or refuse it whole.

    ``taken`` are the parts of this author applied so far, ``latest`` its newest words kept,
    ``names`` tells whether the channel, before this part, names a blob (``JointLedger.names``).
    On a refusal the ``Channel`` may have grown: throw it away and fold again from the ledger.
    Raises ``E_CHANNEL E_SENDER E_RECEIVER E_BLOB W_FULL`` and the codes of admission.
    """
    manifest = bundle.manifest
    _check_address(manifest, me=me, charter=channel.charter)
    mine = taken_of(manifest, keys=bundle.keys.n)
    if any(one.line == mine.line for one in taken):
        empty = _nothing(waiting)
        told = receipt(channel, manifest, empty, blobs=(), evidence=(), already=True, late=False)
        return Applied(already=True, taken=mine, latest=latest, receipt=told)
    done = ingest_acts(channel, waiting, bundle.acts, me=me)
    _refuse_whole(bundle, done)
    for sha256 in bundle.unnamed:
        if not names(sha256):
            raise Refusal("E_BLOB", sha256=sha256, why="unnamed")
    late = _is_late(channel, mine, taken)
    found = (*done.evidence, *_numbers(mine, taken, manifest))
    if not late:
        found += _words(channel, done, manifest, taken=(*taken, mine), latest=latest)
    told = receipt(
        channel, manifest, done, blobs=tuple(bundle.blobs), evidence=found, already=False, late=late
    )
    return Applied(
        already=False,
        admitted=done.admitted,
        waiting=done.waiting,
        blobs=bundle.blobs,
        evidence=found,
        taken=mine,
        latest=latest if late else said(manifest),
        receipt=told,
    )


def _is_late(channel: Channel, mine: Taken, taken: Sequence[Taken]) -> bool:
    """Words are older than others if signed under an earlier key, or with a smaller number.

    The key comes first: whoever stole a key that was given up can name any number.
    """
    given_up = mine.keys < channel.keys(mine.author).n
    return given_up or any((one.keys, one.number) > (mine.keys, mine.number) for one in taken)


def _refuse_whole(bundle: Bundle, done: Ingested) -> None:
    if not done.refused:
        return
    index, refusal = done.refused[0]
    act = bundle.acts[index]
    fields = {**refusal.fields, "party": act.party, "seq": act.seq, "act": act.id}
    raise Refusal(refusal.code, **fields)


def _numbers(mine: Taken, taken: Sequence[Taken], manifest: Manifest) -> tuple[Evidence, ...]:
    """Two bundles under one number, or two parts at one place: a doubled or restored machine."""
    for one in taken:
        same = (one.keys, one.number) == (mine.keys, mine.number)
        if same and (one.whole != mine.whole or one.part == mine.part):
            fields = {"number": mine.number, "part": mine.part, "other": one.line}
            proof = (manifest.envelope,)
            return (
                Evidence(
                    code="F_NUMBER",
                    party=manifest.author,
                    feed=manifest.author,
                    fields=fields,
                    proof=proof,
                ),
            )
    return ()


def _words(
    channel: Channel,
    done: Ingested,
    manifest: Manifest,
    *,
    taken: Sequence[Taken],
    latest: Said | None,
) -> tuple[Evidence, ...]:
    """Judge what the author's newest words say, against its older ones and what it handed over."""
    words = said(manifest)
    found = rolled_back(channel, newer=words, older=latest)
    found += withheld(channel, done.waiting, words=words)
    whole = taken[-1].whole
    parts = {one.part for one in taken if one.whole == whole}
    if len(parts) == manifest.parts and not found:
        found += unsent(channel, done.waiting, words=words, had=manifest.have)
    return found


def _nothing(waiting: Sequence[Act]) -> Ingested:
    return Ingested(
        admitted=(),
        waiting=tuple(waiting),
        duplicates=0,
        refused=(),
        dropped=(),
        evidence=(),
        void=0,
    )
