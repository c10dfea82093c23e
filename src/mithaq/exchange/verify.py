"""Checking an export: every byte accounted for, every signature, every rule; in bounded memory.

``verify_export`` reads members in their one order and keeps nothing but the fold. It insists on
the manifest, so that a cut at an act's edge is seen like any other. Signatures are checked in
chunks that a caller may hand to other processes; the answer, and the first fault named, are the
same. Needs no node and no database. Spec: docs/spec/bundle.md section 10.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, TypeAlias

from mithaq.exchange.manifest import Manifest, Range
from mithaq.exchange.members import ACTS, BLOBS, README
from mithaq.exchange.opening import (
    TEXT,
    Opening,
    at_line,
    first_manifest,
    open_files,
    read_standard,
    read_text,
    read_whole,
    stream_lines,
)
from mithaq.exchange.references import attachments, content_of
from mithaq.exchange.tar import Member, read_tar
from mithaq.record.act import Act, read_act
from mithaq.record.canonical import parse
from mithaq.record.channel import Channel, Head
from mithaq.record.content import SIZE
from mithaq.record.envelope import envelope_of
from mithaq.record.keys import keyid, public_of, spki, verify
from mithaq.record.refusal import Refusal
from mithaq.record.standing import agreed_digest, standing_digest

Check: TypeAlias = tuple[bytes, bytes, bytes]
"""Public key, signed bytes, signature."""

Submit: TypeAlias = Callable[[Sequence[Check]], Callable[[], int]]
"""Take a chunk of checks to work on; give a function that waits for ``check_signatures``' answer."""

_Place: TypeAlias = tuple[str, int, str, str, int]

BATCH = 250
AHEAD = 16
"""How many acts make a batch, and how many batches of signatures may be under way."""

ABSENT = 65_536
"""How many absent blobs are listed by name; beyond, it is only said that there are more."""

TAR = 1 << 40
"""The most bytes of an export read as one tar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A whole and sound export: who made it, what it holds, where the channel stands.

    ``agreed`` and ``standing`` are the hashes two nodes compare. ``absent`` are blobs that are
    named and not here; the record holds without them. ``void`` counts acts without effect.
    """

    manifest: str
    channel: str
    title: str
    parties: tuple[str, ...]
    author: str
    time: str
    heads: Mapping[str, Head]
    acts: Mapping[str, int]
    void: int
    forks: tuple[tuple[str, int, tuple[str, ...]], ...]
    agreed: str
    standing: str
    blobs: int
    blob_bytes: int
    absent: tuple[str, ...]
    more_absent: bool

    def json(self) -> dict[str, Any]:
        """Give plain values."""
        return asdict(self)


def check_signatures(checks: Sequence[Check]) -> int:
    """Check a chunk; give the place of the first bad signature, or -1."""
    for place, (public, message, sig) in enumerate(checks):
        if not verify(public, message, sig):
            return place
    return -1


def _here(checks: Sequence[Check]) -> Callable[[], int]:
    answer = check_signatures(checks)
    return lambda: answer


def verify_tar(
    chunks: Iterable[bytes], *, channel: str | None = None, submit: Submit | None = None
) -> Verified:
    """Verify an export that is one tar; see ``verify_export``."""
    return verify_export(read_tar(chunks, limit=TAR), channel=channel, submit=submit)


def verify_export(
    members: Iterable[Member], *, channel: str | None = None, submit: Submit | None = None
) -> Verified:
    """Verify an export from its members, sorted by ``members.order``; with ``channel``, of that one.

    Raises ``E_MEMBER E_HASH E_MANIFEST E_CHANNEL E_PARTY E_ORDER E_COUNT E_HEAD E_BLOB E_SIZE
    E_CUT E_TEXT`` and the codes of envelopes, charters, keys, acts and admission; refusals of an
    act name file and line.
    """
    source = iter(members)
    manifest = first_manifest(source, kind="export")
    if channel is not None and manifest.channel != channel:
        raise Refusal("E_CHANNEL", channel=manifest.channel)
    run = _Verification(open_files(manifest, source), submit)
    for member in run.opening.files:
        run.take(member)
    return run.end()


