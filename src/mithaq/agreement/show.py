"""Shows a record: turns what was folded into the frozen views of ``view``."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mithaq.agreement.clocks import age_in_days, overdue, utc_everywhere
from mithaq.agreement.computed import computed
from mithaq.agreement.judge import host_of, is_theirs
from mithaq.agreement.lifecycles import lifecycle_of
from mithaq.agreement.lifecycles.case import Case
from mithaq.agreement.lifecycles.guards import DONE, acceptance_gaps, confirmation_gaps
from mithaq.agreement.lifecycles.table import FORWARD, LEG, MAIN, OPTIONAL, STAYS
from mithaq.agreement.value import as_value, stated
from mithaq.agreement.view import Move, RecordView, Silence, StatementView, TrackView, VersionView
from mithaq.agreement.vocabulary.kinds import fields_of
from mithaq.agreement.vocabulary.markings import higher
from mithaq.agreement.vocabulary.states import TOPICS
from mithaq.agreement.world import Past

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mithaq.agreement.clocks import Offsets
    from mithaq.agreement.fold import Folded, Track
    from mithaq.agreement.lifecycles.table import Lifecycle, Row
    from mithaq.agreement.records import Records
    from mithaq.agreement.step import Step
    from mithaq.record.consent import Stated


class Shower:
    """Shows one record as it stands, on a day or on none."""

    def __init__(
        self, records: Records, record: str, *, as_of: str | None, offsets: Offsets | None
    ) -> None:
        self.records = records
        self.record = record
        self.as_of = as_of
        self.offsets = offsets or utc_everywhere
        self.folded: Folded = records.folded(record)
        self.kind = records.kind(record)
        self.lifecycle: Lifecycle = lifecycle_of(self.kind)
        self.told = self._statements()
        self.versions = self._versions()
        self.shown = records.subject(record).version
        reading = records.reading(self.shown)
        self.content = reading.content
        self.fields: Mapping[str, Any] = reading.fields

    def view(self) -> RecordView:
        """Give the whole view."""
        steps = self._counted_steps()
        tracks = {name: self._track(name, track) for name, track in self.folded.tracks.items()}
        state, dates = self._state(steps)
        known = fields_of(self.kind)
        return RecordView(
            record=self.record, kind=self.kind, consent=self._consent(), state=state, since=self._since(),
            version=self.shown, marking=self._marking(),
            fields={name: as_value(raw) for name, raw in self.fields.items()},
            unknown=tuple(name for name in self.fields if name not in known),
            attachments=self.content.attachments if self.content else (), versions=self.versions,
            tracks={name: track for name, track in tracks.items() if name not in self.folded.legs},
            legs={name: tracks[name] for name in self.folded.legs if name in tracks},
            statements=self._beside(self.told), conversation=tuple(one for one in self.told if one.topic == "comment"),
            silence=self._silence(), waiting=self._waiting(tracks), due_changes=self._due_changes(), gaps=self._gaps(),
            computed=dates,
        )  # fmt: skip

    # ------------------------------------------------------------ versions and consent

    def _versions(self) -> tuple[VersionView, ...]:
        versions = self.records.consent.versions(self.record)
        proposer = {version: self.records.consent.proposed(version).party for version in versions}
        recalled = {
            one.version for one in self.told
            if one.topic == "recall" and one.version and proposer.get(one.version) == one.recorded_by
        }  # fmt: skip
        shown = [self._version(version, recalled) for version in versions]
        order = {version: place for place, version in enumerate(self.folded.chain)}
        return tuple(sorted(shown, key=lambda one: (order.get(one.id, len(order)), one.id)))

    def _version(self, version: str, recalled: set[str]) -> VersionView:
        proposed, status = (
            self.records.consent.proposed(version),
            self.records.consent.status(version),
        )
        reading = self.records.reading(version)
        office, time = self.records.signed[version]
        return VersionView(
            id=version, party=proposed.party, office=office, time=time, sha256=proposed.content, state=status.state,
            base=proposed.base, reason=status.reason, signed=status.signed, acknowledged=status.acknowledged,
            content=reading.state, why=reading.why, recalled=version in recalled,
        )  # fmt: skip

    def _consent(self) -> str:
        states = {one.state for one in self.versions}
        if self.folded.chain:
            agreed = next(one for one in self.versions if one.id == self.folded.chain[-1])
            return "acknowledged" if agreed.acknowledged else "agreed"
        return next((state for state in ("open", "contested", "dead") if state in states), "none")

    def _marking(self) -> str | None:
        """Give the higher of the markings of the agreed and the open versions."""
        live = [
            one.id
            for one in self.versions
            if one.state in ("agreed", "open") or one.id == self.shown
        ]
        if self.folded.chain:
            live = [one for one in live if one == self.shown or one not in self.folded.chain]
        found = [
            content.marking
            for version in live
            if (content := self.records.reading(version).content)
        ]
        marking = found[0] if found else None
        for one in found[1:]:
            marking = higher(one, marking or one)
        return marking

    # ------------------------------------------------------------ state

    def _state(self, steps: tuple[Step, ...]) -> tuple[str, dict[str, Any]]:
        state = self.folded.state
        if not self.folded.chain and state == "proposed":
            state = self._unagreed()
        if self.as_of is None:
            return state, {}
        outcome = computed(
            self.kind,
            state=state,
            fields=self.fields,
            steps=steps,
            sides=self.records.sides,
            as_of=self.as_of,
        )
        told = {"state": outcome.state, "on": outcome.on} if outcome.on else {}
        return outcome.state, {**told, **outcome.dates}

    def _unagreed(self) -> str:
        """Name the state of a record no version of which is agreed, from its proposals."""
        open_ = [one for one in self.versions if one.state == "open"]
        if len({one.party for one in open_}) > 1:
            return "counter_proposed"
        if open_ or not self.versions:
            return "proposed"
        reasons = {one.reason for one in self.versions if one.reason}
        return next(
            (why for why in ("declined", "withdrawn", "crossed") if why in reasons), "contested"
        )

    def _since(self) -> str:
        track = self.folded.tracks.get(MAIN)
        times = [self._time(track.since)] if track and track.since else []
        times += [self._time(track.since) for track in self.folded.tracks.values() if track.since]
        return max(times, default=self._begun())

    def _time(self, act: str) -> str:
        if act in self.records.signed:
            return self.records.signed[act][1]
        return next((one.time for one in self.told if one.id == act), "")

    def _begun(self) -> str:
        times = [one.time for one in self.versions] or [one.time for one in self.told]
        return min(times, default="")

    def _counted_steps(self) -> tuple[Step, ...]:
        fates = self.folded.fates
        steps = self.records.steps.get(self.record, ())
        return tuple(
            step for step in steps if fates.get(step.id, ("",))[0] in ("counted", "waiting")
        )

    # ------------------------------------------------------------ statements

    def _statements(self) -> tuple[StatementView, ...]:
        stated_ = self.records.consent.statements(self.record)
        by_id = {each.act.id: each for each in stated_}
        replaced = {}
        for each in stated_:
            old = by_id.get(each.act.body.get("replaces", ""))
            if (
                each.counted
                and old is not None
                and old.act.party == each.act.party
                and self.records.saw(each.number, old.number)
            ):
                replaced[old.act.id] = each.act.id
        steps = {step.id: step for step in self.records.steps.get(self.record, ())}
        return tuple(self._statement(each, steps.get(each.act.id), replaced) for each in stated_)

    def _statement(
        self, each: Stated, step: Step | None, replaced: Mapping[str, str]
    ) -> StatementView:
        act, body = each.act, each.act.body
        fate, why = self._fate(each, step, replaced)
        content = body.get("content")
        return StatementView(
            id=act.id, party=step.party if step else act.party, recorded_by=act.party, office=act.office,
            topic=body["topic"], time=act.time, fate=fate, why=why, version=body.get("version") or (step.on if step else None),
            replaces=body.get("replaces"), step=step.code if step else None, leg=step.leg if step else None,
            content=content["sha256"] if content else None, data=body.get("data", {}),
        )  # fmt: skip

    def _fate(
        self, each: Stated, step: Step | None, replaced: Mapping[str, str]
    ) -> tuple[str, str | None]:
        if not each.counted:
            return "refused", "fork"
        if each.act.id in replaced:
            return "replaced", replaced[each.act.id]
        if step is not None:
            return self.folded.fates.get(step.id, ("refused", step.wrong))
        if each.act.body["topic"] not in TOPICS:
            return "unknown", None
        return ("late", None) if each.late else ("counted", None)

    def _beside(self, told: tuple[StatementView, ...]) -> dict[str, tuple[StatementView, ...]]:
        parties = (
            *self.records.sides,
            *sorted({one.party for one in told} - set(self.records.sides)),
        )
        return {party: tuple(one for one in told if one.party == party) for party in parties}

    def _silence(self) -> dict[str, Silence]:
        words = self.records.words.get(self.record, {})
        return {
            party: self._silent(party, words[party].time if party in words else None)
            for party in self.records.sides
        }

    def _silent(self, party: str, spoke: str | None) -> Silence:
        since = spoke or self._begun()
        days = age_in_days(since, as_of=self.as_of) if self.as_of and since else None
        return Silence(party=party, since=since, spoke=spoke is not None, days=days)

    # ------------------------------------------------------------ tracks, legs, moves

    def _track(self, name: str, track: Track) -> TrackView:
        shown = TrackView(
            name=name, state=track.state, since=self._time(track.since) if track.since else self._begun(),
            moved_by=track.moved_by, moves=self._moves(name, track),
            pending={code: tuple(sorted(told)) for (code, _), told in track.pending.items()},
        )  # fmt: skip
        if name not in self.folded.legs:
            return shown
        leg: Mapping[str, Any] = next(
            (one for one in stated(self.fields, "legs") or () if one["party"] == name), {}
        )
        due, ended = (
            leg.get("due"),
            track.state in ("reported_done", "verified", *self.lifecycle.ends),
        )
        late = None
        if due is not None and self.as_of is not None:
            late = not ended and overdue(due, party=name, as_of=self.as_of, offsets=self.offsets)
        told = tuple(one for one in self.told if one.leg == name or one.data.get("leg") == name)
        return replace(
            shown,
            party=name,
            due=due,
            overdue=late,
            text=leg.get("duty"),
            statements=self._beside(told),
        )

    def _moves(self, name: str, track: Track) -> tuple[Move, ...]:
        """List who is waited for on a track: the first step forward in the table, and whose it is."""
        if not self.folded.chain or not self._track_is_due(name):
            return ()
        rows = [
            row
            for row in self.lifecycle.rows
            if row.track == (LEG if name in self.folded.legs else name)
        ]
        row = next((row for row in rows if track.state in row.before and _is_forward(row)), None)
        if row is None:
            return ()
        told = track.pending.get((row.step, self.folded.chain[-1]), {})
        return tuple(
            Move(party=party, what=row.step, record=self.record, track=name, version=self.folded.chain[-1], offices=row.offices)
            for party in self._parties_for(row, name, track) if party not in told
        )  # fmt: skip

    def _track_is_due(self, name: str) -> bool:
        main = self.folded.tracks.get(MAIN)
        if main is None or name == MAIN:
            return True
        return (
            main.state in DONE
            if name == "aftermath"
            else main.state not in self.lifecycle.ends | DONE
        )

    def _parties_for(self, row: Row, name: str, track: Track) -> tuple[str, ...]:
        leg = name if name in self.folded.legs else None
        host = host_of(self.fields) if self.lifecycle.kind == "activity" else None
        author = self.records.consent.proposed(self.folded.chain[-1]).party
        everyone = (*self.records.sides, *((leg,) if leg and leg not in self.records.sides else ()))
        return tuple(
            party for party in everyone
            if is_theirs(row, party=party, leg=leg, track=track, author=author, host=host)
        )  # fmt: skip

    def _waiting(self, tracks: Mapping[str, TrackView]) -> tuple[Move, ...]:
        answers = [
            Move(party=party, what="answer", record=self.record, version=one.id)
            for one in self.versions if one.state == "open"
            for party in self.records.sides if party not in one.signed
        ]  # fmt: skip
        ended = self.folded.state in self.lifecycle.ends
        return tuple(answers) + tuple(
            () if ended else (move for track in tracks.values() for move in track.moves)
        )

    def _due_changes(self) -> tuple[tuple[str, str], ...]:
        """List the due dates the legs had in earlier agreed versions, where the next one changed them."""
        changes: list[tuple[str, str]] = []
        dues = [self._dues(version) for version in self.folded.chain]
        for before, after in itertools.pairwise(dues):
            changes += [(party, due) for party, due in before.items() if after.get(party) != due]
        return tuple(changes)

    def _dues(self, version: str) -> dict[str, str]:
        legs = self.records.duties(version)
        return {leg["party"]: leg["due"] for leg in legs if "due" in leg}

    def _gaps(self) -> tuple[str, ...]:
        """Name what an activity lacks before it can be accepted, or confirmed."""
        if (
            self.kind != "activity"
            or self.content is None
            or self.folded.state in self.lifecycle.ends | DONE
        ):
            return ()
        case = Case(
            party="", step="confirm", record=self.record, sides=self.records.sides, world=Past(self.records, None),
            fields=self.fields, states={name: track.state for name, track in self.folded.tracks.items()},
        )  # fmt: skip
        return confirmation_gaps(case) if self.folded.chain else acceptance_gaps(case)


def _is_forward(row: Row) -> bool:
    return (
        row.who not in ("version", "computed") and row.after != STAYS and row.precedence == FORWARD
        and row.step not in OPTIONAL
    )  # fmt: skip
