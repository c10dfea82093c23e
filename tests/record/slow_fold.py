"""The rules of docs/spec/channel.md and fold.md once more: plain, slow, and with sets.

Shares no code with ``mithaq.record.past``, ``channel``, ``version``, ``consent`` or ``fork``; only
the ``Act`` that comes in. Every definition is the sentence of the spec over sets of acts, and the
past of an act is the set of all acts in it. Signatures and key manifests are left to others.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import rfc8785


class SlowFold:
    """What follows from a set of acts; ``verdicts`` holds the code of each act not admitted."""

    def __init__(self, channel: str, parties: Iterable[str], acts: Iterable) -> None:
        self.channel = channel
        self.parties = tuple(parties)
        self.acts = {}
        self.past = {}
        self.verdicts = {}
        self.cache = {}
        self._admit_all({act.id: act for act in acts})
        self.S = frozenset(self.acts)

    # ------------------------------------------------------------ admission (channel.md)

    def _admit_all(self, offered):
        grew = True
        while grew:
            grew = False
            for act in offered.values():
                if act.id not in self.acts:
                    code = self.verdict(act)
                    if code is None:
                        self.acts[act.id] = act
                        self.past[act.id] = self._past_of(act)
                        grew = True
        self.verdicts = {
            id: self.verdict(act) for id, act in offered.items() if id not in self.acts
        }

    def _past_of(self, act):
        direct = [act.prev] if act.prev else []
        direct += [id for _, id in act.seen.values()]
        return frozenset(direct).union(*(self.past[id] for id in direct))

    def _known(self, party, acts):
        """The newest place of a party among acts."""
        return max((self.acts[id].seq for id in acts if self.acts[id].party == party), default=-1)

    def verdict(self, act):
        if act.channel != self.channel:
            return "E_CHANNEL"
        if any(party not in self.parties for party in (act.party, *act.seen)):
            return "E_PARTY"
        if act.prev is not None:
            if act.prev not in self.acts:
                return "W_GAP"
            prev = self.acts[act.prev]
            if (prev.party, prev.seq) != (act.party, act.seq - 1):
                return "E_PREV"
        for party, (seq, id) in act.seen.items():
            if id in self.acts and (self.acts[id].party, self.acts[id].seq) != (party, seq):
                return "E_FIELD"
        if any(id not in self.acts for _, id in act.seen.values()):
            return "W_CAUSE"
        return self._order(act)

    def _order(self, act):
        others = [party for party in self.parties if party != act.party]
        says = {party: act.seen[party][0] if party in act.seen else -1 for party in others}
        had = self.past[act.prev] if act.prev else frozenset()
        if any(says[party] < self._known(party, had) for party in others):
            return "E_SEEN_ROLLBACK"
        past = self._past_of(act)
        own = past - had - {act.prev}
        if any(self.acts[id].party == act.party and self.acts[id].seq >= act.seq for id in own):
            return "E_SELF_FUTURE"
        if any(says[party] < self._known(party, past) for party in others):
            return "E_SEEN_NOT_CLOSED"
        places = [(self.acts[id].party, self.acts[id].seq) for id in past]
        if len(set(places)) < len(places):
            return "E_FORK_MIX"
        return None

    # ------------------------------------------------------------ forks (fold.md 6)

    def fork_seq(self, party, S):
        places = [self.acts[id].seq for id in S if self.acts[id].party == party]
        return min((seq for seq in places if places.count(seq) > 1), default=None)

    def _fork_seqs(self, S):
        key = ("forks", S)
        if key not in self.cache:
            self.cache[key] = {party: self.fork_seq(party, S) for party in self.parties}
        return self.cache[key]

    def counts(self, x, S):
        author = self.acts[x].party
        fork = self._fork_seqs(S)[author]
        if fork is None or self.acts[x].seq < fork:
            return True
        others = [party for party in self.parties if party != author]
        return bool(others) and all(
            any(x in self.past[y] for y in S if self.acts[y].party == other) for other in others
        )

    # ------------------------------------------------------------ acts about a version

    def of(self, kind, v, S):
        """The valid, counted acts of a kind on version v in S."""
        key = (kind, v, S)
        if key not in self.cache:
            self.cache[key] = [
                x for x in S
                if self.acts[x].kind == kind and self.acts[x].body["version"] == v
                and self.void(x) is None and self.counts(x, S)
            ]  # fmt: skip
        return self.cache[key]

    def consents(self, v, S):
        own = [v] if self.counts(v, S) else []
        return own + self.of("accept", v, S)

    def signed(self, v, S):
        return {self.acts[c].party for c in self.consents(v, S)}

    def is_proposal(self, v, S):
        return v in S and self.acts[v].kind == "propose" and self.void(v) is None

    def siblings(self, record, base, S):
        return [
            v for v in S
            if self.acts[v].kind == "propose"
            and (self.acts[v].body["record"], self.acts[v].body["base"]) == (record, base)
            and self.void(v) is None
        ]  # fmt: skip

    def group(self, v, S):
        return self.siblings(self.acts[v].body["record"], self.acts[v].body["base"], S)

    # ------------------------------------------------------------ agreed, dead (fold.md 4)

    def full(self, v, S):
        return self.signed(v, S) == set(self.parties)

    def agreed(self, v, S):
        key = ("agreed", v, S)
        if key not in self.cache:
            self.cache[key] = self.full(v, S) and not any(
                self.full(t, S) for t in self.group(v, S) if t != v
            )
        return self.cache[key]

    def chain_length(self, v):
        """How many agreed versions of the record there are up to v."""
        return 0 if v is None else 1 + self.chain_length(self.acts[v].body["base"])

    def rank(self, v):
        body = self.acts[v].body
        bit = sha256(bytes.fromhex(body["record"])).digest()[0] >> 7
        start = self.chain_length(body["base"]) + bit
        return (self.parties.index(self.acts[v].party) - start) % len(self.parties)

    def crosses(self, t, v):
        return (
            self.acts[t].party != self.acts[v].party
            and t not in self.past[v]
            and v not in self.past[t]
            and self.rank(t) < self.rank(v)
        )

    def dead(self, v, S):
        key = ("dead", v, S)
        if key not in self.cache:
            self.cache[key] = self._dead(v, S)
        return self.cache[key]

    def _dead(self, v, S):
        missing = set(self.parties) - self.signed(v, S)
        if not missing:
            return None
        if any(self.acts[d].party in missing for d in self.of("decline", v, S)):
            return "declined"
        if any(
            w in self.past[y] and self.acts[y].party in missing and self.counts(y, S)
            for w in self.of("withdraw", v, S)
            for y in S
        ):
            return "withdrawn"
        others = [t for t in self.group(v, S) if t != v]
        if any(self.agreed(t, S) for t in others):
            return "superseded"
        if any(self.crosses(t, v) for t in others if self.counts(t, S)):
            return "crossed"
        return None

    # ------------------------------------------------------------ validity (fold.md 3)

    def void(self, x):
        key = ("void", x)
        if key not in self.cache:
            judge = getattr(self, "_void_" + self.acts[x].kind, None)
            self.cache[key] = judge(self.acts[x], self.past[x]) if judge else None
        return self.cache[key]

    def _void_propose(self, act, past):
        record, base = act.body["record"], act.body["base"]
        if base is not None and not (
            self.is_proposal(base, past)
            and self.acts[base].body["record"] == record
            and self.agreed(base, past)
        ):
            return "V_STALE_BASE"
        others = self.siblings(record, base, past)
        if any(self.agreed(t, past) for t in others):
            return "V_STALE_BASE"
        mine = [t for t in others if act.party in self.signed(t, past)]
        mine = [t for t in mine if not self._own_withdrawn(act.party, t, past)]
        if any(self.dead(t, past) is None for t in mine):
            return "V_EXCLUSIVE"
        return None

    def _own_withdrawn(self, party, t, past):
        return self.acts[t].party == party and any(
            self.acts[w].party == party for w in self.of("withdraw", t, past)
        )

    def _answered(self, act, v, past):
        answers = self.of("accept", v, past) + self.of("decline", v, past)
        return self.acts[v].party == act.party or act.party in {self.acts[x].party for x in answers}

    def _void_accept(self, act, past):
        v = act.body["version"]
        if not self.is_proposal(v, past):
            return "V_NOT_OPEN"
        if self.acts[v].body["content"]["sha256"] != act.body["content"]:
            return "V_CONTENT"
        if self._answered(act, v, past):
            return "V_ANSWERED"
        if self.of("withdraw", v, past):
            return "V_WITHDRAWN_SEEN"
        if self.dead(v, past) is not None:
            return "V_DEAD"
        others = [t for t in self.group(v, past) if t != v and act.party in self.signed(t, past)]
        if any(self.dead(t, past) is None for t in others):
            return "V_EXCLUSIVE"
        return None

    def _void_decline(self, act, past):
        v = act.body["version"]
        if not self.is_proposal(v, past):
            return "V_NOT_OPEN"
        return "V_ANSWERED" if self._answered(act, v, past) else None

    def _void_withdraw(self, act, past):
        v = act.body["version"]
        if not self.is_proposal(v, past):
            return "V_NOT_OPEN"
        if act.party not in self.signed(v, past):
            return "V_NOT_MINE"
        if act.party in {self.acts[w].party for w in self.of("withdraw", v, past)}:
            return "V_ANSWERED"
        return "V_NOT_OPEN" if self.agreed(v, past) else None

    # ------------------------------------------------------------ the standing (fold.md 5, 7, 8)

    def acknowledged(self, v, S):
        consents = self.consents(v, S)
        return self.agreed(v, S) and all(
            any(
                {self.acts[c].party for c in consents if c in self.past[y] or c == y}
                == set(self.parties)
                for y in S
                if self.acts[y].party == party
            )
            for party in self.parties
        )

    def state(self, v, S):
        if self.agreed(v, S):
            return "agreed", None
        reason = self.dead(v, S)
        if reason:
            return "dead", reason
        valid = [x for x in S if self.acts[x].kind == "accept" and self.acts[x].body["version"] == v
                 and self.void(x) is None]  # fmt: skip
        if self.full(v, S) or any(not self.counts(x, S) for x in [v, *valid]):
            return "contested", None
        return "open", None

    def chain(self, record, S):
        chain, base = [], None
        while True:
            found = [v for v in self.siblings(record, base, S) if self.agreed(v, S)]
            if not found:
                return chain
            base = found[0]
            chain.append(base)

    def late(self, x):
        act, past = self.acts[x], self.past[x]
        v = act.body.get("version")
        if v is None:
            return False
        if not self.is_proposal(v, past) or self.acts[v].body["record"] != act.body["record"]:
            return True
        if self.agreed(v, past):
            return self.chain(act.body["record"], past)[-1] != v
        return self.dead(v, past) is not None

    def forks(self):
        found = {}
        for act in self.acts.values():
            found.setdefault((act.party, act.seq, act.prev or ""), []).append(act.id)
        return [
            {"party": party, "seq": seq, "ids": sorted(ids)}
            for (party, seq, _), ids in sorted(
                found.items(), key=lambda each: (*each[0][:2], sorted(each[1]))
            )
            if len(ids) > 1
        ]

    def heads(self):
        heads = {}
        for party in self.parties:
            feed = sorted((-act.seq, id) for id, act in self.acts.items() if act.party == party)
            if feed:
                seq, id = -feed[0][0], feed[0][1]
                root = None
                if self.fork_seq(party, self.S) is None:
                    leaves = [self.acts[id].envelope.pae for _, id in reversed(feed)]
                    root = merkle([sha256(b"\0" + leaf).digest() for leaf in leaves]).hex()
                heads[party] = {"seq": seq, "id": id, "size": seq + 1, "root": root}
        return heads

    def records(self):
        S = self.S
        records = {}
        for v, act in self.acts.items():
            if act.kind == "propose" and self.void(v) is None:
                record = act.body["record"]
                entry = records.setdefault(
                    record, {"agreed": self.chain(record, S), "versions": {}}
                )
                state, reason = self.state(v, S)
                entry["versions"][v] = {
                    "party": act.party,
                    "base": act.body["base"],
                    "content": act.body["content"]["sha256"],
                    "state": state,
                    "reason": reason,
                    "signed": [party for party in self.parties if party in self.signed(v, S)],
                    "acknowledged": self.acknowledged(v, S),
                }
        return records

    def standing(self):
        records = self.records()
        agreed = [
            [
                record,
                [[v, records[record]["versions"][v]["content"]] for v in records[record]["agreed"]],
            ]
            for record in sorted(records)
            if records[record]["agreed"]
        ]
        standing = {
            "v": 1,
            "channel": self.channel,
            "heads": self.heads(),
            "forks": self.forks(),
            "records": records,
            "void": {x: self.void(x) for x in self.acts if self.void(x)},
            "agreed": sha256(rfc8785.dumps(agreed)).hexdigest(),
        }
        standing["standing"] = sha256(rfc8785.dumps(standing)).hexdigest()
        return standing


def merkle(leaves):
    """RFC 6962 section 2.1, as written."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + merkle(leaves[:split]) + merkle(leaves[split:])).digest()
