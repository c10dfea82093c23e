"""The records of one channel: their versions, contents and steps, as of any act's past.

Steps are judged once each, causes first, in the past of their act; the outcome is part of the
step from then on, whatever arrives later. ``at`` is the arrival number of an act whose past is
meant, or None for everything that counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mithaq.agreement.contents import ABSENT, Contents, Reading
from mithaq.agreement.fold import Folded, Setting, Step, fold
from mithaq.agreement.judge import wrong_step
from mithaq.agreement.lifecycles import lifecycle_of
from mithaq.agreement.lifecycles.activity import TRACKS_OF_FORM
from mithaq.agreement.lifecycles.case import Case
from mithaq.agreement.lifecycles.table import MAIN
from mithaq.agreement.value import stated
from mithaq.agreement.vocabulary.activity_types import FORM_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mithaq.record.act import Act
    from mithaq.record.channel import Channel

_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_RECORD = re.compile(r"[0-9a-f]{32}").fullmatch
_PARTY = re.compile(r"[a-z0-9.-]{1,64}").fullmatch
_SIGNED = frozenset({"signed", "executing", "mid_year_reviewed", "year_closed", "review_agreed"})
#: Each step is judged against all that went before it on its record: without a limit a hostile
#: feed could make that as slow as it liked. No honest record comes near.
MOST_STEPS = 256
_MISREAD = Reading(state=ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """The last thing a party said on a record."""

    seq: int
    id: str
    time: str


class Records:
    """What the acts taken so far say, record by record."""

    def __init__(self, channel: Channel, source: Callable[[str], bytes | None]) -> None:
        self.channel = channel
        self.consent = channel.consent
        self.sides = channel.charter.ids
        self.single = len(self.sides) == 1
        self.contents = Contents(source, parties=len(self.sides))
        self.signed: dict[str, tuple[str, str]] = {}
        self.words: dict[str, dict[str, Word]] = {}
        self.steps: dict[str, list[Step]] = {}
        self._acts: list[Act] = []
        self._judged = 0
        self._kinds: dict[str, set[str]] = {}

    # ------------------------------------------------------------ taking in

    def take(self, act: Act) -> None:
        """Take one act that the channel has admitted."""
        record = self._record_of(act)
        if record is None:
            return
        words = self.words.setdefault(record, {})
        word = Word(seq=act.seq, id=act.id, time=act.time)
        last = words.get(act.party)
        if last is None or (last.seq, last.id) < (word.seq, word.id):
            words[act.party] = word
        if act.kind == "propose":
            self.signed[act.id] = (act.office, act.time)
            self._index(act.body["content"]["sha256"], record)
        elif act.kind == "statement" and act.body["topic"] == "step":
            self._acts.append(act)

    def refresh(self) -> None:
        """Forget every content and judge every step again."""
        self.contents.forget()
        self.steps.clear()
        self._kinds.clear()
        self._judged = 0
        for version in self.signed:
            if self.consent.void(version) is None:
                proposed = self.consent.proposed(version)
                self._index(proposed.content, proposed.record)

    def _record_of(self, act: Act) -> str | None:
        if act.kind in ("propose", "statement"):
            return (
                str(act.body["record"])
                if act.kind == "statement" or self.consent.void(act.id) is None
                else None
            )
        if act.kind not in ("accept", "decline", "withdraw"):
            return None
        try:
            return self.consent.proposed(act.body["version"]).record
        except KeyError:
            return None

    def _index(self, sha256: str, record: str) -> None:
        content = self.contents.get(sha256).content
        if content is not None:
            self._kinds.setdefault(content.kind, set()).add(record)

    # ------------------------------------------------------------ versions and contents

    def chain(self, record: str, at: int | None) -> tuple[str, ...]:
        """List the agreed versions, oldest first, in a past or now."""
        if at is None:
            return tuple(self.consent.chain(record))
        version = self.consent.current_at(record, self.channel.past.id(at).hex())
        chain: list[str] = []
        while version is not None:
            chain.append(version)
            version = self.consent.proposed(version).base
        return tuple(reversed(chain))

    def reading(self, version: str | None) -> Reading:
        """Read a version's content; an absent one for no version."""
        return (
            _MISREAD
            if version is None
            else self.contents.get(self.consent.proposed(version).content)
        )

    def kind(self, record: str, at: int | None = None) -> str | None:
        """Give the kind of a record: that of its first agreed version, else of a readable proposal."""
        for version in (
            self.chain(record, at)[:1] or self.in_hand(record, at) or self._all_now(record, at)
        ):
            content = self.reading(version).content
            if content is not None:
                return content.kind
        return None

    def _all_now(self, record: str, at: int | None) -> tuple[str, ...]:
        return self.by_rank(record) if at is None else ()

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """List the records of which some version's content is of ``kind``, sorted."""
        return tuple(sorted(self._kinds.get(kind, ())))

    def in_hand(self, record: str, at: int | None) -> tuple[str, ...]:
        """List the versions a step may be on: the agreed one, or those proposed while none is."""
        chain = self.chain(record, at)
        if chain:
            return chain[-1:]
        versions = self.by_rank(record)
        if at is None:
            return tuple(each for each in versions if self.consent.status(each).state == "open")
        return tuple(each for each in versions if self.saw(at, self.consent.proposed(each).number))

    def by_rank(self, record: str) -> tuple[str, ...]:
        """List all versions by the alternat of their proposers, the newest of each first."""
        rank = {party: place for place, party in enumerate(self.consent.alternat(record, 0))}
        offers = [self.consent.proposed(version) for version in self.consent.versions(record)]
        seq = self.channel.past.seq
        return tuple(
            one.id
            for one in sorted(offers, key=lambda one: (rank[one.party], -seq(one.number), one.id))
        )

    def saw(self, later: int, earlier: int) -> bool:
        """Tell whether ``earlier`` lies in the past of ``later``."""
        return later != earlier and self.channel.past.reaches(later, earlier)

    # ------------------------------------------------------------ the fold

    def folded(self, record: str, at: int | None = None, *, replacing: str | None = None) -> Folded:
        """Fold the steps of a record, in a past or now, without the step that is being replaced."""
        if at is None:
            self.judge()
        chain, kind = self.chain(record, at), self.kind(record, at)
        first = None if chain else next(iter(self.in_hand(record, at)), None)
        outcome = fold(
            self._steps_in(record, at),
            chain=chain,
            first=first,
            setting=self._setting(record, kind, chain, at),
            replacing=replacing,
        )
        return _without_idle(outcome, kind, self.reading(chain[-1] if chain else first))

    def judge(self) -> None:
        """Judge every step taken since the last time, causes first."""
        while self._judged < len(self._acts):
            act = self._acts[self._judged]
            self._judged += 1
            step = self._judged_step(act)
            self.steps.setdefault(act.body["record"], []).append(step)

    def case(self, step: Step, *, record: str, at: int | None, folded: Folded) -> Case:
        """Put a step before its guard, with the world as it stood."""
        version = folded.chain[-1] if folded.chain else step.on
        content = self.reading(version).content if self._is_version(version) else None
        return Case(
            party=step.party, step=step.code, record=record, sides=self.sides, world=Past(self, at), leg=step.leg,
            data=step.data, fields=content.fields if content else {},
            states={name: track.state for name, track in folded.tracks.items()},
            attached=step.attached if step.code == "report_done" else bool(content and content.attachments),
            told=self._told(record, "notify_procedures", at) if step.code == "confirm_entry" else {},
        )  # fmt: skip

    def wrong(self, step: Step, *, record: str, at: int | None) -> str | None:
        """Give the code by which a step is refused in a past, or now at the door."""
        if not self.single and step.party != step.author:
            return "step.by"
        folded = self.folded(record, at, replacing=step.replaces)
        lifecycle = lifecycle_of(self.kind(record, at))
        author = self.consent.proposed(step.on).party if self._is_version(step.on) else ""
        return wrong_step(
            self.case(step, record=record, at=at, folded=folded), lifecycle=lifecycle, folded=folded,
            in_hand=self.in_hand(record, at), on=step.on, author=author,
        )  # fmt: skip

    def _is_version(self, version: str) -> bool:
        return version in self.signed and self.consent.void(version) is None

    def _judged_step(self, act: Act) -> Step:
        number, record = self.channel.past.find(bytes.fromhex(act.id)), act.body["record"]
        step = read_step(act, number=number)
        step = replace(step, place=self._place(step, record))
        if step.replaces is not None and not self._may_replace(step, record):
            step = replace(step, replaces=None)
        if step.place > MOST_STEPS:
            return replace(step, wrong="step.limit", replaces=None)
        if step.wrong is None and self.consent.late(act.id):
            step = replace(step, wrong="step.version")
        if step.wrong is None:
            step = replace(step, index=len(self.chain(record, number)))
            step = replace(step, wrong=self.wrong(step, record=record, at=number))
        return step

    def _place(self, step: Step, record: str) -> int:
        """Count the steps of one's own on the record in the act's past, and itself."""
        mine = (each for each in reversed(self.steps.get(record, ())) if each.author == step.author)
        before = next((each for each in mine if self.saw(step.number, each.number)), None)
        return before.place + 1 if before else 1

    def _may_replace(self, step: Step, record: str) -> bool:
        old = next((each for each in self.steps.get(record, ()) if each.id == step.replaces), None)
        return old is not None and old.author == step.author and self.saw(step.number, old.number)

    def _steps_in(self, record: str, at: int | None) -> list[Step]:
        taken = self.steps.get(record, ())
        if at is None:
            return [step for step in taken if self.consent.counts(step.id)]
        return [step for step in taken if self.saw(at, step.number)]

    def _told(
        self, record: str, code: str, at: int | None
    ) -> dict[str, tuple[Mapping[str, Any], ...]]:
        told: dict[str, tuple[Mapping[str, Any], ...]] = {}
        for step in self._steps_in(record, at):
            if step.code == code and step.wrong is None:
                told[step.party] = (*told.get(step.party, ()), step.data)
        return told

    def _setting(
        self, record: str, kind: str | None, chain: tuple[str, ...], at: int | None
    ) -> Setting:
        lifecycle = lifecycle_of(kind)
        listed = lifecycle.kind == "activity" and bool(chain) and self._listed(record, chain, at)
        return Setting(
            lifecycle=lifecycle, sides=self.sides, single=self.single, legs_of=self.legs, listed=listed, saw=self.saw,
            number_of=lambda act: self.channel.past.find(bytes.fromhex(act)),
            rank=lambda index: self.consent.alternat(record, index),
        )  # fmt: skip

    def legs(self, version: str) -> tuple[str, ...]:
        """Name the parties that owe something by a commitment's version, in the content's order."""
        legs = stated(self.reading(version).fields, "legs") or ()
        return tuple(dict.fromkeys(leg["party"] for leg in legs))

    def _listed(self, record: str, chain: tuple[str, ...], at: int | None) -> bool:
        """Tell whether a signed programme pins any agreed version of the record."""
        agreed = {self.consent.proposed(version).content for version in chain}
        return any(
            self._pins(programme, record, agreed, at) for programme in self.of_kind("programme")
        )

    def _pins(self, programme: str, record: str, agreed: set[str], at: int | None) -> bool:
        chain = self.chain(programme, at)
        if self.kind(programme, at) != "programme":
            return False
        pins = [
            pin
            for version in chain
            for pin in stated(self.reading(version).fields, "activities") or ()
        ]
        pinned = any(pin["record"] == record and pin["sha256"] in agreed for pin in pins)
        return pinned and self.folded(programme, at).state in _SIGNED


