"""From cards to a charter: slips and swaps are seen before anybody signs."""

from __future__ import annotations

import itertools
import json
import unicodedata
from hashlib import sha256

import pytest

from mithaq.exchange.fingerprint import LANGUAGES, check_told, digits, words
from mithaq.exchange.pairing import (
    check_own,
    complete,
    compose,
    countersign,
    merge,
    read_card,
    unsigned,
    write_card,
)
from mithaq.exchange.words import LISTS
from mithaq.record.envelope import Signature
from mithaq.record.keys import SMALL_ORDER, spki
from tests.exchange.forge import canonical, code_of
from tests.exchange.side import MA, PK
from tests.record.make import Key, party_entry, root_key, salt


@pytest.fixture
def cards():
    return tuple(read_card(write_card(party_entry(name))) for name in (MA, PK))


def signature(envelope, key):
    return Signature(key.id, key.sign(envelope.pae))


def test_a_charter_goes_round_and_everyone_ends_with_the_same_file(cards):
    bare = compose(cards, title="Defence cooperation", salt=salt("c"))
    assert unsigned(bare) == (MA, PK)
    one = countersign(bare, [signature(bare, root_key(MA))])
    other = countersign(bare, [signature(bare, root_key(PK))])
    assert unsigned(one) == (PK,)
    assert code_of(complete, one) == "E_SIGS"
    both, same = merge(one, other), merge(other, one)
    assert both == same == countersign(both, [signature(bare, root_key(MA))])
    assert complete(both).ids == (MA, PK)
    assert unsigned(both) == ()
    assert both == countersign(
        compose(cards[::-1], title="Defence cooperation", salt=salt("c")), both.signatures
    )


def test_a_card_keeps_its_entry_and_shows_a_slip_of_the_hand(cards):
    data = write_card(party_entry(MA))
    assert read_card(data).entry == party_entry(MA)
    assert read_card(data).fingerprint == cards[0].fingerprint
    assert code_of(read_card, data.replace(b"Party ma", b"Party mo")) == "E_CARD"
    assert code_of(read_card, data[:-1]) == "E_CUT"
    assert code_of(read_card, b"{}\n") == "E_FIELD"
    assert code_of(read_card, b" " * 40_000) == "E_SIZE"
    for place in range(0, len(data), 5):
        bad = bytearray(data)
        bad[place] ^= 1
        assert code_of(read_card, bytes(bad)) is not None


def test_keys_of_small_order_are_refused_in_a_card_already():
    import base64

    for weak in sorted(SMALL_ORDER)[:3]:
        entry = {**party_entry(MA), "node": [base64.b64encode(spki(weak)).decode()]}
        assert code_of(write_card, entry) == "E_KEY_SMALL"
        body = {"v": 1, "kind": "card", "party": entry}
        body["sha256"] = sha256(b"mithaq card v1\n" + canonical(entry)).hexdigest()
        assert code_of(read_card, canonical(body) + b"\n") == "E_KEY_SMALL"


def test_a_charter_that_names_us_otherwise_is_not_signed(cards):
    thief = read_card(write_card({**party_entry(MA), "node": [Key("thief").spki]}))
    assert thief.fingerprint != cards[0].fingerprint
    charter = compose([thief, cards[1]], title="t", salt=salt("c"))
    assert code_of(check_own, charter, cards[0]) == "E_CARD"
    assert code_of(check_own, charter, cards[1]) is None


def test_what_cannot_be_a_joint_charter(cards):
    assert code_of(compose, cards[:1], title="t", salt=salt("c")) == "E_NOT_JOINT"
    assert code_of(compose, [cards[0], cards[0]], title="t", salt=salt("c")) == "E_PARTY"
    shared = read_card(write_card({**party_entry("tr"), "node": party_entry(MA)["node"]}))
    assert code_of(compose, [cards[0], shared], title="t", salt=salt("c")) == "E_KEY"


def test_a_signature_that_is_false_or_a_strangers_is_not_taken(cards):
    bare = compose(cards, title="t", salt=salt("c"))
    false = Signature(root_key(MA).id, b"\1" * 64)
    assert code_of(countersign, bare, [false]) == "E_SIG"
    assert code_of(countersign, bare, [signature(bare, Key("thief"))]) == "E_KEY"
    other = compose(cards, title="u", salt=salt("c"))
    assert code_of(merge, bare, other) == "E_CHANNEL"


# ---------------------------------------------------------------- fingerprints


def test_fingerprints_have_one_form_each():
    told = "0001ffff" + "00" * 12 + "ff" * 16
    assert digits(told) == "00001 65535 00000 00000 00000 00000 00000 00000"
    assert len(words(told, "fr").split()) == 16
    assert words(told, "en").split()[:4] == [LISTS["en"][byte] for byte in (0, 1, 255, 255)]
    assert LANGUAGES == ("ar", "en", "es", "fr", "ur")


def test_what_people_type_is_compared_in_any_script():
    mark = sha256(b"x").hexdigest()
    arabic = digits(mark).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    urdu = digits(mark).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    said = [arabic, urdu, digits(mark).replace(" ", ""), *(words(mark, one) for one in LANGUAGES)]
    for told in [*said, words(mark, "en").upper(), f"  {digits(mark)}\n"]:
        assert code_of(check_told, told, mark) is None
    for told in (
        "",
        "00000",
        digits(mark)[:-1] + "x",
        digits(mark) + " 00000",
        words(mark, "es")[:-1],
    ):
        assert code_of(check_told, told, mark) == "E_FINGERPRINT"


def _bare(word):
    folded = unicodedata.normalize("NFD", word)
    same = str.maketrans("أإآٱىةؤئکیےہھں", "اااايهويكييههن")
    return "".join(one for one in folded if not unicodedata.combining(one)).translate(same)


def _undotted(word):
    groups = ("بتثنيپٹ", "جحخچ", "دذڈ", "رزڑژ", "سش", "صض", "طظ", "عغ", "فق", "كگ")
    skeleton = {letter: group[0] for group in groups for letter in group}
    return "".join(skeleton.get(letter, letter) for letter in _bare(word))


def _near(one, other):
    """Tell whether one letter changed, added or left out makes the one the other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one)
    )
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_can_be_told_apart(language):
    listed = LISTS[language]
    assert len(set(listed)) == 256
    assert list(listed) == sorted(listed)
    assert all(word == unicodedata.normalize("NFC", word) == word.casefold() for word in listed)
    assert all(2 < len(word) < 12 and word.isalpha() for word in listed)
    assert not [pair for pair in itertools.combinations(map(_bare, listed), 2) if _near(*pair)]
    assert len({_undotted(word) for word in listed}) == 256


def test_the_words_never_change():
    """The lists are part of the format: this hash may not move once a version is out."""
    told = json.dumps({name: LISTS[name] for name in LANGUAGES}, ensure_ascii=True)
    assert sha256(told.encode()).hexdigest() == WORDS


WORDS = "d52895da06a3f0afb549134213d33a93c7c70384a665d0ecb0ec74995f2d2cd8"
