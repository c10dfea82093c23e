"""Paper: what was signed by hand, and answers that came on paper (decision 11).

What a national record says of a paper (when, where and by whom it was signed, its scan) is
"recorded by us", each entry with its basis: the original seen, a copy, the press. After pairing
it is released like anything else, and the other side agrees the *transcription*; Mithaq's
signature is never the treaty's. A partner that never connects answers on paper: a national
statement, with the scan where there is one, says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mithaq.agreement.calendar import parse_date
from mithaq.record.act import Act
from mithaq.record.canonical import JSON
from mithaq.record.refusal import Refusal

from . import citing, registers, sight, statements, wording
from .desk import Desk, Who
from .wording import Attachment, Written

PAPER = "paper"
ANSWERS = ("accepted", "declined", "signed")


def transcribe(
    desk: Desk,
    who: Who,
    *,
    record: str,
    basis: str,
    signed_on: str | None = None,
    place: Mapping[str, JSON] | None = None,
    signatories: Sequence[Mapping[str, JSON]] | None = None,
    scan: Attachment | None = None,
) -> Written:
    """Put on a national record what its paper says, and whence it is known.

    What is left out stays as it was. ``scan`` is shelved already (``wording.file``).
    Raises ``desk.no_record``, ``desk.no_right``, ``content.*``.
    """
    people: list[JSON] | None = None if signatories is None else [dict(one) for one in signatories]
    said: dict[str, JSON] = {
        "signed_on": signed_on,
        "place": None if place is None else dict(place),
        "signatories": people,
        "basis": basis,
    }
    changes: dict[str, JSON] = {name: {"is": one} for name, one in said.items() if one is not None}
    _, old = sight.current(desk, who, channel=desk.national(), record=record)
    desk.office(who, "paper", old.kind)
    files = None if scan is None else (*old.attachments, scan)
    return registers.amend(
        desk, who, channel=desk.national(), record=record, changes=changes, attachments=files
    )


def answered(
    desk: Desk,
    who: Who,
    *,
    record: str,
    party: str,
    answer: str,
    on: str,
    basis: str,
    text: Mapping[str, str] | None = None,
    scan: Attachment | None = None,
    channel: str | None = None,
) -> Act:
    """Record that another party answered on paper: "their consent on paper, recorded by us".

    ``channel`` is where the record lives, national if left out; the statement is national.
    Raises ``desk.no_record``, ``desk.no_right``, ``desk.paper_answer``, ``desk.paper_ours``,
    ``date.*``.
    """
    if answer not in ANSWERS:
        raise Refusal("desk.paper_answer", answer=answer)
    if party == desk.party:
        raise Refusal("desk.paper_ours", party=party)
    parse_date(on)
    data: dict[str, JSON] = {"party": party, "answer": answer, "on": on, "basis": basis}
    if text:
        data["text"] = dict(text)
    if scan is not None:
        data["file"] = {"name": scan["name"]}
    return citing.aside(
        desk,
        who,
        about=channel,
        record=record,
        topic=PAPER,
        verb="paper",
        data=data,
        content=None if scan is None else wording.bare(scan),
    )


def signed(
    desk: Desk,
    who: Who,
    *,
    record: str,
    by: str,
    step: str = "sign",
    more: Mapping[str, JSON] | None = None,
) -> Act:
    """Record nationally a step that a party took on paper: ours or, "recorded by us", theirs."""
    return statements.step(
        desk, who, channel=desk.national(), record=record, step=step, by=by, more=more
    )
