"""Vectors of the fold: many parties, statements, forks."""

from tests.vectors.fold_case import OTHER, Case


def many():
    case = Case(
        "three_cross_acceptances",
        "Two acceptances of one version cross: both count.",
        "ma",
        "pk",
        "tr",
    )
    ma, pk, tr = case.authors
    version = ma.propose("r")
    pk.accept(version)
    tr.accept(version)
    case.everyone_acks()
    yield case.is_(version, "agreed", acknowledged=True)
    case = Case(
        "three_one_silent",
        "One of three has not answered: the version stays open.",
        "ma",
        "pk",
        "tr",
    )
    version = case.ma.propose("r")
    case.pk.accept(version)
    case.everyone_acks()
    yield case.is_(version, "open")
    case = Case(
        "three_one_declines", "Two of three have signed, the third declines.", "ma", "pk", "tr"
    )
    version = case.ma.propose("r")
    case.pk.accept(version)
    case.tr.decline(version)
    yield case.is_(version, "declined")
    case = Case(
        "four_parties", "Four parties, the last acceptance has seen all.", "ma", "pk", "tr", "uz"
    )
    version = case.ma.propose("r")
    for author in case.authors[1:]:
        author.accept(version, *case.parties.newest(author))
    yield case.is_(version, "agreed")
    case = Case("two_records", "Two records side by side do not touch each other.")
    one, two = case.ma.propose("r"), case.pk.propose(OTHER)
    case.ma.accept(two)
    case.pk.accept(one)
    yield case.is_(one, "agreed").is_(two, "agreed")


def statements():
    case = Case(
        "statement_late",
        "Statements on a current, an open, a superseded, an old and no version: three are late.",
    )
    first = case.ma.propose("r")
    early = case.ma.state("r", "comment", version=first.id)
    case.ma.ack(case.pk.accept(first))
    current = case.ma.state("r", "progress", version=first.id)
    second = case.ma.propose("r", base=first.id, text="second")
    case.ma.ack(case.pk.accept(second))
    old = case.ma.state("r", "progress", version=first.id)
    unknown = case.ma.state("r", "progress", version="ab" * 32)
    other = case.ma.state(OTHER, "progress", version=second.id)
    case.ma.state("r", "progress")
    case.late = {old.id, unknown.id, other.id}
    assert early.seq < current.seq
    yield case.is_(first, "agreed", acknowledged=True).is_(second, "agreed", acknowledged=True)
    case = Case(
        "statement_in_flight",
        "A statement on the version that was current in its own past is not late.",
    )
    first = case.ma.propose("r")
    case.pk.accept(first)
    case.ma.ack(case.pk.feed[-1])
    second = case.ma.propose("r", base=first.id, text="second")
    case.pk.state("r", "progress", case.ma.feed[-2], version=first.id)
    case.pk.accept(second)
    yield case.is_(first, "agreed", acknowledged=True).is_(second, "agreed")
    case = Case("statement_on_dead", "A statement on a declined version is late.")
    version = case.ma.propose("r")
    case.pk.decline(version)
    case.late = {case.pk.state("r", "comment", version=version.id).id}
    yield case.is_(version, "declined")


def forks():
    case = Case(
        "fork_contested", "An acceptance on one branch of a fork that nobody has relied on."
    )
    version = case.ma.propose("r")
    face = case.parties.face(case.pk, 1)
    case.pk.accept(version)
    face.ack(version)
    yield case.is_(version, "contested")
    case = Case("fork_relied_on", "An acceptance on one branch that the other has seen: it counts.")
    version = case.ma.propose("r")
    face = case.parties.face(case.pk, 1)
    case.ma.ack(case.pk.accept(version))
    face.decline(version)
    yield case.is_(version, "agreed", acknowledged=True)
    case = Case("fork_before", "An acceptance before the fork counts.")
    version = case.ma.propose("r")
    case.pk.accept(version)
    face = case.parties.face(case.pk, 2)
    case.pk.ack()
    face.ack()
    yield case.is_(version, "agreed")
    case = Case(
        "fork_of_proposer", "A proposal on one branch of a fork, accepted by the other: it counts."
    )
    face = case.parties.face(case.ma, 1)
    version = case.ma.propose("r", text="for pk")
    hidden = face.propose("r", text="for nobody")
    case.pk.accept(version)
    yield case.is_(version, "agreed").is_(hidden, "superseded")
    case = Case(
        "fork_two_audiences",
        "A forker agrees with each of two others: neither has seen the same.",
        "ma",
        "pk",
        "tr",
    )
    ma, pk, tr = case.authors
    face = case.parties.face(ma, 1)
    one, two = ma.propose("r", text="for pk"), face.propose("r", text="for tr")
    pk.accept(one)
    tr.accept(two)
    yield case.is_(one, "contested").is_(two, "contested")
    case = Case(
        "fork_one_of_three_relied",
        "Of three, only one has relied on the forker's acceptance.",
        "ma",
        "pk",
        "tr",
    )
    ma, pk, tr = case.authors
    version = ma.propose("r")
    face = case.parties.face(tr, 1)
    pk.accept(version, tr.accept(version))
    face.ack(time="2026-11-22T00:00:00Z")
    yield case.is_(version, "contested")
    case = Case(
        "fork_withdrawal_uncounted",
        "A withdrawal on an unseen branch has no effect.",
        "ma",
        "pk",
        "tr",
    )
    ma, pk, tr = case.authors
    version = ma.propose("r")
    face = case.parties.face(ma, 2)
    face.withdraw(version)
    ma.ack()
    tr.ack(face.feed[-1])
    pk.accept(version)
    yield case.is_(version, "open")
    case = Case(
        "fork_one_party", "In a channel of one party nothing counts from its fork on.", "ma"
    )
    first = case.ma.propose("r")
    face = case.parties.face(case.ma, 2)
    one = case.ma.propose("r", base=first.id, text="one")
    two = face.propose("r", base=first.id, text="two")
    yield case.is_(first, "agreed", acknowledged=True).is_(one, "contested").is_(two, "contested")
    case = Case("fork_statements", "Statements on two branches: one is counted, one is not.")
    version = case.ma.propose("r")
    face = case.parties.face(case.pk, 1)
    case.ma.ack(case.pk.state("r", "progress", version, version=version.id))
    face.state("r", "comment", version, version=version.id)
    yield case.is_(version, "open")
    case = Case("fork_both_agree", "Both parties fork and agree twice: neither version is agreed.")
    faces = [case.parties.face(case.ma, 1), case.parties.face(case.pk, 1)]
    one = case.ma.propose("r", text="one")
    case.ma.ack(case.pk.accept(one))
    two = faces[0].propose("r", text="two")
    faces[0].ack(faces[1].accept(two))
    yield case.is_(one, "contested").is_(two, "contested")
