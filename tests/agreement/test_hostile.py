"""What a lying or careless party may write stops nobody, slows nobody, and splits no two nodes."""

from __future__ import annotations

import time

import pytest

from mithaq.record.refusal import Refusal
from tests.agreement.make import Pair, activity, commitment, content, said, words
from tests.record.make import Author, record_id


@pytest.mark.parametrize("kind", ["document", "x-pk-odd", "body", "activity"])
@pytest.mark.parametrize("legs", [5, "abc", [5], [{"due": 5}]])
def test_a_field_named_legs_of_another_kind_holds_anything_and_hides_no_record(kind, legs):
    pair = Pair()
    blob = activity(legs=legs) if kind == "activity" else content(kind, title=words("x"), legs=legs)
    pair.agree("odd", blob)
    for day in (None, "2027-01-01T00:00:00Z"):
        assert pair.view("odd", as_of=day).consent == "agreed"
    assert pair.standing.digest() == pair.in_another_order(1).digest()


def test_a_commitment_has_thirty_two_legs_at_most():
    pair = Pair()
    for count, state in ((32, "present"), (33, "malformed"), (20_000, "malformed")):
        legs = [{"party": f"p{n}"} for n in range(count)]
        pair.propose("pk", f"c{count}", content("commitment", title=words("x"), legs=legs))
        (version,) = pair.view(f"c{count}").versions
        assert version.content == state


def test_thousands_of_recalls_and_of_steps_past_the_limit_cost_no_more_than_they_are():
    pair = Pair()
    versions = []
    for n in range(600):
        versions.append(pair.propose("pk", "d", content("document", title=words(str(n)))))
        pair.act("pk", "withdraw", {"version": versions[-1].id})
    for n in range(1200):
        pair.state("pk", "d", "recall", version=versions[n % 600].id)
    on = pair.agree("c", commitment())
    for n in range(1200):
        data = {"step": "start", "on": on.id, "leg": "pk", "n": n}
        body = {"version": on.id, "data": data, "replaces": "ab" * 32}
        pair.state("pk", "c", "step", **body)
    begun = time.process_time()
    pair.standing.digest()
    assert time.process_time() - begun < 4, "a tenth of it on an idle machine; once it was a minute"


def test_an_answer_to_what_its_author_had_not_seen_is_no_word_on_the_record():
    pair = Pair()
    version = pair.propose("ma", "d", content("document", title=words("x")))
    body = {"version": version.id, "content": version.body["content"]["sha256"]}
    early = pair.authors["pk"].write("accept", body, time="2026-11-21T21:00:00Z")
    wanted = pair.view("d", as_of="2027-01-01")
    assert wanted.silence["pk"].spoke is False
    channel, standing = pair.fresh()
    joins = [act for act in pair.acts if act.kind == "join"]
    for act in (*joins, early, version):
        channel.admit(act)
        standing.take(act)
    assert standing.record(record_id("d"), as_of="2027-01-01") == wanted


def test_steps_on_two_branches_that_both_count_are_taken_in_one_order():
    pair = Pair()
    on = pair.agree("c", content("body", title=words("x"), mandate=words("y")))
    heads = {name: author.feed[:] for name, author in pair.authors.items()}
    for text in ("one", "other"):
        ma, pk = (
            Author(pair.charter, name, feed=heads[name][:], on_act=pair._on_act)
            for name in pair.names
        )
        data = {"step": "constitute", "on": on.id, "text": said(text)}
        first = ma.write(
            "statement",
            {"topic": "step", "record": record_id("c"), "version": on.id, "data": data},
            pk.feed[-1],
        )
        second = pk.write(
            "statement",
            {"topic": "step", "record": record_id("c"), "version": on.id, "data": data},
            first,
        )
        ma.ack(second)
    assert len(pair.channel.forks()) == 2
    for seed in range(12):
        other = pair.in_another_order(seed)
        assert other.as_json() == pair.standing.as_json()
        assert other.record(record_id("c")) == pair.view("c")


def test_a_void_proposal_is_refused_at_the_door_by_a_code():
    pair = Pair()
    pair.agree("d", content("document", title=words("x")))
    void = pair.propose("pk", "d", content("document", title=words("y")))
    with pytest.raises(Refusal, match="V_NOT_OPEN"):
        pair.standing.check_accept(void.id)
