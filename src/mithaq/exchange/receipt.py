"""What became of a part: for the screen, for paper, and for the notes a node keeps.

Only data; the sentences are ``mithaq.messages``' and the command line's. The receipt that binds
is the ``have`` of the next answer, for it is signed. Spec: docs/spec/bundle.md section 8.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from mithaq.exchange.evidence import Evidence
from mithaq.exchange.feed import Ingested
from mithaq.exchange.manifest import Manifest, heads_json
from mithaq.record.canonical import canonical
from mithaq.record.channel import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One part that was applied; ``line`` names its exact manifest, ``whole`` all of its bundle.

    ``keys`` is the number of the author's key manifest under which it was signed.
    """

    author: str
    number: int
    part: int
    parts: int
    whole: str
    line: str
    keys: int = 0

    def json(self) -> dict[str, Any]:
        """Give plain values, to be noted; ``Taken(**values)`` reads them back."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was taken, what was refused, what waits, what is still lacking.

    ``late``: a bundle of a greater number, or a newer key, was known before. ``lacking`` gives, for each feed, how many
    acts are here and how many the author says it holds.
    """

    channel: str
    bundle: str
    author: str
    number: int
    part: int
    parts: int
    already: bool
    late: bool
    admitted: Mapping[str, int]
    void: int
    duplicates: int
    waiting: int
    dropped: tuple[tuple[str, int, str], ...]
    blobs: tuple[str, ...]
    evidence: tuple[str, ...]
    lacking: Mapping[str, tuple[int, int]]
    wanted: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """Give plain values, in a form that can be printed and compared."""
        return asdict(self)


def taken_of(manifest: Manifest, *, keys: int) -> Taken:
    """Say by which marks a part is known again."""
    return Taken(
        author=manifest.author,
        number=manifest.number,
        part=manifest.part,
        parts=manifest.parts,
        whole=_whole(manifest),
        line=manifest.line_sha256,
        keys=keys,
    )


def _whole(manifest: Manifest) -> str:
    """Name what all parts of one bundle share."""
    shared = {
        "channel": manifest.channel,
        "from": manifest.author,
        "to": list(manifest.to),
        "number": manifest.number,
        "parts": manifest.parts,
        "heads": heads_json(manifest.heads),
        "have": dict(manifest.have),
        "answers": manifest.answers,
        "wants": list(manifest.wants),
        "salt": manifest.salt,
    }
    return sha256(canonical(shared)).hexdigest()


def receipt(
    channel: Channel,
    manifest: Manifest,
    done: Ingested,
    *,
    blobs: Sequence[str],
    evidence: Sequence[Evidence],
    already: bool,
    late: bool,
) -> Receipt:
    """Put together what became of a part."""
    return Receipt(
        channel=manifest.channel,
        bundle=manifest.id,
        author=manifest.author,
        number=manifest.number,
        part=manifest.part,
        parts=manifest.parts,
        already=already,
        late=late,
        admitted=dict(Counter(act.party for act in done.admitted)),
        void=done.void,
        duplicates=done.duplicates,
        waiting=len(done.waiting),
        dropped=tuple((act.party, act.seq, why.code) for act, why in done.dropped),
        blobs=tuple(blobs),
        evidence=tuple(one.code for one in evidence),
        lacking=_lacking(channel, manifest),
        wanted=manifest.wants,
    )


def _lacking(channel: Channel, manifest: Manifest) -> dict[str, tuple[int, int]]:
    ours = {party: head.size for party, head in channel.heads().items()}
    return {
        party: (ours.get(party, 0), head.size)
        for party, head in manifest.heads.items()
        if ours.get(party, 0) < head.size
    }
