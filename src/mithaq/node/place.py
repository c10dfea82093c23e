"""Taking the place of a home: only an empty one, and only with a whole home."""

from __future__ import annotations

from pathlib import Path

from mithaq.record.refusal import Refusal

from .disk import sync_folder
from .store.troubles import told


def refuse_taken(place: Path) -> None:
    """Refuse a place that holds anything. Raises ``node.home_taken``."""
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise Refusal("node.home_taken", folder=str(place))


def put_in_place(part: Path, place: Path) -> None:
    """Rename a finished home to its place, and make the name durable."""
    with told("place"):
        if place.exists():
            place.rmdir()
        part.rename(place)
        sync_folder(place.parent)
