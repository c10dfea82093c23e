"""Vectors of bundles that tell two readings of one sentence apart; a stranger had to guess at each."""

from __future__ import annotations

from mithaq.exchange.members import KEYS
from mithaq.record.envelope import write_envelope
from tests.exchange.forge import pairs_of, put, replaced, resigned, tar_of
from tests.exchange.side import MA, PK, Side, sides
from tests.record.make import Author, Key, charter_of, manifest, node_key

TR = "tr"
FEEDS = 32 * 1024 * 1024
PART = 128 * 1024 * 1024


def story(*names, charter=None):
    """Morocco joins, proposes and tells."""
    ma = sides(*names, charter=charter)[0]
    ma.join()
    ma.propose()
    ma.say("begun")
    return ma


def three():
    """Morocco, and Turkey which has joined, in a channel with Pakistan."""
    charter = charter_of(MA, PK, TR)
    ma, tr = Side(charter, MA), Side(charter, TR)
    tr.join()
    return ma, tr


def feed(pairs, party=MA):
    return next(name for name, _ in pairs if name.startswith(f"feeds/{party}/"))


def cases():
    """Give (name, fault, code, tar, parts before, charter or None)."""
    yield from waits()
    yield from codes()
    yield from late()
    yield from sizes()
    yield from unsent()
    yield from branches()


def with_last(pairs, line):
    name = feed(pairs)
    kept = dict(pairs)[name].splitlines(keepends=True)[:-1]
    return tar_of(resigned(replaced(pairs, name, b"".join([*kept, line + b"\n"])), node_key(MA)))


def by_thief(ma):
    """The newest act of Morocco as a thief would have it: another key, which no act announced."""
    thief = Author(ma.charter, MA, feed=list(ma.author.feed[:-1]), key=Key("thief"))
    return write_envelope(thief.envelope("ack", {}))


def waits():
    ma, tr = three()
    ma.apply(tr.tar(to=MA))
    ma.join()
    ma.say("begun")
    tar = with_last(pairs_of(ma.tar(to=PK)), by_thief(ma))
    said = "An act waits for a later act of the same part, and then its key proves wrong."
    yield "act_waits_then_other_key", said, "E_KEY", tar, (), ma.charter
    ma = story()
    bad = with_last(pairs_of(ma.tar(to=PK, have={MA: 2})), by_thief(ma))
    said = "an act of an earlier part waited and proves bad: it is dropped, the part is taken."
    yield "waited_and_proved_bad", said, None, ma.tar(to=PK), (bad,), None


def codes():
    ma, tr = three()
    ma.apply(tr.tar(to=MA))
    ma.join()

    def false_roots(payload):
        for party in (MA, TR):
            payload["heads"][party]["root"] = "0" * 64

    tar = tar_of(resigned(pairs_of(ma.tar(to=PK)), node_key(MA), change=false_roots))
    said = "false roots of two feeds: the same code twice."
    yield "false_roots", said, None, tar, (), ma.charter
    ma, pk = sides()
    pk.join()
    pk.say("written before the disk was lost")
    ma.apply(pk.tar(to=MA))
    ma.join()
    said = "two acts of the reader's own come back that it does not hold: told once."
    yield "own_acts", said, None, ma.tar(to=PK), (), None
    left, right, third = (twin(words) for words in ("two ways", "another way", "a third way"))
    one, two = left.tar(to=PK), right.tar(to=PK, number=2)
    both = knowing(left, right).tar(to=PK, number=3)
    said = "a part after the one that brought the fork: it is not told again."
    yield "fork_known", said, None, both, (one, two), None
    more = knowing(left, right, third).tar(to=PK, number=3)
    said = "a further act at the place of a known fork: it is not told again."
    yield "fork_third", said, None, more, (one, two), None


def twin(words):
    ma = story()
    ma.say(words)
    return ma


def knowing(*twins):
    """Morocco as it would be if it knew of all its branches."""
    lines = {line.id: line for one in twins for line in one.lines}
    ma = Side(twins[0].charter, MA, lines=list(lines.values()), shelf=dict(twins[0].shelf))
    ma.fold()
    return ma


