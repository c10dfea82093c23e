"""The records of one channel: their versions, contents and steps, as of any act's past.

Steps are judged once each, causes first, in the past of their act; the outcome is part of the
step from then on, whatever arrives later. ``at`` is the arrival number of an act whose past is
meant, or None for everything that counts.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mithaq.agreement.contents import ABSENT, Contents, Reading
from mithaq.agreement.fold import Folded, Setting, fold
from mithaq.agreement.judge import wrong_step
from mithaq.agreement.lifecycles import lifecycle_of
from mithaq.agreement.lifecycles.activity import TRACKS_OF_FORM
from mithaq.agreement.lifecycles.case import Case
from mithaq.agreement.lifecycles.table import MAIN
from mithaq.agreement.step import Step, read_step
from mithaq.agreement.value import stated
from mithaq.agreement.vocabulary.activity_types import FORM_OF
from mithaq.agreement.world import Past

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mithaq.record.act import Act
    from mithaq.record.channel import Channel

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a step, or a reader, has before it: the agreed versions and the one that holds.

    While none is agreed that is the version the step is on, or the one shown; ``kind`` is that of
    the first readable agreed version, else of this one.
    """

    chain: tuple[str, ...]
    version: str | None
    kind: str | None


class Records:
    """What the acts taken so far say, record by record."""

    def __init__(
        self,
        channel: Channel,
        source: Callable[[str], bytes | None],
        stamp: Callable[[], object] | None = None,
    ) -> None:
        self.channel = channel
        self.consent = channel.consent
        self.sides = channel.charter.ids
        self.single = len(self.sides) == 1
        self.contents = Contents(source, parties=len(self.sides), stamp=stamp)
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
        """Name the record an act with effect is about.

        A void answer may name a version it has not seen, which is here or not by chance.
        """
        if act.kind == "statement":
            return str(act.body["record"])
        if self.consent.void(act.id) is not None:
            return None
        if act.kind == "propose":
            return str(act.body["record"])
        if act.kind in ("accept", "decline", "withdraw"):
            return self.consent.proposed(act.body["version"]).record
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

    def kind(self, record: str) -> str | None:
        """Give the kind of a record; None where no content of it can be read."""
        return self.subject(record).kind

    def subject(self, record: str, at: int | None = None, *, on: str | None = None) -> Subject:
        """Say what holds of a record in a past or now; ``on`` is the version a step is on."""
        chain = self.chain(record, at)
        if chain:
            return Subject(chain=chain, version=chain[-1], kind=self._kind(chain))
        if on is not None:
            offered: tuple[str, ...] = (on,) if self._is_offered(on, record, at) else ()
        else:
            offered = self.by_rank(record, at)
        return Subject(chain=(), version=next(iter(offered), None), kind=self._kind(offered))

    def _kind(self, versions: tuple[str, ...]) -> str | None:
        contents = (self.reading(version).content for version in versions)
        return next((content.kind for content in contents if content is not None), None)

    def _is_offered(self, version: str, record: str, at: int | None) -> bool:
        """Tell whether a version is a valid proposal of the record, in the past or open now."""
        if not self._is_version(version):
            return False
        proposed = self.consent.proposed(version)
        if proposed.record != record:
            return False
        return (
            self.consent.status(version).state == "open"
            if at is None
            else self.saw(at, proposed.number)
        )

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """List the records of which some version's content is of ``kind``, sorted."""
        return tuple(sorted(self._kinds.get(kind, ())))

    def by_rank(self, record: str, at: int | None = None) -> tuple[str, ...]:
        """List the versions of a record in a past, or now with the open ones first.

        By the alternat of their proposers, the newest of each first.
        """
        rank = {party: place for place, party in enumerate(self.consent.alternat(record, 0))}
        offers = [self.consent.proposed(version) for version in self.consent.versions(record)]
        if at is not None:
            offers = [one for one in offers if self.saw(at, one.number)]
        closed = {
            one.id: at is None and self.consent.status(one.id).state != "open" for one in offers
        }
        seq = self.channel.past.seq
        offers.sort(key=lambda one: (closed[one.id], rank[one.party], -seq(one.number), one.id))
        return tuple(one.id for one in offers)

    def saw(self, later: int, earlier: int) -> bool:
        """Tell whether ``earlier`` lies in the past of ``later``."""
        return later != earlier and self.channel.past.reaches(later, earlier)

    # ------------------------------------------------------------ the fold

    def folded(self, record: str, at: int | None = None) -> Folded:
        """Fold the steps of a record, in a past or now."""
        if at is None:
            self.judge()
        return self._folded(record, at, self.subject(record, at))

    def _folded(
        self, record: str, at: int | None, subject: Subject, *, replacing: str | None = None
    ) -> Folded:
        """Fold the steps of a record, without the one that a step to be judged replaces."""
        outcome = fold(
            self._steps_in(record, at),
            chain=subject.chain,
            first=None if subject.chain else subject.version,
            setting=self._setting(record, subject, at),
            replacing=replacing,
        )
        return _without_idle(outcome, subject.kind, self.reading(subject.version))

    def judge(self) -> None:
        """Judge every step taken since the last time, causes first."""
        while self._judged < len(self._acts):
            act = self._acts[self._judged]
            self._judged += 1
            step = self._judged_step(act)
            insort(self.steps.setdefault(act.body["record"], []), step, key=self._order)

    def _order(self, step: Step) -> tuple[int, str]:
        """Give a step's place in the order of all nodes: causes first, whatever came first here."""
        return self.channel.past.weight(step.number), step.id

    def wrong(self, step: Step, *, record: str, at: int | None) -> str | None:
        """Give the code by which a step is refused in a past, or now at the door."""
        if not self.single and step.party != step.author:
            return "step.by"
        if at is None:
            self.judge()
        subject = self.subject(record, at, on=step.on)
        folded = self._folded(record, at, subject, replacing=step.replaces)
        content = self.reading(subject.version).content
        case = Case(
            party=step.party, step=step.code, record=record, sides=self.sides, world=Past(self, at), leg=step.leg,
            data=step.data, fields=content.fields if content else {},
            states={name: track.state for name, track in folded.tracks.items()},
            attached=step.attached if step.code == "report_done" else bool(content and content.attachments),
            told=self._told(record, "notify_procedures", at) if step.code == "confirm_entry" else {},
        )  # fmt: skip
        author = self.consent.proposed(subject.version).party if subject.version else ""
        in_hand = (subject.version,) if subject.version else ()
        return wrong_step(
            case,
            lifecycle=lifecycle_of(subject.kind),
            folded=folded,
            in_hand=in_hand,
            on=step.on,
            author=author,
        )

    def _is_version(self, version: str) -> bool:
        return version in self.signed and self.consent.void(version) is None

    def _judged_step(self, act: Act) -> Step:
        number, record = self.channel.past.find(bytes.fromhex(act.id)), act.body["record"]
        step = read_step(act, number=number)
        step = replace(step, place=self._place(step, record))
        if step.place > MOST_STEPS:
            return replace(step, wrong="step.limit", replaces=None)
        if step.replaces is not None and not self._may_replace(step, record):
            step = replace(step, replaces=None)
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

    def _setting(self, record: str, subject: Subject, at: int | None) -> Setting:
        lifecycle = lifecycle_of(subject.kind)
        listed = (
            lifecycle.kind == "activity"
            and bool(subject.chain)
            and self._listed(record, subject.chain, at)
        )
        return Setting(
            lifecycle=lifecycle, sides=self.sides, single=self.single, legs_of=self.legs, listed=listed, saw=self.saw,
            number_of=lambda act: self.channel.past.find(bytes.fromhex(act)),
            rank=lambda index: self.consent.alternat(record, index),
        )  # fmt: skip

    def legs(self, version: str) -> tuple[str, ...]:
        """Name the parties that owe something by a commitment's version, in the content's order."""
        return tuple(dict.fromkeys(leg["party"] for leg in self.duties(version)))

    def duties(self, version: str) -> tuple[Mapping[str, Any], ...]:
        """List the legs of a commitment's version.

        Another kind may have a field of that name which nobody looked at: it holds anything.
        """
        content = self.reading(version).content
        if content is None or content.kind != "commitment":
            return ()
        return tuple(stated(content.fields, "legs") or ())

    def _listed(self, record: str, chain: tuple[str, ...], at: int | None) -> bool:
        """Tell whether a signed programme pins any agreed version of the record."""
        agreed = {self.consent.proposed(version).content for version in chain}
        return any(
            self._pins(programme, record, agreed, at) for programme in self.of_kind("programme")
        )

    def _pins(self, programme: str, record: str, agreed: set[str], at: int | None) -> bool:
        subject = self.subject(programme, at)
        if not subject.chain or subject.kind != "programme":
            return False
        pins = [
            pin
            for version in subject.chain
            for pin in stated(self.reading(version).fields, "activities") or ()
        ]
        pinned = any(pin["record"] == record and pin["sha256"] in agreed for pin in pins)
        return pinned and self.folded(programme, at).state in _SIGNED


def _without_idle(outcome: Folded, kind: str | None, reading: Reading) -> Folded:
    """Drop the tracks that an activity of this form does not have."""
    if kind != "activity":
        return outcome
    form = FORM_OF.get(stated(reading.fields, "type") or "", "")
    wanted = (MAIN, *TRACKS_OF_FORM.get(form, ()))
    outcome.tracks = {name: track for name, track in outcome.tracks.items() if name in wanted}
    return outcome
