"""(a) The instrument: from proposal to force, and out of it.

The words are fixed by versions; initialling and signing are steps both state on one version. What
a clause makes follow from dates (force, expiry, the end of a notice) is computed for a day, and
may then be confirmed by both. Notice can be given before that: a right of one side does not wait for
the other's confirmation.
"""

from mithaq.agreement.lifecycles.table import STAYS, Lifecycle, row

_LIVE = "in_force amended provisionally_applied"
_BEFORE = "proposed negotiating agreed_ad_referendum initialled"

INSTRUMENT = Lifecycle(
    kind="instrument",
    begins=(("", "proposed"),),
    rows=(
        row("proposed", "negotiate", "negotiating", "other", offices="cc min es la"),
        row("proposed negotiating", "agree", "agreed_ad_referendum", "version"),
        row("agreed_ad_referendum initialled", "agree", "agreed_ad_referendum", "version"),
        row("agreed_ad_referendum", "initial", "initialled", "all", "texts_complete", offices="la cc min", lapses=True),
        row("agreed_ad_referendum initialled", "sign", "signed", "all", "signature_named", offices="min"),
        row("signed", "notify_procedures", "awaiting_procedures", "any", "date_given", offices="la min es"),
        row("awaiting_procedures", "notify_procedures", STAYS, "any", "date_given", offices="la min es"),
        row("signed awaiting_procedures", "enter_into_force", "in_force", "computed", "entry_reached"),
        row("signed awaiting_procedures provisionally_applied", "confirm_entry", "in_force", "all", "entry_known", offices="la min"),
        row("signed awaiting_procedures", "apply_provisionally", "provisionally_applied", "all", "date_given", offices="min cc"),
        row("in_force amended", "agree", "amended", "version"),
        row("in_force amended provisionally_applied", "suspend", "suspended", "all", "date_given", offices="min cc"),
        row("suspended", "resume", "in_force", "all", "date_given", offices="min cc"),
        row("signed awaiting_procedures in_force amended provisionally_applied suspended", "give_notice", "notice_given", "any", "receipt_given", offices="min"),
        row("notice_given", "withdraw_notice", "in_force", "all", offices="min"),
        row("notice_given", "terminate", "terminated", "computed", "notice_elapsed"),
        row("notice_given", "confirm_termination", "terminated", "all", "date_given", offices="la min"),
        row(_LIVE, "renew", STAYS, "computed", "renewed"),
        row(_LIVE, "expire", "expired", "computed", "end_reached"),
        row(f"{_BEFORE} signed awaiting_procedures", "abandon", "abandoned", "all", "reason_given", offices="min cc"),
        row(f"{_LIVE} signed awaiting_procedures", "supersede", "superseded", "all", "successor_named", offices="min cc"),
    ),
    ends=frozenset({"terminated", "expired", "superseded", "abandoned"}),
)  # fmt: skip