class Past:
    """The world of records as of one past; what guards may ask (``case.World``)."""

    __slots__ = ("_at", "_records")

    def __init__(self, records: Records, at: int | None) -> None:
        self._records = records
        self._at = at

    def kind(self, record: str) -> str | None:
        """Give the kind of a record's agreed content, or None."""
        chain = self._records.chain(record, self._at)
        content = self._records.reading(chain[-1]).content if chain else None
        return content.kind if content else None

    def fields(self, record: str) -> Mapping[str, Any] | None:
        """Give the fields of a record's agreed content; None if there is none to read."""
        chain = self._records.chain(record, self._at)
        content = self._records.reading(chain[-1]).content if chain else None
        return content.fields if content else None

    def content(self, record: str) -> str | None:
        """Give the hash of a record's agreed content, or None."""
        chain = self._records.chain(record, self._at)
        return self._records.consent.proposed(chain[-1]).content if chain else None

    def state(self, record: str) -> str:
        """Give where a record stood."""
        return self._records.folded(record, self._at).state

    def areas(self) -> Mapping[str, str]:
        """Give the status of each area agreed as a record; of two records of one area the lower id's."""
        found: dict[str, str] = {}
        for record in self._records.of_kind("area"):
            fields = (self.fields(record) if self.kind(record) == "area" else None) or {}
            code, status = stated(fields, "code"), stated(fields, "status")
            if code is not None and status is not None:
                found.setdefault(code, status)
        return found


