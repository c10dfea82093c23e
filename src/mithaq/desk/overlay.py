"""What the national channel says about things: who acted, what was released, what is asked.

The overlay is read from national statements as they are folded, each O(1). It never enters an
exchange, an export or a standing (decision 14).
"""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.record.act import Act

ACTED = "acted"
RELEASED = "released"
LINKED = "linked"
REQUESTED = "request_release"
REFUSED = "release_refused"
SETTLES = (RELEASED, REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A national record and the joint one it became, or was matched with.

    ``source`` is the national version that left, ``version`` the joint proposal it became;
    both None for a link made by hand.
    """

    channel: str
    national: str
    joint: str
    source: str | None
    version: str | None


class Overlay:
    """The national statements, indexed for the verbs and views that need them."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.accounts: dict[str, str] = {}
        self.joint: dict[tuple[str, str], Link] = {}
        self.national: dict[tuple[str, str], Link] = {}
        self.requests: dict[str, Act] = {}
        self.settled: dict[str, Act] = {}
        self.asides: dict[str, list[Act]] = {}

    def take(self, act: Act) -> None:
        """Read one more act of the national channel; only statements say anything here."""
        if act.kind != "statement":
            return
        topic, data = str(act.body["topic"]), act.body.get("data")
        said = data if isinstance(data, dict) else {}
        if topic == ACTED:
            self.accounts[str(said["act"])] = str(said["account"])
            return
        self.accounts[act.id] = str(said.get("account", ""))
        self.asides.setdefault(str(act.body["record"]), []).append(act)
        if topic in (RELEASED, LINKED) and "joint" in said:
            self._link(act, said)
        if topic == REQUESTED:
            self.requests[act.id] = act
        if topic in SETTLES and "request" in said:
            self.settled[str(said["request"])] = act

    def _link(self, act: Act, said: dict[str, object]) -> None:
        link = Link(
            channel=str(said["channel"]),
            national=str(act.body["record"]),
            joint=str(said["joint"]),
            source=_text(said.get("source")),
            version=_text(said.get("version")),
        )
        self.joint[(link.channel, link.national)] = link
        self.national[(link.channel, link.joint)] = link


def _text(value: object) -> str | None:
    return None if value is None else str(value)
