"""Each refusal of the command line is one sentence, a next step, a code, and exit 2."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mithaq.cli import naming
from mithaq.record.refusal import Refusal

PLAIN = {
    "cli.file": ("verify", "nothing-here"),
    "cli.no_home": ("register", "--home", "nowhere"),
    "cli.needed": ("init", "--home", "new", "--name", "Morocco", "--trial"),
    "cli.passphrase": ("init", "--home", "new", "--party", "ma", "--name", "Morocco"),
    "cli.kind": ("say", "fields", "poem"),
    "cli.party": ("init", "--home", "new", "--party", "M A", "--name", "Morocco", "--trial"),
    "cli.empty": ("init", "--home", "new", "--party", "ma", "--name", " ", "--trial"),
}
AT_HOME = {
    "cli.field": ("say", "draft", "instrument", "title"),
    "cli.unknown_field": ("say", "draft", "instrument", "colour=red"),
    "cli.value": ("say", "draft", "activity", "title=X", "edition=five"),
    "cli.json": ("say", "draft", "activity", "title=X", "participants:=[{"),
    "cli.no_joint": ("standing",),
    "cli.no_request": ("release", "approve"),
    "cli.code": ("say", "draft", "instrument", "title=X", "type=poem"),
    "cli.twice": ("say", "draft", "instrument", "title=X", "title=Y"),
    "desk.no_such_channel": ("register", "--in", "pk"),
    "date.form": ("waiting", "--as-of", "2026-02-30"),
    "people.account": ("people", "add", "two words", "--office", "es"),
    "desk.unknown": ("show", "nothing-of-the-kind"),
}


@pytest.mark.parametrize("wanted", PLAIN)
def test_it_refuses(wanted, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert code(*PLAIN[wanted]) == wanted


@pytest.mark.parametrize("wanted", AT_HOME)
def test_it_refuses_at_a_node(wanted, code, salma):
    assert code(*AT_HOME[wanted], *salma) == wanted


def test_it_asks_who_acts(code, home):
    assert code("register", "--home", home) == "people.which"
    assert code("register", "--home", home, "--as", "nobody") == "people.unknown"


def test_it_needs_somebody(code, home):
    from mithaq.node.opening import open_node

    with open_node(home) as node, node.desk.ledger.transaction():
        for key in node.desk.ledger.notes("people/"):
            node.desk.ledger.note(key, b"")
    assert code("register", "--home", home) == "people.nobody"


def test_it_knows_offices_and_clearances(home):
    from mithaq.node import people
    from mithaq.node.opening import open_node

    with open_node(home) as node:
        for code, wish in (
            ("people.office", {"offices": ["king"], "clearance": "official"}),
            ("people.clearance", {"offices": ["es"], "clearance": "cosmic"}),
        ):
            with pytest.raises(Refusal) as refusal:
                people.add(node.desk.ledger, "somebody", **wish)
            assert refusal.value.code == code


def test_it_wants_the_same_passphrase_twice(code, tmp_path, monkeypatch):
    told = iter(["one", "other"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _question: next(told))
    words = ("init", "--home", tmp_path / "new", "--party", "ma", "--name", "Morocco")
    assert code(*words) == "cli.passphrases"
    assert not (tmp_path / "new").exists()


def test_it_writes_nothing_over(code, home, tmp_path):
    (tmp_path / "there").mkdir()
    words = ("export", tmp_path / "there", "--in", "national", "--home", home, "--as", "rachid")
    assert code(*words) == "cli.exists"


def area(typed, salma):
    status, *_ = typed(
        "say", "draft", "area", "code=training", "title=Training", "status=agreed", *salma
    )
    assert status == 0


def test_it_asks_which_record_of_one_title(code, typed, salma):
    area(typed, salma)
    area(typed, salma)
    assert code("show", "Training", *salma) == "desk.ambiguous"
    assert code("show", "", *salma) == "desk.unknown"


def test_it_amends_only_what_changes(code, typed, salma):
    area(typed, salma)
    assert code("say", "amend", "Training", *salma) == "cli.nothing"


@pytest.mark.parametrize("data", [b"", b" \n", b"\x7fELF\x00", b"\xff\xfe"])
def test_it_files_texts_only(data, code, salma, tmp_path):
    (tmp_path / "source").write_bytes(data)
    words = ("cite", "file", tmp_path / "source", "--title", "X", "--in-language", "fr")
    assert code(*words, *salma) == "cli.not_text"


def test_it_cites_on_a_field_of_the_kind(code, typed, salma):
    area(typed, salma)
    words = ("cite", "passage", "Training", "Report", "some words", "--field", "plaze")
    assert code(*words, *salma) == "cli.unknown_field"


def test_it_composes_no_charter_of_one_side(code, typed, home, tmp_path):
    rachid = ("--home", home, "--as", "rachid", "--trial")
    compose = ("pair", "compose", tmp_path / "charter", tmp_path / "card", "--title")
    assert typed("pair", "card", tmp_path / "card", *rachid)[0] == 0
    assert code(*compose, " ", *rachid) == "cli.empty"
    assert code(*compose, "X", *rachid) == "cli.own_card"


def test_it_asks_which_request(typed, code, salma, monkeypatch):
    request = SimpleNamespace(id="a" * 64, statement=None)
    monkeypatch.setattr("mithaq.desk.views.requests", lambda *_: (request, request))
    assert code("release", "approve", *salma) == "cli.which_request"


def test_it_asks_which_channel():
    session = SimpleNamespace(desk=SimpleNamespace(joint=lambda: ("a" * 64, "b" * 64)))
    with pytest.raises(Refusal) as refusal:
        naming.channel(session, None)
    assert refusal.value.code == "cli.which_joint"


def test_it_finds_nothing_to_answer(code, typed, salma):
    typed("say", "draft", "area", "code=training", "title=Training", "status=agreed", *salma)
    assert code("say", "withdraw", "Training", *salma) == "cli.nothing_open"


def test_it_asks_which_version(monkeypatch):
    versions = [SimpleNamespace(id=name * 64, state="open", party="ma") for name in "ab"]
    page = SimpleNamespace(view=SimpleNamespace(versions=versions))
    monkeypatch.setattr(naming, "page", lambda _session, _named: page)
    session = SimpleNamespace(desk=SimpleNamespace(party="ma"))
    with pytest.raises(Refusal) as refusal:
        naming.open_version(session, naming.Named(channel="c", record="r" * 32), ours=True)
    assert refusal.value.code == "cli.several_open"


def test_a_command_line_that_cannot_be_read_is_refused_with_its_usage(typed):
    status, out, err = typed("say", "accept")
    assert status == 2
    assert not out
    assert err.startswith("usage: mithaq say accept")
    assert "mithaq: refused: " in err
    assert "hint: " in err


def test_a_fault_of_the_program_is_a_reference_number_and_no_traceback(
    typed, monkeypatch, tmp_path
):
    def broken(*_words, **_named):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("mithaq.cli.verify.verify", broken)
    status, out, err = typed("verify", "anything")
    assert status == 3
    assert not out
    assert "internal error" in err
    assert "secret" not in err
    assert "Traceback" not in err
    assert "secret detail" in next(tmp_path.glob("mithaq-error-*.txt")).read_text()
