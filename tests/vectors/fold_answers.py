"""Vectors of the fold: proposals, answers, bases."""

from tests.vectors.fold_case import EVEN, OTHER, Case
from tests.vectors.fold_crossings import crossing


def plain():
    case = Case("empty", "Only joins: nothing stands.")
    yield case
    case = Case("open", "A proposal that nobody has answered.")
    yield case.is_(case.ma.propose("r", case.pk.feed[-1]), "open")
    case = Case(
        "agreed",
        "A proposal that the other has accepted; the proposer has not seen it.",
        "ma",
        "pk",
        "tr",
    )
    ma, pk, tr = case.authors
    version = ma.propose("r")
    pk.accept(version)
    tr.accept(version)
    yield case.is_(version, "agreed")
    case = Case("acknowledged", "Both parties have signed that they saw both signatures.")
    version = case.ma.propose("r")
    case.ma.ack(case.pk.accept(version))
    yield case.is_(version, "agreed", acknowledged=True)
    case = Case(
        "agreed_unacknowledged", "The accepter has seen both signatures, the proposer not yet."
    )
    version = case.ma.propose("r")
    case.pk.accept(version)
    yield case.is_(version, "agreed")
    case = Case("declined", "A proposal that the other has declined.")
    version = case.ma.propose("r")
    case.pk.decline(version)
    yield case.is_(version, "declined")
    case = Case(
        "one_party",
        "In a channel of one party a proposal is agreed and acknowledged at once.",
        "ma",
    )
    version = case.ma.propose("r")
    yield case.is_(version, "agreed", acknowledged=True)
    case = Case("one_party_amends", "A party alone amends its own record.", "ma")
    first = case.ma.propose("r")
    second = case.ma.propose("r", base=first.id, text="second")
    yield case.is_(first, "agreed", acknowledged=True).is_(second, "agreed", acknowledged=True)
    case = Case(
        "times_ten_years_off", "Times ten years before and after: nothing is ordered by them."
    )
    version = case.ma.propose("r", time="2036-01-01T00:00:00Z")
    case.ma.ack(case.pk.accept(version, time="2016-01-01T00:00:00Z"), time="1999-01-01T00:00:00Z")
    yield case.is_(version, "agreed", acknowledged=True)


def answers():
    case = Case("accept_unknown", "An acceptance of a version of which nobody has the proposal.")
    act = case.pk.write("accept", {"version": "ab" * 32, "content": "cd" * 32})
    yield case.void(act, "V_NOT_OPEN")
    case = Case("accept_no_proposal", "An acceptance of an act that is no proposal.")
    act = case.pk.write(
        "accept", {"version": case.ma.feed[0].id, "content": "cd" * 32}, case.ma.feed[0]
    )
    yield case.void(act, "V_NOT_OPEN")
    case = Case("accept_unseen", "An acceptance of a proposal that is not in its own past.")
    version = case.ma.propose("r")
    act = case.pk.write(
        "accept", {"version": version.id, "content": version.body["content"]["sha256"]}
    )
    yield case.is_(version, "open").void(act, "V_NOT_OPEN")
    case = Case("accept_void", "An acceptance of a proposal without effect.")
    version = case.ma.propose("r", base="ab" * 32)
    yield case.void(version, "V_STALE_BASE").void(case.pk.accept(version), "V_NOT_OPEN")
    case = Case(
        "accept_other_content", "An acceptance that names another content than was proposed."
    )
    version = case.ma.propose("r")
    act = case.pk.write("accept", {"version": version.id, "content": "cd" * 32}, version)
    yield case.is_(version, "open").void(act, "V_CONTENT")
    case = Case(
        "accept_after_wrong_content",
        "A right acceptance after a void one: a void act is no answer.",
    )
    version = case.ma.propose("r")
    act = case.pk.write("accept", {"version": version.id, "content": "cd" * 32}, version)
    case.pk.accept(version)
    yield case.is_(version, "agreed").void(act, "V_CONTENT")
    case = Case("accept_own", "The proposer accepts its own proposal.")
    version = case.ma.propose("r")
    yield case.is_(version, "open").void(case.ma.accept(version), "V_ANSWERED")
    case = Case("accept_twice", "An acceptance of what one has accepted.")
    version = case.ma.propose("r")
    case.pk.accept(version)
    yield case.is_(version, "agreed").void(case.pk.accept(version, salt="77" * 16), "V_ANSWERED")
    case = Case(
        "decline_then_accept", "An acceptance after one's own decline: the first answer is final."
    )
    version = case.ma.propose("r")
    case.pk.decline(version)
    yield case.is_(version, "declined").void(case.pk.accept(version), "V_ANSWERED")
    case = Case(
        "accept_then_decline", "A decline after one's own acceptance: the first answer is final."
    )
    version = case.ma.propose("r")
    case.pk.accept(version)
    yield case.is_(version, "agreed").void(case.pk.decline(version), "V_ANSWERED")
    case = Case("decline_own", "The proposer declines its own proposal.")
    version = case.ma.propose("r")
    yield case.is_(version, "open").void(case.ma.decline(version), "V_ANSWERED")
    case = Case("decline_unknown", "A decline of a version of which nobody has the proposal.")
    yield case.void(case.pk.write("decline", {"version": "ab" * 32}), "V_NOT_OPEN")
    case = Case(
        "declined_proposed_again",
        "After a decline the same content is proposed again, and accepted.",
    )
    version = case.ma.propose("r")
    again = case.ma.propose("r", case.pk.decline(version))
    case.pk.accept(again)
    yield case.is_(version, "declined").is_(again, "agreed")


