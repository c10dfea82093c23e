"""(d) The programme of a year: drafts exchanged, consolidated, agreed, signed, carried out, closed."""

from mithaq.agreement.lifecycles.table import STAYS, Lifecycle, row

PROGRAMME = Lifecycle(
    kind="programme",
    begins=(("", "proposed"),),
    rows=(
        row("proposed", "exchange", "exchanged", "other", offices="es cc"),
        row("proposed exchanged", "consolidate", "consolidated", "any", "activities_pinned", offices="es cc"),
        row("proposed exchanged consolidated", "agree", "agreed", "version"),
        row("agreed signed executing mid_year_reviewed", "agree", STAYS, "version"),
        row("agreed", "sign", "signed", "all", "activities_agreed", offices="cc min"),
        row("signed", "begin_year", "executing", "computed", "year_begun"),
        row("signed executing", "review_mid_year", "mid_year_reviewed", "all", "date_given", offices="es cc"),
        row("signed executing mid_year_reviewed", "close_year", "year_closed", "all", "activities_settled", offices="es cc"),
        row("year_closed", "agree_review", "review_agreed", "all", "review_agreed", offices="cc"),
        row("proposed exchanged consolidated agreed", "abandon", "abandoned", "all", "reason_given", offices="cc min"),
    ),
    ends=frozenset({"review_agreed", "abandoned"}),
)  # fmt: skip
