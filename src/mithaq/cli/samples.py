"""The samples that come with Mithaq, and the five seed reports where they are present.

Seed reports are read where they lie and never copied: a claim on one holds the hash of the report
and the place of its passage, and no word of it (``samples/README.md``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mithaq.record.refusal import Refusal

PACKAGE = Path(__file__).parent.parent
PLACES = (PACKAGE / "samples", PACKAGE.parent.parent / "samples")
SEEDS = PACKAGE.parent.parent.parent / "shared" / "seeds"
TITLES = {
    "ar": "نص نموذجي",
    "en": "Sample text",
    "es": "Texto de muestra",
    "fr": "Texte d'exemple",
    "ur": "نمونے کا متن",
}
SEED_LANGUAGES = {"000": "fr", "001": "fr", "002": "ar", "003": "es", "004": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A text to be filed: its key in the claims, its language, and its bytes."""

    key: str
    language: str
    title: str
    name: str
    data: bytes


def folder() -> Path:
    """Find the samples, in the installed package or in the source tree. Raises ``cli.file``."""
    for place in PLACES:
        if place.is_dir():
            return place
    raise Refusal("cli.file", name=str(PLACES[-1]), why="not found")


def load(name: str) -> Any:  # noqa: ANN401  (a JSON file of ours)
    """Read one JSON file of the samples."""
    return json.loads((folder() / name).read_text(encoding="utf-8"))


def reports() -> list[Report]:
    """Give our own five texts."""
    files = sorted((folder() / "reports").glob("*.txt"))
    return [
        Report(key=file.stem, language=file.stem, title=f"{TITLES[file.stem]} ({file.stem})", name=file.name, data=file.read_bytes())
        for file in files
    ]  # fmt: skip


def seeds() -> list[Report]:
    """Give the five seed reports, or nothing where they are not present."""
    files = sorted(SEEDS.glob("00*.txt")) if SEEDS.is_dir() else []
    return [
        Report(key=file.name[:3], language=SEED_LANGUAGES[file.name[:3]], title=f"Report {file.name[:3]}", name=file.name, data=file.read_bytes())
        for file in files
        if file.name[:3] in SEED_LANGUAGES
    ]  # fmt: skip


def claims(known: set[str]) -> list[dict[str, Any]]:
    """Give what the filed texts say, ours and the seeds', for the texts that are ``known``."""
    every = [*load("claims.json"), *_seed_claims()]
    return [one for one in every if one["source"] in known]


def _seed_claims() -> Iterator[dict[str, Any]]:
    """Give the claims on the seed reports that are here, each with the words at its place."""
    texts = {sha256(one.data).hexdigest(): one.data.decode() for one in seeds()}
    for one in load("seed-claims.json"):
        text = texts.get(one["sha256"])
        if text is not None:
            yield {**one, "quote": text[one["start"] : one["end"]]}


def activity(row: dict[str, Any]) -> list[str]:
    """Give one row of the example programme as typed fields."""
    both = sorted(row["poc"])
    told = [
        f"reference={row['ref']}", f"title:en={row['title']}", f"type={row['type']}", f"areas={','.join(row['areas'])}",
        f"period={row['period']}", f"level:en={row['level']}", f"cost_rule={row['cost']}", f"languages={','.join(row['languages'])}",
        f"event_marking={row['event_marking']}", f"origin={row['origin']}", "remarks:en=EXAMPLE, invented: not a plan of anybody",
        *[f"participants=party:{party};count:{row['participants'][party]}" for party in sorted(row["participants"])],
        *[f"contacts=party:{party};office:{row['poc'][party]}" for party in both],
    ]  # fmt: skip
    host = row["host"]
    told.append("host=all" if host in {"both", "video"} else f"host={host}")
    if host == "video":
        told.append("mode=video")
    if row["place"]:
        told.append(f"place:en={row['place']}")
    return told
