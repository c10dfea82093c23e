"""Vectors of the fold: the alternat, withdrawals, replacing."""

from tests.vectors.fold_case import EVEN, ODD, Case


def crossing(name, fault, record, *, base=None, case=None):
    case = case or Case(name, fault)
    one = case.ma.propose(record, base=base, text="of ma")
    two = case.pk.propose(record, base=base, text="of pk")
    return case, one, two


def alternat():
    case, one, two = crossing(
        "crossed_even",
        "Crossing proposals; the hash of the record begins with bit 0: the first position stays.",
        EVEN,
    )
    case.everyone_acks()
    yield case.is_(one, "open").is_(two, "crossed")
    case, one, two = crossing(
        "crossed_odd",
        "Crossing proposals; the hash of the record begins with bit 1: the second position stays.",
        ODD,
    )
    case.everyone_acks()
    yield case.is_(one, "crossed").is_(two, "open")
    case = Case(
        "crossed_amendment",
        "Crossing amendments after one agreed version: the turn has passed to the other.",
    )
    first = case.ma.propose(EVEN)
    case.ma.ack(case.pk.accept(first))
    case, one, two = crossing(None, None, EVEN, base=first.id, case=case)
    case.everyone_acks()
    yield case.is_(first, "agreed", acknowledged=True).is_(one, "crossed").is_(two, "open")
    case, one, two = crossing(
        "crossed_loser_accepts",
        "The author of the crossed proposal accepts the other at once.",
        EVEN,
    )
    case.pk.accept(one)
    yield case.is_(one, "agreed").is_(two, "superseded")
    case, one, two = crossing(
        "crossed_winner_accepts", "The author of the open proposal accepts the crossed one.", EVEN
    )
    yield case.is_(one, "open").is_(two, "crossed").void(case.ma.accept(two), "V_DEAD")
    case, one, two = crossing(
        "crossed_loser_declines",
        "The author of the crossed proposal declines the other and proposes again.",
        EVEN,
    )
    case.pk.decline(one)
    again = case.pk.propose(EVEN, text="again")
    case.ma.accept(again)
    yield case.is_(one, "declined").is_(two, "superseded").is_(again, "agreed")
    case = Case(
        "crossed_three",
        "Three crossing proposals of three parties: the lowest rank stays.",
        "ma",
        "pk",
        "tr",
    )
    versions = [author.propose(ODD, text=author.party) for author in case.authors]
    case.everyone_acks()
    yield case.is_(versions[0], "crossed").is_(versions[1], "open").is_(versions[2], "crossed")
    case = Case(
        "crossed_withdrawn_witness",
        "A proposal crossed by one that was withdrawn afterwards stays crossed.",
    )
    case, one, two = crossing(None, None, EVEN, case=case)
    case.ma.withdraw(one, two)
    case.everyone_acks()
    yield case.is_(one, "withdrawn").is_(two, "crossed")


def withdrawals():
    case = Case("withdrawn", "The proposer withdraws, and the other has seen it.")
    version = case.ma.propose("r")
    case.pk.ack(case.ma.withdraw(version))
    yield case.is_(version, "withdrawn")
    case = Case(
        "withdrawn_unseen",
        "The proposer withdraws; the other has not seen it yet, so it could still accept.",
    )
    version = case.ma.propose("r")
    case.ma.withdraw(version)
    yield case.is_(version, "open")
    case = Case(
        "withdrawn_in_flight", "An acceptance signed before the withdrawal arrived: it wins."
    )
    version = case.ma.propose("r")
    case.ma.withdraw(version)
    case.pk.accept(version)
    case.everyone_acks()
    yield case.is_(version, "agreed", acknowledged=True)
    case = Case("withdrawn_seen", "An acceptance that has the withdrawal in its past.")
    version = case.ma.propose("r")
    withdrawal = case.ma.withdraw(version)
    act = case.pk.accept(version, withdrawal)
    yield case.is_(version, "withdrawn").void(act, "V_WITHDRAWN_SEEN")
    case = Case("withdraw_others", "A withdrawal of what one has not signed.")
    version = case.ma.propose("r")
    yield case.is_(version, "open").void(case.pk.withdraw(version), "V_NOT_MINE")
    case = Case("withdraw_twice", "A withdrawal of what one has withdrawn.")
    version = case.ma.propose("r")
    case.ma.withdraw(version)
    yield case.is_(version, "open").void(case.ma.withdraw(version, salt="77" * 16), "V_ANSWERED")
    case = Case("withdraw_agreed", "A withdrawal that has the agreement in its past.")
    version = case.ma.propose("r")
    case.pk.accept(version)
    yield case.is_(version, "agreed").void(case.pk.withdraw(version), "V_NOT_OPEN")
    case = Case("withdraw_unknown", "A withdrawal of a version of which nobody has the proposal.")
    yield case.void(case.ma.write("withdraw", {"version": "ab" * 32}), "V_NOT_OPEN")
    case = Case(
        "withdraw_acceptance",
        "An accepter takes its acceptance back before the third has signed.",
        "ma",
        "pk",
        "tr",
    )
    ma, pk, tr = case.authors
    version = ma.propose("r")
    pk.accept(version)
    act = tr.accept(version, pk.withdraw(version))
    yield case.is_(version, "withdrawn").void(act, "V_WITHDRAWN_SEEN")


def replacing():
    case = Case("replaced", "A party withdraws its own proposal and proposes another at once.")
    one = case.ma.propose("r")
    case.ma.withdraw(one)
    two = case.ma.propose("r", text="better")
    case.pk.accept(two)
    yield case.is_(one, "withdrawn").is_(two, "agreed")
    case = Case("second_proposal", "A second proposal while one's first is open.")
    one = case.ma.propose("r")
    yield case.is_(one, "open").void(case.ma.propose("r", text="better"), "V_EXCLUSIVE")
    case = Case(
        "replaced_in_flight",
        "The replaced proposal was accepted on the way: it stands, the new one is superseded.",
    )
    one = case.ma.propose("r")
    case.ma.withdraw(one)
    two = case.ma.propose("r", text="better")
    case.pk.accept(one)
    yield case.is_(one, "agreed").is_(two, "superseded")
    case = Case(
        "both_replace",
        "Each side withdraws its own and accepts the other's, concurrently: neither is bound twice.",
    )
    one = case.ma.propose(EVEN)
    two = case.pk.propose(EVEN, one, text="counter")
    case.ma.withdraw(one, two)
    case.pk.withdraw(two)
    a, b = case.ma.accept(two), case.pk.accept(one)
    yield case.is_(one, "open").is_(two, "open").void(a, "V_EXCLUSIVE").void(b, "V_EXCLUSIVE")
    case = Case(
        "acceptance_withdrawn_binds",
        "A withdrawn acceptance binds until its version is dead for all.",
        "ma",
        "pk",
        "tr",
    )
    ma, pk, tr = case.authors
    one = ma.propose("r")
    pk.accept(one)
    pk.withdraw(one)
    act = pk.propose("r", text="counter")
    tr.ack(pk.feed[-1], ma.feed[-1])
    two = pk.propose("r", tr.feed[-1], text="counter again")
    yield case.is_(one, "withdrawn").void(act, "V_EXCLUSIVE").is_(two, "open")
