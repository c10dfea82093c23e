"""The fold of steps: where a record's tracks stand, given what happened to it.

Events run in one order that every node finds (``in_order``): by how many versions were agreed in
the step's own past; within that, causes first; and of steps that crossed, by the precedence of
the table and then the alternat of the record. A step that was allowed in its own past but finds
the track elsewhere is *crossed*. A verification lapses when what it verified was replaced.
Spec: docs/spec/agreement.md section 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mithaq.agreement.lifecycles.table import LEG, MAIN, STAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mithaq.agreement.lifecycles.table import Lifecycle, Row
    from mithaq.agreement.step import Step


@dataclass(slots=True, kw_only=True)
class Track:
    """Where one track stands while the fold runs, and what brought it there."""

    state: str
    since: str = ""
    moved_by: tuple[str, ...] = ()
    mover: str = ""
    pending: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    report: str | None = None


@dataclass(slots=True, kw_only=True)
class Folded:
    """The outcome: tracks by name, the fate of each step by id, and the agreed versions."""

    tracks: dict[str, Track]
    fates: dict[str, tuple[str, str | None]]
    chain: tuple[str, ...]
    legs: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Give the main track's state; for a commitment, that of its leg furthest behind."""
        if MAIN in self.tracks:
            return self.tracks[MAIN].state
        states = {self.tracks[leg].state for leg in self.legs if leg in self.tracks}
        return min(states, key=_progress) if states else "proposed"


_LEG_ORDER = (
    "proposed", "recorded", "acknowledged", "disputed", "blocked", "in_progress", "reported_done",
    "verified", "superseded", "withdrawn", "closed",
)  # fmt: skip


