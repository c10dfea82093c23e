"""Gathers the vectors: which doors there are, what their generators give, what lies on disk."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent / "vectors"


def doors() -> list[str]:
    """Name the doors that have a generator."""
    return sorted(path.stem.removeprefix("generate_") for path in HERE.glob("generate_*.py"))


def made(door: str) -> dict[str, str]:
    """Give the text of each file of a door, by case, from its generator."""
    module = importlib.import_module(f"tests.vectors.generate_{door}")
    texts: dict[str, str] = {}
    for case in module.cases():
        if case["case"] in texts:
            message = f"two vectors of {door} are named {case['case']}"
            raise ValueError(message)
        texts[case["case"]] = json.dumps(case, indent=2, ensure_ascii=False) + "\n"
    return texts


def entries(door: str):
    """Give the entry points of a door; all must answer alike."""
    return importlib.import_module(f"tests.vectors.door_{door}").DOORS
