"""The pen: the only place that signs and appends this party's own acts (record.md 7.2).

Rules: nothing is signed in a locked channel (decision 20) nor in a forked one (record.md 4.6);
an act that would have no effect (a ``V_`` code) is refused before it is stored; every joint act
of a person leaves a national statement ``acted`` naming the account, in the same transaction
(decision 7). Automatic acts speak for office ``node`` and for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mithaq.record.act import Act, act_payload, read_act
from mithaq.record.canonical import JSON
from mithaq.record.envelope import TYPES, Envelope, Signature, pae
from mithaq.record.refusal import Refusal

from .desk import Desk, Who

NODE = "node"
_ID = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?").fullmatch


def write(
    desk: Desk, who: Who, *, channel: str, office: str, kind: str, body: dict[str, JSON]
) -> Act:
    """Sign and append one act of a person, and note nationally who did it.

    Raises: ``desk.locked``, ``desk.forked``, ``release.missing``, or the ``V_`` code under which
    the act would have been void.
    """
    with desk.transaction():
        if desk.is_national(channel):
            return _append(desk, channel=channel, office=office, kind=kind, body=_by(who, body))
        act = _append(desk, channel=channel, office=office, kind=kind, body=body)
        _acted(desk, who, act=act)
        return act


def write_automatic(desk: Desk, *, channel: str, kind: str, body: dict[str, JSON]) -> Act:
    """Sign and append an act the node writes by itself: join, ack or keys."""
    with desk.transaction():
        return _append(desk, channel=channel, office=NODE, kind=kind, body=body)


def may_sign(desk: Desk, *, channel: str) -> None:
    """Refuse when nothing may be signed here now: ``desk.locked`` or ``desk.forked``."""
    why = desk.ledger.locked(channel)
    if why is not None:
        raise Refusal("desk.locked", channel=channel, why=why)
    forks = desk.channel(channel).forks()
    if forks:
        raise Refusal("desk.forked", channel=channel, party=forks[0].party, seq=forks[0].seq)


def check_leaves(desk: Desk, *, channel: str, record: str, value: JSON) -> None:
    """Refuse words for a joint channel that name a national record or act (security S18).

    An id tells the other side that something is there, and leads it nowhere. Raises
    ``release.missing``.
    """
    if desk.is_national(channel):
        return
    for text in _texts(value):
        if _names_national(desk, text):
            raise Refusal("release.missing", record=record, reference=text)


def _texts(value: JSON) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value if isinstance(value, list) else (*value, *value.values()):
            yield from _texts(one)


def _names_national(desk: Desk, text: str) -> bool:
    if not _ID(text):
        return False
    national = desk.channel(desk.national())
    if len(text) == 32:
        return bool(national.consent.versions(text))
    return text == desk.national() or national.act_number(text) is not None


def _append(desk: Desk, *, channel: str, office: str, kind: str, body: dict[str, JSON]) -> Act:
    may_sign(desk, channel=channel)
    if office != NODE:
        check_leaves(desk, channel=channel, record=str(body.get("record", "")), value=body)
    act = _sign(desk, channel=channel, office=office, kind=kind, body=body)
    desk.touch(channel)
    admitted = desk.channel(channel).admit(act, verify=True)
    if admitted.void is not None:
        raise Refusal(admitted.void, act=act.id, kind=kind)
    desk.ledger.append(channel, (act,), signed=True)
    return act


def _sign(desk: Desk, *, channel: str, office: str, kind: str, body: dict[str, JSON]) -> Act:
    due = desk.channel(channel).expect(desk.party)
    payload = act_payload(
        channel=channel,
        party=desk.party,
        seq=due.seq,
        prev=due.prev,
        seen=due.seen,
        time=desk.clock.now(),
        salt=desk.draw(channel),
        key=desk.signer.key,
        kind=kind,
        office=office,
        body=body,
    )
    return read_act(sealed(desk, kind="act", payload=payload))


def sealed(desk: Desk, *, kind: str, payload: bytes) -> Envelope:
    """Put one signature of the node key on a payload of this type (act, manifest, have)."""
    media = TYPES[kind]
    signature = Signature(keyid=desk.signer.key, sig=desk.signer.sign(pae(media, payload)))
    return Envelope(type=media, payload=payload, signatures=(signature,))


def _acted(desk: Desk, who: Who, *, act: Act) -> None:
    data: dict[str, JSON] = {"channel": act.channel, "act": act.id, "account": who.account}
    body: dict[str, JSON] = {"topic": "acted", "record": _record(desk, act), "data": data}
    _append(desk, channel=desk.national(), office=act.office, kind="statement", body=body)


def _by(who: Who, body: dict[str, JSON]) -> dict[str, JSON]:
    """Name the account in a national statement; a national content names its drafter itself."""
    if "topic" not in body:
        return body
    said = body.get("data")
    data: dict[str, JSON] = {**(said if isinstance(said, dict) else {}), "account": who.account}
    return {**body, "data": data}


def _record(desk: Desk, act: Act) -> str:
    """Give the record an act is about: its own, or that of the version it answers."""
    about = act
    while "record" not in about.body:
        about = desk.act(act.channel, str(about.body["version"]))
    return str(about.body["record"])
