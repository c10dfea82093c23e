"""Laws 1 and 4: the same standing in any order of arrival, and with the parties renamed."""

from __future__ import annotations

import random

import pytest

from mithaq.agreement.lifecycles import LIFECYCLES
from mithaq.record.canonical import canonical, parse
from tests.agreement.make import Pair, activity, commitment, content, instrument, said, words
from tests.record.make import Author, record_id

SCHEDULES = 24
BLOBS = {
    "commitment": lambda dice, names: commitment(due=f"20{dice.randint(20, 40)}", parties=tuple(sorted(dice.sample(names, 2)))),
    "activity": lambda dice, names: activity(
        dice.choice(["seminar", "field_training_exercise", "high_level_visit", "course"]), host=dice.choice([*names, "all"]),
        contacts=[{"party": name, "office": words(name)} for name in names], edition=dice.randint(1, 99),
    ),
    "instrument": lambda dice, names: instrument(
        signatories=[{"party": name} for name in names], note=words(str(dice.random())), entry_rule="on_signature"
    ),
    "body": lambda dice, names: content("body", title=words(str(dice.random())), mandate=words("x")),
}  # fmt: skip


class Schedule:
    """Random acts of parties that see each other late, tell half-truths, and repeat themselves.

    What is drawn never depends on a party's name, only on its place, so that two runs with the
    same seed and other names do the same.
    """

    def __init__(self, names: tuple[str, ...], seed: int, *, acts: int = 40) -> None:
        self.dice = random.Random(seed)
        self.pair = Pair(names=names)
        self.names = list(names)
        self.versions: list = []
        self.steps: list = []
        for _ in range(acts):
            self.one()

    def one(self) -> None:
        dice, party = self.dice, self.dice.choice(self.names)
        blind = tuple(name for name in self.names if dice.random() < 0.3)
        what = dice.random()
        if what < 0.2 or not self.versions:
            self.propose(party, blind)
        elif what < 0.4:
            self.pair.accept(party, dice.choice(self.versions[-4:]), blind=())
        elif what < 0.45:
            self.pair.state(party, self.name(), "comment", blind=blind, data={"text": said("word")})
        else:
            self.step(party, blind)

    def name(self) -> str:
        return self.dice.choice(list(BLOBS)) + str(self.dice.randint(0, 1))

    def propose(self, party: str, blind: tuple[str, ...]) -> None:
        name, keep = self.name(), self.dice.random() < 0.9
        blob = BLOBS[name[:-1]](self.dice, self.names)
        mine = [act for act in self.versions if act.body["record"] == record_id(name)]
        base = self.dice.choice([None, *mine[-2:]]) if mine else None
        self.versions.append(
            self.pair.propose(party, name, blob, base=base, keep=keep, blind=() if base else blind)
        )

    def step(self, party: str, blind: tuple[str, ...]) -> None:
        dice, on = self.dice, self.dice.choice(self.versions[-5:])
        name = next(
            name
            for name in (kind + n for kind in BLOBS for n in "01")
            if record_id(name) == on.body["record"]
        )
        code = dice.choice(LIFECYCLES[name[:-1]].steps)
        data = {
            "date": "2027",
            "reason": "other",
            "office": "desk",
            "text": said("x"),
            "participants": 3,
            "number": 1,
            "received": "2027",
        }
        data["section"] = {"head": words("x"), "contacts": [{"office": words("y")}]}
        data["record"] = {"record": record_id(self.name())}
        if dice.random() < 0.8:
            data["leg"] = dice.choice(self.names)
        mine = [
            step
            for step in self.steps
            if step.party == party and step.body["record"] == on.body["record"]
        ]
        old = mine[-1] if mine and dice.random() < 0.2 else None
        self.steps.append(
            self.pair.step(party, name, code, on, blind=() if old else blind, replaces=old, **data)
        )


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_the_same_acts_give_the_same_standing_in_any_order(seed):
    pair = Schedule(("ma", "pk") if seed % 3 else ("ma", "pk", "qa"), seed).pair
    wanted = pair.standing.as_json()
    assert parse(canonical(wanted)) == wanted
    for order in range(3):
        assert pair.in_another_order(seed * 7 + order).as_json() == wanted
    assert pair.in_another_order(seed).digest() == pair.standing.digest()


def shape(standing, names):
    """Give the states alone, with parties by their place."""
    place = {name: n for n, name in enumerate(names)}
    told = {}
    for record in standing.records():
        view = standing.record(record)
        tracks = {**view.tracks, **view.legs}
        fates = sorted(
            (place[one.party], one.step or one.topic, one.fate)
            for side in view.statements.values()
            for one in side
        )
        told[record] = (
            view.state,
            view.consent,
            {place.get(name, name): track.state for name, track in tracks.items()},
            fates,
        )
    return told


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_parties_renamed_at_their_places_stand_the_same(seed):
    names, others = (
        (("ma", "pk"), ("aa", "zz")) if seed % 3 else (("ma", "pk", "qa"), ("bb", "yy", "zz"))
    )
    one, other = Schedule(names, seed).pair.standing, Schedule(others, seed).pair.standing
    assert shape(one, names) == shape(other, others)


