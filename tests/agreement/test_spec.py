"""docs/spec/agreement.md says what the tables say; docs/spec/citation.md what the lists say."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.agreement.claim import MODALITIES, VERDICTS
from mithaq.agreement.lifecycles import LIFECYCLES
from mithaq.agreement.lifecycles.guards import GUARDS
from mithaq.agreement.records import MOST_STEPS
from mithaq.agreement.vocabulary import FAMILIES
from mithaq.agreement.vocabulary.states import NATIONAL_TOPICS

SPEC = Path(__file__).parents[2] / "docs" / "spec"
AGREEMENT = (SPEC / "agreement.md").read_text(encoding="utf-8")
CITATION = (SPEC / "citation.md").read_text(encoding="utf-8")


def line(row) -> str:
    """Write a row as the page does."""
    who = row.who + (" (lapses)" if row.lapses else "")
    cells = (row.track or "", ", ".join(row.before), row.step, row.after, who, row.guard)
    return "| " + " | ".join(cells).replace("|  |", "| |") + " |"


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_every_row_is_in_the_page(kind):
    missing = [line(row) for row in LIFECYCLES[kind].rows if line(row) not in AGREEMENT]
    assert not missing


def test_every_guard_topic_and_limit_is_in_the_page():
    assert not [name for name in GUARDS if f"`{name.removeprefix('guard.')}`" not in AGREEMENT]
    assert not [
        name for name in {*FAMILIES["topic"]} | NATIONAL_TOPICS if f"`{name}`" not in AGREEMENT
    ]
    assert str(MOST_STEPS) in AGREEMENT


def test_the_lists_of_claims_are_in_the_page():
    assert not [name for name in (*MODALITIES, *VERDICTS) if f"`{name}`" not in CITATION]


def test_pages_are_short_enough_for_a_coffee():
    assert all(len(page.splitlines()) <= 300 for page in (AGREEMENT, CITATION))
