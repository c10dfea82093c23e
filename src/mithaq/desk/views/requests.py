"""What colleagues have asked to release, and nobody has settled yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.desk import sight
from mithaq.desk.desk import Desk, Who
from mithaq.record.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One open request: for national ``records``, or for one ``statement`` on a joint record."""

    id: str
    time: str
    account: str
    channel: str
    records: tuple[str, ...]
    leave: tuple[str, ...]
    digest: str | None
    statement: Mapping[str, Any] | None


def requests(desk: Desk, who: Who) -> tuple[Request, ...]:
    """List the open requests whose records the person may see, oldest first."""
    overlay = desk.overlay()
    open_ = [act for one, act in overlay.requests.items() if one not in overlay.settled]
    return tuple(_request(act) for act in open_ if _visible(desk, who, _request(act)))


def _request(act: Act) -> Request:
    said = act.body["data"]
    return Request(
        id=act.id,
        time=act.time,
        account=str(said["account"]),
        channel=str(said["channel"]),
        records=tuple(said.get("records", ())),
        leave=tuple(said.get("leave", ())),
        digest=said.get("digest"),
        statement=said.get("statement"),
    )


def _visible(desk: Desk, who: Who, request: Request) -> bool:
    if request.statement is not None:
        record = str(request.statement["record"])
        return sight.visible(desk, who, channel=request.channel, record=record)
    national = desk.national()
    return all(sight.visible(desk, who, channel=national, record=one) for one in request.records)
