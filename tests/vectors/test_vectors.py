"""One runner, every vector, every entry point."""

import json

import pytest

from mithaq.record.refusal import Refusal
from tests.vectors.gather import DOORS, ENTRIES, FOLDER, made
from tests.vectors.plain_bytes import Refused

FILES = sorted(FOLDER.glob("*/*.json"))


def answer(entry, given):
    try:
        return entry(given)
    except Refusal as refused:
        return {"code": refused.code}
    except Refused as refused:
        return {"code": str(refused)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_door_answers_as_the_vector_says(path):
    vector = json.loads(path.read_text(encoding="utf-8"))
    assert (vector["door"], vector["case"]) == (path.parent.name, path.stem)
    for name, entry in ENTRIES[vector["door"]].items():
        assert answer(entry, vector["input"]) == vector["expect"], name


@pytest.mark.parametrize("door", DOORS)
def test_the_files_are_what_the_generator_gives(door):
    files = {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / door).glob("*.json")}
    assert files == made(door), "write them anew: python -m tests.vectors"


@pytest.mark.parametrize("door", DOORS)
def test_each_vector_says_its_one_fault_in_a_sentence(door):
    told = [json.loads(text)["fault"] for text in made(door).values()]
    assert all(fault.endswith(".") and 10 < len(fault) < 200 for fault in told)
    assert len(set(told)) == len(told), "two vectors with the same fault"


@pytest.mark.parametrize("door", DOORS)
def test_each_door_also_takes_what_is_sound(door):
    assert any("code" not in json.loads(text)["expect"] for text in made(door).values())
