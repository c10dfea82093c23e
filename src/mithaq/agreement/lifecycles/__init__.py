"""Lifecycles as data: one table a kind."""

from __future__ import annotations

from types import MappingProxyType

from mithaq.agreement.lifecycles.activity import ACTIVITY
from mithaq.agreement.lifecycles.body import BODY
from mithaq.agreement.lifecycles.commitment import COMMITMENT
from mithaq.agreement.lifecycles.instrument import INSTRUMENT
from mithaq.agreement.lifecycles.programme import PROGRAMME
from mithaq.agreement.lifecycles.table import Lifecycle, row

LIFECYCLES = MappingProxyType(
    {table.kind: table for table in (INSTRUMENT, BODY, PROGRAMME, ACTIVITY, COMMITMENT)}
)

#: Every other kind: agreed by signing, withdrawn by both.
PLAIN = Lifecycle(
    kind="",
    begins=(("", "proposed"),),
    rows=(
        row("proposed", "agree", "agreed", "version"),
        row("agreed", "withdraw", "withdrawn", "all", "reason_given", offices="es cc min"),
    ),
    ends=frozenset({"withdrawn"}),
)


def lifecycle_of(kind: str | None) -> Lifecycle:
    """Give the table of a kind; kinds without one have the plain table."""
    return LIFECYCLES.get(kind or "", PLAIN)
