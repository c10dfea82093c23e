"""The fold does not slow down as the history grows; `make bench` measures the same at a million."""

import pytest

from tests.bench.fold import run


@pytest.mark.long
def test_an_act_after_a_hundred_thousand_costs_as_much_as_after_a_thousand():
    told = run(100_000)
    assert told["ratio"] <= 1.5, told
    assert told["memory of the fold, bytes an act"] < 200, told
