"""Every story, and every command the guide shows, is typed as written and prints what is written."""

from __future__ import annotations

import pytest

from tests.stories.story import ROOT, play

TOLD = sorted([*(ROOT / "tests/stories").glob("*.txt"), *(ROOT / "docs/guide").glob("*.md")])


@pytest.mark.long
@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.stem)
def test_it_goes_as_told(page, tmp_path):
    play(page.read_text(encoding="utf-8"), tmp_path)
