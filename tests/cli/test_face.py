"""What every command keeps to: help in five languages, aligned tables, isolated numbers, JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from mithaq.cli import bundle, fields, output
from mithaq.cli.main import COMMANDS, front, parser_for
from mithaq.messages.language import LANGUAGES, use
from mithaq.record.refusal import Refusal


@pytest.fixture(autouse=True)
def _english():
    use("en")
    yield
    use("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_help(language):
    use(language)
    assert all(parser_for(name).format_help() for name in COMMANDS)
    assert all(name in front().format_help() for name in COMMANDS)


def test_mithaq_alone_lists_the_commands(typed):
    status, out, _err = typed()
    assert status == 0
    assert all(f"\n  {name} " in out for name in COMMANDS)


def test_the_language_of_help_may_stand_anywhere(typed):
    assert typed("--language", "fr", "verify", "--help")[0] == 0
    assert typed("verify", "--help", "--language", "fr")[0] == 0
    assert typed("verify", "--language", "tlh")[0] == 2


def test_a_table_is_aligned_by_columns_not_by_letters():
    lines = output.table(["a", "b"], [["تَجْرِبة", "x"], ["long word", "y"]])
    assert [output.width(line) for line in lines[1:]] == [12, 12, 12]


def test_numbers_are_isolated_only_from_right_to_left():
    assert output.short("0123456789abcdef") == "0123456789"
    use("ar")
    assert output.short("0123456789abcdef") == "\u20660123456789\u2069"


@pytest.mark.parametrize(
    "command",
    [("register",), ("waiting",), ("identity",), ("people",), ("history", "--in", "national")],
)
def test_json_is_one_value(command, typed, salma):
    status, out, err = typed(*command, *salma, "--json")
    assert (status, err) == (0, "")
    json.loads(out)


def test_verify_needs_no_node_and_starts_at_once():
    code = (
        "import sys; import mithaq.cli.main as m; m.command('verify'); print(*sorted(sys.modules))"
    )
    begun = time.process_time()
    best = 9.0
    for _try in range(3):
        begun = time.perf_counter()
        loaded = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        best = min(best, time.perf_counter() - begun)
    assert not [
        name
        for name in loaded
        if name.startswith(("django", "mithaq.node", "mithaq.desk", "psycopg", "sqlite3"))
    ]
    assert best < 0.5


def test_checking_a_proof_needs_no_node():
    code = "import sys; import mithaq.cli.main as m; m.command('prove-fork'); print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not [name for name in loaded if name.startswith(("django", "mithaq.node"))]


def nothing(_text):
    raise Refusal("desk.unknown", text="")


def test_fields_are_typed_by_their_type():
    told = fields.read(
        ["title=One", "title:fr=Un", "areas=training,exercises", "edition=5", "participants=party:ma;count:8", "participants=party:pk;count:6", "host=withheld", "place=-"],
        kind="activity", party="ma", find=nothing,
    )  # fmt: skip
    assert told["title"]["is"] == {
        "en": {"text": "One", "role": "working"},
        "fr": {"text": "Un", "role": "working"},
    }
    assert told["areas"] == {"is": ["training", "exercises"]}
    assert told["edition"] == {"is": 5}
    assert told["participants"]["is"] == [{"party": "ma", "count": 8}, {"party": "pk", "count": 6}]
    assert told["host"] == {"withheld_by": "ma"}
    assert told["place"] is None


def test_a_field_as_it_stands_in_a_content_is_taken_as_it_is():
    told = fields.read(
        ['host:={"disputed":[{"by":"ma","is":"ma"},{"by":"pk","is":"pk"}]}', "edition:=5"],
        kind="activity",
        party="ma",
        find=nothing,
    )
    assert told["host"] == {"disputed": [{"by": "ma", "is": "ma"}, {"by": "pk", "is": "pk"}]}
    assert told["edition"] == {"is": 5}


def test_a_field_lists_its_codes_in_the_reader_s_words(typed):
    status, out, _ = typed("say", "fields", "instrument", "basis", "--language", "fr")
    assert status == 0
    assert "press" in out
    assert typed("say", "fields", "instrument", "colour")[0] == 2


def test_what_comes_next_can_be_typed(typed, home):
    salma = ("--home", home, "--as", "salma")
    typed("say", "draft", "instrument", "title=Memorandum", *salma)
    _, out, _ = typed("show", "Memorandum", *salma)
    assert "  mithaq say step " in out
    assert out.split("  mithaq say step ")[1].split()[1] == "sign"


@pytest.mark.parametrize("language", ["ar", "ur", "fr", "es"])
def test_no_code_is_shown_where_a_label_exists(language, typed, home):
    salma = ("--home", home, "--as", "salma", "--language", language)
    typed("say", "draft", "area", "code=training", "title=X", "status=agreed", *salma)
    said = "".join(
        typed(*words, *salma)[1]
        for words in (("history", "--in", "national"), ("show", "X"), ("people",), ("--help",))
    )
    for raw in ("propose ", "join", "present\n", "unclassified", "restricted", "version number"):
        assert raw not in said


def test_evidence_is_told_in_words_with_what_to_do():
    receipt = SimpleNamespace(
        number=1, part=1, parts=1, author="ma", admitted={}, duplicates=0, waiting=0, dropped=(),
        already=False,
    )  # fmt: skip
    fork = SimpleNamespace(code="F_FORK", party="ma", fields={"seq": 3})
    opened = SimpleNamespace(receipt=receipt, evidence=(fork,), acknowledged=False, unlocked=False)
    lines = bundle.receipt(opened)
    assert "  ma signed two different acts at one place of its feed." in lines
    assert any("Stop signing" in line for line in lines)


def test_every_cell_of_a_table_keeps_its_own_direction():
    use("ur")
    line = output.table(["سے"], [["2026-11-21"]])[-1]
    use("en")
    assert line == "\u200f\u20662026-11-21\u2069"
    assert output.table(["since"], [["2026-11-21"]])[-1] == "2026-11-21"
