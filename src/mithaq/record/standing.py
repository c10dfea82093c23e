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
    standing: dict[str, JSON] = {
        "v": 1,
        "channel": channel.charter.channel,
        "heads": {party: asdict(head) for party, head in channel.heads().items()},
        "forks": [
            {"party": fork.party, "seq": fork.seq, "ids": list(fork.ids)}
            for fork in channel.forks()
        ],
        "records": {
            record: _record(channel.consent, record) for record in channel.consent.records()
        },
        "void": dict(channel.consent.voids()),
        "agreed": agreed_digest(channel),
    }
    standing["standing"] = sha256(canonical(standing)).hexdigest()
    return standing


def agreed_digest(channel: Channel) -> str:
    """Give the hash of all that is agreed, in hex: equal on two nodes iff they agree on it."""
    listed: list[JSON] = []
    for record in channel.consent.records():
        chain = channel.consent.chain(record)
        if chain:
            pairs: list[JSON] = [[each, channel.consent.proposed(each).content] for each in chain]
            listed.append([record, pairs])
    return sha256(canonical(listed)).hexdigest()


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
