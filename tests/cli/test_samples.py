"""The samples: every claim's words are in its text, once, and nothing is copied from the seeds."""

from __future__ import annotations

import re

import pytest

from mithaq.cli import samples

OURS = {one.key: one.data.decode() for one in samples.reports()}
SEEDS = {one.key: one.data.decode() for one in samples.seeds()}


def test_there_are_five_languages():
    assert sorted(OURS) == ["ar", "en", "es", "fr", "ur"]


@pytest.mark.parametrize("texts", [OURS, SEEDS], ids=["ours", "seeds"])
def test_every_quote_occurs_once(texts):
    told = samples.claims(set(texts))
    assert [one["quote"] for one in told if texts[one["source"]].count(one["quote"]) != 1] == []


def test_no_word_of_the_seeds_is_copied():
    assert not any("quote" in one for one in samples.load("seed-claims.json"))


def test_passages_of_the_seeds_are_a_few_words():
    told = samples.claims(set(SEEDS))
    assert all(1 <= len(one["quote"].split()) <= 6 for one in told)
    assert len(told) == (len(samples.load("seed-claims.json")) if SEEDS else 0)


def test_no_sentence_of_the_seeds_is_in_our_texts():
    if not SEEDS:
        pytest.skip("the seed reports are not here")
    theirs = set().union(*map(_runs, SEEDS.values()))
    assert {run for text in OURS.values() for run in _runs(text)} & theirs == set()


def _runs(text, length=8):
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_the_differences_are_there():
    told = samples.claims(set(OURS))
    assert {one["value"] for one in told if one["about"] == "visit/air-inspector"} == {
        "2023-10",
        "2024-11",
    }
    assert {one["value"] for one in told if one["about"] == "area/cybersecurity"} == {
        "agreed",
        "possible",
    }
    assert {
        one["value"] for one in told if one["about"] == "memorandum" and one["says"] == "type"
    } == {"mou", "agreement"}


def test_the_example_programme_is_marked_as_one():
    programme = samples.load("programme-2027.json")
    assert "EXAMPLE" in programme["title"]
    assert len(programme["activities"]) == 13
    assert all(
        "remarks:en=EXAMPLE, invented: not a plan of anybody" in samples.activity(row)
        for row in programme["activities"]
    )


def test_every_claim_is_about_a_record_of_the_register():
    keys = {row["key"] for row in samples.load("register.json")}
    assert {one["about"] for one in samples.claims(set(OURS) | set(SEEDS))} <= keys
