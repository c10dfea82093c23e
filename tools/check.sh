#!/bin/sh
# What `make check` does: every step is run, the failed ones are named at the end.
set -u
bin=.venv/bin
failed=""
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() { # step NAME COMMAND…
	name="$1"
	shift
	if "$@" >"$log" 2>&1; then
		printf 'ok      %s\n' "$name"
	else
		printf 'FAILED  %s\n' "$name"
		cat "$log"
		failed="$failed  $name"
	fi
}

step format $bin/ruff format --check .
step lint $bin/ruff check .
step types $bin/mypy
step "one arrow" $bin/lint-imports
step migrations env DJANGO_SETTINGS_MODULE=mithaq.node.settings $bin/python -m django makemigrations --check --dry-run
step catalogues $bin/python tools/catalogues.py check
step "docs from the code" $bin/python tools/docs.py check
step "house rules" $bin/python -m pytest -q tests/house -m "not long"

if [ -n "$failed" ]; then
	echo "failed:$failed"
	exit 1
fi
