"""The demo, the proof: equal standings, opened twice, checked, exported, verified, refused.

A step does one thing, checks that it held, and says it in one line.
"""

from __future__ import annotations

from mithaq.cli.export import write
from mithaq.cli.stage import Stage, held, refused
from mithaq.cli.staging import MOROCCO, PAKISTAN, take
from mithaq.cli.verify import verify
from mithaq.desk import upkeep, views
from mithaq.messages.language import fill, ngettext
from mithaq.node.check import check


def compare(stage: Stage) -> str:
    """Both standings are the same."""
    stage.exchange()
    ours, theirs = (
        views.standing(side.desk, channel=stage.channel) for side in (stage.ma, stage.pk)
    )
    held(ours == theirs, "the two standings are equal")
    held(not ours["absent"] and not ours["forks"], "nothing is absent, nobody forked")
    return fill(
        "The two standings are equal: agreed {agreed}, standing {standing}",
        agreed=ours["agreed"][:16],
        standing=ours["standing"][:16],
    )


def open_again(stage: Stage) -> str:
    """Every bundle opened once more, in the wrong order, changes nothing."""
    before = views.standing(stage.pk.desk, channel=stage.channel)
    files = sorted(stage.folder.glob(f"{MOROCCO}-{PAKISTAN}-*"), reverse=True)
    for file in files:
        take(stage.pk, file)
    held(
        views.standing(stage.pk.desk, channel=stage.channel) == before,
        "opening again changes nothing",
    )
    said = refused(lambda: take(stage.ma, files[0]), "node.sealed")
    count = len(files)
    again = ngettext(
        "{count} bundle is opened again", "{count} bundles are opened again, backwards", count
    ).format(count=count)
    return fill("{again}: nothing changed. By the wrong side: {refusal}", again=again, refusal=said)


def check_stores(stage: Stage) -> str:
    """Both stores hold what was signed."""
    acts = 0
    for side in (stage.ma, stage.pk):
        found = check(side.node.store)
        held(not found.findings, f"no damage, not {[one.code for one in found.findings]}")
        acts += found.acts
    return fill(
        "Both stores are checked, every signature again: {count} acts, no damage.", count=acts
    )


def export_verify(stage: Stage) -> str:
    """A third person verifies the export, without a node."""
    write(
        upkeep.export(stage.ma.desk, stage.ma.releaser, channel=stage.channel),
        stage.folder / "export",
    )
    verified = verify(stage.folder / "export", channel=stage.channel)
    theirs = views.standing(stage.pk.desk, channel=stage.channel)
    found = (verified.agreed, verified.standing)
    held(found == (theirs["agreed"], theirs["record"]), "the export agrees with both nodes")
    return fill(
        "Exported as plain files; a third person verifies it without a node: {acts} acts, {files} files, sound.",
        acts=sum(verified.acts.values()),
        files=verified.blobs,
    )


def flip(stage: Stage) -> str:
    """One byte changed is refused, by name and place."""
    acts = stage.folder / "export" / "acts.jsonl"
    good = acts.read_bytes()
    at = len(good) // 2
    acts.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
    try:
        said = refused(
            lambda: verify(stage.folder / "export"),
            "E_HASH",
            "E_JSON",
            "E_B64",
            "E_CANON",
            "E_SIG",
            "E_FIELD",
        )
    finally:
        acts.write_bytes(good)
    verify(stage.folder / "export")
    return fill("One bit of it flipped: {refusal} Put back: sound again.", refusal=said)


STEPS = (compare, open_again, check_stores, export_verify, flip)
