"""The demo, two sides: they pair, answer, cross, sign, and differ.

A step does one thing, checks that it held, and says it in one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import staging
from mithaq.cli.staging import MOROCCO, PAKISTAN, Side, confirm, post
from mithaq.desk import registers, release, statements, views
from mithaq.messages.language import fill

if TYPE_CHECKING:
    from mithaq.record.canonical import JSON


from mithaq.cli.demo_alone import LEFT_WAITING, POSSIBLE_ONLY
from mithaq.cli.stage import Stage, held, refused

FACTS = ("memorandum", "mechanism")
AREAS = (
    "training", "collective_training", "exercises", "cybersecurity", "defence_industry", "military_health",
    "expertise_exchange", "peacekeeping", "maritime_security",
)  # fmt: skip
PAST = (
    "visit/minister", "visit/army-chief", "exercise/special-forces", "exercise/international", "exercise/counter-terrorism",
)  # fmt: skip
COMMITMENT = "commitment/contacts"


def pair_sides(stage: Stage) -> str:
    """Pair the two nodes by files and a fingerprint."""
    stage.channel, fingerprint = staging.pair(stage.ma, stage.pk, stage.folder)
    return fill(
        "The two nodes are paired by files; the fingerprint read out: {digits}", digits=fingerprint
    )


def release_by_two(stage: Stage) -> str:
    """Release by two people; one alone is refused."""
    side = stage.ma
    keys = [*FACTS, *[f"area/{one}" for one in AREAS], *PAST, *stage.rows, COMMITMENT, "programme"]
    request = release.request(
        side.desk, side.officer, channel=stage.channel, records=[side.records[key] for key in keys]
    )
    both = staging.one_person(side)
    said = refused(
        lambda: release.release(side.desk, both, request=request.id), "release.two_people"
    )
    release.release(side.desk, side.releaser, request=request.id)
    links = {
        one.private: one.record
        for one in views.register(side.desk, side.officer, channel=stage.channel)
    }
    stage.joint = {key: links[side.records[key]] for key in keys}
    return fill(
        "{count} records are released by a second person. One alone: {refusal}",
        count=len(keys),
        refusal=said,
    )


def answer(stage: Stage) -> str:
    """Pakistan opens the bundle and answers: accepts, counters, declines, leaves waiting."""
    post(stage.ma, stage.pk, stage.folder, channel=stage.channel)
    desk, who = stage.pk.desk, stage.pk.officer
    counted = (
        "area/cybersecurity",
        "area/peacekeeping",
        "area/maritime_security",
        *LEFT_WAITING,
        POSSIBLE_ONLY,
    )
    registers.counter(
        desk, who, channel=stage.channel, version=stage.open_of(stage.pk, "area/cybersecurity", MOROCCO),
        changes={"status": {"is": "possible"}}, confirm=confirm,
    )  # fmt: skip
    registers.decline(
        desk, who, channel=stage.channel, version=stage.open_of(stage.pk, "area/peacekeeping", MOROCCO),
        reason="One analyst said so; no text does.", confirm=confirm,
    )  # fmt: skip
    accepted = [key for key in stage.joint if key not in counted]
    # The programme comes last: what it pins must be agreed with it, in one transaction.
    versions = [stage.open_of(stage.pk, key, MOROCCO) for key in accepted]
    registers.accept(desk, who, channel=stage.channel, versions=versions)
    return fill(
        "Pakistan accepts {count}, proposes another wording for one, declines one with its reason, leaves {left} waiting.",
        count=len(accepted), left=len(counted) - 2,
    )  # fmt: skip


def settle_counter(stage: Stage) -> str:
    """Morocco accepts the other wording; an activity in an area that is only possible is refused."""
    post(stage.pk, stage.ma, stage.folder, channel=stage.channel)
    version = stage.open_of(stage.ma, "area/cybersecurity", PAKISTAN)
    registers.accept(stage.ma.desk, stage.ma.officer, channel=stage.channel, versions=[version])
    stage.exchange()
    page = stage.page(stage.pk, "area/cybersecurity")
    held(page.view.fields["status"].value == "possible", "cybersecurity is only possible")
    open_ = stage.open_of(stage.pk, POSSIBLE_ONLY, MOROCCO)
    said = refused(
        lambda: registers.accept(stage.pk.desk, stage.pk.officer, channel=stage.channel, versions=[open_]),
        "guard.area_agreed", "guard.ready_to_accept", "guard.unmet",
    )  # fmt: skip
    return fill(
        "Both agree that cybersecurity is only possible. An activity in it now: {refusal}",
        refusal=said,
    )


def cross(stage: Stage) -> str:
    """Both amend the mechanism at once; the same one stands on both sides."""
    changes: dict[str, dict[str, JSON]] = {
        MOROCCO: {"frequency_months": {"is": 12}},
        PAKISTAN: {
            "decision_rule": {
                "is": {"en": {"text": "by mutual consent (EXAMPLE)", "role": "working"}}
            }
        },
    }
    for side in (stage.ma, stage.pk):
        registers.amend(
            side.desk, side.officer, channel=stage.channel, record=stage.joint["mechanism"],
            changes=changes[side.desk.party], confirm=confirm,
        )  # fmt: skip
    stage.exchange()
    fates = [
        {one.id: (one.state, one.reason) for one in stage.page(side, "mechanism").view.versions}
        for side in (stage.ma, stage.pk)
    ]
    held(fates[0] == fates[1], "both sides see the same of the crossing")
    states = sorted(state for state, _reason in fates[0].values())
    held(
        states == ["agreed", "dead", "open"] and ("dead", "crossed") in fates[0].values(),
        f"one of two crossed: {states}",
    )
    return fill(
        "Both amend the mechanism at once: by the alternat one proposal waits for its answer, the other has crossed; the same on both sides."
    )


def agree_history(stage: Stage) -> str:
    """Both record that what they agreed as history took place."""
    for side in (stage.ma, stage.pk):
        for key in ("visit/army-chief", "exercise/international"):
            date = stage.page(side, key).view.fields["period"].value
            statements.step(
                side.desk,
                side.officer,
                channel=stage.channel,
                record=stage.joint[key],
                step="carry_out",
                more={"date": date},
            )
    stage.exchange()
    state = stage.page(stage.pk, "visit/army-chief").view.state
    held(state == "carried_out", f"the visit took place, not {state}")
    return fill(
        "{count} visits and exercises are agreed as history; the visit whose date the sources contest stays on Morocco's own register.",
        count=len(PAST),
    )


def sign_programme(stage: Stage) -> str:
    """Both sign the programme."""
    for side in (stage.ma, stage.pk):
        statements.step(
            side.desk,
            side.officer,
            channel=stage.channel,
            record=stage.joint["programme"],
            step="sign",
        )
        stage.exchange()
    page = stage.page(stage.ma, "programme")
    held(page.view.state == "signed", f"the programme is signed, not {page.view.state}")
    left = stage.page(stage.ma, LEFT_WAITING[0]).view.consent
    held(left == "open", "what is only proposed is not agreed")
    return fill(
        "Both sign the EXAMPLE programme; {count} proposed activities still wait and are shown so.",
        count=len(LEFT_WAITING) + 1,
    )


def differ(stage: Stage) -> str:
    """A commitment with two parts: one is disputed, the other verified; nobody verifies its own."""
    record = stage.joint[COMMITMENT]
    for side in (stage.ma, stage.pk):
        _report_done(stage, side, record)
    stage.exchange()
    said = refused(
        lambda: statements.verify(
            stage.ma.desk, stage.ma.officer, channel=stage.channel, record=record, leg=MOROCCO
        ),
        "desk.own_leg",
    )
    statements.verify(
        stage.ma.desk, stage.ma.officer, channel=stage.channel, record=record, leg=PAKISTAN
    )
    text: dict[str, JSON] = {"text": {"en": "No name has reached us yet (EXAMPLE)."}}
    statements.step(
        stage.pk.desk,
        stage.pk.officer,
        channel=stage.channel,
        record=record,
        step="dispute",
        leg=MOROCCO,
        more=text,
        confirm=confirm,
    )
    stage.exchange()
    legs = {party: leg.state for party, leg in stage.page(stage.pk, COMMITMENT).legs}
    held(legs == {MOROCCO: "disputed", PAKISTAN: "verified"}, f"the two parts: {legs}")
    return fill(
        "One commitment, two parts: Pakistan's is verified by Morocco, Morocco's is disputed by Pakistan. {refusal}",
        refusal=said,
    )


def _report_done(stage: Stage, side: Side, record: str) -> None:
    party = side.desk.party
    office: dict[str, JSON] = {"office": {"en": "Training bureau (EXAMPLE)"}}
    done: dict[str, JSON] = {"text": {"en": "The name was sent by letter (EXAMPLE)."}}
    for step, more in (("acknowledge", office), ("start", {}), ("report_done", done)):
        statements.step(
            side.desk,
            side.officer,
            channel=stage.channel,
            record=record,
            step=step,
            leg=party,
            more=more,
            confirm=confirm,
        )


STEPS = (
    pair_sides,
    release_by_two,
    answer,
    settle_counter,
    agree_history,
    cross,
    sign_programme,
    differ,
)