def bases():
    case = Case("amended", "A chain of three agreed versions.")
    chain = [None]
    for _ in range(3):
        base = chain[-1].id if chain[-1] else None
        chain.append(case.ma.propose("r", *case.pk.feed[-1:], base=base, text=str(len(chain))))
        case.pk.accept(chain[-1])
        case.is_(chain[-1], "agreed", acknowledged=len(chain) < 4)
    yield case
    case = Case("base_open", "A proposal on a base that is not agreed.")
    version = case.ma.propose("r")
    yield case.is_(version, "open").void(
        case.pk.propose("r", version, base=version.id), "V_STALE_BASE"
    )
    case = Case("base_of_other_record", "A proposal on the agreed version of another record.")
    version = case.ma.propose("r")
    case.pk.accept(version)
    act = case.pk.propose(OTHER, base=version.id)
    yield case.is_(version, "agreed").void(act, "V_STALE_BASE")
    case = Case("base_unknown", "A proposal on a base that nobody has.")
    yield case.void(case.ma.propose("r", base="ab" * 32), "V_STALE_BASE")
    case = Case("base_taken", "A second proposal on a base that has an agreed child in its past.")
    version = case.ma.propose("r")
    case.pk.accept(version)
    yield case.is_(version, "agreed").void(case.pk.propose("r", text="late"), "V_STALE_BASE")
    case = Case(
        "accept_two_siblings",
        "An acceptance of a sibling while the one accepted before still lives.",
        "ma",
        "pk",
        "tr",
    )
    ma, pk, tr = case.authors
    one = ma.propose(EVEN)
    two = tr.propose(EVEN, one, text="counter")
    pk.accept(one)
    late = pk.accept(two)
    yield case.is_(one, "open").is_(two, "open").void(late, "V_EXCLUSIVE")
    case, one, two = crossing(
        "accept_superseded", "An acceptance of a proposal that has an agreed sibling.", EVEN
    )
    act = case.ma.accept(two, case.pk.accept(one))
    yield case.is_(one, "agreed", acknowledged=True).is_(two, "superseded").void(act, "V_DEAD")
    case = Case(
        "counter_proposal",
        "A counter-proposal that has seen the first does not cross it: both stay open.",
    )
    one = case.ma.propose("r")
    two = case.pk.propose("r", one, text="counter")
    yield case.is_(one, "open").is_(two, "open")
    case = Case(
        "counter_proposal_agreed", "The first is declined, its author accepts the counter-proposal."
    )
    one = case.ma.propose("r")
    case.pk.decline(one)
    two = case.pk.propose("r", text="counter")
    case.ma.accept(two)
    yield case.is_(one, "declined").is_(two, "agreed")
    case = Case(
        "counter_proposal_chosen",
        "One takes its own back for a counter-proposal: accepting is void before the other has seen that.",
    )
    one = case.ma.propose("r")
    two = case.pk.propose("r", one, text="counter")
    case.ma.withdraw(one, two)
    act = case.ma.accept(two)
    case.pk.ack(case.ma.feed[-2])
    last = case.ma.accept(two, case.pk.feed[-1], salt="55" * 16)
    late = case.ma.write("withdraw", {"version": two.id})
    yield (
        case.is_(one, "withdrawn").is_(two, "agreed", acknowledged=False)
        .void(act, "V_EXCLUSIVE").void(late, "V_NOT_OPEN")
    )  # fmt: skip
    assert last.seq