class _Verification:
    """One export, as far as it was read."""

    def __init__(self, opening: Opening, submit: Submit | None) -> None:
        self.opening = opening
        self.manifest: Manifest = opening.manifest
        self.channel = Channel(opening.charter, keep=False)
        self._counts = dict.fromkeys(opening.charter.ids, 0)
        self._lasts = dict.fromkeys(opening.charter.ids, -1)
        self.void = 0
        self.blobs = _Blobs(opening.manifest.blobs)
        self.signatures = _Signatures(submit or _here)
        self._line = 0
        self._publics = {
            key: public
            for party in opening.charter.parties
            for key, public in party.keys.node.items()
        }

    def take(self, member: Member) -> None:
        if member.name == ACTS:
            self._acts(member)
        elif member.name.startswith(BLOBS):
            self._blob(member)
        elif member.name == README:
            read_text(read_whole(member, limit=TEXT), name=README)

    def end(self) -> Verified:
        self.blobs.check()
        agreed = agreed_digest(self.channel)
        manifest, charter = self.manifest, self.opening.charter
        sizes = manifest.blobs
        return Verified(
            manifest=manifest.id,
            channel=charter.channel,
            title=charter.title,
            parties=charter.ids,
            author=manifest.author,
            time=manifest.time,
            heads=manifest.heads,
            acts={party: one.count for party, one in self._ranges().items()},
            void=self.void,
            forks=tuple((fork.party, fork.seq, fork.ids) for fork in self.channel.forks()),
            agreed=agreed,
            standing=standing_digest(self.channel, agreed=agreed),
            blobs=len(sizes),
            blob_bytes=sum(sizes.values()),
            absent=tuple(sorted(self.blobs.absent)),
            more_absent=self.blobs.more,
        )

    def _acts(self, member: Member) -> None:
        try:
            lines = stream_lines(member.chunks)
            while batch := list(islice(lines, BATCH)):
                self._batch(batch)
        except Refusal as refusal:
            named = at_line(refusal, name=ACTS, line=self._line)
            _exhaust(member, named)
            self.signatures.drain()
            raise named from None
        self.signatures.drain()
        self._check_counts()

    def _batch(self, batch: Sequence[bytes]) -> None:
        """Read some lines, then admit them, then check them: each stage by itself is faster.

        The first line at fault is the one named, whatever stage finds it.
        """
        begun = self._line
        acts, fault = _read(batch)
        try:
            for self._line, act in enumerate(acts, begun + 1):
                self._act(act)
        except Refusal:
            self.signatures.add(self._publics, acts[: self._line - begun - 1], line=begun + 1)
            raise
        self.signatures.add(self._publics, acts, line=begun + 1)
        self._line = begun + len(acts)
        if fault is not None:
            self._line += 1
            raise fault

    def _act(self, act: Act) -> None:
        try:
            admitted = self.channel.admit(act, verify=False)
        except Refusal as refusal:
            code = "E_ORDER" if refusal.code.startswith("W_") else refusal.code
            fields = {**refusal.fields, "party": act.party, "seq": act.seq, "act": act.id}
            raise Refusal(code, **fields) from None
        if not admitted.new:
            raise Refusal("E_COUNT", party=act.party, why="double", seq=act.seq)
        if admitted.void is not None:
            self.void += 1
        self._counts[act.party] += 1
        self._lasts[act.party] = max(self._lasts[act.party], act.seq)
        if act.kind == "keys":
            self._publics.update(_new_keys(act))
        elif "content" in act.body:
            self.blobs.name(content_of(act))

    def _check_counts(self) -> None:
        """The manifest's ranges, heads and keys are those the acts give."""
        ranges = self._ranges()
        for party in self.channel.charter.ids:
            if ranges.get(party) != self.manifest.ranges.get(party):
                raise Refusal("E_COUNT", party=party, why="count")
        heads = self.channel.heads()
        for party in sorted(heads):
            if heads[party] != self.manifest.heads.get(party):
                raise Refusal("E_HEAD", party=party)
        author = self.manifest.author
        forked = any(fork.party == author for fork in self.channel.forks())
        if not forked and self.channel.keys(author).id != self.opening.keys.id:
            raise Refusal("E_KEY", key=self.manifest.key)

    def _ranges(self) -> dict[str, Range]:
        return {
            party: Range(first=0, last=self._lasts[party], count=count)
            for party, count in self._counts.items()
            if count
        }

    def _blob(self, member: Member) -> None:
        limit = self.opening.charter.limits.blob
        if member.size > limit:
            raise Refusal("E_SIZE", what=member.name, size=member.size, limit=limit)
        sha256 = member.name[len(BLOBS) :]
        if self.blobs.is_content(sha256) and member.size <= SIZE:
            data = read_whole(member, limit=SIZE)
            self.blobs.attach(attachments(data, parties=len(self.opening.charter.parties)))


