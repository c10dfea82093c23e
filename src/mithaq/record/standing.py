"""The standing of a channel as plain data, and the two hashes by which nodes compare it.

* ``agreed`` is the SHA-256 of the MJ-1 list of ``[record, [[version, content], ...]]``, by record,
  with the agreed versions of each, oldest first; records without one are left out.
* ``standing`` is the SHA-256 of the MJ-1 form of all the rest.

Nothing in it depends on the reader, on arrival or on a clock. Spec: docs/spec/fold.md section 8.
"""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256

from mithaq.record.canonical import JSON, canonical
from mithaq.record.channel import Channel
from mithaq.record.consent import Consent


def standing_json(channel: Channel) -> dict[str, JSON]:
    """Give heads, forks, records with their versions, void acts, and the hashes."""
    standing = _frame(channel)
    standing["records"] = {
        record: _record(channel.consent, record) for record in channel.consent.records()
    }
    standing["agreed"] = agreed_digest(channel)
    standing["standing"] = sha256(canonical(standing)).hexdigest()
    return standing


def agreed_digest(channel: Channel) -> str:
    """Give the hash of all that is agreed, in hex: equal on two nodes iff they agree on it."""
    digest, mark = sha256(b"["), b""
    for record in channel.consent.records():
        chain = channel.consent.chain(record)
        if chain:
            pairs: list[JSON] = [[each, channel.consent.proposed(each).content] for each in chain]
            digest.update(mark + canonical([record, pairs]))
            mark = b","
    digest.update(b"]")
    return digest.hexdigest()


def standing_digest(channel: Channel, *, agreed: str) -> str:
    """Give the hash ``standing`` of ``standing_json``, record by record: for a million acts.

    ``agreed`` is ``agreed_digest``, which is part of it.
    """
    frame = _frame(channel) | {"agreed": agreed, "records": {}}
    # MJ-1 sorts its keys, and a value inside a string keeps its quotes escaped: this is the place.
    before, after = canonical(frame).split(b',"records":{}', 1)
    digest, mark = sha256(before + b',"records":{'), b""
    for record in channel.consent.records():
        told = _record(channel.consent, record)
        digest.update(mark + canonical(record) + b":" + canonical(told))
        mark = b","
    digest.update(b"}" + after)
    return digest.hexdigest()


def _frame(channel: Channel) -> dict[str, JSON]:
    """Give all but the records and the hashes."""
    return {
        "v": 1,
        "channel": channel.charter.channel,
        "heads": {party: asdict(head) for party, head in channel.heads().items()},
        "forks": [
            {"party": fork.party, "seq": fork.seq, "ids": list(fork.ids)}
            for fork in channel.forks()
        ],
        "void": dict(channel.consent.voids()),
    }


def _record(consent: Consent, record: str) -> dict[str, JSON]:
    return {
        "agreed": list(consent.chain(record)),
        "versions": {version: _version(consent, version) for version in consent.versions(record)},
    }


def _version(consent: Consent, version: str) -> dict[str, JSON]:
    proposed, status = consent.proposed(version), consent.status(version)
    return {
        "party": proposed.party,
        "base": proposed.base,
        "content": proposed.content,
        "state": status.state,
        "reason": status.reason,
        "signed": list(status.signed),
        "acknowledged": status.acknowledged,
    }
