"""Release: the only bridge from the national channel to a joint one (law 5, decision 6).

Rules, each enumerated in tests as a path one person might try (security K5):

* Whatever derives from a national record, and every file, claim and citation, crosses by two
  accounts: one requests, another releases; who releases wrote no version of it.
* A request is settled once, by a release or a refusal.
* What crosses is what the request previewed: if the national version, the joint base or a
  reference changed since, the release is refused (``release.drifted``).
* The content is rebuilt from its fields and salted from the joint channel's own stream, under a
  new record id; the national statement ``released`` links the two, and nothing joint does.
* The marking ceiling of the charter and the rules of the kind hold here as everywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from mithaq.agreement.kinds import check_content
from mithaq.record.act import Act
from mithaq.record.canonical import JSON
from mithaq.record.refusal import Refusal

from . import citing, leaving, pen, sight, statements, wording
from .desk import Desk, Who
from .leaving import Leaving, Preview
from .overlay import REFUSED, RELEASED, REQUESTED
from .references import rewritten
from .wording import Attachment, Written


def request(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    records: Sequence[str],
    leave: Sequence[str] = (),
) -> Act:
    """Ask for the release of a set of national records to ``channel``, as previewed now.

    Raises ``desk.no_right``, ``release.missing``, ``release.nothing``, ``content.*``.
    """
    shown = leaving.preview(desk, who, channel=channel, records=records, leave=leave)
    _check(desk, shown)
    office = _office(desk, who, verb="request_release", shown=shown)
    data: dict[str, JSON] = {
        "channel": channel,
        "records": list(records),
        "leave": list(leave),
        "digest": shown.digest,
    }
    return _say(desk, who, office=office, topic=REQUESTED, record=records[0], data=data)


def requested(desk: Desk, who: Who, *, request: str) -> Preview:
    """Preview again what an open request would release now.

    Raises ``release.no_request``, ``release.settled``, ``release.not_records``.
    """
    said = _open(desk, request=request)
    if "records" not in said:
        raise Refusal("release.not_records", request=request)
    return leaving.preview(
        desk,
        who,
        channel=str(said["channel"]),
        records=_texts(said["records"]),
        leave=_texts(said["leave"]),
    )


def release(desk: Desk, who: Who, *, request: str) -> tuple[Written, ...]:
    """Release what a colleague requested, all of the set or nothing.

    Raises ``desk.no_right``, ``release.two_people``, ``release.drifted``, ``release.settled``,
    ``release.missing``, ``content.*``.
    """
    with desk.transaction():
        said = _open(desk, request=request)
        shown = requested(desk, who, request=request)
        if shown.digest != said["digest"]:
            raise Refusal("release.drifted", request=request)
        _check(desk, shown)
        _two_people(desk, who, request=request, shown=shown)
        office = _office(desk, who, verb="release", shown=shown)
        return _released(desk, who, request=request, office=office, shown=shown)


def refuse(desk: Desk, who: Who, *, request: str, reason: str) -> Act:
    """Refuse to release what a colleague requested; it stays national.

    Raises ``desk.no_right``, ``release.no_request``, ``release.settled``.
    """
    _open(desk, request=request)
    record = str(desk.overlay().requests[request].body["record"])
    office = desk.office(who, "release", "")
    data: dict[str, JSON] = {"request": request, "reason": reason}
    return _say(desk, who, office=office, topic=REFUSED, record=record, data=data)


def _released(
    desk: Desk, who: Who, *, request: str, office: str, shown: Preview
) -> tuple[Written, ...]:
    records = {one.record: one.joint or desk.draw(shown.channel) for one in shown.leaving}
    hashes: dict[tuple[str, str], str] = {}
    done: list[Written] = []
    for one in shown.leaving:
        written = _cross(
            desk, who, office=office, shown=shown, one=one, records=records, hashes=hashes
        )
        hashes[(one.record, one.sha256)] = written.sha256
        _linked(desk, who, office=office, request=request, one=one, written=written)
        done.append(written)
    return tuple(done)


def _cross(
    desk: Desk,
    who: Who,
    *,
    office: str,
    shown: Preview,
    one: Leaving,
    records: Mapping[str, str],
    hashes: Mapping[tuple[str, str], str],
) -> Written:
    """Rebuild one content for the joint channel and propose it there."""
    channel = shown.channel
    if one.replaces is not None:
        body: dict[str, JSON] = {"version": one.replaces}
        pen.write(desk, who, channel=channel, office=office, kind="withdraw", body=body)
    for file in one.attachments:
        desk.blobs(channel).admit(str(file["sha256"]))
    fields = rewritten(dict(one.content.fields), records=records, hashes=hashes)
    content = wording.worded(
        desk,
        channel=channel,
        kind=one.content.kind,
        marking=one.content.marking,
        fields=fields if isinstance(fields, dict) else {},
        attachments=one.attachments,
    )
    return wording.offer(
        desk,
        who,
        channel=channel,
        record=records[one.record],
        base=one.base,
        office=office,
        content=content,
    )


def _linked(
    desk: Desk, who: Who, *, office: str, request: str, one: Leaving, written: Written
) -> None:
    data: dict[str, JSON] = {
        "request": request,
        "channel": written.channel,
        "joint": written.record,
        "version": written.version,
        "source": one.version,
    }
    _say(desk, who, office=office, topic=RELEASED, record=one.record, data=data)


def request_statement(
    desk: Desk,
    who: Who,
    *,
    channel: str,
    record: str,
    topic: str,
    data: Mapping[str, JSON],
    version: str | None = None,
    file: Attachment | None = None,
    writers: Sequence[str] = (),
) -> Act:
    """Ask to say something in a joint channel that two people must let out.

    That is: evidence with a file, a claim with its citation, or typed words where an office asks
    for two. ``file`` is shelved already (``wording.file``). ``writers`` are accounts that wrote
    what is to cross: none of them may release it either.
    Raises ``desk.no_right``, ``desk.no_record``, ``content.marking``.
    """
    at, kind = _about(desk, who, channel=channel, record=record)
    said = dict(data) if file is None else {**data, "file": _named(file)}
    statement: dict[str, JSON] = {"topic": topic, "record": record, "version": version or at}
    if said:
        statement["data"] = said
    if file is not None:
        wording.under_ceiling(desk, channel=channel, marking=str(file.get("marking", "")))
        statement["content"] = wording.bare(file)
    office = statements.allowed(desk, who, channel=channel, verb=topic, kind=kind, body=statement)
    asked: dict[str, JSON] = {"channel": channel, "statement": statement}
    if writers:
        asked["writers"] = [*sorted(writers)]
    return _say(desk, who, office=office, topic=REQUESTED, record=record, data=asked)


def request_citation(
    desk: Desk, who: Who, *, channel: str, record: str, claim: str, file: bool = False
) -> Act:
    """Ask to show the other side a passage: the words cited by a national claim, as evidence.

    ``file`` sends the source's whole text along. Raises ``desk.no_act``, ``desk.not_a_claim``.
    """
    passage, text = citing.passage(desk, who, claim=claim)
    wrote = desk.overlay().accounts.get(claim)
    return request_statement(
        desk,
        who,
        channel=channel,
        record=record,
        topic="evidence",
        data={"citation": passage},
        file=text if file else None,
        writers=() if wrote is None else (wrote,),
    )


def release_statement(desk: Desk, who: Who, *, request: str) -> Act:
    """Let out a statement a colleague requested, exactly as it stands in the request.

    Raises ``desk.no_right``, ``release.two_people``, ``release.settled``.
    """
    with desk.transaction():
        said = _open(desk, request=request)
        statement = said.get("statement")
        if not isinstance(statement, dict):
            raise Refusal("release.not_a_statement", request=request)
        channel, record = str(said["channel"]), str(statement["record"])
        _, kind = _about(desk, who, channel=channel, record=record)
        office = desk.office(who, "release", kind)
        for account in (str(said["account"]), *_texts(said.get("writers"))):
            _not_the_same(who, account=account, request=request)
        statements.recheck(desk, channel=channel, office=office, body=statement)
        content = statement.get("content")
        if isinstance(content, dict):
            desk.blobs(channel).admit(str(content["sha256"]))
        act = pen.write(
            desk, who, channel=channel, office=office, kind="statement", body=dict(statement)
        )
        data: dict[str, JSON] = {"request": request, "channel": channel, "act": act.id}
        _say(desk, who, office=office, topic=RELEASED, record=record, data=data)
        return act


def same_person(one: str, other: str) -> bool:
    """Tell whether two account names are one person's, however they are typed."""
    return person(one) == person(other)


