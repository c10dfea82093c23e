"""References inside contents: found, and written anew for another channel."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.record.canonical import JSON

REFERENCE = {"record"}
PIN = {"record", "sha256"}


def references(value: JSON) -> tuple[str, ...]:
    """Name every record a value refers to, by ``{"record": id}`` or by a pin."""
    return tuple(str(one["record"]) for one in _found(value))


def pins(value: JSON) -> tuple[tuple[str, str], ...]:
    """Find every ``{record, sha256}`` in a value, in the order they stand."""
    return tuple((str(one["record"]), str(one["sha256"])) for one in _found(value) if len(one) > 1)


def rewritten(
    value: JSON, *, records: Mapping[str, str], hashes: Mapping[tuple[str, str], str]
) -> JSON:
    """Write references by the ids of ``records`` and pins by ``hashes``.

    ``hashes`` gives, for a (record, sha256) as it stands, the hash to write. What neither knows
    stays as it is: the caller has looked for what is missing before.
    """
    if isinstance(value, list):
        return [rewritten(one, records=records, hashes=hashes) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) in (REFERENCE, PIN):
        return _written(value, records=records, hashes=hashes)
    return {name: rewritten(one, records=records, hashes=hashes) for name, one in value.items()}


def _written(
    value: dict[str, JSON],
    *,
    records: Mapping[str, str],
    hashes: Mapping[tuple[str, str], str],
) -> dict[str, JSON]:
    record = str(value["record"])
    written: dict[str, JSON] = {"record": records.get(record, record)}
    if "sha256" in value:
        sha256 = str(value["sha256"])
        written["sha256"] = hashes.get((record, sha256), sha256)
    return written


def _found(value: JSON) -> tuple[dict[str, JSON], ...]:
    if isinstance(value, list):
        return tuple(one for item in value for one in _found(item))
    if not isinstance(value, dict):
        return ()
    if set(value) in (REFERENCE, PIN):
        return (value,)
    return tuple(one for item in value.values() for one in _found(item))
