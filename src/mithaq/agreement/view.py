"""What the standing says of one record: frozen, for the desk to filter and show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mithaq.agreement.value import FieldValue

#: Fates of a statement. Counted and waiting have effect; the others are shown with the reason.
FATES = ("counted", "waiting", "crossed", "late", "replaced", "lapsed", "refused", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One statement as it stands: whose, on what, and what became of it.

    ``party`` is whose word it is; in a national channel ``recorded_by`` differs from it where we
    write down what the other side did. ``fate`` is one of FATES; ``why`` names the rule.
    """

    id: str
    party: str
    recorded_by: str
    office: str
    topic: str
    time: str
    fate: str
    why: str | None = None
    version: str | None = None
    replaces: str | None = None
    step: str | None = None
    leg: str | None = None
    content: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Something a party is expected to do next: answer a version, or take a step on a track.

    ``offices`` of one's own side may do it; empty where any may.
    """

    party: str
    what: str
    record: str
    track: str = ""
    version: str | None = None
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """How long a party has said nothing on a record: since its last word, or since the beginning.

    ``days`` is None where no ``as_of`` was given.
    """

    party: str
    since: str
    spoke: bool
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackView:
    """Where one track of a lifecycle stands; the legs of a commitment are tracks of their own.

    ``moved_by`` are the statements that brought it there. ``pending`` are steps stated by some
    whose other side has yet to state the same. ``statements`` are each party's, beside each other.
    """

    name: str
    state: str
    since: str
    party: str | None = None
    moved_by: tuple[str, ...] = ()
    pending: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    due: str | None = None
    overdue: bool | None = None
    text: Mapping[str, Any] | None = None
    statements: Mapping[str, tuple[StatementView, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version of a record: whose, on which base, who signed, and whether its content is here.

    ``state`` is open, agreed, dead, void or contested; ``reason`` says why it is dead or void.
    ``content`` is present, absent or malformed (``why`` has the refusal's code); none of them
    changes consent. ``recalled`` is what its author asked to be erased.
    """

    id: str
    party: str
    office: str
    time: str
    sha256: str
    state: str
    base: str | None = None
    reason: str | None = None
    signed: tuple[str, ...] = ()
    acknowledged: bool = False
    content: str = "present"
    why: str | None = None
    recalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """One record in one line and in full.

    ``consent`` is open, agreed, acknowledged, dead, contested or none. ``state`` is where the
    lifecycle stands, told apart from what only a date decides (``computed``). ``version`` is the
    version whose ``fields`` are shown: the agreed one, else the open one first by the alternat.
    ``unknown`` are the names of fields this program does not know: kept and shown as such.
    ``due_changes`` are the earlier dates of the legs, (party, date), oldest first; ``gaps`` what an
    activity lacks before it can be accepted or confirmed.
    """

    record: str
    kind: str | None
    consent: str
    state: str
    since: str
    version: str | None = None
    marking: str | None = None
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    attachments: tuple[Mapping[str, Any], ...] = ()
    versions: tuple[VersionView, ...] = ()
    tracks: Mapping[str, TrackView] = field(default_factory=dict)
    legs: Mapping[str, TrackView] = field(default_factory=dict)
    statements: Mapping[str, tuple[StatementView, ...]] = field(default_factory=dict)
    conversation: tuple[StatementView, ...] = ()
    silence: Mapping[str, Silence] = field(default_factory=dict)
    waiting: tuple[Move, ...] = ()
    due_changes: tuple[tuple[str, str], ...] = ()
    gaps: tuple[str, ...] = ()
    computed: Mapping[str, Any] = field(default_factory=dict)
