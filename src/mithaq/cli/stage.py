"""What the demo's story has made so far, and how a step says that something was otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mithaq.cli.staging import Side, post
from mithaq.desk import views
from mithaq.messages import sentence
from mithaq.messages.language import in_use
from mithaq.record.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mithaq.desk.views import Page


class NotHeld(Exception):  # noqa: N818  (not an error of the program: the demo's own finding)
    """Something the story promises was otherwise."""


@dataclass(slots=True, kw_only=True)
class Stage:
    """What the story has made so far; ``joint`` gives joint records by their keys."""

    folder: Path
    ma: Side
    pk: Side
    channel: str = ""
    joint: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, object]] = field(default_factory=dict)

    def page(self, side: Side, key: str) -> Page:
        """Read a joint record as one side sees it."""
        return views.record(side.desk, side.officer, channel=self.channel, record=self.joint[key])

    def open_of(self, side: Side, key: str, party: str) -> str:
        """Give the open version of a record that ``party`` proposed."""
        found = [
            one.id
            for one in self.page(side, key).view.versions
            if one.state == "open" and one.party == party
        ]
        held(len(found) == 1, f"{key}: one open version of {party}, not {len(found)}")
        return found[0]

    def exchange(self) -> None:
        """Carry bundles both ways until neither side has anything new to say."""
        for _round in range(2):
            post(self.ma, self.pk, self.folder, channel=self.channel)
            post(self.pk, self.ma, self.folder, channel=self.channel)


def held(so: bool, what: str) -> None:  # noqa: FBT001  (it reads as a sentence)
    """Require that ``so``."""
    if not so:
        raise NotHeld(what)


def refused(what: Callable[[], object], *codes: str) -> str:
    """Require that ``what`` is refused with one of ``codes``; give the sentence a person reads."""
    try:
        what()
    except Refusal as refusal:
        held(refusal.code in codes, f"{refusal.code} instead of {codes[0]}")
        return sentence(refusal, in_use())[0]
    raise NotHeld(f"no refusal {codes[0]}")