def _read(batch: Sequence[bytes]) -> tuple[list[Act], Refusal | None]:
    """Read lines up to the first one that is no act."""
    acts: list[Act] = []
    try:
        acts.extend(read_act(read_standard(line)) for line in batch)
    except Refusal as refusal:
        return acts, refusal
    return acts, None


def _exhaust(member: Member, refusal: Refusal) -> None:
    """Read a member to its end: if its bytes are not those signed for, that is the fault to name."""
    if refusal.code == "E_HASH":
        return
    try:
        for _ in member.chunks:
            pass
    except Refusal as worse:
        fields = {**worse.fields, "line": refusal.fields["line"], "why": refusal.code}
        raise Refusal(worse.code, **fields) from None


def _new_keys(act: Act) -> dict[str, bytes]:
    """Give the node keys that an admitted act of kind ``keys`` announces."""
    fields = parse(envelope_of(act.body["manifest"]).payload)
    publics = [public_of(key) for key in fields["node"]]  # type: ignore[call-overload,index,union-attr,arg-type]
    return {keyid(spki(public)): public for public in publics}


class _Blobs:
    """Which blobs are named, which of them are here."""

    def __init__(self, here: Mapping[str, int]) -> None:
        self._here = here
        self._named: set[str] = set()
        self._contents: set[str] = set()
        self.absent: set[str] = set()
        self.more = False

    def name(self, sha256: str | None) -> None:
        """Take a content an act names; an acceptance names it again, and adds nothing."""
        if sha256 is None:
            return
        self.attach((sha256,))
        if sha256 in self._here:
            self._contents.add(sha256)

    def is_content(self, sha256: str) -> bool:
        return sha256 in self._contents

    def attach(self, listed: Iterable[str]) -> None:
        for sha256 in listed:
            if sha256 in self._here:
                self._named.add(sha256)
            elif len(self.absent) < ABSENT:
                self.absent.add(sha256)
            else:
                self.more = True

    def check(self) -> None:
        """Refuse what nothing names: ``E_BLOB``."""
        for sha256 in sorted(self._here.keys() - self._named):
            raise Refusal("E_BLOB", sha256=sha256, why="unnamed")


class _Signatures:
    """Signatures to be checked, a batch at a time, some under way; answered in order."""

    def __init__(self, submit: Submit) -> None:
        self._submit = submit
        self._under_way: deque[tuple[list[_Place], Callable[[], int]]] = deque()

    def add(self, publics: Mapping[str, bytes], acts: Sequence[Act], *, line: int) -> None:
        """Send a batch off, ``line`` being its first; when many are under way, wait for the oldest."""
        if not acts:
            return
        checks = [
            (publics[act.key], act.envelope.pae, act.envelope.signatures[0].sig) for act in acts
        ]
        places = [
            (act.party, act.seq, act.id, act.key, line) for line, act in enumerate(acts, line)
        ]
        self._under_way.append((places, self._submit(checks)))
        if len(self._under_way) > AHEAD:
            self._answer()

    def drain(self) -> None:
        """Wait for every answer: a false signature of an earlier line is the first fault."""
        while self._under_way:
            self._answer()

    def _answer(self) -> None:
        places, answer = self._under_way.popleft()
        bad = answer()
        if bad >= 0:
            party, seq, act, key, line = places[bad]
            raise Refusal("E_SIG", key=key, party=party, seq=seq, act=act, file=ACTS, line=line)
