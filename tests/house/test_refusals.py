"""The codes are a closed list: each has a sentence, a line in the docs, and something that produces it."""

from __future__ import annotations

import errno
import os
import re
import string
from pathlib import Path

import pytest

from mithaq import messages
from mithaq.messages import words
from mithaq.messages.language import LANGUAGES
from mithaq.record.refusal import Refusal
from tests.house import source

SENTENCES = {code: (text, hint) for _, code, text, hint in messages.codes()}


def _fields(*texts):
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_raised_has_a_sentence():
    lacking = {
        f"{path}:{line} {code}"
        for path, line, code, _ in source.refusals()
        if code not in SENTENCES
    }
    assert not lacking


def test_every_sentence_names_only_fields_that_the_refusal_brings():
    wrong = []
    for path, line, code, brought in source.refusals():
        wanted = _fields(*SENTENCES.get(code, ("", "")))
        if brought is not None and wanted - brought:
            wrong.append(f"{path}:{line} {code} lacks {sorted(wanted - brought)}")
    assert not wrong


def test_no_sentence_is_left_over():
    told = set()
    for path in source.trees():
        if path.parts[0] != "messages":
            told |= source.strings(path)
    assert not sorted(set(SENTENCES) - told)


def test_every_code_is_produced_by_a_test_or_a_vector():
    words = set()
    for path in [
        *(source.HERE / "tests").rglob("*.py"),
        *(source.HERE / "vectors").rglob("*.json"),
    ]:
        if path != Path(__file__):
            words |= set(re.findall(r"[A-Za-z][A-Za-z_0-9.-]+", path.read_text(encoding="utf-8")))
    assert not sorted(set(SENTENCES) - words)


def test_every_code_can_be_said_in_five_languages():
    for code, (text, hint) in SENTENCES.items():
        told = dict.fromkeys(_fields(text, hint), "MoU-2026/3")
        for language in LANGUAGES:
            said, _ = messages.sentence(Refusal(code, **told), language)
            assert said, (code, language)
            assert "{" not in said, (code, language)


def test_a_sentence_is_one_line_and_ends_like_a_sentence():
    bad = [
        code
        for code, (text, hint) in SENTENCES.items()
        if "\n" in text + hint or not text.endswith((".", "?", "}")) or not hint
    ]
    assert not bad


def test_a_field_keeps_its_direction_in_arabic_and_urdu():
    code, (text, _) = next((code, told) for code, told in SENTENCES.items() if _fields(told[0]))
    fields = dict.fromkeys(_fields(text), "MoU-2026/3")
    for language in ("ar", "ur"):
        said, _ = messages.sentence(Refusal(code, **fields), language)
        assert "\u2068MoU-2026/3\u2069" in said
    assert "\u2068" not in messages.sentence(Refusal(code, **fields), "fr")[0]


def test_a_refusal_without_its_fields_is_still_told():
    code = next(code for code, told in SENTENCES.items() if _fields(told[0]))
    said, _ = messages.sentence(Refusal(code), "en")
    assert "{" in said
    assert said != code


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ur"])
def test_the_machine_s_own_words_are_translated_too(language):
    refusal = Refusal("cli.file", name="/x", why="No such file or directory")
    assert "No such file" not in messages.sentence(refusal, language)[0]
    refusal = Refusal("node.disk_full", doing="write", reason="No space left on device")
    assert "No space" not in messages.sentence(refusal, language)[0]


def test_a_person_s_words_are_left_as_they_are():
    refusal = Refusal("cli.file", name="not found", why="not found")
    said = messages.sentence(refusal, "fr")[0]
    assert "not found" in said
    assert "introuvable" in said


def test_a_list_is_joined_as_the_language_joins():
    refusal = Refusal("people.office", office="x", offices=("es", "cc"))
    assert "es, cc" in "".join(messages.sentence(refusal, "fr"))
    assert "\u2068es\u2069، \u2068cc\u2069" in "".join(messages.sentence(refusal, "ur"))


def test_every_reason_of_the_system_that_a_disk_gives_is_known():
    common = (errno.ENOENT, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC)
    more = (errno.EEXIST, errno.EROFS, errno.EIO, errno.ENOTEMPTY, errno.EMFILE, errno.EDQUOT)
    assert not {os.strerror(one) for one in (*common, *more)} - words.KNOWN
