"""The store: one contract, three keepers (memory, SQLite, PostgreSQL)."""