@pytest.mark.parametrize("leg", ["ma", "pk"])
def test_no_party_is_first_each_leg_is_worked_and_verified_alike(leg):
    pair, other = Pair(), {"ma": "pk", "pk": "ma"}[leg]
    on = pair.agree("c", commitment())
    for step, data in (
        ("acknowledge", {"office": "x"}),
        ("start", {}),
        ("report_done", {"text": said("x")}),
    ):
        pair.step(leg, "c", step, on, leg=leg, **data)
    own, theirs = (pair.step(party, "c", "verify", on, leg=leg) for party in (leg, other))
    fates = pair.fates("c")
    assert (fates[own.id], fates[theirs.id]) == (("refused", "step.party"), ("counted", None))


def test_schedules_reach_most_fates_and_states():
    fates, states = set(), set()
    for seed in range(SCHEDULES):
        standing = Schedule(("ma", "pk"), seed).pair.standing
        for record in standing.records():
            view = standing.record(record)
            states.add(view.state)
            fates |= {one.fate for side in view.statements.values() for one in side}
    assert {"counted", "waiting", "crossed", "replaced", "refused"} <= fates
    assert len(states) > 10


JUNK = (
    None,
    0,
    -1,
    True,
    "",
    "x" * 300,
    "zz",
    [],
    [None],
    {},
    {"record": "zz"},
    {"record": None},
    {"text": 5},
    [[[[]]]],
    {"en": []},
    2**53 - 1,
)
NAMES_OF_DATA = (
    "step",
    "on",
    "leg",
    "by",
    "date",
    "reason",
    "office",
    "text",
    "participants",
    "number",
    "received",
    "section",
    "record",
    "successor",
    "report",
    "review",
    "session",
    "evidence",
)


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_hostile_data_and_contents_stop_nobody_and_change_no_consent(seed):
    schedule = Schedule(("ma", "pk"), seed, acts=25)
    pair, dice = schedule.pair, schedule.dice
    consent = {record: pair.view_of(record).consent for record in pair.standing.records()}
    for _ in range(40):
        on = dice.choice(schedule.versions)
        name = next(
            kind + n for kind in BLOBS for n in "01" if record_id(kind + n) == on.body["record"]
        )
        data = {"step": dice.choice(LIFECYCLES[name[:-1]].steps), "on": on.id, "leg": "pk"}
        for key in dice.sample(NAMES_OF_DATA, dice.randint(0, 6)):
            data[key] = dice.choice(JUNK)
        topic = dice.choice(["step", "step", "step", "comment", "recall", "progress", "x-odd"])
        pair.state(
            dice.choice(pair.names),
            name,
            topic,
            data=data,
            **({"version": on.id} if dice.random() < 0.5 else {}),
        )
    for kind, fields in HOSTILE:
        pair.propose("pk", kind + "0", content(kind, **fields))
    for day in (None, "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        for record in pair.standing.records():
            view = pair.standing.record(record, as_of=day)
            assert (
                consent.get(record, "none") in ("none", view.consent)
                or view.consent == "acknowledged"
            )
    assert pair.in_another_order(seed).as_json() == pair.standing.as_json()


HOSTILE = (
    ("instrument", {"title": words("x"), "duration_months": 2**53 - 1, "renewal_months": 1, "entry_rule": "on_date", "entry_date": "0001"}),
    ("instrument", {"title": words("x"), "entry_delay_days": 2**53 - 1, "entry_rule": "on_date", "entry_date": "9998", "notice_months": 2**53 - 1}),
    ("commitment", {"title": words("x"), "legs": [{"party": "pk", "due": "9998-12-31"}, {"party": "pk"}, {"party": "zz"}]}),
    ("body", {"title": words("x"), "frequency_months": 2**53 - 1}),
    ("activity", {"title": words("x"), "type": "x-pk-odd", "host": "nobody", "areas": ["x-zz-y"]}),
    ("activity", {"title": 5}),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_a_fork_stands_the_same_in_any_order(seed):
    schedule = Schedule(("ma", "pk") if seed % 2 else ("ma", "pk", "qa"), seed, acts=30)
    pair, dice = schedule.pair, schedule.dice
    party = dice.choice(pair.names)
    feed = pair.authors[party].feed
    other = Author(
        pair.charter, party, feed=feed[: dice.randint(1, len(feed))], on_act=pair._on_act
    )
    for on in dice.sample(schedule.versions, min(4, len(schedule.versions))):
        name = next(
            kind + n for kind in BLOBS for n in "01" if record_id(kind + n) == on.body["record"]
        )
        step = dice.choice(LIFECYCLES[name[:-1]].steps)
        other.state(
            name,
            "step",
            version=on.id,
            data={"step": step, "on": on.id, "leg": party, "reason": "other", "date": "2027"},
        )
        other.state(name, "comment", data={"text": said("on the other branch")})
    other.propose("commitment0", text=commitment(due="2041"))
    wanted = pair.standing.as_json()
    for order in range(3):
        assert pair.in_another_order(seed + order).as_json() == wanted