def read_step(act: Act, *, number: int) -> Step:
    """Read a step out of its statement; one of the wrong form is kept with ``step.data``."""
    return step_of(
        act.body, act=act.id, number=number, author=act.party, office=act.office, time=act.time
    )


def step_of(
    body: Mapping[str, Any], *, act: str, number: int, author: str, office: str, time: str
) -> Step:
    """Read a step out of the body of a statement, signed or still to be."""
    data = body.get("data", {})
    code, on, leg, by = (data.get(name) for name in ("step", "on", "leg", "by"))
    good = isinstance(code, str) and isinstance(on, str) and bool(_HASH(on))
    good = good and all(
        name is None or (isinstance(name, str) and bool(_PARTY(name))) for name in (leg, by)
    )
    good = good and body.get("version", on) == on
    return Step(
        id=act, number=number, party=by if good and by else author, author=author,
        code=code if isinstance(code, str) else "", time=time, office=office, on=on if good else "", index=0,
        leg=leg if good else None, replaces=body.get("replaces"), wrong=None if good else "step.data", data=data,
        attached="content" in body,
    )  # fmt: skip


def _without_idle(outcome: Folded, kind: str | None, reading: Reading) -> Folded:
    """Drop the tracks that an activity of this form does not have."""
    if kind != "activity":
        return outcome
    form = FORM_OF.get(stated(reading.fields, "type") or "", "")
    wanted = (MAIN, *TRACKS_OF_FORM.get(form, ()))
    outcome.tracks = {name: track for name, track in outcome.tracks.items() if name in wanted}
    return outcome


def is_record(text: object) -> bool:
    """Tell whether ``text`` has the form of a record id."""
    return isinstance(text, str) and bool(_RECORD(text))
