"""The demo's story, one step a function: do it, check that it held, say it in one line.

A step that finds anything else than what must be raises ``NotHeld``; a refusal that must come is
asked for with ``refused``. The facts are public ones told by the sources; what is marked EXAMPLE
is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mithaq.cli import samples, staging
from mithaq.cli.export import write
from mithaq.cli.staging import MOROCCO, PAKISTAN, Side, confirm, post, take
from mithaq.cli.verify import verify
from mithaq.desk import citing, registers, release, statements, upkeep, views
from mithaq.messages import sentence
from mithaq.messages.language import fill, in_use, ngettext
from mithaq.node.check import check
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from mithaq.desk.views import Page

FACTS = ("memorandum", "mechanism")
AREAS = (
    "training", "collective_training", "exercises", "cybersecurity", "defence_industry", "military_health",
    "expertise_exchange", "peacekeeping", "maritime_security",
)  # fmt: skip
PAST: tuple[str, ...] = ()
LEFT_WAITING = ("2027/IN/08", "2027/VI/10")
POSSIBLE_ONLY = "2027/CY/05"
COMMITMENT = "commitment/contacts"


class NotHeld(Exception):  # noqa: N818  (not an error of the program: the demo's own finding)
    """Something the story promises was otherwise."""


@dataclass(slots=True, kw_only=True)
class Stage:
    """What the story has made so far; ``joint`` gives joint records by their keys."""

    folder: Path
    ma: Side
    pk: Side
    channel: str = ""
    joint: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, object]] = field(default_factory=dict)

    def page(self, side: Side, key: str) -> Page:
        """Read a joint record as one side sees it."""
        return views.record(side.desk, side.officer, channel=self.channel, record=self.joint[key])

    def open_of(self, side: Side, key: str, party: str) -> str:
        """Give the open version of a record that ``party`` proposed."""
        found = [
            one.id
            for one in self.page(side, key).view.versions
            if one.state == "open" and one.party == party
        ]
        held(len(found) == 1, f"{key}: one open version of {party}, not {len(found)}")
        return found[0]

    def exchange(self) -> None:
        """Carry bundles both ways until neither side has anything new to say."""
        for _round in range(2):
            post(self.ma, self.pk, self.folder, channel=self.channel)
            post(self.pk, self.ma, self.folder, channel=self.channel)


def held(so: bool, what: str) -> None:  # noqa: FBT001  (it reads as a sentence)
    """Require that ``so``."""
    if not so:
        raise NotHeld(what)


def refused(what: Callable[[], object], *codes: str) -> str:
    """Require that ``what`` is refused with one of ``codes``; give the sentence a person reads."""
    try:
        what()
    except Refusal as refusal:
        held(refusal.code in codes, f"{refusal.code} instead of {codes[0]}")
        return sentence(refusal, in_use())[0]
    raise NotHeld(f"no refusal {codes[0]}")


# ------------------------------------------------------------------ one side alone


def file_texts(stage: Stage) -> str:
    """File the texts, ours and the seeds' where they are present."""
    side, texts = stage.ma, [*samples.reports(), *samples.seeds()]
    for text in texts:
        fields = {
            "title": {"is": {text.language: {"text": text.title, "role": "working"}}},
            "language": {"is": text.language},
        }
        written = citing.file_source(
            side.desk, side.officer, data=text.data, name=text.name, fields=fields
        )  # type: ignore[arg-type]
        side.records[f"source/{text.key}"] = written.record
    return fill("{count} texts in five languages are filed as sources.", count=len(texts))


def register_facts(stage: Stage) -> str:
    """Put on the national register what the texts say."""
    for row in samples.load("register.json"):
        stage.ma.draft(row["key"], kind=row["kind"], typed=row["fields"])
    page = views.record(
        stage.ma.desk,
        stage.ma.officer,
        channel=stage.ma.desk.national(),
        record=stage.ma.records["memorandum"],
    )
    told = page.view.fields
    held(told["signed_on"].value == "2026-01-13", "the date of signature")
    held(
        not {"duration_months", "entry_rule", "signatories"} & set(told),
        "what no text states is not stated",
    )
    return fill(
        "{count} records are on Morocco's own register: the memorandum (signed {date}, Rabat), areas, mechanism, visits, "
        "exercises. Duration, entry into force, signatories: not stated, and shown so.",
        count=len(stage.ma.records), date=told["signed_on"].value,
    )  # fmt: skip


def cite_claims(stage: Stage) -> str:
    """Cite on each record what each text says of it, with its passage."""
    side = stage.ma
    known = {key.removeprefix("source/") for key in side.records if key.startswith("source/")}
    told = samples.claims(known)
    for one in told:
        citing.cite(
            side.desk, side.officer, record=side.records[one["about"]], source=side.records[f"source/{one['source']}"],
            quote=one["quote"], language=one["language"], modality=one["modality"], field=one["says"], value=one.get("value"),
        )  # fmt: skip
    statuses = {one.get("value") for one in told if one["about"] == "area/cybersecurity"}
    dates = {one.get("value") for one in told if one["about"] == "visit/air-inspector"}
    held(
        statuses == {"agreed", "possible"} and dates == {"2023-10", "2024-11"},
        "the sources' differences are kept",
    )
    return fill(
        "{count} passages are cited. Cybersecurity: contained by some texts, only possible by others. One visit: October "
        "2023 by some, November 2024 by others. All are kept, none is chosen.",
        count=len(told),
    )  # fmt: skip