def _progress(state: str) -> int:
    return _LEG_ORDER.index(state) if state in _LEG_ORDER else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the fold needs to know besides the steps.

    ``legs_of`` gives the owing parties by a version; ``listed`` whether a signed programme lists
    the record; ``saw`` whether an act had another in its past; ``rank`` the alternat by index.
    """

    lifecycle: Lifecycle
    sides: tuple[str, ...]
    single: bool
    legs_of: Callable[[str], tuple[str, ...]]
    listed: bool
    saw: Callable[[int, int], bool]
    number_of: Callable[[str], int]
    rank: Callable[[int], tuple[str, ...]]


def fold(
    steps: Iterable[Step],
    *,
    chain: tuple[str, ...],
    first: str | None,
    setting: Setting,
    replacing: str | None = None,
) -> Folded:
    """Fold the steps of one record. ``first`` is a version to take legs from while none is agreed.

    ``replacing`` is the step that a step still to be judged would replace.
    """
    taken = list(steps)
    replaced = {step.replaces: step.id for step in taken if step.replaces}
    if replacing is not None:
        replaced[replacing] = ""
    ordered = in_order([step for step in taken if step.wrong is None], setting=setting)
    run = _Run(setting, chain, first)
    for index in range(len(chain) + 1):
        if index:
            run.agree(chain[index - 1])
        for step in ordered.get(index, ()):
            run.take(step, replaced_by=replaced.get(step.id))
    for step in taken:
        # Only after a fork can a step rest on versions that are not agreed after all.
        run.fates.setdefault(step.id, ("refused", step.wrong or "step.version"))
    run.close_legs()
    return Folded(tracks=run.tracks, fates=run.fates, chain=chain, legs=run.legs)


class _Run:
    """One run of the fold over the events of a record, in order."""

    def __init__(self, setting: Setting, chain: tuple[str, ...], first: str | None) -> None:
        self.setting = setting
        self.chain = chain
        self.current = chain[-1] if chain else None
        self.fates: dict[str, tuple[str, str | None]] = {}
        self.legs: tuple[str, ...] = ()
        self.replaced: list[Step] = []
        self.tracks = {
            name: Track(state=state) for name, state in setting.lifecycle.begins if name != LEG
        }
        self.by_leg = any(name == LEG for name, _ in setting.lifecycle.begins)
        if self.by_leg and first is not None:
            self._take_legs(first)

    def agree(self, version: str) -> None:
        """Move every track by the version that all have signed."""
        if self.by_leg:
            self._take_legs(version)
        for name, track in self.tracks.items():
            rows = self.setting.lifecycle.rows_for(
                "agree", track=LEG if name in self.legs else name
            )
            row = next((row for row in rows if track.state in row.before), None)
            if row is not None and row.after not in (STAYS, track.state):
                self._move(track, row, by=(version,))
        self._list(version)

    def take(self, step: Step, *, replaced_by: str | None) -> None:
        """Apply one step that was allowed in its own past, or say why it has no effect."""
        if step.index and step.on != self.chain[step.index - 1]:
            self.fates[step.id] = ("refused", "step.version")
            return
        if replaced_by is not None:
            self.replaced.append(step)
            self.fates[step.id] = ("replaced", replaced_by)
            return
        names = self._tracks_of(step)
        fates = [self._apply(step, name) for name in names]
        order = ("counted", "waiting", "lapsed", "crossed")
        self.fates[step.id] = min(
            fates, key=lambda fate: order.index(fate[0]), default=("crossed", "step.leg")
        )

    def close_legs(self) -> None:
        """Close every leg once all that are still owed are verified (computed, no date needed)."""
        owed = [track for name, track in self.tracks.items() if name in self.legs]
        open_ = [track for track in owed if track.state not in ("withdrawn", "superseded")]
        if open_ and all(track.state == "verified" for track in open_):
            for track in open_:
                track.state = "closed"

    def _apply(self, step: Step, name: str) -> tuple[str, str | None]:
        track = self.tracks[name]
        rows = self.setting.lifecycle.rows_for(step.code, track=LEG if name in self.legs else name)
        row = next((row for row in rows if track.state in row.before), None)
        if row is None:
            return self._missed(step, rows, track)
        if row.lapses and self._lapsed(step, track):
            return ("lapsed", "step.replaced")
        return self._advance(step, row, track)

    def _missed(self, step: Step, rows: Sequence[Row], track: Track) -> tuple[str, str | None]:
        lapses = any(row.lapses for row in rows)
        if lapses and (step.on != self.current or self._rested_on_replaced(step)):
            return ("lapsed", "step.replaced")
        return ("crossed", track.state)

    def _rested_on_replaced(self, step: Step) -> bool:
        return step.code == "verify" and any(
            old.code == "report_done"
            and old.leg == step.leg
            and self.setting.saw(step.number, old.number)
            for old in self.replaced
        )

    def _lapsed(self, step: Step, track: Track) -> bool:
        if step.on != self.current:
            return True
        if step.code != "verify":
            return False
        return track.report is None or not self.setting.saw(
            step.number, self.setting.number_of(track.report)
        )

    def _advance(self, step: Step, row: Row, track: Track) -> tuple[str, str | None]:
        if row.who == "all" and not self.setting.single:
            told = track.pending.setdefault((step.code, step.on), {})
            told[step.party] = step.id
            if not all(side in told for side in self.setting.sides):
                return ("waiting", None)
            by = tuple(told[side] for side in self.setting.sides)
            self.fates.update(dict.fromkeys(by, ("counted", None)))
        else:
            by = (step.id,)
        if row.after == STAYS:
            track.pending.pop((step.code, step.on), None)
        else:
            self._move(
                track,
                row,
                by=(*(each for each in by if each != step.id), step.id),
                mover=step.party,
            )
        return ("counted", None)

    def _move(self, track: Track, row: Row, *, by: tuple[str, ...], mover: str = "") -> None:
        since = by[-1]
        track.state, track.since, track.moved_by, track.mover = row.after, since, by, mover
        self._pass_over(track, by, row.after)
        track.report = since if row.after == "reported_done" else None
        self._list(since)

    def _pass_over(self, track: Track, by: tuple[str, ...], after: str) -> None:
        """Cross the half-taken steps of a track that moved before the other side said the same."""
        left = {each for told in track.pending.values() for each in told.values()} - set(by)
        track.pending.clear()
        others = (told for other in self.tracks.values() for told in other.pending.values())
        for each in left - {still for told in others for still in told.values()}:
            self.fates[each] = ("crossed", after)

    def _list(self, since: str) -> None:
        """Move an accepted activity into the programme where a signed one lists it."""
        main = self.tracks.get(MAIN)
        if (
            self.setting.listed
            and main is not None
            and main.state == "accepted"
            and self.setting.lifecycle.kind == "activity"
        ):
            main.state, main.since = "programmed", since

    def _take_legs(self, version: str) -> None:
        self.legs = self.setting.legs_of(version)
        for leg in self.legs:
            self.tracks.setdefault(leg, Track(state="proposed"))
        for name, track in self.tracks.items():
            if name not in self.legs:
                track.state, track.since = "superseded", version

    def _tracks_of(self, step: Step) -> tuple[str, ...]:
        wanted = self.setting.lifecycle.tracks_of(step.code)
        if LEG not in wanted:
            return tuple(name for name in wanted if name in self.tracks)
        if step.leg is None:
            return self.legs
        return (step.leg,) if step.leg in self.legs else ()


def in_order(steps: Sequence[Step], *, setting: Setting) -> dict[int, list[Step]]:
    """Put steps in the order every node finds, by the number of versions agreed before them.

    They come in an order all nodes share, causes first: two branches of one feed have no other.
    """
    groups: dict[int, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.index, []).append(step)
    return {index: _ordered(group, index, setting) for index, group in groups.items()}


def _ordered(group: list[Step], index: int, setting: Setting) -> list[Step]:
    """Take again and again the best of the steps whose causes are all taken."""
    lines: dict[str, list[Step]] = {}
    for step in group:
        lines.setdefault(step.author, []).append(step)
    rank = {party: place for place, party in enumerate(setting.rank(index))}
    places = dict.fromkeys(lines, 0)
    ordered: list[Step] = []
    while True:
        heads = [
            line[places[author]] for author, line in lines.items() if places[author] < len(line)
        ]
        if not heads:
            return ordered
        free = [
            step
            for step in heads
            if not any(
                setting.saw(step.number, other.number) for other in heads if other is not step
            )
        ]
        best = min(
            free,
            key=lambda step: (
                _precedence(step, setting),
                rank.get(step.author, len(rank)),
                step.id,
            ),
        )
        ordered.append(best)
        places[best.author] += 1


def _precedence(step: Step, setting: Setting) -> int:
    rows = [row for row in setting.lifecycle.rows if row.step == step.code]
    return min((row.precedence for row in rows), default=0)