def person(account: str) -> str:
    """Give one spelling of an account's name: compatibility forms, spaces and case aside.

    What nobody can see (zero width, direction, variation) makes no other person.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", account).casefold())
    seen = (one for one in plain if not _unseen(one))
    return " ".join("".join(seen).split())


def _unseen(one: str) -> bool:
    return unicodedata.category(one) == "Cf" or "\ufe00" <= one <= "\ufe0f" or one == "\u034f"


def _two_people(desk: Desk, who: Who, *, request: str, shown: Preview) -> None:
    said = _open(desk, request=request)
    _not_the_same(who, account=str(said["account"]), request=request)
    for one in shown.leaving:
        for account in sorted(one.drafters):
            _not_the_same(who, account=account, request=request)


def _not_the_same(who: Who, *, account: str, request: str) -> None:
    if same_person(who.account, account):
        raise Refusal("release.two_people", request=request, account=who.account)


def _check(desk: Desk, shown: Preview) -> None:
    """Refuse what could not stand in the joint channel, before anybody signs."""
    if shown.missing:
        record, reference = shown.missing[0]
        raise Refusal("release.missing", record=record, reference=reference)
    for one in shown.leaving:
        if one.left is not None and _stands(desk, shown.channel, one.left):
            raise Refusal("release.nothing", record=one.record)
        check_content(one.content, charter=desk.charter(shown.channel))
        for file in one.attachments:
            if not desk.shelf.has(str(file["sha256"])):
                raise Refusal("desk.attachment_absent", version=one.version, sha256=file["sha256"])


def _stands(desk: Desk, channel: str, version: str) -> bool:
    return desk.channel(channel).consent.status(version).state in ("open", "agreed")


def _office(desk: Desk, who: Who, *, verb: str, shown: Preview) -> str:
    offices = [desk.office(who, verb, one.content.kind) for one in shown.leaving]
    if not offices:
        raise Refusal("release.nothing", record="")
    return offices[0]


def _open(desk: Desk, *, request: str) -> dict[str, JSON]:
    """Give what an open request says. Raises ``release.no_request``, ``release.settled``."""
    overlay = desk.overlay()
    act = overlay.requests.get(request)
    if act is None:
        raise Refusal("release.no_request", request=request)
    if request in overlay.settled:
        raise Refusal("release.settled", request=request)
    said: dict[str, JSON] = act.body["data"]
    return said


def _about(desk: Desk, who: Who, *, channel: str, record: str) -> tuple[str, str]:
    if desk.is_national(channel):
        raise Refusal("release.national", channel=channel)
    return sight.spoken(desk, who, channel=channel, record=record)


def _named(file: Attachment) -> dict[str, JSON]:
    return {name: file[name] for name in ("name", "marking") if name in file}


def _say(
    desk: Desk, who: Who, *, office: str, topic: str, record: str, data: Mapping[str, JSON]
) -> Act:
    body: dict[str, JSON] = {"topic": topic, "record": record, "data": dict(data)}
    return pen.write(desk, who, channel=desk.national(), office=office, kind="statement", body=body)


def _texts(value: JSON | None) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
