# Mithaq. The two commands of the README are `make demo` and `make test`; each sets up what it needs.
# Needs: Linux, make, Python 3.11 or later, and a package index or a folder of wheels
# (PIP_FIND_LINKS=/folder PIP_NO_INDEX=1). No root, no ensurepip: tools/bootstrap.py says how.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
SHELL := /bin/sh

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v $$python && break; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
JOBS ?= 2
PYTEST_ARGS ?=

# ---------------------------------------------------------------- set-up: two stamps

RUN := .venv/.run
DEV := .venv/.dev

$(RUN): tools/bootstrap.py pyproject.toml requirements/build.txt requirements/run.txt
	@test -n "$(PYTHON)" || { echo "mithaq needs Python 3.11 or later; none was found (set PYTHON=/path/to/python)"; exit 1; }
	@echo "Setting up .venv (once; a minute or two, most of it download)"
	@$(PYTHON) tools/bootstrap.py .venv
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUN) requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: help setup demo run test quick check format bench docs catalogues vectors wheel lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(DEV) ## the environment in .venv, for working on Mithaq

# ---------------------------------------------------------------- for everybody

demo: $(RUN) ## two nodes agree a memorandum, and a third person verifies it
	@.venv/bin/mithaq demo
	@echo
	@echo "First, so that the shell finds it:  PATH=$(CURDIR)/.venv/bin:\$$PATH"

run: $(RUN) ## a node of your own in var/home, and what to type next (PARTY=ma NAME=Morocco)
	@sh tools/run.sh

test: $(DEV) ## every test; what this machine lacks is named at the end
	@$(PY) -m pytest -q -n $(JOBS) $(PYTEST_ARGS)

# ---------------------------------------------------------------- for those who change it

quick: $(DEV) ## the tests that take less than five seconds each
	@$(PY) -m pytest -q -n $(JOBS) -m "not long" $(PYTEST_ARGS)

check: $(DEV) ## format, lint, types, the one arrow, migrations, catalogues, docs
	@sh tools/check.sh

format: $(DEV) ## put the sources into the house's form
	@.venv/bin/ruff format -q .
	@.venv/bin/ruff check -q --fix --exit-zero .

bench: $(DEV) ## figures, beside git and securesystemslib in the same run (ACTS=1000000 for the long one)
	@$(PY) -m tests.bench $(if $(ACTS),--acts $(ACTS))

docs: $(DEV) ## write again the pages that are made from the code (docs/codes.md …)
	@$(PY) tools/docs.py write

catalogues: $(DEV) ## extract the words, update the four catalogues, compile them
	@$(PY) tools/catalogues.py update

vectors: $(DEV) ## write again the vectors from their generators
	@$(PY) -m tests.vectors

wheel: $(DEV) ## dist/mithaq-*.whl, the same bytes each time
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 1767225600) \
		$(PY) -m build --wheel --no-isolation --outdir dist .

lock: $(RUN) ## pin again every dependency, with hashes, for Python 3.11 to 3.14
	@$(PIP) install 'uv>=0.9'
	@sh tools/lock.sh

clean: ## remove what was made (not var/home)
	@rm -rf .venv build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
