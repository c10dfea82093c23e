"""Which language a reader gets, and that no one gets a third one."""

from __future__ import annotations

import pytest

from mithaq.messages import language


@pytest.mark.parametrize(
    ("told", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "ur_PK.UTF-8"}, "ur"),
        ({"LANG": "fr_MA.UTF-8", "LC_ALL": "ar_MA.UTF-8"}, "ar"),
        ({"LANGUAGE": "de:es:fr", "LANG": "de_DE.UTF-8"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_it_detects_the_reader_s_language(told, spoken):
    assert language.detected(told) == spoken


def test_it_shows_english_where_a_catalogue_lacks_a_string():
    assert language.translation("ur").gettext("no such sentence") == "no such sentence"
    assert language.translation("xx").gettext("no such sentence") == "no such sentence"


def test_it_isolates_fields_in_right_to_left_sentences_only():
    assert language.isolated("MoU-2026/3", "ur") == "\u2068MoU-2026/3\u2069"
    assert language.isolated("MoU-2026/3", "es") == "MoU-2026/3"
    assert language.isolated("", "ar") == ""


def test_what_has_no_letter_runs_from_left_to_right_on_every_screen():
    assert language.isolated("2026-11-21", "ar") == "\u20662026-11-21\u2069"
    assert language.isolated("2026-11-21", "fr") == "2026-11-21"


@pytest.fixture
def english_again():
    yield
    language.use("en")


@pytest.mark.usefixtures("english_again")
def test_it_speaks_what_it_is_told_to():
    language.use("ar")
    assert language.in_use() == "ar"
    language.use("klingon")
    assert language.in_use() == "en"


def test_every_catalogue_is_in_the_package():
    for code in language.LANGUAGES:
        if code != "en":
            assert (language.CATALOGUES / code / "LC_MESSAGES" / "mithaq.mo").exists()
