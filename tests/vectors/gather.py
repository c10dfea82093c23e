"""Gathers the vectors: which doors there are, what their generators give, what lies on disk."""

from __future__ import annotations

import importlib
import json
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent / "vectors"

DOORS = sorted(path.stem.removeprefix("generate_") for path in HERE.glob("generate_*.py"))
"""The doors that have a generator."""

# Imported here and not when first used: the guard of conftest.py takes a late import for a file read.
ENTRIES = {door: importlib.import_module(f"tests.vectors.door_{door}").DOORS for door in DOORS}
_CASES = {door: importlib.import_module(f"tests.vectors.generate_{door}").cases for door in DOORS}


@cache
def made(door: str) -> dict[str, str]:
    """Give the text of each file of a door, by case, from its generator."""
    texts: dict[str, str] = {}
    for case in _CASES[door]():
        if case["case"] in texts:
            message = f"two vectors of {door} are named {case['case']}"
            raise ValueError(message)
        texts[case["case"]] = json.dumps(case, indent=2, ensure_ascii=False) + "\n"
    return texts
