"""The triggers that make acts and charters append-only, for both databases.

SQLite needs three a table: ``INSERT OR REPLACE`` deletes without firing the delete trigger, so
an insert that would replace a row is refused as well. PostgreSQL needs one more for TRUNCATE.
"""

from __future__ import annotations

GUARDED = {"act": "channel = NEW.channel AND id = NEW.id", "channel": "id = NEW.id"}
WORDS = "append only"


def names(vendor: str) -> frozenset[str]:
    """Name the triggers that must be there."""
    kinds = ("update", "delete", "replace" if vendor == "sqlite" else "truncate")
    return frozenset(f"{table}_no_{kind}" for table in GUARDED for kind in kinds)


def create(vendor: str) -> list[str]:
    """Give the statements that make them."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def drop(vendor: str) -> list[str]:
    """Give the statements that take them away, for a migration backwards."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER {name}" for name in sorted(names(vendor))]
    return ["DROP FUNCTION mithaq_append_only() CASCADE"]


def present(vendor: str) -> str:
    """Give the query that lists the triggers there are, switched on."""
    if vendor == "sqlite":
        return "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    return "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"


def _sqlite() -> list[str]:
    made = []
    for table, same in GUARDED.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: {WORDS}'); END"
        # Two questions, each answered by one index; an OR inside one would gather rows first.
        twice = (
            f"EXISTS (SELECT 1 FROM {table} WHERE n = NEW.n) "  # noqa: S608
            f"OR EXISTS (SELECT 1 FROM {table} WHERE {same})"
        )
        made += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {twice} {refuse}",
        ]
    return made


def _postgresql() -> list[str]:
    refuse = f"BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ': {WORDS}'; END"
    made = [
        f"CREATE FUNCTION mithaq_append_only() RETURNS trigger LANGUAGE plpgsql AS $${refuse}$$"
    ]
    for table in GUARDED:
        for kind, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            made.append(
                f"CREATE TRIGGER {table}_no_{kind} BEFORE {kind.upper()} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION mithaq_append_only()"
            )
    return made
