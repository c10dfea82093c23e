"""The demo, one side alone: texts are filed, a register is kept, passages are cited.

A step does one thing, checks that it held, and says it in one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mithaq.cli import samples
from mithaq.cli.stage import Stage, held
from mithaq.desk import citing, views
from mithaq.messages.language import fill

if TYPE_CHECKING:
    from mithaq.record.canonical import JSON

LEFT_WAITING = ("2027/IN/08", "2027/VI/10")
"""Activities that are only proposed, and so not in the programme."""

POSSIBLE_ONLY = "2027/CY/05"
"""An activity in an area that is not agreed."""


def file_texts(stage: Stage) -> str:
    """File the texts, ours and the seeds' where they are present."""
    side, texts = stage.ma, [*samples.reports(), *samples.seeds()]
    for text in texts:
        fields: dict[str, JSON] = {
            "title": {"is": {text.language: {"text": text.title, "role": "working"}}},
            "language": {"is": text.language},
        }
        written = citing.file_source(
            side.desk, side.officer, data=text.data, name=text.name, fields=fields
        )
        side.records[f"source/{text.key}"] = written.record
    return fill("{count} texts in five languages are filed as sources.", count=len(texts))


def register_facts(stage: Stage) -> str:
    """Put on the national register what the texts say."""
    rows = samples.load("register.json")
    for row in rows:
        stage.ma.draft(row["key"], kind=row["kind"], typed=row["fields"])
    page = views.record(
        stage.ma.desk,
        stage.ma.officer,
        channel=stage.ma.desk.national(),
        record=stage.ma.records["memorandum"],
    )
    told = page.view.fields
    held(told["signed_on"].value == "2026-01-13", "the date of signature")
    held(
        not {"duration_months", "entry_rule", "signatories"} & set(told),
        "what no text states is not stated",
    )
    return fill(
        "{count} records are on Morocco's own register: the memorandum (signed {date}, Rabat), areas, mechanism, visits, "
        "exercises. Duration, entry into force, signatories: not stated, and shown so.",
        count=len(rows), date=told["signed_on"].value,
    )  # fmt: skip


def cite_claims(stage: Stage) -> str:
    """Cite on each record what each text says of it, with its passage."""
    side = stage.ma
    known = {key.removeprefix("source/") for key in side.records if key.startswith("source/")}
    told = samples.claims(known)
    for one in told:
        citing.cite(
            side.desk, side.officer, record=side.records[one["about"]], source=side.records[f"source/{one['source']}"],
            quote=one["quote"], language=one["language"], modality=one["modality"], field=one["says"], value=str(one.get("value", "")), attribution=(one["said_by"],) if "said_by" in one else (),
        )  # fmt: skip
    statuses = {one.get("value") for one in told if one["about"] == "area/cybersecurity"}
    dates = {one.get("value") for one in told if one["about"] == "visit/air-inspector"}
    held(
        statuses == {"agreed", "possible"} and dates == {"2023-10", "2024-11"},
        "the sources' differences are kept",
    )
    return fill(
        "{count} passages are cited. Cybersecurity: contained by some texts, only possible by others. One visit: October "
        "2023 by some, November 2024 by others. All are kept, none is chosen.",
        count=len(told),
    )  # fmt: skip


def draft_programme(stage: Stage) -> str:
    """Put the example programme on the national register."""
    programme = samples.load("programme-2027.json")
    for row in programme["activities"]:
        stage.ma.draft(row["ref"], kind="activity", typed=samples.activity(row))
        stage.rows[row["ref"]] = row
    pinned = [ref for ref in stage.rows if ref not in {*LEFT_WAITING, POSSIBLE_ONLY}]
    typed = [
        f"title:en={programme['title']}",
        f"year={programme['year']}",
        *[f"activities=@{ref}" for ref in pinned],
    ]
    stage.ma.draft("programme", kind="programme", typed=typed)
    return fill("The EXAMPLE programme 2027 is drafted: {count} activities.", count=len(stage.rows))


STEPS = (file_texts, register_facts, cite_claims, draft_programme)