def draft_programme(stage: Stage) -> str:
    """Put the example programme on the national register."""
    programme = samples.load("programme-2027.json")
    for row in programme["activities"]:
        stage.ma.draft(row["ref"], kind="activity", typed=samples.activity(row))
        stage.rows[row["ref"]] = row
    pinned = [ref for ref in stage.rows if ref not in {*LEFT_WAITING, POSSIBLE_ONLY}]
    typed = [
        f"title:en={programme['title']}",
        f"year={programme['year']}",
        *[f"activities=@{ref}" for ref in pinned],
    ]
    stage.ma.draft("programme", kind="programme", typed=typed)
    return fill("The EXAMPLE programme 2027 is drafted: {count} activities.", count=len(stage.rows))


# ------------------------------------------------------------------ two sides


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
    changes: Mapping[str, Mapping[str, object]] = {
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
            changes=changes[side.desk.party], confirm=confirm,  # type: ignore[arg-type]
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
    text = {"text": {"en": "No name has reached us yet (EXAMPLE)."}}
    statements.step(
        stage.pk.desk,
        stage.pk.officer,
        channel=stage.channel,
        record=record,
        step="dispute",
        leg=MOROCCO,
        more=text,
        confirm=confirm,
    )  # type: ignore[arg-type]
    stage.exchange()
    legs = {party: leg.state for party, leg in stage.page(stage.pk, COMMITMENT).legs}
    held(legs == {MOROCCO: "disputed", PAKISTAN: "verified"}, f"the two parts: {legs}")
    return fill(
        "One commitment, two parts: Pakistan's is verified by Morocco, Morocco's is disputed by Pakistan. {refusal}",
        refusal=said,
    )


def _report_done(stage: Stage, side: Side, record: str) -> None:
    party = side.desk.party
    office = {"office": {"en": "Training bureau (EXAMPLE)"}}
    done = {"text": {"en": "The name was sent by letter (EXAMPLE)."}}
    for step, more in (("acknowledge", office), ("start", {}), ("report_done", done)):
        statements.step(
            side.desk,
            side.officer,
            channel=stage.channel,
            record=record,
            step=step,
            leg=party,
            more=more,
            confirm=confirm,  # type: ignore[arg-type]
        )


# ------------------------------------------------------------------ proof


def compare(stage: Stage) -> str:
    """Both standings are the same."""
    stage.exchange()
    ours, theirs = (
        views.standing(side.desk, channel=stage.channel) for side in (stage.ma, stage.pk)
    )
    held(ours == theirs, "the two standings are equal")
    held(not ours["absent"] and not ours["forks"], "nothing is absent, nobody forked")
    return fill(
        "The two standings are equal: agreed {agreed}, standing {standing}",
        agreed=ours["agreed"][:16],
        standing=ours["standing"][:16],
    )


def open_again(stage: Stage) -> str:
    """Every bundle opened once more, in the wrong order, changes nothing."""
    before = views.standing(stage.pk.desk, channel=stage.channel)
    files = sorted(stage.folder.glob(f"{MOROCCO}-{PAKISTAN}-*"), reverse=True)
    for file in files:
        take(stage.pk, file)
    held(
        views.standing(stage.pk.desk, channel=stage.channel) == before,
        "opening again changes nothing",
    )
    said = refused(lambda: take(stage.ma, files[0]), "node.sealed")
    count = len(files)
    again = ngettext(
        "{count} bundle is opened again", "{count} bundles are opened again, backwards", count
    ).format(count=count)
    return fill("{again}: nothing changed. By the wrong side: {refusal}", again=again, refusal=said)


def check_stores(stage: Stage) -> str:
    """Both stores hold what was signed."""
    acts = 0
    for side in (stage.ma, stage.pk):
        found = check(side.node.store)
        held(not found.findings, f"no damage, not {[one.code for one in found.findings]}")
        acts += found.acts
    return fill(
        "Both stores are checked, every signature again: {count} acts, no damage.", count=acts
    )


def export_verify(stage: Stage) -> str:
    """A third person verifies the export, without a node."""
    write(
        upkeep.export(stage.ma.desk, stage.ma.releaser, channel=stage.channel),
        stage.folder / "export",
    )
    verified = verify(stage.folder / "export", channel=stage.channel)
    held(
        verified.agreed == views.standing(stage.pk.desk, channel=stage.channel)["agreed"],
        "the export agrees with both nodes",
    )
    return fill(
        "Exported as plain files; a third person verifies it without a node: {acts} acts, {files} files, sound.",
        acts=sum(verified.acts.values()),
        files=verified.blobs,
    )


def flip(stage: Stage) -> str:
    """One byte changed is refused, by name and place."""
    acts = stage.folder / "export" / "acts.jsonl"
    good = acts.read_bytes()
    at = len(good) // 2
    acts.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
    try:
        said = refused(
            lambda: verify(stage.folder / "export"),
            "E_HASH",
            "E_JSON",
            "E_B64",
            "E_CANON",
            "E_SIG",
            "E_FIELD",
        )
    finally:
        acts.write_bytes(good)
    verify(stage.folder / "export")
    return fill("One bit of it flipped: {refusal} Put back: sound again.", refusal=said)


STEPS: tuple[Callable[[Stage], str], ...] = (
    file_texts, register_facts, cite_claims, draft_programme, pair_sides, release_by_two, answer, settle_counter,
    cross, sign_programme, differ, compare, open_again, check_stores, export_verify, flip,
)  # fmt: skip
