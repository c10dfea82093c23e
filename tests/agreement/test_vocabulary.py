"""Every closed list has five labels; every glossary type and area of the design is there."""

from __future__ import annotations

import re
import unicodedata

import pytest

from mithaq.agreement.lifecycles import LIFECYCLES, PLAIN
from mithaq.agreement.lifecycles.guards import _CONFERENCE
from mithaq.agreement.lifecycles.table import LEG
from mithaq.agreement.rights import OFFICES
from mithaq.agreement.vocabulary import FAMILIES, LANGUAGES, is_code, label, owner_of
from mithaq.agreement.vocabulary.activity_types import (
    ACTIVITY_FORMS,
    ACTIVITY_TYPES,
    FORM_OF,
    PLANNED_BY_CONFERENCES,
)
from mithaq.agreement.vocabulary.fields import FIELDS, SHAPES
from mithaq.agreement.vocabulary.kinds import KIND_FIELDS, KINDS
from mithaq.agreement.vocabulary.markings import higher, rank
from mithaq.agreement.vocabulary.states import NATIONAL_TOPICS

AREAS = [
    "training",
    "collective_training",
    "exercises",
    "cybersecurity",
    "cyber_defence",
    "defence_industry",
    "military_health",
    "expertise_exchange",
    "information_sharing",
    "counter_terrorism",
    "peacekeeping",
    "maritime_security",
    "military_education",
    "technology_transfer",
    "logistics",
    "intelligence",
    "space",
    "capacity_building",
    "health",
    "education",
    "trade",
    "culture",
    "digital",
    "border_security",
    "organised_crime",
    "disaster_relief",
    "demining",
    "electronic_warfare",
    "energy",
    "agriculture",
    "transport",
    "social_security",
    "mutual_defence",
]
CLAUSES = [
    "PRE",
    "DEF",
    "OBJ",
    "AUT",
    "ARE",
    "FOR",
    "BOD",
    "PLN",
    "IMP",
    "POC",
    "FIN",
    "MED",
    "STA",
    "JUR",
    "CLM",
    "SEC",
    "IND",
    "IPR",
    "LOG",
    "ENV",
    "PUB",
    "OBL",
    "BND",
    "DIS",
    "AMD",
    "EIF",
    "DUR",
    "TER",
    "LAN",
    "SIG",
    "ANX",
]
TERMS = [term for terms in FAMILIES.values() for term in terms.values()]
ARABIC = re.compile(r"[\u0600-\u06ff]")
#: Letters that Arabic does not write and Urdu does, and the reverse.
URDU_ONLY = re.compile(
    r"[\u06cc\u06a9\u06c1\u06be\u06d2\u0679\u0688\u0691\u06ba\u067e\u0686\u06af]"
)
ARABIC_ONLY = re.compile(r"[\u064a\u0643\u0629\u0649]")


def test_the_lists_of_the_design_are_complete():
    assert set(AREAS) <= set(FAMILIES["area"])
    assert list(FAMILIES["clause"]) == CLAUSES
    assert list(FAMILIES["marking"]) == [
        "unclassified",
        "official",
        "restricted",
        "confidential",
        "secret",
        "top_secret",
    ]
    assert set(OFFICES) <= set(FAMILIES["office"])
    assert len(ACTIVITY_TYPES) >= 40
    assert {"training", "collective_training", "cybersecurity", "cyber_defence"} <= set(
        FAMILIES["area"]
    )


@pytest.mark.parametrize("family", FAMILIES)
def test_every_term_has_a_label_in_every_language_in_its_own_script(family):
    for term in FAMILIES[family].values():
        for language in LANGUAGES:
            text = term.label(language)
            assert text == text.strip(), term.code
            assert text, term.code
            assert unicodedata.normalize("NFC", text) == text, (term.code, language)
            assert bool(ARABIC.search(text)) == (language in ("ar", "ur")), (term.code, language)
        assert not URDU_ONLY.search(term.ar), term.code
        assert not ARABIC_ONLY.search(term.ur), term.code
        assert term.seen <= set(LANGUAGES), term.code


@pytest.mark.parametrize("family", FAMILIES)
def test_no_two_codes_of_a_list_read_alike(family):
    for language in LANGUAGES:
        labels = [term.label(language) for term in FAMILIES[family].values()]
        twice = {text for text in labels if labels.count(text) > 1}
        # Urdu has one everyday word for treaty and agreement (glossary, row 1).
        assert twice <= KNOWN_ALIKE, (family, language, twice)


KNOWN_ALIKE = {"معاہدہ"}


def test_codes_are_codes_and_unknown_ones_are_their_own_label():
    assert all(is_code(term.code) for term in TERMS)
    assert label("area", "training", language="fr") == "formation"
    assert label("area", "x-ma-desert", language="ur") == "x-ma-desert"
    assert label("area", "training", language="tlh") == "training (instruction)"
    assert (owner_of("x-ma-desert"), owner_of("training")) == ("ma", None)


def test_every_activity_type_has_a_form():
    assert set(FORM_OF) == set(ACTIVITY_TYPES)
    assert set(FORM_OF.values()) == set(ACTIVITY_FORMS)
    assert {code for code, form in FORM_OF.items() if form == "exercise"} >= PLANNED_BY_CONFERENCES
    assert set(_CONFERENCE.values()) <= set(ACTIVITY_TYPES)


def test_every_kind_has_fields_and_every_field_a_label_and_a_list_for_its_codes():
    assert set(KIND_FIELDS) == set(KINDS)
    assert {
        "instrument",
        "body",
        "area",
        "programme",
        "activity",
        "commitment",
        "source",
        "same_as",
    } <= set(KINDS)
    assert len(KINDS) >= 44
    every = [one for fields in KIND_FIELDS.values() for one in fields.values()] + [
        one for shape in SHAPES.values() for one in shape
    ]
    for one in every:
        assert one.name in FIELDS
        assert one.vocabulary is None or one.vocabulary in FAMILIES, one.name
        assert one.shape is None or one.shape in SHAPES, one.name


def test_every_state_and_step_of_every_table_has_a_label():
    for table in (*LIFECYCLES.values(), PLAIN):
        states = {state for row in table.rows for state in (*row.before, row.after)} | set(
            table.ends
        )
        assert states - {"="} <= set(FAMILIES["state"])
        assert {row.step for row in table.rows} <= set(FAMILIES["step"])
        assert {office for row in table.rows for office in row.offices} <= set(FAMILIES["office"])
        assert all(state in FAMILIES["state"] for name, state in table.begins if name != LEG)


def test_markings_have_an_order_and_an_unknown_one_is_above_all():
    assert rank("unclassified") < rank("official") < rank("top_secret") < rank("cosmic")
    assert higher("official", "restricted") == higher("restricted", "official") == "restricted"


def test_national_topics_are_topics():
    assert set(FAMILIES["topic"]) >= NATIONAL_TOPICS
