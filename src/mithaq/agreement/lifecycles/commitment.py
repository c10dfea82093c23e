"""(f) The commitment: a leg for each owing party, and nobody verifies its own."""

from mithaq.agreement.lifecycles.table import LEG, STAYS, Lifecycle, row

_LIVE = "recorded acknowledged in_progress blocked reported_done disputed verified"
_WORK = "poc wl es"

COMMITMENT = Lifecycle(
    kind="commitment",
    begins=((LEG, "proposed"),),
    rows=(
        row("proposed", "agree", "recorded", "version", track=LEG),
        row(_LIVE, "agree", STAYS, "version", track=LEG),
        row("recorded", "acknowledge", "acknowledged", "owner", "office_named", offices="es", track=LEG),
        row("acknowledged", "start", "in_progress", "owner", offices=_WORK, track=LEG),
        row("acknowledged in_progress disputed", "report_done", "reported_done", "owner", "evidence_given", offices=_WORK, track=LEG),
        row("reported_done", "verify", "verified", "other", offices=_WORK, track=LEG, lapses=True),
        row("reported_done", "dispute", "disputed", "other", "reason_given", offices=f"{_WORK} cc", track=LEG),
        row("disputed", "resume", "in_progress", "owner", offices=_WORK, track=LEG),
        row("acknowledged in_progress", "block", "blocked", "owner", "reason_given", offices=_WORK, track=LEG),
        row("blocked", "unblock", "in_progress", "owner", offices=_WORK, track=LEG),
        row("verified", "close", "closed", "computed", "all_legs_verified", track=LEG),
        row(_LIVE, "withdraw", "withdrawn", "all", "reason_given", offices="es cc", track=LEG),
        row(_LIVE, "supersede", "superseded", "all", "successor_named", offices="es cc", track=LEG),
    ),
    ends=frozenset({"closed", "withdrawn", "superseded"}),
)  # fmt: skip
