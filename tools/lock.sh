#!/bin/sh
# Pins every dependency with the hashes of all its files: one lock for Python 3.11 to 3.14.
# `sh tools/lock.sh --upgrade` takes newer releases; without it what is pinned stays.
set -eu
uv="${UV:-.venv/bin/uv}"

lock() { # lock OUT [ARGUMENTS…]
	out="$1"
	shift
	"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --custom-compile-command "make lock" --output-file "$out" "$@"
}

lock requirements/build.txt requirements/build.in --allow-unsafe ${1:+"$1"}
lock requirements/run.txt pyproject.toml ${1:+"$1"}
lock requirements/postgres.txt pyproject.toml --extra postgres --constraint requirements/run.txt ${1:+"$1"}
lock requirements/dev.txt --group dev pyproject.toml --extra postgres \
	--constraint requirements/run.txt --constraint requirements/build.txt --allow-unsafe ${1:+"$1"}
