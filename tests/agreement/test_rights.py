"""Who may do what: the rows of the matrix, and what it never gives."""

from __future__ import annotations

import pytest

from mithaq.agreement.rights import MATRIX, OFFICES, VERBS, may, offices_for
from mithaq.agreement.vocabulary.kinds import KINDS

#: verb, kind -> exactly the offices that may (domain.md 2.4)
ROWS = {
    ("propose", "activity"): "poc wl es cc da min",
    ("accept", "activity"): "wl es cc min",
    ("accept", "commitment"): "wl es cc min",
    ("accept", "programme"): "cc min",
    ("accept", "priority"): "cc min",
    ("accept", "minutes"): "cc min",
    ("accept", "instrument"): "cc min",
    ("release", "activity"): "so releasing_officer",
    ("verify", "commitment"): "poc wl es",
    ("carry", ""): "es cc da min",
    ("sign_instrument", "instrument"): "min",
    ("draft", "activity"): "poc wl es cc so la da min officer",
    ("unlock", ""): "administrator",
    ("rotate", ""): "administrator",
}  # fmt: skip


@pytest.mark.parametrize(("verb", "kind"), ROWS)
def test_exactly_these_offices_may(verb, kind):
    assert offices_for(verb, kind) == tuple(ROWS[verb, kind].split())
    for office in OFFICES:
        assert may((office,), verb, kind) == (office in ROWS[verb, kind].split())


def test_offices_add_up_and_nobody_is_more_than_their_offices():
    assert may(("auditor", "cc"), "accept", "programme")
    assert not may((), "see")
    assert not may(("king",), "see")
    assert not may(("cc",), "crown", "programme")


def test_whoever_drafts_does_not_release_but_for_the_security_officer_whose_draft_another_releases():
    both = [office for office in OFFICES if may((office,), "draft") and may((office,), "release")]
    assert both == ["so"]


def test_the_auditor_the_administrator_and_the_node_change_nothing():
    changing = {
        "draft",
        "amend",
        "propose",
        "accept",
        "decline",
        "withdraw",
        "release",
        "step",
        "verify",
        "comment",
        "recall",
    }
    for office in ("auditor", "administrator", "node"):
        assert not any(may((office,), verb) for verb in changing)


def test_the_matrix_knows_only_its_own_offices_verbs_and_kinds():
    assert set(MATRIX) == set(OFFICES)
    for verbs in MATRIX.values():
        assert set(verbs) <= set(VERBS)
        assert {kind for kinds in verbs.values() for kind in kinds} <= {*KINDS, "*"}
