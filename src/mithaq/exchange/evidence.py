"""Evidence: facts about a peer that are shown, kept with their proof, and never dropped.

* ``F_FORK``: two valid signed acts at one place of a feed; the two envelopes are the proof.
* ``F_ROLLBACK``: a peer's newer signed heads are smaller than, or do not continue, older ones it
  signed (or the acts it signed). The older state is kept.
* ``F_WITHHELD``: a peer's signed words name acts that it does not hand over.
* ``F_NUMBER``: a peer signed two different bundles under one number: a restored or doubled machine.
* ``F_OWN``: an act signed with our own key that this node never wrote: the same, on our side.

Evidence never changes what is admitted: an attack may delay, never pass unseen.
Spec: docs/spec/exchange.md section 6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mithaq.record.envelope import Envelope, envelope_object

CODES: Final = ("F_FORK", "F_ROLLBACK", "F_WITHHELD", "F_NUMBER", "F_OWN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One fact: what it is, about whom, in which feed, and the signed words that show it."""

    code: str
    party: str
    feed: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    proof: tuple[Envelope, ...] = ()

    def json(self) -> dict[str, Any]:
        """Give plain values, the envelopes as objects, to be kept and shown."""
        return {
            "code": self.code,
            "party": self.party,
            "feed": self.feed,
            "fields": dict(self.fields),
            "proof": [envelope_object(one) for one in self.proof],
        }
