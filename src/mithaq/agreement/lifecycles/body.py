"""(b) The body: provided for by a clause, constituted by its two sections, alive by its sessions."""

from mithaq.agreement.lifecycles.table import STAYS, Lifecycle, row

BODY = Lifecycle(
    kind="body",
    begins=(("", "proposed"),),
    rows=(
        row("proposed", "agree", "provided_for", "version"),
        row("provided_for terms_agreed constituted active", "agree", STAYS, "version"),
        row("provided_for", "agree_terms", "terms_agreed", "all", "terms_stated", offices="cc es min"),
        row("provided_for terms_agreed", "name_section", "constituted", "all", "section_named", offices="cc es min"),
        row("constituted active", "name_section", STAYS, "any", "section_named", offices="cc es min"),
        row("constituted", "hold_session", "active", "all", "session_named", offices="cc es"),
        row("active", "hold_session", STAYS, "all", "session_named", offices="cc es"),
        row("constituted active", "lie_dormant", "dormant", "computed", "sessions_missed"),
        row("proposed", "abandon", "abandoned", "all", "reason_given", offices="cc min"),
        row("provided_for terms_agreed constituted active", "dissolve", "dissolved", "all", "date_given", offices="cc min"),
    ),
    ends=frozenset({"dissolved", "abandoned"}),
)  # fmt: skip
