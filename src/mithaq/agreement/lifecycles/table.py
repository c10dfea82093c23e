"""The shape of a lifecycle: rows that say who may move what from where to where.

* ``who`` is *any* party, *all* parties (each states the same step on the same version), the
  *owner* (of a leg; the host of an activity; the author of an instrument's version), any *other*
  than the owner, the *host*; a *version* when every party has signed it; or *computed* from dates
  that are on record, for a day that is an argument.
* A row with a *guard* moves only where the guard holds in the past of the act (``guards``).
* ``to`` of STAYS keeps the state: the row says that the step or version is allowed there.
* ``offices`` are those of one's own side who may state the step; nobody checks the other side's.
* Of steps that crossed, the lower ``precedence`` goes first: cancelling, postponing, disputing,
  then all that goes forward (decision 3).

Spec: docs/spec/agreement.md section 4.
"""

from __future__ import annotations

from dataclasses import dataclass

STAYS = "="
MAIN = ""
LEG = "leg"
WHO = ("any", "all", "owner", "other", "host", "version", "computed")

CANCELS, POSTPONES, DISPUTES, FORWARD = range(4)
_PRECEDENCE = {
    "cancel": CANCELS, "abandon": CANCELS, "withdraw": CANCELS, "dissolve": CANCELS, "supersede": CANCELS,
    "give_notice": CANCELS, "suspend": CANCELS,
    "postpone": POSTPONES, "carry_over": POSTPONES, "block": POSTPONES,
    "dispute": DISPUTES,
}  # fmt: skip

#: Steps a party may take but is never waited for.
OPTIONAL = frozenset({
    "negotiate", "initial", "apply_provisionally", "withdraw_notice", "confirm_termination", "resume", "exchange",
    "consolidate", "review_mid_year", "add", "agree_terms", "hold_hot_wash", "end_early", "dispute",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a lifecycle table."""

    step: str
    before: tuple[str, ...]
    after: str
    who: str
    guard: str = ""
    offices: tuple[str, ...] = ()
    track: str = MAIN
    lapses: bool = False

    @property
    def precedence(self) -> int:
        """Give the place of the step among steps that crossed."""
        return _PRECEDENCE.get(self.step, FORWARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """A kind's table: where its tracks begin, its rows, and the states in which nothing is owed."""

    kind: str
    begins: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    ends: frozenset[str]

    def rows_for(self, step: str, *, track: str = MAIN) -> tuple[Row, ...]:
        """List the rows of one step on one track."""
        return tuple(row for row in self.rows if row.step == step and row.track == track)

    def tracks_of(self, step: str) -> tuple[str, ...]:
        """List the tracks on which a step has rows, in the table's order."""
        return tuple(dict.fromkeys(row.track for row in self.rows if row.step == step))

    @property
    def steps(self) -> tuple[str, ...]:
        """List the steps a party can state, each once, in the table's order."""
        return tuple(
            dict.fromkeys(row.step for row in self.rows if row.who not in ("version", "computed"))
        )


def row(  # noqa: PLR0917  (a table is read by its columns)
    before: str, step: str, after: str, who: str, guard: str = "", *, offices: str = "", track: str = MAIN, lapses: bool = False
) -> Row:  # fmt: skip
    """Write a row as the tables do: states and offices as words of one string."""
    return Row(
        step=step, before=tuple(before.split()), after=after, who=who, guard=guard,
        offices=tuple(offices.split()), track=track, lapses=lapses,
    )  # fmt: skip
