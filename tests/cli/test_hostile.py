"""What another side wrote is shown to a person, and never obeyed by the terminal."""

from __future__ import annotations

import io
import json

import pytest

from mithaq.cli.output import Output, table
from mithaq.messages import sentence
from mithaq.messages.language import fill, isolated, tame
from mithaq.record.refusal import Refusal

EVIL = (
    "\x1b[2J\x1b]0;owned\x07",
    "a\u202eb",
    "\x9b31m",
    "one\r\ntwo",
    "x\nagreed    0000",
    "\u2067open",
    "\u2069shut",
    "\u2028",
)
OBEYED = set("\x1b\x07\x9b\r\u202e\u2028")


@pytest.mark.parametrize("text", EVIL)
def test_a_value_neither_moves_the_terminal_nor_writes_lines_of_its_own(text):
    told = [
        isolated(text), isolated(text, "ar"), fill("Sound: {title}", title=text),
        *sentence(Refusal("E_PARTY", party=text), "en"), *table(["a", "b"], [[text, "c"]]),
    ]  # fmt: skip
    for line in told:
        assert not OBEYED & set(line)
        assert "\n" not in line
        depth = [0]
        for one in line:
            depth.append(depth[-1] + (one in "\u2066\u2067\u2068") - (one == "\u2069"))
        assert min(depth) == depth[-1] == 0


@pytest.mark.parametrize("text", EVIL)
def test_lines_and_json_are_tame_too(text):
    lines, data = io.StringIO(), io.StringIO()
    Output(as_json=False, out=lines, err=lines).line(text)
    Output(as_json=False, out=lines, err=lines).aside(text)
    Output(as_json=True, out=data, err=data).json({"title": text})
    assert not OBEYED & set(lines.getvalue() + data.getvalue())
    assert json.loads(data.getvalue()) == {"title": text}


@pytest.mark.parametrize("text", ["اتفاق 2026/3", "a\tb\nc", "\u2068x\u2069 y", "नमस्ते \u200d"])
def test_honest_text_stays_as_it_is(text):
    assert tame(text) == text
