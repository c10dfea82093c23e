"""Writes vectors anew: ``python -m tests.vectors [DOOR ...]``, all doors if none is named."""

from __future__ import annotations

import sys

from tests.vectors.gather import DOORS, FOLDER, made

for door in sys.argv[1:] or DOORS:
    folder = FOLDER / door
    folder.mkdir(parents=True, exist_ok=True)
    texts = made(door)
    for old in folder.glob("*.json"):
        if old.stem not in texts:
            old.unlink()
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    print(f"{door}: {len(texts)}")
