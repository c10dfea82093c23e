"""The accounts of this node: who may act here, in which offices, up to which marking.

Kept as notes of the ledger, never in the record: an account does not leave the node (decision 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.agreement.rights import OFFICES
from mithaq.agreement.vocabulary.markings import MARKINGS
from mithaq.desk.desk import Who
from mithaq.record.canonical import canonical, parse
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mithaq.desk.ports import Ledger

PREFIX = "people/"


def add(
    ledger: Ledger, account: str, *, offices: Sequence[str], clearance: str, name: str = ""
) -> Who:
    """Add an account, or give a known one other offices.

    Raises ``people.account``, ``people.office`` and ``people.clearance`` for names that are none.
    """
    if not account.isidentifier():
        raise Refusal("people.account", account=account)
    for office in offices:
        if office not in OFFICES:
            raise Refusal("people.office", office=office, offices=", ".join(OFFICES))
    if clearance not in MARKINGS:
        raise Refusal("people.clearance", marking=clearance, markings=", ".join(MARKINGS))
    kept = {"offices": list(offices), "clearance": clearance, "name": name}
    with ledger.transaction():
        ledger.note(PREFIX + account, canonical(kept))
    return Who(account=account, offices=tuple(offices), clearance=clearance)


def everyone(ledger: Ledger) -> tuple[tuple[Who, str], ...]:
    """List every account with the name its own side sees, by account."""
    return tuple(
        _read(key.removeprefix(PREFIX), data) for key, data in ledger.notes(PREFIX).items()
    )


def who(ledger: Ledger, account: str | None) -> Who:
    """Give the account named, or the only one there is.

    Raises ``people.nobody`` without any, ``people.which`` when a name is needed, ``people.unknown``.
    """
    known = {one.account: one for one, _name in everyone(ledger)}
    if not known:
        raise Refusal("people.nobody")
    if account is None and len(known) > 1:
        raise Refusal("people.which", accounts=", ".join(known))
    if account is not None and account not in known:
        raise Refusal("people.unknown", account=account, accounts=", ".join(known))
    return known[account] if account else next(iter(known.values()))


def _read(account: str, data: bytes) -> tuple[Who, str]:
    kept = parse(data)
    if not isinstance(kept, dict):
        raise Refusal("people.account", account=account)
    offices, clearance = kept["offices"], str(kept["clearance"])
    listed = tuple(str(one) for one in offices) if isinstance(offices, list) else ()
    return Who(account=account, offices=listed, clearance=clearance), str(kept["name"])
