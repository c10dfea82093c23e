"""Documentation that cannot lag: what exists is described, what is linked exists, what is shown runs."""

from __future__ import annotations

import re

import pytest

from mithaq import messages
from mithaq.cli.main import COMMANDS
from tests.house import source

PAGES = sorted([*source.HERE.glob("*.md"), *(source.HERE / "docs").rglob("*.md")])
GUIDES = sorted((source.HERE / "docs" / "guide").glob("*.md"))
SPEC = sorted((source.HERE / "docs" / "spec").glob("*.md"))


def _told(pages):
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def test_every_command_is_shown_in_a_guide():
    told = set(re.findall(r"\bmithaq(?: --[a-z]+ \S+)* ([a-z-]+)", _told(GUIDES)))
    assert not sorted(set(COMMANDS) - told)


def test_every_setting_is_in_the_administrator_s_guide():
    settings = set()
    for path in source.trees():
        for text in source.strings(path):
            settings |= set(re.findall(r"^MITHAQ_[A-Z_]+$", text))
    text = (source.SOURCE / "node" / "home.py").read_text(encoding="utf-8")
    settings |= set(re.findall(r"^\[?([a-z_]+)(?:\]$| = \{)", text, re.MULTILINE))
    guide = _told([source.HERE / "docs" / "guide" / "administrator.md"])
    assert settings
    assert not {name for name in settings if f"`{name}`" not in guide}


def test_every_code_of_the_record_is_in_the_spec():
    told = _told(SPEC)
    codes = {code for _, code, _, _ in messages.codes() if re.match(r"[EWFV]_[A-Z]", code)}
    assert not sorted(code for code in codes if not re.search(rf"\b{code}\b", told))


def test_the_spec_names_no_code_that_does_not_exist():
    known = {code for _, code, _, _ in messages.codes()}
    assert not sorted(set(re.findall(r"\b[EWFV]_[A-Z_]+[A-Z]\b", _told(SPEC))) - known)


@pytest.mark.parametrize("page", SPEC, ids=lambda page: page.name)
def test_a_page_of_the_spec_can_be_read_over_a_coffee(page):
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 300


def test_every_direct_dependency_has_its_reason():
    told = (source.HERE / "docs" / "dependencies.md").read_text(encoding="utf-8")
    written = set(re.findall(r"^\| ([A-Za-z0-9-]+) \|", told, re.MULTILINE)) - {"package", "---"}
    project = (source.HERE / "pyproject.toml").read_text(encoding="utf-8")
    listed = set(re.findall(r'^    "([A-Za-z0-9-]+)(?:\[\w+\])?[<>=]', project, re.MULTILINE))
    listed |= set(re.findall(r'^postgres = \["([a-z]+)', project, re.MULTILINE))
    assert {name.lower() for name in written} == {name.lower() for name in listed}


def test_every_link_leads_somewhere():
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(source.HERE)}: {target}")
    assert not broken


def test_every_decision_record_is_in_the_log():
    folder = source.HERE / "docs" / "adr"
    log = (folder / "README.md").read_text(encoding="utf-8")
    assert not [page.name for page in folder.glob("[0-9]*.md") if page.name not in log]


def test_the_glossary_has_five_languages():
    rows = (source.HERE / "docs" / "glossary.tsv").read_text(encoding="utf-8").splitlines()
    short = [row for row in rows if not all(row.split("\t")[:6])]
    assert not short


def test_no_page_says_that_make_can_do_what_it_cannot():
    makefile = (source.HERE / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    asked = set(re.findall(r"`make ([a-z ]+)`", _told(PAGES)))
    assert not {word for words in asked for word in words.split()} - targets - {"twice"}