def late():
    ma = story()
    rotated = story()
    rotated.author.rotate(manifest=manifest(rotated.charter, MA), key=node_key(MA, 1))
    new = rotated.tar(to=PK)
    said = "a greater number under an earlier key: late, and its smaller head no evidence."
    yield "greater_number_under_old_key", said, None, ma.tar(to=PK, number=9), (new,), None
    nine = ma.tar(to=PK, number=9)
    said = "a late part once more: already applied, and not called late."
    again = story().tar(to=PK, number=1)
    yield "late_again", said, None, again, (again, nine), None
    said = "a smaller number under a later key: not late."
    yield "smaller_number_under_new_key", said, None, new, (nine,), None
    less = Side(ma.charter, MA, lines=ma.lines[:2])
    less.fold()
    head = less.channel.heads()[MA]

    def behind(payload):
        payload["heads"][MA].update(seq=head.seq, id=head.id, size=head.size, root=head.root)

    empty = pairs_of(rotated.tar(to=PK, number=2, have=rotated.sizes()))
    tar = tar_of(resigned(empty, node_key(MA, 1), change=behind))
    said = "a smaller number under a later key, with a smaller head: newer words, so evidence."
    yield "smaller_head_under_new_key", said, None, tar, (nine,), None
    bare = [one for one in pairs_of(new) if one[0] != KEYS]
    tar = tar_of(resigned(bare, node_key(MA)))
    said = "the part itself holds the act that gives up the key it is signed with: late."
    yield "key_change_inside", said, None, tar, (), None


def sizes():
    pairs = pairs_of(story().tar(to=PK))
    empty = tar_of(resigned(put(pairs, KEYS, b""), node_key(MA)))
    yield "keys_empty", "keys.jsonl is there and empty.", "E_MEMBER", empty, (), None

    def listed(prefix, size):
        def change(payload):
            next(one for one in payload["files"] if one["name"].startswith(prefix))["size"] = size

        return tar_of(resigned(pairs, node_key(MA), change=change))

    said = "The manifest lists one byte of feeds more than 32 MiB."
    yield "feeds_too_large", said, "E_SIZE", listed("feeds/", FEEDS + 1), (), None
    said = "The manifest lists 32 MiB of feeds, which would be allowed, and fewer are there."
    yield "feeds_at_limit", said, "E_HASH", listed("feeds/", FEEDS), (), None
    said = "The manifest lists files of more than 128 MiB together."
    yield "files_too_large", said, "E_SIZE", listed("summary", PART), (), None


def unsent():
    ma, tr = three()
    ma.join()
    ma.apply(tr.tar(to=MA))
    ma.say("seen")
    tar = ma.tar(to=PK, have={TR: 1})
    said = "all its acts came, and one waits: nothing is withheld."
    yield "waiting_was_sent", said, None, tar, (), ma.charter
    ma = story()
    ma.say("more")
    less = Side(ma.charter, MA, lines=ma.lines[:2], shelf=dict(ma.shelf), number=ma.number)
    less.fold()
    pairs = pairs_of(ma.tar(to=PK, number=2, have={MA: 2}))
    last = dict(pairs)[feed(pairs)].splitlines(keepends=True)[-1]
    rest = [one for one in pairs if one[0] != feed(pairs)]

    def one_act(payload):
        payload["ranges"][MA] = {"first": 3, "last": 3, "count": 1}

    changed = resigned(put(rest, f"feeds/{MA}/3-3.jsonl", last), node_key(MA), change=one_act)
    said = "the last act came and waits, the one before was left out: withheld."
    yield "middle_withheld", said, None, tar_of(changed), (less.tar(to=PK),), None

    ma, tr = three()
    ma.apply(tr.tar(to=MA))
    ma.join()

    def longer(payload):
        for party in (MA, TR):
            payload["heads"][party].update(seq=1, size=2, id="0" * 64)

    tar = tar_of(resigned(pairs_of(ma.tar(to=PK)), node_key(MA), change=longer))
    said = "heads of two feeds are past what it hands over: the same code twice."
    yield "two_withheld", said, None, tar, (), ma.charter


def branches():
    low, high = sorted(
        (twin(words) for words in ("two ways", "another way")), key=lambda one: one.lines[-1].id
    )
    first, *_, last = knowing(low, high).write(to=PK, number=2, size=2_000)
    assert first.manifest.heads[MA].id == low.lines[-1].id
    assert first.manifest.ranges[MA].last < 3 <= last.manifest.ranges[MA].last
    tar = b"".join(first.chunks())
    said = "a head without root names a branch that a later part will bring: no evidence."
    yield "fork_named_ahead", said, None, tar, (high.tar(to=PK),), None

    def no_branch(payload):
        payload["heads"][MA].update(id="0" * 64, root=None)

    tar = tar_of(resigned(pairs_of(story().tar(to=PK)), node_key(MA), change=no_branch))
    said = "a head without root names a branch that no part brings: withheld."
    yield "fork_named_unsent", said, None, tar, (), None
