"""The catalogue checker finds what a reader would stumble over."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Message

from tools import catalogues


@pytest.mark.parametrize(
    ("source", "translated", "fault"),
    [
        ("{count} acts waiting.", "{count} actes en attente.", None),
        ("{count} acts waiting.", "", "not translated"),
        ("{count} acts waiting.", "{nombre} actes en attente.", "fields differ"),
        ("{count} acts waiting.", "des actes en attente.", "fields differ"),
        ("{count} acts waiting.", "{count actes en attente.", "fields differ"),
        ("%(prog)s: error", "erreur", "fields differ"),
        (("{n} act", "{n} acts"), ("un acte", "{n} actes"), None),
        (("{n} act", "{n} acts"), ("{n} acte", ""), "not translated"),
        (("{n} act", "{n} acts"), ("{m} acte", "{n} actes"), "fields differ"),
    ],
)
def test_it_judges_a_translation(source, translated, fault):
    found = catalogues.wrong(Message(source), Message(source, translated))
    assert [line.split(" (")[0] for line in found] == ([fault] if fault else [])


def test_it_refuses_a_fuzzy_translation():
    fuzzy = Message("a", "b", flags=["fuzzy"])
    assert catalogues.wrong(Message("a"), fuzzy) == ["fuzzy"]


def test_it_finds_a_message_that_a_catalogue_lacks():
    assert catalogues.wrong(Message("a"), None) == ["not translated"]


def test_it_writes_the_same_bytes_each_time():
    template = catalogues.extracted()
    assert catalogues.as_po(template) == catalogues.as_po(catalogues.extracted())


def test_it_finds_a_string_inside_an_f_string(tmp_path, monkeypatch):
    (tmp_path / "door.py").write_text(
        "print(f\"mithaq: {_('internal error')}\", ngettext('{n} act', '{n} acts', 2))\n"
    )
    monkeypatch.setattr(catalogues, "SOURCE", tmp_path)
    found = {message.id for message in catalogues.extracted() if message.id}
    assert found == {"internal error", ("{n} act", "{n} acts")}
