"""The door for one's own acts: what would have no effect is refused before it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mithaq.agreement.contents import ABSENT, MALFORMED
from mithaq.agreement.kinds import check_content
from mithaq.agreement.lifecycles import lifecycle_of
from mithaq.agreement.lifecycles.case import Case
from mithaq.agreement.lifecycles.guards import unmet
from mithaq.agreement.lifecycles.table import LEG, MAIN
from mithaq.agreement.step import Step, is_record, step_of
from mithaq.agreement.vocabulary.states import NATIONAL_TOPICS
from mithaq.agreement.world import Past
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mithaq.agreement.records import Records

#: Topics that are words to be read: without a text there is nothing to show.
_WORDED = frozenset({"comment", "position", "progress", "contact"})


def check_statement(records: Records, *, party: str, office: str, body: Mapping[str, Any]) -> None:
    """Refuse a statement that would have no effect; see ``Standing.check_statement``."""
    topic, record = body["topic"], body["record"]
    if not is_record(record) or record not in records.words:
        raise Refusal("record.unknown", record=str(record))
    if not records.single and topic in NATIONAL_TOPICS:
        raise Refusal("statement.national", topic=topic)
    if topic == "step":
        _check_step(records, party=party, office=office, body=body)
    elif topic in _WORDED and not has_text(body["data"]) and "content" not in body:
        raise Refusal("statement.text", topic=topic)
    elif topic == "recall":
        _check_recall(records, party=party, version=body.get("version"))
    _check_replaces(records, party=party, body=body)


def has_text(data: Mapping[str, Any]) -> bool:
    """Tell whether ``data.text`` holds words in at least one language."""
    text = data.get("text")
    return isinstance(text, dict) and any(
        isinstance(one, str) and one.strip() for one in text.values()
    )


def _check_step(records: Records, *, party: str, office: str, body: Mapping[str, Any]) -> None:
    step = step_of(
        body, act="", number=len(records.channel.past), author=party, office=office, time=""
    )
    code = step.wrong or records.wrong(step, record=body["record"], at=None)
    if code is not None:
        folded = records.folded(body["record"])
        state = folded.tracks[step.leg].state if step.leg in folded.tracks else folded.state
        raise _refusal(code, step=step, state=state)
    if not records.single:
        _check_office(records, step=step, record=body["record"])


def _refusal(code: str, *, step: Step, state: str) -> Refusal:
    """Make the refusal of a code found by judging; each code has one sentence (``messages``)."""
    return Refusal(code, step=step.code, state=state, party=step.party, leg=step.leg or "")


def _check_office(records: Records, *, step: Step, record: str) -> None:
    lifecycle = lifecycle_of(records.kind(record))
    rows = [row for row in lifecycle.rows if row.step == step.code and row.offices]
    offices = sorted({office for row in rows for office in row.offices})
    if offices and step.office not in offices:
        raise Refusal("step.office", step=step.code, office=step.office, offices=", ".join(offices))


def _check_recall(records: Records, *, party: str, version: object) -> None:
    if (
        not isinstance(version, str)
        or version not in records.signed
        or records.consent.void(version) is not None
    ):
        raise Refusal("statement.recall", party=party)
    if records.consent.proposed(version).party != party:
        raise Refusal("statement.recall", party=party)


def _check_replaces(records: Records, *, party: str, body: Mapping[str, Any]) -> None:
    replaces = body.get("replaces")
    if replaces is None:
        return
    told = {each.act.id: each.act for each in records.consent.statements(body["record"])}
    if replaces not in told or told[replaces].party != party:
        raise Refusal("statement.replaces", replaces=str(replaces))


def check_accept(records: Records, version: str) -> None:
    """Refuse an acceptance before it is signed; see ``Standing.check_accept``."""
    try:
        proposed = records.consent.proposed(version)
    except KeyError:  # a void proposal is in the feed, and offers nothing
        raise Refusal("V_NOT_OPEN", version=version) from None
    reading = records.reading(version)
    if reading.state == ABSENT:
        raise Refusal("accept.absent", sha256=proposed.content)
    if reading.state == MALFORMED or reading.content is None:
        raise Refusal("accept.malformed", sha256=proposed.content, why=reading.why)
    check_content(reading.content, charter=records.channel.charter)
    chain = records.chain(proposed.record, None)
    kind = records.kind(proposed.record) if chain else reading.content.kind
    if kind is not None and kind != reading.content.kind:
        raise Refusal("accept.kind", kind=kind, offered=reading.content.kind)
    folded = records.folded(proposed.record)
    track = LEG if folded.legs else MAIN
    state = folded.state if not chain or track == LEG else folded.tracks[MAIN].state
    case = Case(
        party="", step="agree", record=proposed.record, sides=records.sides, world=Past(records, None),
        fields=reading.fields, states={name: one.state for name, one in folded.tracks.items()},
    )  # fmt: skip
    row = next(
        (row for row in lifecycle_of(kind).rows_for("agree", track=track) if state in row.before),
        None,
    )
    code = unmet(row.guard, case) if row else None
    if code is not None:
        raise Refusal(code, step="agree", state=state, party="", leg="")
