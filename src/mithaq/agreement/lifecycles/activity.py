"""(e) The activity, and what exercises, visits and training places add.

The added rows lie on tracks of their own (planning, aftermath, visit, place), which only an
activity of that form has; the guard of ``confirm`` reads them. An exercise cannot be confirmed
before its final planning conference was held: the deliberate gap of the example programme.
What is only recorded after the fact (``origin`` history) needs no host, cost rule or contacts, and
goes from accepted to carried out at once.
"""

from mithaq.agreement.lifecycles.table import STAYS, Lifecycle, row

_PLANNED = "programmed invited confirmed"
_OPEN = "proposed accepted programmed invited confirmed postponed"
_WORK = "poc wl es"

MAIN_ROWS = (
    row("proposed", "agree", "accepted", "version", "ready_to_accept"),
    row("accepted programmed invited confirmed in_progress carried_out reported", "agree", STAYS, "version"),
    row("accepted", "list", "programmed", "computed", "listed"),
    row("accepted", "add", "programmed", "all", offices="cc"),
    row("programmed", "invite", "invited", "host", "dates_and_place", offices="poc es da"),
    row("invited", "confirm", "confirmed", "other", "ready_to_confirm", offices="poc es", lapses=True),
    row("confirmed", "open", "in_progress", "host", offices=_WORK),
    row("accepted", "carry_out", "carried_out", "all", "past_dated", offices=_WORK),
    row("confirmed in_progress", "carry_out", "carried_out", "all", "actuals_given", offices=_WORK),
    row("carried_out", "report", "reported", "all", "report_given", offices=_WORK),
    row("reported", "close", "closed", "all", offices="wl es"),
    row(_OPEN.replace(" postponed", ""), "postpone", "postponed", "any", "reason_given", offices=_WORK),
    row("postponed", "agree", "accepted", "version"),
    row("accepted programmed invited confirmed postponed", "carry_over", "carried_over", "all", "reason_given", offices="wl es cc"),
    row(f"{_OPEN} in_progress", "cancel", "cancelled", "any", "reason_given", offices="cc"),
)  # fmt: skip

EXERCISE_ROWS = (
    row("not_begun", "agree_concept", "concept_agreed", "all", "own_record_agreed", offices=_WORK, track="planning"),
    row("concept_agreed", "hold_ipc", "ipc_held", "all", "own_record_agreed", offices=_WORK, track="planning"),
    row("ipc_held", "hold_mpc", "mpc_held", "all", "own_record_agreed", offices=_WORK, track="planning"),
    row("mpc_held", "hold_fpc", "fpc_held", "all", "own_record_agreed", offices=_WORK, track="planning"),
    row("not_begun", "hold_hot_wash", "hot_wash_held", "all", "was_carried_out", offices=_WORK, track="aftermath"),
    row("not_begun hot_wash_held", "hold_aar", "aar_held", "all", "was_carried_out", offices=_WORK, track="aftermath"),
    row("aar_held", "report_exercise", "exercise_reported", "all", "report_given", offices=_WORK, track="aftermath"),
    row("exercise_reported", "draw_lessons", "lessons_drawn", "all", "report_given", offices=_WORK, track="aftermath"),
)  # fmt: skip

VISIT_ROWS = (
    row("not_begun", "agree_visit_programme", "visit_programme_agreed", "all", "own_record_agreed", offices="poc es da pr", track="visit"),
    row("visit_programme_agreed", "clear_visit", "visit_cleared", "host", offices="so", track="visit"),
)  # fmt: skip

PLACE_ROWS = (
    row("not_begun", "offer", "offered", "host", "seats_stated", offices=_WORK, track="place"),
    row("offered", "nominate", "nominated", "other", "number_given", offices=_WORK, track="place"),
    row("nominated", "accept_nominee", "nominee_accepted", "host", offices=_WORK, track="place"),
    row("nominee_accepted", "enrol", "enrolled", "host", "date_given", offices=_WORK, track="place"),
    row("enrolled", "complete", "completed", "host", "date_given", offices=_WORK, track="place"),
    row("enrolled", "end_early", "not_completed", "host", "reason_given", offices=_WORK, track="place"),
)  # fmt: skip

#: form of activity -> the tracks it has besides the main one
TRACKS_OF_FORM = {
    "exercise": ("planning", "aftermath"),
    "visit": ("visit",),
    "training_place": ("place",),
}

ACTIVITY = Lifecycle(
    kind="activity",
    begins=(
        ("", "proposed"),
        ("planning", "not_begun"),
        ("aftermath", "not_begun"),
        ("visit", "not_begun"),
        ("place", "not_begun"),
    ),
    rows=MAIN_ROWS + EXERCISE_ROWS + VISIT_ROWS + PLACE_ROWS,
    ends=frozenset({"closed", "cancelled", "carried_over"}),
)
